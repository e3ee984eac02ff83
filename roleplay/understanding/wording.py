"""How near a clause comes to each subject in its letters, whatever its words mean.

A phrase and a clause are compared by their word stems and by runs of letters, each weighed by
how rare it is among the phrases; a subject's score is the mean of its best phrase and of all its
phrases together. This places names and trade words that no table of common words has.
Whole-number arithmetic throughout.
"""

from __future__ import annotations

from collections import Counter
from math import isqrt

from roleplay.heard import Subject
from roleplay.understanding.normalise import STOP, stem, words_of

_LETTERS = 4
_UNIT = 1000
_KIND = {"s": 3, "p": 2, "c": 1}
"""How much a stem, a pair of stems and a run of letters weigh against each other."""
Vector = dict[str, int]


class Wording:
    """One buyer's subjects by the terms of their phrases."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        bags = {
            subject.id: [_bag(phrase) for phrase in phrases_of(subject)] for subject in subjects
        }
        spread = Counter(
            term for group in bags.values() for term in {t for bag in group for t in bag}
        )
        self._weight = {term: _rarity(len(subjects), n) for term, n in spread.items()}
        self._phrases: list[tuple[str, str]] = []
        self._by_term: dict[str, list[tuple[int, int]]] = {}
        self._sizes: Counter[str] = Counter()
        for subject in subjects:
            for phrase, bag in zip(phrases_of(subject), bags[subject.id], strict=True):
                self._add(subject.id, phrase, bag)

    def _add(self, subject: str, phrase: str, bag: frozenset[str]) -> None:
        number = len(self._phrases)
        self._phrases.append((subject, phrase))
        self._sizes[subject] += 1
        for term, value in _unit({t: self._weight[t] for t in bag}).items():
            self._by_term.setdefault(term, []).append((number, value))

    def scores(self, text: str) -> dict[str, tuple[int, str]]:
        """For each subject that shares a term with the text: score in per cent, best phrase."""
        bag = _bag(text)
        vector = _unit({t: self._weight[t] for t in bag if t in self._weight})
        cosine: Counter[int] = Counter()
        for term, value in vector.items():
            for number, other in self._by_term[term]:
                cosine[number] += value * other
        known = self._known_share(bag)
        best: dict[str, tuple[int, str]] = {}
        total: Counter[str] = Counter()
        for number, product in cosine.items():
            subject, phrase = self._phrases[number]
            per_cent = product * 100 // (_UNIT * _UNIT)
            total[subject] += per_cent
            best[subject] = max(best.get(subject, (-1, "")), (per_cent, phrase))
        return {
            subject: (self._score(top, total[subject] // self._sizes[subject], known), phrase)
            for subject, (top, phrase) in best.items()
        }

    def _score(self, top: int, mean: int, known: int) -> int:
        raw = (3 * top + 2 * min(2 * mean, 100)) // 4
        return min(100, raw * (60 + 40 * known // 100) // 100)

    def _known_share(self, bag: frozenset[str]) -> int:
        """Per cent of the clause's own words that occur in any phrase: strangers lower a match."""
        stems = [term for term in bag if term[0] == "s"]
        return 100 * sum(term in self._weight for term in stems) // len(stems) if stems else 0


def phrases_of(subject: Subject) -> tuple[str, ...]:
    """A subject's example phrases, its name among them."""
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
