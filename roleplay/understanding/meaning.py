"""How near a clause comes to each subject in meaning, by the word table.

A word that many of the buyer's subjects speak of tells less about which one is meant and weighs
less. Whole-number arithmetic throughout.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roleplay.heard import Subject
from roleplay.understanding.normalise import STOP, words_of
from roleplay.understanding.table import Direction, likeness, mended, pointing, spoken, table
from roleplay.understanding.wording import phrases_of

_WEIGHTS = (64, 49, 40, 34, 29, 26, 23)
"""Weight of an entry in 1, from 2, from 4, from 8 … subjects: 64 / (1 + 0.3 log2)."""


@dataclass(frozen=True, slots=True)
class Near:
    """How near a clause is to one subject, in thousandths."""

    subject: str
    best: int
    """Likeness to the phrase that comes nearest."""
    whole: int
    """Likeness to all the subject's phrases taken together."""
    phrase: str


class Meaning:
    """One buyer's subjects as directions."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        said = {
            s.id: [(phrase, _entries(phrase)) for phrase in phrases_of(s)]
            for s in subjects
            if phrases_of(s)
        }
        self._spread = Counter(
            entry for rows in said.values() for entry in {e for _, row in rows for e in row}
        )
        self._phrases: dict[str, list[tuple[str, Direction]]] = {
            subject: [(phrase, self._direction(row)) for phrase, row in rows]
            for subject, rows in said.items()
        }
        self._wholes = {
            subject: pointing(map(sum, zip(*(way for _, way in rows), strict=True)))
            for subject, rows in self._phrases.items()
        }

    def _direction(self, entries: list[str]) -> Direction:
        return table().direction(entries, self._weight)

    def _weight(self, entry: str) -> int:
        rank = self._spread[entry].bit_length()
        return _WEIGHTS[min(max(rank, 1), len(_WEIGHTS)) - 1]

    def near(self, text: str) -> list[Near]:
        """How near a text is to each subject, in the subjects' order."""
        way = self._direction(_entries(text))
        found = []
        for subject, phrases in self._phrases.items():
            best, phrase = max((likeness(way, other), phrase) for phrase, other in phrases)
            found.append(Near(subject, best, likeness(way, self._wholes[subject]), phrase))
        return found


def strangers(text: str) -> int:
    """Per cent of a text's telling words that the table can't place."""
    known = table().places
    telling = [w.text for w in words_of(text) if w.text not in STOP and w.text[0].isalpha()]
    strange = [word for word in telling if not spoken(word, known, mended)]
    return 100 * len(strange) // len(telling) if telling else 0


def _entries(text: str) -> list[str]:
    return spoken(text, table().places, mended)
