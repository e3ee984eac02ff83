"""The scenarios that ship, each in each of its forms."""

from __future__ import annotations

from functools import lru_cache

from roleplay.authoring.library import Library
from roleplay.scenario import Content

_LIBRARY = Library()
FORMS = [(offer.id, form) for offer in _LIBRARY.scenarios() for form in offer.forms]


@lru_cache(maxsize=64)
def content(scenario: str, form: str) -> Content:
    """One form of a scenario; its better lines are not read."""
    return _LIBRARY.content(scenario, form)
