"""What could be said to a buyer: one reading for each thing that any rule of theirs looks at.

The alphabet of the explorer. It is worked out from the persona alone: every act that fires a rule,
every fact asked about and stated, every topic and card, and the turns that a guard names together
("a step with a date").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from roleplay.acts import ACTS, FLAGS, family
from roleplay.buyer.persona import GIVE, Condition, Persona
from roleplay.heard import ActHeard, FlagHeard, Heard, Slot, SubjectHeard

SURE = 95
"""Confidence of every reading in the alphabet."""
USUAL = 15
"""Words of a turn of which no guard asks the length."""
MOST_WAYS = 6
"""Ways to meet a guard that are tried."""
PER_CENTS = (2, 5, 12)
"""Per cents that are offered."""
_STATING = ("tell_insight", "deepen")
_SLOTS = {
    "money": "£500",
    "date": "next Tuesday",
    "person": "Ada",
    "quantity": "40",
    "duration": "two weeks",
}
Literal = tuple[str, str]


@lru_cache(maxsize=64)
def sayings(persona: Persona) -> tuple[Heard, ...]:
    """The readings that tell all of this buyer's rules apart, each once, in a fixed order."""
    found: dict[Heard, None] = {}
    for heard in (*_plain(), *_about(persona), *_cards(persona), *_for_guards(persona)):
        found.setdefault(heard)
    return tuple(found)


def saying(
    acts: Iterable[tuple[str, str]],
    flags: Iterable[str] = (),
    slots: Iterable[str] = (),
    words: int = USUAL,
    per_cent: int = 0,
) -> Heard:
    """A reading of one turn: acts, each with the subject of its clause (empty: none)."""
    acts = tuple(acts)
    named = [(n, subject) for n, (_, subject) in enumerate(acts) if subject]
    kinds = [Slot(kind, _SLOTS.get(kind, ""), 0, 0) for kind in slots if kind != "percent"]
    kinds += [Slot("percent", f"{per_cent}%", 0, 0)] if per_cent else []
    return Heard(
        text="",
        acts=tuple(ActHeard(act, SURE, "", 0, 0, n) for n, (act, _) in enumerate(acts)),
        flags=tuple(FlagHeard(flag, "", 0, 0) for flag in flags),
        form="open" if any(family(act) == "ask" for act, _ in acts) else "none",
        subjects=tuple(SubjectHeard(subject, SURE, n, "") for n, subject in named),
        slots=tuple(kinds),
        clauses=tuple("" for _ in acts),
        words=words,
    )


def _plain() -> Iterator[Heard]:
    """Every act and every flag alone, and the turns in which nothing is said."""
    for act in ACTS:
        yield saying([(act, "")])
    for flag in FLAGS:
        yield saying([], [flag])
    yield saying([], ["silence"], words=0)
    yield saying([("rapport", "")], ["repeated"])


def _about(persona: Persona) -> Iterator[Heard]:
    for fact in persona.facts.values():
        for act in fact.asked_by[:2]:
            yield saying([(act, fact.id)])
        for act in _STATING:
            yield saying([(act, fact.id)], ["carried"])
    for topic in persona.topics:
        for act in ("tell_do", "tell_insight", "plan"):
            yield saying([(act, topic)])
        yield saying([("plan", topic), ("next_step", "")], slots=("date", "person"))


def _cards(persona: Persona) -> Iterator[Heard]:
    """Each card alone, and each give against each get."""
    gives = [card for card in persona.trades.values() if card.side == GIVE]
    gets = [card.id for card in persona.trades.values() if card.side != GIVE]
    for card in gives:
        for per_cent in PER_CENTS if card.per_cent else (0,):
            yield saying([("give", card.id)], per_cent=per_cent)
            for get in gets:
                yield saying([("give", card.id), ("get", get)], per_cent=per_cent)
    for get in gets:
        yield saying([("get", get)])
        yield saying([("hold", ""), ("get", get)])
        yield saying([("lift", get)])


def _for_guards(persona: Persona) -> Iterator[Heard]:
    """For each rule with an act, the turns that meet what its guard asks of the same turn."""
    rules = [(rule.acts, rule.requires) for rule in persona.transitions]
    rules += [(move.acts, move.requires) for move in persona.moves]
    asked = [
        (tuple(fact.asked_by[:1]), condition)
        for fact in persona.facts.values()
        for condition in (fact.requires, _level(persona, fact.level))
    ]
    for acts, condition in (*rules, *asked):
        for way in ways_of(condition):
            if way:
                for act in acts[:4]:
                    yield meeting(act, way)


def _level(persona: Persona, name: str) -> Condition | None:
    level = persona.levels.get(name)
    return level.requires if level else None


def ways_of(condition: Condition | None) -> list[frozenset[Literal]]:
    """What a turn itself would have to hold to meet a guard: a few ways, one set for each."""
    return _ways(condition.tree)[:MOST_WAYS] if condition else []


def _ways(tree: tuple[Any, ...]) -> list[frozenset[Literal]]:
    """What the turn itself would have to hold for a tree to be true: one set for each way."""
    kind = tree[0]
    if kind == "and":
        parts = [_ways(part)[:MOST_WAYS] for part in tree[1:]]
        joined = (frozenset().union(*row) for row in product(*parts))
        return list(dict.fromkeys(row for row, _ in zip(joined, range(64), strict=False)))
    if kind == "or":
        return list(dict.fromkeys(way for part in tree[1:] for way in _ways(part)))
    if kind == "call" and tree[1] in ("now", "heard", "slot", "naming", "giving", "wanting"):
        return [frozenset([(tree[1], tree[2])])]
    if kind == "compare" and tree[2] == ("name", "words") and tree[1] in (">", ">="):
        return [frozenset([("words", str(tree[3][1] + 1))])]
    return [frozenset()]


def meeting(act: str, way: frozenset[Literal]) -> Heard:
    """A turn with this act that holds all of these."""
    acts: list[tuple[str, str]] = [(act, "")] if act in ACTS else []
    flags = [act] if act in FLAGS else []
    slots, words = [], USUAL
    for kind, name in sorted(way):
        if kind in ("now", "heard"):
            if name in ACTS:
                acts += [] if any(name == each for each, _ in acts) else [(name, "")]
            else:
                flags.append(name)
        elif kind == "slot":
            slots.append(name)
        elif kind == "words":
            words = int(name)
        else:
            acts.append(({"naming": "tell_do", "giving": "give"}.get(kind, "get"), name))
    return saying(acts, dict.fromkeys(flags), slots, words, 5 if "percent" in slots else 0)
