"""What one turn was worth to the seller, as one number, and what it moved, in words.

The number only ranks turns (turning point, what worked, which better line is best); it is never
part of a score.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from roleplay.buyer.persona import Persona
from roleplay.buyer.state import BuyerState, Reaction
from roleplay.coach.play import WITHDRAWING

AGAINST = ("guard", "lean", "owner")
"""Meters that are better low."""
DISCLOSED = {"public": 0, "goal": 12, "trouble": 16, "consequence": 20, "personal": 24}
"""What hearing a fact of each disclosure level is worth."""
LOST = {"final": -40, "hands_over": -30, "elsewhere": -16, "stay": -6}
"""What a harmful transition costs, by where it leads."""
AGREED = 24
FOCAL = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One meter before and after."""

    meter: str
    before: int
    after: int


def changes(before: BuyerState, after: BuyerState) -> tuple[Change, ...]:
    """Every meter that differs, by name: the same for a play in memory and one from a file."""
    return tuple(
        Change(name, value, after.meters.get(name, value))
        for name, value in sorted(before.meters.items())
        if after.meters.get(name, value) != value
    )


def harmful_rules(persona: Persona) -> frozenset[str]:
    """Rules of this buyer that do harm, named as ``Moved.rule`` names them."""
    moves = {f"move.{move.name}" for move in persona.moves if move.harmful}
    return frozenset(moves | {f"transition.{t.name}" for t in persona.transitions if t.harmful})


def harmed(persona: Persona, reaction: Reaction) -> bool:
    """Whether a harmful transition was taken, or a harmful rule moved anything."""
    rules = harmful_rules(persona)
    taken = reaction.taken is not None and f"transition.{reaction.taken.name}" in rules
    return taken or any(moved.rule in rules for moved in reaction.moved)


def weight(persona: Persona, before: BuyerState, reaction: Reaction, focal: Collection[str]) -> int:
    """What a turn was worth: meters (focal ones twice), what was told, where it led."""
    worth = 0
    for change in changes(before, reaction.after):
        points = change.after - change.before
        sign = -1 if change.meter in AGAINST else 1
        worth += sign * points * (FOCAL if change.meter in focal else 1)
    told = reaction.told
    if told is not None and not told.again:
        worth += DISCLOSED.get(told.level, 0)
    return worth + _led_to(persona, before, reaction)


def _led_to(persona: Persona, before: BuyerState, reaction: Reaction) -> int:
    taken = reaction.taken
    if taken is None:
        return 0
    target = persona.states[reaction.after.state]
    if f"transition.{taken.name}" in harmful_rules(persona):
        if target.final:
            return LOST["final"]
        if target.hands_over:
            return LOST["hands_over"]
        return LOST["stay" if taken.target == taken.source else "elsewhere"]
    transition = next((t for t in persona.transitions if t.name == taken.name), None)
    costs = transition is not None and any(e.by < 0 for e in transition.effects)
    leaves = costs or taken.act in (*WITHDRAWING, "unclear")
    return AGREED if target.final and not leaves else 0
