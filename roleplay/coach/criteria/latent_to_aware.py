"""Bring the unseen into view."""

from roleplay.coach.criteria.self_discovered_reasons import owned
from roleplay.coach.criterion import Criterion, Finding, absent, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

METER = "aware"
"""Meter of a buyer whose awareness is kept as one (domain 1.2): 0 to 4, one step a rung."""
ANNOUNCED = "announced"
"""Meter of a buyer who counts what was said for them too soon: up where they denied it."""
STAGES = (
    ("evidence", "figure", "trouble"),
    ("trouble", "cause", "evidence"),
    ("effect", "wait", "stake"),
    ("rank",),
)
"""Where no such meter is: what the buyer tells on the way from noticing to ranking."""
REASONS = ("trouble", "cause", "effect", "wait", "stake")
MOST = 2
"""Assertions that take a level off."""


def _by_meter(play: Play) -> list[Step]:
    """The turns that raised the buyer's awareness, once for every rung."""
    climbed: list[Step] = []
    for step in play.main:
        before, after = step.meters(METER)
        climbed += [step] * max(0, min(after - before, len(STAGES) - len(climbed)))
    return climbed


def _by_telling(play: Play) -> list[Step]:
    """The turns at which the buyer went one stage on, in order, in facts of their own."""
    climbed: list[Step] = []
    for step in play.main:
        if len(climbed) < len(STAGES) and owned(step, *STAGES[len(climbed)]):
            climbed.append(step)
    return climbed


def _climbed(play: Play) -> list[Step]:
    kept = any(METER in play.content.personas[s.turn.buyer].meters for s in play.main)
    return _by_meter(play) if kept else _by_telling(play)


def _asserted(play: Play) -> list[Step]:
    """Turns that stated a reason before the buyer had told it, or that the buyer took so."""
    stated = play.borrowing(*REASONS)

    def denied(step: Step) -> bool:
        before, after = step.meters(ANNOUNCED)
        return after > before

    return [step for step in play.main if step in stated or denied(step)]


def _measure(play: Play) -> Finding:
    climbed = _climbed(play)
    rung = len(climbed)
    words = ("noticed something", "admitted what is wrong", "saw what it does", "ranked it")
    evidence = [
        told_in(step, f"the buyer {said}", number)
        for number, (step, said) in enumerate(zip(climbed, words, strict=False), start=1)
    ]
    if rung < len(STAGES):
        since = climbed[-1] if climbed else None
        evidence.append(absent(play, f"the buyer never {words[rung]}", rung + 1, since))
    asserted = _asserted(play)[:MOST]
    debits = [debit(s, "announced it before the buyer had seen it", rung) for s in asserted]
    note = f"The buyer went {rung} of {len(STAGES)} steps." if rung else "The buyer saw no more."
    return found(rung, evidence, note, debits=debits)


_NOTICED = Row("If fewer come, why is the list so long?", "ask_evidence", told="evidence")
_ADMITTED = Row("How many were booked and not kept?", "ask_figure", told="trouble")
_EFFECT = Row("And what would those have meant?", "ask_effect", told="effect")
_RANKED = Row("Where does it stand on your desk?", "ask_rank", told="rank")
_ANNOUNCED = Row("You've a serious no-show problem.", "tell_insight", borrows="trouble")

CRITERION = Criterion(
    id="latent_to_aware",
    title="Bring the unseen into view",
    group="C",
    definition=(
        "Many who need to change do not know it yet. Questions about their own records let them "
        "notice, admit it, see what it does and rank it."
    ),
    why="A buyer believes what their own figures showed them, and denies what they were told.",
    ladder={
        4: "The buyer went all four steps in order: noticed, admitted, saw what it does, ranked "
        "it among other things.",
        3: "Three of them.",
        2: "Two.",
        1: "One.",
        0: "None. Each reason announced before the buyer had told it takes a level off, two at "
        "most, and the step then counts for nothing.",
    },
    source="Domain study 2C and M10. General statistics take nobody a step further.",
    measure=_measure,
    reads=(),
    passes=(
        Sample("All four, in order", 4, (_NOTICED, _ADMITTED, _EFFECT, _RANKED)),
        Sample("Never ranked", 3, (_NOTICED, _ADMITTED, _EFFECT)),
        Sample("Noticed and admitted", 2, (_NOTICED, _ADMITTED)),
        Sample(
            "Ranked before it was seen does not count",
            2,
            (_RANKED, _NOTICED, _ADMITTED),
        ),
    ),
    fails=(
        Sample("Announced", 0, (_ANNOUNCED,)),
        Sample("Announced, then nodded to", 0, (_ANNOUNCED, _ADMITTED)),
        Sample("Noticed, then announced", 0, (_NOTICED, _ANNOUNCED)),
        Sample(
            "Said for the buyer, who denied it",
            0,
            (_NOTICED, Row("They book and never come.", "deepen", meters="announced 1")),
        ),
        Sample(
            "Statistics",
            0,
            (Row("Most clinics lose a tenth.", "tell_generic"),),
        ),
        Sample("Noticed, no more", 1, (_NOTICED,)),
    ),
)
