"""The fewest turns that would have opened a missed fact: breadth-first, within printed bounds.

A buyer's turn is pure, so any moment can be gone on from. Ways of the same length are compared by
the goodwill that they leave; nothing else is chosen, and nothing is drawn by lot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import ge

from roleplay.buyer.persona import GOODWILL, Persona
from roleplay.buyer.react import react
from roleplay.buyer.state import BuyerState, Reaction
from roleplay.conversation.repair_moves import Towards, effort
from roleplay.heard import Heard

MOST_TURNS = 4
"""Turns of the longest way that is looked for."""
MOST_STATES = 20_000
"""Memories of the buyer that are looked at: one for each turn that is tried."""
Fair = Callable[[BuyerState, Reaction], bool]
"""Whether a turn (the memory before it, and what it did) may be a part of a way."""


@dataclass(frozen=True, slots=True)
class Stride:
    """One turn of a way."""

    heard: Heard
    before: BuyerState
    reaction: Reaction


Strides = tuple[Stride, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What a search for the shortest way came to."""

    fact: str
    strides: Strides
    """Its turns; empty: none was found."""
    states: int
    """Memories that were looked at."""
    whole: bool
    """Nothing was left out for want of states."""


@dataclass(frozen=True, slots=True)
class _Place:
    state: BuyerState
    strides: Strides


def shortest_way(
    persona: Persona,
    before: BuyerState,
    fact: str,
    seed: int,
    *,
    fair: Fair,
    turns: int = MOST_TURNS,
    states: int = MOST_STATES,
) -> Way:
    """The fewest turns from a moment after which a fact is told, each of them fair.

    ``turns`` and ``states`` bound the search (both from 1). The same arguments give the same way
    on any machine.
    """
    search = _Search(persona, Towards(persona, before, fact), seed, fair, states)
    return search.run(before, turns)


class _Search:
    def __init__(
        self, persona: Persona, towards: Towards, seed: int, fair: Fair, states: int
    ) -> None:
        self._persona, self._towards = persona, towards
        self._seed, self._fair = seed, fair
        self._bound, self._states = states, 0
        self._known: dict[object, list[tuple[int, ...]]] = {}

    def run(self, before: BuyerState, turns: int) -> Way:
        """Look at all places that so many turns lead to, one turn further at a time."""
        fact = self._towards.fact
        start = _Place(before, ())
        self._is_new(before)
        places, found = [start], self._opened(start)
        for left in range(turns - 1, 0, -1):
            if found or not places or self._spent:
                break
            places, found = self._further(places, left)
        best = max(found, key=_worth) if found else ()
        return Way(fact, best, self._states, not self._spent)

    @property
    def _spent(self) -> bool:
        return self._states >= self._bound

    def _further(self, places: list[_Place], left: int) -> tuple[list[_Place], list[Strides]]:
        """The new places one turn further on, from which ``left`` turns may be enough, and the
        ways through them if one is."""
        new: list[_Place] = []
        found: list[Strides] = []
        for place in places:
            if self._spent:
                break
            for heard in self._towards.moves(place.state):
                stride = self._said(place.state, heard)
                if stride is None or self._towards.at_least(stride.reaction.after) > left:
                    continue
                if self._is_new(stride.reaction.after):
                    new.append(_Place(stride.reaction.after, (*place.strides, stride)))
                    found += self._opened(new[-1])
        return new, found

    def _opened(self, place: _Place) -> list[Strides]:
        """The way through this place, if the next turn brings the fact."""
        for heard in self._towards.last(place.state):
            stride = self._said(place.state, heard)
            if stride is not None and tells(stride.reaction, self._towards.fact):
                return [(*place.strides, stride)]
        return []

    def _is_new(self, state: BuyerState) -> bool:
        """Whether nothing as good was come to in as few turns: the same, with no meter worse."""
        standing = self._towards.standing(state)
        known = self._known.setdefault(self._towards.key(state), [])
        if any(all(map(ge, other, standing)) for other in known):
            return False
        known[:] = [other for other in known if not all(map(ge, standing, other))]
        known.append(standing)
        return True

    def _said(self, before: BuyerState, heard: Heard) -> Stride | None:
        """This turn from that moment; None where it is not fair, or the bound is reached."""
        if self._spent:
            return None
        self._states += 1
        reaction = react(self._persona, before, heard, self._seed)
        return Stride(heard, before, reaction) if self._fair(before, reaction) else None


def follow(
    persona: Persona, before: BuyerState, said: Iterable[Heard], fact: str, seed: int, fair: Fair
) -> Strides:
    """These turns played from a moment, up to the one that brings the fact.

    Empty where none does, or where one on the way is not fair.
    """
    strides: Strides = ()
    for heard in said:
        reaction = react(persona, before, heard, seed)
        if not fair(before, reaction):
            return ()
        strides = (*strides, Stride(heard, before, reaction))
        if tells(reaction, fact):
            return strides
        before = reaction.after
    return ()


def tells(reaction: Reaction, fact: str) -> bool:
    """Whether a turn brought a fact for the first time."""
    told = reaction.told
    return told is not None and told.fact == fact and not told.again


def _worth(strides: Strides) -> tuple[int, int]:
    """Of ways as short as each other: the plainest, and then the one that leaves most goodwill."""
    efforts = sum(effort(stride.heard) for stride in strides)
    meters = strides[-1].reaction.after.meters
    return -efforts, sum(meters.get(meter, 0) for meter in GOODWILL) - meters.get("guard", 0)
