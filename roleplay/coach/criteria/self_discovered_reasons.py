"""Their reason, found by them."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

REASONS = ("cause", "effect", "wait")
"""Kinds of fact that are reasons to change."""
PUTTING = ("ask_cause", "ask_effect", "ask_wait", "ask_trouble")
"""Questions that hold a reason already where they lead."""


def owned(step: Step, *kinds: str) -> bool:
    """Whether the buyer told a fact of these kinds that the seller had not put to them first."""
    told = step.told
    return told is not None and step.tells(*kinds) and told.fact not in step.after.borrowed


def _measure(play: Play) -> Finding:
    told = play.telling(*REASONS)
    mine = [s for s in told if owned(s, *REASONS) and not s.flagged("leading")]
    led = [s for s in play.flagged("leading") if s.does(*PUTTING)]
    debits = [debit(s, "a question that held the reason already", 4, "leading") for s in led]
    if not mine:
        missed = absent(play, "the buyer came to no reason of their own", 2)
        if not told:
            put = play.borrowing(*REASONS)
            given = [cite(s, "stated the reason for the buyer", 0) for s in put[:2]]
            note = "The reasons were the seller's." if put else "No reason was told."
            return found(0, [*given, missed], note, debits=debits)
        agreed = told_in(told[0], "the buyer agreed to a reason put to them", 1)
        return found(1, [agreed, missed], "The buyer only took over a reason.", debits=debits)
    evidence = [told_in(s, "the buyer found this reason", 4) for s in mine[:3]]
    count = f"reasons that were the buyer's own: {len(mine)} of {len(told)}"
    if len(mine) == 1:
        evidence.append(absent(play, "a second reason of the buyer's own", 3))
        return found(2, evidence, "One reason of their own.", debits=debits, count=count)
    if any(s.tells("cause") for s in mine):
        return found(4, evidence, "The buyer found the reasons.", debits=debits, count=count)
    evidence.append(absent(play, "the buyer never said what lies behind it", 4))
    note = "The buyer said what it leads to, not what lies behind it."
    return found(3, evidence, note, debits=debits, count=count)


_CAUSE = Row("What do you make of that?", "ask_cause", told="cause")
_EFFECT = Row("Who feels it?", "ask_effect", told="effect")

CRITERION = Criterion(
    id="self_discovered_reasons",
    title="Their reason, found by them",
    group="C",
    definition=(
        "The reasons that move people are those they reach themselves. What is known is used to "
        "ask, not to announce."
    ),
    why="A buyer defends a reason that they found, and drops one that was handed to them.",
    ladder={
        4: "The buyer came to at least two reasons themselves, what lies behind the trouble "
        "among them.",
        3: "Two, both about what it leads to.",
        2: "One.",
        1: "The buyer only took over a reason that the seller had stated, or led them to.",
        0: "No reason was told, or the seller alone stated it. Each question that held the reason "
        "already takes a level off.",
    },
    source="Domain study 2C and M11. A reason put to the buyer first stays borrowed.",
    measure=_measure,
    reads=("leading", *PUTTING),
    passes=(
        Sample("Cause and effect, both theirs", 4, (_EFFECT, _CAUSE)),
        Sample(
            "Two consequences, no cause",
            3,
            (_EFFECT, Row("And if it goes on?", "ask_wait", told="wait")),
        ),
        Sample("One reason", 2, (_CAUSE,)),
        Sample(
            "The cause announced, the effect found",
            2,
            (
                Row("It's your spreadsheet.", "tell_insight", borrows="cause"),
                Row("Why is it, then?", "ask_cause", told="cause"),
                _EFFECT,
            ),
        ),
    ),
    fails=(
        Sample(
            "Announced",
            0,
            (Row("It keeps happening because of your desk.", "tell_insight", borrows="cause"),),
        ),
        Sample(
            "Announced, then nodded to",
            1,
            (
                Row("It's your spreadsheet.", "tell_insight", borrows="cause"),
                Row("What's behind it?", "ask_cause", told="cause"),
            ),
        ),
        Sample(
            "Led to it",
            0,
            (Row("Isn't it really the desk?", "ask_cause", "leading", told="cause"),),
        ),
        Sample(
            "Led once beside two of their own",
            3,
            (_EFFECT, _CAUSE, Row("And that's bad, isn't it?", "ask_effect", "leading")),
        ),
        Sample("Nothing told", 0, (Row("Why is that?", "ask_cause", refused="cause"),)),
    ),
)
