"""The fixes of a debrief: at most three, each with its seven parts (domain 8.2).

What did most harm opens it; the others follow, dearest first. No turn is named as lacking
something if the buyer opened up after it, unless there is nothing else to show.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roleplay.acts import plain
from roleplay.buyer.lines import speak
from roleplay.buyer.persona import Persona
from roleplay.coach.better import Better, best_moment, better_at
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import DEBIT, Evidence
from roleplay.coach.critical import CRITERION_OF
from roleplay.coach.fix import BetterSaid, Fix
from roleplay.coach.play import Play
from roleplay.coach.regard import minded
from roleplay.coach.scorecard import Scorecard
from roleplay.coach.step import Step
from roleplay.coach.total import half_up
from roleplay.coach.weigh import Change, changes, harmed, harmful_rules, weight
from roleplay.coach.wording import differing, first_name, moves_words, visible

MOST = 3
NO_LINE = "What would you say now? Take this moment again, in your own words."
"""Said where no better line holds good."""


@dataclass(frozen=True, slots=True)
class _Loss:
    """Something that cost points, before a turn is chosen for it."""

    criterion: str
    cost: Fraction
    evidence: tuple[Evidence, ...]
    error: str = ""
    """Id of a critical error, and"""
    meaning: str = ""
    """what it means."""


def fixes(scorecard: Scorecard, play: Play, seed: int) -> tuple[Fix, ...]:
    """At most three fixes, no two for one turn; empty where nothing stood out to mend.

    A critical error opens them, or else what was said in the turn that did most harm, or else the
    dearest. What was missing, and nothing can be shown for, is there only if there is no other.
    """
    levels = {row.id: row.level for row in scorecard.criteria if row.level is not None}
    losses = _losses(scorecard)
    losses.sort(key=lambda loss: (not loss.error, min(0, _worst(loss, play))))
    made: list[Fix] = []
    last_resort: Fix | None = None
    for loss in losses:
        fix = _fix(loss, play, levels, made, seed) if len(made) < MOST else None
        if fix is not None and fix.absence and fix.better is None:
            last_resort = last_resort or fix
        elif fix is not None:
            made.append(fix)
    if not made:
        ventured = (_after_opening(loss, play, levels, seed) for loss in losses)
        alone = next((fix for fix in ventured if fix is not None), last_resort)
        return (alone,) if alone else ()
    first = min(made, key=lambda fix: _opening(fix, play))
    return (first, *sorted((fix for fix in made if fix is not first), key=lambda f: -f.cost))


def _opening(fix: Fix, play: Play) -> tuple[bool, int, int]:
    """Where a fix stands among those that might open a debrief: the least comes first."""
    step = next(step for step in play.main if step.index == fix.index)
    return not fix.critical_error, _harm(play, step), -fix.cost


def _worst(loss: _Loss, play: Play) -> int:
    """Weight of the most harmful turn whose words are to blame for a loss; 0 for none."""
    blamed = {e.turn for e in loss.evidence if e.polarity == DEBIT}
    return min((_harm(play, step) for step in play.main if step.number in blamed), default=0)


def _harm(play: Play, step: Step) -> int:
    """A turn's weight if the buyer minded it and it is negative, else 0."""
    return min(0, _weight(play, step)) if minded(step) else 0


def _losses(scorecard: Scorecard) -> list[_Loss]:
    """What cost points: critical errors, then criteria, dearest first; ties in rubric order."""
    lowest = min((error.cap for error in scorecard.critical_errors), default=0)
    losses: dict[str, _Loss] = {}
    for error in scorecard.critical_errors:
        cost = scorecard.uncapped - scorecard.score if error.cap == lowest else 0
        criterion = CRITERION_OF[error.id]
        losses[criterion] = _Loss(
            criterion, Fraction(cost), error.evidence, error.id, error.meaning
        )
    rows = [row for row in scorecard.criteria if row.lost > 0]
    for row in sorted(rows, key=lambda row: -row.lost):
        losses.setdefault(row.id, _Loss(row.id, row.lost, row.evidence))
    return list(losses.values())


def _fix(
    loss: _Loss, play: Play, levels: dict[str, int], made: Sequence[Fix], seed: int
) -> Fix | None:
    """A fix for a loss: at the words that did most harm, or else where a line is better.

    No turn, and no line, that another fix has already. Words after which the buyer opened up are
    a fault only if a line is better, or if they are a critical error.
    """
    used = {fix.index for fix in made}
    shown = {fix.better.line for fix in made if fix.better}
    free = {step.number: step for step in play.main if step.index not in used}
    faults = [e for e in loss.evidence if e.polarity == DEBIT and e.turn in free]
    faults.sort(key=lambda e: (_weight(play, free[e.turn]), e.turn))
    scored = {**levels, loss.criterion: levels.get(loss.criterion, 0)}
    for evidence in faults:
        step = free[evidence.turn]
        better = better_at(play, step, loss.criterion, scored, seed, shown)
        if better is not None or _harm(play, step) < 0:
            return _made(loss, play, step, evidence, better)
    for evidence in faults:
        if loss.error or _weight(play, free[evidence.turn]) <= 0:
            return _made(loss, play, free[evidence.turn], evidence, None)
    return _for_absence(loss, play, free, scored, seed, shown)


def _for_absence(
    loss: _Loss,
    play: Play,
    free: dict[int, Step],
    levels: dict[str, int],
    seed: int,
    shown: Collection[str],
) -> Fix | None:
    """A fix for what was never done, at the turn where the better line fits best.

    Only turns that brought nothing may lack something: after the others the buyer opened up.
    """
    gap, steps = _gap(loss, play, free)
    steps = [step for step in steps if _weight(play, step) <= 0]
    if not steps:
        return None
    better = best_moment(play, steps, loss.criterion, levels, seed, shown)
    if better is not None:
        return _made(loss, play, better.step, gap, better)
    return _made(loss, play, min(steps, key=lambda s: (_weight(play, s), s.index)), gap, None)


def _after_opening(loss: _Loss, play: Play, levels: dict[str, int], seed: int) -> Fix | None:
    """A fix at a turn after which the buyer opened up, for a call that has no other to show.

    Only a line by which the criterion's own level rises is reason enough.
    """
    scored = {**levels, loss.criterion: levels.get(loss.criterion, 0)}
    gap, steps = _gap(loss, play, {step.number: step for step in play.main})
    better = best_moment(play, steps, loss.criterion, scored, seed)
    if better is None or better.level_after <= better.level_before:
        return None
    return _made(loss, play, better.step, gap, better)


def _gap(loss: _Loss, play: Play, free: dict[int, Step]) -> tuple[Evidence | None, list[Step]]:
    """What was never done, and the turns in which it could have been; none for a mere fault."""
    gap = next((e for e in loss.evidence if e.polarity != DEBIT and not e.quote), None)
    if gap is None and any(e.polarity == DEBIT for e in loss.evidence):
        return None, []
    first, last = (gap.turn, gap.until) if gap else (1, play.last)
    return gap, [step for number, step in free.items() if first <= number <= last]


def _weight(play: Play, step: Step) -> int:
    persona = play.content.personas[step.turn.buyer]
    focal = play.content.scenario.focal_meters
    return weight(persona, step.before, step.turn.reaction, focal)


def _made(
    loss: _Loss, play: Play, step: Step, evidence: Evidence | None, better: Better | None
) -> Fix:
    criterion = CRITERIA[loss.criterion]
    absence = evidence is None or not evidence.quote
    start, end = (
        (0, len(step.turn.text))
        if evidence is None or absence
        else (
            evidence.start,
            evidence.end,
        )
    )
    acts = evidence.acts if evidence and not absence else ()
    moved = changes(step.before, step.after)
    return Fix(
        criterion=criterion.id,
        title=criterion.title,
        cost=half_up(loss.cost),
        turn=step.number,
        index=step.index,
        quote=step.turn.text[start:end],
        start=start,
        end=end,
        absence=absence,
        read_as=tuple(plain(act) for act in acts or _marks(step)),
        heard=inner_voice(play, step, acts),
        came_back=step.turn.reply,
        moved=moved,
        visible=visible_in(play, step),
        rule=loss.meaning or (evidence.rule if evidence else ""),
        why=criterion.why,
        better=_said(play, step, moved, better) if better else None,
        honest="" if better else NO_LINE,
        critical_error=loss.error,
        try_turn=step.number,
    )


def _marks(step: Step) -> tuple[str, ...]:
    """Flags and acts of a turn, flags first: they colour it."""
    heard = step.turn.heard
    return tuple(dict.fromkeys([f.id for f in heard.flags] + [act.id for act in heard.acts]))


def _said(play: Play, step: Step, own: tuple[Change, ...], better: Better) -> BetterSaid:
    persona = play.content.personas[step.turn.buyer]
    moved = changes(step.before, better.reaction.after)
    mine, theirs = differing(own, moved)
    meters = (
        f"From the same moment, what was said moved {moves_words(mine) or 'nothing'}; this line "
        f"moves {moves_words(theirs) or 'nothing'}. "
    )
    return BetterSaid(
        line=better.line.id,
        text=better.line.line,
        moved=moved,
        visible=visible(persona, step.before, better.reaction),
        reply=better.reaction.text,
        reasons=better.reasons,
        level_before=better.level_before,
        level_after=better.level_after,
        proof=f"{meters if mine or theirs else ''}With it, {'; '.join(better.reasons)}.",
        drill=better.line.drill,
    )


def inner_voice(play: Play, step: Step, acts: Collection[str] = ()) -> str:
    """What the buyer made of a turn that did harm: the persona's line for the act that did it.

    ``acts`` are those that a fault is quoted for; they go before the others that set off a
    harmful rule. A persona may have one line for all such acts. Empty where no act did harm, or
    the persona has no line for it.
    """
    persona = play.content.personas[step.turn.buyer]
    reaction = step.turn.reaction
    if not harmed(persona, reaction):
        return ""
    blamed = _harmful_acts(persona, step)
    names = [f"thinks_on_{act}" for act in (*acts, *blamed)]
    for name in (*names, *(["thinks"] if blamed else [])):
        line = persona.lines.get(name)
        if line is not None:
            return speak(line, reaction.mood, persona.quotable, 0, step.number).text
    return ""


def _harmful_acts(persona: Persona, step: Step) -> list[str]:
    """What was heard in a turn that set off rules by which it did harm."""
    reaction = step.turn.reaction
    rules = {moved.rule for moved in reaction.moved}
    hurtful = {a for m in persona.moves if m.harmful and f"move.{m.name}" in rules for a in m.acts}
    taken = reaction.taken
    if taken is not None and f"transition.{taken.name}" in harmful_rules(persona):
        hurtful.add(taken.act)
    return [mark for mark in _marks(step) if mark in hurtful]


def visible_in(play: Play, step: Step) -> str:
    """What could be seen of a turn as it was played."""
    persona = play.content.personas[step.turn.buyer]
    calls = play.content.scenario.calls
    after = (c for c in calls.values() if c.after and calls[c.after].buyer == persona.id)
    following = next(after, None)
    successor = play.content.personas[following.buyer] if following else None
    name = first_name(successor) if successor else ""
    return visible(persona, step.before, step.turn.reaction, name)
