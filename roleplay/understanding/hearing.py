"""What each clause of a turn does: the encoder's scores as confidences, and rules over them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from roleplay.acts import family
from roleplay.heard import ACCEPTED, HEARD, ActHeard, Context, SubjectHeard
from roleplay.understanding.aside import back_channel
from roleplay.understanding.clauses import Clause
from roleplay.understanding.denials import denied
from roleplay.understanding.encoder import Encoder, Passed, per_cent
from roleplay.understanding.form import form_said
from roleplay.understanding.normalise import STOP, straighten, words_of

if TYPE_CHECKING:
    from roleplay.understanding.encoder import Direction

FLAGS = ("leading", "bully", "grovel", "unclear", "answers")
"""Flags that the encoder scores."""
MOVES = frozenset("agenda next_step close get plan lift recap".split())
"""Acts of a question that asks for leave, a step or a nod, and for no fact."""
NO_QUESTION = MOVES | {"rapport"}
"""Acts beside which a question's form alone is not taken for a question about a subject."""
PICKED = 100
"""Score of a subject that the seller named outright: asked for, whatever the form."""
ASKS_ANYWAY = 12
"""Confidence with which a question about a subject is heard although no act stood out."""
_ASKS_WITHIN = re.compile(
    r"\b(?:ask|know|tell me|hear|wondering|understand|learn)(?: you)?(?: about)? "
    r"(?:what|how|who|whose|why|where|when|which|whether)\b"
)
"""A question inside the leave to put it."""
_IF = re.compile(r"\bif\b")
OUT_OF_IT = re.compile(
    r"\b(?:(?:we|\w+)(?:'re| are| is) not|we (?:won't|will not|shan't|shall not|are not going to|"
    r"aren't going to)) (?:going to )?(?:be )?(?:bid|bidding|tender|tendering|"
    r"answering this|put(?:ting)? in (?:a|our) (?:bid|tender))\b|"
    r"\bwe(?:'ll| will| must| have to)? (?:step|stand) aside\b|\bwe(?:'ll| will| must| have to)? "
    r"decline(?! to (?:say|comment|answer))\b|\b(?:don't|do not) put us (?:down|in)\b|"
    r"\btake us off (?:the|your) list\b"
)
"""Out of the running, in so many words: the talk may go on."""
_QUESTION_WORDS = re.compile(
    r"\?|\b(?:(?:what|how|why|who|when|where)(?:'?(?:s|d|re|ll))?|whose|whom|which|whether|"
    r"tell|show|take|walk|talk|give|"
    r"help|explain|describe|curious|wonder(?:ing)?|ask(?:ing)?|do|did|does|is it|is there|"
    r"are there|are you|can|could|would|will|have|has|were|was it|isn't|shall|hear|know|understand|"
    r"interested|more|go on|just|or)\b"
)
"""Words of which a sentence that asks without a question mark has at least one."""
_STATED = re.compile(
    r"(?:and |so |but )?what(?:'s more\b|(?! (?:is|are|was|were|do|does|did|would|could|can|will|"
    r"has|have)\b)(?: (?!when\b|if\b|after\b|once\b)[\w']+){1,7}? "
    r"(?:is|are|was|were|means)\b)[^?]*\.$"
)
_SENTENCE_END = re.compile(r"[.!?\n]")
FORMS = ("open", "closed")
"""Forms that the encoder scores."""
PROPOSALS = ("next_step", "lift", "plan", "get")
"""Kinds of proposal that a question may make."""
TORN = 40
"""Confidence of all kinds of question, or of proposal, from which the surest is heard."""
ASKS_AT_ALL = 25
"""The same from which a question about a known subject is taken for one."""
SURELY_ABOUT = 12
"""Points over the accepted score from which a question is about a subject whatever its kind."""
NEAR = 15
"""Points under its threshold down to which an act is kept as near."""
LEAST_NEAR = 20
"""Confidence that an act needs to be near at all."""


@dataclass(frozen=True, slots=True)
class Said:
    """One clause as read."""

    clause: Clause
    number: int
    """Its index in the turn."""
    form: str
    """Question form: ``open``, ``closed``, ``both`` or ``none``."""
    acts: tuple[ActHeard, ...]
    """Acts heard, surest first."""
    near: tuple[ActHeard, ...]
    """Acts that stayed just under their threshold."""
    flags: dict[str, int]
    """Confidence of each flag and form that the encoder scores, 0 to 100; under ``asks`` that of
    all kinds of question together."""
    direction: Direction | None
    """What it means; None for a clause without a single word."""
    marked: bool = True
    """Whether its sentence has a mark or a word of a question; without one it asks only where the
    encoder is sure of it."""

    @property
    def asks(self) -> bool:
        """Whether it wants an answer."""
        return self.form != "none"

    def only(self, *acts: str) -> bool:
        """Whether it does one of these and nothing else."""
        return bool(self.acts) and all(act.id in acts for act in self.acts)

    def does(self, *acts: str) -> bool:
        """Whether one of these acts was heard in it."""
        return any(act.id in acts for act in self.acts)


def hear(encoder: Encoder, text: str, clauses: Sequence[Clause], context: Context) -> list[Said]:
    """Every clause of a turn, in order."""
    passed = encoder.read(context.buyer, text, clauses)
    return [
        _said(encoder, text, clause, number, passed.get(number), context)
        for number, clause in enumerate(clauses)
    ]


def _said(
    encoder: Encoder,
    text: str,
    clause: Clause,
    number: int,
    passed: Passed | None,
    context: Context,
) -> Said:
    if passed is None:
        return Said(clause, number, "none", (), (), {}, None)
    sure = {a: n for a, n in encoder.confidences(passed).items() if not denied(a, clause.text)}
    flags = {name: per_cent(encoder.score(passed, name)) for name in (*FLAGS, *FORMS)}
    form = form_said(clause.text, flags["open"], flags["closed"])
    quiet = back_channel(clause.text)
    marked = may_ask(_sentence(text, clause))
    asks = form != "none" and marked
    heard = [] if quiet else _heard(sure, encoder.least, asks, context.manager)
    near = [] if quiet else _near(sure, encoder.least, heard, context.manager)
    return Said(
        clause,
        number,
        form,
        tuple(_act(encoder, act, sure[act], clause, number, passed) for act in heard),
        tuple(_act(encoder, act, sure[act], clause, number, passed) for act in near),
        flags | {"asks": min(sum(_asks(sure).values()), 100)},
        passed.direction,
        marked,
    )


def may_ask(sentence: str) -> bool:
    """Whether a sentence has a mark or a word of a question, and is none that only begins like
    one ("What goes wrong is …")."""
    plain = straighten(sentence).strip()
    return _QUESTION_WORDS.search(plain) is not None and _STATED.match(plain) is None


def _sentence(text: str, clause: Clause) -> str:
    """The sentence that a clause stands in, with the mark that ends it."""
    begins = max(text.rfind(mark, 0, clause.start) for mark in ".!?\n") + 1
    ends = _SENTENCE_END.search(text, max(clause.end - 1, clause.start))
    return text[begins : ends.end() if ends else len(text)]


def _heard(sure: dict[str, int], least: dict[str, int], asks: bool, manager: bool) -> list[str]:
    """The acts of a clause, surest first.

    A question that is torn between several kinds of question is still a question, and one that is
    torn between kinds of proposal is still a proposal: the surest kind is heard where all
    together are sure enough.
    """
    heard = [act for act, points in sure.items() if points >= least[act]]
    for kinds in (_asks(sure), {act: sure[act] for act in PROPOSALS}) if asks else ():
        if not kinds.keys() & set(heard) and sum(kinds.values()) >= TORN:
            heard.append(max(kinds, key=lambda act: kinds[act]))
    allowed = [act for act in heard if manager or family(act) != "manager"]
    return sorted(allowed, key=lambda act: -sure[act])


def _near(
    sure: dict[str, int], least: dict[str, int], heard: list[str], manager: bool
) -> list[str]:
    """The acts that stayed just under their threshold."""
    return [
        act
        for act, points in sorted(sure.items(), key=lambda row: -row[1])
        if points >= max(least[act] - NEAR, LEAST_NEAR)
        and act not in heard
        and (manager or family(act) != "manager")
    ]


def _asks(sure: dict[str, int]) -> dict[str, int]:
    return {act: points for act, points in sure.items() if family(act) == "ask"}


def _act(
    encoder: Encoder, act: str, sure: int, clause: Clause, number: int, passed: Passed
) -> ActHeard:
    """An act with the words that decided it; where they tell nothing alone, the whole clause."""
    start, end = deciding(passed, encoder.outputs[act])
    words = clause.text[max(start - clause.start, 0) : max(end - clause.start, 0)]
    if all(word.text in STOP for word in words_of(words)):
        start, end = clause.start, clause.end
    return ActHeard(act, sure, "", start, end, number)


def asking_anyway(said: Sequence[Said], subjects: Sequence[SubjectHeard]) -> list[Said]:
    """A question about a known subject is a question, whichever kind of question it is.

    After a proposal, what is asked belongs to it ("and which morning?") and asks for no fact.
    """
    out, proposed = [], False
    for each in said:
        out.append(each if proposed else _asking_anyway(each, subjects))
        proposed = proposed or each.does("next_step", "plan", "close", "no_buy")
    return out


def _asking_anyway(said: Said, subjects: Sequence[SubjectHeard]) -> Said:
    mine = [m for m in subjects if m.clause == said.number and m.score >= ACCEPTED]
    within = _ASKS_WITHIN.search(said.clause.text.lower()) is not None
    if said.only("agenda") and within:
        said = replace(said, acts=())  # "Can I ask what she told you?" asks it
    picked = any(match.score == PICKED for match in mine)
    if picked and not said.asks:
        said = replace(said, acts=())  # "the first one, please" advises nothing
    if any(family(act.id) == "ask" or act.id in NO_QUESTION for act in said.acts):
        return said
    surely = any(match.score >= ACCEPTED + SURELY_ABOUT for match in mine)
    likely = bool(mine) and said.flags.get("asks", 0) >= ASKS_AT_ALL
    if not picked and not (((said.asks and said.marked) or within) and (surely or likely)):
        return said
    asks = [act for act in said.near if family(act.id) == "ask"]
    clause = said.clause
    vague = ActHeard("ask_today", ASKS_ANYWAY, "", clause.start, clause.end, said.number)
    act = max(asks, key=lambda act: act.confidence, default=vague)
    act = replace(act, confidence=min(act.confidence, HEARD - 1))
    near = tuple(other for other in said.near if other.id != act.id)
    return replace(said, acts=(*said.acts, act), near=near)


def staying(said: list[Said]) -> list[Said]:
    """Who ends with a question is not leaving, and neither is who only sets terms for leaving."""
    terms = max((a.confidence for each in said for a in each.acts if a.id == "agenda"), default=0)
    asks = bool(said) and said[-1].asks

    def stands(act: ActHeard, each: Said) -> bool:
        plain = straighten(each.clause.text)
        if OUT_OF_IT.search(plain):
            return True
        only_if = asks or act.confidence <= terms or _IF.search(plain)
        return act.id != "step_back" or not only_if

    return [replace(e, acts=tuple(a for a in e.acts if stands(a, e))) for e in said]


def deciding(passed: Passed, output: int) -> tuple[int, int]:
    """The run of words that speaks for an output most: start and end in the turn's text.

    Each word's share is taken against the clause's mean; the run whose shares add up to most.
    """
    words: list[tuple[int, int, float]] = []
    mean = float(passed.scores[output])
    for (start, end), row in zip(passed.places, passed.shares, strict=True):
        share = float(row[output]) - mean
        if words and words[-1][:2] == (start, end):
            share += words.pop()[2]
        words.append((start, end, share))
    best, most, sum_, first = (words[0][0], words[-1][1]), -math.inf, 0.0, 0
    for place, (_, end, share) in enumerate(words):
        if sum_ <= 0:
            sum_, first = 0.0, place
        sum_ += share
        if sum_ > most:
            best, most = (words[first][0], end), sum_
    return best
