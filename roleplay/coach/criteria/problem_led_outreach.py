"""The message is about them."""

from roleplay.coach.criteria.symptom_led_prospecting import (
    ASKS,
    PRODUCT,
    about_them,
    asks_openly,
    landed,
    states,
)
from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

AFFECTED = ("ask_effect", "ask_people", "ask_feel", "ask_wait", "deepen")
"""Acts that turn to what the trouble does, and to whom."""
EFFECTS = ("trouble", "effect", "stake", "wait")
"""Kinds of fact that are an effect on somebody there, where a message names one."""


def _names_effect(play: Play, step: Step) -> bool:
    """Whether the message turns to what the trouble does to them."""
    return step.does(*AFFECTED) or states(play, step, *EFFECTS)


def _measure(play: Play) -> Finding:
    if not play.main:
        return found(0, [absent(play, "no message was written", 0)], "There was no message.")
    note = play.main[0]
    theirs, asked = about_them(play, note), asks_openly(note)
    parts = {
        "nothing in it that only this buyer could have been sent": theirs,
        "no question that could come out either way": asked,
        "no word of what the trouble does, or to whom": _names_effect(play, note),
        "the buyer thought no more of the writer for it": landed(note),
    }
    lacks = [rule for rule, there in parts.items() if not there]
    own = note.does(*PRODUCT)
    if own:
        spoken = debit(note, "spoke of what is sold", 1, *PRODUCT)
        if not (theirs and asked):
            return found(0, [absent(play, lacks[0], 0), spoken], "A brochure.")
        kept = cite(note, "about their matter, too", 1, "tell_insight")
        return found(1, [kept, spoken], "Their matter, and ours beside it.")
    if not theirs and not asked:
        return found(0, [absent(play, lacks[0], 0)], "It could have gone to anybody.")
    rung = len(parts) - len(lacks)
    if not theirs:
        rung = min(rung, 2)
    words = ("tell_insight",) if theirs else ASKS
    shown = cite(note, "the message was about the buyer", rung, *words)
    evidence = [shown, *(absent(play, rule, rung) for rule in lacks)]
    return found(rung, evidence, "About them." if rung == 4 else "About them, in part.")


CRITERION = Criterion(
    id="problem_led_outreach",
    title="The message is about them",
    group="A",
    definition=(
        "Write about what may trouble the buyer and what it does to them, and ask; leave out "
        "what you sell."
    ),
    why="A message about the sender is deleted; a question about the reader's own day is answered.",
    ladder={
        4: "It named something of this buyer's, asked a question that could come out either way, "
        "turned to what the trouble does, and the buyer thought more of the writer for it.",
        3: "Three of these, the buyer's own matter among them.",
        2: "Two of these; or more, but nothing that only this buyer could have been sent.",
        1: "One of these; or the buyer's matter and a question, with the offering beside them.",
        0: "It was about what is sold, or could have gone to anybody.",
    },
    source=(
        "Domain study 2A, with the buyer's own reaction as one of the four. Messages are not "
        "compared with each other: what only this buyer could be sent is asked of each."
    ),
    measure=_measure,
    reads=(*ASKS, *PRODUCT, "tell_insight", "deepen", "leading"),
    passes=(
        Sample(
            "Their vans, their second delivery",
            4,
            (
                Row(
                    "Two part-shipments in a week. Who eats the second delivery?",
                    "tell_insight ask_effect",
                    meters="trust 34, standing 23",
                ),
            ),
        ),
        Sample(
            "A sign and a question, no effect",
            3,
            (
                Row(
                    "Your site says five weeks. How do you book?",
                    "ask_today",
                    names="sign",
                    meters="standing 23",
                ),
            ),
        ),
        Sample(
            "A good question for anybody",
            2,
            (
                Row(
                    "When orders slip, who feels it?",
                    "ask_effect",
                    meters="trust 34",
                ),
            ),
        ),
    ),
    fails=(
        Sample(
            "A brochure",
            0,
            (Row("We help firms like yours save a third.", "tell_generic tell_feature"),),
        ),
        Sample(
            "Civil and empty",
            0,
            (Row("Dear Ms Vale, I would love to meet you.", "rapport next_step"),),
        ),
        Sample(
            "Their trouble, our remedy",
            1,
            (
                Row(
                    "You advertise for planners. Why? Ours plans by itself.",
                    "tell_insight ask_cause tell_feature",
                ),
            ),
        ),
        Sample("A bare question", 1, (Row("How do you plan at present?", "ask_today"),)),
    ),
)
