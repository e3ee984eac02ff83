"""The only explorer of what could have been said: which states, facts and endings there are.

It goes back to places that it has been to seldom and says something else there (a buyer's turn is
pure, so any earlier moment can be gone on from). It proves that a thing can be reached by having
reached it; what it did not reach within its budget it only reports.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from roleplay.buyer.state import BuyerState
from roleplay.conversation.conversation import Conversation, Reader
from roleplay.conversation.sayings import sayings
from roleplay.heard import Heard
from roleplay.scenario import Content

COARSE = 12
"""Points of a meter that make one step of a place."""
AHEAD = 5
"""Turns that one try goes on from where it began."""
WISHED = 0.5
"""Share of turns that ask for something not reached yet, where there is any."""
SPARED = 0.7
"""Share of harmful turns after which the try goes on from before the harm."""
FURTHEST = 0.5
"""Share of tries that go on from where most was told."""
GOODWILL = ("trust", "standing", "rapport")
CLOCK = ("patience",)
"""Meters that fall whatever is said."""
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
    stuck: tuple[tuple[Heard, ...], ...] = ()
    """Ways to places where nothing that can be said changes anything while the call goes on."""


class _Nobody:
    """A reader for a play in which nothing is read."""

    digest = "none"

    def listen(self, text: str, context: object) -> Heard:
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
    return (*found, *(("ending", "", ending.id) for ending in content.scenario.endings))


def explore(content: Content, budget: int = 30_000, seed: int = 0) -> Proof:
    """Try up to ``budget`` turns from many moments; the same arguments give the same Proof."""
    return _Explorer(content, seed).run(budget)


class _Explorer:
    def __init__(self, content: Content, seed: int) -> None:
        self._chance = random.Random(seed)
        reader: Reader = _Nobody()
        start = Conversation(content, reader, 1)
        self._places: dict[object, tuple[Conversation, tuple[Heard, ...]]] = {}
        self._visits: Counter[object] = Counter()
        self._open: list[object] = []
        self._wanted = wanted(content)
        self._missing = dict.fromkeys(self._wanted)
        self._reached: dict[Thing, int] = {}
        self._turns = 0
        self._keep(start, ())

    def run(self, budget: int) -> Proof:
        while self._turns < budget and self._missing:
            self._try(budget)
        stuck = tuple(self._stuck())
        missing = tuple(self._missing)
        return Proof(dict(self._reached), missing, self._turns, len(self._places), stuck)

    def _try(self, budget: int) -> None:
        place = self._place_to_go_on_from()
        self._visits[place] += 1
        talk, way = self._places[place]
        for _ in range(AHEAD):
            if talk.ended is not None or self._turns >= budget:
                return
            before, talk = talk, talk.fork()
            heard = self._choose(talk)
            talk.hear(heard)
            self._turns += 1
            self._keep(talk, (*way, heard))
            if _hurts(before, talk) and self._chance.random() < SPARED:
                talk = before
            else:
                way = (*way, heard)

    def _place_to_go_on_from(self) -> object:
        """One of a few places drawn: the least known of them, or the one that got furthest."""
        few = self._chance.choices(self._open, k=12)
        if self._chance.random() < FURTHEST:
            return max(few, key=lambda key: _got(self._places[key][0]) - self._visits[key])
        return min(few, key=lambda key: self._visits[key])

    def _choose(self, talk: Conversation) -> Heard:
        """Something to say here: often what may bring a thing that is missing."""
        everything = sayings(talk.persona)
        if self._chance.random() < WISHED:
            facts = {name for kind, buyer, name in self._missing if kind == "fact"}
            helpful = [
                h
                for h in everything
                if any(s.id in facts for s in h.subjects) and any(a.id[:3] == "ask" for a in h.acts)
            ]
            if helpful and self._chance.random() < WISHED:
                return self._chance.choice(helpful)
            here = talk.state.state
            rules = [t for t in talk.persona.transitions if here in t.sources]
            wishes = {name for kind, _, name in self._missing if kind == "state"}
            acts = {a for t in rules if t.goes_to in wishes for a in t.acts}
            acts = acts or {a for t in rules if not t.harmful for a in t.acts}
            fitting = [h for h in everything if any(a.id in acts for a in h.acts)]
            if fitting:
                return self._chance.choice(fitting)
        return self._chance.choice(everything)

    def _keep(self, talk: Conversation, way: tuple[Heard, ...]) -> None:
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
        if known is None or len(way) < len(known[1]):
            self._places[place] = (talk, way)

    def _stuck(self) -> Iterable[tuple[Heard, ...]]:
        """Ways to places from which nothing leads on, among a sample of places."""
        sample = self._chance.sample(self._open, min(len(self._open), 40))
        for place in sample:
            talk, way = self._places[place]
            if not any(_changes(talk, heard) for heard in sayings(talk.persona)):
                yield way


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
    if talk.ended is not None:
        yield ("ending", "", talk.ended.ending)
