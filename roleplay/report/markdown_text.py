"""Markdown as plain text: headings, paragraphs, lists, tables and code, wrapped to a width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay.report.clean import clean
from roleplay.report.text import heading, wrap

_MARKS = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_ITEM = re.compile(r"(\s*)([-*]|\d+\.)\s+(.*)")
CODE = "    "
"""What stands before each line of code."""


def markdown_text(source: str, width: int) -> str:
    """A page laid out for a terminal, without any mark-up left but in code."""
    shown = _COMMENT.sub("", clean(source))
    return "\n".join(_lines(shown.split("\n"), width)).strip("\n")


def _lines(source: list[str], width: int) -> Iterator[str]:
    held: list[str] = []
    code = False
    for line, below in zip(source, [*source[1:], ""], strict=True):
        fence = line.lstrip().startswith("```")
        if code and not fence:
            yield f"{CODE}{line}".rstrip()
        elif fence or not line.strip() or line.startswith(("#", "|")):
            yield from _paragraph(held, width)
            held = []
            code = code is not fence
            if not fence and not _is_rule(below):
                yield from _alone(line, width)
        elif _ITEM.match(line) and held:
            yield from _paragraph(held, width)
            held = [line]
        else:
            held.append(line)
    yield from _paragraph(held, width)


def _is_rule(line: str) -> bool:
    """Whether this is the line below a table's head, which names what the rows show anyway."""
    return line.startswith("|") and set(line) <= set("|-: ")


def _alone(line: str, width: int) -> Iterator[str]:
    """A line that is no part of a paragraph: blank, a heading or a row of a table."""
    if line.startswith("#"):
        yield heading(_plain(line.lstrip("# ")))
    elif not line.startswith("|"):
        yield ""
    elif not _is_rule(line):
        first, *rest = (_plain(cell.strip()) for cell in line.strip().strip("|").split("|"))
        yield wrap(f"{first}: {'; '.join(rest)}", width, "  ", "    ")


def _paragraph(lines: list[str], width: int) -> Iterator[str]:
    if not lines:
        return
    item = _ITEM.match(lines[0])
    if item is None:
        yield wrap(_plain(" ".join(lines)), width)
        return
    indent, mark, first = item.groups()
    text = _plain(" ".join([first, *(line.strip() for line in lines[1:])]))
    before = f"{indent}{mark} "
    yield wrap(text, width, before, " " * len(before))


def _plain(text: str) -> str:
    return _MARKS.sub(lambda m: m.group(1) or m.group(2), _LINK.sub(r"\1", text))
