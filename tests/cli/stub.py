"""A tiny made-up scenario as values: a shed builder who buys timber. No files are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
from roleplay.errors import NotFoundError
from roleplay.heard import Limit
from roleplay.scenario import FIRST, Card, Content, Ending, Opportunity, Planned, Rubric, Scenario
from tests.builders import told

LINES = {
    "opening": ("Yard's open. What do you want?", "Morning. What is it?"),
    "unclear": ("I don't follow. Say that again?", "You lost me there."),
    "ambiguous": ("Do you mean {{ first }} or {{ second }}?",),
    "as_i_said": ("As I said.", "I told you."),
    "cannot_say": ("I couldn't tell you.", "No idea."),
    "go_on": ("Go on.", "And?"),
    "silence": ("Still there?", "Hello?"),
    "repeated": ("You said that already.", "Again?"),
    "fact.aim": ("I want sheds out of the yard by June.", "Sheds gone by June."),
    "fact.aim.not_yet": ("That's my affair.", "Why would I say?"),
    "fact.warping": ("One board in six warps.", "Warped boards. One in six."),
    "fact.warping.not_yet": ("Nothing goes wrong here.", "All fine."),
    "pushed": ("I'm not signing anything today.", "Not today."),
    "bye": ("We're done here. Goodbye.", "That's it. Goodbye."),
    "thinks": ("Another one.", "Heard it before."),
    "escape": ("Plain \x1b[31mred\x1b[0m \u202eword.", "Still \x1b]0;title\x07here."),
}
CLOSINGS = ("best", "good", "neutral", "poor", "harmful")


def persona() -> Persona:
    """The shed builder."""
    lines = {name: _line(name, texts) for name, texts in LINES.items()}
    for grade in CLOSINGS:
        lines[f"closing_{grade}"] = _line(f"closing_{grade}", (f"I have to go. ({grade})",))
    return Persona(
        id="shed_builder",
        name="Mab Tully",
        role="owner, Tully Sheds",
        company="Tully Sheds",
        background="",
        opening_state="guarded",
        states={
            "guarded": State("guarded"),
            "talking": State("talking"),
            "parted": State("parted", final=True),
        },
        transitions=(
            Transition(
                "warms_up",
                ("guarded",),
                ("ask_goal", "ask_today"),
                "talking",
                effects=effects("trust up some"),
            ),
            Transition(
                "thrown_out",
                ("guarded", "talking"),
                ("bully",),
                "parted",
                effects=effects("trust down a lot"),
                says="bye",
                harmful=True,
            ),
        ),
        moves=(
            Move("pushy", ("close",), effects("guard up some"), says="pushed"),
            Move("odd", ("tell_price",), effects("guard up a little"), says="escape"),
        ),
        meters={name: Meter(40) for name in ("rapport", "trust", "standing", "guard", "patience")},
        levels={
            "goal": Level("goal"),
            "trouble": Level("trouble", parse("trust >= 45"), effects("trust up a little")),
        },
        moods=(("cool", parse("guard > 60")), ("warm", None)),
        facts={
            "aim": Fact(
                "aim",
                "goal",
                "goal",
                "sheds by June",
                ("ask_goal",),
                ("what do you want to achieve",),
                "fact.aim",
                "fact.aim.not_yet",
                name="what I'm after",
                open=True,
            ),
            "warping": Fact(
                "warping",
                "trouble",
                "trouble",
                "one in six warps",
                ("ask_trouble",),
                ("what goes wrong with the boards",),
                "fact.warping",
                "fact.warping.not_yet",
                name="the boards",
                open=True,
            ),
        },
        lines=lines,
        asks=(Ask("stock", "go_on", parse("turn >= 99"), tests="product"),),
        digest="stub",
    )


def _line(name: str, texts: tuple[str, ...]) -> Line:
    needs = ("first", "second") if name == "ambiguous" else ()
    return Line(name, {"any": tuple(Variant(text, needs) for text in texts)})


def content(form: str = "A", turns: int = 4) -> Content:
    """The scenario around her."""
    buyer = persona()
    return Content(
        scenario=Scenario(
            id="timber_yard",
            title="A Yard Full of Sheds",
            form=form,
            forms=("A", "B"),
            minutes=3,
            summary="Sell boards to a builder.",
            briefing="Mab Tully builds sheds.\n\nShe has given you three minutes.",
            public_facts=("The yard is full.",),
            calls={FIRST: Planned(FIRST, buyer.id, turns, ((None, "opening"),))},
            main=(buyer.id,),
            endings=(
                Ending(
                    "thrown_out",
                    "harmful",
                    parse("state('parted')"),
                    told("She told the others."),
                ),
                Ending("understood", "best", parse("told('warping')"), told("She rang back.")),
                Ending("no_harm", "neutral", parse("turn >= 0"), told("She went back to her saw.")),
            ),
            opportunities={
                "first_talk_problem_only": Opportunity(2),
                "no_goal_no_prospect": Opportunity(1),
            },
            truth="She needs drier boards.",
            goal="Find out what she is after.",
        ),
        personas={buyer.id: buyer},
        card=Card(
            id="boards",
            seller="Fenn Timber",
            product="dried boards",
            does=("Boards that stay straight.",),
            limits=(Limit("cutting", ("we cut to size",)),),
            prices=("12 a board",),
            may_promise=("A sample.",),
            limits_said={"cutting": "Cut to size."},
        ),
        rubric=Rubric(
            id="stub",
            groups={"A": ("Choose", 1), "B": ("Enter", 1), "C": ("Diagnose", 1)},
            bands=((70, "sound", "The call held."), (0, "open", "Much was left.")),
            critical={"mislead": (40, "It does not do that."), "abuse": (0, "An insult.")},
        ),
        digest=f"stub-{form}-{turns}",
    )


@dataclass(frozen=True)
class Offer:
    """A listed scenario."""

    id: str
    title: str
    minutes: int
    forms: tuple[str, ...]
    buyers: tuple[str, ...]
    calls: int
    seller: str
    summary: str = ""
    turns: int = 4


class Shelf:
    """Stands in for the library."""

    def scenarios(self) -> list[Offer]:
        """One scenario in two forms."""
        who = ("shed_builder",)
        return [Offer("timber_yard", "A Yard Full of Sheds", 3, ("A", "B"), who, 1, "Fenn Timber")]

    def content(self, scenario: str, form: str = "A") -> Content:
        """That scenario."""
        if scenario != "timber_yard":
            raise NotFoundError(f"there is no scenario {scenario!r}; there is timber_yard")
        return content(form)

    def content_from(self, path: Path, form: str = "A") -> Content:
        """No file is read here."""
        return content(form)
