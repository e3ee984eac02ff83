"""One fix of a debrief, in its seven parts (domain 8.2). Frozen values only."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.coach.weigh import Change

TRIES = 3
"""Tries that a retried moment offers."""


@dataclass(frozen=True, slots=True)
class BetterSaid:
    """The fifth and sixth part of a fix: a better line, and its proof by the engine."""

    line: str
    """Id of the authored line."""
    text: str
    moved: tuple[Change, ...]
    """What it moves, from the same moment as the trainee's turn."""
    visible: str
    reply: str
    """What the buyer answers to it."""
    reasons: tuple[str, ...]
    level_before: int
    level_after: int
    proof: str
    """The comparison in a sentence: meters that truly differ, computed, and the reasons."""
    drill: str


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to change."""

    criterion: str
    title: str
    cost: int
    """Points of the run score, rounded half up for show."""
    turn: int
    """1. The turn quoted."""
    index: int
    """The same as an index into ``Transcript.turns``."""
    quote: str
    start: int
    end: int
    absence: bool
    """The fix is for something that was not done; the quote is what was said instead."""
    read_as: tuple[str, ...]
    """What the words were taken to do, in plain words."""
    heard: str
    """2. What the buyer heard: the inner voice. Empty where the persona has none for it; then"""
    came_back: str
    """what the buyer really said next stands in its place."""
    moved: tuple[Change, ...]
    """3. What moved, and"""
    visible: str
    """what could be seen."""
    rule: str
    """What the evidence shows."""
    why: str
    """4. Why it matters: the idea in one sentence."""
    better: BetterSaid | None
    """5 and 6. None where no line could be proved."""
    honest: str
    """Said where there is no better line; empty otherwise."""
    critical_error: str
    """Id of the critical error that it mends; empty: none."""
    try_turn: int
    """7. The turn from which to try again."""
    tries: int = TRIES
