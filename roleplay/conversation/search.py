"""The only explorer of what could have been said: which states, facts and endings there are.

It goes back to places that it has been to seldom and says something else there (a buyer's turn is
pure, so any earlier moment can be gone on from). It proves that a thing can be reached by having
reached it; what it did not reach within its budget it only reports.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from roleplay.buyer.conditions import names_in
from roleplay.buyer.persona import GOODWILL, STAY
from roleplay.buyer.state import BuyerState
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.nearness import near_to
from roleplay.conversation.sayings import sayings
from roleplay.heard import Heard
from roleplay.scenario import Content

ROUND = 12_000
"""Turns after which the explorer begins anew, with what is still missing."""
COARSE = 12
"""Points of a meter that make one step of a place."""
AHEAD = 5
"""Turns that one try goes on from where it began."""
AIMED = 0.5
"""Share of tries that go towards one thing that was not reached yet."""
WISHED = 0.6
"""Share of the turns of such a try that are meant to bring it."""
NEAREST = 12
"""Places that are kept for each missing thing."""
WORN = 0.02
"""What each visit takes from a place's nearness."""
SPARED = 0.7
"""Share of harmful turns after which the try goes on from before the harm."""
FURTHEST = 0.5
"""Share of tries that go on from where most was told."""
CLOCK = ("patience",)
"""Meters that fall whatever is said."""
Way = tuple[Heard, ...]
"""What was said from the beginning up to a place."""
Thing = tuple[str, str, str]
"""What can be reached: kind (``state``, ``fact``, ``ending``), buyer (or empty), name."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What an exploration came to."""

    reached: dict[Thing, int]
    """Each thing reached, with the turns that the first way to it took."""
    missing: tuple[Thing, ...]
    turns: int
    """Turns that were tried: the bound of this proof."""
    places: int
    stuck: tuple[Way, ...] = ()
    """Ways to places where nothing that can be said changes anything while the call goes on."""


class Nobody:
    """A reader for a play in which nothing is read."""

    digest = "none"

    def listen(self, text: str, context: object) -> Heard:
        """Never asked: turns are put in as readings."""
        raise NotImplementedError

    def warm(self, subjects: object = ()) -> None:
        """Nothing to warm."""


def wanted(content: Content) -> tuple[Thing, ...]:
    """Everything that some talk in this form should be able to reach."""
    met = {call.buyer for call in content.scenario.calls.values()}
    begins = {(call.buyer, call.begins_in) for call in content.scenario.calls.values()}
    found: list[Thing] = []
    for name in content.personas:
        persona = content.personas[name]
        if name not in met:
            continue
        found += [("fact", name, fact) for fact in persona.facts]
        for state in persona.states.values():
            own_entry = not state.entry or (name, state.name) in begins
            found += [("state", name, state.name)] if own_entry else []
    found += [("ending", "", ending.id) for ending in content.scenario.endings]
    return tuple(thing for thing in found if thing[2] not in content.scenario.never)


def explore(
    content: Content, budget: int = 60_000, seed: int = 0, known: Iterable[Way] = ()
) -> Proof:
    """Try up to ``budget`` turns from many moments, in rounds that each begin anew.

    ``known`` are talks to begin from, such as recorded ones. The same arguments give the same
    Proof.
    """
    known = tuple(known)
    first = _Explorer(content, seed, wanted(content), known)
    proof = first.run(min(ROUND, budget))
    while proof.missing and proof.turns < budget:
        seed += 1
        more = _Explorer(content, seed, proof.missing, known).run(min(ROUND, budget - proof.turns))
        proof = replace(
            proof,
            reached={**proof.reached, **more.reached},
            missing=more.missing,
            turns=proof.turns + more.turns,
            places=max(proof.places, more.places),
        )
    return proof


class _Explorer:
    def __init__(
        self, content: Content, seed: int, missing: Iterable[Thing], known: Iterable[Way]
    ) -> None:
        self._chance = random.Random(seed)
        self._places: dict[object, tuple[Conversation, Way]] = {}
        self._visits: Counter[object] = Counter()
        self._open: list[object] = []
        self._missing = {thing: near_to(content, *thing) for thing in missing}
        self._nearest: dict[Thing, list[tuple[float, object]]] = {t: [] for t in self._missing}
        self._reached: dict[Thing, int] = {}
        self._turns = 0
        for way in ((), *known):
            self._follow(Conversation(content, Nobody(), 1), way)

    def _follow(self, talk: Conversation, way: Way) -> None:
        """Go a known way and keep every place on it."""
        self._keep(talk, ())
        for number, heard in enumerate(way, start=1):
            if talk.ended is None:
                talk = talk.fork()
                talk.hear(heard)
                self._keep(talk, way[:number])

    def run(self, budget: int) -> Proof:
        while self._turns < budget and self._missing:
            self._try(budget)
        stuck = tuple(self._stuck())
        missing = tuple(self._missing)
        return Proof(dict(self._reached), missing, self._turns, len(self._places), stuck)

    def _try(self, budget: int) -> None:
        """Go on for a few turns from one place, towards one missing thing or at random."""
        goal = self._chance.choice(list(self._missing)) if self._missing else None
        aimed = goal is not None and bool(self._nearest[goal]) and self._chance.random() < AIMED
        place = self._near(goal) if aimed and goal else self._any()
        self._visits[place] += 1
        talk, way = self._places[place]
        for _ in range(AHEAD):
            if talk.ended is not None or self._turns >= budget:
                return
            before, talk = talk, talk.fork()
            heard, meant = self._choose(talk, goal if aimed else None)
            talk.hear(heard)
            self._turns += 1
            self._keep(talk, (*way, heard))
            if not meant and _hurts(before, talk) and self._chance.random() < SPARED:
                talk = before
            else:
                way = (*way, heard)

    def _any(self) -> object:
        """One of a few places drawn: the least known of them, or the one that got furthest."""
        few = self._chance.choices(self._open, k=12)
        if self._chance.random() < FURTHEST:
            return max(few, key=lambda key: _got(self._places[key][0]) - self._visits[key])
        return min(few, key=lambda key: self._visits[key])

    def _near(self, goal: Thing) -> object:
        """One of the places that are nearest to a missing thing; worn ones seldom."""
        rows = self._nearest[goal]
        return max(rows, key=lambda row: row[0] - WORN * self._visits[row[1]])[1]

    def _choose(self, talk: Conversation, goal: Thing | None) -> tuple[Heard, bool]:
        """Something to say here, and whether it was meant to bring the goal."""
        everything = sayings(talk.persona)
        if goal is not None and self._chance.random() < WISHED:
            fitting = _fitting(talk, goal, everything)
            if fitting:
                return self._chance.choice(fitting), True
        return self._chance.choice(everything), False

    def _keep(self, talk: Conversation, way: Way) -> None:
        """Note what was reached, and the place if it is a new one or was come to sooner."""
        for thing in _reached_by(talk):
            if thing in self._missing:
                del self._missing[thing]
                self._reached[thing] = len(way)
        if talk.ended is not None:
            return
        place = _place(talk)
        known = self._places.get(place)
        if known is None:
            self._open.append(place)
            self._measure(talk, place)
        if known is None or len(way) < len(known[1]):
            self._places[place] = (talk, way)

    def _measure(self, talk: Conversation, place: object) -> None:
        """Keep the place with each missing thing that it is among the nearest to."""
        for thing, near in self._missing.items():
            rows = self._nearest[thing]
            score = near(talk) + talk.left / 200
            if score > 0.1 and (len(rows) < NEAREST or score > rows[-1][0]):
                rows.append((score, place))
                rows.sort(key=lambda row: -row[0])
                del rows[NEAREST:]

    def _stuck(self) -> Iterable[Way]:
        """Ways to places from which nothing leads on, among a sample of places."""
        sample = self._chance.sample(self._open, min(len(self._open), 40))
        for place in sample:
            talk, way = self._places[place]
            if not any(_changes(talk, heard) for heard in sayings(talk.persona)):
                yield way


def _fitting(talk: Conversation, goal: Thing, everything: tuple[Heard, ...]) -> list[Heard]:
    """What may bring a thing about here: what is about it or what it rests on, or acts on the
    way to a state."""
    persona, here = talk.persona, talk.state.state
    subjects, states = _rests_on(talk, goal)
    rules = [rule for rule in persona.transitions if here in rule.sources]
    to_it = [rule for rule in rules if rule.goes_to in states]
    moving = [r for r in rules if states and r.goes_to not in (STAY, here) and not r.harmful]
    acts = {act for rule in to_it or moving for act in rule.acts}
    return [
        heard
        for heard in everything
        if subjects & {subject.id for subject in heard.subjects}
        or acts & {*(act.id for act in heard.acts), *(flag.id for flag in heard.flags)}
    ]


def _rests_on(talk: Conversation, goal: Thing) -> tuple[set[str], set[str]]:
    """Untold facts, cards and topics, and states, that a thing rests on."""
    kind, _, name = goal
    if kind == "fact":
        return _untold(talk, {name}), set()
    if kind == "state":
        return _untold(talk, _names_on_the_way(talk, name)), {name}
    when = next(ending.when for ending in talk.content.scenario.endings if ending.id == name)
    names = names_in(when)
    states = {n for predicate, n in names if predicate == "state"}
    about = {n for predicate, n in names if predicate != "state"}
    about |= {n for state in states for n in _names_on_the_way(talk, state)}
    return _untold(talk, about), states


def _names_on_the_way(talk: Conversation, state: str) -> set[str]:
    """Every name in the guards of the rules that lead to a state, and in what they rest on."""
    rules = [rule for rule in talk.persona.transitions if rule.goes_to == state]
    conditions = [rule.requires for rule in rules if rule.requires]
    if any("ready" in condition.text for condition in conditions):
        conditions += [p.requires for p in talk.persona.readiness if p.requires]
    return {name for condition in conditions for _, name in names_in(condition)}


def _untold(talk: Conversation, names: set[str]) -> set[str]:
    """Of these and of what they wait for, what was not told yet."""
    facts, told = talk.persona.facts, set(talk.state.told)
    found, waiting = set(), [name for name in names if name not in told]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            fact = facts.get(name)
            waiting += [f for f in (fact.told_after if fact else ()) if f not in told]
    return found


def _changes(talk: Conversation, heard: Heard) -> bool:
    """Whether saying this moves anything but the clock."""
    after = talk.fork()
    after.hear(heard)
    if after.ended is not None or after.persona is not talk.persona:
        return True
    return _substance(after.state) != _substance(talk.state)


def _hurts(before: Conversation, after: Conversation) -> bool:
    """Whether a turn cost goodwill, so that little good will come of going on from it."""
    old, new = before.state, after.states.get(before.persona.id, before.state)
    if after.ended is not None or len(new.scars) > len(old.scars):
        return True
    return any(new.meters.get(m, 0) < old.meters.get(m, 0) for m in GOODWILL)


def _got(talk: Conversation) -> int:
    """How far a play has got: facts told over all buyers, cards, goodwill, time left."""
    states = talk.states.values()
    told = sum(len(state.told) + len(state.ledger.got) for state in states)
    goodwill = sum(talk.state.meters.get(meter, 0) for meter in GOODWILL)
    return 3 * told + goodwill // 10 + talk.left + 8 * len(talk.transcript.calls)


def _substance(state: BuyerState) -> object:
    meters = tuple((m, n) for m, n in sorted(state.meters.items()) if m not in CLOCK)
    return (state.state, meters, state.told, state.ledger, state.scars, state.asks)


def _place(talk: Conversation) -> object:
    """What makes two moments the same to the explorer."""
    state = talk.state
    meters = tuple((name, points // COARSE) for name, points in sorted(state.meters.items()))
    return (
        talk.call,
        state.persona,
        state.state,
        meters,
        frozenset(state.told),
        frozenset(state.ledger.got),
        frozenset(state.ledger.given),
        frozenset(state.named),
        state.question,
    )


def _reached_by(talk: Conversation) -> Iterable[Thing]:
    for name, state in talk.states.items():
        yield ("state", name, state.state)
        for fact in state.told:
            yield ("fact", name, fact)
    last = talk.transcript.turns[-1:]  # the next call may have begun in another state
    yield from (("state", turn.buyer, turn.reaction.after.state) for turn in last)
    if talk.ended is not None:
        yield ("ending", "", talk.ended.ending)
