"""Price moves are costly."""

from roleplay.coach.criteria.quid_pro_quo import ASKING, cuts, honoured, paid_for
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

REQUEST = ("discount", "trade", "composure")
"""What a question tests that asks for money off, or presses for it."""
HOLDING = ("hold", "tell_limit", "tell_logic", "tell_price", "step_back", "mgr_hold", "mgr_facts")
"""Acts that keep the price where it is."""
HELD = "kept the price when asked for less"
ABOUT = "the buyer told what the request was about"


def _turns(play: Play) -> list[Step]:
    """The turns with the buyers and with the seller's manager, who may have money to spend."""
    managed = [step for step in play.with_manager if step.number <= play.last]
    return sorted([*play.main, *managed], key=lambda step: step.index)


def _requests(turns: list[Step]) -> list[Step]:
    return [step for step in turns if step.turn.reaction.tests in REQUEST]


def _held(turns: list[Step]) -> Step | None:
    """The first turn that kept the price when asked for less, and cost no regard."""
    asked = _requests(turns)

    def holds(step: Step) -> bool:
        answers = step.turn.reaction.answered_tests
        known = step.slots("percent") or any(request.index < step.index for request in asked)
        said = step.does(*(HOLDING if answers in REQUEST else HOLDING[:1]), answering=True)
        kept = all(step.meters(name)[1] >= step.meters(name)[0] for name in ("trust", "standing"))
        return said and bool(known) and kept and answers in ("", *REQUEST)

    return next((step for step in turns if holds(step)), None)


def _understood(play: Play, turns: list[Step]) -> Step | None:
    """The first turn in which the buyer told what the request was about."""
    asked = _requests(turns)

    def about(step: Step) -> bool:
        persona = play.content.personas[step.turn.buyer]
        raised = {name for ask in persona.asks if ask.tests in REQUEST for name in ask.subjects}
        told = step.told
        follows = step.turn.reaction.followed and any(s.index + 1 == step.index for s in asked)
        return told is not None and (told.fact in raised or follows)

    return next((step for step in turns if about(step)), None)


def _at_once(turns: list[Step], cut: Step) -> bool:
    """Whether a cut came in the turn right after it was asked for, or before anybody had asked."""
    at, asked = turns.index(cut), _requests(turns)
    return (at > 0 and turns[at - 1] in asked) or not any(s.index < cut.index for s in asked)


def _marks(play: Play, turns: list[Step], moved: list[Step], free: list[Step]) -> list[Evidence]:
    """What kept the price before anything moved, and the exchange in which it moved."""
    before = [step for step in turns if not moved or step.index < moved[0].index]
    about = _understood(play, before)
    held = _held(before if free else [*before, *moved[:1]])
    since = min([step.index for step in (*_requests(turns), *moved)], default=0)
    later = (step for step in play.main if step.index >= since)
    traded = next((step for step in later if honoured(play, step)), None)
    marks: list[Evidence] = []
    if held is not None:
        marks.append(cite(held, HELD, 4, *HOLDING))
    if about is not None:
        marks.append(told_in(about, ABOUT, 4))
    if traded is not None and not free and (moved or _requests(turns)):
        marks.append(cite(traded, "moved only in exchange", 4, *ASKING))
    return marks


def _measure(play: Play) -> Finding:
    turns = _turns(play)
    moved = [step for step in play.main if cuts(step)]
    free = [step for step in moved if not paid_for(play, step)[1]]
    marks = _marks(play, turns, moved, free)
    quick = [step for step in free if _at_once(turns, step)]
    rule = "money off as soon as it was asked for, or sooner"
    debits = [debit(step, rule, 4, "give") for step in quick]
    count = f"price moves: {len(moved)}, for nothing: {len(free)}"
    if not marks:
        missed = absent(play, "no price was held, and no request understood", 0)
        return found(0, [missed], "Nothing kept the price.", debits=debits, count=count)
    if free:
        marks.append(cite(free[0], "then money off for nothing", 1, "give"))
        return found(1, marks, "Held, then given away.", debits=debits, count=count)
    both = {HELD, ABOUT} <= {mark.rule for mark in marks}
    rung = 4 if both else len(marks) + 1
    if rung < 4:
        marks.append(absent(play, "the price was not both held and understood first", rung))
    note = "Held, understood, and moved in exchange or not at all."
    return found(rung, marks, note if both else "Disciplined in part.", count=count)


_ASKED = Row("Here's the offer.", "agenda", tests="discount")
_HOLD = Row("The price stands for that scope.", "hold", answered="discount")
_WHY = Row("Is it the total, or the look of it?", "ask_cause", told="cause", follows=True)
_SWAP = Row("Two, for two years.", "give get", deals="give price, get term", per_cent=2)
_CUT = Row("I'll make it ten.", "give", deals="give price", per_cent=10)

CRITERION = Criterion(
    id="discount_discipline",
    title="Price moves are costly",
    group="H",
    definition=(
        "A point off is large money. Keep the price, find out what the request is about, and "
        "move last and only in exchange."
    ),
    why="A quick cut tells the buyer that the price was never the price, and that asking pays.",
    ladder={
        4: "The price was held and the buyer told what the request was about before anything "
        "moved; what moved, if anything, moved in exchange.",
        3: "Held or understood, and moved only in exchange.",
        2: "One of the three: held, understood, or exchanged.",
        1: "One of them, and then money off for nothing.",
        0: "None. Money off for nothing as soon as it is asked for, or unasked, takes a level off.",
    },
    source="Domain study 2H. How far the price came down is the ending's matter. A temptation: "
    "where nobody asked for less, and nothing was taken off, there was nothing to show.",
    trap=True,
    measure=_measure,
    reads=(*HOLDING, *ASKING),
    passes=(
        Sample("Held, asked why, traded", 4, (_ASKED, _WHY, _HOLD, _SWAP)),
        Sample("Held and understood, no cut", 4, (_ASKED, _WHY, _HOLD)),
        Sample("Held, then traded", 3, (_ASKED, _HOLD, _SWAP)),
        Sample("Held and no more", 2, (_ASKED, _HOLD)),
    ),
    fails=(
        Sample("Ten, at once", 0, (_ASKED, _CUT)),
        Sample("Ten, before anybody asked", 0, (_CUT, _ASKED)),
        Sample("Held, then ten for nothing", 1, (_ASKED, _HOLD, Row("Hm."), _CUT)),
        Sample("A reason told before any request keeps no price", 0, (_WHY, _ASKED, _CUT)),
        Sample(
            "A refusal that cost regard",
            0,
            (_ASKED, Row("No. Never.", "hold", answered="discount", meters="standing 10")),
        ),
        Sample("Nobody spoke of money", 0, (Row("How is it ordered?", "ask_today"),)),
    ),
)
