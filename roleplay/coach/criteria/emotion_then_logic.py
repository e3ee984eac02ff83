"""People choose with feeling, then justify."""

from roleplay.coach.criteria.self_discovered_reasons import owned
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

PERSONAL = "personal"
"""Disclosure level of a private stake."""
ACCOUNT = ("figure", "evidence", "wait")
"""Kinds of fact that a choice can be accounted for with."""
REASONING = ("tell_logic", "recap")
"""Acts that put the buyer's own facts into a reason."""
ENOUGH = 2
"""Reasons that hold after the feeling."""


def _felt(step: Step) -> bool:
    """Whether the buyer told what rides on it for them."""
    told = step.told
    return told is not None and (told.kind == "feel" or told.level == PERSONAL)


def _reasons(play: Play) -> list[Step]:
    """Turns with a reason in them: told by the buyer, or built on what they had told."""
    named = play.naming("reason")

    def reasoned(step: Step) -> bool:
        built = step.does(*REASONING) or step in named
        return step.tells(*ACCOUNT) or (built and step.flagged("carried"))

    return [step for step in play.main if reasoned(step) and not _felt(step)]


def _sought(play: Play, felt: Step) -> Step | None:
    """The turn that asked for the feeling before it was told, and found it kept back."""

    def kept(step: Step) -> bool:
        facts = play.content.personas[step.turn.buyer].facts
        shut = [facts[r.fact] for r in step.turn.reaction.refused if r.fact in facts]
        return any(fact.kind == "feel" or fact.level == PERSONAL for fact in shut)

    return next((s for s in play.main if s.index < felt.index and kept(s)), None)


def _exploits(play: Play) -> list[Evidence]:
    """Pushing in the turn of a private question or answer, or in the next; two at most."""
    turns = play.main
    felt = [i for i, step in enumerate(turns) if _felt(step) or step.does("ask_feel")]
    near = {i for at in felt for i in (at, at + 1)}
    pushed = [s for i, s in enumerate(turns) if i in near and s.does("press")]
    return [
        debit(s, "pushed on a feeling just asked about or told", 4, "press") for s in pushed[:2]
    ]


def _measure(play: Play) -> Finding:
    debits = _exploits(play)
    felt = next((step for step in play.main if _felt(step)), None)
    reasons = _reasons(play)
    shown = [cite(s, "a reason that can be told to others", 2, *REASONING) for s in reasons[:2]]
    if felt is None:
        missed = absent(play, "nothing was told of what rides on it for the buyer", 2)
        rung = min(len(reasons), ENOUGH)
        note = "Figures alone." if reasons else "Neither the feeling nor the reasons."
        return found(rung, [*shown, missed], note, debits=debits)
    stake = told_in(felt, "the buyer told what rides on it for them", 4)
    after = [step for step in reasons if step.index > felt.index]
    given = not owned(felt, felt.told.kind if felt.told else "")
    count = f"reasons after the feeling: {len(after)}"
    sought = _sought(play, felt)
    between = [s for s in reasons if sought and sought.index < s.index < felt.index]
    if sought and len(between) >= ENOUGH and not after:
        asked = cite(sought, "asked what rides on it, and was kept waiting", 3)
        follow = [cite(s, "a reason told meanwhile", 3, *REASONING) for s in between[:2]]
        missed = absent(play, "no reason followed the feeling", 3, felt)
        note = "The feeling was asked for first and told last."
        return found(3, [asked, *follow, stake, missed], note, debits=debits, count=count)
    if not after:
        missed = absent(play, "no reason followed the feeling", 2, felt)
        note = "The feeling, without the reasons to stand by it."
        return found(2, [stake, missed], note, debits=debits, count=count)
    follow = [cite(s, "a reason to stand by it", 4, *REASONING) for s in after[:2]]
    rung = 4 if len(after) >= ENOUGH and not given else 3
    rest = "the feeling was first put into words by the seller" if given else "one reason only"
    lacking = [] if rung == 4 else [absent(play, rest, 3, felt)]
    evidence = [stake, *follow, *lacking]
    return found(rung, evidence, "The feeling, then the reasons.", debits=debits, count=count)


_FEEL = Row("What would you not want to explain in a year?", "ask_feel", told="feel")
_FIGURE = Row("And what do the returns cost you?", "ask_figure", told="figure")
_LOGIC = Row("Your 41 a week is more than the fee.", "tell_logic", "carried")

CRITERION = Criterion(
    id="emotion_then_logic",
    title="People choose with feeling, then justify",
    group="H",
    definition=(
        "The choice is made on a feeling, and kept by reasons that can be told to others. Hear "
        "the one, then help with the other."
    ),
    why="A buyer who has only figures stays lukewarm, and one who has only the feeling gives it "
    "up at the first challenge.",
    ladder={
        4: "The buyer told what rides on it for them, and two reasons from their own facts "
        "followed.",
        3: "One followed, or the seller had put the feeling into words first; or it was asked for "
        "first, and told only after two reasons.",
        2: "The feeling with no reason after it, or two reasons and no feeling.",
        1: "One reason and no feeling.",
        0: "Neither. Pushing on a feeling just asked about or told takes a level off.",
    },
    source="Domain study 2H. Asking how somebody feels earns nothing until they tell.",
    measure=_measure,
    reads=("ask_feel", "press", *REASONING, "carried"),
    passes=(
        Sample("The worry, then two reasons", 4, (_FEEL, _FIGURE, _LOGIC)),
        Sample("The worry, then one", 3, (_FEEL, _LOGIC)),
        Sample(
            "The seller's guess at a feeling, agreed to",
            3,
            (
                Row("You lit up at that.", "deepen", borrows="feel"),
                _FEEL,
                _FIGURE,
                _LOGIC,
            ),
        ),
        Sample(
            "Asked for first, told last",
            3,
            (Row("And for you?", "ask_feel", refused="feel"), _FIGURE, _LOGIC, _FEEL),
        ),
        Sample("Figures first, the worry last", 2, (_FIGURE, _LOGIC, _FEEL)),
    ),
    fails=(
        Sample("A token question", 0, (Row("How do you feel?", "ask_feel", refused="feel"),)),
        Sample("Figures alone", 2, (_FIGURE, _LOGIC)),
        Sample("You love it, so let's do it", 1, (_FEEL, Row("Then sign today!", "press"))),
        Sample("The return speaks for itself", 0, (Row("Firms save 30%.", "tell_generic"),)),
    ),
)
