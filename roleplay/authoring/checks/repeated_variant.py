"""The same wording stands twice in one mood of a line.

The buyer never says one variant twice in a row, but two that read alike are said twice all the
same.

Cure: delete one, or say it differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.words import shown
from roleplay.errors import Problem

CODE = "repeated-variant"
TITLE = "A line with the same wording twice"


def find(content: Checked) -> Iterator[Problem]:
    """The lines whose variants repeat each other."""
    for compiled in content.personas.values():
        for line in compiled.persona.lines.values():
            for variants in line.moods.values():
                counts = Counter(variant.text.casefold() for variant in variants)
                for text, count in counts.items():
                    if count > 1:
                        yield Problem(
                            CODE,
                            compiled.line_place(line.id),
                            f"The line {line.id!r} has the same wording {count} times: "
                            f"{shown(text)}.",
                            "Delete one, or say it differently.",
                            "warning",
                        )
