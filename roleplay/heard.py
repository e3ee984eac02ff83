"""What a turn was read as. Plain frozen values; no reading happens here.

``Context`` is what a reader may know besides the words; ``Heard`` is what it answers.
Confidences and scores are whole per cents (0 to 100), so that a reading is the same bytes on
every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CLEAR = "clear"
AMBIGUOUS = "ambiguous"
NOT_UNDERSTOOD = "not_understood"
ASIDES = ("say_again", "thinking", "asks_name")
"""Events of a turn that is nothing but talk beside the matter."""
HEARD = 25
"""Confidence under which no act stood out, and only a question's form and subject spoke for it."""
ACCEPTED = 40
"""Score from which a subject is taken as meant."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of this buyer's that a question can be about, with the trainer's phrases for it."""

    id: str
    phrases: tuple[str, ...]
    """Example ways of asking; a question may be about the subject in quite other words."""
    name: str = ""
    """What the buyer calls it when asking "do you mean …?"; empty: never offered as a choice."""
    acts: tuple[str, ...] = ()
    """Acts that usually ask for it: they settle between two subjects that are equally near."""


@dataclass(frozen=True, slots=True)
class Register:
    """Talk at which this buyer does not work (flag ``off_register``, acts.md)."""

    acts: tuple[str, ...] = ()
    """Acts that are off register whatever their words."""
    words: tuple[str, ...] = ()
    """Phrases that put a clause off register."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Something the seller's offering does not do, in phrases that would claim it (``mislead``)."""

    id: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a turn is read in the light of."""

    buyer: str = ""
    """The buyer's last words."""
    question: str = ""
    """Id of the question that the buyer just put and waits on, or empty."""
    subjects: tuple[Subject, ...] = ()
    register: Register = Register()
    limits: tuple[Limit, ...] = ()
    disclosed: tuple[str, ...] = ()
    """Words of the facts that the buyer has told so far (flag ``carried``)."""
    earlier: tuple[str, ...] = ()
    """The seller's own last turns, newest last (a repeated turn is noticed)."""
    choices: tuple[str, ...] = ()
    """Subjects between which the buyer has just asked the seller to choose."""
    names: tuple[str, ...] = ()
    """The buyer's name: a greeting by another one is noticed."""
    manager: bool = False
    """The other party is the seller's own manager: only then are manager acts heard."""


@dataclass(frozen=True, slots=True)
class ActHeard:
    """One act of a turn, with the words that decided it."""

    id: str
    confidence: int
    """0 to 100."""
    words: str
    start: int
    """First character of ``words`` in the turn's text."""
    end: int
    clause: int
    """Index into ``Heard.clauses``."""
    answering: bool = False
    """Part of a short, honest answer to the buyer's own question: never counted as a pitch."""


@dataclass(frozen=True, slots=True)
class FlagHeard:
    """How something was said (acts.md, Flags)."""

    id: str
    words: str
    start: int
    end: int
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class SubjectHeard:
    """A subject of the buyer's that a clause touches."""

    id: str
    score: int
    """0 to 100; accepted at the reader's threshold."""
    clause: int
    phrase: str
    """The trainer's phrase that came nearest."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure, date or name in the turn."""

    kind: str
    """``money``, ``percent``, ``date``, ``duration``, ``quantity`` or ``person``."""
    text: str
    """As typed."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn as read."""

    text: str
    acts: tuple[ActHeard, ...] = ()
    flags: tuple[FlagHeard, ...] = ()
    form: str = "none"
    """Question form: ``open``, ``closed``, ``both`` or ``none``."""
    subjects: tuple[SubjectHeard, ...] = ()
    slots: tuple[Slot, ...] = ()
    clauses: tuple[str, ...] = ()
    verdict: str = CLEAR
    choices: tuple[str, ...] = ()
    """When ambiguous: ids of the two subjects that the question may be about."""
    near: tuple[ActHeard, ...] = ()
    """Acts that stayed just under their threshold: they widen a score's range."""
    words: int = 0
    """Number of words."""

    def has(self, *ids: str) -> bool:
        """Whether any of these acts was heard (an answer to the buyer's question counts too)."""
        return any(act.id in ids for act in self.acts)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each clause stands in the text, start and end; (-1, -1) for one not found."""
        found, at = [], 0
        for clause in self.clauses:
            start = self.text.find(clause, at) if clause else -1
            at = max(at, start + len(clause)) if start >= 0 else at
            found.append((start, start + len(clause)) if start >= 0 else (-1, -1))
        return tuple(found)

    def by_hand(self, act: str) -> ActHeard:
        """An act that a person says was there: surely, in the whole turn, its last clause."""
        last = max(0, len(self.clauses) - 1)
        return ActHeard(act, 100, self.text, 0, len(self.text), last)

    @property
    def aside(self) -> str:
        """The event of a turn that is only an aside; empty for any other."""
        return next((flag.id for flag in self.flags if flag.id in ASIDES), "")

    def flagged(self, flag: str) -> bool:
        """Whether the turn carries this flag."""
        return any(found.id == flag for found in self.flags)


LATER = 4
"""Points by which a later question is the likelier one to be answered."""


def weight_of(clause: int, subjects: Iterable[SubjectHeard]) -> int:
    """How much a question weighs among those of one turn: the surer its subject and the later
    it stands, the more. People answer the last thing they were asked, unless it was vague."""
    best = max((match.score for match in subjects if match.clause == clause), default=ACCEPTED)
    return best + LATER * clause


DRIFT = 3
"""Points by which a confidence may differ when the same words are read on another machine."""


def same_within(one: Heard, other: Heard, margin: int = DRIFT) -> bool:
    """Whether two readings of one turn differ by no more than the last bits of floats can do.

    The same verdict, form, flags and slots; no act or subject surer by more than ``margin``
    points in one than in the other. One that is heard in only one of them must be near in the
    other; one that is missing in the other must itself only be near, or only just accepted.
    """
    plain = ("text", "form", "slots", "clauses", "verdict", "choices", "words")
    if any(getattr(one, part) != getattr(other, part) for part in plain):
        return False
    if [flag.id for flag in one.flags] != [flag.id for flag in other.flags]:
        return False
    return _covers(one, other, margin) and _covers(other, one, margin)


def _covers(one: Heard, other: Heard, margin: int) -> bool:
    """Whether all that one reading heard is in the other, nearly as sure."""
    sure = {(a.clause, a.id): a.confidence for a in (*other.near, *other.acts)}
    for act in one.acts:
        if abs(sure.get((act.clause, act.id), -100) - act.confidence) > margin:
            return False
    scores = {(m.clause, m.id): m.score for m in other.subjects}
    return all(
        abs(scores.get((m.clause, m.id), ACCEPTED) - m.score) <= margin for m in one.subjects
    )
