"""The reader: who reads, with which weights, under which digest.

How a turn is read is ``pipeline``'s matter; it is imported with the first turn, so that a call
can open before its rules are compiled.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from roleplay.heard import Context, Heard
from roleplay.understanding.encoder import Encoder

RULES = 14
"""Version of the rules: part of the digest, raised with every change of a reading."""


class Reader:
    """Reads turns. Loads its weights on first use; holds no conversation."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or Encoder()

    @cached_property
    def digest(self) -> str:
        """Fingerprint of weights and rules: the same digest gives the same readings."""
        return sha256(f"{self._encoder.digest}:{RULES}".encode()).hexdigest()[:16]

    def warm(self) -> None:
        """Load the weights now, for instance while a briefing is read."""
        self._encoder.warm()

    def listen(self, text: str, context: Context) -> Heard:
        """Read one turn: total, for any text; never raises for what was typed."""
        from roleplay.understanding.pipeline import read

        return read(text, context, self._encoder)
