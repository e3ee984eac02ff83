"""What a criterion is, and what it finds in a play (domain 1.4, 8.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roleplay.coach.play import Play
from roleplay.coach.samples import Sample
from roleplay.coach.step import Step
from roleplay.conversation.records import Turn
from roleplay.heard import ActHeard, FlagHeard

GAIN, DEBIT, ABSENCE = "gain", "debit", "absence"
TOP = 4
"""Highest level; the lowest is 0."""
ANY = "*"
"""In ``Criterion.reads``: any act or flag may move the level."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a mark: words in a turn, or what was not done between two turns."""

    turn: int
    """Turn number; of an absence, the first turn in which it could have been done (0: none)."""
    quote: str
    """The trainee's words exactly, ``start`` to ``end`` of the turn; empty for an absence."""
    start: int
    end: int
    acts: tuple[str, ...]
    """Acts and flags whose words these are."""
    rule: str
    """What it shows, in plain words."""
    polarity: str
    """``gain``, ``debit`` or ``absence``."""
    state_before: str
    state_after: str
    ladder_rung: int
    """Rung that it supports, or from which it was taken."""
    until: int
    """Same as ``turn``; of an absence, the last turn in which it could have been done."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a measure found."""

    level: int
    """0 to 4."""
    evidence: tuple[Evidence, ...]
    debits: int = 0
    """Levels taken off the rung that was reached."""
    note: str = ""
    """Why this rung, in a sentence."""
    count: str = ""
    """Numbers shown as information, never scored."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing judged. Title and texts are what ``explain`` prints."""

    id: str
    title: str
    group: str
    """Letter of the rubric's group (domain 7.1)."""
    definition: str
    why: str
    """The idea in one sentence, said of the sentence and the buyer, never of the person."""
    ladder: dict[int, str]
    """What each level, 0 to 4, means."""
    source: str
    measure: Callable[[Play], Finding]
    reads: tuple[str, ...]
    """Acts and flags that can move the level, for ranges; ``*`` for any."""
    passes: tuple[Sample, ...]
    fails: tuple[Sample, ...]
    trap: bool = False
    """Whether the buyer's question that offers it is a temptation: not put, it offered nothing."""


def cite(step: Step, rule: str, rung: int, *ids: str, polarity: str = GAIN) -> Evidence:
    """Evidence in a turn's words: the clause of the first of these acts or flags heard.

    Where none of them was heard, the whole turn is the evidence.
    """
    heard = step.turn.heard
    found: tuple[ActHeard | FlagHeard, ...] = (*heard.acts, *heard.flags)
    marks = [mark for mark in found if mark.id in ids]
    start, end = _clause_of(step.turn, marks[0]) if marks else (0, len(step.turn.text))
    acts = dict.fromkeys(mark.id for mark in marks if start <= mark.start < end)
    return Evidence(
        turn=step.number,
        quote=step.turn.text[start:end],
        start=start,
        end=end,
        acts=tuple(acts),
        rule=rule,
        polarity=polarity,
        state_before=step.before.state,
        state_after=step.after.state,
        ladder_rung=rung,
        until=step.number,
    )


def _clause_of(turn: Turn, mark: ActHeard | FlagHeard) -> tuple[int, int]:
    """Span of the clause that holds a mark's deciding words; the words alone, or the turn."""
    for start, end in turn.heard.spans:
        if start <= mark.start < mark.end <= end:
            return start, end
    whole = 0 <= mark.start < mark.end <= len(turn.text)
    return (mark.start, mark.end) if whole else (0, len(turn.text))


def told_in(step: Step, rule: str, rung: int) -> Evidence:
    """Evidence that the buyer disclosed something: the question that drew it."""
    told = step.told
    return cite(step, rule, rung, *([told.act] if told else []))


def debit(step: Step, rule: str, rung: int, *ids: str) -> Evidence:
    """Evidence that takes a level off."""
    return cite(step, rule, rung, *ids, polarity=DEBIT)


def absent(play: Play, rule: str, rung: int, since: Step | None = None) -> Evidence:
    """The record of something that was not done, between two turns."""
    steps = [s for s in play.main if since is None or s.number >= since.number]
    return Evidence(
        turn=steps[0].number if steps else 0,
        quote="",
        start=0,
        end=0,
        acts=(),
        rule=rule,
        polarity=ABSENCE,
        state_before=steps[0].before.state if steps else "",
        state_after=steps[-1].after.state if steps else "",
        ladder_rung=rung,
        until=steps[-1].number if steps else 0,
    )


def found(
    rung: int,
    evidence: Sequence[Evidence],
    note: str,
    *,
    debits: Sequence[Evidence] = (),
    each: int = 1,
    count: str = "",
) -> Finding:
    """The highest rung reached, less ``each`` level for every debit, from 0 to 4."""
    taken = each * len(debits)
    return Finding(max(0, min(TOP, rung) - taken), (*evidence, *debits), taken, note, count)


def some(number: int, of: str) -> str:
    """A count in words for notes: ``1 turn``, ``3 turns``."""
    return f"{number} {of}" if number == 1 else f"{number} {of}s"
