"""Blocks of text to variants and phrases.

In speech a blank line parts variants, and a line end inside a variant is only a space. Among
phrases each line is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roleplay.authoring.nodes import LITERAL, Scalar
from roleplay.authoring.report import Report
from roleplay.authoring.words import did_you_mean, shown
from roleplay.buyer.lines import ONLY_IN, OWN, THEIR_WORDS, TemplateError, check_template
from roleplay.buyer.persona import Variant

BLOCK_CURE = "Write speech and phrases as a block: 'key: |', the words indented in the lines below."


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One variant as written."""

    text: str
    """With its line ends."""
    line: int
    """Line of the block on which it begins, from 1."""


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The parts of a text between blank lines."""
    kept: list[str] = []
    begins = 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            if not kept:
                begins = number
            kept.append(line)
        elif kept:
            yield Paragraph("\n".join(kept), begins)
            kept = []


def variants(
    block: Scalar, figures: tuple[str, ...] | None, line: str, report: Report
) -> tuple[Variant, ...]:
    """The variants of one block of speech; every template in it is checked.

    ``figures`` are the names that this persona's lines may quote (None: not known yet, so any
    will do); ``line`` is the line's id: some may quote what others may not.
    """
    found = []
    quotable = (*THEIR_WORDS, *ONLY_IN.get(line, ()))
    for paragraph in paragraphs(block.text):
        try:
            names = check_template(paragraph.text)
        except (TemplateError, RecursionError) as error:
            row = paragraph.line + getattr(error, "line", 1) - 1
            said = "nested too deep" if isinstance(error, RecursionError) else error
            cure = "A line may hold {{ name }} and {% if name %} … {% endif %}."
            report.add("bad-template", block.at(row), f"{said}.", cure)
            continue
        known = (*(figures or ()), *quotable, OWN[0])
        for name in names:
            if figures is not None and name not in known:
                _unknown_name(block, paragraph, name, known, report)
        needs = tuple(name for name in names if name in quotable)
        found.append(Variant(" ".join(paragraph.text.split()), needs))
    return tuple(found)


def _unknown_name(
    block: Scalar, paragraph: Paragraph, name: str, known: tuple[str, ...], report: Report
) -> None:
    lines = paragraph.text.split("\n")
    row = next((i for i, line in enumerate(lines) if name in line), 0)
    place = block.at(paragraph.line + row, max(lines[row].find(name), 0) + 1)
    if report.full(place):
        return
    report.add(
        "unknown-figure",
        place,
        f"This line quotes {shown(name)}, which nothing gives.",
        did_you_mean(name, known, "It may quote"),
    )


def phrases(block: Scalar | None, report: Report) -> tuple[str, ...]:
    """The phrases of a block, one a line, each once."""
    if block is None:
        return ()
    if block.style != LITERAL and block.text.strip():
        report.add(
            "not-a-block",
            block.place,
            f"Found {shown(block.text)}, expected phrases as a block.",
            BLOCK_CURE,
        )
        return ()
    lines = (" ".join(line.split()) for line in block.text.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))
