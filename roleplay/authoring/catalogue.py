"""Every problem that there is: its code, title and page (what ``roleplay explain`` prints)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType

from roleplay.authoring.checks import (
    deaf_state,
    fact_never_told,
    few_variants,
    hands_over_to_nobody,
    missing_mood,
    number_from_nowhere,
    repeated_variant,
    shadowed_transition,
    unreachable_state,
    unused_line,
)
from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.loading_pages import LOADING
from roleplay.authoring.words import did_you_mean, shown
from roleplay.errors import NotFoundError, Problem

_CHECKS: tuple[ModuleType, ...] = (
    deaf_state,
    fact_never_told,
    few_variants,
    hands_over_to_nobody,
    missing_mood,
    number_from_nowhere,
    repeated_variant,
    shadowed_transition,
    unreachable_state,
    unused_line,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One problem explained."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its page, and the function that finds its problem."""

    page: Page
    find: Callable[[Checked], Iterable[Problem]]


def checks() -> tuple[Check, ...]:
    """All checks, by code."""
    found = [
        Check(Page(module.CODE, module.TITLE, inspect.getdoc(module) or ""), module.find)
        for module in _CHECKS
    ]
    return tuple(sorted(found, key=lambda check: check.page.code))


def pages() -> tuple[Page, ...]:
    """The page of every problem, by code. Raises ValueError if two share a code."""
    found = [check.page for check in checks()]
    found += [Page(code, title, text) for code, (title, text) in LOADING.items()]
    codes = [page.code for page in found]
    if len(set(codes)) != len(codes):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        raise ValueError(f"two problems share a code: {', '.join(twice)}")
    return tuple(sorted(found, key=lambda page: page.code))


def page(code: str) -> Page:
    """The page of one problem. Raises NotFoundError for a code that there is not."""
    known = {found.code: found for found in pages()}
    if code not in known:
        raise NotFoundError(f"There is no problem {shown(code)}. {did_you_mean(code, known)}")
    return known[code]
