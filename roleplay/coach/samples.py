"""Miniature plays: what a criterion passes and what it fails, in a few rows.

A sample is a criterion's test and its illustration in one. Its rows say what was heard and what
the buyer did; nothing is read and nothing is reacted to. The buyer of the samples has one fact of
each kind, and a handful of transitions, named in ``ENDS``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roleplay.buyer.state import BuyerState, Moved, Reaction, Refused, Taken, Told
from roleplay.coach.sample_buyer import BUYER, COLLEAGUE, CONTENT, ENDS, LEVELS, start
from roleplay.conversation.records import Call, Ended, Header, Record, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.heard import ActHeard, FlagHeard, Heard, Slot
from roleplay.scenario import Content


@dataclass(frozen=True, slots=True)
class Row:
    """One turn of a sample."""

    text: str
    acts: str = ""
    """Act ids; one in brackets is part of a short answer to the buyer's question."""
    flags: str = ""
    told: str = ""
    """Kind of fact disclosed; ``kind again`` for one told before."""
    parts: int = 0
    figures: tuple[str, ...] = ()
    refused: str = ""
    """Kind of fact that was asked for and stayed shut."""
    meters: str = ""
    """Meters after the turn, ``rapport 22, trust 40``; the rest stay."""
    by: str = ""
    """Rule by which those meters moved; empty: none recorded."""
    takes: str = ""
    """Name in ``ENDS`` of the transition taken."""
    slots: str = ""
    tests: str = ""
    """What the question tests that the buyer puts after this turn."""
    answered: str = ""
    """What the question tested that this turn answers."""
    evaded: str = ""
    raises: bool = False
    follows: bool = False
    scar: str = ""
    with_colleague: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A miniature play and the level that it must get."""

    title: str
    level: int
    rows: tuple[Row, ...]
    grade: str = ""
    """Grade of the ending; empty: the call is still open."""

    def transcript(self) -> Transcript:
        """The records of the sample."""
        return _transcript(self)

    def content(self) -> Content:
        """The samples' buyer and scenario."""
        return CONTENT


def _transcript(sample: Sample) -> Transcript:
    records: list[Record] = [Header("samples", "A", "samples", "0", "none", 1)]
    states: dict[str, BuyerState] = {}
    for number, row in enumerate(sample.rows, start=1):
        buyer = COLLEAGUE if row.with_colleague else BUYER
        if buyer not in states:
            states[buyer] = start(buyer)
            records.append(Call(buyer, "Robin Vale", "Yes?", "opening", states[buyer], 14))
        turn = _turn(row, number, states[buyer])
        states[buyer] = turn.reaction.after
        records.append(turn)
    if sample.grade:
        records.append(Ended("over", sample.grade, "final_state", len(sample.rows)))
    return Transcript(tuple(records))


def _turn(row: Row, number: int, before: BuyerState) -> Turn:
    heard = _heard(row)
    reaction = _reaction(row, heard, before)
    return Turn(number, before.persona, row.text, heard, reaction, "Well.", 14 - number)


def _heard(row: Row) -> Heard:
    end = len(row.text)
    acts = tuple(
        ActHeard(name.strip("()"), 90, row.text, 0, end, 0, answering=name.startswith("("))
        for name in row.acts.split()
    )
    flags = tuple(FlagHeard(name, row.text, 0, end) for name in row.flags.split())
    slots = tuple(Slot(kind, "", 0, 0) for kind in row.slots.split())
    return Heard(row.text, acts, flags, slots=slots, words=len(row.text.split()))


def _reaction(row: Row, heard: Heard, before: BuyerState) -> Reaction:
    taken = _taken(row, before)
    meters, moved = _moves(row, heard, before)
    told = _told(row, heard, before)
    after = replace(
        before,
        state=taken.target if taken else before.state,
        meters=meters,
        turn=before.turn + 1,
        told=(*before.told, told.fact) if told and not told.again else before.told,
        scars=(*before.scars, row.scar) if row.scar else before.scars,
    )
    return Reaction(
        says=(),
        after=after,
        taken=taken,
        refused=(Refused(f"sample_{row.refused}", "", "", f"sample_{row.refused}"),)
        if row.refused
        else (),
        moved=moved,
        told=told,
        question=f"question.{row.tests}" if row.tests else "",
        tests=row.tests,
        answered=f"question.{row.answered}" if row.answered else "",
        answered_tests=row.answered,
        evaded=f"question.{row.evaded}" if row.evaded else "",
        raised=("topic",) if row.raises else (),
        followed=row.follows,
        mood="any",
    )


def _taken(row: Row, before: BuyerState) -> Taken | None:
    if not row.takes:
        return None
    transition = ENDS[row.takes]
    stays = transition.goes_to == "stay"
    target = before.state if stays else transition.goes_to
    return Taken(row.takes, transition.acts[0], row.text, before.state, target, "")


def _moves(row: Row, heard: Heard, before: BuyerState) -> tuple[dict[str, int], tuple[Moved, ...]]:
    meters = dict(before.meters)
    moved = []
    for item in filter(None, row.meters.split(",")):
        name, value = item.split()
        if row.by and meters[name] != int(value):
            moved.append(Moved(name, meters[name], int(value), row.by, heard.text))
        meters[name] = int(value)
    return meters, tuple(moved)


def _told(row: Row, heard: Heard, before: BuyerState) -> Told | None:
    if not row.told:
        return None
    kind, _, again = row.told.partition(" ")
    act = heard.acts[-1].id if heard.acts else ""
    level = LEVELS.get(kind, "consequence")
    fact = f"sample_{kind}"
    return Told(fact, kind, level, act, row.text, "", row.parts, row.figures, again=bool(again))
