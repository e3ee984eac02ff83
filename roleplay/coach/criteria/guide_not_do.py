"""Guide them, don't do it for them."""

from roleplay.coach.criteria.vision_of_use import known, on_theirs
from roleplay.coach.criteria.whole_problem import FIXING, pieces
from roleplay.coach.criterion import (
    Criterion,
    Evidence,
    Finding,
    absent,
    cite,
    debit,
    found,
    told_in,
)
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

GUIDING = ("tell_do", "tell_limit", "tell_insight", "tell_story")
"""Acts that show the way without walking it."""
TROUBLE = ("trouble", "cause")
WHOSE = "ownership"
"""What a buyer's question tests that asks whose work it is."""
TAKING = ("tell_solve", "give", "own_it")
"""Acts that can take the buyer's work away."""


def _taken_over(step: Step) -> bool:
    """Whether the buyer's own work went to the seller: the result moved, or work was granted."""
    before, after = step.meters("owner")
    granted = step.turn.reaction.answered_tests == WHOSE and step.does("give", answering=True)
    return after > before or granted


def _debits(play: Play) -> list[Evidence]:
    evaded = play.evaded(WHOSE)
    steps = [step for step in play.main if _taken_over(step) or step in evaded]
    return [debit(s, "took the buyer's work, or let them think so", 3, *TAKING) for s in steps[:2]]


def _fixed(play: Play, told: list[Step]) -> Step | None:
    """The first turn after a piece was told that fixed it with a name or a day."""
    return next(
        (
            step
            for step in play.main
            if step.index > told[0].index
            and step.does(*FIXING, answering=True)
            and (on_theirs(step) or step.slots("person", "date"))
        ),
        None,
    )


def _guided(play: Play) -> Step | None:
    """The first turn, once a trouble was known, that showed the way."""
    guiding = play.doing(*GUIDING, answering=True)
    return next((step for step in guiding if known(play, step, *TROUBLE)), None)


def _measure(play: Play) -> Finding:
    told = pieces(play)
    debits = _debits(play)
    guide = _guided(play)
    shown = [cite(guide, "showed the way", 1, *GUIDING)] if guide else []
    if not told:
        missed = absent(play, "the buyer took no piece of the work", 1)
        note = "Guided, and nobody took it up." if guide else "The work was not talked about."
        return found(len(shown), [*shown, missed], note, debits=debits)
    fixed = _fixed(play, told)
    rung = 2 + (len(told) > 1 and (guide is not None or fixed is not None))
    if rung == 3 and guide is not None and fixed is not None:
        rung = 4
    evidence = [told_in(s, "the buyer said who or how on their side", rung) for s in told[:2]]
    evidence += shown
    if fixed is not None and fixed is not guide:
        evidence.append(cite(fixed, "and it was fixed", rung, *FIXING))
    if rung < 4:
        lacking = "nothing was fixed" if fixed is None else "the work is theirs only in part"
        evidence.append(absent(play, lacking, rung, told[0]))
    note = "The work is theirs, with a guide." if rung == 4 else "The work is theirs in part."
    return found(rung, evidence, note, debits=debits)


_CAUSE = Row("Why did it fail?", "ask_cause", told="cause")
_MOIRA = Row("Who could settle that?", "ask_people", told="around")
_MONTH = Row("And the first month?", "ask_around", told="around")
_GUIDE = Row("Don't start with all five; start with one.", "tell_do", "carried")
_FIXED = Row("Moira by the 12th, then.", "plan", "carried", slots="person date")

CRITERION = Criterion(
    id="guide_not_do",
    title="Guide them, don't do it for them",
    group="E",
    definition=(
        "The work around the purchase is the buyer's. See that they have seen it, and that each "
        "piece has one of their own names, and show them where it goes wrong."
    ),
    why="Work that the seller takes on is agreed by nobody at the buyer's, and is done by nobody.",
    ladder={
        4: "The buyer said who or how for two pieces of the work, one was fixed with a name, a "
        "day or in their own words, and the seller showed the way.",
        3: "Two pieces, and either fixed or guided.",
        2: "One piece, or two with neither.",
        1: "The way was shown, and the buyer took nothing of it.",
        0: "Neither. Taking the buyer's work, or passing over the question whose it is, takes a "
        "level off.",
    },
    source="Domain study 2E. Names handed out by the seller alone count for nothing.",
    measure=_measure,
    reads=(*FIXING, *GUIDING, *TAKING, "ask_use", "tell_use", "carried"),
    passes=(
        Sample("Two, guided and fixed", 4, (_CAUSE, _MOIRA, _GUIDE, _MONTH, _FIXED)),
        Sample("Two, fixed and not guided", 3, (_CAUSE, _MOIRA, _MONTH, _FIXED)),
        Sample(
            "Two, guided",
            3,
            (_CAUSE, Row("A film teaches nobody.", "tell_insight"), _MOIRA, _MONTH),
        ),
        Sample("One", 2, (_CAUSE, _MOIRA)),
    ),
    fails=(
        Sample("Assigns everything at once", 0, (_CAUSE, _FIXED)),
        Sample("Good advice on an empty page", 1, (_CAUSE, _GUIDE)),
        Sample(
            "Takes it on when asked",
            1,
            (
                _CAUSE,
                Row("And then?", "ask_effect", told="around", tests="ownership"),
                Row("We'll do that for you.", "(give)", answered="ownership", meters="owner 30"),
            ),
        ),
        Sample("We'll handle it all", 0, (_CAUSE, Row("We'll handle it.", "give"))),
    ),
)
