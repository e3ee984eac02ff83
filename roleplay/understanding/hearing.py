"""Which acts the clauses of a turn do: the learned part and the cues, with the rules over both."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay.acts import family
from roleplay.heard import ACCEPTED, HEARD, ActHeard, Context, SubjectHeard
from roleplay.understanding import linear
from roleplay.understanding.about import PICKED
from roleplay.understanding.clauses import Clause
from roleplay.understanding.cues import SURE, cued
from roleplay.understanding.features import features_of
from roleplay.understanding.form import form_of
from roleplay.understanding.normalise import STOP, words_of
from roleplay.understanding.table import mended
from roleplay.understanding.vetoes import HARM, back_channel, farewell, vetoed

RARE = frozenset("no_buy own_it refer_on lift refocus next_step plan".split())
"""Moves that are seldom made, and mean much when they are."""
KNOWN_WELL = frozenset(
    "tell_feature tell_generic tell_need tell_solve tell_answer tell_price".split()
)
"""Acts that can cost marks and are common enough to be known well."""
PROPOSES = frozenset(("next_step", "plan", "get", "close"))
"""Acts that propose or fix something."""
ENDS = frozenset(("step_back",))
"""Acts that can end a call."""
MOVES_ON = frozenset("agenda next_step close get plan lift recap mirror deepen".split())
"""Acts of a question that asks for no fact, so that no subject need be picked."""
NO_QUESTION = MOVES_ON | {"rapport"}
"""Acts beside which a question's form alone is not taken for a question about a subject."""
SOBER = 68
"""Confidence from which telling, trading and rare moves are heard."""
COSTS = 80
"""Confidence from which a pitch is heard."""
COSTS_DEAR = 90
"""The same for what a buyer takes as an affront, or what can end a call."""
OUTRIGHT = ("rapport", "agenda")
"""Acts that are mostly said in so many words."""
SAID_OUTRIGHT = 95
"""Confidence that those need."""
LOUD = 80
"""Confidence that telling or small talk needs in a clause with the form of a question."""
ASKS_ANYWAY = 12
"""Confidence with which a question about a subject is heard although no act stood out."""


class Hearing:
    """Hears acts with one model."""

    def __init__(self, model: linear.Model) -> None:
        self._model = model

    def _mend(self, word: str) -> str:
        """A word that training never saw, as the known one it probably stands for."""
        if word in self._model.known or any(c.isdigit() for c in word):
            return word
        return mended(word) or word

    def acts(
        self,
        clauses: Sequence[Clause],
        subjects: Sequence[SubjectHeard],
        context: Context,
    ) -> tuple[tuple[ActHeard, ...], tuple[ActHeard, ...]]:
        """The acts of a turn: those heard, and those that stayed only near."""
        heard: list[ActHeard] = []
        near: list[ActHeard] = []
        for number, clause in enumerate(clauses):
            said, almost = self._clause_acts(clauses, number, context)
            if not any(_takes_the_question(act, clause) for act in said):
                said += _asks_anyway(clause, number, almost, subjects)
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
        acts = [act for act in best.values() if _possible(act, clauses, question, context)]
        acts.sort(key=lambda act: -act.confidence)
        sure_enough = [act for act in acts if act.confidence >= _least(act.id)]
        return sure_enough, [act for act in acts if act.confidence < _least(act.id)]


def _possible(act: ActHeard, clauses: Sequence[Clause], question: bool, context: Context) -> bool:
    """Whether rules leave an act standing: who is on the line, negation, form."""
    clause = clauses[act.clause]
    kind = family(act.id)
    if kind == "manager" and not context.manager:
        return False
    if act.id == "step_back" and (question or form_of(clauses[-1].text) != "none"):
        return False  # who asks something is not leaving
    if act.id in PROPOSES and not context.earlier and act.confidence < SURE:
        return False  # nobody proposes a next meeting with their first words
    if kind == "ask" and not question:
        return act.confidence >= SURE
    if question and (kind == "tell" or act.id == "rapport"):
        return act.confidence >= LOUD and not vetoed(act.id, clause.text)
    return not vetoed(act.id, clause.text)


def _asks_anyway(
    clause: Clause,
    number: int,
    almost: list[ActHeard],
    subjects: Sequence[SubjectHeard],
) -> list[ActHeard]:
    """A question about a known subject is a question, whichever kind of question it is."""
    picked = any(match.clause == number and match.score == PICKED for match in subjects)
    if form_of(clause.text) == "none" and not picked:
        return []
    asks = [act for act in almost if family(act.id) == "ask"]
    if asks:
        return [max(asks, key=lambda act: act.confidence)]
    if any(match.clause == number and match.score >= ACCEPTED for match in subjects):
        return [_act("ask_today", ASKS_ANYWAY, clause, number, 0, len(clause.text))]
    return []


def _takes_the_question(act: ActHeard, clause: Clause) -> bool:
    """Whether an act leaves a clause nothing more to ask: a reflection does in "is that right?",
    but not in "so what is in the way?"."""
    if family(act.id) == "listen":
        return form_of(clause.text) == "closed"
    return family(act.id) == "ask" or act.id in NO_QUESTION


def _least(act: str) -> int:
    """Confidence from which an act is heard: what can cost marks needs to be surer."""
    if act in OUTRIGHT:
        return SAID_OUTRIGHT
    if act in HARM or act in ENDS:
        return COSTS if act in KNOWN_WELL else COSTS_DEAR
    return SOBER if family(act) in ("tell", "trade") or act in RARE else HEARD


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
