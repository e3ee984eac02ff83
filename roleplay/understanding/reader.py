"""The reader: who reads, with which weights, under which digest.

How a turn is read is ``pipeline``'s matter; it is imported with the first turn, so that a call
can open before its rules are compiled.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from roleplay.heard import Context, Heard
from roleplay.understanding import linear
from roleplay.understanding.table import table

RULES = 13
"""Version of the rules: part of the digest, raised with every change of a reading."""


class Reader:
    """Reads turns. Loads its weights on first use; holds no conversation."""

    @cached_property
    def _model(self) -> linear.Model:
        return linear.load()

    @cached_property
    def digest(self) -> str:
        """Fingerprint of weights, table and rules: the same digest gives the same readings."""
        parts = (linear.digest(), table().digest, str(RULES))
        return sha256(":".join(parts).encode()).hexdigest()[:16]

    def warm(self) -> None:
        """Load weights and table now, for instance while a briefing is read."""
        _ = self._model, table()

    def listen(self, text: str, context: Context) -> Heard:
        """Read one turn: total, for any text; never raises for what was typed."""
        from roleplay.understanding.pipeline import read

        return read(text, context, self._model)
