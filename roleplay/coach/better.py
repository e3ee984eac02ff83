"""Better lines: authored, and proved by the engine from the very moment (DESIGN section 8).

A line is shown only if it *improves* on the trainee's turn from the same BuyerState: a fact or a
door opens that did not open soon after anyway, harm is avoided, or the criterion's level rises; and
no focal meter falls, no scar is left, it does no harm of its own, and the buyer neither repeats
what was told nor finds fault with the way it was put.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import guard
from roleplay.buyer.persona import Persona
from roleplay.buyer.react import react
from roleplay.buyer.speech import ONE_OF_THOSE, WRONG_NAME
from roleplay.buyer.state import BuyerState, Reaction
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.measuring import measure
from roleplay.coach.play import Play
from roleplay.coach.step import Step
from roleplay.coach.weigh import AGAINST, DISCLOSED, harmed, weight
from roleplay.coach.wording import first_name, kind_words, level_words
from roleplay.heard import CLEAR, Heard
from roleplay.scenario import BetterLine

LOW = 3
"""Criteria below this level lend their better lines to another's fix."""
SOON = 2
"""Turns within which what came anyway is no reason for another line."""
FORM = frozenset(("stacked", "leading", "repeated", "unclear"))
"""Flags and events by which a turn was badly put, whatever it said."""
COMPLAINTS = (ONE_OF_THOSE, WRONG_NAME, "repeated", "unclear", "ambiguous", "as_i_said")
"""Lines by which any buyer says that a turn was badly put, not what they think of it."""


@dataclass(frozen=True, slots=True)
class Better:
    """One better line, played from the moment of the trainee's turn."""

    line: BetterLine
    step: Step
    reaction: Reaction
    reasons: tuple[str, ...]
    """What improves, in words."""
    level_before: int
    level_after: int
    """Level of the fix's criterion with the trainee's turn, and with this line in its place."""
    worth: int
    """How much better than the trainee's turn, for ranking."""


def better_at(
    play: Play,
    step: Step,
    criterion: str,
    levels: Mapping[str, int],
    seed: int,
    shown: Collection[str] = (),
) -> Better | None:
    """The best line for a turn: the criterion's own first, then those of other weak criteria.

    ``shown``: ids of lines that are shown elsewhere already.
    """
    for source in (criterion, *_weak(criterion, levels)):
        best = _best(play, step, criterion, _fitting(play, step, source, shown), levels, seed)
        if best is not None:
            return best
    return None


def best_moment(
    play: Play,
    steps: Iterable[Step],
    criterion: str,
    levels: Mapping[str, int],
    seed: int,
    shown: Collection[str] = (),
) -> Better | None:
    """The first turn from which the criterion's own line would have gained most, with the line.

    For what was never done: a line that raises the criterion's level goes before one that only
    opens a door towards it.
    """
    tried = (
        _best(play, step, criterion, _fitting(play, step, criterion, shown), levels, seed)
        for step in steps
    )
    found = [better for better in tried if better is not None]
    return max(found, key=lambda b: (b.level_after, -b.step.index), default=None)


def _weak(criterion: str, levels: Mapping[str, int]) -> list[str]:
    weak = [name for name in CRITERIA if levels.get(name, LOW) < LOW and name != criterion]
    return sorted(weak, key=lambda name: levels[name])


def _fitting(play: Play, step: Step, criterion: str, shown: Collection[str]) -> list[BetterLine]:
    """The criterion's lines that could have been said then and are not shown yet."""
    lines = (line for line in play.content.scenario.better_lines if line.id not in shown)
    return [line for line in lines if line.criterion == criterion and sayable(line, step.before)]


def sayable(line: BetterLine, before: BuyerState) -> bool:
    """Whether a line fits a moment: nothing untold is used, and nothing told is asked for."""
    told = set(before.told)
    return (
        told.issuperset(line.after)
        and told.isdisjoint(line.before)
        and (not line.states or before.state in line.states)
        and line.answers == before.question
        and line.heard.verdict == CLEAR
    )


def _best(
    play: Play,
    step: Step,
    criterion: str,
    lines: Iterable[BetterLine],
    levels: Mapping[str, int],
    seed: int,
) -> Better | None:
    proved = [prove(play, step, criterion, line, levels, seed) for line in lines]
    good = [better for better in proved if better is not None]
    return max(good, key=lambda b: (b.level_after, b.worth, b.line.id), default=None)


def prove(
    play: Play, step: Step, criterion: str, line: BetterLine, levels: Mapping[str, int], seed: int
) -> Better | None:
    """Play a line from the moment before a turn; None unless it improves on that turn."""
    persona = play.content.personas[step.turn.buyer]
    reaction = react(persona, step.before, line.heard, seed)
    if not _safe(play, persona, step, reaction):
        return None
    turn = replace(
        step.turn, text=line.line, heard=line.heard, reaction=reaction, reply=reaction.text
    )
    now = levels[criterion]
    then = measure(criterion, play.answered_otherwise(step.index, turn)).level
    reasons = _reasons(play, persona, step, reaction)
    if then > now:
        title = CRITERIA[criterion].title
        reasons.append(f"“{title}” counts {then} of 4 instead of {now}")
    if not reasons:
        return None
    focal = play.content.scenario.focal_meters
    worth = weight(persona, step.before, reaction, focal) - weight(
        persona, step.before, step.turn.reaction, focal
    )
    return Better(line, step, reaction, tuple(reasons), now, then, worth)


def _safe(play: Play, persona: Persona, step: Step, reaction: Reaction) -> bool:
    """No focal meter gets worse than it was (nor, if it is better high, than by the own turn);
    no harm."""
    before, own, after = step.before, step.turn.reaction.after, reaction.after

    def worse(meter: str) -> bool:
        now = after.meters[meter]
        if meter in AGAINST:
            return now > before.meters[meter]
        return now < max(before.meters[meter], own.meters[meter])

    falls = any(worse(m) for m in play.content.scenario.focal_meters if m in before.meters)
    scarred = after.scars != before.scars
    told = reaction.told
    again = told is not None and told.again
    poor = again or reaction.evaded or complains(persona, reaction)
    return not (falls or scarred or poor or harmed(persona, reaction))


def complains(persona: Persona, reaction: Reaction) -> bool:
    """Whether the buyer finds fault with how a turn was put: two things at once, the same again,
    a question of theirs passed over, words that made no sense."""
    said = {said.line for said in reaction.says}
    for_it = {ask.evaded for ask in persona.asks if ask.evaded}.union(COMPLAINTS)
    for_it |= {m.says for m in persona.moves if m.says and not FORM.isdisjoint(m.acts)}
    taken = reaction.taken
    return (taken is not None and taken.act in FORM) or not said.isdisjoint(for_it)


def _reasons(play: Play, persona: Persona, step: Step, reaction: Reaction) -> list[str]:
    name, own = first_name(persona), step.turn.reaction
    soon = _soon(play, step)
    reasons = []
    if harmed(persona, own):
        reasons.append(f"what {name} took badly is avoided")
    told = reaction.told
    got = {each.told.fact for each in soon if each.told is not None}
    if told is not None and _depth(reaction) > _depth(own) and told.fact not in got:
        reasons.append(f"{name} tells {kind_words(told.kind)}")
    opened = {level for each in soon for level in _open(persona, each.after)}
    for level in _open(persona, reaction.after):
        if level not in _open(persona, step.before) and level not in opened:
            reasons.append(f"{name} would now talk about {level_words(level)}")
    taken = reaction.taken
    target = persona.states[reaction.after.state]
    moved = reaction.after.state not in (step.before.state, *(each.after.state for each in soon))
    if taken is not None and moved and not target.hands_over:
        reasons.append(f"the talk moves on to “{target.name.replace('_', ' ')}”")
    return reasons


def _soon(play: Play, step: Step) -> list[Step]:
    """A turn and those that followed soon, with the same buyer."""
    same = [s for s in play.steps if s.turn.buyer == step.turn.buyer and s.index >= step.index]
    return same[: SOON + 1]


def _depth(reaction: Reaction) -> int:
    """How deep the told fact lies: 0 for none, for one told before, and for public ones."""
    told = reaction.told
    return 0 if told is None or told.again else DISCLOSED.get(told.level, 0)


def _open(persona: Persona, state: BuyerState) -> list[str]:
    """Disclosure levels that are open in a state, whatever is said next."""
    moment = Beat(persona, state, Heard(""))
    return [name for name, level in persona.levels.items() if guard(level.requires)(moment)]
