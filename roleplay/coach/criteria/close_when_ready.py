"""Ask when they are ready, and only then."""

from roleplay.coach.criteria.readiness_check import settled
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

RIPE, NEARLY, HALF = 90, 80, 60
"""Per cent of the preconditions at which an order is fair, early and much too early to ask for."""
SOON = 3
"""Turns from readiness within which the buyer waits to be asked."""
DATING = ("plan", "next_step", "own_it")
"""Acts that give what is open a day or a name."""


def readiness(play: Play, step: Step) -> int:
    """Per cent of this buyer's preconditions that held before a turn."""
    relevant = play.content.personas[step.turn.buyer].readiness
    return 100 - 100 * len(play.unready(step)) // len(relevant) if relevant else 0


def _asked_early(play: Play, close: Step) -> Finding:
    """What is found where the order was asked for before it was fair."""
    ready = readiness(play, close)
    again = [s for s in play.doing("close", answering=True) if s.index > close.index]
    mended = next((step for step in again if readiness(play, step) >= RIPE), None)
    rung = 3 if ready >= NEARLY else 1 if ready >= HALF or mended else 0
    rule = f"asked for the order with {ready}% of its conditions met"
    evidence = [cite(close, rule, rung, "close")]
    if mended is not None and rung == 1:
        evidence.append(cite(mended, "asked again once it was fair", 1, "close"))
    evidence.append(absent(play, "something was still open", rung, close))
    return found(rung, evidence, "Asked too early.", count=f"conditions met: {ready}%")


def _gap_named(play: Play) -> Finding:
    """What is found where it never was fair to ask, and nobody did."""
    told = settled(play, play.main[-1].index + 1) if play.main else {}
    unmet = set(play.main[-1].after.ready) if play.main else set()
    gaps = {s.index: s for name, s in told.items() if name not in unmet and s.told}
    missed = absent(play, "the order was not asked for, nor what stood in its way", 0)
    if not gaps:
        return found(0, [missed], "No order, and no reason for none.")
    first = min(gaps)
    evidence = [told_in(gaps[first], "the buyer told what is still open", 2)]
    dated = next(
        (s for s in play.doing(*DATING, answering=True) if s.index > first and s.slots("date")),
        None,
    )
    if dated is None:
        evidence.append(absent(play, "what is open got no day", 2, gaps[first]))
        return found(2, evidence, "What is open was named.")
    evidence.append(cite(dated, "what is open got a day", 3, *DATING))
    return found(3, evidence, "Not asked for, since something was open; it has a day.")


def _idle(play: Play, ripe: Step, asked: Step) -> int:
    """Turns from readiness to the asking in which nothing more came of the talk."""
    between = [s for s in play.main if ripe.index <= s.index < asked.index]
    return sum(step.told is None and not step.turn.reaction.dealt for step in between)


def _debits(play: Play, ripe: Step, asked: Step) -> list[Evidence]:
    """Asking long after the buyer was ready, and pushing that cost regard; two at most."""
    pushed = [s for s in play.doing("press") if s.meters("trust")[1] < s.meters("trust")[0]]
    debits = [debit(s, "pushed for it", 4, "press") for s in pushed[:1] if s.index <= asked.index]
    if _idle(play, ripe, asked) > SOON:
        debits.append(debit(asked, "long after the buyer was ready", 4, "close"))
    return debits


def _never_asked(play: Play, ripe: Step) -> Finding:
    """What is found where the buyer was ready and nobody asked."""
    worked = len(play.main) > 1 and ripe.index > play.main[1].index
    missed = absent(play, "the buyer was ready, and was not asked", 1, ripe)
    grown = [cite(ripe, "by here the conditions were met", 1)] if worked else []
    return found(len(grown), [*grown, missed], "Ready, and never asked.")


def _measure(play: Play) -> Finding:
    close = next(iter(play.doing("close", answering=True)), None)
    if close is not None and readiness(play, close) < RIPE:
        return _asked_early(play, close)
    ripe = next((step for step in play.main if readiness(play, step) >= RIPE), None)
    if ripe is None:
        return _gap_named(play)
    asked = close or play.agreed()
    if asked is None:
        return _never_asked(play, ripe)
    known = [step for step in settled(play, asked.index).values() if step.told]
    rung = 4 if known else 2
    rule = f"asked with {readiness(play, asked)}% of its conditions met"
    evidence: list[Evidence] = [cite(asked, rule, rung, "close", *DATING)]
    if not known:
        evidence.append(absent(play, "the buyer had said of none how it stood", 2))
    debits = _debits(play, ripe, asked)
    note = "Asked when it was fair." if known else "Fair, and by luck."
    return found(rung, evidence, note, debits=debits, each=2)


_NINE = "aim barrier stake picture verdict worth money power alternatives"
_ALL = f"{_NINE} path plan"
_TALK = Row("Shall we go through what's open?", "agenda", ready=_NINE)
_LAST = Row("And who runs it?", "ask_around", told="around", ready=_ALL)
_GAP = Row("Has counsel seen it?", "ask_path", told="path")
_CLOSE = Row("Shall we go ahead?", "close", takes="signs")
_EARLY = Row("So, shall I put you down?", "close", takes="stalls")

CRITERION = Criterion(
    id="close_when_ready",
    title="Ask when they are ready, and only then",
    group="H",
    definition=(
        "The first request for the order changes things for good. Ask as soon as its conditions "
        "hold; before that, name what is still open."
    ),
    why="A buyer who is ready is glad to be asked; one who isn't remembers the pen.",
    ladder={
        4: "The order was first asked for, or a commitment agreed, with at least 90% of its "
        "conditions met, and the buyer had said how some of them stood.",
        3: "With 80 to 89%; or it was not yet fair, what is open was told, and it got a day.",
        2: "With 90%, of which the buyer had been asked nothing; or not yet fair, and what is "
        "open was told.",
        1: "With 60 to 79%; or earlier, and again once it was fair; or ready, and never asked.",
        0: "Earlier than that; or neither the order nor what stood in its way was asked about. "
        "Idling for more than three turns before asking, or pushing, takes two levels off.",
    },
    source="Domain study 2H and 3.1. Ready is what held for this buyer before the turn.",
    measure=_measure,
    reads=("close", "press", "stacked", *DATING),
    passes=(
        Sample("Everything met, and asked", 4, (_TALK, _LAST, _CLOSE), "good"),
        Sample(
            "Agreed in other words",
            4,
            (_TALK, _LAST, Row("Subject to counsel, then?", "next_step", takes="agrees")),
        ),
        Sample(
            "Not yet, and a day for it",
            3,
            (_TALK, _GAP, Row("Then I'm back on the tenth.", "plan", slots="date")),
        ),
        Sample("What is open, and no more", 2, (_TALK, _GAP)),
    ),
    fails=(
        Sample("Put you down for the fifteenth?", 0, (_EARLY, _EARLY)),
        Sample("Three conditions short", 1, (_TALK, _EARLY)),
        Sample("Never asks", 1, (_TALK, _LAST, Row("Good."), Row("Well."))),
        Sample(
            "Long after",
            2,
            (_TALK, _LAST, Row("Good."), Row("So."), Row("Well."), Row("Hm."), _CLOSE),
        ),
        Sample(
            "Fair by luck",
            2,
            (Row("Here.", ready=_ALL), Row("Right then."), _CLOSE),
        ),
        Sample("Never asks about anything", 0, (Row("Let me know.", "rapport"),)),
    ),
)
