"""Everything that each turn did, in order, each with its words and its rule."""

from __future__ import annotations

from itertools import groupby

from roleplay.coach.explain import Explained
from roleplay.report.clean import one_line
from roleplay.report.text import blocks, bullets, heading, quote
from roleplay.report.words import capital


def explain_text(lines: tuple[Explained, ...], width: int, *, full: bool = False) -> str:
    """One block a turn, then the points of the scorecard.

    ``full`` adds each rule as it is written, with the place where it stands.
    """
    happened = [line for line in lines if line.kind != "point"]
    points = [line for line in lines if line.kind == "point"]
    turns = [
        f"{heading(f'Turn {of_turn[0].turn}')}\n{bullets((_line(x, full) for x in of_turn), width)}"
        for of_turn in (list(group) for _, group in groupby(happened, key=lambda x: x.index))
    ]
    total = f"{heading('Points')}\n{bullets((_point(x, full) for x in points), width)}"
    return blocks(*turns, total if points else "")


def _line(line: Explained, full: bool) -> str:
    words = f" ({quote(line.words)})" if line.words else ""
    return f"{capital(line.text)}{words}.{_rule(line, full)}"


def _point(line: Explained, full: bool) -> str:
    turn = f"Turn {line.turn}: " if line.turn else ""
    return f"{turn}{_line(line, full)}"


def _rule(line: Explained, full: bool) -> str:
    if not full or not line.rule:
        return ""
    place = f" at {line.place}" if line.place else ""
    return f" Rule: {one_line(line.rule)}{place}."
