"""Which of the buyer's subjects a clause touches, from the trainer's example phrases.

A subject's score says how near the clause comes to it in meaning (``meaning``); as far as the
clause consists of words that the word table doesn't know, names and trade words, by its letters
(``wording``). Whole-number arithmetic throughout.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from roleplay.heard import Subject, SubjectHeard
from roleplay.understanding.meaning import Meaning, Near, strangers
from roleplay.understanding.normalise import STOP, stem, words_of
from roleplay.understanding.wording import Wording

MAYBE = 30
"""Score from which a buyer asks "do you mean …?"."""
CLEARLY = 6
"""Points by which the best subject leads the next to be taken without asking."""
LEVEL = 2
"""Points within which two subjects are level however high they score."""
_BEST, _WHOLE, _OTHERS = 6, 9, 8
"""What likeness to the best phrase and to all phrases together add to a score, and what likeness
to the other subjects takes from it, in points for 100 thousandths."""
_SHIFT = 3
_SAME = 970
"""Thousandths of likeness from which a clause is one of the phrases, word for word."""
_VERBATIM = 80
"""Least score of such a clause: what the trainer wrote is always taken as meant."""
_FEWEST = 7
"""Other subjects from which their likeness is a measure of the buyer's whole field."""


class SubjectIndex:
    """One buyer's subjects, made ready to be matched on first use."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        self.names = {subject.id: subject.name for subject in subjects}
        self.acts = {subject.id: frozenset(subject.acts) for subject in subjects}
        self._subjects = subjects

    @cached_property
    def _meaning(self) -> Meaning:
        return Meaning(self._subjects)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._subjects)

    def match(self, text: str, clause: int) -> list[SubjectHeard]:
        """Subjects that the clause may be about, best first, from ``MAYBE`` upwards."""
        strange = strangers(text)
        scores = self._by_meaning(text) if strange < 100 else {}
        if strange:
            scores = _mixed(scores, self._wording.scores(text), strange)
        found = [
            SubjectHeard(subject, score, clause, phrase)
            for subject, (score, phrase) in scores.items()
            if score >= MAYBE
        ]
        return sorted(found, key=lambda match: (-match.score, match.id))

    def _by_meaning(self, text: str) -> dict[str, tuple[int, str]]:
        rows = self._meaning.near(text)
        everywhere = sum(near.whole for near in rows)
        return {near.subject: (self._score(near, everywhere), near.phrase) for near in rows}

    def _score(self, near: Near, everywhere: int) -> int:
        """Points, scaled on buyers of 8 to 30 subjects so that ``ACCEPTED`` means much the same.

        The more subjects there are, the nearer comes the nearest by chance: five points are
        taken off for every doubling.
        """
        count = len(self.names)
        others = (everywhere - near.whole) // max(count - 1, _FEWEST)
        points = (_BEST * near.best + _WHOLE * near.whole - _OTHERS * others) // 100
        points = min(max(points + _SHIFT - (count**5).bit_length(), 0), 100)
        return max(points, _VERBATIM) if near.best >= _SAME else points


def _mixed(
    meant: dict[str, tuple[int, str]], worded: dict[str, tuple[int, str]], strange: int
) -> dict[str, tuple[int, str]]:
    """Each subject's score by meaning, or that of both by the share of strange words if higher.

    A strange word that no phrase has takes nothing away: it may be anybody's name.
    """
    out = {}
    for subject in {**meant, **worded}:
        one, other = meant.get(subject, (0, "")), worded.get(subject, (0, ""))
        both = (one[0] * (100 - strange) + other[0] * strange) // 100
        out[subject] = (max(one[0], both), one[1] or other[1])
    return out


@lru_cache(maxsize=64)
def index_of(subjects: tuple[Subject, ...]) -> SubjectIndex:
    """The shared index of a set of subjects."""
    return SubjectIndex(subjects)


def touches(text: str, phrases: Iterable[str], least: int) -> str:
    """The first phrase whose telling words all but ``100 - least`` per cent occur in the text."""
    mine = {stem(w.text) for w in words_of(text)}
    for phrase in phrases:
        wanted = [stem(w.text) for w in words_of(phrase) if w.text not in STOP]
        shared = sum(w in mine for w in wanted)
        if shared >= min(len(wanted), 2) and wanted and 100 * shared // len(wanted) >= least:
            return phrase
    return ""
