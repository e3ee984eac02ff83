"""What a person could do towards a missed fact: the moves, and what of a buyer's memory matters.

Worked out from the guards on the way alone: acts and facts that they name, and whatever moves the
meters that they ask for. What a guard that helps asks of more than the turn itself is not followed
further.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from roleplay.acts import ACTS, FLAGS, family
from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import names_in
from roleplay.buyer.disclosure import what_keeps_shut
from roleplay.buyer.persona import Condition, Effect, Fact, Persona, Precondition
from roleplay.buyer.state import BuyerState
from roleplay.conversation.sayings import Literal, meeting, saying, ways_of
from roleplay.heard import FlagHeard, Heard

ASKED_BY = 2
"""Acts that ask for one fact, of those that may, that are tried."""
ACTS_OF_A_RULE = 2
"""Acts of one rule that are tried."""
MOST_COUNTED = 5
"""Times an act was heard from which it makes no difference how often."""
LOW_PATIENCE = 4
"""Patience up to which each point matters on a way of so many turns."""
_OF_CARDS = ("offered", "giving", "wanted", "wanting", "got")
_AFTER = 2
"""Where the rest of a turn begins that opens with an answer: only the order matters."""


class Towards:
    """The way to one fact of one buyer, from one moment on."""

    def __init__(self, persona: Persona, before: BuyerState, fact: str) -> None:
        self._persona = persona
        self.fact = fact
        """Id of the missed fact."""
        self._goal = persona.facts[fact]
        self._facts: dict[str, Fact] = {}
        self._names: dict[tuple[str, str], None] = {}
        self._collect(before)
        self._rules = tuple(self._helping(before))
        for _, requires in self._rules:
            self._names.update(dict.fromkeys(names_in(requires) if requires else ()))
        self._acts = tuple(dict.fromkeys(self._by_acts()))
        self._others = tuple(self._other_facts(before))
        self._of = {kind: [n for k, n in self._names if k == kind] for kind, _ in self._names}
        self._more, self._less, self._exact = self._directions()
        self._asking: dict[str, tuple[Heard, ...]] = {}

    # What the way rests on -------------------------------------------------------------------

    def _collect(self, before: BuyerState) -> None:
        """Every name in the guards on the way, and the facts that must or may come before."""
        waiting = [self._goal.id]
        while waiting:
            fact = self._persona.facts[waiting.pop()]
            if fact.id in self._facts:
                continue
            self._facts[fact.id] = fact
            waiting += [earlier for earlier in fact.told_after if earlier not in before.told]
            for condition in guards_of(self._persona, fact):
                for name in names_in(condition):
                    self._names[name] = None
                    waiting += self._facts_named(before, *name)

    def _facts_named(self, before: BuyerState, kind: str, name: str) -> list[str]:
        facts = self._persona.facts
        if kind in ("told", "asked", "owned") and name in facts and name not in before.told:
            return [name]
        if kind == "told_kind" and not any(
            facts[f].kind == name for f in before.told if f in facts
        ):
            return [fact.id for fact in facts.values() if fact.kind == name]
        return []

    def _helping(self, before: BuyerState) -> Iterator[tuple[tuple[str, ...], Condition | None]]:
        """Rules that do no harm and move what a guard asks for: their acts and their guards."""
        meters = {name for kind, name in self._names if kind == "meter"}
        states = {name for kind, name in self._names if kind == "state"}
        for move in self._persona.moves:
            if not move.harmful and touches(move.effects, meters):
                yield move.acts, move.requires
        for rule in self._persona.transitions:
            leads = rule.goes_to in states or (before.state in states & set(rule.sources))
            if not rule.harmful and (leads or touches(rule.effects, meters)):
                yield rule.acts, rule.requires
        for precondition in self._preconditions():
            yield (), precondition.requires

    def _preconditions(self) -> tuple[Precondition, ...]:
        asked = any(kind == "ready" or name == "ready" for kind, name in self._names)
        return self._persona.readiness if asked else ()

    def _by_acts(self) -> Iterator[Heard]:
        """Turns that set a helping rule off, do what a guard names, or name what it wants named."""
        named = [n for kind, n in self._names if kind in ("now", "heard")]
        for act in named:
            if act in ACTS:
                yield saying([(act, "")])
        for kind, name in self._names:
            if kind in ("named", "naming"):
                yield saying([("tell_insight" if name in self._persona.facts else "plan", name)])
            elif kind in _OF_CARDS and name in self._persona.trades:
                yield saying([(self._persona.trades[name].side, name)])
        for acts, requires in self._rules:
            for act in [a for a in acts if a in ACTS or a in FLAGS][:ACTS_OF_A_RULE]:
                for way in ways_of(requires) or [frozenset()]:
                    yield meeting(act, way)

    def _other_facts(self, before: BuyerState) -> Iterator[tuple[object, Fact]]:
        """Facts that are not on the way but whose telling moves what it needs, with their class."""
        meters = {name for kind, name in self._names if kind == "meter"}
        for fact in self._persona.facts.values():
            level = self._persona.levels.get(fact.level)
            effects = (*(level.effects if level else ()), *fact.effects)
            beside = fact.id not in self._facts and fact.id not in before.told
            if beside and touches(effects, meters):
                yield (fact.level, fact.effects), fact

    # What can be done from a moment ----------------------------------------------------------

    def moves(self, state: BuyerState) -> list[Heard]:
        """What could be said here, each once, the plainest first and questions before all else."""
        asked = [heard for fact in self._facts.values() for heard in self._answered(fact, state)]
        seen: set[object] = set()
        for sort, fact in self._others:
            found = [] if sort in seen else self._answered(fact, state)
            if found:
                seen.add(sort)
                asked += found[:1]  # one of a sort stands for all
        plain = [*asked, *self._acts]
        if state.question:
            plain = [_answering(heard) for heard in (*asked, saying([]), *self._acts)]
        return sorted((h for h in dict.fromkeys(plain) if _sayable(h, state)), key=effort)

    def _answered(self, fact: Fact, state: BuyerState) -> list[Heard]:
        """The turns that ask for a fact and would be told it."""
        if fact.id in state.told or any(earlier not in state.told for earlier in fact.told_after):
            return []
        if fact.id not in self._asking:
            self._asking[fact.id] = tuple(dict.fromkeys(asking_for(self._persona, fact)))
        asking = [_answering(h) for h in self._asking[fact.id]] if state.question else None
        return [
            heard
            for heard in asking or self._asking[fact.id]
            if _sayable(heard, state)
            and not what_keeps_shut(fact, Beat(self._persona, state, heard))
        ]

    def last(self, state: BuyerState) -> list[Heard]:
        """The turns that would be told the missed fact here, as far as its guards go."""
        return self._answered(self._goal, state)

    def at_least(self, state: BuyerState) -> int:
        """Turns that it must still take: no turn is told more than one fact."""
        chain, waiting = set(), [self._goal.id]
        while waiting:
            name = waiting.pop()
            if name not in chain and name not in state.told:
                chain.add(name)
                waiting += self._persona.facts[name].told_after
        return len(chain)

    def key(self, state: BuyerState) -> object:
        """What makes two moments the same on this way: all that its guards look at, but the clock
        and meters of which more (or less) is always as good."""
        of = self._of
        named = {*of.get("named", ()), *of.get("borrowed", ())}
        return (
            state.state,
            tuple(state.meters.get(meter, 0) for meter in self._exact),
            frozenset(fact for fact in state.told if fact in self._facts),
            frozenset(fact for fact in state.asked if fact in of.get("asked", ())),
            tuple(min(state.heard.get(act, 0), MOST_COUNTED) for act in of.get("heard", ())),
            frozenset(name for name in (*state.named, *state.borrowed) if name in named),
            tuple(sorted(state.ledger.given.items())),
            tuple(sorted(state.ledger.got)),
            state.scars,
            state.question,
            state.asks,
        )

    def standing(self, state: BuyerState) -> tuple[int, ...]:
        """The other meters, each so that more is as good or better."""
        return (
            min(state.meters.get("patience", LOW_PATIENCE), LOW_PATIENCE),
            *(state.meters.get(meter, 0) for meter in self._more),
            *(-state.meters.get(meter, 0) for meter in self._less),
        )

    def _directions(self) -> tuple[list[str], list[str], list[str]]:
        """Meters of which the way wants more, less, or now one and now the other."""
        guards = [c for fact in self._facts.values() for c in guards_of(self._persona, fact)]
        guards += [requires for _, requires in self._rules if requires is not None]
        wished = {row for condition in guards for row in _wished(condition.tree)}
        meters = self._of.get("meter", [])
        more = [m for m in meters if (m, True) in wished and (m, False) not in wished]
        less = [m for m in meters if (m, False) in wished and (m, True) not in wished]
        return more, less, [m for m in meters if m not in more and m not in less]


def effort(heard: Heard) -> int:
    """How much there is to say in a turn; a question about nothing in particular is hard to say."""
    about = {subject.clause for subject in heard.subjects}
    vague = sum(family(act.id) == "ask" and act.clause not in about for act in heard.acts)
    return len(heard.acts) + len(heard.flags) + vague


def guards_of(persona: Persona, fact: Fact) -> list[Condition]:
    """The conditions of a fact's telling: its level's and its own."""
    level = persona.levels.get(fact.level)
    return [c for c in (level.requires if level else None, fact.requires) if c is not None]


def touches(effects: Iterable[Effect], meters: set[str]) -> bool:
    """Whether any effect moves one of these meters."""
    return any(effect.meter in meters for effect in effects)


def asking_for(persona: Persona, fact: Fact) -> Iterator[Heard]:
    """Turns that ask for a fact: plainly first, then with what its guards want of the same turn."""
    for act in fact.asked_by[:ASKED_BY]:
        yield saying([(act, fact.id)])
    for condition in guards_of(persona, fact):
        for way in ways_of(condition):
            if way:
                yield _asking_with(fact, way)


def _asking_with(fact: Fact, way: frozenset[Literal]) -> Heard:
    """A question for a fact in a turn that holds this too."""
    beside = meeting("", way)
    acts = [(act.id, "") for act in beside.acts if act.id != fact.asked_by[0]]
    flags = [flag.id for flag in beside.flags]
    slots = [slot.kind for slot in beside.slots]
    return saying([*acts, (fact.asked_by[0], fact.id)], flags, slots, beside.words)


def _answering(heard: Heard) -> Heard:
    """The same turn, begun with an honest answer to the buyer's own question."""
    if heard.flagged("answers"):
        return heard
    acts = tuple(replace(act, start=_AFTER, end=_AFTER) for act in heard.acts)
    return replace(heard, acts=acts, flags=(FlagHeard("answers", "", 0, 1), *heard.flags))


def _sayable(heard: Heard, state: BuyerState) -> bool:
    """Whether there is something to carry on, and to answer, for a turn that does."""
    carries, answers = heard.flagged("carried"), heard.flagged("answers")
    return bool((state.told or not carries) and (state.question or not answers))


def _wished(tree: tuple[Any, ...], upwards: bool = True) -> Iterator[tuple[str, bool]]:
    """Each meter that a condition compares, with whether more of it helps to meet that."""
    kind = tree[0]
    if kind in ("and", "or"):
        for part in tree[1:]:
            yield from _wished(part, upwards)
    elif kind == "not":
        yield from _wished(tree[1], not upwards)
    elif kind == "compare" and tree[2][0] == "name":
        name, sign = tree[2][1], tree[1]
        if sign not in ("<", "<="):
            yield name, upwards
        if sign not in (">", ">="):
            yield name, not upwards
