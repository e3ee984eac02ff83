"""One situation: seller, cards, buyers, limits, truth and endings.

Law of this room: frozen values only. A ``Content`` is one scenario in one form with everything
that a play of it needs; rooms above receive it whole and never look for files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from roleplay.buyer.persona import Condition, Persona
from roleplay.heard import Heard, Limit

GRADES = {"best": 100, "good": 75, "neutral": 50, "poor": 25, "harmful": 0}
"""Points of an ending's grade (domain 6)."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the seller's firm offers and what may be said of it."""

    id: str
    seller: str
    product: str
    does: tuple[str, ...]
    limits: tuple[Limit, ...]
    prices: tuple[str, ...]
    may_promise: tuple[str, ...]
    limits_said: dict[str, str] = field(default_factory=dict)
    """Each limit in plain words, for the card that a trainee reads."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One named way that a play can finish. The first whose condition holds is the one."""

    id: str
    grade: str
    when: Condition
    epilogue: str
    """What the buyer did next (domain 1.3, M14)."""
    next_call: str = ""
    """Scenario to offer next; empty: none."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Who takes over when a buyer hands the seller on, and for how long (domain 1.3, M1)."""

    to: str
    turns: int
    opening: str
    """Line id of the new buyer's first words."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """When this scenario offers a criterion's chance, and how heavily it weighs."""

    weight: int = 1
    """1, or 2 for a focal criterion."""
    window: tuple[int, int] = (1, 999)
    """First and last turn of the chance."""
    asked: str = ""
    """Id of the buyer's own question that offers it; empty: the window alone."""


@dataclass(frozen=True, slots=True)
class BetterLine:
    """An authored better line, with the reading that compilation stored."""

    id: str
    criterion: str
    after: tuple[str, ...]
    """Facts that must have been told: the line uses nothing else."""
    before: tuple[str, ...]
    """Facts that must still be closed: the line asks for them."""
    states: tuple[str, ...]
    """States in which it fits; empty: any."""
    answers: str
    """Id of the buyer's question it answers; empty: none waits."""
    line: str
    heard: Heard
    drill: str = ""
    """Id of the exercise in words: what to try."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """Groups and weights, critical errors, bands and the pass rule (domain 7)."""

    id: str
    groups: dict[str, tuple[str, int]]
    """Group letter to title and weight."""
    bands: tuple[tuple[int, str, str], ...]
    """Lowest score, name, meaning; highest first."""
    caps: dict[str, int]
    """Critical error id to the highest score that is left."""
    technique: int = 80
    """Per cent of the run score that technique makes; the ending makes the rest."""
    passed: int = 70
    group_floor: int = 50
    """No group with two observed criteria may be below this for a pass."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario in one form."""

    id: str
    title: str
    form: str
    minutes: int
    turns: int
    """Seller turns in the whole call."""
    summary: str
    briefing: str
    public_facts: tuple[str, ...]
    opening_buyer: str
    opening_line: str
    endings: tuple[Ending, ...]
    opportunities: dict[str, Opportunity]
    truth: str
    """For trainers and for the debrief's full reveal only."""
    handovers: dict[str, Handover] = field(default_factory=dict)
    better_lines: tuple[BetterLine, ...] = ()
    focal_meters: tuple[str, ...] = ("trust", "standing", "rapport")
    minimum_observed: int = 1
    goal: str = ""
    """What the briefing asks the trainee to reach, in a sentence."""
    forms: tuple[str, ...] = ("A",)
    """All forms that the scenario comes in, this one among them."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one play needs."""

    scenario: Scenario
    personas: dict[str, Persona]
    card: Card
    rubric: Rubric
    digest: str
    """Fingerprint of the resolved personas, scenario, form, card and rubric."""
