"""This line has words for some moods of the buyer and none for another.

In the mood without words the buyer speaks in the tone of another one: a cool buyer turns warm
for one sentence.

Cure: write the mood that is missing, or one block without moods, which serves all.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.errors import Problem, one_of

CODE = "missing-mood"
TITLE = "A line without words for a mood"


def find(content: Checked) -> Iterator[Problem]:
    """The lines that lack a mood."""
    for compiled in content.personas.values():
        moods = [name for name, _ in compiled.persona.moods]
        for line in compiled.persona.lines.values():
            missing = [mood for mood in moods if mood not in line.moods]
            if missing and "any" not in line.moods:
                yield Problem(
                    CODE,
                    compiled.line_place(line.id),
                    f"The line {line.id!r} has no words for the mood {one_of(missing, 'and')}.",
                    "Write it, or one block without moods.",
                    "warning",
                )
