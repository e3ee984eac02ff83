"""The scorecard: what judging one transcript gives. Frozen values only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roleplay.coach.criterion import Evidence

SCORED = "scored"
NOT_OBSERVED = "not_observed"
NEEDS_HUMAN = "needs_human"
INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """How one criterion came out."""

    id: str
    title: str
    group: str
    status: str
    """``scored``, ``not_observed`` (this form offered no chance), or ``needs_human`` (the trainee
    disputed the reading of a turn that it rests on; the level stands until somebody looks)."""
    level: int | None
    """0 to 4; None where not observed."""
    points: int | None
    """0 to 100: the level as a share of the highest."""
    weight: int
    """2 for a focal criterion of the scenario, else 1."""
    worth: Fraction
    """Points of the run score that the highest level is worth, exactly."""
    evidence: tuple[Evidence, ...] = ()
    debits: int = 0
    note: str = ""
    count: str = ""
    """Numbers as information."""

    @property
    def lost(self) -> Fraction:
        """Points of the run score that the missing levels cost, exactly."""
        return Fraction(0) if self.level is None else self.worth * (4 - self.level) / 4


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The mean of one group's observed criteria."""

    id: str
    title: str
    weight: int
    """As the rubric has it; what it came to is the sum of its criteria's ``worth``."""
    score: int
    """0 to 100, rounded half up for show."""
    observed: int
    """Criteria that it is the mean of."""
    standard_error: int | None = None
    """Of the mean, in points, rounded half up (see ``spread``); None of fewer than two."""


@dataclass(frozen=True, slots=True)
class CriticalError:
    """One error that caps the run, with its two signals."""

    id: str
    cap: int
    """Highest score that is left."""
    meaning: str
    evidence: tuple[Evidence, ...]
    """The turns that carry the signals, each quoted."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One transcript judged."""

    status: str
    """``scored``, ``incomplete`` (never passed) or ``needs_human``."""
    why: str
    """The reason for a status other than ``scored``, or for not passing in spite of the score;
    empty otherwise."""
    score: int
    """0 to 100, rounded half up once, after caps."""
    uncapped: int
    """The same before caps."""
    range: tuple[int, int]
    """Lowest and highest score if any one doubtful reading were the other way."""
    band: str
    band_meaning: str
    passed: bool | None
    """None: a person must say."""
    technique: int
    """0 to 100, rounded half up for show."""
    ending: str
    """Id of the ending; empty while the call is open."""
    grade: str
    ending_points: int
    groups: tuple[GroupScore, ...]
    criteria: tuple[CriterionScore, ...]
    """Every criterion, in the rubric's order; those not observed too."""
    critical_errors: tuple[CriticalError, ...]
    observed: int
    minimum: int
    """Criteria that the scenario wants observed at least."""
    technique_error: int | None = None
    """Standard error of technique, in points, rounded half up; None of fewer than two criteria."""
    standard_error: int | None = None
    """That of the score: technique's, by its share."""
    borderline: bool = False
    """Scored, and within one standard error of the pass mark: neither a clear pass nor a clear
    fail."""

    def criterion(self, criterion: str) -> CriterionScore:
        """One criterion's score. Raises KeyError for an unknown id."""
        for score in self.criteria:
            if score.id == criterion:
                return score
        raise KeyError(criterion)
