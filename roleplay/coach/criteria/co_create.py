"""Work it out with them."""

from roleplay.coach.criteria.vision_of_use import USE, known, on_theirs
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

DRAFTING = ("recap", "plan", "tell_do", "next_step", *USE)
"""Acts that put something half-made before the buyer."""
SUMMING = ("recap", "plan")
"""Acts that say back what was heard: there a fact told twice shows that it wasn't."""
SHAPE = ("around", "people", "path")
"""Kinds of fact with which a buyer shapes what is to be done."""
MATTER = ("trouble", "cause", "past")
"""Kinds of fact after which there is something to work out."""
ENOUGH = 2
"""Contributions with which the thing is made by two."""


def _objected(play: Play, step: Step) -> bool:
    """Whether the buyer took up a draft and stayed, without having been harmed by it.

    That is how a buyer says which piece isn't theirs yet.
    """
    taken, transition = step.turn.reaction.taken, play.taken(step)
    if taken is None or transition is None or transition.harmful:
        return False
    return taken.act in (*DRAFTING, "close") and taken.source == taken.target


def _shaped(play: Play, step: Step) -> bool:
    """Whether the buyer put something of their own into it, which the seller hadn't said first."""
    if step.turn.reaction.borrowed or step.flagged("repeated") or not known(play, step, *MATTER):
        return False
    drafted = step.does(*DRAFTING) and (step.tells() or _objected(play, step))
    return drafted or step.tells(*SHAPE)


def _adopted(play: Play, step: Step) -> Step | None:
    """The turn that used it: the next one took it up, or a later draft held the buyer's facts."""
    later = [s for s in play.main if s.index > step.index]
    if later and later[0].turn.reaction.followed:
        return later[0]
    return next((s for s in later if s.does(*DRAFTING) and on_theirs(s)), None)


def _debits(play: Play) -> list[Evidence]:
    """Recaps to which the buyer had to repeat what they had already told; two at most.

    Where the buyer took up the draft in the same breath, it was their correction.
    """
    repeated = [
        step
        for step in play.doing(*SUMMING)
        if step.turn.reaction.told is not None
        and step.turn.reaction.told.again
        and not _objected(play, step)
    ]
    return [debit(s, "the buyer had to say it again", 4, *SUMMING) for s in repeated[:2]]


def _measure(play: Play) -> Finding:
    debits = _debits(play)
    shaped = [step for step in play.main if _shaped(play, step)]
    if not shaped:
        missed = absent(play, "the buyer put nothing of their own into it", 0)
        return found(0, [missed], "Nothing was made together.", debits=debits)
    pairs = [(step, _adopted(play, step)) for step in shaped]
    used = [(step, later) for step, later in pairs if later is not None]
    if not used:
        shown = cite(shaped[0], "the buyer put in something of their own", 1)
        missed = absent(play, "it was not taken up", 1, shaped[0])
        return found(1, [shown, missed], "The buyer's part was left lying.", debits=debits)
    first = used[0][0]
    drafts = [s for s in play.doing(*DRAFTING) if on_theirs(s) and s.index > first.index]
    rung = 2 + (len(used) >= ENOUGH) + (len(used) >= ENOUGH and bool(drafts))
    evidence = [cite(step, "the buyer put in something of their own", rung) for step, _ in used[:2]]
    last = drafts[-1] if drafts else used[0][1]
    evidence.append(cite(last, "and it was taken up", rung, "carried", *DRAFTING))
    if rung < 4:
        lacking = "it was never put together with them" if rung == 3 else "there was one such part"
        evidence.append(absent(play, lacking, rung, first))
    count = f"parts that the buyer put in and that were used: {len(used)}"
    note = "Made by two." if rung > 2 else "One part of it was the buyer's."
    return found(rung, evidence, note, debits=debits, count=count)


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_HALF = Row("Here is half a page. What is wrong with it?", "recap", told="people")
_WHERE = Row("Where would you begin?", "ask_around", told="around", follows=True)
_PLAN = Row("Then Leeds first, and Moira leads.", "plan", "carried", follows=True)

CRITERION = Criterion(
    id="co_create",
    title="Work it out with them",
    group="E",
    definition=(
        "What is worth doing is worked out with the buyer. Put something unfinished before them, "
        "let them change it, and go on from what they changed."
    ),
    why="A buyer files a finished plan and defends one that has their own corrections in it.",
    ladder={
        4: "The buyer put in two parts of their own or more, which were taken up, and a draft or "
        "plan in their words followed.",
        3: "Two such parts were taken up and never put together with them.",
        2: "One was.",
        1: "The buyer put in a part, and it was left lying.",
        0: "None once a trouble was known. Each recap to which they had to repeat what they had "
        "told takes a level off.",
    },
    source="Domain study 2E. What the seller had said first is no part of the buyer's.",
    measure=_measure,
    reads=(*DRAFTING, "carried"),
    passes=(
        Sample("Half a page, their corrections, their plan", 4, (_TROUBLE, _HALF, _WHERE, _PLAN)),
        Sample(
            "What is missing from the plan is a part",
            4,
            (
                _TROUBLE,
                Row("Ana leads from Monday; shall we?", "plan close", takes="stalls"),
                _WHERE,
                _PLAN,
            ),
        ),
        Sample(
            "Taken up, not put together", 3, (_TROUBLE, _HALF, _WHERE, Row("Why?", follows=True))
        ),
        Sample("One part", 2, (_TROUBLE, _HALF, Row("Why Moira?", "ask_cause", follows=True))),
    ),
    fails=(
        Sample(
            "A finished plan",
            0,
            (
                Row("I've written the whole plan for you.", "give"),
                Row("It has seven phases.", "tell_feature"),
            ),
        ),
        Sample("Left lying", 1, (_TROUBLE, _HALF, Row("Good. Now, our price.", "tell_price"))),
        Sample(
            "Mistakes planted to be corrected",
            0,
            (
                _TROUBLE,
                Row("How many?", "ask_figure", told="figure"),
                Row("So it's forty vans?", "recap", told="figure again"),
                Row("And twelve on Sundays?", "recap", told="figure again"),
            ),
        ),
        Sample(
            "The seller's own words first",
            0,
            (
                _TROUBLE,
                Row("Moira should lead it.", "tell_do", told="people", borrows="people"),
            ),
        ),
    ),
)
