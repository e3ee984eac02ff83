"""A persona made ready to play: its machine, and indexes so that no turn scans all facts."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from roleplay.buyer.conditions import Guard, guard
from roleplay.buyer.machine import BuyerMachine
from roleplay.buyer.persona import Fact, Move, Persona


class Script:
    """Built once per persona and shared by all its conversations; never changed after."""

    def __init__(self, persona: Persona) -> None:
        self.persona = persona
        self.machine = BuyerMachine(persona)
        self.moves: dict[str, list[tuple[Move, Guard]]] = defaultdict(list)
        for move in persona.moves:
            for act in move.acts:
                self.moves[act].append((move, guard(move.requires)))
        self.followers: dict[str, list[Fact]] = defaultdict(list)
        self.open_to: dict[str, list[Fact]] = defaultdict(list)
        for fact in persona.facts.values():
            for earlier in fact.told_after:
                self.followers[earlier].append(fact)
            if fact.open:
                for act in fact.asked_by:
                    self.open_to[act].append(fact)
        self.asking = {act for fact in persona.facts.values() for act in fact.asked_by}
        """Every act that may ask this buyer for something."""
        self.transitions = {transition.name: transition for transition in persona.transitions}
        self.asks = tuple((ask, guard(ask.requires)) for ask in persona.asks)
        self.moods = tuple((name, guard(requires)) for name, requires in persona.moods)

    def raised_by(self, fact: Fact) -> tuple[str, ...]:
        """The facts that telling this one leads to."""
        led = [*fact.raises, *(follower.id for follower in self.followers[fact.id])]
        return tuple(dict.fromkeys(led))


@lru_cache(maxsize=256)
def script_of(persona: Persona) -> Script:
    """The shared script of a persona."""
    return Script(persona)
