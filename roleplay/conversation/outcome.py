"""Which of the scenario's endings a play has come to, and what came after (domain 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roleplay.buyer.beat import ANYTHING
from roleplay.buyer.conditions import guard
from roleplay.buyer.persona import Condition, Persona
from roleplay.buyer.state import BuyerState
from roleplay.scenario import Content, Ending


class Remembered:
    """What buyers remember between turns, as conditions see it (the guards' ``Moment``).

    Numbers are the first buyer's, or of the first who has the meter at all; all else holds if it
    does for any of them.
    """

    def __init__(
        self,
        personas: Mapping[str, Persona],
        states: Iterable[BuyerState],
        held: Iterable[str] = (),
        met: Iterable[str] = (),
    ) -> None:
        self._states = tuple(states)
        self._personas = personas
        self._held = frozenset(held)
        self._met = frozenset((*met, *(state.persona for state in self._states)))

    def number(self, name: str) -> int:
        """Value of a meter, or of a number beside the meters."""
        for state in self._states:
            if name in state.meters:
                return state.meters[name]
        return _number(name, self._states[0], self._personas[self._states[0].persona])

    def count(self, literal: str) -> int:
        """How often the act or flag was heard by all of them."""
        return sum(state.heard.get(literal, 0) for state in self._states)

    def holds(self, predicate: str, literal: str) -> bool:
        """Whether a yes-or-no predicate is true of any of them."""
        if predicate in ("held", "met"):
            return literal in (self._held if predicate == "held" else self._met)
        return any(self._holds(predicate, literal, state) for state in self._states)

    def _holds(self, predicate: str, literal: str, state: BuyerState) -> bool:
        if predicate == "told_kind":
            facts = self._personas[state.persona].facts
            return any(facts[fact].kind == literal for fact in state.told if fact in facts)
        if predicate == "owned":
            return literal in state.told and literal not in state.borrowed
        holders = {
            "state": (state.state,),
            "told": state.told,
            "asked": (*state.asked, *state.told),
            "put": state.asks,
            "scar": state.scars,
            "named": state.named,
            "borrowed": state.borrowed,
            "offered": tuple(state.ledger.given),
            "wanted": state.ledger.wanted,
            "got": tuple(state.ledger.got),
            "ready": state.ready,
        }
        found = holders.get(predicate, ())
        return bool(found) if literal == ANYTHING else literal in found


def _number(name: str, state: BuyerState, persona: Persona) -> int:
    if name == "turn":
        return state.turn - state.since
    if name == "here":
        return state.here
    if name == "borrowed":
        return len(state.borrowed)
    if name == "ready":
        return 100 * len(state.ready) // max(len(persona.readiness), 1)
    return int(getattr(state.ledger, name, 0))


def holds(
    condition: Condition | None,
    content: Content,
    state: BuyerState,
    held: Iterable[str] = (),
    met: Iterable[str] = (),
) -> bool:
    """Whether a condition of the scenario holds for this buyer, after these calls."""
    return condition is None or guard(condition)(Remembered(content.personas, [state], held, met))


def ending_of(
    content: Content, states: Mapping[str, BuyerState], held: Iterable[str]
) -> tuple[Ending, str]:
    """The first ending whose condition holds (the last one where none does), and its epilogue."""
    scenario = content.scenario
    main = [states[name] for name in scenario.main if name in states]
    others = [state for name, state in states.items() if name not in scenario.main]
    final = Remembered(content.personas, (*main, *others), held)
    ending = next((e for e in scenario.endings if guard(e.when)(final)), scenario.endings[-1])
    parts = [text for condition, text in ending.epilogue if guard(condition)(final)]
    return ending, "\n\n".join(part.strip() for part in parts)
