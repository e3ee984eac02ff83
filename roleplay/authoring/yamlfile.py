"""Strict YAML: the text of a content file to a tree of nodes, with file:line:column on each.

The only user of yaml. A file may come from a stranger, so sizes are bounded before memory is
used (promise 8): 1 MiB, 50,000 events, 40 levels. The parser's events are consumed one by one,
which is not recursive; PyYAML's own composing is never called. Anchors, aliases, tags, merge
keys and several documents are refused: no content needs them, and each is an attack or a trap.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from roleplay.authoring.nodes import (
    FOLDED,
    LITERAL,
    PLAIN,
    QUOTED,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from roleplay.authoring.words import shown
from roleplay.errors import Place, Problem

BIGGEST = 1024 * 1024
"""Bytes that a content file may have."""
DEEPEST = 40
"""Levels of nesting."""
MOST_EVENTS = 50_000
"""Parser events: two a key, one a text, two a list."""
MOST_PROBLEMS = 50
"""Faults of form that are listed for one file."""

# C0 and C1 without tab and line ends; line separators that YAML takes for line ends; marks that
# turn the direction of text, which make a line look other than it is; lost halves of pairs.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_STYLES = {"|": LITERAL, ">": FOLDED, "'": QUOTED, '"': QUOTED}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FAULTS = {
    "file-unreadable": (
        "This file cannot be read: {reason}.",
        "Check that it is there and that you may read it.",
    ),
    "file-too-big": (
        "This file has more than 1 MiB.",
        "Content files are small: split it, or remove what does not belong.",
    ),
    "not-utf8": ("Found a byte that is not UTF-8 text.", "Save the file as UTF-8."),
    "control-character": (
        "Found the control character U+{number:04X}; content is plain text.",
        "Delete it.",
    ),
    "too-many-parts": (f"This file has more than {MOST_EVENTS:,} parts.", "Split it."),
    "nested-too-deep": (
        f"Nested more than {DEEPEST} levels deep.",
        "No content needs this; look for brackets that were never closed.",
    ),
    "several-documents": (
        "A second document starts here; a content file holds one.",
        "Delete the '---' line, or make two files.",
    ),
    "directive": ("Directives (lines that begin with %) are not read.", "Delete the line."),
    "alias": ("Aliases ({name}) are not allowed.", "Write the value out."),
    "anchor": ("Anchors ({name}) are not allowed.", "Delete it."),
    "tag": ("Tags ({name}) are not allowed.", "Delete it."),
    "merge-key": ("Merge keys (<<) are not allowed.", "Write the keys out."),
    "repeated-key": (
        "The key {name} stands here twice, first in line {first}.",
        "Keep one of the two.",
    ),
    "bad-key": ("A key must be a word.", "Write 'key: value'."),
    "empty-file": ("This file holds nothing.", "A content file begins with 'schema: 1'."),
    "not-a-mapping": (
        "This file is not a mapping of keys.",
        "A content file begins with 'schema: 1' and holds 'key: value' lines.",
    ),
    "yaml-syntax": (
        "This is not YAML from here on: {said}.",
        "{cure}",
    ),
}
"""Each fault of form: what was found, and the cure."""
_SYNTAX_CURES = {
    "cannot start any token": (
        "Indent with spaces, never tabs; write text that begins with a sign such as @ or ` as a "
        "| block."
    ),
    "mapping values are not allowed": (
        "Text that holds a colon and a space must be a | block or in quotes; else look at the "
        "indentation."
    ),
    "could not find expected ':'": (
        "Each line of a mapping is 'key: value'; longer text is a | block, indented under its key."
    ),
    "did not find expected ',' or": "Close the bracket, or part the items with commas.",
    "unexpected end of stream": "Close the quote or bracket that was opened.",
    "did not find expected key": (
        "Keys of one mapping start in the same column: look at the indentation here and in the "
        "line above."
    ),
    "block collection": "Items of one list start in the same column, each with '- '.",
    "unknown escape": "In double quotes a backslash starts an escape: use a | block.",
    "block scalar": "After the | comes nothing but a line end; the text stands indented below.",
}
_LOOK_CLOSER = "Look at the indentation, quotes and brackets here and in the line above."


def _fault(code: str, place: Place, **values: object) -> Problem:
    message, cure = _FAULTS[code]
    return Problem(code, place, message.format(**values), cure.format(**values))


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of reading one file."""

    node: Mapping | None
    """The tree; None where the file cannot be read at all."""
    problems: tuple[Problem, ...] = ()
    sha256: str = ""
    """Fingerprint of the bytes; empty where there were none to be had."""


def read(path: Path, file: str) -> Parsed:
    """Read a content file; ``file`` is its name in problems. Never raises for what it finds."""
    try:
        data = _bytes(path)
    except OSError as error:
        reason = error.strerror or "it is not an ordinary file"
        return Parsed(None, (_fault("file-unreadable", Place(file), reason=reason),))
    parsed = parse(data, file)
    return Parsed(parsed.node, parsed.problems, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    """At most one byte more than the limit, and from an ordinary file only."""
    # O_NONBLOCK: opening a named pipe must not wait for a writer.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError
        return stream.read(BIGGEST + 1)


def parse(data: bytes, file: str) -> Parsed:
    """Read the bytes of a content file; ``file`` is its name in problems."""
    if len(data) > BIGGEST:
        return Parsed(None, (_fault("file-too-big", Place(file)),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return Parsed(None, (_fault("not-utf8", _after(before, file)),))
    unprintable = _control_characters(text, file)
    if unprintable:
        return Parsed(None, unprintable)
    builder = _Builder(text, file)
    node = builder.build()
    return Parsed(node, tuple(builder.problems))


def _after(text: str, file: str) -> Place:
    """The place of the character that follows this text."""
    lines = _LINE_END.split(text)
    return Place(file, len(lines), len(lines[-1]) + 1)


def _control_characters(text: str, file: str) -> tuple[Problem, ...]:
    """The first characters that could write to a terminal or hide text, with their places."""
    return tuple(
        _fault("control-character", _after(text[: m.start()], file), number=ord(m.group()))
        for m in islice(_CONTROL.finditer(text), 5)
    )


class _Refused(Exception):
    """Reading stops here; the problem is noted already."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    place: Place
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Scalar | None = None
    awaits_value: bool = False


class _Builder:
    """Turns parser events into nodes, one at a time."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._file = file
        self._lines: list[str] = []
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0

    def build(self) -> Mapping | None:
        """The root mapping, or None with at least one problem."""
        try:
            for count, event in enumerate(yaml.parse(self._text, Loader=_LOADER)):
                if count >= MOST_EVENTS:
                    self._stop("too-many-parts", self._place(event.start_mark))
                self._take(event)
        except _Refused:
            return None
        except yaml.YAMLError as error:
            self._syntax(error)
            return None
        if isinstance(self._root, Mapping):
            return self._root
        blank = self._root is None or (isinstance(self._root, Scalar) and not self._root.text)
        place = self._root.place if self._root else Place(self._file)
        self.problems.append(_fault("empty-file" if blank else "not-a-mapping", place))
        return None

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            place = self._place(event.start_mark)
            if self._documents > 1:
                self._stop("several-documents", place)
            if event.version or event.tags:
                self._note("directive", place)

    def _node(self, event: Any) -> None:
        place = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._stop("alias", place, name=shown(f"*{event.anchor}"))
        if event.anchor is not None:
            self._note("anchor", place, name=shown(f"&{event.anchor}"))
        if event.tag is not None:
            self._note("tag", place, name=shown(event.tag))
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, place))
            return
        if len(self._stack) >= DEEPEST:
            self._stop("nested-too-deep", place)
        self._stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent)))

    def _scalar(self, event: Any, place: Place) -> Scalar:
        style = _STYLES.get(event.style or "", PLAIN)
        text = str(event.value)
        hidden = _CONTROL.search(text)
        if hidden:  # written as an escape in double quotes
            self._note("control-character", place, number=ord(hidden.group()))
        if style in (LITERAL, FOLDED):
            body = self._block_start(event.start_mark.line)
        else:
            body = Place(self._file, place.line, place.column + (style == QUOTED))
        return Scalar(text, style, place, body)

    def _block_start(self, line: int) -> Place:
        """Where the text of a block begins: the line below its sign, at its own indentation."""
        if not self._lines:
            self._lines = _LINE_END.split(self._text)
        for below in self._lines[line + 1 : line + 40]:
            if below.strip():
                return Place(self._file, line + 2, len(below) - len(below.lstrip(" ")) + 1)
        return Place(self._file, line + 2)

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif not top.awaits_value:
            top.key = self._key(node)
            top.awaits_value = True
        else:
            self._set(top, node)
            top.awaits_value = False

    def _key(self, node: Node) -> Scalar | None:
        if isinstance(node, Scalar) and node.text.strip() and node.text != "<<":
            return node
        merges = isinstance(node, Scalar) and node.text == "<<"
        self._note("merge-key" if merges else "bad-key", node.place)
        return None

    def _set(self, top: _Open, value: Node) -> None:
        key, top.key = top.key, None
        if key is None:
            return
        if key.text in top.entries:
            first = top.entries[key.text].key.place.line
            self._note("repeated-key", key.place, name=shown(key.text), first=first)
            return
        top.entries[key.text] = Entry(key, value)

    def _close(self) -> None:
        done = self._stack.pop()
        if done.is_mapping:
            self._add(Mapping(done.entries, done.place))
        else:
            self._add(Sequence(tuple(done.items), done.place))

    def _place(self, mark: Any) -> Place:
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _note(self, code: str, place: Place, **values: object) -> None:
        self.problems.append(_fault(code, place, **values))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Refused

    def _stop(self, code: str, place: Place, **values: object) -> None:
        self._note(code, place, **values)
        raise _Refused

    def _syntax(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = self._place(mark) if mark else Place(self._file)
        parts = (getattr(error, "context", None), getattr(error, "problem", None))
        said = " ".join(str(part) for part in parts if part) or "it cannot be read"
        cures = (cure for sign, cure in _SYNTAX_CURES.items() if sign in said)
        self.problems.append(
            _fault("yaml-syntax", place, said=said, cure=next(cures, _LOOK_CLOSER))
        )
