"""Figures, dates and names in a turn. Rules, since these have a form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from roleplay.heard import Slot
from roleplay.understanding.normalise import straighten

_NUMBER = (
    r"(?:\d[\d,]{0,14}(?:\.\d{1,9})?|(?:a |one |two |three |four |five |six |seven |eight |"
    r"nine |ten |twelve |fifteen |twenty |thirty |forty |fifty |sixty |eighty |ninety |half a )+"
    r"(?:hundred|thousand|million|dozen))"
)
_SPELT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|"
    r"nine))?"
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            rf"[£$€]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|thousand|million))?\b"
            rf"|\b{_NUMBER}\s?(?:k|m)?\s?(?:pounds|quid|euros?|dollars|grand|pence)\b"
            r"|\b\d[\d,.]*k\b"
        ),
    ),
    ("percent", re.compile(rf"\b(?:{_NUMBER}|{_SPELT})\s?(?:%|per ?cent\b|percent\b|points\b)")),
    (
        "duration",
        re.compile(
            rf"\b(?:{_NUMBER}|{_SPELT}|half an?|an?|a few|another)\s"
            r"(?:more )?(?:seconds|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?)\b"
        ),
    ),
    (
        "date",
        re.compile(
            rf"\b(?:(?:this|next|last|on|by|before|until|in|since|end of) )?"
            rf"(?:(?:{_DAY})(?: (?:week|morning|afternoon|the \d+\w*))?"
            rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})|(?<!you )(?:{_MONTH})\b"
            r"(?! i\b| we\b| be\b)|(?:this|next|last) (?:week|month|quarter|year)|tomorrow|today|"
            r"the \d{1,2}(?:st|nd|rd|th)|quarter[- ]end|year[- ]end|q[1-4])\b"
        ),
    ),
    ("quantity", re.compile(rf"\b{_NUMBER}\b(?!\s?%)")),
)
_DATE = dict(_PATTERNS)["date"]
_PERSON = re.compile(r"(?<=[a-z,'] )(?:with )?([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?)\b")
_ROLE = re.compile(
    r"\b(?:your |the )?((?:operations|finance|sales|commercial|warehouse|depot|logistics|buying|"
    r"purchasing|stock|supply[- ]chain|managing|it) (?:director|manager|team|lead|head|people)|"
    r"head of \w+|board|controller|auditors?|bank|planner|coo|ceo|md)\b"
)


def names_a_day(text: str) -> bool:
    """Whether a date or a day stands in a text."""
    return _DATE.search(straighten(text)) is not None


def slots_of(text: str, heard: Iterable[str] = ()) -> tuple[Slot, ...]:
    """The slots of a turn, in order of place; no two overlap.

    ``heard`` is what the other side has said: who types without capitals, or in nothing else,
    still means the people that were named there.
    """
    plain = straighten(text)
    found: list[Slot] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            _keep(found, Slot(kind, text[match.start() : match.end()], *match.span()))
    people = _PERSON.finditer(text) if not _one_case(text) else _named(people_in(heard), text)
    for match in people:
        word = match.group(1)
        if word.lower() not in _DAY and word.lower() not in _MONTH:
            _keep(found, Slot("person", word, *match.span(1)))
    for match in _ROLE.finditer(plain):
        _keep(found, Slot("person", text[match.start(1) : match.end(1)], *match.span(1)))
    return tuple(sorted(found, key=lambda slot: slot.start))


def _one_case(text: str) -> bool:
    """Whether a text is typed in small letters only, or in capitals only."""
    return text in (text.lower(), text.upper())


def people_in(said: Iterable[str]) -> frozenset[str]:
    """The names that stand with a capital inside these sentences."""
    return frozenset(match.group(1) for text in said for match in _PERSON.finditer(text))


def _named(names: Collection[str], text: str) -> Iterator[re.Match[str]]:
    if names:
        either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        yield from re.finditer(rf"\b({either})\b", text, re.IGNORECASE)


def _keep(found: list[Slot], slot: Slot) -> None:
    if all(slot.end <= other.start or slot.start >= other.end for other in found):
        found.append(slot)


def figures_of(text: str) -> frozenset[str]:
    """The figures of a text, in one spelling: "412,000", "£412k" and "412 thousand" are one."""
    figures = set()
    for match in re.finditer(
        r"(\d[\d,]*(?:\.\d+)?)\s?(k\b|m\b|thousand|million)?", straighten(text)
    ):
        number = match.group(1).replace(",", "").rstrip(".")
        scale = {"k": 3, "thousand": 3, "m": 6, "million": 6}.get(match.group(2) or "", 0)
        whole, _, fraction = number.partition(".")
        digits = whole + fraction.ljust(scale, "0")[:scale] if scale else whole
        if len(digits.lstrip("0")) >= 2:
            figures.add(digits.lstrip("0"))
    return frozenset(figures)
