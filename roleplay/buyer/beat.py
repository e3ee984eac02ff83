"""The working memory of one turn: what guards look at, and what effects have piled up.

Harm counts at once; gains wait until the turn is over, so that no turn can open a door and walk
through it (DESIGN section 4).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace

from roleplay.buyer.conditions import guard
from roleplay.buyer.effects import CEILINGS
from roleplay.buyer.naming import REASONS, named_in, put_in
from roleplay.buyer.persona import GIVE, Condition, Effect, Persona
from roleplay.buyer.state import BuyerState, Dealt, Moved, Refused, Said, Taken, Told
from roleplay.heard import Heard


class Beat:
    """One turn of one buyer, while it is being worked out. Serves as the guards' ``Moment``."""

    def __init__(self, persona: Persona, before: BuyerState, heard: Heard) -> None:
        self.persona = persona
        self.before = before
        self.heard = heard
        self.state = before.state
        self.meters = dict(before.meters)
        self.scars = before.scars
        self.told_facts = set(before.told)
        self.told: Told | None = None
        self.taken: Taken | None = None
        self.goes_to = before.state
        self.refused: list[Refused] = []
        self.moved: list[Moved] = []
        self.says: list[Said] = []
        self.asked: list[str] = []
        self.raised: tuple[str, ...] = ()
        self.ledger = before.ledger
        self.dealt: list[Dealt] = []
        self.naming = named_in(heard)
        self.newly_borrowed = self._borrowing()
        self._gains: list[tuple[tuple[Effect, ...], str, str]] = []
        self.acts = {act.id: act.words for act in reversed(heard.acts) if not act.answering}
        self.acts |= {flag.id: flag.words for flag in heard.flags}
        self.slots = {slot.kind for slot in heard.slots}
        self.counts = dict(before.heard)
        for act in self.acts:
            self.counts[act] = self.counts.get(act, 0) + 1

    # What guards ask -----------------------------------------------------------------------

    def number(self, name: str) -> int:
        """Value of a meter, or of ``turn``, ``here`` or ``words``."""
        found = self.meters.get(name)
        return _NUMBERS[name](self) if found is None and name in _NUMBERS else found or 0

    def count(self, literal: str) -> int:
        """How often the act or flag was heard, this turn included."""
        return self.counts.get(literal, 0)

    def holds(self, predicate: str, literal: str) -> bool:
        """Whether a yes-or-no predicate is true now."""
        if predicate == "state":
            return self.state == literal
        if predicate == "waits":
            return self.before.question == literal
        if predicate == "told_kind":
            facts = self.persona.facts
            return any(facts[fact].kind == literal for fact in self.told_facts if fact in facts)
        if predicate == "owned":
            return literal in self.told_facts and literal not in self.borrowed
        if predicate == "ready":
            return literal in self.ready
        found = _HOLDERS[predicate](self)
        return bool(found) if literal == ANYTHING and predicate in ANY_OF else literal in found

    @property
    def ready(self) -> tuple[str, ...]:
        """The preconditions that hold now."""
        return tuple(p.name for p in self.persona.readiness if guard(p.requires)(self))

    @property
    def borrowed(self) -> tuple[str, ...]:
        """Facts that the seller stated before the buyer told them, this turn's among them."""
        return (*self.before.borrowed, *self.newly_borrowed)

    def _borrowing(self) -> tuple[str, ...]:
        facts, known = self.persona.facts, {*self.before.told, *self.before.borrowed}
        put = (fact for fact in put_in(self.heard) if fact in facts and fact not in known)
        return tuple(fact for fact in put if facts[fact].kind in REASONS)

    # What rules do -------------------------------------------------------------------------

    def suffer(self, effects: Iterable[Effect], rule: str, words: str = "") -> None:
        """Apply effects at once."""
        for effect in effects:
            if effect.scar:
                if effect.scar not in self.scars:
                    self.scars = (*self.scars, effect.scar)
                    self.moved.append(Moved("", 0, 0, rule, words, effect.scar))
                self._cap_trust(rule, words)
            elif effect.meter in self.persona.meters:
                self._move(effect, rule, words)

    def gain(self, effects: tuple[Effect, ...], rule: str, words: str = "") -> None:
        """Keep effects for the end of the turn."""
        if effects:
            self._gains.append((effects, rule, words))

    def settle(self) -> None:
        """Apply the gains that waited."""
        for effects, rule, words in self._gains:
            self.suffer(effects, rule, words)
        self._gains.clear()

    def _move(self, effect: Effect, rule: str, words: str) -> None:
        meter = self.persona.meters[effect.meter]
        before = self.meters[effect.meter]
        high = self._ceiling() if effect.meter == "trust" else meter.high
        after = max(meter.low, min(high, before + effect.by))
        if effect.until is not None:
            after = min(after, max(before, effect.until)) if effect.by > 0 else after
            after = max(after, min(before, effect.until)) if effect.by < 0 else after
        if after != before:
            self.meters[effect.meter] = after
            self.moved.append(Moved(effect.meter, before, after, rule, words))

    def _ceiling(self) -> int:
        high = self.persona.meters["trust"].high
        return min(high, CEILINGS[min(len(self.scars), len(CEILINGS) - 1)])

    def _cap_trust(self, rule: str, words: str) -> None:
        trust = self.meters.get("trust", 0)
        if "trust" in self.meters and trust > self._ceiling():
            self.meters["trust"] = self._ceiling()
            self.moved.append(Moved("trust", trust, self._ceiling(), rule, words))

    @property
    def leaving(self) -> bool:
        """Whether the transition taken, if any, ends this buyer's part."""
        state = self.persona.states[self.goes_to]
        return state.final or state.hands_over

    def after(self, **changes: object) -> BuyerState:
        """The buyer's memory once the turn is over."""
        moved_on = self.taken is not None and self.taken.target != self.taken.source
        told = self.before.told
        if self.told and not self.told.again:
            told = (*told, self.told.fact)
        waiting = dict.fromkeys((*self.before.asked, *self.asked))
        values: dict[str, object] = {
            "state": self.goes_to,
            "meters": self.meters,
            "turn": self.before.turn + 1,
            "here": 0 if moved_on else self.before.here + 1,
            "told": told,
            "asked": tuple(fact for fact in waiting if fact not in told),
            "heard": self.counts,
            "scars": self.scars,
            "focus": self.told.fact if self.told else self.before.focus,
            "raised": self.raised,
            "unclear": 0,
            "named": tuple(dict.fromkeys((*self.before.named, *self.naming))),
            "borrowed": self.borrowed,
            "ledger": self.ledger,
            "ready": self.ready,
        }
        return replace(self.before, **(values | changes))  # type: ignore[arg-type]


def rule_text(condition: Condition | None) -> str:
    """A guard as its author wrote it; empty for none."""
    return condition.text if condition else ""


ANYTHING = "any"
"""Literal that asks for any at all."""
ANY_OF = frozenset(("scar", "giving", "wanting", "offered", "wanted", "got", "borrowed"))
"""Predicates that take it."""
_HOLDERS: dict[str, Callable[[Beat], Container[str]]] = {
    "told": lambda beat: beat.told_facts,
    "now": lambda beat: beat.acts,
    "asked": lambda beat: {*beat.told_facts, *beat.before.asked, *beat.asked},
    "slot": lambda beat: beat.slots,
    "scar": lambda beat: beat.scars,
    "put": lambda beat: beat.before.asks,
    "named": lambda beat: (*beat.before.named, *beat.naming),
    "naming": lambda beat: beat.naming,
    "borrowed": lambda beat: beat.borrowed,
    "offered": lambda beat: beat.ledger.given,
    "giving": lambda beat: {d.trade for d in beat.dealt if d.side == GIVE},
    "wanted": lambda beat: beat.ledger.wanted,
    "wanting": lambda beat: {d.trade for d in beat.dealt if d.side != GIVE},
    "got": lambda beat: beat.ledger.got,
}
"""For each predicate that names one of many: the many."""
_NUMBERS: dict[str, Callable[[Beat], int]] = {
    "turn": lambda beat: beat.before.turn - beat.before.since + 1,
    "here": lambda beat: beat.before.here,
    "words": lambda beat: beat.heard.words,
    "gives": lambda beat: beat.ledger.gives,
    "gets": lambda beat: beat.ledger.gets,
    "ledger": lambda beat: beat.ledger.ledger,
    "unreturned": lambda beat: beat.ledger.unreturned,
    "per_cent": lambda beat: beat.ledger.per_cent,
    "borrowed": lambda beat: len(beat.borrowed),
    "ready": lambda beat: 100 * len(beat.ready) // max(len(beat.persona.readiness), 1),
}
"""The numbers beside the meters."""
