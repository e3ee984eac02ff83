"""A buyer of this scenario can hand the seller on, and the scenario does not say to whom.

The buyer has a state with ``hands_over``, which some talk can reach, but the scenario has no
entry for this buyer under ``handovers``; the call would simply stop there.

Cure: add ``handovers: {BUYER: {to: …, turns: …}}``, or remove the transition in the buyer.
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
    scenario = content.content.content.scenario
    for name, compiled in content.personas.items():
        reached = reachable_states(compiled.persona)
        states = [state for state in compiled.persona.states.values() if state.hands_over]
        if name not in scenario.handovers and any(state.name in reached for state in states):
            yield Problem(
                CODE,
                content.content.place("handovers"),
                f"{name} can hand the seller on, and nobody is named to take over.",
                f"Add {name!r} under handovers, or remove the transition in the buyer.",
                "warning",
            )
