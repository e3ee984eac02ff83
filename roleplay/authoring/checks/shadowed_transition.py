"""This transition never fires: an earlier one with no guard always takes its place.

For each act in each state the first transition whose guard holds is taken, harmful ones before
all others, in the order of the file. One without ``requires`` always holds, so whatever stands
after it for the same act and state is dead.

Cure: move this one up, or give the earlier one a guard.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.errors import Problem

CODE = "shadowed-transition"
TITLE = "A transition that an earlier one always pre-empts"


def find(content: Checked) -> Iterator[Problem]:
    """The transitions that can never fire."""
    for compiled in content.personas.values():
        taken: dict[tuple[str, str], str] = {}
        in_order = sorted(compiled.persona.transitions, key=lambda t: not t.harmful)
        for transition in in_order:
            pairs = [(source, act) for source in transition.sources for act in transition.acts]
            if pairs and all(pair in taken for pair in pairs):
                yield Problem(
                    CODE,
                    compiled.place("transitions", transition.name),
                    f"The transition {transition.name!r} never fires: {taken[pairs[0]]!r} comes "
                    "first and has no guard.",
                    "Move it up, or give the earlier one a guard.",
                    "warning",
                )
            if transition.requires is None:
                for pair in pairs:
                    taken.setdefault(pair, transition.name)
