"""Text as the pieces of words that the encoder knows, each with its place in the text.

WordPiece as the base model was trained with it: lower case, accents off, words and marks apart,
then the longest known piece first. Own code, since the library for it brings a client for a
model hub along; a test holds it equal to that library.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
"""Letters of a word from which it is unknown without looking."""


class Pieces:
    """Cuts texts into pieces of one vocabulary, a list of pieces whose index is their number."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.start, self.gap = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers[UNKNOWN]
        self._of_word = lru_cache(maxsize=20_000)(self._cut)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is one piece by itself."""
        return word in self._numbers

    def of(self, text: str) -> list[tuple[int, int, int]]:
        """The pieces of a text in order: number, and start and end of the word it belongs to."""
        found = []
        for start, end in _words(text):
            plain = _bare(text[start:end].lower())
            found += [(number, start, end) for number in self._of_word(plain)]
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest known piece from the left, then on; a word that leaves a rest is unknown."""
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        numbers, start = [], 0
        while start < len(word):
            lead = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if lead + word[start:e] in self._numbers), 0)
            if not end:
                return (self._unknown,)
            numbers.append(self._numbers[lead + word[start:end]])
            start = end
        return tuple(numbers)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Places of words and of single marks."""
    start = None
    for place, character in enumerate(text):
        alone = _is_mark(character)
        if start is not None and (alone or character.isspace()):
            yield start, place
            start = None
        if alone:
            yield place, place + 1
        elif start is None and not character.isspace():
            start = place
    if start is not None:
        yield start, len(text)


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    """Whether a character stands for itself: punctuation, ASCII symbols, Chinese characters."""
    symbol = character.isascii() and character.isprintable() and not character.isalnum()
    return (
        (symbol and not character.isspace())
        or unicodedata.category(character).startswith("P")
        or 0x4E00 <= ord(character) <= 0x9FFF
    )


def _bare(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")
