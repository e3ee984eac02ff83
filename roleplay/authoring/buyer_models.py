"""What may stand in the files of a buyer: the buyer's own, journey, temperament and trait."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

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
    Speech,
    Strict,
    Text,
    Truth,
    Version,
    Window,
    chosen_from,
)
from roleplay.buyer.persona import (
    DISCLOSURE_LEVELS,
    FACT_KINDS,
    GET,
    GIVE,
    PRECONDITIONS,
    TOPIC_KINDS,
)

LevelName = Annotated[str, chosen_from(DISCLOSURE_LEVELS, "disclosure level")]
KindName = Annotated[str, chosen_from(FACT_KINDS, "fact kind")]


class StateModel(Strict):
    """A state of the journey."""

    purpose: Text = ""
    final: Truth = False
    hands_over: Truth = False
    entry: Truth = False


class LevelModel(Strict):
    """A disclosure level: its gate, and what telling at it does."""

    requires: ConditionText = ""
    effects: EffectsText = ""


class TransitionModel(Strict):
    """A named transition."""

    from_: Ids = Field(alias="from", min_length=1)
    act: Ids = Field(min_length=1)
    goes_to: Id
    requires: ConditionText = ""
    effects: EffectsText = ""
    says: Speech = ""
    harmful: Truth = False


class MoveModel(Strict):
    """How an act alone moves this temperament."""

    act: Ids = Field(min_length=1)
    requires: ConditionText = ""
    effects: EffectsText = ""
    says: Speech = ""
    harmful: Truth = False


class AskModel(Strict):
    """A question of the buyer's own."""

    says: Speech
    requires: ConditionText = ""
    window: Window = (1, 999)
    answered_by: Ids = ()
    subjects: Ids = ()
    tests: Id = ""
    words: int = Field(30, ge=1, le=300)
    answered: Speech = ""
    evaded: Speech = ""
    evaded_effects: EffectsText = ""
    answered_effects: EffectsText = ""


class FactModel(Strict):
    """A secret with a disclosure level."""

    kind: KindName
    level: LevelName
    truth: Text
    asked_by: Ids
    phrases: Text
    says: Speech
    not_yet: Speech = ""
    name: Annotated[str, Field(max_length=300)] = ""
    told_after: Ids = ()
    requires: ConditionText = ""
    open: Truth = False
    parts: Ids = ()
    raises: Ids = ()
    figures: dict[Id, Short] = Field({}, max_length=20)
    effects: EffectsText = ""


class TopicModel(Strict):
    """Something that a seller may name in a statement."""

    phrases: Text
    kind: Annotated[str, chosen_from(("", *TOPIC_KINDS), "kind of topic")] = ""


class TradeModel(Strict):
    """A card of give and get."""

    side: Annotated[str, chosen_from((GIVE, GET), "side")]
    value: int = Field(1, ge=0, le=100)
    name: Annotated[str, Field(max_length=300)] = ""
    phrases: Text
    per_cent: Truth = False
    requires: ConditionText = ""
    says: Speech
    refused: Speech = ""
    effects: EffectsText = ""


class PreconditionModel(Strict):
    """Something that must be true before the order is asked for."""

    requires: ConditionText
    stall: Speech


class MeterModel(Strict):
    """A bounded mood of the buyer."""

    start: Points
    low: Points = 0
    high: Points = 100


class RegisterModel(Strict):
    """Talk at which this buyer does not work."""

    acts: Ids = ()
    phrases: Text = ""


States = Annotated[dict[Id, StateModel], Field(max_length=60)]
Levels = Annotated[dict[LevelName, LevelModel], Field(max_length=len(DISCLOSURE_LEVELS))]
Transitions = Annotated[dict[Name, TransitionModel], Field(max_length=MOST)]
Moves = Annotated[dict[Name, MoveModel], Field(max_length=MOST)]
Asks = Annotated[dict[Id, AskModel], Field(max_length=40)]
Facts = Annotated[dict[Id, FactModel], Field(max_length=120)]
Lines = Annotated[dict[Name, Speech], Field(max_length=MOST)]
Meters = Annotated[dict[Id, MeterModel], Field(max_length=40)]
Topics = Annotated[dict[Id, TopicModel], Field(max_length=60)]
Trades = Annotated[dict[Id, TradeModel], Field(max_length=60)]
PreconditionName = Annotated[str, chosen_from(PRECONDITIONS, "precondition")]
Readiness = Annotated[dict[PreconditionName, PreconditionModel], Field(max_length=12)]
Moods = Annotated[dict[Id, ConditionText], Field(min_length=1, max_length=12)]
Changes = Annotated[dict[Name, dict[str, Any]], Field(max_length=MOST)]


class JourneyModel(Strict):
    """``buyers/journeys/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    journey: Id
    purpose: Text = ""
    opening_state: Id
    states: States = Field(min_length=1)
    meters: Meters = Field({})
    levels: Levels = Field({})
    transitions: Transitions = Field({})
    moves: Moves = Field({})
    asks: Asks = Field({})
    lines: Lines = Field({})
    topics: Topics = Field({})
    trades: Trades = Field({})
    readiness: Readiness = Field({})


class TemperamentModel(Strict):
    """``buyers/temperaments/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    temperament: Id
    purpose: Text = ""
    meters: Meters = Field(min_length=1)
    moods: Moods
    moves: Moves = Field({})
    lines: Lines = Field({})
    asks: Asks = Field({})


class TraitModel(Strict):
    """``buyers/traits/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    trait: Id
    purpose: Text = ""
    states: States = Field({})
    meters: Meters = Field({})
    levels: Levels = Field({})
    transitions: Transitions = Field({})
    moves: Moves = Field({})
    asks: Asks = Field({})
    lines: Lines = Field({})
    topics: Topics = Field({})
    trades: Trades = Field({})
    readiness: Readiness = Field({})


class BuyerModel(Strict):
    """``buyers/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    buyer: Id
    name: Short
    role: Short
    company: Short
    background: Text = ""
    works_in: Shorts = ()
    journey: Id
    temperament: Id
    traits: Ids = ()
    manager: Truth = False
    start: dict[Id, Points] = Field({}, max_length=40)
    meters: Meters = Field({})
    states: States = Field({})
    off_register: RegisterModel = RegisterModel()
    facts: Facts = Field({})
    asks: Asks = Field({})
    lines: Lines = Field({})
    moves: Moves = Field({})
    transitions: Transitions = Field({})
    topics: Topics = Field({})
    trades: Trades = Field({})
    readiness: Readiness = Field({})
    change: Changes = Field({})
    remove: Annotated[tuple[Name, ...], Field(max_length=MOST)] = ()


class PersonaModel(Strict):
    """A buyer as put together from all parts (no file holds this)."""

    manager: Truth = False
    topics: Topics = Field({})
    trades: Trades = Field({})
    readiness: Readiness = Field({})

    buyer: Id
    name: Short
    role: Short
    company: Short
    background: Text = ""
    opening_state: Id
    states: States
    levels: Levels = Field({})
    transitions: Transitions = Field({})
    moves: Moves = Field({})
    meters: Meters
    moods: Moods
    facts: Facts = Field({})
    asks: Asks = Field({})
    lines: Lines = Field({})
    off_register: RegisterModel = RegisterModel()
