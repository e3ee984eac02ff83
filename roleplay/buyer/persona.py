"""The frozen description that a buyer is played from.

Authoring compiles YAML to these values; nothing here knows YAML. Conditions travel as checked
trees (tuples), so that personas can be sent to worker processes and kept in the cache.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from roleplay.heard import Register

GOODWILL = ("rapport", "trust", "standing")
"""Meters of a buyer's goodwill."""
STAY = "stay"
AGAIN = "again"
STALL = "stall"
"""As what a transition says: the stall line of the first precondition that does not hold."""
EVENTS = ("silence", "unclear", "repeated", "turn_window", "message", "fact_told")
FACT_KINDS = [
    "goal",
    "process",
    "trouble",
    "cause",
    "effect",
    "figure",
    "wait",
    "stake",
    "power",
    "funds",
    "path",
    "past",
    "people",
    "rank",
    "around",
    "feel",
    "evidence",
    "public",
]
PRECONDITIONS = (
    "aim",
    "barrier",
    "stake",
    "picture",
    "verdict",
    "worth",
    "money",
    "power",
    "path",
    "plan",
    "alternatives",
    "nerve",
)
"""What must be true before the order is asked for: P1 to P12 of domain 3.1, in that order."""
TOPIC_KINDS = {
    "remedy": "something that would mend the trouble, with the seller's offering or without",
    "plan": "a part of solving that is not buying: an owner, a rule, a first month, a measure",
    "around": "work around the offering that somebody will have to do",
    "reason": "a reason in words that others in the firm would accept",
    "worry": "what the buyer, or somebody there, may be afraid of",
    "relief": "what it would be to the buyer to have the trouble gone",
    "sign": "a sign that the choice was made before the talk, or that there is no fit",
    "misfit": "what the offering cannot do for this buyer",
}
"""What a topic can be, and what is meant by it."""
GIVE, GET = "give", "get"
"""Sides of a trade: what the seller offers, and what the seller wants."""
DISCLOSURE_LEVELS = ("public", "goal", "trouble", "consequence", "personal")


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition: its source text and its tree (see ``conditions``)."""

    text: str
    tree: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """One change to the buyer's memory: a meter moves by ``by`` points, or a scar is left."""

    meter: str
    """Meter id; empty for a scar."""
    by: int = 0
    """Points up (positive) or down (negative)."""
    until: int | None = None
    """The meter is not moved past this value by this effect."""
    scar: str = ""
    """Permanent mark of broken faith (domain 1.3, M4); empty for a meter's move."""


@dataclass(frozen=True, slots=True)
class Meter:
    """One bounded mood of the buyer (domain 1.2)."""

    start: int
    low: int = 0
    high: int = 100


@dataclass(frozen=True, slots=True)
class State:
    """Where the conversation stands for the buyer."""

    name: str
    purpose: str = ""
    final: bool = False
    """The conversation with this buyer ends here."""
    hands_over: bool = False
    """The buyer passes the seller on; who takes over is the scenario's matter."""
    entry: bool = False
    """A call of a scenario may begin here (``begins_in``)."""


@dataclass(frozen=True, slots=True)
class Transition:
    """An allowed change from one state to another, or a reaction inside a state."""

    name: str
    sources: tuple[str, ...]
    acts: tuple[str, ...]
    """Acts, flags or events that may fire it."""
    goes_to: str
    """A state, ``stay`` (react without leaving) or ``again`` (leave and re-enter)."""
    requires: Condition | None = None
    effects: tuple[Effect, ...] = ()
    says: str = ""
    """Line id; empty: the buyer answers as if nothing had fired."""
    harmful: bool = False
    """Harm is looked at before all else, and no fact is told in the same turn."""
    place: str = ""
    """Where it is written, file:line:column."""


@dataclass(frozen=True, slots=True)
class Move:
    """How an act alone moves this temperament, whatever the state."""

    name: str
    acts: tuple[str, ...]
    effects: tuple[Effect, ...]
    requires: Condition | None = None
    says: str = ""
    """Line said when nothing weightier is; empty: none."""
    harmful: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a line."""

    text: str
    needs: tuple[str, ...] = ()
    """Variables it quotes; a variant whose variables have no value now is passed over."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the buyer can say, in variants by mood."""

    id: str
    moods: dict[str, tuple[Variant, ...]]
    """Variants by mood name; ``any`` serves every mood without its own."""
    borrowed_from: str = ""
    """Id of the temperament or trait that lent the line; empty: the buyer's own."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A secret with a disclosure level."""

    id: str
    kind: str
    level: str
    truth: str
    asked_by: tuple[str, ...]
    phrases: tuple[str, ...]
    says: str
    """Line id of the disclosure."""
    not_yet: str
    """Line id said when asked too soon."""
    name: str = ""
    """What the buyer calls it, for "do you mean …?"."""
    told_after: tuple[str, ...] = ()
    """Facts that must have been told before."""
    requires: Condition | None = None
    """Further condition, beside the level's."""
    open: bool = False
    """Also answers a question of these acts that names no subject at all."""
    parts: tuple[str, ...] = ()
    """Facts that this figure is built from."""
    raises: tuple[str, ...] = ()
    """Facts that telling it brings up, beside those that may be told only after it."""
    figures: dict[str, str] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    """What telling it does, beside the level's own effects."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A disclosure level: when it is open, and what telling at it does."""

    name: str
    requires: Condition | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that the buyer puts on their own."""

    id: str
    says: str
    requires: Condition | None = None
    window: tuple[int, int] = (1, 999)
    """First and last turn on which it may come."""
    answered_by: tuple[str, ...] = ()
    """Acts that answer it; empty: any."""
    subjects: tuple[str, ...] = ()
    """Facts that the question raises: following one is following the buyer."""
    tests: str = ""
    """What it tests, for criteria: ``product``, ``limit``, ``next_step`` …"""
    words: int = 30
    """An answer of at most this many words is a short one."""
    answered: str = ""
    """Line id said to an answer, where nothing else is; empty: none."""
    evaded: str = ""
    """Line id said when the seller does not answer."""
    evaded_effects: tuple[Effect, ...] = ()
    answered_effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a seller may name in a statement: a remedy, a claim, a worry."""

    id: str
    phrases: tuple[str, ...]
    kind: str = ""
    """One of ``TOPIC_KINDS``, for criteria; empty: of none."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A card of give and get (domain 1.3, M7)."""

    id: str
    side: str
    """``give`` (the seller offers it) or ``get`` (the seller wants it)."""
    value: int
    """What it costs the seller, or is worth to the seller: 1 to 10; for each per cent where
    ``per_cent`` is true."""
    phrases: tuple[str, ...]
    says: str
    """Line id said when the buyer takes a give, or grants a get."""
    refused: str = ""
    """Line id said when a get is asked for and not granted."""
    requires: Condition | None = None
    """When the buyer grants a get."""
    effects: tuple[Effect, ...] = ()
    """What taking or granting it does."""
    name: str = ""
    per_cent: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Precondition:
    """One thing that must be true before the order is asked for (domain 3.1)."""

    name: str
    requires: Condition | None
    stall: str
    """Line id of what the buyer says instead of signing while it is not (domain 3.2)."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One buyer, put together from journey, temperament, traits, facts, lines and changes."""

    id: str
    name: str
    role: str
    company: str
    background: str
    """For trainers: who this person is. Never shown to a trainee in play."""
    opening_state: str
    states: dict[str, State]
    transitions: tuple[Transition, ...]
    moves: tuple[Move, ...]
    meters: dict[str, Meter]
    levels: dict[str, Level]
    moods: tuple[tuple[str, Condition | None], ...]
    """Mood names in order of trial; the last has no condition."""
    facts: dict[str, Fact]
    lines: dict[str, Line]
    asks: tuple[Ask, ...] = ()
    topics: dict[str, Topic] = field(default_factory=dict)
    trades: dict[str, Trade] = field(default_factory=dict)
    readiness: tuple[Precondition, ...] = ()
    """The preconditions that are relevant with this buyer, in the order of ``PRECONDITIONS``."""
    manager: bool = False
    """The seller's own manager: only then are manager acts heard."""
    register: Register = field(default_factory=Register)
    parts: tuple[str, ...] = ()
    """Ids of journey, temperament and traits."""
    figures: dict[str, str] = field(default_factory=dict)
    """Every figure of every fact: what lines may quote."""
    digest: str = ""

    @property
    def quotable(self) -> dict[str, str]:
        """What any line of this buyer may quote: figures, and the buyer's name."""
        return {**self.figures, "own_name": self.name}

    def __hash__(self) -> int:
        """Personas key the shared machines; content with one digest is one persona."""
        return hash((self.id, self.digest))
