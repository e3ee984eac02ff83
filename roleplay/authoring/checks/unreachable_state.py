"""No chain of transitions leads from the opening state to this one.

The buyer can never be in it, so nothing written for it is ever played; for a final state, this
way of ending never happens. Guards are not looked at: even with all of them open there is no way.

Cure: let a transition go to the state, or take the state out. A misspelt ``goes_to`` would have
been reported as an unknown state, so look for a transition that is missing or was removed.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.checks.reach import reachable_states
from roleplay.errors import Problem

CODE = "unreachable-state"
TITLE = "A state that no transition leads to"


def find(content: Checked) -> Iterator[Problem]:
    """The states that cannot be reached."""
    for compiled in content.personas.values():
        reached = reachable_states(compiled.persona)
        for name, state in compiled.persona.states.items():
            if name not in reached:
                kind = "final state" if state.final else "state"
                yield Problem(
                    CODE,
                    compiled.place("states", name),
                    f"No transition leads to the {kind} {name!r}.",
                    f"Let a transition go to {name}, or take the state out; where a call begins "
                    "in it, write entry: true.",
                    "error" if state.final else "warning",
                )
