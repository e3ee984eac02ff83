"""Nothing ever says this line of the buyer's own.

No fact, transition, move, question, card or call names it, and it is none of the engine's lines.
Often its name is misspelt: ``thinks_on_tell_solv``. Lines that a buyer borrows from shared parts
are not reported, since another buyer may use them.

Cure: name it where it should be said, correct its name, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.acts import ACTS, FLAGS
from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.completeness import ASIDE_LINES, OPENING_LINES, PASSING_LINES, THOUGHTS
from roleplay.authoring.words import nearest
from roleplay.buyer.persona import Persona
from roleplay.buyer.speech import VAGUE
from roleplay.errors import Problem

CODE = "unused-line"
TITLE = "A line that nothing says"
_OF_CALLS = ("opening", "back_", "until_next")


def find(content: Checked) -> Iterator[Problem]:
    """The buyer's own lines that nothing says."""
    calls = content.content.content.scenario.calls.values() if content.content else ()
    named = {line for call in calls for _, line in call.openings} | {call.back for call in calls}
    for compiled in content.personas.values():
        said = _said(compiled.persona) | named
        for line in compiled.persona.lines.values():
            # Such a line may be named by a call of a scenario that is not looked at here.
            elsewhere = line.id.startswith(_OF_CALLS)
            if line.borrowed_from or line.id in said or elsewhere:
                continue
            near = nearest(line.id, said)
            yield Problem(
                CODE,
                compiled.line_place(line.id),
                f"Nothing says the line {line.id!r}.",
                f"Did you mean {near!r}?" if near else "Name it where it is said, or delete it.",
                "warning",
            )


def _said(persona: Persona) -> set[str]:
    said = {*OPENING_LINES, *PASSING_LINES, *ASIDE_LINES, THOUGHTS}
    said |= {f"thinks_on_{act}" for act in (*ACTS, *FLAGS)}
    for fact in persona.facts.values():
        said |= {fact.says, fact.not_yet}
    for ask in persona.asks:
        said |= {ask.says, ask.answered, ask.evaded}
    for card in persona.trades.values():
        said |= {card.says, card.refused}
    said |= {precondition.stall for precondition in persona.readiness}
    said |= {VAGUE} if persona.readiness else set()
    said |= {transition.says for transition in persona.transitions}
    return said | {move.says for move in persona.moves}
