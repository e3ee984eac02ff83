"""Numbers of a talk, as information. None of them is ever scored (DESIGN promise 5)."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.acts import FORMS, family
from roleplay.coach.play import Play
from roleplay.coach.step import Step

REFLECTING = ("mirror", "deepen", "recap")


@dataclass(frozen=True, slots=True)
class FormCount:
    """Questions of one form: turns that asked so, and how many of them drew something new."""

    form: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """What can be counted over all understood turns."""

    turns: int
    words: int
    """Words that the seller spoke."""
    word_share: int
    """Per cent of all words, rounded half up."""
    questions: int
    """Turns with at least one question."""
    answered: int
    """Of these, turns after which the buyer disclosed something new."""
    forms: tuple[FormCount, ...]
    reflections: int
    """Turns that gave back, deepened or summed up what the buyer said."""
    longest: int
    """Words in the longest turn."""
    longest_turn: int


def numbers(play: Play) -> Numbers:
    """Count a play."""
    steps = play.steps
    mine = [_words(step.turn.text) for step in steps]
    theirs = sum(_words(step.turn.reply) for step in steps)
    spoken = sum(mine)
    whole = spoken + theirs
    asking = [step for step in steps if _asks(step)]
    longest = max(steps, key=lambda s: (_words(s.turn.text), -s.index), default=None)
    return Numbers(
        turns=len(steps),
        words=spoken,
        word_share=(200 * spoken + whole) // (2 * whole) if whole else 0,
        questions=len(asking),
        answered=sum(step.told is not None for step in asking),
        forms=tuple(_form(form, asking) for form in FORMS if form != "none"),
        reflections=sum(step.does(*REFLECTING) for step in steps),
        longest=_words(longest.turn.text) if longest else 0,
        longest_turn=longest.number if longest else 0,
    )


def _words(text: str) -> int:
    return len(text.split())


def _asks(step: Step) -> bool:
    return any(family(act.id) == "ask" for act in step.acts())


def _form(form: str, asking: list[Step]) -> FormCount:
    of_form = [step for step in asking if step.turn.heard.form == form]
    return FormCount(form, len(of_form), sum(step.told is not None for step in of_form))
