"""A scripted seller: a policy over sections of lines, and what it can see of a call.

A seller sees what a trainee sees: who is on the line, what was said, how many turns are left. It
knows no state, meter or fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

GROUPS = ("gold", "novice", "trick", "noise")
"""Known groups of sellers: good ones, a well-meaning beginner, one-habit ones, and no talk at all
(domain 10.1)."""
ANY_VOICE = "any"
"""The voice of a line that everybody says in the same words."""
BANK_SECTIONS = ("respond", "answer", "ask", "agree", "part", "told", "pitch")
"""Sections of a scenario's bank: what the buyer's words call for, answers to questions, questions
in a good order, the step to agree on, taking leave (or advising against), the diagnosis announced,
the product praised."""
PASTED = "pasted"
"""The section that is always there: the scenario's own better lines, as a debrief shows them."""
QUESTION = "?"
"""The cue that holds where the buyer asked something."""
FOREVER = 999


@dataclass(frozen=True, slots=True)
class Line:
    """Something a seller may say, once, and when it fits."""

    id: str
    """``section.number`` within its bank; ``own.`` before it for a seller's own line."""
    wordings: Mapping[str, tuple[str, ...]]
    """Voice to its wordings; ``any`` for every other voice."""
    hears: tuple[str, ...] = ()
    """Cues of which one must be in what the buyer said last."""
    after: tuple[str, ...] = ()
    """Cues of which one must be in what was said to the seller so far."""
    unless: tuple[str, ...] = ()
    """Cues of which none may be in what was said to the seller so far."""
    briefed: tuple[str, ...] = ()
    """Cues of which one must be in the briefing."""
    to: str = ""
    """Name of the only person it is for, as the screen shows it; a part of it will do."""

    def wordings_in(self, voice: str) -> tuple[str, ...]:
        """The wordings in a voice; empty where the line has none for it."""
        return self.wordings.get(voice) or self.wordings.get(ANY_VOICE, ())


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a policy: the sections it draws on, and the turns it is for."""

    say: tuple[str, ...]
    """Sections, the first with a line that fits is used."""
    then: tuple[str, ...] = ()
    """Sections of which a line is added in the same turn, if one fits."""
    turns: tuple[int, int] = (1, FOREVER)
    """First and last turn at which it holds."""
    every: int = 1
    """It holds at every so-manieth turn, counted over the whole call."""
    left: int = FOREVER
    """It holds with at most so many turns left."""
    times: int = FOREVER
    """How often it may be used in one call."""
    again: bool = False
    """Lines may be said again once all have been said."""
    blind: bool = False
    """What the buyer says is not heeded: no cue in it counts."""
    shuffled: bool = False
    """Lines are tried in an order drawn by the seed."""


@dataclass(frozen=True, slots=True)
class Seller:
    """A way of selling: one policy for all scenarios."""

    id: str
    title: str
    group: str
    expected: tuple[int, int]
    """Lowest and highest mean score that is expected of it, in points."""
    voice: str
    policy: tuple[Rule, ...]
    sections: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """Lines of its own, for every scenario."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a seller has seen of a call when the next words are due."""

    turn: int
    """Number of the turn that is due, from 1."""
    left: int
    """Turns left, this one included."""
    name: str
    """Who is on the line."""
    firm: str
    """The firm for which the seller sells."""
    briefing: str
    """What the seller was told beforehand, public facts included."""
    said: tuple[str, ...]
    """Everything that was said to the seller, over all calls."""

    @property
    def last(self) -> str:
        """What was said last; empty where nothing was."""
        return self.said[-1] if self.said else ""


def fits(line: Line, seen: Seen, blind: bool = False) -> bool:
    """Whether a line fits what was seen; who is ``blind`` heeds the person and the briefing."""
    if line.to and line.to.casefold() not in seen.name.casefold():
        return False
    if line.briefed and not _any(line.briefed, (seen.briefing,)):
        return False
    return blind or _answers(line, seen)


def _answers(line: Line, seen: Seen) -> bool:
    """Whether a line fits what the buyer has said."""
    if line.hears and not _any(line.hears, (seen.last,)):
        return False
    if line.after and not _any(line.after, seen.said):
        return False
    return not _any(line.unless, seen.said)


def _any(cues: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(_stands_in(_plain(cue), _plain(words)) for cue in cues for words in said)


def _stands_in(cue: str, words: str) -> bool:
    """A cue matches at the beginning of a word, so that "write-off" finds "write-offs"."""
    at = words.find(cue)
    while at > 0 and cue != QUESTION and words[at - 1].isalnum():
        at = words.find(cue, at + 1)
    return at >= 0


@lru_cache(maxsize=65_536)
def _plain(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").casefold().split())
