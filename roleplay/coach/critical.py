"""Critical errors (domain 7.2): rare, capped, and never resting on one uncertain reading.

Each needs two signals: a sure reading that the buyer reacted to with harm or a scar, or the same
thing in two turns. What each costs and means is said by the rubric alone.
"""

from __future__ import annotations

from collections.abc import Callable

from roleplay.coach.criterion import Evidence, cite, debit
from roleplay.coach.play import Play
from roleplay.coach.scorecard import CriticalError
from roleplay.coach.step import Step
from roleplay.conversation.outcome import holds

MARGIN = 65
"""Per cent of confidence below which a reading is doubtful."""
ORDERS = ("close", "press", "tell_price", "give", "tell_answer")
"""Acts that sell, where the buyer takes them so."""
LEADS = ("next_step", "plan", "tell_solve")
"""Acts that may lead to a sale as well as to a remedy: one alone shows nothing."""
PLAINLY = ("close", "press", "tell_answer")
"""Acts that sell whatever the buyer makes of them."""
ADVISING = ("no_buy", "hold", "step_back", "refer_on")
"""Acts beside which those do not."""
OVERREACH = "overreach"
"""The mark left by a seller who sold against what they knew (domain 1.2)."""
READS = ("mislead", "bully", *ORDERS, *LEADS, *ADVISING)
"""Acts and flags that critical errors rest on."""
CRITERION_OF = {
    "abuse": "rapport_before_problems",
    "mislead": "sincere_and_competent",
    "sold_misfit": "no_sale_is_right",
    "early_closes": "earned_advance",
}
"""The criterion whose idea each error offends."""
_REASONS = (("goal",), ("trouble", "cause"), ("figure", "effect", "wait", "stake"))
"""Kinds that must have been told before an order makes sense: aim, barrier, stake (domain 3.1)."""


def critical_errors(play: Play) -> tuple[CriticalError, ...]:
    """The critical errors of a play, gravest first; only those that the rubric names."""
    named = play.content.rubric.critical
    found = [
        CriticalError(name, *named[name], evidence)
        for name, look in _SIGNALS.items()
        if name in named and (evidence := look(play))
    ]
    return tuple(sorted(found, key=lambda error: error.cap))


def _abuse(play: Play) -> tuple[Evidence, ...]:
    return _flagged(play, "bully", "an insult or a threat")


def _mislead(play: Play) -> tuple[Evidence, ...]:
    return _flagged(play, "mislead", "a claim that the card contradicts")


def _flagged(play: Play, flag: str, rule: str) -> tuple[Evidence, ...]:
    steps = [step for step in play.steps if step.flagged(flag)]
    confirmed = len(steps) > 1 or any(_sure(s, flag) and _hurt(s, play) for s in steps)
    return tuple(debit(step, rule, 0, flag) for step in steps) if confirmed else ()


def _sure(step: Step, flag: str) -> bool:
    return any(f.id == flag and f.confidence >= MARGIN for f in step.turn.heard.flags)


def _hurt(step: Step, play: Play) -> bool:
    """Whether the buyer reacted with harm: told off, or marked for good."""
    transition = play.taken(step)
    return (
        bool(step.new_scars())
        or bool(_stung(step, play))
        or (transition is not None and transition.harmful)
    )


def _stung(step: Step, play: Play) -> frozenset[str]:
    """The acts to which a harmful move of this buyer's answered in a turn."""
    moves = play.content.personas[step.turn.buyer].moves
    rules = {moved.rule for moved in step.turn.reaction.moved}
    return frozenset(
        act for move in moves if move.harmful and f"move.{move.name}" in rules for act in move.acts
    )


def _sold_misfit(play: Play) -> tuple[Evidence, ...]:
    """Selling on when it was known that it must not be sold: the scenario's ``misfit`` held.

    One signal is what the buyer had told by then; the other is an order that the buyer took for
    one, surely read, or two turns that sold.
    """
    misfit, content = play.content.scenario.misfit, play.content
    if misfit is None:
        return ()
    known = [step for step in play.main if holds(misfit, content, step.before)]
    against = [step for step in known if _sells(step, play)]
    if not (len(against) > 1 or any(_surely_ordered(step, play) for step in against)):
        return ()
    learned = next(step for step in play.main if holds(misfit, content, step.after))
    act = [learned.told.act] if learned.told else []
    shown = cite(learned, "from here it was known that it must not be sold", 0, *act)
    return (shown, *(debit(s, "sold all the same", 0, *ORDERS, *LEADS) for s in against))


def _sells(step: Step, play: Play) -> bool:
    """Whether a turn sold: by its plain words, by its mark, or by how the buyer took it."""
    plainly = step.does(*PLAINLY) and not step.does(*ADVISING, answering=True)
    marked = OVERREACH in step.new_scars()
    return plainly or marked or _taken_for((*ORDERS, *LEADS), step, play)


def _taken_for(acts: tuple[str, ...], step: Step, play: Play) -> bool:
    """Whether the buyer took a turn for selling by these acts: signed, drew back or was marked."""
    if any(step.does(act) for act in _stung(step, play) & set(acts)):
        return True
    transition, taken = play.taken(step), step.turn.reaction.taken
    if transition is None or taken is None or taken.act not in acts:
        return False
    guard = step.meters("guard")
    return transition.harmful or taken.act == "close" or guard[1] > guard[0]


def _surely_ordered(step: Step, play: Play) -> bool:
    """Whether the buyer took a turn for an order, on a sure reading.

    A price or a day for the thing itself may be read as no act at all: then the mark that it left
    says what it was.
    """
    acts = step.acts(*ORDERS, answering=True)
    sure = any(act.confidence >= MARGIN for act in acts)
    marked = OVERREACH in step.new_scars()
    return (sure or not acts) if marked else sure and _taken_for(ORDERS, step, play)


def _early_closes(play: Play) -> tuple[Evidence, ...]:
    """Two orders asked for before aim, barrier and stake were told. A step agreed is no order."""
    told: set[str] = set()
    early = []
    for step in play.main:
        ready = all(any(kind in told for kind in kinds) for kinds in _REASONS)
        if step.does("close") and not step.does("next_step", "plan") and not ready:
            early.append(step)
        if step.told is not None:
            told.add(step.told.kind)
    rule = "asked for the order before there was a reason"
    return tuple(debit(s, rule, 0, "close") for s in early) if len(early) > 1 else ()


_SIGNALS: dict[str, Callable[[Play], tuple[Evidence, ...]]] = {
    "abuse": _abuse,
    "mislead": _mislead,
    "sold_misfit": _sold_misfit,
    "early_closes": _early_closes,
}
"""Every critical error that can be found, with where it is looked for."""
