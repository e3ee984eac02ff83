"""Turns as they might also have been typed: in a hurry, without marks, without capitals."""

from __future__ import annotations

import re
from random import Random

Turn = list[tuple[str, tuple[str, ...]]]
AS_IT_STANDS = 0.5
"""Share of turns that are left alone."""
SLIP = 0.12
"""Share of the words of a hurried turn in which a finger slips."""
_MARKS = re.compile(r"[.,;:!]+(?=\s|$)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def hurried(turn: Turn, chance: Random) -> Turn:
    """One other way of typing a turn; what it does stays the same."""
    if chance.random() < AS_IT_STANDS:
        return turn
    slips, unmarked, lower = (chance.random() < p for p in (0.4, 0.6, 0.5))
    unasked, bare, loud = (chance.random() < p for p in (0.5, 0.2, 0.05))
    out = []
    for text, acts in turn:
        if slips:
            words = text.split(" ")
            text = " ".join(slip(w, chance) if chance.random() < SLIP else w for w in words)
        text = _MARKS.sub("", text) if unmarked else text
        text = text.replace("'", "") if bare else text
        text = text.rstrip("?") if unasked else text
        text = text.upper() if loud else text.lower() if lower else text
        if text.strip():
            out.append((text, acts))
    return out or turn


def slip(word: str, chance: Random) -> str:
    """A word with two letters swapped, one lost, doubled or hit wrongly; short ones stay."""
    if len(word) < 4 or not word.isalpha():
        return word
    place = chance.randrange(1, len(word) - 1)
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        (
            head + tail[0] + letter + tail[1:],
            head + tail,
            head + letter + letter + tail,
            head + chance.choice(_LETTERS) + tail,
        )
    )
