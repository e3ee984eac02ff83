"""Which of the buyer's subjects a clause is about, from the trainer's example phrases.

A clause and a phrase are as alike as their directions (``encoder``); a clause's likeness to a
subject is the mean of that to its nearest phrase and that to all its phrases together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from roleplay.heard import ACCEPTED, Subject, SubjectHeard
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.normalise import STOP, stem, words_of

if TYPE_CHECKING:
    import numpy as np

    from roleplay.understanding.encoder import Direction

CLEARLY = 4
"""Points by which the best subject leads the next to be taken without asking. Measured on buyers
kept apart: with a smaller lead the first is right in fewer than half of the cases."""
_SAME = 0.97
"""Likeness from which a clause is one of the phrases, word for word."""
_VERBATIM = 80
"""Least score of such a clause: what the trainer wrote is always taken as meant."""


class SubjectIndex:
    """One buyer's subjects, made ready to be matched on first use."""

    def __init__(self, subjects: tuple[Subject, ...], encoder: Encoder) -> None:
        self.names = {subject.id: subject.name for subject in subjects}
        self.acts = {subject.id: frozenset(subject.acts) for subject in subjects}
        self._subjects = [subject for subject in subjects if phrases_of(subject)]
        self._encoder = encoder

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of this buyer's world: those of all phrases, in small letters."""
        said = (w.text for s in self._subjects for phrase in s.phrases for w in words_of(phrase))
        return frozenset(said)

    @cached_property
    def _phrases(self) -> list[np.ndarray]:
        """For each subject the directions of its phrases, one a row."""
        import numpy as np

        rows = [[_direction(self._encoder, p) for p in phrases_of(s)] for s in self._subjects]
        return [np.array([row for row in found if row is not None]) for found in rows]

    @cached_property
    def _middles(self) -> np.ndarray:
        """For each subject the direction of all its phrases together."""
        import numpy as np

        sums = np.array([rows.sum(axis=0) for rows in self._phrases])
        lengths = np.sqrt((sums * sums).sum(axis=1, keepdims=True))
        middles: np.ndarray = sums / lengths
        return middles

    def warm(self) -> None:
        """Get every phrase ready now."""
        if self._subjects:
            _ = self._middles

    def direction(self, text: str) -> Direction | None:
        """What a text means alone; None for one without a single word."""
        return _direction(self._encoder, text)

    def likeness(self, direction: Direction) -> list[tuple[float, int]]:
        """For each subject: how alike, and which of its phrases comes nearest."""
        whole = self._middles @ direction
        found = []
        for rows, middle in zip(self._phrases, whole, strict=True):
            near = rows @ direction
            place = int(near.argmax())
            found.append(((float(near[place]) + float(middle)) / 2, place))
        return found

    def match(self, direction: Direction | None, clause: int) -> list[SubjectHeard]:
        """Subjects that a clause may be about, best first, as far as it may be any."""
        if direction is None or not self._subjects:
            return []
        maybe = ACCEPTED - round(100 * (self._encoder.accept - self._encoder.maybe))
        found = []
        for subject, (near, place) in zip(self._subjects, self.likeness(direction), strict=True):
            score = self._score(near)
            if score >= maybe:
                found.append(SubjectHeard(subject.id, score, clause, phrases_of(subject)[place]))
        return sorted(found, key=lambda match: (-match.score, match.id))

    def _score(self, near: float) -> int:
        """Points, so that ``ACCEPTED`` is where the encoder's calibration accepts."""
        points = ACCEPTED + round(100 * (near - self._encoder.accept))
        return min(max(points, _VERBATIM if near >= _SAME else 0), 100)


def phrases_of(subject: Subject) -> tuple[str, ...]:
    """A subject's example phrases, its name among them."""
    return (*subject.phrases, subject.name) if subject.name else subject.phrases


@lru_cache(maxsize=20_000)
def _direction(encoder: Encoder, text: str) -> Direction | None:
    return encoder.direction(text)


@lru_cache(maxsize=64)
def index_of(subjects: tuple[Subject, ...], encoder: Encoder) -> SubjectIndex:
    """The shared index of a set of subjects."""
    return SubjectIndex(subjects, encoder)


def alike(encoder: Encoder, direction: Direction | None, phrases: Iterable[str]) -> float:
    """How alike a clause is to the nearest of some phrases; 0 with nothing to compare."""
    if direction is None:
        return 0.0
    ways = (_direction(encoder, phrase) for phrase in phrases)
    return max((float(way @ direction) for way in ways if way is not None), default=0.0)


def touches(text: str, phrases: Sequence[str], least: int) -> str:
    """The first phrase whose telling words all but ``100 - least`` per cent occur in the text."""
    mine = {stem(w.text) for w in words_of(text)}
    for phrase in phrases:
        wanted = [stem(w.text) for w in words_of(phrase) if w.text not in STOP]
        shared = sum(w in mine for w in wanted)
        if shared >= min(len(wanted), 2) and wanted and 100 * shared // len(wanted) >= least:
            return phrase
    return ""
