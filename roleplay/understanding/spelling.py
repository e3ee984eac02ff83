"""Slips of the keyboard, set right before a turn is read; every letter keeps its place."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"[A-Za-z]{4,}")


def respelt(text: str, known: Callable[[str], bool]) -> str:
    """A turn with mistyped words set right, where one exchange of neighbouring letters, or one
    doubled letter less, makes a known word of an unknown one. Its length stays.

    A word with a capital inside a sentence is a name and stays as it is.
    """

    def mended(match: re.Match[str]) -> str:
        word = match[0]
        begins = not text[: match.start()].rstrip(" \"'(") or text[match.start() - 2] in ".!?:\n"
        if known(word.lower()) or (word[0].isupper() and not word.isupper() and not begins):
            return word
        found = {other for other in _near(word) if known(other.strip().lower())}
        return found.pop() if len(found) == 1 else word

    return _WORD.sub(mended, text)


def _near(word: str) -> set[str]:
    """The words one slip away, as long as the word itself."""
    swapped = {
        word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for i in range(len(word) - 1)
        if word[i] != word[i + 1]
    }
    single = {
        word[:i] + word[i + 1 :] + " " for i in range(len(word) - 1) if word[i] == word[i + 1]
    }
    return swapped | single
