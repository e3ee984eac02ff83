"""The buyer and the scenario of the samples: one fact of each kind, a handful of transitions."""

from __future__ import annotations

from roleplay.buyer.conditions import parse
from roleplay.buyer.persona import (
    FACT_KINDS,
    PRECONDITIONS,
    STALL,
    TOPIC_KINDS,
    Effect,
    Fact,
    Meter,
    Persona,
    Precondition,
    State,
    Topic,
    Transition,
)
from roleplay.buyer.state import BuyerState
from roleplay.scenario import FIRST, Card, Content, Ending, Opportunity, Planned, Rubric, Scenario

BUYER, COLLEAGUE, MANAGER = "sample_buyer", "sample_colleague", "sample_manager"
LEVELS = {"public": "public", "goal": "goal", "trouble": "trouble", "feel": "personal"}
ENDS = {
    "warned": Transition("warned", ("talking",), ("off_register",), "stay", harmful=True),
    "told_off": Transition("told_off", ("talking",), ("mislead",), "stay", harmful=True),
    "shuts": Transition("shuts", ("talking",), ("tell_generic",), "shut", harmful=True),
    "hands_over": Transition(
        "hands_over", ("talking",), ("off_register",), "handed_over", harmful=True
    ),
    "throws_out": Transition("throws_out", ("talking",), ("press",), "parted", harmful=True),
    "agrees": Transition(
        "agrees", ("talking",), ("next_step",), "committed", effects=(Effect("trust", 6),)
    ),
    "brushes_off": Transition(
        "brushes_off", ("talking",), ("next_step",), "parted", effects=(Effect("standing", -6),)
    ),
    "annoyed": Transition(
        "annoyed", ("talking",), ("tell_contrast",), "stay", effects=(Effect("trust", -6),)
    ),
    "opens": Transition("opens", ("talking",), ("next_step",), "open"),
    "signs": Transition("signs", ("talking",), ("close",), "committed"),
    "stalls": Transition("stalls", ("talking",), ("close",), "stay", says=STALL),
    "lets_go": Transition("lets_go", ("talking",), ("step_back",), "parted"),
}
"""How a row can end: the transitions of the samples' buyer."""


def _fact(kind: str) -> Fact:
    level = LEVELS.get(kind, "consequence")
    return Fact(f"sample_{kind}", kind, level, kind, ("ask_today",), (kind,), "says", "not_yet")


def _persona(persona_id: str) -> Persona:
    states = [State(name) for name in ("talking", "open", "shut")]
    states += [State(name, final=True) for name in ("committed", "parted")]
    states.append(State("handed_over", hands_over=True))
    return Persona(
        id=persona_id,
        name="Robin Vale",
        role="buyer of the samples",
        company="",
        background="",
        opening_state="talking",
        states={state.name: state for state in states},
        transitions=tuple(ENDS.values()),
        moves=(),
        meters={
            "rapport": Meter(5),
            "trust": Meter(30),
            "standing": Meter(20),
            "guard": Meter(25),
            "patience": Meter(14),
            "need": Meter(0),
            "picture": Meter(0),
            "owner": Meter(0),
            "lean": Meter(40),
        },
        levels={},
        moods=(("any", None),),
        facts={f"sample_{kind}": _fact(kind) for kind in FACT_KINDS},
        lines={},
        topics={f"topic_{kind}": Topic(f"topic_{kind}", (), kind) for kind in TOPIC_KINDS},
        readiness=tuple(Precondition(name, None, "") for name in PRECONDITIONS),
        manager=persona_id == MANAGER,
        digest="samples",
    )


_PERSONAS = {name: _persona(name) for name in (BUYER, COLLEAGUE, MANAGER)}
_SCENARIO = Scenario(
    id="samples",
    title="Samples",
    form="A",
    minutes=5,
    summary="",
    briefing="",
    public_facts=(),
    calls={FIRST: Planned(FIRST, BUYER, 20, ((None, "opening"),))},
    main=(BUYER,),
    endings=(Ending("over", "neutral", parse("turn >= 0"), ()),),
    opportunities={"any": Opportunity()},
    truth="",
)
CONTENT = Content(
    scenario=_SCENARIO,
    personas=_PERSONAS,
    card=Card("card", "", "", (), (), (), ()),
    rubric=Rubric("rubric", {}, (), {}),
    digest="samples",
)


def start(buyer: str) -> BuyerState:
    """Memory of a sample's buyer before the first word."""
    meters = {name: meter.start for name, meter in _PERSONAS[buyer].meters.items()}
    return BuyerState(buyer, "talking", meters)
