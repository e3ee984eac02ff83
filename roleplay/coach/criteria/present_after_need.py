"""Show it only once they need it."""

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

SHOWING = ("tell_feature", "tell_use", "tell_answer", "tell_contrast")
"""Acts that present the offering. A short answer to the buyer's question is none of it."""
GENTLY = ("ask_use",)
"""A capability put as a question: it shows on full ground, and never too early or too much."""
GROUND = (("goal",), ("trouble", "cause"), ("effect", "figure", "wait", "stake"))
"""What must have been told: an aim, what stands in its way, and what that weighs."""
REQUESTS = ("demonstration", "early_show", "feature", "product")
"""What a question of the buyer's tests that asks to be shown something."""
LATE = 2
"""Turns after the buyer's question within which an answer is still an answer."""
REFUSED = 2
"""Levels taken off where a buyer with a reason asked to see it, and was passed over."""


def _ground(play: Play, until: Step | None = None) -> int:
    """How much of the ground had been told before a turn: 0 to 3."""
    tellings = [play.first_telling(*kinds) for kinds in GROUND]
    return sum(s is not None and (until is None or s.index < until.index) for s in tellings)


def _tied(step: Step) -> bool:
    """Whether what was shown took up what this buyer had told."""
    return step.flagged("carried") or step.turn.reaction.followed


def _owed(play: Play, step: Step) -> bool:
    """Whether a turn only gives, one turn late, the answer that the buyer had asked for."""
    before = [s for s in play.main if 0 < step.index - s.index <= LATE]
    asked = any(s.turn.reaction.tests in REQUESTS for s in before)
    return asked and not any(s.does(*SHOWING, answering=True) for s in before)


def _shown(play: Play) -> list[Step]:
    """Turns that showed something: unasked; or gently or in answer, on full ground and theirs."""

    def shows(step: Step) -> bool:
        full = _ground(play, step) == len(GROUND) and step.flagged("carried")
        gently = step.does(*GENTLY) or step.does(*SHOWING, answering=True)
        plainly = step.does(*SHOWING) and not _owed(play, step)
        return plainly or (full and (gently or step.does(*SHOWING)))

    return [step for step in play.main if shows(step)]


def _first_rung(play: Play, first: Step) -> int:
    """What showing it first at this turn is worth."""
    ground = _ground(play, first)
    if ground == len(GROUND):
        return 4 if _tied(first) else 3
    goal = play.first_telling("goal")
    if goal is None or goal.index > first.index:
        return 1 if _ground(play) == len(GROUND) else 0
    return 3 if ground == 2 and _tied(first) else 2


def _told(play: Play, rung: int) -> list[Evidence]:
    tellings = [play.first_telling(*kinds) for kinds in GROUND]
    return [told_in(s, "ground to show something on", rung) for s in tellings if s is not None]


def _unshown(play: Play) -> tuple[int, list[Evidence]]:
    """What never showing anything is worth: by the ground, and by how requests were met."""
    ground = _ground(play)
    rung = max(0, ground - 1)
    met = [s for request in REQUESTS for s in play.answered(request)]
    if met and ground == len(GROUND):
        kept = cite(met[0], "a request to be shown something was met in a few words", 3)
        return 3, [kept, *_told(play, 3)]
    return rung, [*_told(play, rung), absent(play, "nothing was shown", 3)]


def _measure(play: Play) -> Finding:
    shown = _shown(play)
    loose = [s for s in shown[1:] if s.does(*SHOWING) and not _tied(s)]
    debits = [debit(s, "showed what nobody had asked after", 4, *SHOWING) for s in loose]
    asked = [s for request in REQUESTS for s in play.evaded(request)]
    refused = [s for s in asked if _ground(play, s) == len(GROUND)]
    if not shown:
        rung, evidence = _unshown(play)
        note = "There was a reason to show something." if rung else "No reason, and no showing."
    else:
        first = shown[0]
        rung = _first_rung(play, first)
        rule = "shown here first" if rung > 1 else "shown before there was a reason"
        make = cite if rung > 1 else debit
        evidence = [make(first, rule, rung, *SHOWING, *GENTLY), *_told(play, rung)]
        note = "Shown once there was a reason." if rung > 2 else "Shown too soon, or to no end."
    if refused:
        evidence.append(debit(refused[0], "the buyer had a reason and asked to see it", rung))
        rung = max(0, rung - REFUSED)
    return found(rung, evidence, note, debits=debits)


_AIM = Row("What are you after?", "ask_goal", told="goal")
_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_FIGURE = Row("How many a month?", "ask_figure", told="figure")
_SHOWN = Row("The returns, then: here is who it is.", "tell_feature", "carried")

CRITERION = Criterion(
    id="present_after_need",
    title="Show it only once they need it",
    group="D",
    definition=(
        "Demonstrations and proof come once the buyer has a reason; polish cannot stand in for "
        "one. Then show what they named, and no more."
    ),
    why="What is shown before the buyer has a reason makes them feel informed enough to wait.",
    ladder={
        4: "It was first shown after an aim, what stands in its way and what that weighs had been "
        "told, and it took up what the buyer had named.",
        3: "The same, but not tied to what they named; or tied, before its weight was told; or "
        "all three told, and a request to be shown something met in a few words.",
        2: "Shown after the aim alone; or never shown, though all three were told.",
        1: "Shown before the aim, and the rest was told later; or not shown, and two were told.",
        0: "Shown before the aim and left at that, or neither ground nor showing. Each further "
        "showing that took up nothing takes a level off; passing over a buyer with a reason who "
        "asks to see it takes two.",
    },
    source="Domain study 2D. What is shown counts by what had been told when it was shown.",
    measure=_measure,
    reads=("carried", *SHOWING, *GENTLY),
    passes=(
        Sample("After all three, and theirs", 4, (_AIM, _TROUBLE, _FIGURE, _SHOWN)),
        Sample(
            "Put as a question",
            4,
            (
                _AIM,
                _TROUBLE,
                _FIGURE,
                Row("If Dot saw who it is, what then?", "ask_use", "carried"),
            ),
        ),
        Sample(
            "After all three, the whole lot",
            3,
            (_AIM, _TROUBLE, _FIGURE, Row("And it has letters.", "tell_feature")),
        ),
        Sample("Tied, but unweighed", 3, (_AIM, _TROUBLE, _SHOWN)),
        Sample(
            "A difference, in answer to the buyer",
            4,
            (
                _AIM,
                _TROUBLE,
                Row("How many a month?", "ask_figure", told="figure", tests="compare"),
                Row("The lorry booked twice.", "(tell_contrast)", "carried", answered="compare"),
            ),
        ),
        Sample(
            "Put off in a few words",
            3,
            (
                _AIM,
                Row("Where does it go wrong?", "ask_trouble", told="trouble", tests="early_show"),
                Row("Not yet. How many a month?", "hold", told="figure", answered="early_show"),
            ),
        ),
        Sample("A reason, and nothing shown", 2, (_AIM, _TROUBLE, _FIGURE)),
    ),
    fails=(
        Sample(
            "Asked how it works, answered a turn late, and nothing shown",
            0,
            (
                Row("What are you after?", "ask_goal", told="goal", tests="feature"),
                Row("She wants less stock.", "refocus", answered="feature"),
                Row("It reads files.", "tell_feature"),
            ),
        ),
        Sample("Straight into it", 0, (Row("Look at this!", "tell_feature"), _AIM)),
        Sample(
            "Straight into it, mended",
            1,
            (Row("Look at this!", "tell_feature"), _AIM, _TROUBLE, _FIGURE),
        ),
        Sample("After the aim alone", 2, (_AIM, Row("It does this.", "tell_feature"))),
        Sample(
            "Everything else as well",
            2,
            (
                _AIM,
                _TROUBLE,
                _FIGURE,
                _SHOWN,
                Row("And letters.", "tell_feature"),
                Row("And reports.", "tell_feature"),
            ),
        ),
        Sample(
            "Refused to a buyer who was ready",
            0,
            (
                _AIM,
                _TROUBLE,
                Row("How many?", "ask_figure", told="figure", tests="demonstration"),
                Row("Some other time.", "rapport", evaded="demonstration"),
            ),
        ),
    ),
)
