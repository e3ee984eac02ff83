"""One situation: seller, cards, buyers, limits, truth and endings.

Law of this room: frozen values only. A ``Content`` is one scenario in one form with everything
that a play of it needs; rooms above receive it whole and never look for files.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from roleplay.buyer.persona import Condition, Effect, Persona
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
    epilogue: tuple[tuple[Condition | None, str], ...]
    """What the buyer did next, in parts: those whose condition holds are told (M14)."""
    hours: int = 0
    """What following it up costs the seller (domain 1.3, M12)."""
    next_call: str = ""
    """Scenario to offer next; empty: none."""


FIRST = "first"
"""Id of the call with which a scenario begins."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One call that a scenario may hold: the first, one after another, or one in the middle.

    A handover, the way back up, a second call days later and the seller's manager on the other
    line are all calls (domain 1.3, M1 and M12).
    """

    id: str
    buyer: str
    turns: int
    openings: tuple[tuple[Condition | None, str], ...]
    """Line ids of the buyer's first words: the first whose condition holds in what this buyer
    remembers. None: nobody speaks first."""
    after: str = ""
    """Id of the call that it follows."""
    during: str = ""
    """Id of the call in the middle of which it comes."""
    window: tuple[int, int] = (1, 999)
    """On which turns of that call it may come."""
    requires: Condition | None = None
    """When it comes about, judged by the buyer on the line before."""
    begins_in: str = ""
    """State in which the buyer begins; empty: where they were, or their opening state."""
    effects: tuple[Effect, ...] = ()
    """What the time between has done to the buyer's memory."""
    setting: str = ""
    """Narration before the first word."""
    back: str = ""
    """Line id with which an interrupted buyer goes on; empty: with nothing."""
    hours: int = 0
    """What it costs the seller (domain 1.3, M12)."""


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
    critical: dict[str, tuple[int, str]]
    """Critical error id to the highest score that is left, and its meaning. An error that is not
    named is not judged; rubrics from files name all four."""
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
    summary: str
    briefing: str
    public_facts: tuple[str, ...]
    calls: dict[str, Planned]
    """Every call that may come about, in order of trial; the first is the one it begins with."""
    main: tuple[str, ...]
    """Ids of the buyers by whom the call is judged; the first one's meters are the endings'."""
    endings: tuple[Ending, ...]
    opportunities: dict[str, Opportunity]
    truth: str
    """For trainers and for the debrief's full reveal only."""
    misfit: Condition | None = None
    """When it is known, from what the buyer remembers, that it must not be sold. None: it may."""
    better_lines: tuple[BetterLine, ...] = ()
    focal_meters: tuple[str, ...] = ("trust", "standing", "rapport")
    never: tuple[str, ...] = ()
    """States, facts and endings that this form means to keep out of reach."""
    minimum_observed: int = 1
    goal: str = ""
    """What the briefing asks the trainee to reach, in a sentence."""
    forms: tuple[str, ...] = ("A",)
    """All forms that the scenario comes in, this one among them."""

    @property
    def first(self) -> Planned:
        """The call it begins with."""
        return self.calls[FIRST]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one play needs."""

    scenario: Scenario
    personas: dict[str, Persona]
    card: Card
    rubric: Rubric
    digest: str
    """Fingerprint of the resolved personas, scenario, form, card and rubric."""
