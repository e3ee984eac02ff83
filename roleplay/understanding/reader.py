"""The reader: clauses, then acts and subjects of each, then flags, then a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

from roleplay.acts import family
from roleplay.heard import (
    AMBIGUOUS,
    CLEAR,
    NOT_UNDERSTOOD,
    ActHeard,
    Context,
    FlagHeard,
    Heard,
    SubjectHeard,
)
from roleplay.understanding import linear
from roleplay.understanding.clauses import Clause, split
from roleplay.understanding.cues import SURE, cued
from roleplay.understanding.features import features_of
from roleplay.understanding.flags import answer, flags_of, mark_answers
from roleplay.understanding.form import form_of, form_of_turn
from roleplay.understanding.normalise import STOP, clean, content_stems, straighten, words_of
from roleplay.understanding.slots import slots_of
from roleplay.understanding.subjects import ACCEPT, CLEARLY, LEVEL, SubjectIndex, index_of
from roleplay.understanding.table import mended, table
from roleplay.understanding.vetoes import HARM, back_channel, farewell, to_the_program, vetoed

RULES = 7
"""Version of the rules: part of the digest, raised with every change of a reading."""
KNOWN_SHARE = 50
"""Per cent of a turn's words that must be known for it to be talk at all."""
RARE = frozenset("no_buy own_it refer_on lift refocus next_step plan".split())
"""Moves that are seldom made, and mean much when they are."""
SAID_OUTRIGHT = 94
"""Confidence that friendliness needs: it is mostly said in so many words."""
ENDS = frozenset(("step_back",))
"""Acts that can end a call."""
SOBER = 68
"""Confidence from which telling, trading and rare moves are heard."""
COSTS = 80
"""Confidence from which an act that can cost marks is heard."""
PITCH = frozenset("tell_feature tell_generic tell_need tell_solve tell_answer tell_price".split())
COSTS_DEAR = 90
"""The same for what a buyer takes as an affront, or what can end a call."""
LOUD = 80
"""Confidence that telling or small talk needs in a clause with the form of a question."""
ASKS_ANYWAY = 12
"""Confidence with which a question about a subject is heard although no act stood out."""
MOVES_ON = frozenset("agenda next_step close get plan lift recap mirror deepen".split())
"""Acts of a question that asks for no fact, so that no subject need be picked."""
WEIGHTIER = frozenset("answers bully mislead off_register".split())
"""Flags that a buyer reacts to before asking which of two things was meant."""
NO_QUESTION = MOVES_ON | {"rapport"}
"""Acts beside which a question's form alone is not taken for a question about a subject."""
FEW = 2
"""Telling words up to which a clause that points back is read with the one before it."""
_POINTING = re.compile(r"\b(?:that|this|it|they|them|those|one)\b")
_SILENCE = re.compile(r"^[\s.…\-]*$")
_ORDINAL = re.compile(r"\b(?:(first|former|one)|(second|latter|two|other))\b")


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
        subjects = self._subjects(clauses, context)
        acts, near = self._acts(text, clauses, subjects, context)
        answers = answer(clauses, acts, context)
        acts = mark_answers(acts, clauses, answers is not None)
        flags = flags_of(text, clauses, acts, context, answers is not None)
        flags = (*flags, answers) if answers else flags
        accepted = tuple(match for match in subjects if match.score >= ACCEPT)
        verdict, choices = self._verdict(text, clauses, acts, flags, subjects, context)
        if verdict == NOT_UNDERSTOOD:
            flags = (*flags, FlagHeard("unclear", text, 0, len(text)))
        return Heard(
            text=text,
            acts=acts,
            flags=flags,
            form=form_of_turn([form_of(clause.text) for clause in clauses]),
            subjects=accepted,
            slots=slots_of(text),
            clauses=tuple(clause.text for clause in clauses),
            verdict=verdict,
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

    # Subjects ------------------------------------------------------------------------------

    def _subjects(self, clauses: Sequence[Clause], context: Context) -> list[SubjectHeard]:
        """For each clause the subjects it may be about, or the one that an answer picked."""
        index = index_of(context.subjects)
        picked = _picked(clauses, context, index)
        if picked:
            return [SubjectHeard(picked, 100, n, index.names[picked]) for n in range(len(clauses))]
        found: list[SubjectHeard] = []
        for number in range(len(clauses)):
            found.extend(_nearest(clauses, number, index))
        return found

    # Acts ----------------------------------------------------------------------------------

    def _acts(
        self,
        text: str,
        clauses: Sequence[Clause],
        subjects: Sequence[SubjectHeard],
        context: Context,
    ) -> tuple[tuple[ActHeard, ...], tuple[ActHeard, ...]]:
        heard: list[ActHeard] = []
        near: list[ActHeard] = []
        for number, clause in enumerate(clauses):
            said, almost = self._clause_acts(clauses, number, context)
            if not any(_takes_the_question(act, clause) for act in said):
                said += self._asks_anyway(clause, number, almost, subjects)
            heard += said
            near += [act for act in almost if act.id not in {found.id for found in said}]
        return _once(heard), _once(near, besides={act.id for act in heard})

    def _clause_acts(
        self, clauses: Sequence[Clause], number: int, context: Context
    ) -> tuple[list[ActHeard], list[ActHeard]]:
        """Acts of one clause: heard, and only near; each the surest of its readings."""
        clause = clauses[number]
        if back_channel(clause.text):
            return [], []
        question = form_of(clause.text) != "none"
        best: dict[str, ActHeard] = {}
        leaving = farewell(clause.text)
        if leaving and number == len(clauses) - 1:
            best["step_back"] = _act("step_back", 90, clause, number, *leaving.span())
        for scored in self._model.score(features_of(clauses, number, context.buyer, self._mend)):
            sure = linear.confidence(scored.score)
            best.setdefault(
                scored.act, _act(scored.act, sure, clause, number, scored.start, scored.end)
            )
        for act, start, end in cued(clause.text, question):
            if act not in best or best[act].confidence < SURE:
                best[act] = _act(act, SURE, clause, number, start, end)
        acts = [act for act in best.values() if self._possible(act, clauses, question, context)]
        acts.sort(key=lambda act: -act.confidence)
        sure_enough = [act for act in acts if act.confidence >= _least(act.id)]
        return sure_enough, [act for act in acts if act.confidence < _least(act.id)]

    def _possible(
        self, act: ActHeard, clauses: Sequence[Clause], question: bool, context: Context
    ) -> bool:
        """Whether rules leave an act standing: who is on the line, negation, form."""
        clause = clauses[act.clause]
        kind = family(act.id)
        if kind == "manager" and not context.manager:
            return False
        if act.id == "step_back" and (question or form_of(clauses[-1].text) != "none"):
            return False  # who asks something is not leaving
        if kind == "ask" and not question:
            return act.confidence >= SURE
        if question and (kind == "tell" or act.id == "rapport"):
            return act.confidence >= LOUD and not vetoed(act.id, clause.text)
        return not vetoed(act.id, clause.text)

    def _asks_anyway(
        self,
        clause: Clause,
        number: int,
        almost: list[ActHeard],
        subjects: Sequence[SubjectHeard],
    ) -> list[ActHeard]:
        """A question about a known subject is a question, whichever kind of question it is."""
        picked = any(match.clause == number and match.score == 100 for match in subjects)
        if form_of(clause.text) == "none" and not picked:
            return []
        asks = [act for act in almost if family(act.id) == "ask"]
        if asks:
            return [max(asks, key=lambda act: act.confidence)]
        if any(match.clause == number and match.score >= ACCEPT for match in subjects):
            return [_act("ask_today", ASKS_ANYWAY, clause, number, 0, len(clause.text))]
        return []

    # Verdict -------------------------------------------------------------------------------

    def _verdict(
        self,
        text: str,
        clauses: Sequence[Clause],
        acts: Sequence[ActHeard],
        flags: Sequence[FlagHeard],
        subjects: Sequence[SubjectHeard],
        context: Context,
    ) -> tuple[str, tuple[str, ...]]:
        if not self._is_talk(text, context):
            return NOT_UNDERSTOOD, ()
        if _is_a_stray_word(text, clauses, acts, flags, subjects):
            return NOT_UNDERSTOOD, ()
        if _asks_something_unknown(clauses, acts, flags, subjects):
            return NOT_UNDERSTOOD, ()
        choices = _choices(clauses, acts, subjects, index_of(context.subjects))
        if choices and not any(flag.id in WEIGHTIER for flag in flags):
            return AMBIGUOUS, choices
        return CLEAR, ()

    def _is_talk(self, text: str, context: Context) -> bool:
        """Whether enough of the words are words: known ones, names or figures."""
        words = words_of(text)
        if not words:
            return False
        around = {w.text for w in words_of(context.buyer)}
        known = sum(
            w.text in self._model.known
            or w.text in around
            or w.text[0].isdigit()
            or (text[w.start].isupper() and w.start > 0)
            for w in words
        )
        return 100 * known >= KNOWN_SHARE * len(words)


def _takes_the_question(act: ActHeard, clause: Clause) -> bool:
    """Whether an act leaves a clause nothing more to ask: a reflection does in "is that right?",
    but not in "so what is in the way?"."""
    if family(act.id) == "listen":
        return form_of(clause.text) == "closed"
    return family(act.id) == "ask" or act.id in NO_QUESTION


def _least(act: str) -> int:
    """Confidence from which an act is heard: what can cost marks needs to be surer."""
    if act == "rapport":
        return SAID_OUTRIGHT
    if act in HARM or act in ENDS:
        return COSTS if act in PITCH else COSTS_DEAR
    return SOBER if family(act) in ("tell", "trade") or act in RARE else linear.HEARD


def _nearest(clauses: Sequence[Clause], number: int, index: SubjectIndex) -> list[SubjectHeard]:
    """The subjects nearest to a clause, three at most.

    A clause that only points back ("and why is that?") is also read with what it points at: the
    one or two clauses before it; for each subject the better score counts.
    """
    text = clauses[number].text
    texts = [text]
    if _POINTING.search(straighten(text)) and len(content_stems(text)) <= FEW:
        before = [clause.text for clause in clauses[max(number - 2, 0) : number]]
        texts += [" ".join((*before[-n:], text)) for n in range(1, len(before) + 1)]
    best: dict[str, SubjectHeard] = {}
    for each in texts:
        for match in index.match(each, number):
            if match.id not in best or best[match.id].score < match.score:
                best[match.id] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.id))[:3]


def _act(act: str, sure: int, clause: Clause, number: int, start: int, end: int) -> ActHeard:
    """An act with its words in the turn; where they tell nothing alone, the whole clause."""
    telling = any(word.text not in STOP for word in words_of(clause.text[start:end]))
    start, end = (start, end) if telling else (0, len(clause.text))
    words = clause.text[start:end]
    return ActHeard(act, sure, words, clause.start + start, clause.start + end, number)


def _once(acts: Sequence[ActHeard], besides: set[str] | None = None) -> tuple[ActHeard, ...]:
    """Of each clause the surest act of each family: when two fit, the more specific is heard.

    A clause that sets the terms of the talk does nothing else with them.
    """
    kept: list[ActHeard] = []
    for act in acts:
        same = [k for k in kept if k.clause == act.clause]
        families = {family(k.id) for k in same}
        terms = any(k.id == "agenda" for k in same) and family(act.id) in ("ask", "tell", "trade")
        if family(act.id) not in families and not terms and act.id not in (besides or ()):
            kept.append(act)
    return tuple(kept)


def _picked(clauses: Sequence[Clause], context: Context, index: SubjectIndex) -> str:
    """The subject that an answer to "do you mean … or …?" picked; empty for none."""
    if not context.choices or not clauses:
        return ""
    plain = straighten(clauses[0].text)
    for choice in context.choices:
        if straighten(index.names.get(choice, "")) in plain:
            return choice
    ordinal = _ORDINAL.search(plain)
    if ordinal and len(plain.split()) <= 6:
        number = 0 if ordinal.group(1) else 1
        return context.choices[number] if number < len(context.choices) else ""
    named = next((match.id for match in index.match(clauses[0].text, 0)), "")
    return named if named in context.choices else ""


def _is_a_stray_word(
    text: str,
    clauses: Sequence[Clause],
    acts: Sequence[ActHeard],
    flags: Sequence[FlagHeard],
    subjects: Sequence[SubjectHeard],
) -> bool:
    """A word or two in which nothing was found, and which do not only show that one listens."""
    few = len(words_of(text)) <= FEW
    found = acts or flags or slots_of(text) or any(m.score >= ACCEPT for m in subjects)
    return few and not found and not all(back_channel(clause.text) for clause in clauses)


def _asks_something_unknown(
    clauses: Sequence[Clause],
    acts: Sequence[ActHeard],
    flags: Sequence[FlagHeard],
    subjects: Sequence[SubjectHeard],
) -> bool:
    """A turn that ends in a question, of which neither kind nor subject could be made out."""
    last = len(clauses) - 1
    if last < 0 or form_of(clauses[last].text) == "none":
        return False
    made_out = any(act.clause >= last - 1 or act.id in MOVES_ON for act in acts)
    made_out = made_out or any(match.clause == last for match in subjects)
    return not made_out and not any(flag.id in WEIGHTIER for flag in flags)


def _choices(
    clauses: Sequence[Clause],
    acts: Sequence[ActHeard],
    subjects: Sequence[SubjectHeard],
    index: SubjectIndex,
) -> tuple[str, ...]:
    """The two subjects between which the last question hangs; empty if it is clear enough."""
    asking = [number for number, clause in enumerate(clauses) if form_of(clause.text) != "none"]
    beside = {act.id for act in acts if asking and act.clause in (asking[-1], asking[-1] - 1)}
    if not asking or beside & MOVES_ON:
        return ()
    rows = [m for m in subjects if m.clause == asking[-1] and index.names.get(m.id)]
    if len(rows) < 2 or rows[0].score < ACCEPT:
        return ()
    asked = {act.id for act in acts if act.clause == asking[-1]}
    if bool(asked & index.acts[rows[0].id]) != bool(asked & index.acts[rows[1].id]):
        return ()
    lead = CLEARLY if rows[0].score < ACCEPT + CLEARLY else LEVEL
    close = rows[0].score - rows[1].score < lead
    return (rows[0].id, rows[1].id) if close else ()
