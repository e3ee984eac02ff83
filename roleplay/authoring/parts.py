"""One buyer from many files: journey, temperament, traits, the buyer's own, a form's changes.

Parts are laid over each other as trees, so that each value keeps the place where it was written.
Later parts win: journey, temperament, traits in their order, buyer, form.
"""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.authoring.buyer_models import (
    BuyerModel,
    JourneyModel,
    TemperamentModel,
    TraitModel,
)
from roleplay.authoring.fields import Strict
from roleplay.authoring.nodes import (
    PLAIN,
    Entry,
    Mapping,
    Node,
    Scalar,
    at,
    keys_at,
    overlaid,
    text_at,
    texts,
    with_value,
    without,
)
from roleplay.authoring.problems import validated
from roleplay.authoring.sources import Source, Sources
from roleplay.authoring.words import did_you_mean, shown
from roleplay.errors import Place

MODELS: dict[str, type[Strict]] = {
    "buyer": BuyerModel,
    "journey": JourneyModel,
    "temperament": TemperamentModel,
    "trait": TraitModel,
}
_DEPTHS = {
    "states": 2,
    "levels": 2,
    "meters": 2,
    "transitions": 1,
    "moves": 1,
    "asks": 1,
    "lines": 1,
    "topics": 1,
    "trades": 1,
    "readiness": 1,
}
"""Sections that parts share, and how many levels of keys are joined: one replaces a named thing
whole, two joins its keys."""
_OWN = ("buyer", "name", "role", "company", "background", "manager", "off_register", "facts")
_FORM_DEPTHS = {
    "facts": 3,
    "trades": 3,
    "asks": 2,
    "meters": 2,
    "moves": 2,
    "readiness": 2,
    "topics": 2,
    "transitions": 2,
    "lines": 1,
}
"""What a form may change of a buyer. Three levels join the figures and moods inside a fact."""
_CHANGED = ("transitions", "moves")


@dataclass(frozen=True, slots=True)
class Merged:
    """A buyer put together, not yet looked up."""

    node: Mapping
    lenders: dict[str, str]
    """Name of each file to the id of the part that it holds; empty for the buyer's own."""
    parts: tuple[str, ...]
    complete: bool
    """Whether every part could be read; else names of the missing ones are not known."""


def merged(sources: Sources, buyer: Source, change: Mapping | None = None) -> Merged:
    """Put a buyer together from all its parts. Problems go to the sources' report."""
    check_shape(sources, buyer)
    parts = _parts(sources, buyer)
    node = Mapping(
        {key: buyer.node.entries[key] for key in _OWN if key in buyer.node.entries},
        buyer.node.place,
    )
    lenders = {buyer.file: ""}
    for part in parts:
        if part is None:
            continue
        lenders[part.file] = part.id
        check_shape(sources, part)
        node = _laid(node, part.node)
        for key in ("opening_state", "moods"):
            if key in part.node.entries:
                node = Mapping({**node.entries, key: part.node.entries[key]}, node.place)
    node = _started(sources, _laid(node, buyer.node), buyer.node)
    node = _changed(sources, node, buyer.node)
    node = _removed(sources, node, buyer.node)
    if change is not None:
        lenders[change.place.file] = ""
        node = _formed(sources, node, change)
    ids = tuple(part.id for part in parts if part)
    return Merged(node, lenders, ids, all(part is not None for part in parts))


def check_shape(sources: Sources, source: Source) -> None:
    """Note what is wrong with the shape of a part by itself."""
    _, problems, _ = validated(source.node, MODELS[source.kind])
    sources.report.take(problems)


def _parts(sources: Sources, buyer: Source) -> list[Source | None]:
    found = []
    for kind, key in (("journey", "journey"), ("temperament", "temperament"), ("trait", "traits")):
        for name in texts(buyer.node.get(key)):
            found.append(sources.find(kind, name.text.strip(), name.place))
    return found


def _laid(base: Mapping, over: Mapping) -> Mapping:
    """A part's sections laid over those of the parts before it."""
    entries = dict(base.entries)
    for section, depth in _DEPTHS.items():
        entry = over.entries.get(section)
        if entry is not None and isinstance(entry.value, Mapping):
            older = entries[section].value if section in entries else None
            entries[section] = Entry(entry.key, overlaid(older, entry.value, depth))
    return Mapping(entries, base.place)


def _unknown(sources: Sources, kind: str, name: Scalar, known: tuple[str, ...]) -> None:
    sources.report.add(
        f"unknown-{kind}",
        name.place,
        f"Unknown {kind} {shown(name.text)}.",
        did_you_mean(name.text, known),
    )


def _started(sources: Sources, node: Mapping, buyer: Mapping) -> Mapping:
    """The buyer's own starting meters put in."""
    start = buyer.get("start")
    if not isinstance(start, Mapping):
        return node
    meters = at(node, "meters")
    for name, entry in start.entries.items():
        meter = at(meters, name)
        if isinstance(meters, Mapping) and isinstance(meter, Mapping):
            key = Scalar("start", PLAIN, entry.key.place, entry.key.place)
            meters = with_value(
                meters, meters.entries[name].key, with_value(meter, key, entry.value)
            )
        elif isinstance(meters, Mapping):
            _unknown(sources, "meter", entry.key, tuple(meters))
    return _with_section(node, "meters", meters)


def _with_section(node: Mapping, section: str, value: Node | None) -> Mapping:
    if value is None or section not in node.entries:
        return node
    return with_value(node, node.entries[section].key, value)


def _changed(sources: Sources, node: Mapping, buyer: Mapping) -> Mapping:
    """The buyer's changes to named transitions and moves: only the keys that they name."""
    change = buyer.get("change")
    if not isinstance(change, Mapping):
        return node
    for name, entry in change.entries.items():
        section = next((s for s in _CHANGED if name in keys_at(node, s)), None)
        if section is None:
            known = tuple(name for s in _CHANGED for name in keys_at(node, s))
            _unknown(sources, "transition", entry.key, known)
            continue
        key = node.entries[section].key
        patch = Mapping({name: entry}, entry.value.place)
        node = with_value(node, key, overlaid(node.get(section), patch, 2))
    return node


def _removed(sources: Sources, node: Mapping, buyer: Mapping) -> Mapping:
    """The named transitions, moves and asks taken out."""
    sections = (*_CHANGED, "asks")
    for name in texts(buyer.get("remove")):
        section = next((s for s in sections if name.text in keys_at(node, s)), None)
        if section is None:
            known = tuple(key for s in sections for key in keys_at(node, s))
            _unknown(sources, "transition", name, known)
            continue
        rest = without(node, {(section, name.text)})
        node = rest if isinstance(rest, Mapping) else node
    return node


def _formed(sources: Sources, node: Mapping, change: Mapping) -> Mapping:
    """What a form of the scenario changes: only the keys that it names inside each thing."""
    for section, entry in change.entries.items():
        if section not in _FORM_DEPTHS:
            sources.report.add(
                "unknown-key",
                entry.key.place,
                f"A form cannot change {shown(section)} of a buyer.",
                did_you_mean(section, _FORM_DEPTHS, "It may change"),
            )
            continue
        if not isinstance(entry.value, Mapping):
            continue
        known = keys_at(node, section)
        for name, inner in entry.value.entries.items():
            if name not in known and section != "lines":
                _unknown(sources, section.removesuffix("s"), inner.key, known)
        depth = _FORM_DEPTHS[section]
        older = node.entries.get(section)
        laid = overlaid(older.value if older else None, entry.value, depth)
        node = with_value(node, older.key if older else entry.key, laid)
    return node


def names_of(merged: Merged) -> dict[str, tuple[str, ...]]:
    """Every name that the persona's texts may use, by kind."""
    node = merged.node
    facts = at(node, "facts")
    names = {
        "fact": keys_at(facts),
        "ask": keys_at(node, "asks"),
        "figure": tuple(f for fact in keys_at(facts) for f in keys_at(facts, fact, "figures")),
        "state": keys_at(node, "states"),
        "meter": keys_at(node, "meters"),
        "mood": keys_at(node, "moods"),
        "level": keys_at(node, "levels"),
        "line": keys_at(node, "lines"),
        "topic": keys_at(node, "topics"),
        "trade": keys_at(node, "trades"),
        "precondition": keys_at(node, "readiness"),
    }
    names["subject"] = (*names["fact"], *names["topic"], *names["trade"])
    if not merged.complete:
        # A part is missing: what it would have brought cannot be called unknown.
        for kind in tuple(names):
            if kind not in ("fact", "figure"):
                del names[kind]
    return names


def opening_state(node: Mapping) -> Scalar | None:
    """The scalar that names the opening state."""
    found = node.get("opening_state")
    return found if isinstance(found, Scalar) else None


def identity(source: Source) -> Place:
    """Where a file says what it is, or its first line."""
    return (
        source.node.key_place(source.kind)
        if text_at(source.node, source.kind)
        else (source.node.place)
    )
