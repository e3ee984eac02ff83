"""``Mind``: a scripted seller in one call, choosing its next words."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from roleplay.simulate.seller import Line, Rule, Seen, Seller, fits

SLOTS = ("last", "name", "firm")
"""What a wording may quote: the last sentence heard, who is on the line, the own firm."""
_SLOT = re.compile(rf"\{{({'|'.join(SLOTS)})\}}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Mind:
    """One seller in one call: what was said already, and what comes next.

    ``bank`` holds the scenario's sections; a seller's own lines come before those of the bank.
    The same seller, bank, seed and answers give the same words.
    """

    def __init__(self, seller: Seller, bank: Mapping[str, tuple[Line, ...]], seed: int) -> None:
        self._seller = seller
        self._bank = bank
        self._seed = seed
        self._said: Counter[str] = Counter()
        self._used: Counter[int] = Counter()

    def next_words(self, seen: Seen) -> str | None:
        """What the seller says now; None where there is nothing more to say."""
        for number, rule in enumerate(self._seller.policy):
            if not self._holds(number, rule, seen):
                continue
            line = self._line(rule.say, rule, seen)
            if line is None:
                continue
            self._used[number] += 1
            words = [self._wording(line, seen)]
            more = self._line(rule.then, rule, seen)
            if more is not None:
                words.append(self._wording(more, seen))
            return " ".join(filter(None, words))
        return None

    def _holds(self, number: int, rule: Rule, seen: Seen) -> bool:
        first, last = rule.turns
        in_turns = first <= seen.turn <= last and seen.turn % rule.every == 0
        return in_turns and seen.left <= rule.left and self._used[number] < rule.times

    def _line(self, sections: Sequence[str], rule: Rule, seen: Seen) -> Line | None:
        """The first line that fits and was not said, or that was said least where it may be."""
        for section in sections:
            lines = [
                line
                for line in self._lines(section, rule)
                if line.wordings_in(self._seller.voice) and fits(line, seen, rule.blind)
            ]
            fresh = [line for line in lines if not self._said[line.id]]
            if fresh:
                return fresh[0]
            if lines and rule.again:
                return min(lines, key=lambda line: self._said[line.id])
        return None

    def _lines(self, section: str, rule: Rule) -> Sequence[Line]:
        lines = [*self._seller.sections.get(section, ()), *self._bank.get(section, ())]
        if rule.shuffled:
            self._chance("order", section).shuffle(lines)
        return lines

    def _wording(self, line: Line, seen: Seen) -> str:
        wordings = line.wordings_in(self._seller.voice)
        start = self._chance("wording", line.id).randrange(len(wordings))
        text = wordings[(start + self._said[line.id]) % len(wordings)]
        self._said[line.id] += 1
        slots = {"last": _last_sentence(seen.last), "name": seen.name, "firm": seen.firm}
        return _SLOT.sub(lambda found: slots[found[1]], text)

    def _chance(self, *what: str) -> random.Random:
        return random.Random("/".join((str(self._seed), self._seller.id, *what)))


def _last_sentence(words: str) -> str:
    return _SENTENCE.split(words.strip())[-1].rstrip(".!?")
