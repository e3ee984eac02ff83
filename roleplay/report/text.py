"""Laying out plain words: wrapping, bullets, quoting. No colour, no escape codes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from roleplay.report.clean import clean, one_line

NARROWEST = 40
WIDEST = 88
"""Longer lines are hard to read, however wide the window is."""


def fit(width: int) -> int:
    """The width to write in, for a window of ``width`` columns."""
    return max(NARROWEST, min(WIDEST, width))


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """One paragraph, cleaned and wrapped; ``first`` and ``rest`` stand before its lines."""
    return textwrap.fill(
        one_line(text),
        fit(width),
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )


def paragraphs(text: str, width: int, indent: str = "") -> str:
    """A text of several paragraphs (parted by blank lines), each wrapped."""
    parts = clean(text).strip().split("\n\n")
    return "\n\n".join(wrap(part, width, indent) for part in parts if part.strip())


def bullets(items: Iterable[str], width: int, indent: str = "") -> str:
    """One item a line, each behind a dash."""
    return "\n".join(wrap(item, width, f"{indent}- ", f"{indent}  ") for item in items)


def speech(name: str, text: str, width: int) -> str:
    """Somebody's words behind their name; narration, which has none, in brackets."""
    if not name:
        return wrap(f"[{text}]", width)
    return wrap(text, width, f"{one_line(name)}: ", "  ")


def heading(text: str) -> str:
    """A heading: the words with a line below, so that it is one without colour too."""
    line = one_line(text)
    return f"{line}\n{'-' * min(len(line), NARROWEST)}"


def quote(words: str) -> str:
    """Words as said, in quotation marks."""
    return f'"{one_line(words)}"'


def blocks(*parts: str) -> str:
    """The parts that hold anything, with a blank line between."""
    return "\n\n".join(part for part in parts if part)


def count(number: int, thing: str, things: str = "") -> str:
    """A number with its noun: ``1 turn``, ``3 turns``."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, the others to the right."""
    whole = [tuple(head), *map(tuple, rows)]
    widths = [max(len(row[i]) for row in whole) for i in range(len(head))]
    lines = ([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in whole)
    return "\n".join("  ".join(line).rstrip() for line in lines)
