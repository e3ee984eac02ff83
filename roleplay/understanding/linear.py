"""The learned part: one linear score an act, in whole numbers.

Weights are learned offline (``training``) and shipped as whole numbers; a score is a sum of
them, and a confidence comes from a table of whole numbers. Nothing here is a float, so a
reading is the same on every machine. The sum also explains itself: each feature's share is known.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import isqrt

from roleplay.understanding.features import Feature

SCALE = 64
"""A weight of 1.0 is stored as this."""
# Confidence in per cent at a score of i/4, for i from -24 to 24: the logistic curve.
_CURVE = (
    *(0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 32, 38, 44),
    *(50, 56, 62, 68, 73, 78, 82, 85, 88, 90, 92, 94, 95, 96, 97, 98, 98, 99, 99, 99),
    *(99, 99, 100, 100, 100),
)


def confidence(score: int) -> int:
    """Per cent for a score in 1/SCALE units, by interpolation in the table."""
    quarter = SCALE // 4
    position = min(max(score, -6 * SCALE), 6 * SCALE) + 6 * SCALE
    low, rest = divmod(position, quarter)
    if low + 1 >= len(_CURVE):
        return _CURVE[-1]
    return _CURVE[low] + (_CURVE[low + 1] - _CURVE[low]) * rest // quarter


@dataclass(frozen=True, slots=True)
class Scored:
    """One act's score for one clause, and the characters that decided it."""

    act: str
    score: int
    start: int
    end: int


class Model:
    """Weights, one row of (act, weight) pairs a feature. At HEARD an act is heard."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.acts: list[str] = list(data["acts"])  # type: ignore[call-overload]
        self.bias: list[int] = list(data["bias"])  # type: ignore[call-overload]
        self.weights: dict[str, list[int]] = dict(data["weights"])  # type: ignore[call-overload]
        self.known: frozenset[str] = frozenset(data["known"])  # type: ignore[call-overload]

    def score(self, features: Iterable[Feature]) -> list[Scored]:
        """Score every act. A feature that stands twice in a clause counts once.

        The sum is divided by the root of the number of features, so that a long clause is not
        louder than a short one.
        """
        totals = [0] * len(self.acts)
        spans: dict[str, tuple[int, int]] = {}
        for name, start, end in features:
            if name in spans or name not in self.weights:
                continue
            row = self.weights[name]
            spans[name] = (start, end)
            for position in range(0, len(row), 2):
                totals[row[position]] += row[position + 1]
        root = isqrt(max(len(spans), SHORT) << 16)
        scores = [
            bias + (LENGTH * 256 * total) // root
            for bias, total in zip(self.bias, totals, strict=True)
        ]
        return [
            Scored(act, scores[i], *self._deciding(i, spans))
            for i, act in enumerate(self.acts)
            if confidence(scores[i]) >= NEAR
        ]

    def _deciding(self, act: int, spans: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
        """The words that spoke most for an act: a run of words with all the features inside it."""
        shares = [
            (span, self._weight(name, act)) for name, span in spans.items() if span[1] > span[0]
        ]
        shares = [(span, weight) for span, weight in shares if weight]
        best, most = (0, 0), 0
        for candidate in dict.fromkeys(span for span, _ in shares):
            inside = sum(w for (s, e), w in shares if candidate[0] <= s and e <= candidate[1])
            if inside > most:
                best, most = candidate, inside
        return best

    def _weight(self, name: str, act: int) -> int:
        row = self.weights[name]
        for position in range(0, len(row), 2):
            if row[position] == act:
                return row[position + 1]
        return 0


NEAR = 35
"""Confidence from which an act is kept at all, heard or only near."""
SHORT = 40
"""Features below which a clause is not made louder: a word or two decides nothing alone."""
LENGTH = 8
"""The length to which a clause's features are brought, in training and here."""


def load(name: str = "weights.json.gz") -> Model:
    """The shipped weights."""
    raw = files("roleplay.understanding").joinpath(name).read_bytes()
    return Model(json.loads(gzip.decompress(raw)))


def digest(name: str = "weights.json.gz") -> str:
    """Fingerprint of the shipped weights, without reading what is in them."""
    raw = files("roleplay.understanding").joinpath(name).read_bytes()
    return hashlib.sha256(raw).hexdigest()[:16]
