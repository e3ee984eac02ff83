"""``Step``: one turn that counts, with the buyer's memory before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from roleplay.buyer.state import BuyerState, Told
from roleplay.conversation.records import Turn
from roleplay.heard import ActHeard

PUBLIC = "public"
"""Disclosure level of what anybody could have read."""


@dataclass(frozen=True)
class Step:
    """One understood, counted turn, with the buyer's memory before it."""

    index: int
    """Position in ``Transcript.turns``."""
    turn: Turn
    before: BuyerState

    @property
    def number(self) -> int:
        """The turn's number, as the trainee saw it."""
        return self.turn.number

    @property
    def after(self) -> BuyerState:
        """The buyer's memory after it."""
        return self.turn.reaction.after

    def acts(self, *ids: str, answering: bool = False) -> tuple[ActHeard, ...]:
        """Acts heard in it, of these ids or of any.

        Parts of a short answer to the buyer's own question count only where ``answering``.
        """
        return tuple(
            act
            for act in self.turn.heard.acts
            if (not ids or act.id in ids) and (answering or not act.answering)
        )

    def does(self, *ids: str, answering: bool = False) -> bool:
        """Whether any of these acts was heard."""
        heard = self._answering if answering else self._stated
        return not heard.isdisjoint(ids) if ids else bool(heard)

    @cached_property
    def _answering(self) -> frozenset[str]:
        return frozenset(act.id for act in self.turn.heard.acts)

    @cached_property
    def _stated(self) -> frozenset[str]:
        return frozenset(act.id for act in self.turn.heard.acts if not act.answering)

    @cached_property
    def _flags(self) -> frozenset[str]:
        return frozenset(flag.id for flag in self.turn.heard.flags)

    def flagged(self, *flags: str) -> bool:
        """Whether it carries any of these flags."""
        return not self._flags.isdisjoint(flags)

    @property
    def told(self) -> Told | None:
        """What the buyer disclosed for the first time, if anything."""
        told = self.turn.reaction.told
        return None if told is None or told.again else told

    def tells(self, *kinds: str) -> bool:
        """Whether the buyer disclosed something new of these kinds, or of any kind not public."""
        told = self.told
        if told is None:
            return False
        return told.kind in kinds if kinds else told.level != PUBLIC

    def slots(self, *kinds: str) -> bool:
        """Whether the turn names a slot of these kinds (``date``, ``person`` …)."""
        return any(slot.kind in kinds for slot in self.turn.heard.slots)

    def meters(self, name: str) -> tuple[int, int]:
        """A meter before and after; 0 where this buyer has none."""
        return self.before.meters.get(name, 0), self.after.meters.get(name, 0)

    def new_scars(self) -> tuple[str, ...]:
        """Permanent marks that this turn left."""
        return tuple(scar for scar in self.after.scars if scar not in self.before.scars)
