"""Small help with words in problems: near names, and lists that stay readable."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from roleplay.errors import one_of

MOST_NAMED = 12
"""A cure lists at most this many names."""
LONGEST_SHOWN = 60
"""Characters of an author's text that a message quotes at most."""
LONGEST_PATH = 400
"""Characters of a path that a message quotes at most."""


def nearest(found: str, known: Iterable[str]) -> str:
    """The known name most like the one found; empty if none is near."""
    close = difflib.get_close_matches(found[:200], list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def did_you_mean(found: str, known: Iterable[str], there_is: str = "There is") -> str:
    """A cure for an unknown name: the nearest one, or what there is."""
    names = list(known)
    near = nearest(found, names)
    if near:
        return f"Did you mean {near!r}?"
    if not names:
        return f"{there_is} none."
    shown = names[:MOST_NAMED]
    if len(names) > len(shown):
        return f"{there_is} {', '.join(shown)} and {len(names) - len(shown)} more."
    return f"{there_is} {one_of(shown, 'and')}."


def shown(text: str, longest: int = LONGEST_SHOWN) -> str:
    """An author's text as a message quotes it: one line, short, nothing unprintable."""
    flat = " ".join(text.split())
    short = flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
    return repr("".join(c if c.isprintable() else "�" for c in short))
