"""Whether a turn is clear, ambiguous, or not understood (DESIGN promise 4)."""

from __future__ import annotations

from collections.abc import Sequence
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
    weight_of,
)
from roleplay.understanding.about import FEW
from roleplay.understanding.aside import back_channel
from roleplay.understanding.hearing import MOVES, Said
from roleplay.understanding.normalise import words_of
from roleplay.understanding.pieces import Pieces
from roleplay.understanding.slots import slots_of
from roleplay.understanding.subjects import CLEARLY, SubjectIndex

KNOWN_SHARE = 50
"""Per cent of a turn's words that must be known for it to be talk at all."""
STRANGE = 60
"""Confidence from which a turn makes no sense, unless an act in it is sure."""
SURE = 60
"""Confidence of an act that makes sense of a turn."""
MOVES_ON = MOVES | {"mirror", "deepen"}
"""Acts of a question that asks for no fact, so that no subject need be picked."""
DOES_MUCH = frozenset("no_buy own_it refer_on next_step plan close give tell_do".split())
"""Acts that are answered whatever else a turn asks."""
ASSENT = ("agrees", "refuses")
"""A yes or a no: enough to make sense after a question."""
WEIGHTIER = frozenset("answers bully mislead off_register".split())
"""Flags that a buyer reacts to before asking which of two things was meant."""


@dataclass(frozen=True, slots=True)
class Read:
    """One turn as far as it has been read."""

    text: str
    said: Sequence[Said]
    flags: Sequence[FlagHeard]
    subjects: Sequence[SubjectHeard]
    index: SubjectIndex

    @property
    def acts(self) -> list[ActHeard]:
        """The acts of all clauses."""
        return [act for each in self.said for act in each.acts]


def verdict(read: Read) -> tuple[str, tuple[str, ...]]:
    """The verdict on a turn that makes sense; for an ambiguous one with its two subjects."""
    if _asks_blindly(read):
        return NOT_UNDERSTOOD, ()
    choices = _choices(read)
    if choices and not any(flag.id in WEIGHTIER for flag in read.flags):
        return AMBIGUOUS, choices
    return CLEAR, ()


def _is_talk(text: str, context: Context, vocabulary: Pieces) -> bool:
    """Whether enough of the words are words: known ones, names or figures."""
    words = words_of(text)
    if not words:
        return False
    around = {w.text for w in words_of(context.buyer)}
    known = sum(
        vocabulary.knows(w.text)
        or w.text in around
        or w.text[0].isdigit()
        or (text[w.start].isupper() and w.start > 0)
        for w in words
    )
    return 100 * known >= KNOWN_SHARE * len(words)


def makes_no_sense(read: Read, context: Context, known: Pieces) -> bool:
    """Whether nobody could make sense of the turn (flag ``unclear``).

    A question that only this reader could not place is not understood either, but it is the
    reader's failing and not the seller's: it carries no flag, and never ends a call.
    """
    strange = max((each.flags.get("unclear", 0) for each in read.said), default=0) >= STRANGE
    replies = context.buyer.endswith("?") and any(flag.id in ASSENT for flag in read.flags)
    if replies:
        return False
    nothing = strange and not any(act.confidence >= SURE for act in read.acts)
    return nothing or not _is_talk(read.text, context, known) or _is_a_stray_word(read)


def _is_a_stray_word(read: Read) -> bool:
    """A word or two in which nothing was found, and which do not only show that one listens."""
    few = len(words_of(read.text)) <= FEW
    about = any(match.score >= ACCEPTED for match in read.subjects)
    found = read.acts or read.flags or about or slots_of(read.text)
    return few and not found and not all(back_channel(each.clause.text) for each in read.said)


def _asks_blindly(read: Read) -> bool:
    """A turn that ends in a question, of which neither kind nor subject could be made out."""
    if not read.said or not read.said[-1].asks or _does_much(read):
        return False
    last = len(read.said) - 1
    made_out = any(act.clause >= last - 1 or act.id in MOVES_ON for act in read.acts)
    about = any(m.clause == last and m.score >= ACCEPTED for m in read.subjects)
    return not (made_out or about or any(flag.id in WEIGHTIER for flag in read.flags))


def _does_much(read: Read) -> bool:
    """Whether a turn surely moves the talk on, so that it doesn't hang on what it asks last."""
    return any(act.id in DOES_MUCH and act.confidence >= SURE for act in read.acts)


def _choices(read: Read) -> tuple[str, ...]:
    """The two subjects between which the last question hangs; empty if it is clear enough."""
    asking = [each for each in read.said if each.asks]
    if not asking or _does_much(read):
        return ()
    last = max(asking, key=lambda each: weight_of(each.number, read.subjects))
    beside = {act.id for act in read.acts if 0 <= last.number - act.clause <= 1}
    rows = [m for m in read.subjects if m.clause == last.number and read.index.names.get(m.id)]
    if beside & MOVES_ON or len(rows) < 2 or rows[0].score < ACCEPTED:
        return ()
    asked = {act.id for act in last.acts}
    acts = read.index.acts
    if bool(asked & acts[rows[0].id]) != bool(asked & acts[rows[1].id]):
        return ()
    close = rows[0].score - rows[1].score < CLEARLY
    return (rows[0].id, rows[1].id) if close else ()
