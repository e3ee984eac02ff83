"""Plays for the tests: the gardener's call, turn by turn, and the samples' buyer, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roleplay.buyer.effects import parse as effects
from roleplay.buyer.persona import Move, Persona
from roleplay.coach.sample_buyer import CONTENT
from roleplay.coach.samples import Row, Sample
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.transcript import Transcript
from roleplay.heard import Heard
from roleplay.scenario import BetterLine, Content, Opportunity, Rubric
from tests.builders import TableReader, garden, gardener, heard, line

RUBRIC = Rubric(
    "two_groups",
    {"B": ("Enter", 10), "C": ("Diagnose", 20)},
    ((70, "High", "went well"), (40, "Middle", "so so"), (0, "Low", "went badly")),
    {
        "mislead": (39, "Something was claimed that the product does not do."),
        "sold_misfit": (39, "Sold against what was known."),
        "early_closes": (49, "Two orders asked for too soon."),
        "abuse": (0, "An insult."),
    },
)
"""Small enough to work by hand."""
THREE = ("sound_like_buyer", "first_talk_problem_only", "no_goal_no_prospect")
"""Two criteria of group B and one of group C."""


def content(*criteria: str, focal: str = "", rubric: Rubric = RUBRIC, **changes: Any) -> Content:
    """The samples' content with these criteria on offer."""
    chances = {name: Opportunity(2 if name == focal else 1) for name in criteria}
    scenario = replace(CONTENT.scenario, opportunities=chances, **changes)
    return replace(CONTENT, scenario=scenario, rubric=rubric)


def rows(*turns: Row, grade: str = "good") -> Transcript:
    """A transcript of the samples' buyer; no grade: still open."""
    return Sample("", 0, turns, grade).transcript()


def reread(transcript: Transcript, turn: int, **changes: Any) -> Transcript:
    """The same transcript with the reading of one turn (from 1) changed."""
    records = list(transcript.records)
    at = [i for i, record in enumerate(records) if hasattr(record, "heard")][turn - 1]
    record = records[at]
    records[at] = replace(record, heard=replace(record.heard, **changes))  # type: ignore[union-attr]
    return Transcript(tuple(records))


def grower() -> Persona:
    """The gardener with an inner voice, and with gains for a stated purpose."""
    base = gardener()
    voice = {
        name: line(name, f"inner {name}")
        for name in ("thinks_on_tell_generic", "thinks_on_tell_feature")
    }
    terms = Move("terms", ("agenda",), effects("rapport up a lot, trust up some"))
    return replace(base, lines={**base.lines, **voice}, moves=(*base.moves, terms), digest="grower")


ALL = (
    "first_talk_problem_only",
    "rapport_before_problems",
    "no_goal_no_prospect",
    "current_cost_of_today",
    "specific_not_generic",
    "earned_advance",
)
GARDEN_RUBRIC = replace(
    RUBRIC,
    groups={"B": ("Enter", 13), "C": ("Diagnose", 20), "D": ("Need", 12), "H": ("Commit", 10)},
)


def nursery(*better: BetterLine, **changes: Any) -> Content:
    """The garden's scenario with six criteria on offer and these better lines."""
    chances = {name: Opportunity() for name in ALL}
    base = garden(grower(), opportunities=chances, better_lines=better, **changes)
    return replace(base, rubric=GARDEN_RUBRIC)


def better(name: str, criterion: str, text: str, *acts: str, **more: Any) -> BetterLine:
    """An authored better line, already read."""
    reading: Heard = heard(text, *acts, **more.pop("reading", {}))
    values: dict[str, Any] = {"after": (), "before": (), "states": (), "answers": ""}
    return BetterLine(name, criterion, line=text, heard=reading, **(values | more))


def played(place: Content, *turns: Heard, seed: int = 1) -> Transcript:
    """A call played with these readings, as far as it goes."""
    call = Conversation(place, TableReader(), seed)
    for turn in turns:
        if call.ended is None:
            call.hear(turn)
    return call.transcript


TERMS = heard("I came to see if it fits; if not, I'll go.", "agenda")
GREETING = heard("Good morning!", "rapport")
GOAL = heard("What do you want this year?", "ask_goal", subject="aim")
TROUBLE = heard("What goes wrong in spring?", "ask_trouble", subject="frost")
FIGURE = heard("How many do you lose?", "ask_figure", subject="loss")
FEATURE = heard("Our glass has three layers.", "tell_feature", "off_register")
CLAIM = heard("Growers like you save a third.", "tell_generic")
STEP = heard("Thursday, with your foreman?", "next_step", slots={"date": "Thursday", "person": "x"})
WHY = heard("Because I would rather know.", "agenda", "answers")
