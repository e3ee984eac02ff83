"""Which call to play: the recommended one, or the trainee's choice from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from roleplay.cli.screen import Screen
from roleplay.errors import NotFoundError
from roleplay.report.text import count, wrap
from roleplay.store.attempts import Attempts

RESUME = "resume"
"""The answer of ``choose`` where the trainee would rather go on with an open call."""


class Offer(Protocol):
    """A scenario as a list shows it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def minutes(self) -> int:
        """How long a call takes."""


def recommended(offers: Sequence[Offer], attempts: Attempts) -> Offer:
    """The first scenario that was never played, else the one played least.

    Raises NotFoundError where there is no scenario at all.
    """
    if not offers:
        raise NotFoundError(
            "there are no scenarios here; reinstall roleplay-trainer, or name a "
            "file: roleplay play my_scenario.yaml"
        )
    return min(offers, key=lambda offer: attempts.played(offer.id).total())


def choose(screen: Screen, offers: Sequence[Offer], attempts: Attempts) -> str:
    """Let the trainee pick: answers a scenario's id, or ``RESUME``."""
    first = recommended(offers, attempts)
    ordered = [first, *(offer for offer in offers if offer.id != first.id)]
    waiting = next(iter(attempts.resumable()), None)
    screen.tell("Which call?")
    for number, offer in enumerate(ordered, 1):
        mark = " (recommended)" if number == 1 else ""
        played = attempts.played(offer.id).total()
        before = f", played {count(played, 'time')}" if played else ""
        line = f"{offer.title}, {offer.minutes} min{mark}{before}"
        screen.tell(wrap(line, screen.width, f"{number:>3}. ", "     "))
    if waiting is not None:
        screen.tell(wrap(f"go on with {waiting.id}", screen.width, "  r. ", "     "))
    return _picked(screen, ordered, waiting is not None)


def _picked(screen: Screen, ordered: Sequence[Offer], waiting: bool) -> str:
    while True:
        answer = screen.ask("A number, or Enter for 1 > ").strip().lower()
        if answer == "r" and waiting:
            return RESUME
        if not answer:
            return ordered[0].id
        if answer.isdecimal() and 1 <= int(answer) <= len(ordered):
            return ordered[int(answer) - 1].id
        if answer in [offer.id for offer in ordered]:
            return answer
        also = ", or r" if waiting else ""
        screen.tell(f"Expected a number from 1 to {len(ordered)}{also}.")
