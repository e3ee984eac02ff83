"""Better lines: each is read at compile time by the reader that will read the trainee.

A line that the reader does not hear as its author meant it would teach the wrong lesson, so that
is a problem, not a surprise in a debrief.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from roleplay.authoring.nodes import at
from roleplay.authoring.report import Report
from roleplay.authoring.resolver import Resolver
from roleplay.authoring.scenario_models import BetterLineModel
from roleplay.buyer.persona import Persona
from roleplay.errors import Place, one_of
from roleplay.heard import Context, Heard, Subject
from roleplay.scenario import BetterLine, Card

Read = Callable[[str, Context], Heard]
"""How a turn is read: the reader's ``listen``."""


def resolve_better_line(
    name: str, model: BetterLineModel, node: object, resolver: Resolver
) -> tuple[BetterLine, tuple[str, ...]]:
    """A better line with its names looked up and its reading still empty; and what it expects."""
    tree = node if not isinstance(node, (str, bytes)) else None
    return (
        BetterLine(
            id=name,
            criterion=next(iter(resolver.all_known("criterion", at(tree, "criterion"))), ""),
            after=resolver.all_known("fact", at(tree, "after")),
            before=resolver.all_known("fact", at(tree, "before")),
            states=resolver.all_known("state", at(tree, "states")),
            answers=next(iter(resolver.all_known("ask", at(tree, "answers"))), ""),
            line=" ".join(model.line.split()),
            heard=Heard(text=""),
            drill=model.drill,
        ),
        resolver.all_known("act or flag", at(tree, "expects")),
    )
