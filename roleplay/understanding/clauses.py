"""A turn split into clauses: sentences, and the parts of a sentence that stand on their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay.understanding.normalise import straighten

SHORTEST = 3
"""Words that the side before a comma needs for a sentence to be split there."""
SHORTEST_LAST = 2
"""Words that the side after it needs: "and who pays?" stands on its own."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\s*[;\n]\s*|:\s+|\s+-\s+")
_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|e\.g|i\.e|etc|vs|approx|no)\.$", re.IGNORECASE)
_ASKS = (
    r"what|how|who|whose|why|when|where|which|could|can|would|will|do|does|did|is|are|was|were|"
    r"have|has|shall|should|may|tell me|walk me|talk me|help me|take me"
)
_SPLIT = re.compile(
    rf"(?:,|\s+-)\s*(?:and|but|so|or|then|because)?\s*(?=(?:{_ASKS}|i|i'm|i'd|i'll|i've|we|we're|"
    r"we'd|we'll|you|you're|it's|that's|let's|if|nobody)\b)"
    rf"|\s+(?:and|but|so)\s+(?=(?:what|how|who|why|when|where|which|i|i'm|i'd|we|you|it's)\s)",
)


_CONDITIONS = tuple(
    f"{lead}{word} "
    for lead in ("", "and ", "but ", "so ")
    for word in ("if", "when", "once", "suppose")
)
"""How a clause begins that belongs to the question after its comma."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the turn, with its place in the text."""

    text: str
    start: int
    end: int


def split(text: str) -> tuple[Clause, ...]:
    """The clauses of a turn, in order; together they cover every word of it."""
    found: list[Clause] = []
    for start, end in _sentences(text):
        for left, right in _parts(text, start, end):
            piece = text[left:right].strip(" ,-")
            if any(c.isalnum() for c in piece):
                at = text.index(piece, left)
                found.append(Clause(piece, at, at + len(piece)))
    return tuple(found)


def _sentences(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in _SENTENCE.finditer(text):
        if _ABBREVIATION.search(text[start : gap.start() + 1].strip()):
            continue
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return [(left, right) for left, right in spans if right > left]


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a sentence where a new question or statement begins, unless a side is too short."""
    plain = straighten(text[start:end])
    parts, left = [], 0
    for gap in _SPLIT.finditer(plain):
        before, after = plain[left : gap.start()], plain[gap.end() :]
        if len(before.split()) >= SHORTEST and len(after.split()) >= SHORTEST_LAST:
            if before.lstrip().startswith(_CONDITIONS):
                continue
            parts.append((start + left, start + gap.start()))
            left = gap.end()
    parts.append((start + left, end))
    return parts
