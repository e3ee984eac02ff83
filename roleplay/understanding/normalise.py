"""Text made comparable: straight quotes, no control characters, words with their places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 4000
"""Characters of a turn that are read; what comes after is cut and said so by ``clean``."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})
_WORD = re.compile(r"[£$€]?\d[\d,.]*[%km]?\b%?|[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_CONTRACTED = re.compile(r"(?:'(?:ve|re|ll|d|m|s)|n't)$")
_ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e")
STOP = frozenset(
    """
    a an the and or but so if then than that this these those there here it its i me my we us
    our you your he she they them his her their what which who whom whose how why when where
    do does did done is are was were be been being am have has had having can could will would
    shall should may might must not no nor of in on at to for from by with about into over
    after before up down out off as just also too very really quite some any all more most
    much many such own same one two get got go going gone come like tell know think say said
    see make made let's lets please ok okay yes yeah right well now still even ever thing
    things way bit lot something anything mean means sort kind
    """.split()
)
"""Words that tell nothing about a subject."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, lower case, with its place in the text."""

    text: str
    start: int
    end: int


def clean(text: str) -> str:
    """The turn as it is kept: composed, without control and direction characters, bounded.

    Newlines and tabs become spaces. At most ``LONGEST`` characters are kept.
    """
    composed = unicodedata.normalize("NFKC", text[: LONGEST * 2])
    kept = (" " if c.isspace() else c for c in composed if c.isspace() or _printable(c))
    return " ".join("".join(kept).split())[:LONGEST]


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


@lru_cache(maxsize=1024)
def straighten(text: str) -> str:
    """Lower case with typewriter quotes and dashes; as long as the text, place by place."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_QUOTES)


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text, straightened, in order; many rules ask, so they are kept."""
    return tuple(
        Word(match.group(), match.start(), match.end())
        for match in _WORD.finditer(straighten(text))
    )


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its commonest endings: enough to bring "orders" and "ordering" together."""
    word = _CONTRACTED.sub("", word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    words = (word.text for word in words_of(text))
    return frozenset(stem(w) for w in words if w not in STOP and len(w) > 2)
