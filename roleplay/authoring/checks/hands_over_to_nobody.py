"""A buyer of this scenario can hand the seller on, and the scenario does not say to whom.

The buyer has a state with ``hands_over``, which some talk can reach, but no call of the scenario
follows a call with this buyer; the play would simply stop there.

Cure: add a call under ``calls``, with ``requires: state('…')``, or remove the transition.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.checks.reach import reachable_states
from roleplay.errors import Problem

CODE = "hands-over-to-nobody"
TITLE = "A handover that the scenario does not arrange"


def find(content: Checked) -> Iterator[Problem]:
    """The buyers who would hand the seller on to nobody."""
    if content.content is None:
        return
    calls = content.content.content.scenario.calls
    givers = {calls[call.after].buyer for call in calls.values() if call.after in calls}
    for name, compiled in content.personas.items():
        reached = reachable_states(compiled.persona)
        states = [state for state in compiled.persona.states.values() if state.hands_over]
        if name not in givers and any(state.name in reached for state in states):
            yield Problem(
                CODE,
                content.content.place("calls"),
                f"{name} can hand the seller on, and no call follows.",
                f"Add a call after the one with {name!r}, or remove the transition in the buyer.",
                "warning",
            )
