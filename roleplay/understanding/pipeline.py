"""How a turn is read: clauses, what each does and is about, then flags, then a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from roleplay.acts import family
from roleplay.heard import ACCEPTED, NOT_UNDERSTOOD, ActHeard, Context, FlagHeard, Heard
from roleplay.understanding.about import subjects_of
from roleplay.understanding.aside import (
    aside,
    assent,
    taken_back,
    to_the_program,
    without_hesitation,
    wrong_name,
)
from roleplay.understanding.clauses import split
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.flags import answer, answering, flags_of
from roleplay.understanding.form import form_of_turn
from roleplay.understanding.hearing import Said, asking_anyway, hear, staying
from roleplay.understanding.normalise import clean, words_of
from roleplay.understanding.outright import (
    echoing,
    with_outright,
    with_small_talk,
    without_their_figures,
)
from roleplay.understanding.slots import slots_of
from roleplay.understanding.spelling import respelt
from roleplay.understanding.subjects import index_of
from roleplay.understanding.verdicts import Read, makes_no_sense, verdict

_SILENCE = re.compile(r"^[\s.…\-]*$")


def read(text: str, context: Context, encoder: Encoder) -> Heard:
    """Read one turn: total, for any text; never raises for what was typed."""
    text = clean(text)
    if _SILENCE.match(text):
        return Heard(text, flags=(FlagHeard("silence", text, 0, len(text)),))
    order = to_the_program(text)
    if order:
        return _drift(text, order)
    beside = aside(text)
    if beside is not None:
        return Heard(text, flags=(beside,), clauses=(text,), words=len(words_of(text)))
    index = index_of(context.subjects, encoder)
    theirs = index.words.union(word.text for word in words_of(context.buyer))
    spoken = respelt(without_hesitation(text), lambda w: encoder.pieces.knows(w) or w in theirs)
    said = without_their_figures(hear(encoder, spoken, split(spoken), context), context)
    said = with_small_talk(_without_what_was_taken_back(with_outright(said, context), spoken))
    said = echoing(said, context.buyer)
    subjects = subjects_of(said, context, index)
    said = staying(asking_anyway(said, subjects))
    answers = answer(said, context)
    said = answering(said, answers)
    flags = flags_of(spoken, said, context, encoder, answers is not None)
    beside_it = (answers, wrong_name(text, context.names), assent(text))
    flags = (*flags, *(flag for flag in beside_it if flag is not None))
    so_far = Read(text, said, flags, subjects, index)
    found, choices = verdict(so_far)
    if makes_no_sense(so_far, context, encoder.pieces):
        found, choices = NOT_UNDERSTOOD, ()
        flags = (*flags, FlagHeard("unclear", text, 0, len(text)))
    acts = [act for each in said for act in each.acts]
    heard = {act.id for act in acts}
    near = [act for each in said for act in each.near if act.id not in heard]
    return Heard(
        text=text,
        acts=tuple(_worded(acts, text)),
        flags=flags,
        form=form_of_turn([each.form for each in said]),
        subjects=tuple(match for match in subjects if match.score >= ACCEPTED),
        slots=slots_of(text, (context.buyer, *context.disclosed)),
        clauses=tuple(each.clause.text for each in said),
        verdict=found,
        choices=choices,
        near=tuple(_worded(near, text)),
        words=len(words_of(text)),
    )


def _without_what_was_taken_back(said: list[Said], text: str) -> list[Said]:
    """The clauses; before "scrap that" nothing is asked, offered or proposed any more.

    What was told has been heard all the same.
    """
    anew = taken_back(text)
    return [
        replace(
            each,
            form="none",
            acts=tuple(a for a in each.acts if family(a.id) not in ("ask", "trade", "move")),
        )
        if each.clause.end <= anew
        else each
        for each in said
    ]


def _worded(acts: Iterable[ActHeard], text: str) -> Iterator[ActHeard]:
    """The acts with the words that decided them."""
    return (replace(act, words=text[act.start : act.end]) for act in acts)


def _drift(text: str, order: re.Match[str]) -> Heard:
    words = text[order.start() : order.end()]
    act = ActHeard("drift", 100, words, *order.span(), clause=0)
    return Heard(text, acts=(act,), clauses=(text,), words=len(words_of(text)))
