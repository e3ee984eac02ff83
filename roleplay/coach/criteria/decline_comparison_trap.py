"""Don't answer "how do you compare?"."""

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
from roleplay.coach.regard import hurt
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

COMPARE = "compare"
"""What the buyer's question tests that asks for a comparison."""
COMPARING = ("tell_contrast", "tell_rival_bad")
"""Acts that give one."""
TURNING = (
    "ask_goal",
    "ask_today",
    "ask_trouble",
    "ask_cause",
    "ask_effect",
    "ask_past",
    "ask_evidence",
    "ask_rank",
    "ask_people",
)
"""Acts that turn the question to the buyer's own matter."""
OWN = ("goal", "process", "trouble", "cause", "effect", "wait", "stake", "feel", "figure")
"""Kinds of fact that are the buyer's own matter: told in reply, the question was turned."""
FAIR = ("tell_contrast", "tell_use", "ask_use")
"""Acts that compare fairly once the aim is known; the buyer's leaning says which did."""
DECLINING = ("tell_equal", "tell_limit", "hold", "agenda", "step_back", "no_buy", "ask_ready")
"""Acts that decline one, or put it off."""
SOON = 2
"""Turns after the answer in which the aim may still be told because of it."""


def _replies(play: Play) -> list[Step]:
    """The turns that followed a question for a comparison, in order."""
    asked = {step.index for step in play.put(COMPARE)}
    pairs = zip(play.main, play.main[1:], strict=False)
    return [after for step, after in pairs if step.index in asked]


def _leant(step: Step) -> bool:
    """Whether the buyer leant to the rival more, or drew back."""
    before, after = step.meters("lean")
    return after > before or hurt(step)


def _by(first: Step | None, index: int) -> bool:
    return first is not None and first.index <= index


def _fair(play: Play, replies: list[Step]) -> list[Step]:
    """Answers to a question put again once the aim was known: by then it is a fair one."""
    goal = play.first_telling("goal")
    return [step for step in replies[1:] if _by(goal, step.index - 1)]


def _taken_up(reply: Step, took: list[Step]) -> bool:
    """Whether a question was answered at once, or one turn late."""
    return any(reply.index <= step.index <= reply.index + 1 for step in took)


def _measure(play: Play) -> Finding:
    replies = _replies(play)
    fair = _fair(play, replies)
    compared = [s for s in play.doing(*COMPARING, answering=True) if _leant(s)]
    against = [debit(s, "compared, and they leant away", 2, *COMPARING) for s in compared[:2]]
    took = [s for s in play.answered(COMPARE) if s not in compared]
    failed = [s for s in fair if s not in compared and not _taken_up(s, took)]
    against += [debit(s, "dodged a question that was fair by now", 2) for s in failed[:1]]
    if took:
        rung, evidence, note = _handled(play, took)
        return found(rung, evidence, note, debits=against, each=2)
    goal = play.first_telling("goal")
    missed = absent(play, "the question for a comparison was not turned", 0)
    if goal is None or not (compared or replies):
        return found(0, [missed], "Compared, or never asked to.", debits=against, each=2)
    told = told_in(goal, "the aim was told all the same", 1)
    return found(1, [told, missed], "Not turned, and the aim was told all the same.")


def _handled(play: Play, took: list[Step]) -> tuple[int, list[Evidence], str]:
    """The rung where the question was taken up without a comparison that did harm."""
    goal = play.first_telling("goal")
    turned = [s for s in took if s.does(*TURNING, answering=True) or s.tells(*OWN)]
    declined = [s for s in took if s.does(*DECLINING, *FAIR, answering=True)]
    first = (turned or declined or took)[0]
    if not (turned or declined):
        evidence = [cite(first, "answered, and neither turned nor declined", 1)]
        evidence.append(absent(play, "it was not turned to the buyer's own matter", 1, first))
        return 1, evidence, "Something else was said."
    if not _by(goal, first.index + SOON):
        evidence = [cite(first, "did not compare", 2, *TURNING)]
        evidence.append(absent(play, "the aim did not come of it", 2, first))
        return 2, evidence, "Declined, and no aim was told."
    rung = 4 if turned else 3
    evidence = [cite(first, "took the question up without comparing", rung, *TURNING)]
    if goal is not None:
        evidence.append(told_in(goal, "the aim was told", rung))
    if not turned:
        evidence.append(absent(play, "it was not turned to the buyer's own matter", 3, first))
    return rung, evidence, "Turned to what the buyer is after." if turned else "Declined."


_TRAP = Row("Thanks for seeing me.", "rapport", tests="compare")
_TURN = Row("Which part matters to you?", "ask_goal", told="goal", answered="compare")
_AIM = Row("What are you after?", "ask_goal", told="goal")
_COMPARES = Row("Unlike them, we plan at once.", "tell_contrast", meters="lean 50")

CRITERION = Criterion(
    id="decline_comparison_trap",
    title="Don't answer 'how do you compare?'",
    group="G",
    definition=(
        "A buyer who asks for a comparison often favours the other. Turn to what they are after "
        "first; compare fairly once that is known."
    ),
    why="A comparison given at once sets the seller against what the buyer likes best.",
    ladder={
        4: "Asked to compare, the seller asked about the buyer's own matter, and the aim was "
        "told by the second turn after it.",
        3: "Declined without a question, and the aim was told by then.",
        2: "Declined or turned, and the aim was not told.",
        1: "Compared or passed over, and the aim was told all the same; or something else was "
        "said to it.",
        0: "Compared. Where the question was turned at another time, each comparison that made "
        "the buyer lean away takes two levels off, and so does dodging a question put again once "
        "the aim is known.",
    },
    source="Domain study 2G. The buyer's own question is the chance; their leaning is the judge.",
    measure=_measure,
    trap=True,
    reads=(*COMPARING, *TURNING, *DECLINING, *FAIR),
    passes=(
        Sample("Turned to the aim", 4, (_TRAP, _TURN)),
        Sample(
            "A fair answer when it is put again",
            4,
            (
                _TRAP,
                _TURN,
                Row("Why in spring?", "ask_cause", told="cause", tests="compare"),
                Row("Ours shows that one.", "tell_contrast", answered="compare", meters="lean 25"),
            ),
        ),
        Sample(
            "Declined, with the aim known",
            3,
            (
                Row("What are you after?", "ask_goal", told="goal", tests="compare"),
                Row("They're a good firm.", "tell_equal", answered="compare"),
            ),
        ),
        Sample("Compared at first, then turned", 2, (_COMPARES, _TRAP, _TURN)),
    ),
    fails=(
        Sample("Glad you asked", 0, (_TRAP, _COMPARES)),
        Sample("Flatters", 1, (_TRAP, Row("You know best.", answered="compare"), _AIM)),
        Sample("Compared, and the aim told later", 1, (_TRAP, _COMPARES, _AIM)),
        Sample(
            "Dodges for ever",
            2,
            (
                _TRAP,
                _TURN,
                Row("Why in spring?", "ask_cause", told="cause", tests="compare"),
                Row("I'd rather not say.", "hold", evaded="compare"),
            ),
        ),
        Sample(
            "No aim came of it", 2, (_TRAP, Row("Good firm.", "tell_equal", answered="compare"))
        ),
    ),
)
