"""What a buyer remembers, and what one turn did to it.

``BuyerState`` is the whole memory as one frozen value; ``Reaction`` is one turn's worth of
change, each part with the rule that made it (DESIGN promise 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from roleplay.buyer.persona import Persona


@dataclass(frozen=True, slots=True)
class Ledger:
    """What seller and buyer have given each other so far (domain 1.3, M7)."""

    given: dict[str, int] = field(default_factory=dict)
    """Cards that the seller offered, each with what it costs."""
    wanted: tuple[str, ...] = ()
    """Cards that the seller asked for."""
    got: dict[str, int] = field(default_factory=dict)
    """Cards that the buyer granted, each with what it is worth to the seller."""
    unreturned: int = 0
    """Gives since the last get."""
    per_cent: int = 0
    """The highest per cent offered."""

    @property
    def gives(self) -> int:
        """What the seller's gives cost together."""
        return sum(self.given.values())

    @property
    def gets(self) -> int:
        """What the buyer's gets are worth together."""
        return sum(self.got.values())

    @property
    def ledger(self) -> int:
        """Gets minus gives."""
        return self.gets - self.gives


@dataclass(frozen=True, slots=True)
class Dealt:
    """What one turn did to a card."""

    trade: str
    side: str
    granted: bool = True
    """False: a get that was asked for and not granted."""
    words: str = ""
    clause: str = ""
    """Of a get that was not granted: the part of its guard that was false."""


@dataclass(frozen=True, slots=True)
class BuyerState:
    """Everything that a later turn may depend on. Its size does not grow with the turns."""

    persona: str
    state: str
    meters: dict[str, int]
    turn: int = 0
    """Turns this buyer has counted so far (free ones are not counted)."""
    here: int = 0
    """Turns counted in the present state."""
    told: tuple[str, ...] = ()
    """Facts told, in order."""
    asked: tuple[str, ...] = ()
    """Facts asked for and not told."""
    heard: dict[str, int] = field(default_factory=dict)
    """How often each act and flag was heard."""
    scars: tuple[str, ...] = ()
    spoken: dict[str, int] = field(default_factory=dict)
    """How often each line was said: what variant comes next follows from it."""
    said: tuple[str, ...] = ()
    """Line ids of the last reply."""
    focus: str = ""
    """The fact told last: what "why?" and "how much?" are about."""
    question: str = ""
    """Id of the buyer's own question that waits for an answer."""
    passed_over: bool = False
    """That question was passed over once: an honest answer may still come, one turn late."""
    asks: tuple[str, ...] = ()
    """Own questions put so far."""
    raised: tuple[str, ...] = ()
    """Facts that the last reply led to."""
    since: int = 0
    """Turns counted before the present call: conditions count from here."""
    named: tuple[str, ...] = ()
    """Topics and facts that the seller has named in a statement."""
    borrowed: tuple[str, ...] = ()
    """Facts that the seller stated before the buyer told them (domain 1.3, M11)."""
    ledger: Ledger = Ledger()
    """What was given and got."""
    ready: tuple[str, ...] = ()
    """Preconditions that held at the end of the last turn (domain 3.1)."""
    free: int = 0
    """Turns passed over without cost because they were not understood."""
    unclear: int = 0
    """Turns that made no sense, in a row."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A meter before and after, or a scar left, and the rule that did it."""

    meter: str
    before: int
    after: int
    rule: str
    """Name of the transition, move, level, fact or ask."""
    words: str = ""
    scar: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The transition that fired."""

    name: str
    act: str
    words: str
    source: str
    target: str
    rule: str
    """The guard as written; empty: none."""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A transition, or a fact, that was asked for and stayed shut."""

    name: str
    act: str
    clause: str
    """The part of the guard that was false, with the values in play."""
    fact: str = ""
    """Set where a fact, not a transition, stayed shut."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that the buyer disclosed this turn."""

    fact: str
    kind: str
    level: str
    act: str
    words: str
    rule: str
    """Condition of its disclosure, as written."""
    parts: int = 0
    """How many of the figures it is built from the buyer had told before."""
    figures: tuple[str, ...] = ()
    again: bool = False
    """Told once more: the trainee asked for what was already on the table."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line as spoken."""

    line: str
    mood: str
    variant: int
    text: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """All that one turn did."""

    says: tuple[Said, ...]
    after: BuyerState
    free: bool = False
    """Not understood: it cost nothing."""
    taken: Taken | None = None
    refused: tuple[Refused, ...] = ()
    moved: tuple[Moved, ...] = ()
    told: Told | None = None
    dealt: tuple[Dealt, ...] = ()
    """Cards offered, granted and refused."""
    borrowed: tuple[str, ...] = ()
    """Facts that the seller stated in this turn before the buyer had told them."""
    asked: tuple[str, ...] = ()
    """Facts asked for that wait: not told in this turn."""
    question: str = ""
    """Own question put at the end of this reply."""
    tests: str = ""
    """What that question tests."""
    answered: str = ""
    """Own question that this turn answered."""
    answered_tests: str = ""
    """What the answered question tested."""
    evaded: str = ""
    """Own question that this turn passed over."""
    raised: tuple[str, ...] = ()
    """Facts (topics) that this reply leads to: what a good listener would follow."""
    followed: bool = False
    """This turn took up what the last reply had raised."""
    mood: str = ""

    @property
    def text(self) -> str:
        """What the buyer says, as one string."""
        return " ".join(said.text for said in self.says)


def opening(persona: Persona) -> BuyerState:
    """The buyer's memory before the first word."""
    return BuyerState(
        persona=persona.id,
        state=persona.opening_state,
        meters={name: meter.start for name, meter in persona.meters.items()},
    )
