"""Price of standing still."""

from roleplay.coach.criterion import Criterion, Finding, absent, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample

SCARE = ("press", "bully")
"""A threat from outside: deadline, scarcity, guilt or worse."""


def _measure(play: Play) -> Finding:
    scares = [step for step in play.main if step.does("press") or step.flagged("bully")]
    debits = [debit(s, "a threat from outside", 4, *SCARE) for s in scares]
    waits = play.telling("wait")
    if not waits:
        known = play.first_telling("effect", "stake")
        missed = absent(play, "what waiting leads to was never told", 1)
        if known is None:
            return found(0, [missed], "Nothing was told of what waiting leads to.", debits=debits)
        shown = told_in(known, "the buyer said what the trouble leads to", 1)
        return found(
            1, [shown, missed], "The effect was told, not what waiting does.", debits=debits
        )
    sized = next((s for s in waits if s.told and (s.told.figures or s.told.parts)), None)
    if sized is not None:
        dated = told_in(sized, "the buyer put a date or a size on waiting", 4)
        return found(4, [dated], "The buyer said what waiting costs, and by when.", debits=debits)
    first = waits[0]
    evidence = [told_in(first, "the buyer said what waiting leads to", 2)]
    evidence.append(absent(play, "it was given neither a date nor a size", 3, first))
    before = any(step.index < first.index for step in play.telling("figure"))
    note = "What waiting leads to was told, without a date or a size."
    return found(3 if before else 2, evidence, note, debits=debits)


CRITERION = Criterion(
    id="cost_of_inaction",
    title="Price of standing still",
    group="D",
    definition=(
        "Bring into the open what happens to this buyer if they do nothing: money, customers, "
        "people, standing, and by when."
    ),
    why="A consequence that the buyer has said and dated outlasts the call; a threat does not.",
    ladder={
        4: "The buyer said a dated or sized consequence of waiting, in answer to a question.",
        3: "Said without date or size of its own, after a figure of the buyer's was on the table.",
        2: "Said, with nothing to measure it by.",
        1: "What the trouble leads to was told; what waiting does was not.",
        0: "Nothing was told, or the seller alone asserted it. Each threat takes a level off.",
    },
    source="Domain study 2D.",
    measure=_measure,
    reads=SCARE,
    passes=(
        Sample(
            "Dated by the buyer",
            4,
            (
                Row("Who feels it?", "ask_effect", told="effect"),
                Row("And by March?", "ask_wait", told="wait", figures=("March",)),
            ),
        ),
        Sample(
            "Undated, but sized before",
            3,
            (
                Row("How many a month?", "ask_figure", told="figure"),
                Row("And if it goes on?", "ask_wait", told="wait"),
            ),
        ),
        Sample("Undated", 2, (Row("And if it goes on?", "ask_wait", told="wait"),)),
    ),
    fails=(
        Sample("A threat", 0, (Row("Act now or be out of business.", "press"),)),
        Sample("A stock line too soon", 0, (Row("What if you do nothing?", "ask_wait"),)),
        Sample("Effect only", 1, (Row("Who feels it?", "ask_effect", told="effect"),)),
        Sample(
            "Dated, and then leant on",
            3,
            (
                Row("And by March?", "ask_wait", told="wait", figures=("March",)),
                Row("Then sign before it bites.", "press"),
            ),
        ),
    ),
)
