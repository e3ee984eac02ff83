"""This fact can never be told, whatever the seller says.

Either nothing can ask for it (no act in ``asked_by``; no phrases, not open, after no other fact),
or it waits for a fact that is itself never told, or its own guard or its disclosure level's can
never hold, as when it needs a fact of a kind that this buyer does not have.

Cure: give it acts and phrases, or mend the chain it waits on.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.checks.reach import reachable_states, tellable_facts, why_never
from roleplay.errors import Problem

CODE = "fact-never-told"
TITLE = "A fact that no talk can bring out"


def find(content: Checked) -> Iterator[Problem]:
    """The facts that stay shut for ever."""
    for compiled in content.personas.values():
        persona = compiled.persona
        states, told = reachable_states(persona), tellable_facts(persona)
        for fact in persona.facts.values():
            if fact.id not in told:
                why = why_never(persona, fact, told, states)
                yield Problem(
                    CODE,
                    compiled.place("facts", fact.id),
                    f"The fact {fact.id!r} can never be told: {why}.",
                    "Give it acts and phrases, or mend what it waits for.",
                )
