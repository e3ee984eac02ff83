"""Which of the scenario's endings a play has come to (domain 6)."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay.buyer.conditions import guard
from roleplay.buyer.persona import Persona
from roleplay.buyer.state import BuyerState
from roleplay.scenario import Content, Ending


class _Final:
    """The last instant of a play as endings see it (the guards' ``Moment``).

    Facts, meters and scars are the opening buyer's; a state holds if any buyer met is in it.
    """

    def __init__(self, persona: Persona, states: Mapping[str, BuyerState]) -> None:
        self._persona = persona
        self._states = states
        self._main = states[persona.id]

    def number(self, name: str) -> int:
        if name in ("turn", "here"):
            return int(getattr(self._main, name))
        return self._main.meters.get(name, 0)

    def count(self, literal: str) -> int:
        return sum(state.heard.get(literal, 0) for state in self._states.values())

    def holds(self, predicate: str, literal: str) -> bool:
        main = self._main
        if predicate == "state":
            return any(state.state == literal for state in self._states.values())
        if predicate == "scar":
            scars = {scar for state in self._states.values() for scar in state.scars}
            return bool(scars) if literal == "any" else literal in scars
        if predicate == "told_kind":
            facts = self._persona.facts
            return any(facts[fact].kind == literal for fact in main.told if fact in facts)
        holders = {"told": main.told, "asked": (*main.asked, *main.told), "put": main.asks}
        return literal in holders.get(predicate, ())


def ending_of(content: Content, states: Mapping[str, BuyerState]) -> Ending:
    """The first ending whose condition holds; the last one where none does."""
    scenario = content.scenario
    final = _Final(content.personas[scenario.opening_buyer], states)
    for ending in scenario.endings:
        if guard(ending.when)(final):
            return ending
    return scenario.endings[-1]
