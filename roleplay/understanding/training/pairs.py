"""Subjects of invented buyers with questions about them, as values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay.heard import Subject
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.normalise import content_stems
from roleplay.understanding.subjects import SubjectIndex
from roleplay.understanding.training.rows import FOLDER

KINDS = ("plain", "disjoint")
"""A question in ordinary other words; one that shares no telling word with the phrases."""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """One subject: what a trainer would jot down for it, and what sellers ask."""

    id: str
    name: str
    phrases: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    """Kind and question."""


@dataclass(frozen=True, slots=True)
class Field:
    """One buyer's subjects, and questions that are about none of them."""

    buyer: str
    subjects: tuple[AskedOf, ...]
    near: tuple[str, ...]
    """In the buyer's field."""
    off: tuple[str, ...]
    """Out of it."""


def load_pairs(pattern: str = "pairs_*.jsonl") -> list[Field]:
    """All buyers, in file order. Raises ValueError or KeyError for a line of the wrong form."""
    return [
        _field(json.loads(line))
        for path in sorted(FOLDER.glob(pattern))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _field(raw: dict[str, object]) -> Field:
    subjects = tuple(
        AskedOf(s["id"], s["name"], tuple(s["phrases"]), tuple(map(tuple, s["asked"])))
        for s in raw["subjects"]  # type: ignore[attr-defined]
    )
    if any(kind not in KINDS for subject in subjects for kind, _ in subject.asked):
        raise ValueError(f"{raw['buyer']}: a question is neither plain nor disjoint")
    return Field(str(raw["buyer"]), subjects, tuple(raw["near"]), tuple(raw["off"]))  # type: ignore[arg-type]


def shared_words(subject: AskedOf) -> list[tuple[str, frozenset[str]]]:
    """Questions said to be word-disjoint that share a telling word with the phrases."""
    known = frozenset().union(*(content_stems(p) for p in (*subject.phrases, subject.name)))
    found = ((q, content_stems(q) & known) for kind, q in subject.asked if kind == "disjoint")
    return [(question, shared) for question, shared in found if shared]


def held_out(fields: list[Field], every: int = 6) -> tuple[list[Field], list[Field]]:
    """Buyers to learn from, and buyers kept apart."""
    return (
        [field for i, field in enumerate(fields) if i % every != every - 1],
        fields[every - 1 :: every],
    )


def likenesses(encoder: Encoder, field: Field, texts: Sequence[str]) -> list[tuple[str, float]]:
    """For each text the subject of a buyer that it is most like, and how alike."""
    subjects = tuple(Subject(s.id, s.phrases, s.name) for s in field.subjects)
    index = SubjectIndex(subjects, encoder)
    found = []
    for text in texts:
        direction = encoder.direction(text)
        rows = index.likeness(direction) if direction is not None else [(0.0, 0)]
        best = max(range(len(rows)), key=lambda place: rows[place][0])
        found.append((subjects[best].id, rows[best][0]))
    return found
