"""Only the buyer may say "that's the answer"."""

from roleplay.coach.criteria.vision_of_use import known, pictured
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

JUDGED = 60
"""Picture from which the buyer has given a verdict (domain 1.2)."""
VERDICT_AS = ("around", "rank", "evidence", "feel")
"""Kinds of fact as which a buyer tells whether it would do."""
BARRIER = ("trouble", "cause")


def _verdict(play: Play) -> Step | None:
    """The first turn, after the picture, at which the buyer judged whether it would do.

    Where no meter shows the picture, the next thing that the buyer tells about it is the verdict.
    """
    seen = pictured(play)

    def judged(step: Step) -> bool:
        before, after = step.meters("picture")
        became = "verdict" in step.after.ready and "verdict" not in step.before.ready
        unmetered = after == 0 and seen is not None and seen.index < step.index
        return (
            (became and known(play, step, *BARRIER))
            or (before < JUDGED <= after and step.tells(*VERDICT_AS))
            or (unmetered and step.tells("around", "rank"))
        )

    return next((step for step in play.main if judged(step)), None)


def _labels(play: Play, verdict: Step | None) -> list[Evidence]:
    """The seller's calling it the answer, up to the buyer's verdict."""
    return [
        debit(step, "called it the answer before the buyer had", 4, "tell_answer")
        for step in play.doing("tell_answer")
        if verdict is None or step.index <= verdict.index
    ]


def _measure(play: Play) -> Finding:
    verdict = _verdict(play)
    labels = _labels(play, verdict)
    if verdict is None:
        missed = absent(play, "the buyer gave no verdict", 1)
        seen = pictured(play)
        if seen is None:
            return found(0, [missed], "The buyer had nothing to judge.", debits=labels)
        shown = cite(seen, "the buyer told how it would be", 1)
        return found(1, [shown, missed], "Pictured, and never judged.", debits=labels)
    if labels:
        late = cite(verdict, "the buyer judged it, after the seller had", 2)
        note = "The buyer's verdict came second."
        return found(2, [late, labels[0]], note, debits=labels[1:])
    own = cite(verdict, "the buyer judged whether it would do", 4)
    if verdict.flagged("leading"):
        led = cite(verdict, "the answer was put into the question", 3, "leading")
        return found(3, [own, led], "The verdict was led.")
    return found(4, [own], "The buyer judged it, and nobody had done so for them.")


_GAP = Row("Why does it slip?", "ask_cause", told="cause")
_SEEN = Row("If Ana saw it first, what then?", "ask_use", told="around")
_LABEL = Row("Then we have just the answer.", "tell_answer")
_VERDICT = Row("Would that get you there, or is something missing?", "ask_ready", told="rank")

CRITERION = Criterion(
    id="buyer_calls_it_solution",
    title='Only the buyer may say "that\'s the answer"',
    group="E",
    definition=(
        "Nothing is an answer until the buyer finds that it would get them there. Ask for that "
        "judgement, with room for a no, and leave the word to them."
    ),
    why="A buyer doubts a verdict that was handed over and defends one that they reached.",
    ladder={
        4: "The buyer judged whether it would do before anybody had called it the answer.",
        3: "The same, but the answer was put into the question.",
        2: "The buyer judged it after it had once been called the answer for them.",
        1: "The buyer pictured it and was never asked to judge it; or judged it after two labels.",
        0: "No verdict. Each time that the offering is called the answer takes a level off.",
    },
    source="Domain study 2E. After the buyer's own verdict, repeating it costs nothing.",
    measure=_measure,
    reads=("tell_answer", "ask_use", "tell_use", "leading"),
    passes=(
        Sample("Pictured, judged, no label", 4, (_GAP, _SEEN, _VERDICT)),
        Sample("Said back after the verdict", 4, (_GAP, _SEEN, _VERDICT, _LABEL)),
        Sample(
            "A verdict that shows in readiness",
            4,
            (_GAP, Row("What would be left unsolved?", "ask_wait", ready="verdict")),
        ),
        Sample(
            "Led to it",
            3,
            (
                _GAP,
                _SEEN,
                Row("So that does it, doesn't it?", "ask_ready", "leading", told="rank"),
            ),
        ),
        Sample("Labelled once, then judged", 2, (_GAP, _LABEL, _SEEN, _VERDICT)),
    ),
    fails=(
        Sample("The perfect fit", 0, (_GAP, _LABEL)),
        Sample("Pictured and then labelled", 0, (_GAP, _SEEN, _LABEL)),
        Sample("Labelled twice, then judged", 1, (_LABEL, _GAP, _LABEL, _SEEN, _VERDICT)),
        Sample("Never asked", 1, (_GAP, _SEEN, Row("Good to hear.", "rapport"))),
    ),
)
