"""What the trainee never learned, by disclosure level, without giving it away (domain 8.2).

What was asked for and kept, with its turns, is told apart from what nobody asked about.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roleplay.acts import family
from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.persona import DISCLOSURE_LEVELS, Fact, Persona
from roleplay.coach.play import Play
from roleplay.coach.step import PUBLIC, Step
from roleplay.coach.wording import clause_numbers, clause_words, first_name
from roleplay.errors import one_of
from roleplay.heard import ACCEPTED, HEARD, Heard, SubjectHeard

_OPEN = ""
SURELY_MEANT = ACCEPTED + 24
"""Score from which a question is taken to have been about a fact, though it was not answered."""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Unlearned:
    """What one buyer kept at one disclosure level."""

    buyer: str
    """The buyer's id."""
    level: str
    count: int
    asked: int
    """How many of these were asked for at some time."""
    turns: tuple[int, ...]
    """Numbers of the turns that asked for them."""
    words: str
    """What was asked for, in which turns, and what was not; which door. No fact, no threshold."""
    numbers: str
    """For the full reveal: the meter as it was, and where the door opens; empty if it was open."""
    truths: tuple[str, ...]
    """For the full reveal: what there was to learn."""


def unlearned(play: Play) -> tuple[Unlearned, ...]:
    """Everything that the main buyers kept, each in the order of the meetings, level by level.

    A buyer is judged by their own last turn, and one who was never met kept nothing back; nor is
    anything kept back that the seller stated first. Empty before the first turn.
    """
    met: dict[str, Step] = {}
    for step in play.main:
        met[step.turn.buyer] = step
    several = len(met) > 1
    return tuple(kept for last in met.values() for kept in _kept_by(last, play, several))


def _kept_by(last: Step, play: Play, several: bool) -> list[Unlearned]:
    persona = play.content.personas[last.turn.buyer]
    moment = Beat(persona, last.after, Heard(""))
    known = {*last.after.told, *last.after.borrowed}
    kept: dict[str, list[Fact]] = {}
    for fact in persona.facts.values():
        if fact.id not in known and fact.level != PUBLIC:
            kept.setdefault(fact.level, []).append(fact)
    order = {level: rank for rank, level in enumerate(DISCLOSURE_LEVELS)}
    levels = sorted(kept, key=lambda level: (order.get(level, len(order)), level))
    who = f"With {first_name(persona)}, " if several else ""
    return [_at(level, kept[level], play, moment, who) for level in levels]


def _at(level: str, facts: list[Fact], play: Play, moment: Beat, who: str) -> Unlearned:
    persona = moment.persona
    sought = [_sought(fact, play, moment) for fact in facts]
    asked = [each for each in sought if each.turns or each.refused]
    never = [each for each in sought if each not in asked]
    refused = [each for each in asked if each.refused]
    passed = [each for each in asked if not each.refused]
    clause = _commonest(sought)
    parts = [
        _asked_for(refused, len(sought), "were put off", _since(refused, persona)),
        _asked_for(passed, len(sought), "something else was answered", ""),
        _not_asked(never, sought, persona),
    ]
    said = f"{_things(len(facts))} at the {level} level stayed closed: "
    said += f"{'; '.join(part for part in parts if part)}."
    return Unlearned(
        buyer=persona.id,
        level=level,
        count=len(facts),
        asked=len(asked),
        turns=tuple(sorted({turn for each in asked for turn in each.turns})),
        words=f"{who}{said[0].lower() if who else said[0]}{said[1:]}",
        numbers=clause_numbers(clause) if clause else "",
        truths=tuple(fact.truth for fact in facts),
    )


@dataclass(frozen=True, slots=True)
class _Sought:
    """How one fact was kept."""

    fact: str
    turns: tuple[int, ...]
    """Turns that asked for it."""
    refused: bool
    """It was kept back when asked for, and not merely passed over for something else."""
    clause: str
    """What kept it shut when it was last asked for, or else at the end; empty: nothing."""


def _sought(fact: Fact, play: Play, moment: Beat) -> _Sought:
    turns: list[int] = []
    for step in play.main:
        reaction = step.turn.reaction
        wanted = {*reaction.asked, *(each.fact for each in reaction.refused), *_meant(step)}
        if step.turn.buyer == moment.persona.id and fact.id in wanted:
            turns.append(step.number)
    refusal = _refused(fact, play, moment.persona.id)
    clause = refusal or _clause(fact, moment)
    return _Sought(fact.id, tuple(turns), bool(refusal), clause)


def _meant(step: Step) -> set[str]:
    """What a turn's questions were nearest to in words, whatever the buyer made of them."""
    heard = step.turn.heard
    asking = {
        act.clause for act in step.acts() if family(act.id) == "ask" and act.confidence >= HEARD
    }
    nearest: dict[int, SubjectHeard] = {}
    for match in heard.subjects:
        best = nearest.get(match.clause)
        if match.clause in asking and (best is None or match.score > best.score):
            nearest[match.clause] = match
    return {match.id for match in nearest.values() if match.score >= SURELY_MEANT}


def _commonest(sought: list[_Sought]) -> str:
    return Counter(each.clause for each in sought).most_common(1)[0][0]


def _since(refused: list[_Sought], persona: Persona) -> str:
    """What was missing when they were last put off."""
    clause = _commonest(refused) if refused else _OPEN
    return f", since {clause_words(clause, first_name(persona))}" if clause else ""


def _asked_for(sought: list[_Sought], of: int, outcome: str, since: str) -> str:
    """``you asked for one (turn 9) and were put off``; empty where none was asked for."""
    if not sought:
        return ""
    turns = sorted({turn for each in sought for turn in each.turns})
    many = _things(len(sought)).split()[0].lower()
    what = ("it" if of == 1 else "all of them") if len(sought) == of else many
    where = f"turn{'s' if len(turns) > 1 else ''} {one_of([str(turn) for turn in turns], 'and')}"
    return f"you asked for {what} ({where}) and {outcome}{since}"


def _not_asked(never: list[_Sought], sought: list[_Sought], persona: Persona) -> str:
    """What nobody asked about; where that is everything, also what stood in its way."""
    if not never:
        return ""
    was = "was" if len(never) == 1 else "were"
    if len(never) < len(sought):
        return f"{_things(len(never)).split()[0].lower()} {was} never asked about"
    they = "it" if len(never) == 1 else "they"
    clause = _commonest(never)
    if clause == _OPEN:
        return f"the door was open, and {they} {was} not asked about"
    return f"{they} {was} not asked about, and {clause_words(clause, first_name(persona))}"


def _things(count: int) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {'thing' if count == 1 else 'things'}"


def _clause(fact: Fact, moment: Beat) -> str:
    """The clause that kept a fact shut as things stood at the end."""
    level = moment.persona.levels.get(fact.level)
    for condition in (level.requires if level else None, fact.requires):
        if condition is not None and not guard(condition)(moment):
            return false_clause(condition, moment)
    for earlier in fact.told_after:
        if earlier not in moment.told_facts:
            return f"told('{earlier}')"
    return _OPEN


def _refused(fact: Fact, play: Play, buyer: str) -> str:
    refusals = [
        refused.clause
        for step in play.main
        if step.turn.buyer == buyer
        for refused in step.turn.reaction.refused
        if refused.fact == fact.id
    ]
    return refusals[-1] if refusals else ""
