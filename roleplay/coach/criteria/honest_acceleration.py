"""If you must hurry, say why."""

from roleplay.buyer.persona import GIVE
from roleplay.coach.criteria.close_when_ready import readiness
from roleplay.coach.criteria.quid_pro_quo import cuts, names_card, offers, regarded
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

SAYING = ("tell_logic", "tell_insight", "tell_limit")
"""Acts that can hold a reason, where it has a date."""
ASKING = ("close", "get", "next_step", "plan", "ask_ready")
"""Acts that ask for it to be brought forward."""
EXIT = ("agenda", "step_back", "hold", "no_buy")
"""Acts that leave the buyer free to decline."""
NEARLY = 80
"""Per cent of the preconditions at which few gaps are left."""
NEAR = 2
"""Turns on either side within which a part belongs to the same request."""
MOODS = ("trust", "standing")


def _hurt(step: Step) -> bool:
    """Whether a turn cost the buyer's regard, or left a mark."""
    fell = any(step.meters(name)[1] < step.meters(name)[0] for name in MOODS)
    return fell or bool(step.new_scars())


def _pushes(play: Play, step: Step) -> bool:
    """Whether a turn made up a hurry, or pushed and was heard as pushing."""
    made_up = step.flagged("mislead") and (step.does("press", *ASKING) or _hurt(step))
    return made_up or (step.does("press") and _hurt(step))


def _well_taken(step: Step) -> bool:
    """Whether what was said cost no regard, or won some, whatever else the turn cost."""
    won = any(regarded(step, name) for name in MOODS) and not step.new_scars()
    return won or not _hurt(step)


def _reason(play: Play) -> Step | None:
    """The first turn that said openly why it is asked now, and cost no regard.

    The reason itself, where this buyer's matter has one that is known; or else one with a date.
    """
    named = [step for step in play.naming("reason") if _asked_with(play, step)]

    def says(step: Step) -> bool:
        dated = step.does(*SAYING, answering=True) and step.slots("date")
        return bool(dated) and _asked_with(play, step)

    turns = (*named, *filter(says, play.main))
    return next((step for step in turns if _well_taken(step) and not _pushes(play, step)), None)


def _asked_with(play: Play, step: Step) -> bool:
    """Whether it was asked for near this turn, or agreed on it, and not pushed for in it."""
    asks = step is play.agreed() or any(
        near.does(*ASKING, answering=True) for near in _near(play, step)
    )
    return asks and (not step.does("press") or regarded(step, "trust"))


def _near(play: Play, step: Step) -> tuple[Step, ...]:
    at = play.main.index(step)
    return play.main[max(0, at - NEAR) : at + NEAR + 1]


def _parts(play: Play, reason: Step) -> dict[str, Step]:
    """What made the request a fair one, with the turn that did it."""
    near = _near(play, reason)
    calmed = play.naming("worry")
    said = next((s for s in near if s in calmed), None)
    free = said or next((s for s in near if s.does(*EXIT, answering=True)), None)
    offered = (s for s in play.main if offers(s) or names_card(play, s, GIVE))
    fair = next((s for s in offered if not cuts(s)), None)
    found_here = {"left free to decline": free, "offered something fair for it": fair}
    return {name: step for name, step in found_here.items() if step is not None}


def _measure(play: Play) -> Finding:
    pushed = [step for step in play.main if _pushes(play, step)]
    debits = [debit(s, "a hurry made up, or pushed", 4, "mislead", "press") for s in pushed[:2]]
    reason = _reason(play)
    if reason is None:
        missed = absent(play, "no reason for haste was given openly", 0)
        note = "Pressure, and no open reason." if pushed else "Nothing was asked for early."
        return found(0, [missed], note, debits=debits, each=2)
    parts = _parts(play, reason)
    ready = max(readiness(play, step) for step in _near(play, reason))
    few = ready >= NEARLY
    rung = 2 + len(parts) if few else min(2, 1 + len(parts))
    evidence: list[Evidence] = [cite(reason, "said why it is asked now", rung, *SAYING)]
    evidence += [cite(step, rule, rung, *EXIT, "give") for rule, step in parts.items()]
    if rung < 4:
        lacking = "a free no, or something fair for it" if few else "too much was still open"
        evidence.append(absent(play, lacking, rung, reason))
    note = "Open, fair, and free to decline." if rung == 4 else "Open, in part."
    count = f"conditions met: {ready}%"
    return found(rung, evidence, note, debits=debits, each=2, count=count)


_TEN = "aim barrier stake picture verdict worth power alternatives money plan"
_TALK = Row("Shall we go through what's open?", "agenda", ready=_TEN)
_LATER = Row("Go on.")
_ASK = Row("Our quarter ends on the thirtieth, so I ask now.", "close", names="reason")
_FREE = Row("If it doesn't suit you, nothing changes.", "step_back")
_FAIR = Row("I could start your second site in January.", "give", deals="give start")
_PUSH = Row("This price is gone at midnight.", "press", "mislead", meters="trust 10")

CRITERION = Criterion(
    id="honest_acceleration",
    title="If you must hurry, say why",
    group="H",
    definition=(
        "Now and then there is a true reason to ask early. Say it, leave the buyer free to "
        "decline, and offer something fair for moving."
    ),
    why="A buyer forgives a hurry that is explained and can be refused, and never one that was "
    "made up.",
    ladder={
        4: "The reason was said openly and cost no regard, a no was free, something other than "
        "money off was offered, and at least 80% of the conditions were met.",
        3: "All but one of the last three, the conditions among those that held.",
        2: "The reason, with most conditions met; or with more open, and a free no or something "
        "fair.",
        1: "The reason alone, with much still open.",
        0: "No open reason. A hurry that was made up or pushed takes two levels off, each time.",
    },
    source="Domain study 2H. Whether it was granted is the ending's matter.",
    measure=_measure,
    reads=(*SAYING, *ASKING, *EXIT, "press", "mislead"),
    passes=(
        Sample("A reason, a free no, a fair offer", 4, (_TALK, _LATER, _FAIR, _ASK, _FREE)),
        Sample("Nothing offered for it", 3, (_TALK, _LATER, _LATER, _ASK, _FREE)),
        Sample("Honest, and too much open", 2, (_ASK, _FREE, _FAIR)),
        Sample("The reason, and nothing with it", 2, (_TALK, _LATER, _LATER, _ASK)),
    ),
    fails=(
        Sample("Gone at midnight", 0, (_TALK, _PUSH)),
        Sample("Honest, then pushed", 2, (_TALK, _LATER, _FAIR, _ASK, _FREE, _PUSH)),
        Sample("The reason, with all of it open", 1, (_ASK,)),
        Sample(
            "A reason that was heard as an excuse",
            0,
            (Row("Our quarter ends, so sign.", "close", names="reason", meters="trust 20"),),
        ),
        Sample("Asked for nothing early", 0, (_TALK, _LATER)),
    ),
)
