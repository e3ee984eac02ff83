"""Why a turn was read as it was: what each word was worth, and what would have tipped it.

Each word is left out in turn and the turn passed again; what a confidence loses is what the
word was worth. Slower than reading by as many passes as there are words, so on request only.
"""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.acts import ACTS, family
from roleplay.heard import Context
from roleplay.understanding.clauses import split
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.normalise import Word, clean, words_of

MOST_WORDS = 60
"""Words of a turn that are left out in turn; of a longer one only these first."""
TOLD = 4
"""Words that are named for each act."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A word, and what a confidence would be without it."""

    word: str
    without: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """One act that a turn does or nearly does."""

    act: str
    confidence: int
    """In per cent, the most of any clause."""
    least: int
    """Confidence from which it is heard."""
    for_it: tuple[Worth, ...]
    """Words that spoke for it, the weightiest first."""
    against_it: tuple[Worth, ...]
    """Words without which it would be surer."""

    @property
    def heard(self) -> bool:
        """Whether it is sure enough. A rule may still have kept it out (negation, say)."""
        return self.confidence >= self.least

    @property
    def tipping(self) -> Worth | None:
        """The word without which it would go the other way, if a single one would do."""
        words = self.for_it if self.heard else self.against_it
        if words and (words[0].without >= self.least) != self.heard:
            return words[0]
        return None


def explain(text: str, context: Context, encoder: Encoder) -> tuple[Weighed, ...]:
    """Every act that is heard, surest first, then the runner-up that is not."""
    text = clean(text)
    whole = _confidences(text, context, encoder)
    heard = [act for act, sure in whole.items() if sure >= encoder.least[act]]
    others = [act for act in whole if act not in heard]
    heard.sort(key=lambda act: -whole[act])
    runner_up = sorted(others, key=lambda act: encoder.least[act] - whole[act])[:1]
    words = words_of(text)[:MOST_WORDS]
    without = [(word, _confidences(_left_out(text, word), context, encoder)) for word in words]
    return tuple(
        _weighed(act, whole[act], encoder.least[act], text, without) for act in heard + runner_up
    )


def _confidences(text: str, context: Context, encoder: Encoder) -> dict[str, int]:
    """For each act the most that any clause is sure of it."""
    acts = [act for act in ACTS if family(act) != "manager" or context.manager]
    best = dict.fromkeys(acts, 0)
    for passed in encoder.read(context.buyer, text, split(text)).values():
        sure = encoder.confidences(passed)
        best = {act: max(most, sure[act]) for act, most in best.items()}
    return best


def _left_out(text: str, word: Word) -> str:
    return " ".join((text[: word.start] + text[word.end :]).split())


def _weighed(
    act: str, sure: int, least: int, text: str, without: list[tuple[Word, dict[str, int]]]
) -> Weighed:
    worths = [Worth(text[w.start : w.end], found.get(act, 0)) for w, found in without]
    worths.sort(key=lambda worth: worth.without)
    lost = [worth for worth in worths if worth.without < sure]
    won = [worth for worth in reversed(worths) if worth.without > sure]
    return Weighed(act, sure, least, tuple(lost[:TOLD]), tuple(won[:TOLD]))
