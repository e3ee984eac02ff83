"""Text and context to ``Heard``: what a seller's turn does, and with which words it knows.

Law of this room: reading only. It knows the vocabulary and what the context tells it; it knows
no buyer, no scenario and no score. What a small encoder finds is rounded to whole per cents and
recorded with every turn, so that a reading outlives the machine that made it.

``listen(text, context) -> Heard`` is the whole interface; ``Reader`` is the same with its digest.
"""

from __future__ import annotations

from functools import lru_cache

from roleplay.heard import Context, Heard
from roleplay.understanding.reader import Reader

__all__ = ["Reader", "default_reader", "listen"]


@lru_cache(maxsize=1)
def default_reader() -> Reader:
    """The reader that ships: built on first use, shared afterwards."""
    return Reader()


def listen(text: str, context: Context | None = None) -> Heard:
    """Read one turn with the reader that ships."""
    return default_reader().listen(text, context or Context())
