"""Rulings: a person's word on how a turn should have been read.

A ruling corrects the reading for judging. What the buyer did stays recorded as it was; where the
buyer would have done something else, that is said, and the turn can be tried again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from roleplay.acts import ACTS
from roleplay.buyer.react import react
from roleplay.coach.states import states_before
from roleplay.conversation.records import Event, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.heard import CLEAR, FlagHeard, Heard
from roleplay.scenario import Content


@dataclass(frozen=True, slots=True)
class Ruling:
    """One act or flag of one turn, and whether it was there."""

    turn: int
    """Number of the turn, as the trainee saw it."""
    act: str
    """Id of an act or a flag."""
    heard: bool
    """True: it was there and was missed; False: it was not there."""
    why: str = ""


def corrected(heard: Heard, ruling: Ruling) -> Heard:
    """A reading as a ruling has it."""
    acts = tuple(act for act in heard.acts if act.id != ruling.act)
    flags = tuple(flag for flag in heard.flags if flag.id != ruling.act)
    if ruling.heard and not (heard.has(ruling.act) or heard.flagged(ruling.act)):
        if ruling.act in ACTS:
            acts = (*acts, heard.by_hand(ruling.act))
        else:
            flags = (*flags, FlagHeard(ruling.act, heard.text, 0, len(heard.text)))
    elif ruling.heard:
        acts, flags = heard.acts, heard.flags
    return replace(heard, acts=acts, flags=flags, verdict=CLEAR, choices=())


def ruled(transcript: Transcript, rulings: Iterable[Ruling]) -> Transcript:
    """The transcript for judging: readings as ruled, disputes about them settled."""
    by_turn: dict[int, list[Ruling]] = {}
    for ruling in rulings:
        by_turn.setdefault(ruling.turn, []).append(ruling)
    if not by_turn:
        return transcript
    records = []
    for record in transcript.records:
        if isinstance(record, Event) and record.kind == "dispute" and record.turn in by_turn:
            continue
        if isinstance(record, Turn) and not record.free:
            heard = record.heard
            for ruling in by_turn.get(record.number, ()):
                heard = corrected(heard, ruling)
            record = replace(record, heard=heard)
        records.append(record)
    return replace(transcript, records=tuple(records))


def gone_elsewhere(
    transcript: Transcript, rulings: Iterable[Ruling], content: Content
) -> tuple[int, ...]:
    """Turns at which the buyer would have done something else, had they been read as ruled."""
    turns, before = transcript.turns, states_before(transcript)
    found = []
    for index, turn in enumerate(ruled(transcript, rulings).turns):
        old = turns[index].reaction
        if turn.heard == turns[index].heard:
            continue
        persona = content.personas[turn.buyer]
        new = react(persona, before[index], turn.heard, transcript.header.seed)
        if (new.after.state, new.told and new.told.fact) != (
            old.after.state,
            old.told and old.told.fact,
        ):
            found.append(turn.number)
    return tuple(dict.fromkeys(found))
