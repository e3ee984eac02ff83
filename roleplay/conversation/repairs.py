"""The fewest turns that would have opened a missed fact: breadth-first, within printed bounds.

A buyer's turn is pure, so any moment can be gone on from. Ways of the same length are compared by
the goodwill that they leave; nothing else is chosen, and nothing is drawn by lot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roleplay.buyer.persona import GOODWILL, Persona
from roleplay.buyer.react import react
from roleplay.buyer.state import BuyerState, Reaction
from roleplay.conversation.repair_moves import Towards
from roleplay.heard import Heard

MOST_TURNS = 4
"""Turns of the longest way that is looked for."""
MOST_STATES = 20_000
"""Distinct memories of the buyer that are looked at."""
Fair = Callable[[BuyerState, Reaction], bool]
"""Whether a turn (the memory before it, and what it did) may be a part of a way."""


@dataclass(frozen=True, slots=True)
class Stride:
    """One turn of a way."""

    heard: Heard
    before: BuyerState
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class Way:
    """What a search for the shortest way came to."""

    fact: str
    strides: tuple[Stride, ...]
    """Its turns; empty: none was found."""
    states: int
    """Distinct memories that were looked at."""
    whole: bool
    """Nothing within the turns was left out for want of states."""


@dataclass(frozen=True, slots=True)
class _Place:
    state: BuyerState
    strides: tuple[Stride, ...]


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
    search = _Search(persona, Towards(persona, before, fact), fact, seed, fair)
    return search.run(before, turns, states)


class _Search:
    def __init__(
        self, persona: Persona, towards: Towards, fact: str, seed: int, fair: Fair
    ) -> None:
        self._persona, self._towards = persona, towards
        self._fact, self._seed, self._fair = fact, seed, fair
        self._seen: set[object] = set()

    def run(self, before: BuyerState, turns: int, states: int) -> Way:
        """Look at all places that so many turns lead to, one turn further at a time."""
        self._seen.add(self._towards.key(before))
        places = [_Place(before, ())]
        for left in range(turns, 0, -1):
            found = [opened for place in places if (opened := self._opened(place))]
            if found:
                best = max(found, key=lambda strides: _goodwill(strides[-1]))
                return Way(self._fact, best, len(self._seen), True)
            if left > 1:
                places = self._next(places, left - 1, states)
        return Way(self._fact, (), len(self._seen), len(self._seen) < states)

    def _opened(self, place: _Place) -> tuple[Stride, ...]:
        """The way through this place, if the next turn can bring the fact."""
        for heard in self._towards.last(place.state):
            stride = self._said(place.state, heard)
            if stride is not None and tells(stride.reaction, self._fact):
                return (*place.strides, stride)
        return ()

    def _next(self, places: list[_Place], left: int, states: int) -> list[_Place]:
        """The new places one turn further on, from which ``left`` turns may be enough."""
        found: list[_Place] = []
        for place in places:
            for heard in self._towards.moves(place.state):
                if len(self._seen) >= states:
                    return found
                stride = self._said(place.state, heard)
                if stride is None or self._towards.at_least(stride.reaction.after) > left:
                    continue
                key = self._towards.key(stride.reaction.after)
                if key not in self._seen:
                    self._seen.add(key)
                    found.append(_Place(stride.reaction.after, (*place.strides, stride)))
        return found

    def _said(self, before: BuyerState, heard: Heard) -> Stride | None:
        """This turn from that moment; None where it is not fair."""
        reaction = react(self._persona, before, heard, self._seed)
        return Stride(heard, before, reaction) if self._fair(before, reaction) else None


def tells(reaction: Reaction, fact: str) -> bool:
    """Whether a turn brought a fact for the first time."""
    told = reaction.told
    return told is not None and told.fact == fact and not told.again


def _goodwill(stride: Stride) -> int:
    meters = stride.reaction.after.meters
    return sum(meters.get(meter, 0) for meter in GOODWILL) - meters.get("guard", 0)
