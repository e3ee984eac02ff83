"""How a turn is read: clauses, then what each is about and does, then flags, then a verdict."""

from __future__ import annotations

import re

from roleplay.heard import ACCEPTED, NOT_UNDERSTOOD, ActHeard, Context, FlagHeard, Heard
from roleplay.understanding.about import subjects_of
from roleplay.understanding.clauses import split
from roleplay.understanding.flags import answer, flags_of, mark_answers
from roleplay.understanding.form import form_of, form_of_turn
from roleplay.understanding.hearing import Hearing
from roleplay.understanding.linear import Model
from roleplay.understanding.normalise import clean, words_of
from roleplay.understanding.slots import slots_of
from roleplay.understanding.verdicts import Read, makes_no_sense, verdict
from roleplay.understanding.vetoes import to_the_program

_SILENCE = re.compile(r"^[\s.…\-]*$")


def read(text: str, context: Context, model: Model) -> Heard:
    """Read one turn: total, for any text; never raises for what was typed."""
    text = clean(text)
    if _SILENCE.match(text):
        return Heard(text, flags=(FlagHeard("silence", text, 0, len(text)),))
    order = to_the_program(text)
    if order:
        return _drift(text, order)
    clauses = split(text)
    subjects = subjects_of(clauses, context)
    acts, near = Hearing(model).acts(clauses, subjects, context)
    answers = answer(clauses, acts, context)
    acts = mark_answers(acts, clauses, answers is not None)
    flags = flags_of(text, clauses, acts, context, answers is not None)
    flags = (*flags, answers) if answers else flags
    accepted = tuple(match for match in subjects if match.score >= ACCEPTED)
    so_far = Read(text, clauses, acts, flags, subjects)
    found, choices = verdict(so_far, context, model.known)
    if found == NOT_UNDERSTOOD and makes_no_sense(so_far, context, model.known):
        flags = (*flags, FlagHeard("unclear", text, 0, len(text)))
    return Heard(
        text=text,
        acts=acts,
        flags=flags,
        form=form_of_turn([form_of(clause.text) for clause in clauses]),
        subjects=accepted,
        slots=slots_of(text),
        clauses=tuple(clause.text for clause in clauses),
        verdict=found,
        choices=choices,
        near=near,
        words=len(words_of(text)),
    )


def _drift(text: str, order: re.Match[str]) -> Heard:
    words = text[order.start() : order.end()]
    act = ActHeard("drift", 100, words, *order.span(), clause=0)
    return Heard(text, acts=(act,), clauses=(text,), words=len(words_of(text)))
