"""The buyer's memory before each turn, taken from the records alone."""

from __future__ import annotations

from roleplay.buyer.state import BuyerState
from roleplay.conversation.records import Call, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.errors import TranscriptError


def states_before(transcript: Transcript) -> dict[int, BuyerState]:
    """The state of the buyer on the line before each turn, by index into ``transcript.turns``.

    Raises TranscriptError if a turn stands before its buyer's call.
    """
    states: dict[str, BuyerState] = {}
    before: dict[int, BuyerState] = {}
    for record in transcript.live:
        if isinstance(record, Call):
            states[record.buyer] = record.state
        elif isinstance(record, Turn):
            if record.buyer not in states:
                raise TranscriptError(
                    f"turn {record.number} is with {record.buyer}, who was never called; "
                    "expected a call record before it; ask for the original transcript"
                )
            before[len(before)] = states[record.buyer]
            states[record.buyer] = record.reaction.after
    return before
