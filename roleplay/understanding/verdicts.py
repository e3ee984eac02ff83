"""Whether a turn is clear, ambiguous, or not understood (DESIGN promise 4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from roleplay.heard import (
    ACCEPTED,
    AMBIGUOUS,
    CLEAR,
    NOT_UNDERSTOOD,
    ActHeard,
    Context,
    FlagHeard,
    SubjectHeard,
)
from roleplay.understanding.about import FEW
from roleplay.understanding.clauses import Clause
from roleplay.understanding.form import form_of
from roleplay.understanding.hearing import MOVES_ON
from roleplay.understanding.normalise import words_of
from roleplay.understanding.slots import slots_of
from roleplay.understanding.subjects import CLEARLY, LEVEL, index_of
from roleplay.understanding.vetoes import back_channel

KNOWN_SHARE = 50
"""Per cent of a turn's words that must be known for it to be talk at all."""
WEIGHTIER = frozenset("answers bully mislead off_register".split())
"""Flags that a buyer reacts to before asking which of two things was meant."""


@dataclass(frozen=True, slots=True)
class Read:
    """One turn as far as it has been read."""

    text: str
    clauses: Sequence[Clause]
    acts: Sequence[ActHeard]
    flags: Sequence[FlagHeard]
    subjects: Sequence[SubjectHeard]


def verdict(read: Read, context: Context, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """The verdict and, for an ambiguous turn, the two subjects that it may be about."""
    if makes_no_sense(read, context, known) or _asks_blindly(read):
        return NOT_UNDERSTOOD, ()
    choices = _choices(read, context)
    if choices and not any(flag.id in WEIGHTIER for flag in read.flags):
        return AMBIGUOUS, choices
    return CLEAR, ()


def _is_talk(text: str, context: Context, vocabulary: Collection[str]) -> bool:
    """Whether enough of the words are words: known ones, names or figures."""
    words = words_of(text)
    if not words:
        return False
    around = {w.text for w in words_of(context.buyer)}
    known = sum(
        w.text in vocabulary
        or w.text in around
        or w.text[0].isdigit()
        or (text[w.start].isupper() and w.start > 0)
        for w in words
    )
    return 100 * known >= KNOWN_SHARE * len(words)


def makes_no_sense(read: Read, context: Context, known: Collection[str]) -> bool:
    """Whether nobody could make sense of the turn (flag ``unclear``).

    A question that only this reader could not place is not understood either, but it is the
    reader's failing and not the seller's: it carries no flag, and never ends a call.
    """
    return not _is_talk(read.text, context, known) or _is_a_stray_word(read)


def _is_a_stray_word(read: Read) -> bool:
    """A word or two in which nothing was found, and which do not only show that one listens."""
    few = len(words_of(read.text)) <= FEW
    about = any(match.score >= ACCEPTED for match in read.subjects)
    found = read.acts or read.flags or about or slots_of(read.text)
    return few and not found and not all(back_channel(clause.text) for clause in read.clauses)


def _asks_blindly(read: Read) -> bool:
    """A turn that ends in a question, of which neither kind nor subject could be made out."""
    last = len(read.clauses) - 1
    if last < 0 or form_of(read.clauses[last].text) == "none":
        return False
    if back_channel(read.clauses[last].text):
        return False  # "… Fair?" wants a nod; what was said before it may well be clear
    made_out = any(act.clause >= last - 1 or act.id in MOVES_ON for act in read.acts)
    about = [match for match in read.subjects if match.clause == last]
    made_out = made_out or any(match.score >= ACCEPTED for match in about)
    return not made_out and not any(flag.id in WEIGHTIER for flag in read.flags)


def _choices(read: Read, context: Context) -> tuple[str, ...]:
    """The two subjects between which the last question hangs; empty if it is clear enough."""
    index = index_of(context.subjects)
    asking = [n for n, clause in enumerate(read.clauses) if form_of(clause.text) != "none"]
    beside = {act.id for act in read.acts if asking and 0 <= asking[-1] - act.clause <= 1}
    if not asking or beside & MOVES_ON:
        return ()
    rows = [m for m in read.subjects if m.clause == asking[-1] and index.names.get(m.id)]
    if len(rows) < 2 or rows[0].score < ACCEPTED:
        return ()
    asked = {act.id for act in read.acts if act.clause == asking[-1]}
    if bool(asked & index.acts[rows[0].id]) != bool(asked & index.acts[rows[1].id]):
        return ()
    lead = CLEARLY if rows[0].score < ACCEPTED + CLEARLY else LEVEL
    close = rows[0].score - rows[1].score < lead
    return (rows[0].id, rows[1].id) if close else ()
