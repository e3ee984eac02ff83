"""How near a moment is to something that was not reached yet: what the explorer steers by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roleplay.buyer.conditions import holds, parse, value
from roleplay.buyer.persona import Condition, Persona
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.outcome import Remembered
from roleplay.scenario import Content

OF_THE_TURN = frozenset("now slot naming giving wanting waits".split())
"""Predicates that the next turn can make true by itself."""
Near = Callable[[Conversation], float]
"""0 (far) to 1 (the next turn may reach it)."""


def near_to(content: Content, kind: str, buyer: str, name: str) -> Near:
    """How near a moment is to a state, a fact or an ending."""
    if kind == "ending":
        return _to_ending(content, name)
    persona = content.personas[buyer]
    return _to_state(persona, name) if kind == "state" else _to_fact(persona, name)


def _to_ending(content: Content, name: str) -> Near:
    when = next(ending.when for ending in content.scenario.endings if ending.id == name)

    def near(talk: Conversation) -> float:
        main = [talk.states[n] for n in content.scenario.main if n in talk.states]
        others = [s for n, s in talk.states.items() if n not in content.scenario.main]
        return _holding(when.tree, Remembered(content.personas, (*main, *others), [talk.call]))

    return near


def _to_state(persona: Persona, name: str) -> Near:
    ways = [rule for rule in persona.transitions if rule.goes_to == name]

    def near(talk: Conversation) -> float:
        if talk.persona.id != persona.id:
            return 0.05 if persona.id in talk.states else 0.0
        here = _moment(talk)
        return max(
            (
                (_held(rule.requires, here) + 2 * (talk.state.state in rule.sources)) / 3
                for rule in ways
            ),
            default=0.0,
        )

    return near


def _to_fact(persona: Persona, name: str) -> Near:
    fact = persona.facts[name]
    level = persona.levels.get(fact.level)
    conditions = [parse(f"told('{earlier}')") for earlier in fact.told_after]
    conditions += [c for c in (level.requires if level else None, fact.requires) if c]

    def near(talk: Conversation) -> float:
        if talk.persona.id != persona.id:
            return 0.0
        here = _moment(talk)
        return sum(_held(c, here) for c in conditions) / len(conditions) if conditions else 1.0

    return near


def _moment(talk: Conversation) -> Remembered:
    return Remembered(talk.content.personas, [talk.state])


def _held(condition: Condition | None, moment: Remembered) -> float:
    return _holding(condition.tree, moment) if condition else 1.0


def _holding(tree: tuple[Any, ...], moment: Remembered) -> float:
    """The share of a condition that holds; what a turn can bring by itself counts as held."""
    kind = tree[0]
    if kind == "and":
        parts = [_holding(part, moment) for part in tree[1:]]
        return sum(parts) / len(parts)
    if kind == "or":
        return max(_holding(part, moment) for part in tree[1:])
    if kind == "not":
        return 1.0 if _of_the_turn(tree[1]) else 1.0 - _holding(tree[1], moment)
    if kind == "call":
        return 1.0 if tree[1] in OF_THE_TURN else float(holds(tree, moment))
    return _compared(tree, moment)


def _of_the_turn(tree: tuple[Any, ...]) -> bool:
    return tree[0] == "call" and tree[1] in OF_THE_TURN


def _compared(tree: tuple[Any, ...], moment: Remembered) -> float:
    """1 for a comparison that holds; less, the further its numbers are apart."""
    if holds(tree, moment) or tree[2] == ("name", "words"):
        return 1.0
    apart = abs(value(tree[2], moment) - value(tree[3], moment))
    return 0.9 * 10 / (10 + apart)
