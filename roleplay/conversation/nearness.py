"""How near a moment is to something that was not reached yet: what the explorer steers by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roleplay.buyer.conditions import holds, names_in, parse, value
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
        moment = Remembered(content.personas, (*main, *others), [talk.call])
        return _ending(when.tree, moment, talk, ways)

    people = content.personas.values()
    states = {n for predicate, n in names_in(when) if predicate == "state"}
    ways = {s: [_to_state(p, s) for p in people if s in p.states] for s in states}
    return near


def _ending(
    tree: tuple[Any, ...], moment: Remembered, talk: Conversation, ways: dict[str, list[Near]]
) -> float:
    """As ``_holding``, with a state that is not there yet as near as the way to it is."""
    kind = tree[0]
    if kind == "call" and tree[1] == "state" and not holds(tree, moment):
        return 0.9 * max((near(talk) for near in ways[tree[2]]), default=0.0)
    if kind in ("and", "or"):
        parts = [_ending(part, moment, talk, ways) for part in tree[1:]]
        return sum(parts) / len(parts) if kind == "and" else max(parts)
    return _holding(tree, moment)


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


def _moment(talk: Conversation) -> _Moment:
    return _Moment(talk.content.personas, [talk.state])


class _Moment(Remembered):
    """A moment that also knows how near each precondition of its buyer is."""

    def readiness(self) -> float:
        """The mean share that holds of the buyer's preconditions."""
        persona = self._personas[self._states[0].persona]
        shares = [_held(p.requires, self) for p in persona.readiness]
        return sum(shares) / len(shares) if shares else 0.0


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
    if tree[2] == ("name", "ready") and isinstance(moment, _Moment):
        return 0.95 * moment.readiness()
    apart = abs(value(tree[2], moment) - value(tree[3], moment))
    return 0.9 * 10 / (10 + apart)
