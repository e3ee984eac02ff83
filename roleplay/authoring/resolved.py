"""A buyer as put together, each part with file and line."""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.authoring.library import Library
from roleplay.authoring.nodes import LITERAL, Mapping, Node, Scalar, Sequence
from roleplay.authoring.parts import merged
from roleplay.authoring.sources import Sources
from roleplay.errors import Place

_INDENT = "  "


def resolved(buyer_id: str, library: Library | None = None) -> str:
    """The buyer's merged description as YAML, with a comment where each part is written.

    A key has a comment of its own where it comes from another file than what it stands in: that
    is what a change or a later part has replaced. Raises NotFoundError and ContentError.
    """
    source, sources = (library or Library()).source("buyer", buyer_id)
    found = merged(sources, source)
    lines = [f"# {source.id}: {', '.join((*found.parts, source.portable))}"]
    lines += _mapping(found.node, sources, "", 0, "")
    return "\n".join(lines) + "\n"


def _mapping(node: Mapping, sources: Sources, indent: str, depth: int, file: str) -> Iterator[str]:
    """The lines of a mapping; ``file`` is where what it stands in was written."""
    for key, entry in node.entries.items():
        place = entry.key.place
        # Below a section each named thing has its place; deeper, only what came from elsewhere.
        tell = depth == 1 or (file and place.file != file) or (depth == 0 and _is_leaf(entry.value))
        note = f"  # {_shown(sources, place)}" if tell else ""
        inner = place.file if depth >= 1 else ""
        yield from _entry(key, entry.value, note, sources, indent, depth, inner)


def _entry(
    key: str, value: Node, note: str, sources: Sources, indent: str, depth: int, file: str
) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{key}:{note}"
        yield from _mapping(value, sources, indent + _INDENT, depth + 1, file)
    elif isinstance(value, Scalar) and (value.style == LITERAL or "\n" in value.text):
        yield f"{indent}{key}: |{note}"
        for line in value.text.rstrip("\n").split("\n"):
            yield f"{indent}{_INDENT}{line}" if line.strip() else ""
    else:
        yield f"{indent}{key}: {_flat(value)}{note}"


def _flat(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_flat, node.items))}]"
    return f"{{{', '.join(f'{key}: {_flat(entry.value)}' for key, entry in node.entries.items())}}}"


def _is_leaf(node: Node) -> bool:
    return not isinstance(node, Mapping)


def _shown(sources: Sources, place: Place) -> str:
    return sources.portable_place(place).rsplit(":", 1)[0]
