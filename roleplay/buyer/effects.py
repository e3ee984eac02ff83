"""Effects in words: ``trust up some, guard down a little until 20, scar overreach``.

One table says what the words are worth, for every persona alike.
"""

from __future__ import annotations

import re

from roleplay.buyer.persona import Effect

SIZES = {"a little": 3, "some": 6, "a lot": 12}
"""Points of 100 that the words stand for."""
SCARS = ("stretch", "sincerity", "accuse", "overreach", "wrong_fix", "face")
"""Permanent marks of broken faith (domain 1.2)."""
CEILINGS = (100, 70, 50)
"""Highest trust with no scar, one, and two or more (domain 1.3, M4)."""

_MOVE = re.compile(
    r"(?P<meter>[a-z_]+) (?P<way>up|down) (?P<size>a little|some|a lot|\d{1,3})"
    r"(?: until (?P<until>\d{1,3}))?"
)
_SCAR = re.compile(r"scar (?P<scar>[a-z_]+)")


class EffectError(ValueError):
    """An effect that does not hold to the form; ``column`` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column


def parse(text: str) -> tuple[Effect, ...]:
    """Read a comma-separated list of effects. Raises EffectError with the column of the fault."""
    effects = []
    column = 1
    for part in text.split(","):
        start = column + len(part) - len(part.lstrip())
        if part.strip():
            effects.append(_one(" ".join(part.split()), start))
        column += len(part) + 1
    return tuple(effects)


def _one(text: str, column: int) -> Effect:
    if scar := _SCAR.fullmatch(text):
        if scar["scar"] not in SCARS:
            raise EffectError(
                f"unknown scar {scar['scar']!r}; there are {', '.join(SCARS)}", column
            )
        return Effect(meter="", scar=scar["scar"])
    move = _MOVE.fullmatch(text)
    if not move:
        raise EffectError(
            f"found {text[:60]!r}, expected an effect such as 'trust up some', "
            "'guard down a little until 20', 'patience down 1' or 'scar overreach'",
            column,
        )
    size = SIZES.get(move["size"]) or int(move["size"])
    until = int(move["until"]) if move["until"] else None
    return Effect(move["meter"], size if move["way"] == "up" else -size, until)
