"""The only user of ``transitions``: one shared machine per persona, for any number of calls.

The machine owns no model. A throwaway ``Position`` holds the state's name for one turn, and
guards are closures, never strings (``transitions`` would import and call a dotted string).
Callbacks only note what happened: speech and mood are worked out outside, where they can fail
without leaving a half-moved machine behind.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from transitions import Machine

from roleplay.buyer.conditions import Moment, false_clause, guard
from roleplay.buyer.persona import AGAIN, STAY, Persona, Transition
from roleplay.buyer.state import Refused

# The library logs every trigger that a state does not know; for us that is the usual case.
logging.getLogger("transitions").setLevel(logging.CRITICAL)


class Position:
    """A model for one turn: where the buyer is, and what the guards said."""

    __slots__ = ("harmful_only", "refused", "state", "taken")

    def __init__(self, state: str, harmful_only: bool = False) -> None:
        self.state = state
        self.harmful_only = harmful_only
        self.taken: Transition | None = None
        self.refused: list[Refused] = []


class BuyerMachine:
    """A persona's transitions, ready to be tried from any state. Holds no conversation."""

    def __init__(self, persona: Persona) -> None:
        states = [{"name": name, "final": state.final} for name, state in persona.states.items()]
        self._machine = Machine(
            model=None,
            states=states,
            initial=persona.opening_state,
            auto_transitions=False,
            ignore_invalid_triggers=True,
        )
        for harmful in (True, False):
            for transition in persona.transitions:
                if transition.harmful is harmful:
                    self._add(transition)

    def _add(self, transition: Transition) -> None:
        for act in transition.acts:
            for source in transition.sources:
                goes_to = {STAY: None, AGAIN: source}.get(transition.goes_to, transition.goes_to)
                self._machine.add_transition(
                    trigger=act,
                    source=source,
                    dest=goes_to,
                    conditions=[_guarded(transition, act)],
                    after=[_noted(transition)],
                )

    def fire(self, position: Position, act: str, moment: Moment) -> bool:
        """Try an act or event. True if a transition was taken; refusals are noted either way."""
        event = self._machine.events.get(act)
        if event is None or not event.transitions.get(position.state):
            return False
        return bool(event.trigger(position, position, moment))


def _guarded(transition: Transition, act: str) -> Callable[[Position, Moment], bool]:
    requires = transition.requires
    holds = guard(requires)

    def check(position: Position, moment: Moment) -> bool:
        if position.harmful_only and not transition.harmful:
            return False
        if holds(moment):
            return True
        if requires is not None:
            clause = false_clause(requires, moment)
            position.refused.append(Refused(transition.name, act, clause))
        return False

    return check


def _noted(transition: Transition) -> Callable[[Position, Moment], Any]:
    def note(position: Position, moment: Moment) -> None:
        position.taken = transition

    return note
