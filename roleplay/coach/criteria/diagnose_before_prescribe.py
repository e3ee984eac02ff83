"""Examine before prescribing."""

from collections.abc import Sequence

from roleplay.coach.criterion import Criterion, Finding, absent, debit, found, some, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

PRESCRIBING = ("tell_need", "tell_solve", "tell_answer", "tell_do")
"""Acts that say what should be done. An answer to the buyer's own question is none of it."""
SIDES = {
    "process": "how",
    "evidence": "how",
    "around": "how",
    "figure": "how much",
    "cause": "why",
    "past": "why",
    "people": "who",
    "effect": "who",
    "trouble": "",
}
"""Kinds of fact that an examination draws out, and the side of the matter that each shows."""
ENOUGH, TWO_SIDES = 3, 2


def _linked(play: Play) -> list[Step]:
    """Turns that took up what the buyer had just said, and drew out something new."""

    def linked(step: Step) -> bool:
        return step.turn.reaction.followed or step.flagged("carried")

    return [step for step in play.telling(*SIDES) if linked(step)]


def _sides(steps: Sequence[Step]) -> int:
    """How many sides of the matter these turns brought out."""
    shown = {SIDES[step.told.kind] for step in steps if step.told}
    return len(shown - {""})


def _enough(steps: Sequence[Step]) -> bool:
    return len(steps) >= ENOUGH and _sides(steps) >= TWO_SIDES


def _measure(play: Play) -> Finding:
    linked = _linked(play)
    unasked = [s for s in play.doing(*PRESCRIBING) if not s.turn.reaction.answered]
    early = [s for s in unasked if not _enough([link for link in linked if link.index < s.index])]
    first = early[0] if early else None
    before = [s for s in linked if first is None or s.index < first.index]
    rung = len(before[:ENOUGH])
    if _enough(before):
        rung = 4
    elif not before and first is not None and _enough(linked):
        rung = 1
    evidence = [
        told_in(s, "one question led on from the last answer", rung) for s in linked[:ENOUGH]
    ]
    if rung < 4:
        evidence.append(absent(play, "the examination was not carried further", rung))
    if first is not None:
        evidence.append(debit(first, "said what to do before looking", rung, *PRESCRIBING))
    debits = [debit(s, "one more remedy before looking", rung, *PRESCRIBING) for s in early[1:]]
    count = f"{some(len(before), 'answer')} drawn from the answer before, before any remedy"
    note = "Looked before saying what to do."
    if rung < 4:
        note = "A remedy came early." if first is not None else "The examination stayed thin."
    return found(rung, evidence, note, debits=debits, count=count)


_HOW = Row("What happens to the plan then?", "ask_today", told="process", follows=True)
_MUCH = Row("How often last month?", "ask_figure", told="figure", follows=True)
_WHY = Row("What is different on good weeks?", "ask_cause", told="cause", follows=True)
_REMEDY = Row("What you need is our planner.", "tell_need")

CRITERION = Criterion(
    id="diagnose_before_prescribe",
    title="Examine before prescribing",
    group="C",
    definition=(
        "Before anything is suggested, a run of connected questions finds out how things work and "
        "why they fall short."
    ),
    why="Trust in the examination carries over to the remedy; a remedy without one is argued with.",
    ladder={
        4: "Before any remedy at least three answers each grew out of the one before, and showed "
        "two sides of the matter: how, how much, why, who.",
        3: "Three, all of one side.",
        2: "Two.",
        1: "One; or a remedy first, and an examination after it all the same.",
        0: "A remedy first, or no connected questions. Each further remedy before the examination "
        "was enough takes a level off.",
    },
    source="Domain study 2C. Unconnected questions earn nothing; answers drawn from answers do.",
    measure=_measure,
    reads=("carried", *PRESCRIBING),
    passes=(
        Sample("How, how often, why", 4, (_HOW, _MUCH, _WHY, _REMEDY)),
        Sample(
            "A short answer to the buyer is no remedy",
            4,
            (
                Row("How is it done?", "ask_today", told="trouble", tests="remedy"),
                Row("I'd look first.", "tell_do", answered="remedy"),
                _HOW,
                _MUCH,
                _WHY,
            ),
        ),
        Sample("Three, all of one side", 3, (_MUCH, _MUCH, _MUCH, _REMEDY)),
        Sample("Two, then the remedy", 2, (_HOW, _WHY, _REMEDY)),
    ),
    fails=(
        Sample("Prescribed first", 0, (_REMEDY, _HOW)),
        Sample("Prescribed first, then examined", 1, (_REMEDY, _HOW, _MUCH, _WHY)),
        Sample(
            "A list of unrelated questions",
            0,
            (
                Row("How is it done?", "ask_today", told="process"),
                Row("How many vans?", "ask_figure", told="figure"),
                Row("Who plans?", "ask_people", told="people"),
            ),
        ),
        Sample("Twice too soon", 1, (_HOW, _MUCH, _REMEDY, _REMEDY)),
    ),
)
