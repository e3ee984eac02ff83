"""What the trainee never learned, by disclosure level, without giving it away (domain 8.2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.persona import DISCLOSURE_LEVELS, Fact, Persona
from roleplay.coach.play import Play
from roleplay.coach.step import PUBLIC, Step
from roleplay.coach.wording import clause_numbers, clause_words, first_name
from roleplay.heard import Heard

_OPEN = ""
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
    words: str
    """Which door, and what kind of thing was missing. No fact, no threshold."""
    numbers: str
    """For the full reveal: the meter as it was, and where the door opens; empty if it was open."""
    truths: tuple[str, ...]
    """For the full reveal: what there was to learn."""


def unlearned(play: Play) -> tuple[Unlearned, ...]:
    """Everything that the main buyers kept, each in the order of the meetings, level by level.

    A buyer is judged by their own last turn, and one who was never met kept nothing back. Empty
    before the first turn.
    """
    met: dict[str, Step] = {}
    for step in play.main:
        met[step.turn.buyer] = step
    several = len(met) > 1
    return tuple(kept for last in met.values() for kept in _kept_by(last, play, several))


def _kept_by(last: Step, play: Play, several: bool) -> list[Unlearned]:
    persona = play.content.personas[last.turn.buyer]
    moment = Beat(persona, last.after, Heard(""))
    kept: dict[str, list[Fact]] = {}
    for fact in persona.facts.values():
        if fact.id not in last.after.told and fact.level != PUBLIC:
            kept.setdefault(fact.level, []).append(fact)
    order = {level: rank for rank, level in enumerate(DISCLOSURE_LEVELS)}
    levels = sorted(kept, key=lambda level: (order.get(level, len(order)), level))
    who = f"With {first_name(persona)}, " if several else ""
    return [_at(level, kept[level], play, moment, who) for level in levels]


def _at(level: str, facts: list[Fact], play: Play, moment: Beat, who: str) -> Unlearned:
    persona = moment.persona
    clauses = [_clause(fact, play, persona, moment) for fact in facts]
    clause = Counter(clauses).most_common(1)[0][0]
    asked = sum(fact.id in moment.before.asked for fact in facts)
    count = len(facts)
    things = (
        "One thing"
        if count == 1
        else f"{_NUMBERS[count] if count < len(_NUMBERS) else count} things"
    )
    if clause == _OPEN:
        was = "was" if count == 1 else "were"
        missing = f"the door was open, and {'it' if count == 1 else 'they'} {was} not asked about"
    else:
        missing = clause_words(clause, first_name(persona))
    said = f"{things} at the {level} level stayed closed: {missing}."
    return Unlearned(
        buyer=persona.id,
        level=level,
        count=count,
        asked=asked,
        words=f"{who}{said[0].lower() if who else said[0]}{said[1:]}",
        numbers=clause_numbers(clause) if clause else "",
        truths=tuple(fact.truth for fact in facts),
    )


def _clause(fact: Fact, play: Play, persona: Persona, moment: Beat) -> str:
    """The clause that kept a fact shut: as last refused, or else as things stood at the end."""
    level = persona.levels.get(fact.level)
    for condition in (level.requires if level else None, fact.requires):
        if condition is not None and not guard(condition)(moment):
            return _refused(fact, play, persona.id) or false_clause(condition, moment)
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
