"""What may stand in the files of a scenario: its own, cards and rubrics."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from roleplay.authoring.fields import (
    MOST,
    ConditionText,
    EffectsText,
    Id,
    Ids,
    Name,
    Points,
    Short,
    Shorts,
    Strict,
    Text,
    Version,
    Window,
    chosen_from,
)
from roleplay.scenario import GRADES

GradeName = Annotated[str, chosen_from(GRADES, "grade")]
FormName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=8)]
Patch = Annotated[dict[str, dict[str, Any]], Field(max_length=MOST)]


class LimitModel(Strict):
    """Something the offering does not do."""

    says: Short
    phrases: Text


class CardModel(Strict):
    """``scenarios/cards/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    card: Id
    seller: Short
    product: Text
    does: Shorts = ()
    limits: dict[Id, LimitModel] = Field({}, max_length=60)
    prices: Shorts = ()
    may_promise: Shorts = ()


class GroupModel(Strict):
    """A group of criteria."""

    title: Short
    weight: Points


class BandModel(Strict):
    """A band of scores."""

    from_: Points = Field(alias="from")
    name: Short
    meaning: Text = ""


class CriticalErrorModel(Strict):
    """An act that caps the score whatever the total."""

    cap: Points
    meaning: Text = Field(min_length=1)


class CriticalErrorsModel(Strict):
    """The critical errors that the coach can find (domain 7.2): a rubric says what each costs."""

    abuse: CriticalErrorModel
    mislead: CriticalErrorModel
    sold_misfit: CriticalErrorModel
    early_closes: CriticalErrorModel


class RubricModel(Strict):
    """``scenarios/rubrics/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    rubric: Id
    technique: Points = 80
    passed: Points = 70
    group_floor: Points = 50
    groups: dict[FormName, GroupModel] = Field(min_length=1, max_length=20)
    bands: tuple[BandModel, ...] = Field(min_length=1, max_length=20)
    critical_errors: CriticalErrorsModel


class OpeningModel(Strict):
    """First words that fit what the buyer remembers."""

    line: Name
    requires: ConditionText = ""


Turns = Annotated[int, Field(ge=1, le=200)]
Hours = Annotated[int, Field(ge=0, le=10_000)]
Openings = Annotated[tuple[OpeningModel, ...], Field(max_length=12)]
OptionalId = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$")]


class CallModel(Strict):
    """A call that may follow another, or come in the middle of it."""

    buyer: Id
    turns: Turns
    after: OptionalId = ""
    during: OptionalId = ""
    window: Window = (1, 999)
    requires: ConditionText = ""
    opening: Name | Openings = "opening"
    begins_in: OptionalId = ""
    effects: EffectsText = ""
    setting: Text = ""
    back: OptionalId = ""
    hours: Hours = 0


class EpilogueModel(Strict):
    """A part of an epilogue."""

    says: Text
    when: ConditionText = ""


class EndingModel(Strict):
    """One way that a play can finish."""

    grade: GradeName
    when: ConditionText
    epilogue: Text | dict[Id, EpilogueModel]
    hours: Hours = 0
    next_call: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$")] = ""


class CriterionModel(Strict):
    """When the chance of a criterion comes, and its weight."""

    weight: int = Field(1, ge=0, le=2)
    window: Window = (1, 999)
    asked: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$")] = ""


class BetterLineModel(Strict):
    """An authored better line."""

    criterion: Id
    after: Ids = ()
    before: Ids = ()
    states: Ids = ()
    answers: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$")] = ""
    expects: Ids = ()
    line: Text = Field(min_length=1, max_length=1_000)
    drill: Annotated[str, Field(max_length=1_000)] = ""


Endings = Annotated[dict[Id, EndingModel], Field(min_length=1, max_length=30)]
BetterLines = Annotated[dict[Id, BetterLineModel], Field(max_length=120)]


class FormModel(Strict):
    """What one form of a scenario changes."""

    truth: Text = ""
    misfit: ConditionText = ""
    briefing: Text = ""
    public_facts: Shorts = ()
    change: dict[Id, Patch] = Field({}, max_length=20)
    endings: Patch = Field({})
    calls: Patch = Field({})
    never: Ids = ()
    criteria: Patch = Field({})
    better_lines: Patch = Field({})


class ScenarioModel(Strict):
    """``scenarios/ID.yaml``; also one form of it as put together."""

    schema_: Version = Field(alias="schema")
    scenario: Id
    title: Short
    minutes: int = Field(ge=1, le=240)
    turns: Turns
    opening: Name | Openings = "opening"
    begins_in: OptionalId = ""
    setting: Text = ""
    hours: Hours = 0
    main: Ids = ()
    summary: Text
    goal: Text = ""
    card: Id
    rubric: Id
    buyer: Id
    briefing: Text
    public_facts: Shorts = ()
    truth: Text
    misfit: ConditionText = ""
    never: Ids = ()
    focal_meters: Ids = ("trust", "standing", "rapport")
    minimum_observed: int = Field(1, ge=0, le=100)
    calls: dict[Id, CallModel] = Field({}, max_length=20)
    endings: Endings
    criteria: dict[Id, CriterionModel] = Field(min_length=1, max_length=100)
    better_lines: BetterLines = Field({})
    forms: dict[FormName, FormModel] = Field({"A": FormModel()}, min_length=1, max_length=12)
