"""Which of the buyer's subjects a clause touches, from the trainer's example phrases.

A phrase and a clause are compared by their word stems and by runs of letters, each weighed by
how rare it is among the phrases; a subject's score is the mean of its best phrase and of all its
phrases together. Whole-number arithmetic throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import isqrt

from roleplay.heard import Subject, SubjectHeard
from roleplay.understanding.normalise import STOP, stem, words_of

ACCEPT = 40
"""Score from which a subject is taken as meant."""
MAYBE = 30
"""Score from which a buyer asks "do you mean …?"."""
CLEARLY = 6
"""Points by which the best subject leads the next to be taken without asking."""
LEVEL = 2
"""Points within which two subjects are level however high they score."""
_LETTERS = 4
_UNIT = 1000
Vector = dict[str, int]


class SubjectIndex:
    """One buyer's subjects, made ready to be matched. Built once per set of subjects."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        self.names = {subject.id: subject.name for subject in subjects}
        bags = {subject.id: [_bag(phrase) for phrase in _phrases(subject)] for subject in subjects}
        spread = Counter(
            term for group in bags.values() for term in {t for bag in group for t in bag}
        )
        self._weight = {term: _rarity(len(subjects), n) for term, n in spread.items()}
        self._phrases: list[tuple[str, str]] = []
        self._by_term: dict[str, list[tuple[int, int]]] = {}
        self._groups: dict[str, list[int]] = {}
        for subject in subjects:
            pairs = zip(_phrases(subject), bags[subject.id], strict=True)
            for phrase, bag in pairs:
                self._add(subject.id, phrase, bag)

    def _add(self, subject: str, phrase: str, bag: frozenset[str]) -> None:
        number = len(self._phrases)
        self._phrases.append((subject, phrase))
        self._groups.setdefault(subject, []).append(number)
        for term, value in _unit({t: self._weight[t] for t in bag}).items():
            self._by_term.setdefault(term, []).append((number, value))

    def match(self, text: str, clause: int) -> list[SubjectHeard]:
        """Subjects that the clause may be about, best first, from ``MAYBE`` upwards."""
        bag = _bag(text)
        vector = _unit({t: self._weight.get(t, 0) for t in bag if t in self._weight})
        cosine: dict[int, int] = {}
        for term, value in vector.items():
            for number, other in self._by_term.get(term, ()):
                cosine[number] = cosine.get(number, 0) + value * other
        known = self._known_share(bag)
        found = [
            SubjectHeard(subject, score, clause, self._phrases[best][1])
            for subject, (score, best) in self._scores(cosine, known).items()
            if score >= MAYBE
        ]
        return sorted(found, key=lambda match: (-match.score, match.id))

    def _scores(self, cosine: dict[int, int], known: int) -> dict[str, tuple[int, int]]:
        best: dict[str, tuple[int, int]] = {}
        total: Counter[str] = Counter()
        for number, product in cosine.items():
            subject = self._phrases[number][0]
            per_cent = product * 100 // (_UNIT * _UNIT)
            total[subject] += per_cent
            if per_cent > best.get(subject, (-1, 0))[0]:
                best[subject] = (per_cent, number)
        out = {}
        for subject, (top, number) in best.items():
            mean = total[subject] // len(self._groups[subject])
            raw = (3 * top + 2 * min(2 * mean, 100)) // 4
            out[subject] = (min(100, raw * (60 + 40 * known // 100) // 100), number)
        return out

    def _known_share(self, bag: frozenset[str]) -> int:
        """Per cent of the clause's own words that occur in any phrase: strangers lower a match."""
        stems = [term for term in bag if term[0] == "s"]
        return 100 * sum(term in self._weight for term in stems) // len(stems) if stems else 0


def _phrases(subject: Subject) -> tuple[str, ...]:
    return (*subject.phrases, subject.name) if subject.name else subject.phrases


def _bag(text: str) -> frozenset[str]:
    """Stems of telling words, pairs of stems, and runs of letters inside telling words."""
    stems = [(stem(w.text), w.text) for w in words_of(text)]
    telling = [s for s, word in stems if word not in STOP and len(s) > 1]
    terms = {f"s {s}" for s in telling}
    terms |= {f"p {a} {b}" for a, b in zip(telling, telling[1:], strict=False)}
    for s in telling:
        padded = f"<{s}>"
        terms |= {f"c {padded[i : i + _LETTERS]}" for i in range(len(padded) - _LETTERS + 1)}
    return frozenset(terms)


def _rarity(subjects: int, spread: int) -> int:
    """Weight of a term by how few subjects use it: 8 times the whole-number log of the ratio."""
    ratio = (256 * (subjects + 1)) // spread
    return 8 + 4 * (ratio.bit_length() - 8)


def _unit(vector: Vector) -> Vector:
    weighed = {term: value * _KIND[term[0]] for term, value in vector.items()}
    length = isqrt(sum(value * value for value in weighed.values()))
    return {t: v * _UNIT // length for t, v in sorted(weighed.items())} if length else {}


_KIND = {"s": 3, "p": 2, "c": 1}
"""How much a stem, a pair of stems and a run of letters weigh against each other."""


@lru_cache(maxsize=64)
def index_of(subjects: tuple[Subject, ...]) -> SubjectIndex:
    """The shared index of a set of subjects."""
    return SubjectIndex(subjects)


def touches(text: str, phrases: Iterable[str], least: int) -> str:
    """The first phrase whose telling words all but ``100 - least`` per cent occur in the text."""
    mine = {stem(w.text) for w in words_of(text)}
    for phrase in phrases:
        wanted = [stem(w.text) for w in words_of(phrase) if w.text not in STOP]
        if wanted and 100 * sum(w in mine for w in wanted) // len(wanted) >= least:
            return phrase
    return ""
