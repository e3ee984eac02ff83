"""This line can come again and has fewer than two wordings in some mood.

A buyer who says the same sentence twice is a machine. The engine's own lines for passing moments
(not understood, go on, as I said …), what a fact says and what is said when it is asked for too
soon may all come more than once, so each needs two variants for each mood.

Cure: write another variant, after a blank line.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.completeness import PASSING_LINES
from roleplay.buyer.persona import Persona
from roleplay.errors import Problem

CODE = "few-variants"
TITLE = "A line that will repeat itself"
FEWEST = 2
"""Variants that a line needs in each mood if it can come again."""


def find(content: Checked) -> Iterator[Problem]:
    """The lines that would be said twice in the same words."""
    for compiled in content.personas.values():
        for name in _coming_again(compiled.persona):
            line = compiled.persona.lines.get(name)
            for mood, variants in (line.moods if line else {}).items():
                if len(variants) < FEWEST:
                    in_mood = "" if mood == "any" else f" in the mood {mood!r}"
                    yield Problem(
                        CODE,
                        compiled.line_place(name),
                        f"The line {name!r} has one wording{in_mood} and can come again.",
                        "Write another variant, after a blank line.",
                        "warning",
                    )


def _coming_again(persona: Persona) -> tuple[str, ...]:
    facts = persona.facts.values()
    said = (line for fact in facts for line in (fact.says, fact.not_yet) if line)
    return tuple(dict.fromkeys((*PASSING_LINES, *said)))
