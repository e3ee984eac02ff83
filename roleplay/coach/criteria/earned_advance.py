"""The job is still to sell."""

from roleplay.buyer.naming import NAMED
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import STEPS, WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

RECENT = 3
"""Last turns over which a step may take shape, since the buyer asks with whom and when."""


def _somebody(play: Play, step: Step) -> bool:
    """Whether a turn names a person, or speaks of one by their part in the buyer's house."""
    facts = play.content.personas[step.turn.buyer].facts
    about = (s.id for s in step.turn.heard.subjects if s.score >= NAMED and s.id in facts)
    return step.slots("person") or any(facts[fact].kind == "people" for fact in about)


def _shape(play: Play, turns: list[Step]) -> list[str]:
    """What gives a step its shape: a day, a person, a return, the buyer's own matter."""
    parts = {
        "a day": any(step.slots("date") for step in turns),
        "a person": any(_somebody(play, step) for step in turns),
        "something from the buyer": any(step.does("get", "plan", "lift") for step in turns),
        "the buyer's own matter": any(step.flagged("carried") for step in turns),
    }
    return [name for name, there in parts.items() if there]


def _measure(play: Play) -> Finding:
    leaving = play.honest_exit()
    if leaving is not None:
        left = cite(leaving, "left when that was right", 4, *WITHDRAWING)
        return found(4, [left], "An honest no, where the truth was no.")
    proposed = [step for step in play.main if step.does(*STEPS, answering=True)]
    agreed = play.agreed()
    if agreed is None and not proposed:
        missed = absent(play, "no next step was proposed", 0)
        return found(0, [missed], "The talk was left to drift.")
    last = agreed or proposed[-1]
    recent = [s for s in play.main if last.index - RECENT < s.index <= last.index]
    shape = _shape(play, [s for s in recent if s is last or s.does(*STEPS, answering=True)])
    debits: list[Evidence] = []
    if last.does("close"):
        debits = [debit(last, "an order dressed as a step", 4, "close")]
    count = f"the step had {', '.join(shape)}" if shape else "the step had no shape"
    if agreed is not None:
        rung = 4 if len(shape) >= 2 else 2 + len(shape)
        done = cite(agreed, "the buyer agreed to a step", rung, *STEPS)
        rest = (
            [] if rung == 4 else [absent(play, "the step lacked a day or a person", rung, agreed)]
        )
        note = "A real step, agreed."
        return found(rung, [done, *rest], note, debits=debits, each=2, count=count)
    offered = cite(last, "proposed a step", 2, *STEPS)
    missing = absent(play, "the buyer did not agree to it", 2, last)
    if play.first_telling("goal") is None:
        early = [debit(last, "a step before any aim was told", 0, *STEPS)]
        return found(0, early, "Too soon: there was nothing to take a step towards.")
    rung = 2 if shape else 1
    return found(
        rung, [offered, missing], "A step on one side only.", debits=debits, each=2, count=count
    )


_AIM = Row("What are you after?", "ask_goal", told="goal")

CRITERION = Criterion(
    id="earned_advance",
    title="The job is still to sell",
    group="H",
    definition=(
        "Attention to the buyer's problem is not drift: each talk should end in a real step that "
        "commits both sides, or in an honest no."
    ),
    why="A step with a day, a person and the buyer's own matter is kept; goodwill alone is not.",
    ladder={
        4: "The buyer agreed to a step with at least two of: a day, a person, something from "
        "their side, their own matter. Or an honest no, where that was right.",
        3: "Agreed, with one of these.",
        2: "Agreed with none; or proposed with one or more and not agreed.",
        1: "Something vague was proposed once an aim was known.",
        0: "No step, or one before any aim was told. An order dressed as a step takes two levels "
        "off.",
    },
    source="Domain study 2H. A step is judged by what the buyer did with it.",
    measure=_measure,
    reads=(*STEPS, "carried", "close"),
    passes=(
        Sample(
            "A day and a person, agreed",
            4,
            (_AIM, Row("Thursday with Ana?", "next_step", slots="date person", takes="agrees")),
            "good",
        ),
        Sample(
            "Took shape when asked for it",
            4,
            (
                _AIM,
                Row("Shall we look at it together?", "next_step", "carried"),
                Row("Ana, on Thursday.", slots="date person", takes="agrees"),
            ),
            "good",
        ),
        Sample(
            "An honest no",
            4,
            (_AIM, Row("You don't need this now.", "step_back", takes="lets_go")),
            "best",
        ),
        Sample(
            "A day, nothing else",
            3,
            (_AIM, Row("Thursday, then?", "next_step", slots="date", takes="agrees")),
            "good",
        ),
    ),
    fails=(
        Sample("Drift", 0, (_AIM, Row("Let's stay in touch.", "rapport")), "neutral"),
        Sample(
            "Leaving early is no honest no",
            0,
            (_AIM, Row("I'll go, then.", "step_back", takes="lets_go")),
            "neutral",
        ),
        Sample(
            "A slot demanded before any aim",
            0,
            (Row("Tuesday at ten with your boss?", "next_step", slots="date person"),),
        ),
        Sample(
            "Brushed off",
            1,
            (_AIM, Row("Shall we talk again?", "next_step", takes="brushes_off")),
            "neutral",
        ),
        Sample(
            "An order dressed as a step",
            2,
            (
                _AIM,
                Row(
                    "Thursday with Ana to sign?",
                    "next_step close",
                    slots="date person",
                    takes="agrees",
                ),
            ),
            "good",
        ),
    ),
)
