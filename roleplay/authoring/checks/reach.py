"""What can come about in a persona at all, whatever is said. Shared by checks; not one itself.

Guards are taken as open unless they can be seen never to hold, so nothing that can happen is
ever called impossible.
"""

from __future__ import annotations

from roleplay.buyer.persona import AGAIN, STAY, Condition, Fact, Persona


def reachable_states(persona: Persona) -> set[str]:
    """The states that some chain of transitions leads to from one where a call begins."""
    found = {name for name, state in persona.states.items() if state.entry}
    found.add(persona.opening_state)
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        for transition in persona.transitions:
            there = transition.goes_to
            if here in transition.sources and there not in found and there not in (STAY, AGAIN):
                found.add(there)
                waiting.append(there)
    return found


def tellable_facts(persona: Persona) -> set[str]:
    """The facts that some talk can bring out."""
    states = reachable_states(persona)
    told: set[str] = set()
    while True:
        more = {
            fact.id
            for fact in persona.facts.values()
            if fact.id not in told and not why_never(persona, fact, told, states)
        }
        if not more:
            return told
        told |= more


def why_never(persona: Persona, fact: Fact, told: set[str], states: set[str]) -> str:
    """Why a fact cannot be told when only ``told`` can; empty if it can."""
    if not fact.asked_by:
        return "no act asks for it (asked_by is empty)"
    if not (fact.phrases or fact.open or fact.told_after):
        return "nothing names it: it has no phrases, is not open and follows no other fact"
    for earlier in fact.told_after:
        if earlier not in told:
            return f"it waits for {earlier!r}, which is never told"
    level = persona.levels.get(fact.level)
    for condition in (level.requires if level else None, fact.requires):
        if condition is not None and not may_hold(condition, persona, told, states):
            return f"its guard cannot hold: {condition.text}"
    return ""


def may_hold(condition: Condition, persona: Persona, told: set[str], states: set[str]) -> bool:
    """Whether a condition can come true when only these facts are told and states reached."""
    kinds = {persona.facts[fact].kind for fact in told}
    possible = {"told": told, "told_kind": kinds, "state": states}
    return _outcomes(condition.tree, possible)[0]


def _outcomes(tree: tuple[object, ...], possible: dict[str, set[str]]) -> tuple[bool, bool]:
    """Whether a tree can be true, and whether it can be false."""
    kind, *rest = tree
    if kind in ("and", "or"):
        parts = [_outcomes(part, possible) for part in rest if isinstance(part, tuple)]
        true, false = [part[0] for part in parts], [part[1] for part in parts]
        return (all(true), any(false)) if kind == "and" else (any(true), all(false))
    if kind == "not" and isinstance(rest[0], tuple):
        true_, false_ = _outcomes(rest[0], possible)
        return false_, true_
    if kind == "call" and rest[0] in possible:
        return str(rest[1]) in possible[str(rest[0])], True
    return True, True
