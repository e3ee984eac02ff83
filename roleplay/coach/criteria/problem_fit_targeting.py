"""Work where the problem lives."""

from roleplay.coach.criteria.leave_misfit import right_to_leave
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
from roleplay.coach.play import WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

SELLS = ("tell_feature", "tell_generic", "tell_solve", "tell_answer", "tell_price", "press")
OFFERS = (*SELLS, "next_step", "close")
"""Acts that spend the call on an offering; a short answer to the buyer is none of them."""
WANTED_GONE = ("cause", "effect", "figure", "wait", "stake", "rank")
"""Kinds that show whether the trouble is of the mendable sort, and whether it should go."""


def _obeyed(play: Play, told: Step) -> bool:
    """Whether the next turn was consistent with the answer: took it up, or left and was right."""
    after = next((step for step in play.main if step.index > told.index), None)
    if after is None:
        return False
    if after.does(*WITHDRAWING, answering=True):
        return right_to_leave(play)
    return after.turn.reaction.followed or after.flagged("carried") or after.tells()


def _sold_on(play: Play, told: Step) -> list[Evidence]:
    """Turns that sold on after the answer, and to which the buyer closed."""

    def closed(step: Step) -> bool:
        transition = play.taken(step)
        guard, trust = step.meters("guard"), step.meters("trust")
        worse = guard[1] > guard[0] or trust[1] < trust[0]
        return worse or (transition is not None and transition.harmful)

    turns = [s for s in play.doing(*OFFERS) if s.index > told.index and closed(s)]
    return [debit(s, "sold on against the answer", 2, *OFFERS) for s in turns[:2]]


def _measure(play: Play) -> Finding:
    asked = next(iter(play.asking_for("trouble", "ask_trouble")), None)
    told = play.first_telling("trouble")
    if told is None:
        missed = absent(play, "whether the trouble is there was never established", 0)
        if asked is None:
            return found(0, [missed], "Nobody asked whether there was anything to mend.")
        tried = cite(asked, "asked whether the trouble is there", 1, "ask_trouble")
        return found(1, [tried, missed], "Asked, and not told.")
    offered = next(iter(play.doing(*OFFERS)), None)
    shown = told_in(told, "the buyer said what goes wrong", 2)
    debits = _sold_on(play, told)
    if offered is not None and offered.index < told.index:
        early = absent(play, "the offering came before the trouble", 1)
        return found(1, [shown, early], "Offered first, asked afterwards.", debits=debits)
    if not _obeyed(play, told):
        ignored = absent(play, "what came next did not take the answer up", 2, told)
        return found(2, [shown, ignored], "Asked as a ritual.", debits=debits)
    wanted = [s for s in play.telling(*WANTED_GONE) if offered is None or s.index < offered.index]
    if not wanted:
        open_yet = absent(play, "whether it is to be got rid of stayed open", 3, told)
        return found(3, [shown, open_yet], "The trouble is there; no more is known.", debits=debits)
    more = told_in(wanted[0], "what is behind it, or what it is worth to be rid of it", 4)
    return found(4, [shown, more], "The fit was found before anything was offered.", debits=debits)


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")

CRITERION = Criterion(
    id="problem_fit_targeting",
    title="Work where the problem lives",
    group="A",
    definition=(
        "Spend the call only where there is a trouble that you mend and somebody wants it gone. "
        "Interest in what you sell is no sign of either."
    ),
    why="A buyer without the trouble stays polite and gives nothing but time.",
    ladder={
        4: "The trouble was told, taken up in the next turn, and what is behind it or what it is "
        "worth to be rid of it was told, all before anything was offered.",
        3: "The trouble was told and taken up before anything was offered; nothing further.",
        2: "It was told before anything was offered; the next turn passed over the answer.",
        1: "Something was offered first and the trouble told later; or it was asked about and "
        "not told.",
        0: "Nobody asked. Each turn that sold on against the answer takes a level off, two at "
        "most.",
    },
    source="Domain study 2A. What came after the answer decides; the turn's number does not.",
    measure=_measure,
    reads=("ask_trouble", "carried", *OFFERS, *WITHDRAWING),
    passes=(
        Sample(
            "Trouble, then its cause",
            4,
            (_TROUBLE, Row("Why is that?", "ask_cause", told="cause", follows=True)),
        ),
        Sample(
            "Trouble, taken up",
            3,
            (_TROUBLE, Row("And in the branches?", "ask_today", told="process", follows=True)),
        ),
        Sample(
            "Fit settled, then a no",
            4,
            (
                _TROUBLE,
                Row("Is it on this year's list?", "ask_rank", told="rank"),
                Row("Then leave it be.", "no_buy", takes="lets_go"),
            ),
            "best",
        ),
    ),
    fails=(
        Sample("A demonstration first", 0, (Row("Shall we book a demo?", "next_step"),)),
        Sample("Asked, not told", 1, (Row("What's broken?", "ask_trouble", refused="trouble"),)),
        Sample(
            "A ritual question",
            2,
            (_TROUBLE, Row("Anyway, here's our platform.", "tell_feature")),
        ),
        Sample(
            "Offered, then asked",
            1,
            (Row("It plans every order.", "tell_feature"), _TROUBLE),
        ),
        Sample(
            "Sold on against the answer",
            1,
            (_TROUBLE, Row("Everybody needs it.", "tell_generic", meters="guard 45")),
        ),
    ),
)
