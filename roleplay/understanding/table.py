"""What words mean, as rows of whole numbers: the word table and the direction of a text.

``words.table`` holds a row of small whole numbers for every common English word and for common
pairs of words (how it is made: ``training/make_table.py``; where it comes from: ``NOTICE.md``).
The rows of a text's words are added up; texts that mean the like point the same way. All is
whole-number arithmetic, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from math import isqrt
from operator import mul

from roleplay.understanding.normalise import words_of

FORMAT = "words-1"
"""First word of the table's file: its form."""
UNIT = 1024
"""Length of a direction. The product of two, divided by its square, is their likeness."""
SHORTEST = 4
"""Letters from which an unknown word may be a misspelt one."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Direction = tuple[int, ...]


class Table:
    """Rows of numbers by entry, a word or a pair of words; the commonest words come first.

    Raises ValueError if the bytes aren't a table of this form.
    """

    def __init__(self, raw: bytes) -> None:
        end = raw.find(b"\n")
        head = raw[: max(end, 0)].decode("ascii", "replace").split()
        if len(head) != 4 or head[0] != FORMAT:
            raise ValueError(f"expected a word table of form {FORMAT}, found {raw[:20]!r}")
        count, self.dims, size = (int(number) for number in head[1:])
        start = end + 1 + size
        if len(raw) - start != count * self.dims:
            raise ValueError(f"expected {count} rows of {self.dims} numbers: the table is cut")
        words = raw[end + 1 : start].decode().split("\n")
        self.places: Mapping[str, int] = {word: place for place, word in enumerate(words)}
        self._raw = raw
        self._rows = memoryview(raw)[start:].cast("b")

    @cached_property
    def digest(self) -> str:
        """Fingerprint of the table: with another one, turns may be read otherwise."""
        return sha256(self._raw).hexdigest()[:16]

    def row(self, entry: str) -> memoryview:
        """The numbers of an entry. Raises KeyError if the table has no such entry."""
        start = self.places[entry] * self.dims
        return self._rows[start : start + self.dims]

    def nearest(self, word: str) -> str:
        """The commonest known word one slip of the fingers away; empty if there is none."""
        if len(word) < SHORTEST or not word.isascii():
            return ""
        known = [slip for slip in _slips(word) if slip in self.places]
        return min(known, key=self.places.__getitem__, default="")

    def direction(self, entries: Iterable[str], weight: Callable[[str], int]) -> Direction:
        """Where the sum of the entries' rows points, each row with its weight."""
        total = [0] * self.dims
        for entry in entries:
            much = weight(entry)
            total = [a + much * b for a, b in zip(total, self.row(entry), strict=True)]
        return pointing(total)


def pointing(total: Iterable[int]) -> Direction:
    """A sum brought to the length ``UNIT``; nothing stays nothing."""
    numbers = tuple(total)
    length = isqrt(sum(map(mul, numbers, numbers)))
    return tuple([n * UNIT // length for n in numbers]) if length else numbers


def likeness(one: Direction, other: Direction) -> int:
    """Cosine of two directions in thousandths, -1000 to 1000."""
    product: int = sum(map(mul, one, other))
    return product * 1000 // (UNIT * UNIT)


def spoken(
    text: str, known: Container[str], mend: Callable[[str], str] = lambda word: ""
) -> list[str]:
    """The entries that a text is made of: its words as far as they are known, then its pairs.

    A contraction that isn't known counts as its first part, any other unknown word as what
    ``mend`` makes of it.
    """
    words = [_known_form(word.text, known, mend) for word in words_of(text)]
    joined = (f"{a} {b}" for a, b in pairwise(words) if a and b)
    return [word for word in words if word] + [pair for pair in joined if pair in known]


def _known_form(word: str, known: Container[str], mend: Callable[[str], str]) -> str:
    for form in (word, word.partition("'")[0]):
        if form in known:
            return form
    return mend(word)


def _slips(word: str) -> Iterable[str]:
    """Every word that differs by a letter left out, put in, changed, or swapped with the next."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


@lru_cache(maxsize=1)
def table() -> Table:
    """The shipped table, read on first use."""
    return Table(files("roleplay.understanding").joinpath("words.table").read_bytes())


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The known word that an unknown one stands for; empty if none is near."""
    return table().nearest(word)
