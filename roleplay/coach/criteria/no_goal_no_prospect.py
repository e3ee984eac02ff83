"""No goal, no prospect."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

AHEAD = ("tell_use", "tell_feature", "tell_price", "next_step")
"""Acts that have nothing to stand on before an aim was told."""
SAID_BACK = ("mirror", "deepen", "recap", "refocus")
TAKEN_IN = "tell_ack"
"""Taking in what was just said, in its words: of the aim, while nothing newer was told."""


def _said_back(play: Play, goal: Step) -> tuple[Step | None, bool]:
    """The turn that used the aim again, and whether it said it back rather than only used it.

    It counts as the aim's while at most one newer thing was told, where the turn is about it, or
    where it sums up.
    """
    newer = 0
    used = None
    facts = play.buyer.facts
    for step in play.main:
        if step.index <= goal.index:
            continue
        about = any(s.id in facts and facts[s.id].kind == "goal" for s in step.turn.heard.subjects)
        if step.flagged("carried"):
            if newer == 0 and step.does(TAKEN_IN):
                return step, True
            if step.does(*SAID_BACK) and (newer < 2 or about or step.does("recap", "refocus")):
                return step, True
            used = used or step
        newer += step.tells()
    return used, False


def _measure(play: Play) -> Finding:
    goal = play.first_telling("goal")
    if goal is None:
        missed = absent(play, "no aim was told", 0)
        return found(0, [missed], "The buyer never said what they want.")
    evidence = [told_in(goal, "the buyer said what they want", 4)]
    if goal.flagged("leading"):
        planted = debit(goal, "the aim was put into the buyer's mouth", 1, "leading")
        return found(1, [planted], "The buyer only agreed to the seller's aim.")
    ahead = [step for step in play.doing(*AHEAD) if step.index < goal.index]
    back, said = _said_back(play, goal)
    if back is not None:
        rule = "said the aim back" if said else "used the buyer's words later"
        evidence.append(cite(back, rule, 4 if said else 3, *SAID_BACK, TAKEN_IN, "carried"))
    if not said:
        evidence.append(absent(play, "the aim was never said back", 2, goal))
    if ahead:
        evidence.append(debit(ahead[0], "went ahead before an aim was told", 2, *AHEAD))
        return found(2 if said else 1, evidence, "The aim came late.")
    rung = 4 if said else 3 if back is not None else 2
    notes = {4: "The aim came first, and was said back.", 3: "The aim came first, and was used."}
    return found(rung, evidence, notes.get(rung, "The aim came first and was left there."))


_AIM = Row("What are you after this year?", "ask_goal", told="goal")

CRITERION = Criterion(
    id="no_goal_no_prospect",
    title="No goal, no prospect",
    group="C",
    definition=(
        "Until the buyer has said something that they want to achieve there is no opportunity; "
        "the saying is what starts it."
    ),
    why="Nothing offered can matter to a buyer who has not yet said what they want.",
    ladder={
        4: "The buyer said an aim before any product, price or next step, and heard it said back.",
        3: "Said first, and used again later, but never said back as the aim.",
        2: "Said first and left there; or said late, and said back.",
        1: "Said late and left there; or put into the buyer's mouth.",
        0: "No aim was told.",
    },
    source="Domain study 2C. An aim that the seller supplied is worth one level.",
    measure=_measure,
    reads=(*AHEAD, *SAID_BACK, TAKEN_IN, "carried", "leading"),
    passes=(
        Sample("Aim first, said back", 4, (_AIM, Row("So: a date kept.", "mirror", "carried"))),
        Sample(
            "Aim first, taken in in its own words",
            4,
            (_AIM, Row("I see: a date that is kept.", "tell_ack", "carried")),
        ),
        Sample(
            "Aim first, used later in a question",
            3,
            (_AIM, Row("What stops that date?", "ask_trouble", "carried", told="trouble")),
        ),
        Sample("Aim first and left there", 2, (_AIM, Row("How do orders come?", "ask_today"))),
    ),
    fails=(
        Sample(
            "A demonstration before the aim",
            1,
            (Row("Let me show you what it does.", "tell_feature"), _AIM),
        ),
        Sample(
            "Planted",
            1,
            (Row("You'd like to cut costs, no?", "ask_goal", "leading", told="goal"),),
        ),
        Sample("Never told", 0, (Row("I'll send a proposal over.", "next_step"),)),
        Sample(
            "Late, but said back",
            2,
            (
                Row("Let me show you what it does.", "tell_feature"),
                _AIM,
                Row("So: a date kept.", "mirror", "carried"),
            ),
        ),
    ),
)
