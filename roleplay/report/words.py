"""Plain words for what a seller did, as sentences need them."""

from __future__ import annotations

from roleplay.acts import plain


def you(act: str) -> str:
    """An act as said to the trainee: ``you asked what goes wrong``."""
    words = plain(act)
    return f"you were {words[4:]}" if words.startswith("was ") else f"you {words}"


def capital(text: str) -> str:
    """The text with a capital at the front."""
    return text[:1].upper() + text[1:]
