"""A small buyer built in Python, and readings made by hand: for tests of the rooms below YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roleplay.acts import FLAGS
from roleplay.buyer.conditions import parse
from roleplay.buyer.effects import parse as effects
from roleplay.buyer.persona import (
    Ask,
    Fact,
    Level,
    Line,
    Meter,
    Move,
    Persona,
    State,
    Transition,
    Variant,
)
from roleplay.buyer.state import BuyerState, opening
from roleplay.heard import (
    ActHeard,
    Context,
    FlagHeard,
    Heard,
    Register,
    Slot,
    Subject,
    SubjectHeard,
)
from roleplay.scenario import FIRST, Card, Content, Ending, Opportunity, Planned, Rubric, Scenario


def line(name: str, *texts: str, **moods: tuple[str, ...]) -> Line:
    """A line with variants for any mood, or by mood."""
    groups = {"any": texts} if texts else moods
    return Line(name, {m: tuple(_variant(t) for t in group) for m, group in groups.items()})


def _variant(text: str) -> Variant:
    from roleplay.buyer.lines import check_template

    return Variant(text, check_template(text))


def heard(text: str = "words", *acts: str, subject: str = "", **more: Any) -> Heard:
    """A reading: acts and flags by id, each in its own clause, the subject in the last one."""
    kept = [a for a in acts if a not in FLAGS and a not in ("silence", "repeated")]
    found = tuple(ActHeard(act, 90, text, 0, len(text), clause) for clause, act in enumerate(kept))
    flags = tuple(FlagHeard(a, text, 0, len(text)) for a in acts if a not in kept)
    last = max(len(kept) - 1, 0)
    subjects = (SubjectHeard(subject, 90, last, subject),) if subject else ()
    slots = tuple(Slot(kind, value, 0, 1) for kind, value in more.pop("slots", {}).items())
    return Heard(
        text, found, flags, subjects=subjects, slots=slots, words=len(text.split()), **more
    )


class TableReader:
    """A reader that looks turns up in a table; anything else is talk without acts."""

    digest = "table"

    def __init__(self, table: dict[str, Heard] | None = None) -> None:
        self.table = table or {}

    def warm(self, subjects: tuple[Subject, ...] = ()) -> None:
        """There is nothing to load."""

    def listen(self, text: str, context: Context) -> Heard:
        """The reading in the table, or none."""
        return replace(self.table.get(text, Heard(text)), text=text)


PASSING = (
    "unclear ambiguous as_i_said cannot_say go_on silence repeated thinks "
    "closing_best closing_good closing_neutral closing_poor closing_harmful"
).split()


def gardener(**changes: Any) -> Persona:
    """A nursery owner with a goal, a trouble behind it, and a figure behind that."""
    lines = {name: line(name, f"{name} one", f"{name} two") for name in PASSING}
    for fact in ("aim", "frost", "loss"):
        lines[f"fact.{fact}"] = line(f"fact.{fact}", f"{fact} told", f"{fact} told again")
        lines[f"fact.{fact}.not_yet"] = line(f"fact.{fact}.not_yet", f"{fact} not yet")
    lines["fact.loss"] = line("fact.loss", "We lose {{ lost }}.", "About {{ lost }}.")
    lines |= {
        "opening": line("opening", "Mind the hose."),
        "warn": line("warn", "Not my language."),
        "done": line("done", "Thursday, then."),
        "hello": line("hello", "Hello yourself.", "And you.", "{{ their_name }}? Do I know them?"),
        "claim": line("claim", "Says who?"),
        "ask.why": line("ask.why", "Why do you ask?"),
        "ask.why.evaded": line("ask.why.evaded", "You did not answer."),
    }
    base = Persona(
        id="gardener",
        name="Noor Bakker",
        role="owner",
        company="Green Lane",
        background="",
        opening_state="guarded",
        states={
            "guarded": State("guarded"),
            "open": State("open"),
            "agreed": State("agreed", final=True),
            "left": State("left", final=True),
        },
        transitions=(
            Transition(
                "warned",
                ("guarded", "open"),
                ("off_register",),
                "stay",
                effects=effects("trust down some"),
                says="warn",
                harmful=True,
            ),
            Transition("opens", ("guarded",), ("fact_told",), "open", parse("told_kind('goal')")),
            Transition(
                "agrees",
                ("guarded", "open"),
                ("next_step",),
                "agreed",
                parse("told('frost') and slot('date')"),
                says="done",
            ),
            Transition("lost", ("guarded", "open"), ("unclear",), "left"),
            Transition(
                "runs_out", ("guarded", "open"), ("turn_window",), "left", parse("patience <= 0")
            ),
        ),
        moves=(
            Move("greets", ("rapport",), effects("rapport up a lot until 10"), says="hello"),
            Move(
                "claims",
                ("tell_generic",),
                effects("guard up some, trust down some"),
                says="claim",
                harmful=True,
            ),
        ),
        meters={
            "rapport": Meter(5),
            "trust": Meter(30),
            "standing": Meter(20),
            "guard": Meter(20),
            "patience": Meter(14, high=20),
        },
        levels={
            "goal": Level("goal", parse("rapport >= 10"), effects("trust up some, rapport up 10")),
            "trouble": Level(
                "trouble", parse("rapport >= 20 and told_kind('goal')"), effects("trust up some")
            ),
            "consequence": Level("consequence", parse("trust >= 40")),
        },
        moods=(("cool", parse("guard > 40")), ("warm", None)),
        facts={
            "aim": Fact(
                "aim",
                "goal",
                "goal",
                "Sell all year",
                ("ask_goal",),
                ("what do you want",),
                "fact.aim",
                "fact.aim.not_yet",
                name="what I want",
                open=True,
            ),
            "frost": Fact(
                "frost",
                "trouble",
                "trouble",
                "Frost",
                ("ask_trouble", "ask_cause"),
                ("what goes wrong in spring", "trouble with frost"),
                "fact.frost",
                "fact.frost.not_yet",
                name="the frost",
            ),
            "loss": Fact(
                "loss",
                "figure",
                "consequence",
                "One in six",
                ("ask_figure", "ask_effect"),
                ("how many plants do you lose",),
                "fact.loss",
                "fact.loss.not_yet",
                name="what we lose",
                told_after=("frost",),
                figures={"lost": "one in six"},
            ),
        },
        lines=lines,
        asks=(
            Ask(
                "why",
                "ask.why",
                window=(2, 3),
                answered_by=("agenda",),
                evaded="ask.why.evaded",
                evaded_effects=effects("guard up some"),
                tests="purpose",
            ),
        ),
        register=Register(acts=("tell_feature",), words=("api",)),
        figures={"lost": "one in six"},
        digest="gardener-1",
    )
    return replace(base, **changes)


def out_of_reach(persona: Persona, fact: str) -> Persona:
    """The same buyer, one of whose facts no good talk opens."""
    kept = replace(persona.facts[fact], requires=parse("scar('any')"))
    return replace(persona, facts={**persona.facts, fact: kept}, digest=f"{persona.digest}-{fact}")


def remembering(persona: Persona, *told: str, **meters: int) -> BuyerState:
    """This buyer's memory with these facts told and these meters where they are."""
    before = opening(persona)
    return replace(before, told=told, meters={**before.meters, **meters})


RUBRIC = Rubric(
    "plain",
    {"B": ("Enter", 13), "C": ("Diagnose", 20), "H": ("Commit", 10)},
    ((70, "High", "h"), (0, "Low", "l")),
    {"mislead": (39, "A false claim."), "abuse": (0, "An insult.")},
)


def told(text: str) -> tuple[tuple[None, str], ...]:
    """An epilogue of one part that is always told."""
    return ((None, text),)


def first_call(persona: Persona, turns: int = 8) -> Planned:
    """The call with which a scenario around this buyer begins."""
    return Planned(FIRST, persona.id, turns, ((None, "opening"),))


def garden(persona: Persona | None = None, **changes: Any) -> Content:
    """A scenario around the gardener."""
    persona = persona or gardener()
    scenario = Scenario(
        id="garden",
        title="The garden",
        form="A",
        minutes=5,
        summary="",
        briefing="",
        public_facts=(),
        calls={FIRST: first_call(persona)},
        main=(persona.id,),
        endings=(
            Ending("walked", "harmful", parse("scar('any')"), told("It went badly.")),
            Ending("date", "best", parse("state('agreed') and told('loss')"), told("They met.")),
            Ending("step", "good", parse("state('agreed')"), told("They met, without the figure.")),
            Ending("nothing", "neutral", parse("turn >= 0"), told("Nothing came of it.")),
        ),
        opportunities={"no_goal_no_prospect": Opportunity()},
        truth="Frost kills one in six.",
    )
    card = Card("card", "Glassworks", "greenhouses", (), (), (), ())
    return Content(replace(scenario, **changes), {persona.id: persona}, card, RUBRIC, "digest")
