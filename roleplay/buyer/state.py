"""What a buyer remembers, and what one turn did to it.

``BuyerState`` is the whole memory as one frozen value; ``Reaction`` is one turn's worth of
change, each part with the rule that made it (DESIGN promise 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from roleplay.buyer.persona import Persona


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
