"""The reader: who reads, with which weights, under which digest.

How a turn is read is ``pipeline``'s matter; it is imported with the first turn, so that a call
can open before its rules are compiled.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

from roleplay.heard import Context, Heard, Subject
from roleplay.understanding.encoder import Encoder

if TYPE_CHECKING:
    from roleplay.understanding.explaining import Weighed

RULES = 44
"""Version of the rules: part of the digest, raised with every change of a reading."""


KEPT = 4096
"""Readings that are kept, so that the same words in the same light are read once."""


class Reader:
    """Reads turns. Loads its weights on first use; holds no conversation."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder or Encoder()
        self._kept = lru_cache(maxsize=KEPT)(self._read)

    @cached_property
    def digest(self) -> str:
        """Fingerprint of weights, rules and runtime: the same digest gives the same readings.

        The runtime's version counts, since another one may add up in another order: of 5,000
        turns read by two versions, one in forty came out otherwise by more than the margin.
        """
        parts = (self._encoder.digest, str(RULES), version("onnxruntime"))
        return sha256(":".join(parts).encode()).hexdigest()[:16]

    def warm(self, subjects: tuple[Subject, ...] = ()) -> None:
        """Load the weights and get a buyer's subjects ready, while a briefing is read."""
        from roleplay.understanding.subjects import index_of

        self._encoder.warm()
        index_of(subjects, self._encoder).warm()

    def listen(self, text: str, context: Context) -> Heard:
        """Read one turn: total, for any text; never raises for what was typed."""
        return self._kept(text, context)

    def explain(self, text: str, context: Context) -> tuple[Weighed, ...]:
        """What each word was worth to the acts heard and to the runner-up: a pass a word."""
        from roleplay.understanding.explaining import explain

        return explain(text, context, self._encoder)

    def _read(self, text: str, context: Context) -> Heard:
        from roleplay.understanding.pipeline import read

        return read(text, context, self._encoder)
