"""Nothing ever says this line of the buyer's own.

No fact, transition, move, question or handover names it, and it is none of the engine's lines.
Often its name is misspelt: ``thinks_on_tell_solv``. Lines that a buyer borrows from shared parts
are not reported, since another buyer may use them.

Cure: name it where it should be said, correct its name, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.acts import ACTS, FLAGS
from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.completeness import OPENING_LINES, PASSING_LINES, THOUGHTS
from roleplay.authoring.words import nearest
from roleplay.buyer.persona import Persona
from roleplay.errors import Problem

CODE = "unused-line"
TITLE = "A line that nothing says"
_OPENING = "opening"


def find(content: Checked) -> Iterator[Problem]:
    """The buyer's own lines that nothing says."""
    handovers = content.content.content.scenario.handovers if content.content else {}
    openings = {handover.opening for handover in handovers.values()}
    for compiled in content.personas.values():
        said = _said(compiled.persona) | openings
        for line in compiled.persona.lines.values():
            # A line that opens a call may be named by a scenario that is not looked at here.
            if line.borrowed_from or line.id in said or line.id.startswith(_OPENING):
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
    said = {*OPENING_LINES, *PASSING_LINES, THOUGHTS}
    said |= {f"thinks_on_{act}" for act in (*ACTS, *FLAGS)}
    for fact in persona.facts.values():
        said |= {fact.says, fact.not_yet}
    for ask in persona.asks:
        said |= {ask.says, ask.answered, ask.evaded}
    said |= {transition.says for transition in persona.transitions}
    return said | {move.says for move in persona.moves}
