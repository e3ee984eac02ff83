"""Hear the outcome inside the order."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample

QUOTING = ("tell_price", "close")
"""Acts that treat the request as the matter: a price for it, or the order."""
BEHIND = ("trouble", "cause", "past", "effect", "evidence")
"""Kinds of fact that lie behind what was asked for."""
ORDERS = ("order", "price")
"""What a question of the buyer's tests that asks for the quotation."""
PATIENCE = 1
"""Requests for a price that may be passed over."""


def _measure(play: Play) -> Finding:
    quoted = next(iter(play.doing(*QUOTING)), None)
    put_off = sorted((s for order in ORDERS for s in play.evaded(order)), key=lambda s: s.index)
    debits = [debit(s, "passed over a plain request for a price again", 4) for s in put_off]
    debits = debits[PATIENCE:]
    goal = play.first_telling("goal")
    if goal is None:
        missed = absent(play, "what it is wanted for was never told", 0)
        tried = next(iter(play.asking_for("goal", "ask_goal")), None)
        if tried is not None and (quoted is None or tried.index < quoted.index):
            asked = cite(tried, "asked what it is wanted for", 1, "ask_goal")
            return found(1, [asked, missed], "Asked for, and not told.", debits=debits)
        shown = [debit(quoted, "quoted what was asked for", 0, *QUOTING)] if quoted else []
        return found(0, [missed, *shown], "The request was left as it was.", debits=debits)
    evidence = [told_in(goal, "the buyer said what it is to bring about", 2)]
    behind = next((s for s in play.telling(*BEHIND) if s.index > goal.index), None)
    if behind is not None:
        evidence.append(told_in(behind, "what lies behind the request was told", 4))
    if quoted is not None and quoted.index <= goal.index:
        evidence.append(debit(quoted, "quoted before the outcome was known", 1, *QUOTING))
        return found(1, evidence, "The quotation came first.", debits=debits)
    if behind is None:
        evidence.append(absent(play, "it was not followed up", 3, goal))
        return found(2, evidence, "The outcome was told, and left there.", debits=debits)
    if quoted is not None and quoted.index <= behind.index:
        evidence.append(debit(quoted, "quoted before it was followed up", 3, *QUOTING))
        return found(3, evidence, "Quoted halfway.", debits=debits)
    return found(4, evidence, "The outcome and what lies behind it came first.", debits=debits)


_AIM = Row("What will it let you do that you can't now?", "ask_goal", told="goal")
_BEHIND = Row("And what stops the machine you have?", "ask_trouble", told="trouble")
_QUOTE = Row("It's 41,000 put in.", "tell_price")

CRITERION = Criterion(
    id="need_behind_request",
    title="Hear the outcome inside the order",
    group="C",
    definition=(
        "Hardly anybody wants the thing for its own sake. A request is a clue to something to be "
        "done, spared or slept through."
    ),
    why="A quotation answers the words of a request, and may leave the buyer's trouble as it was.",
    ladder={
        4: "What it is for, and then what lies behind that, was told before any price or order.",
        3: "Both were told, and the quotation came in between.",
        2: "What it is for was told before any quotation, and not followed up.",
        1: "It was told after the quotation; or asked for first, and not told.",
        0: "Neither asked nor told. After the first, each plain request for a price that was "
        "passed over takes a level off.",
    },
    source="Domain study 2C. A short answer with a price in it is no quotation.",
    measure=_measure,
    reads=("ask_goal", *QUOTING),
    passes=(
        Sample("What for, what behind, then the price", 4, (_AIM, _BEHIND, _QUOTE)),
        Sample("And no price at all, where none is due", 4, (_AIM, _BEHIND)),
        Sample("Quoted halfway", 3, (_AIM, _QUOTE, _BEHIND)),
        Sample("What for, then the price", 2, (_AIM, _QUOTE)),
        Sample(
            "A ballpark in answer to the buyer",
            4,
            (
                Row("Good morning.", "rapport", tests="order"),
                Row("Some forty thousand. What for?", "(tell_price)", answered="order"),
                _AIM,
                _BEHIND,
            ),
        ),
    ),
    fails=(
        Sample("Quote by five", 0, (Row("You'll have a quote by five.", "tell_price"),)),
        Sample("Quoted, then asked", 1, (_QUOTE, _AIM, _BEHIND)),
        Sample("Asked, and not told", 1, (Row("What for?", "ask_goal", refused="goal"), _QUOTE)),
        Sample(
            "Refuses to quote at all",
            2,
            (
                Row("Good morning.", "rapport", tests="order"),
                Row("Nice day.", "rapport", evaded="order", tests="price"),
                Row("So it is.", "rapport", evaded="price", tests="order"),
                Row("Is it?", "rapport", evaded="order"),
                _AIM,
                _BEHIND,
            ),
        ),
    ),
)
