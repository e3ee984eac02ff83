"""What does today's way cost?"""

from roleplay.coach.criterion import Criterion, Finding, absent, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample

BUILT = 2
"""Figures of the buyer's own that make a total theirs."""


def _measure(play: Play) -> Finding:
    figures = play.telling("figure")
    process = play.first_telling("process")
    if not figures:
        missed = absent(play, "no figure was told", 0)
        if process is None:
            return found(0, [missed], "Neither the way things are done nor its cost was told.")
        shown = told_in(process, "the buyer said how it is done now", 1)
        return found(1, [shown, missed], "How it is done was told; what it costs was not.")
    best = max(figures, key=lambda step: (step.told.parts if step.told else 0, -step.index))
    parts = best.told.parts if best.told else 0
    count = f"figures told: {len(figures)}"
    if parts >= BUILT:
        whole = told_in(best, f"a total built from {parts} of the buyer's own figures", 4)
        return found(4, [whole], "The buyer added it up from their own figures.", count=count)
    evidence = [told_in(step, "the buyer gave a figure of their own", 2) for step in figures[:2]]
    evidence.append(absent(play, "the figures were never put together", 3))
    if parts or len(figures) >= BUILT:
        return found(3, evidence, "The parts were told, and not added up.", count=count)
    return found(2, evidence, "One rough figure.", count=count)


CRITERION = Criterion(
    id="current_cost_of_today",
    title="What does today's way cost?",
    group="C",
    definition="Find out how the buyer works now and what that way costs, in their own figures.",
    why="A buyer disputes a seller's number and stands by one that they added up themselves.",
    ladder={
        4: "The buyer gave a total built from at least two of their own figures.",
        3: "Two figures of the buyer's, or one built on another, were not put together.",
        2: "The buyer gave one rough figure.",
        1: "The buyer said how it is done now; no figure.",
        0: "Neither was told. A figure of the seller's own earns nothing.",
    },
    source="Domain study 2C. Only what the buyer told counts, never what was asked.",
    measure=_measure,
    reads=(),
    passes=(
        Sample(
            "Added up by the buyer",
            4,
            (
                Row("How many pallets a month?", "ask_figure", told="figure"),
                Row("So over a quarter?", "ask_figure", told="figure", parts=2),
            ),
        ),
        Sample(
            "Two parts, no sum",
            3,
            (
                Row("How many pallets a month?", "ask_figure", told="figure"),
                Row("And what is one worth?", "ask_figure", told="figure"),
            ),
        ),
        Sample("One rough figure", 2, (Row("Roughly how many?", "ask_figure", told="figure"),)),
    ),
    fails=(
        Sample("Asked cold", 0, (Row("What does it cost you?", "ask_figure", refused="figure"),)),
        Sample(
            "The seller's own number",
            0,
            (Row("I reckon that's two hundred thousand.", "tell_need", slots="money"),),
        ),
        Sample(
            "How it works, no cost", 1, (Row("How is it ordered?", "ask_today", told="process"),)
        ),
    ),
)
