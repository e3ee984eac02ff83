"""The records of a transcript, one frozen value each (DESIGN section 7).

No record holds a time, a path, a user or anything of the machine: those live in the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from roleplay.buyer.state import BuyerState, Reaction
from roleplay.heard import Heard

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Header:
    """What was played, by which versions, from which seed."""

    scenario: str
    form: str
    content: str
    """Digest of resolved personas, scenario, form, cards and rubric."""
    engine: str
    reader: str
    """Digest of the reader."""
    seed: int
    mode: str = "practice"
    """``practice`` or ``exam``."""
    parent: str = ""
    """Hash of the last record of the attempt that this one retries; empty: a first try."""
    parent_turn: int = 0
    """Turn of the parent from which this one goes on."""
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Call:
    """A buyer comes on the line: the first, or one to whom the seller was handed."""

    buyer: str
    name: str
    text: str
    """The buyer's first words."""
    line: str
    state: BuyerState
    """Where this buyer starts."""
    turns: int
    """Seller turns that are left from here."""
    call: str = "first"
    """Id of the scenario's call."""
    setting: str = ""
    """Narration before the first word."""
    parting: str = ""
    """Last words of the buyer before, where time was up and the last reply held none."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: what the seller typed, how it was read, what it did, what was answered."""

    number: int
    """Counted seller turns so far, this one included; a free turn repeats the last number."""
    buyer: str
    text: str
    heard: Heard
    reaction: Reaction
    reply: str
    left: int
    """Seller turns left after this one."""

    @property
    def free(self) -> bool:
        """Whether it cost nothing, because it was not understood."""
        return self.reaction.free


@dataclass(frozen=True, slots=True)
class Event:
    """Something beside the turns: a dispute, a correction, a note."""

    kind: str
    """``dispute``, ``correction``, ``note`` or ``self_judgement``."""
    text: str = ""
    turn: int = 0
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undo:
    """The last turn was taken back (practice only). It stays in the file; it no longer counts."""

    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How the play finished."""

    ending: str
    grade: str
    cause: str
    """``final_state``, ``turns`` (the budget ran out) or ``unclear``."""
    turn: int
    text: str = ""
    """Closing words, where the last reply held none."""
    epilogue: str = ""
    """What the buyer did next (domain 1.3, M14)."""
    hours: int = 0
    """What the calls, and following them up, cost the seller."""
    next_call: str = ""


Record = Header | Call | Turn | Event | Undo | Ended
