"""Miniature plays: what a criterion passes and what it fails, in a few rows.

A sample is a criterion's test and its illustration in one. Its rows say what was heard and what
the buyer did; nothing is read and nothing is reacted to. The buyer of the samples has one fact of
each kind, and a handful of transitions, named in ``ENDS``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roleplay.buyer.persona import GET, GIVE
from roleplay.buyer.state import BuyerState, Dealt, Ledger, Moved, Reaction, Refused, Taken, Told
from roleplay.coach.sample_buyer import BUYER, COLLEAGUE, CONTENT, ENDS, LEVELS, MANAGER, start
from roleplay.conversation.records import Call, Ended, Header, Record, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.heard import ActHeard, FlagHeard, Heard, Slot, SubjectHeard
from roleplay.scenario import Content

WORTH = 3
"""What each card of a sample is worth."""


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
    names: str = ""
    """Kinds of topic that this turn names."""
    borrows: str = ""
    """Kinds of fact that this turn states before the buyer told them."""
    deals: str = ""
    """Cards laid down, ``give price, get term, refused term``; each is worth 3."""
    per_cent: int = 0
    """The per cent that a ``give`` names."""
    ready: str | None = None
    """The preconditions that hold after the turn; None: as before."""
    with_colleague: bool = False
    with_manager: bool = False


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
        buyer = COLLEAGUE if row.with_colleague else MANAGER if row.with_manager else BUYER
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
    named = tuple(SubjectHeard(f"topic_{kind}", 90, 0, row.text) for kind in row.names.split())
    words = len(row.text.split())
    return Heard(row.text, acts, flags, slots=slots, words=words, subjects=named)


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
        named=(*before.named, *(f"topic_{kind}" for kind in row.names.split())),
        borrowed=(*before.borrowed, *(f"sample_{kind}" for kind in row.borrows.split())),
        ledger=_ledger(row, before.ledger),
        ready=before.ready if row.ready is None else tuple(row.ready.split()),
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
        dealt=_dealt(row),
        borrowed=tuple(f"sample_{kind}" for kind in row.borrows.split()),
        question=f"question.{row.tests}" if row.tests else "",
        tests=row.tests,
        answered=f"question.{row.answered}" if row.answered else "",
        answered_tests=row.answered,
        evaded=f"question.{row.evaded}" if row.evaded else "",
        raised=("topic",) if row.raises else (),
        followed=row.follows,
        mood="any",
    )


def _dealt(row: Row) -> tuple[Dealt, ...]:
    found = []
    for item in filter(None, row.deals.split(",")):
        way, card = item.split()
        side = GIVE if way == GIVE else GET
        found.append(Dealt(card, side, granted=way != "refused", words=row.text))
    return tuple(found)


def _ledger(row: Row, before: Ledger) -> Ledger:
    for dealt in _dealt(row):
        if dealt.side == GIVE:
            given = {**before.given, dealt.trade: WORTH}
            most = max(before.per_cent, row.per_cent)
            before = replace(before, given=given, unreturned=before.unreturned + 1, per_cent=most)
        else:
            wanted = (*before.wanted, dealt.trade)
            got = {**before.got, dealt.trade: WORTH} if dealt.granted else before.got
            left = 0 if dealt.granted else before.unreturned
            before = replace(before, wanted=wanted, got=got, unreturned=left)
    return before


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
