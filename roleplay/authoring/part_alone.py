"""A journey, temperament or trait checked by itself.

Only what the part itself can know is looked up: a journey knows its states, but not the facts of
the buyers that will use it.
"""

from __future__ import annotations

from typing import Any

from roleplay.authoring.buyer_models import PersonaModel
from roleplay.authoring.nodes import keys_at
from roleplay.authoring.parts import MODELS
from roleplay.authoring.persona_builder import Origin, PersonaBuilder
from roleplay.authoring.problems import validated
from roleplay.authoring.resolver import Names, Resolver
from roleplay.authoring.sources import Source, Sources

_OWN_NAMES: dict[str, dict[str, str]] = {
    "journey": {"state": "states"},
    "temperament": {"meter": "meters", "mood": "moods"},
    "trait": {},
}
"""Kinds of name of which a part has all, and the section that holds them."""
_SECTIONS = (
    "states",
    "levels",
    "transitions",
    "moves",
    "meters",
    "asks",
    "lines",
    "topics",
    "trades",
    "readiness",
)


def check_part(sources: Sources, source: Source) -> None:
    """Note the problems of one part; they go to the sources' report."""
    model, problems, node = validated(source.node, MODELS[source.kind])
    sources.report.take(problems)
    if model is None:
        return
    names: Names = {
        kind: keys_at(source.node, section) for kind, section in _OWN_NAMES[source.kind].items()
    }
    sections: dict[str, Any] = {name: getattr(model, name, {}) for name in _SECTIONS}
    part = PersonaModel.model_construct(**sections)
    origin = Origin({source.file: source.id}, sources.portable_place)
    builder = PersonaBuilder(node, Resolver(names, sources.report), origin)
    builder.opening_state()
    builder.states(part.states)
    builder.transitions(part)
    builder.levels(tuple(part.levels))
    builder.meters(part)
    builder.moods()
    builder.moves(part)
    builder.lines(tuple(part.lines))
    for name, ask in part.asks.items():
        builder.ask(name, ask)
    for name, trade in part.trades.items():
        builder.trade(name, trade)
    for name, topic in part.topics.items():
        builder.topic(name, topic)
    builder.readiness(part)
