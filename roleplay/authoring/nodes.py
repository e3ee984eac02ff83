"""The tree that a content file is read into: text, lists and mappings, each with its place.

Nothing is resolved here: every scalar is the text that the author wrote (``no`` is the word no,
``12:30`` is not a number). Who reads a value decides what it means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roleplay.errors import Place

PLAIN = "plain"
LITERAL = "literal"
FOLDED = "folded"
QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text."""

    text: str
    style: str
    """``plain``, ``literal`` (a ``|`` block), ``folded`` (a ``>`` block) or ``quoted``."""
    place: Place
    body: Place
    """Where the first character of the text stands."""

    def at(self, line: int = 1, column: int = 1) -> Place:
        """The place of a line and column of the text, both counted from 1."""
        start = self.body
        return Place(start.file, start.line + line - 1, start.column + column - 1)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the author's order; no key twice."""

    entries: dict[str, Entry]
    place: Place

    def __iter__(self) -> Iterator[str]:
        """The keys, in the author's order."""
        return iter(self.entries)

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def key_place(self, key: str) -> Place:
        """Where a key stands; the mapping's own place if it has no such key."""
        entry = self.entries.get(key)
        return entry.key.place if entry else self.place


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def at(node: Node | None, *path: str | int) -> Node | None:
    """The node at the end of a path of keys and indexes, or None."""
    for step in path:
        node = child(node, step)
    return node


def child(node: Node | None, step: str | int) -> Node | None:
    """One step down: a mapping's value by key, a list's item by index, or None."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def keys_at(node: Node | None, *path: str | int) -> tuple[str, ...]:
    """The keys of the mapping at a path; none if there is no mapping."""
    found = at(node, *path)
    return tuple(found) if isinstance(found, Mapping) else ()


def text_at(node: Node | None, *path: str | int) -> str:
    """The text at a path, stripped; empty if there is none."""
    found = at(node, *path)
    return found.text.strip() if isinstance(found, Scalar) else ""


def texts(node: Node | None) -> tuple[Scalar, ...]:
    """The scalars of a list, or the one scalar that stands for a list of one."""
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, Sequence):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return ()


def plain(node: Node) -> object:
    """The tree as Python text, lists and dicts, for the models."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def with_value(mapping: Mapping, key: Scalar, value: Node) -> Mapping:
    """The mapping with one key set; an existing key keeps its position."""
    return Mapping({**mapping.entries, key.text: Entry(key, value)}, mapping.place)


def without(node: Node, paths: set[Path]) -> Node | None:
    """The tree without the nodes at these paths; None if the root is one of them."""
    if () in paths:
        return None
    below: dict[str | int, set[Path]] = {}
    for path in paths:
        below.setdefault(path[0], set()).add(path[1:])
    if isinstance(node, Mapping):
        entries = {}
        for key, entry in node.entries.items():
            value = without(entry.value, below[key]) if key in below else entry.value
            if value is not None:
                entries[key] = Entry(entry.key, value)
        return Mapping(entries, node.place)
    if isinstance(node, Sequence):
        kept = [
            without(item, below[i]) if i in below else item for i, item in enumerate(node.items)
        ]
        return Sequence(tuple(item for item in kept if item is not None), node.place)
    return node


def overlaid(base: Node | None, over: Node, depth: int) -> Node:
    """``over`` laid on ``base``: mappings are joined key by key down to ``depth``.

    Below that, and for texts and lists, the newer value replaces the older whole.
    """
    if depth > 0 and isinstance(base, Mapping) and isinstance(over, Mapping):
        entries = dict(base.entries)
        for key, entry in over.entries.items():
            older = base.get(key)
            value = overlaid(older, entry.value, depth - 1)
            # What is only joined still stands where it was first written.
            kept = base.entries[key].key if older is not None and value is not entry.value else None
            entries[key] = Entry(kept or entry.key, value)
        return Mapping(entries, base.place)
    return over
