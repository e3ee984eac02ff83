"""What the trainee never learned, by disclosure level, without giving it away (domain 8.2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.persona import DISCLOSURE_LEVELS, Fact, Persona
from roleplay.coach.play import Play
from roleplay.coach.step import PUBLIC
from roleplay.coach.wording import clause_numbers, clause_words, first_name
from roleplay.heard import Heard

_OPEN = ""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Unlearned:
    """What stayed closed at one disclosure level."""

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
    """Everything that the opening buyer kept, level by level. Empty before the first turn."""
    if not play.main:
        return ()
    persona, state = play.buyer, play.main[-1].after
    moment = Beat(persona, state, Heard(""))
    kept: dict[str, list[Fact]] = {}
    for fact in persona.facts.values():
        if fact.id not in state.told and fact.level != PUBLIC:
            kept.setdefault(fact.level, []).append(fact)
    order = {level: rank for rank, level in enumerate(DISCLOSURE_LEVELS)}
    levels = sorted(kept, key=lambda level: (order.get(level, len(order)), level))
    return tuple(_at(level, kept[level], play, persona, moment) for level in levels)


def _at(level: str, facts: list[Fact], play: Play, persona: Persona, moment: Beat) -> Unlearned:
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
    return Unlearned(
        level=level,
        count=count,
        asked=asked,
        words=f"{things} at the {level} level stayed closed: {missing}.",
        numbers=clause_numbers(clause) if clause else "",
        truths=tuple(fact.truth for fact in facts),
    )


def _clause(fact: Fact, play: Play, persona: Persona, moment: Beat) -> str:
    """The clause that kept a fact shut: as last refused, or else as things stood at the end."""
    level = persona.levels.get(fact.level)
    for condition in (level.requires if level else None, fact.requires):
        if condition is not None and not guard(condition)(moment):
            return _refused(fact, play) or false_clause(condition, moment)
    for earlier in fact.told_after:
        if earlier not in moment.told_facts:
            return f"told('{earlier}')"
    return _OPEN


def _refused(fact: Fact, play: Play) -> str:
    refusals = [
        refused.clause
        for step in play.main
        for refused in step.turn.reaction.refused
        if refused.fact == fact.id
    ]
    return refusals[-1] if refusals else ""
