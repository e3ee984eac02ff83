"""The reader: clauses, then what each is about and does, then flags, then a verdict."""

from __future__ import annotations

import re
from functools import cached_property
from hashlib import sha256

from roleplay.heard import NOT_UNDERSTOOD, ActHeard, Context, FlagHeard, Heard
from roleplay.understanding import linear
from roleplay.understanding.about import subjects_of
from roleplay.understanding.clauses import split
from roleplay.understanding.flags import answer, flags_of, mark_answers
from roleplay.understanding.form import form_of, form_of_turn
from roleplay.understanding.hearing import Hearing
from roleplay.understanding.normalise import clean, words_of
from roleplay.understanding.slots import slots_of
from roleplay.understanding.subjects import ACCEPT
from roleplay.understanding.table import mended, table
from roleplay.understanding.verdicts import Read, verdict
from roleplay.understanding.vetoes import to_the_program

RULES = 9
"""Version of the rules: part of the digest, raised with every change of a reading."""
_SILENCE = re.compile(r"^[\s.…\-]*$")


class Reader:
    """Reads turns. Loads its weights on first use; holds no conversation."""

    @cached_property
    def _model(self) -> linear.Model:
        return linear.load()

    @cached_property
    def digest(self) -> str:
        """Fingerprint of weights, table and rules: the same digest gives the same readings."""
        parts = (linear.digest(), table().digest, str(RULES))
        return sha256(":".join(parts).encode()).hexdigest()[:16]

    def warm(self) -> None:
        """Load weights and table now, for instance while a briefing is read."""
        _ = self._model, table()

    def listen(self, text: str, context: Context) -> Heard:
        """Read one turn: total, for any text; never raises for what was typed."""
        text = clean(text)
        if _SILENCE.match(text):
            return Heard(text, flags=(FlagHeard("silence", text, 0, len(text)),))
        order = to_the_program(text)
        if order:
            return self._drift(text, order)
        clauses = split(text)
        subjects = subjects_of(clauses, context)
        acts, near = Hearing(self._model, self._mend).acts(clauses, subjects, context)
        answers = answer(clauses, acts, context)
        acts = mark_answers(acts, clauses, answers is not None)
        flags = flags_of(text, clauses, acts, context, answers is not None)
        flags = (*flags, answers) if answers else flags
        accepted = tuple(match for match in subjects if match.score >= ACCEPT)
        read = Read(text, clauses, acts, flags, subjects)
        found, choices = verdict(read, context, self._model.known)
        if found == NOT_UNDERSTOOD:
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

    def _drift(self, text: str, order: re.Match[str]) -> Heard:
        words = text[order.start() : order.end()]
        act = ActHeard("drift", 100, words, *order.span(), clause=0)
        return Heard(text, acts=(act,), clauses=(text,), words=len(words_of(text)))

    def _mend(self, word: str) -> str:
        """A word that training never saw, as the known one it probably stands for."""
        if word in self._model.known or any(c.isdigit() for c in word):
            return word
        return mended(word) or word
