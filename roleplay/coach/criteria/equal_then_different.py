"""Level first, then differ."""

from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

DIFFER = ("tell_contrast", "tell_use", "ask_use")
"""Acts by which a difference may show: said outright, or seen in use."""
CONTRAST, EQUAL, RIVAL = "tell_contrast", "tell_equal", "tell_rival_bad"
COMPARE = "compare"
"""What a buyer's question tests that asks for a comparison: its answer is a difference too."""
PEER = 35
"""Standing from which a difference is heard as a fact and not as a claim (domain 1.2)."""


def _lean(step: Step) -> int:
    """By how much the buyer's leaning towards the rival changed in a turn."""
    before, after = step.meters("lean")
    return after - before


def _level(play: Play, step: Step) -> bool:
    """Whether the seller stood level: granted what is equal, or had the standing of a peer."""
    granted = [s for s in play.doing(EQUAL, answering=True) if s.index <= step.index]
    return bool(granted) or step.meters("standing")[0] >= PEER


def _grounded(play: Play, step: Step) -> bool:
    """Whether the aim and a cause had been told before a turn."""
    firsts = [play.first_telling(kind) for kind in ("goal", "cause")]
    return all(first is not None and first.index < step.index for first in firsts)


def _measure(play: Play) -> Finding:
    contrasts = play.doing(CONTRAST, answering=True)
    wrong = [s for s in contrasts if _lean(s) > 0]
    rival = [s for s in play.doing(RIVAL, answering=True) if hurt(s) or _lean(s) > 0]
    against = [debit(s, "a difference that made them lean away", 3, CONTRAST) for s in wrong]
    against += [debit(s, "ran the rival down", 3, RIVAL) for s in rival]
    taken = len(wrong) + 2 * len(rival)
    rung, evidence, note = _rung(play, list(contrasts), wrong)
    return Finding(max(0, rung - taken), (*evidence, *against), taken, note)


def _rung(play: Play, contrasts: list[Step], wrong: list[Step]) -> tuple[int, list[Evidence], str]:
    """The rung before debits, with what it rests on."""
    shown_in = (*play.doing(*DIFFER, answering=True), *play.answered(COMPARE))
    right = [s for s in shown_in if _lean(s) < 0 and _grounded(play, s)]
    if right:
        first = min(right, key=lambda step: step.index)
        shown = cite(first, "a difference on what the buyer had told", 4, *DIFFER)
        if _level(play, first) and not [s for s in wrong if s.index < first.index]:
            return 4, [shown], "Level first, then one difference that mattered."
        missed = absent(play, "not level first, or not the first difference", 3)
        return 3, [shown, missed], "A difference that mattered, out of order."
    goal = play.first_telling("goal")
    granted = play.doing(EQUAL, answering=True)
    if goal is None:
        missed = absent(play, "no aim was told to differ on", 0)
        if not granted or contrasts:
            return 0, [missed], "Neither level nor different."
        fair = cite(granted[0], "granted what is equal", 1, EQUAL)
        return 1, [fair, missed], "Fair to the rival, on no aim of the buyer's."
    told = told_in(goal, "the aim was told", 2)
    missed = absent(play, "no difference moved the buyer", 2, goal)
    if contrasts and contrasts[0].index <= goal.index:
        return 1, [told, missed], "Differed before the aim was told."
    return 2, [told, missed], "The aim was told; no difference that mattered."


_AIM = Row("What are you after?", "ask_goal", told="goal")
_CAUSE = Row("Why only in spring?", "ask_cause", told="cause")
_EQUAL = Row("They'd do most of it as well.", "tell_equal", meters="trust 34")
_DIFFERS = Row("On the late change: ours shows it.", "tell_contrast", "carried", meters="lean 25")
_EARLY = Row("Unlike them, we plan at once.", "tell_contrast", meters="lean 50, guard 31")

CRITERION = Criterion(
    id="equal_then_different",
    title="Level first, then differ",
    group="G",
    definition=(
        "Stand level first, by way of aims and causes; only then let a difference show, on "
        "something that the buyer told."
    ),
    why="A difference said too early shows the buyer what they like about the other.",
    ladder={
        4: "The aim and a cause were told, the two were level, and then a difference made the "
        "buyer lean to the rival less.",
        3: "The same, but not level, or after a difference that made them lean away.",
        2: "The aim was told, and no difference moved the buyer.",
        1: "A difference before the aim was told, or what is equal was granted on no aim.",
        0: "Neither. Each difference that made the buyer lean to the rival takes a level off, "
        "and running the rival down takes two.",
    },
    source="Domain study 2G and 1.3, M9. A difference is judged by the buyer's leaning.",
    measure=_measure,
    reads=(*DIFFER, EQUAL, RIVAL),
    passes=(
        Sample("Level, then one difference", 4, (_AIM, _CAUSE, _EQUAL, _DIFFERS)),
        Sample("A difference with nothing granted", 3, (_AIM, _CAUSE, _DIFFERS)),
        Sample("Never differs", 2, (_AIM, _CAUSE, _EQUAL)),
        Sample("Too early, and mended", 2, (_EARLY, _AIM, _CAUSE, _EQUAL, _DIFFERS)),
    ),
    fails=(
        Sample("Differs at once", 0, (_EARLY,)),
        Sample("Differs at once, then asks", 0, (_EARLY, _AIM)),
        Sample("Fair, and no more", 1, (_EQUAL,)),
        Sample(
            "Runs the rival down",
            0,
            (_AIM, Row("Their support is bad.", "tell_rival_bad", meters="trust 24, lean 50")),
        ),
    ),
)
