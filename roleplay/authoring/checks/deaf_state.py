"""In this state no transition is fired by anything that the seller does.

Whatever is said, the buyer stays as they are until an event (a turn count, silence) moves them.
For a trainee that feels like a broken program.

Cure: give the state a transition for an act, or ``from: any`` to one that should work here too.
Final states, and states that hand the seller over, need none.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.buyer.persona import EVENTS
from roleplay.errors import Problem

CODE = "deaf-state"
TITLE = "A state in which no act does anything"


def find(content: Checked) -> Iterator[Problem]:
    """The states in which nothing that is said matters."""
    for compiled in content.personas.values():
        persona = compiled.persona
        hearing = {
            source
            for transition in persona.transitions
            if any(act not in EVENTS for act in transition.acts)
            for source in transition.sources
        }
        for name, state in persona.states.items():
            if not (state.final or state.hands_over or name in hearing):
                yield Problem(
                    CODE,
                    compiled.place("states", name),
                    f"In the state {name!r} nothing that the seller does fires a transition.",
                    "Give it a transition for an act, or mark it final.",
                    "warning",
                )
