"""Plain words for what happened, for trainees' screens.

Said of the sentence and the buyer, never of the person. Default wording holds no threshold and no
fact: those are for the full reveal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from roleplay.buyer.persona import Persona
from roleplay.buyer.state import BuyerState, Reaction
from roleplay.coach.weigh import AGAINST, Change, changes, harmed

KINDS = {
    "goal": "what they want to achieve",
    "process": "how it is done today",
    "trouble": "what goes wrong",
    "cause": "why it happens",
    "effect": "what it leads to",
    "figure": "a figure",
    "wait": "what waiting does",
    "stake": "what is at stake",
    "power": "who decides",
    "funds": "where the money is",
    "path": "the steps of a decision",
    "past": "what was tried before",
    "people": "who else is touched",
    "rank": "how it ranks",
    "around": "the work around it",
    "feel": "what it means personally",
    "evidence": "how they know",
    "public": "something anybody can read",
}
_METERS = {
    "trust": "{name} did not trust this enough yet",
    "standing": "{name} was not yet sure that the subject was understood",
    "rapport": "{name} did not know you well enough yet",
    "guard": "{name}'s guard was up",
    "patience": "{name}'s patience had run low",
    "need": "{name} did not yet feel the need",
}
LEVELS = {
    "public": "what anybody can read",
    "goal": "what they are after",
    "trouble": "what goes wrong",
    "consequence": "what it costs",
    "personal": "what it means to them",
}
"""What a buyer talks about at each disclosure level."""
METERS = (
    "rapport", "trust", "standing", "guard", "patience", "need", "picture", "lean", "owner",
    "access",
)  # fmt: skip
"""Meters that a trainee is shown; any other is a scenario's own counter."""
CLEARLY = 3
"""Points by which a meter must differ between two turns to be worth telling."""
_WARM = ("rapport", "trust", "standing")
_NUMBER = re.compile(r"([a-z_]+) \(now (-?\d+)\) (<=|<|>=|>|==|!=) (-?\d+)")
_CALL = re.compile(r"([a-z_]+)\('([^']*)'\)")
_BOUND = {">=": "{}", ">": "above {}", "<=": "{} or less", "<": "below {}", "==": "{}"}


TITLES = ("Dr", "Mr", "Mrs", "Ms", "Prof", "Sir", "Dame")
"""What stands before a name and is none."""


def first_name(persona: Persona) -> str:
    """What the buyer is called in running text."""
    names = [part for part in persona.name.split() if part.strip(".") not in TITLES]
    return (names or ["the buyer"])[0]


def kind_words(kind: str) -> str:
    """A kind of fact, in words."""
    return KINDS.get(kind, kind.replace("_", " "))


def clause_words(clause: str, name: str) -> str:
    """What kind of thing was missing where a guard's clause was false, without its numbers."""
    if number := _NUMBER.search(clause):
        meter, wanted_low = number[1], number[3] in ("<", "<=")
        if wanted_low is not (meter in AGAINST):
            return "it had not come to that"
        return _METERS.get(meter, "its moment had not come").format(name=name)
    call = _CALL.search(clause)
    predicate, literal = (call[1], call[2]) if call else ("", "")
    if predicate == "told_kind":
        return f"{kind_words(literal)} had to be told first"
    if predicate == "told":
        return "something else had to be told first"
    if predicate == "state":
        return f"{name} had closed up"
    if predicate == "scar":
        return "something said earlier had left a mark"
    return "its moment had not come"


def clause_numbers(clause: str) -> str:
    """Its numbers, for the full reveal: ``trust was 41; it opens at 65``; empty where none."""
    parts = [
        f"{meter.replace('_', ' ')} was {now}; it opens at {_BOUND.get(sign, '{}').format(bound)}"
        for meter, now, sign, bound in _NUMBER.findall(clause)
    ]
    return "; ".join(parts)


def level_words(level: str) -> str:
    """What a buyer talks about at a disclosure level."""
    return LEVELS.get(level, level.replace("_", " "))


def shown(moves: Iterable[Change]) -> tuple[Change, ...]:
    """The meters among these that a trainee is shown."""
    return tuple(move for move in moves if move.meter in METERS)


def differing(
    mine: tuple[Change, ...], theirs: tuple[Change, ...]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Of what two turns moved from one moment, the shown meters that they left clearly apart."""
    before = {move.meter: move.before for move in (*mine, *theirs)}
    ends = [before | {move.meter: move.after for move in moves} for moves in (mine, theirs)]
    apart = {meter for meter in before if abs(ends[0][meter] - ends[1][meter]) >= CLEARLY}
    left, right = (tuple(m for m in shown(moves) if m.meter in apart) for moves in (mine, theirs))
    return left, right


def moves_words(moves: tuple[Change, ...]) -> str:
    """Shown meters that moved: ``trust 30 to 36, guard 25 to 22``."""
    return ", ".join(f"{m.meter} {m.before} to {m.after}" for m in shown(moves))


def visible(persona: Persona, before: BuyerState, reaction: Reaction, successor: str = "") -> str:
    """What anybody in the room could have seen, in a sentence.

    ``successor``: name of the colleague who takes over, where somebody does.
    """
    name = first_name(persona)
    target = persona.states[reaction.after.state]
    hurt = harmed(persona, reaction)
    if target.hands_over:
        return f"{name} handed the call to {successor or 'a colleague'}."
    if target.final:
        return f"{name} ended the call." if hurt else f"The call with {name} ended here."
    if hurt and reaction.after.state != before.state:
        return f"{name} closed up."
    if hurt:
        return f"{name} objected, and told nothing."
    if reaction.told is not None and not reaction.told.again:
        return f"{name} told {kind_words(reaction.told.kind)}."
    shut = next((refused for refused in reaction.refused if refused.fact), None)
    if shut is not None:
        return f"{name} kept the answer back: {clause_words(shut.clause, name)}."
    if reaction.evaded:
        return f"{name}'s own question went unanswered."
    if any(c.after > c.before for c in changes(before, reaction.after) if c.meter in _WARM):
        return f"{name} warmed to it."
    return f"{name} told nothing new."
