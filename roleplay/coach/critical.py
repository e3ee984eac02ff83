"""Critical errors (domain 7.2): rare, capped, and never resting on one uncertain reading.

Each needs two signals: a sure reading that the buyer reacted to with harm or a scar, or the same
thing in two turns.
"""

from __future__ import annotations

from roleplay.coach.criterion import Evidence, debit
from roleplay.coach.play import Play
from roleplay.coach.scorecard import CriticalError
from roleplay.coach.step import Step

MARGIN = 65
"""Per cent of confidence below which a reading is doubtful."""
READS = ("mislead", "bully", "close", "next_step", "plan")
"""Acts and flags that critical errors rest on."""
CAPS = {"abuse": 0, "mislead": 39, "early_closes": 49}
"""Caps where the rubric names none (domain 7.2)."""
MEANINGS = {
    "abuse": "The buyer was insulted or threatened.",
    "mislead": "Something was claimed that the product does not do.",
    "early_closes": "The order was asked for twice before the buyer had a reason to give it.",
}
CRITERION_OF = {
    "abuse": "rapport_before_problems",
    "mislead": "sincere_and_competent",
    "early_closes": "earned_advance",
}
"""The criterion whose idea each error offends."""
_REASONS = (("goal",), ("trouble", "cause"), ("figure", "effect", "wait", "stake"))
"""Kinds that must have been told before an order makes sense: aim, barrier, stake (domain 3.1)."""


def critical_errors(play: Play) -> tuple[CriticalError, ...]:
    """The critical errors of a play, gravest first."""
    signals = (
        ("abuse", _flagged(play, "bully", "an insult or a threat")),
        ("mislead", _flagged(play, "mislead", "a claim that the card contradicts")),
        ("early_closes", _early_closes(play)),
    )
    caps = CAPS | play.content.rubric.caps
    return tuple(
        CriticalError(name, caps[name], MEANINGS[name], evidence)
        for name, evidence in signals
        if evidence
    )


def _flagged(play: Play, flag: str, rule: str) -> tuple[Evidence, ...]:
    steps = [step for step in play.steps if step.flagged(flag)]
    confirmed = len(steps) > 1 or any(_sure(s, flag) and _hurt(s, play) for s in steps)
    return tuple(debit(step, rule, 0, flag) for step in steps) if confirmed else ()


def _sure(step: Step, flag: str) -> bool:
    return any(f.id == flag and f.confidence >= MARGIN for f in step.turn.heard.flags)


def _hurt(step: Step, play: Play) -> bool:
    """Whether the buyer reacted with harm: told off, or marked for good."""
    transition = play.taken(step)
    persona = play.content.personas[step.turn.buyer]
    harmful = {f"move.{move.name}" for move in persona.moves if move.harmful}
    stung = any(moved.rule in harmful for moved in step.turn.reaction.moved)
    return bool(step.new_scars()) or stung or (transition is not None and transition.harmful)


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
