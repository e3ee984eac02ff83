"""What is not said to the buyer: back-channel, and orders to the program."""

from __future__ import annotations

import re

from roleplay.understanding.normalise import straighten

_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any |your |the |my |previous |"
    r"prior )+(?:previous |prior )?(?:rules?|instructions?|prompts?|guidelines)|\b(?:give|"
    r"award|grant) me (?:full|top|maximum|100|the highest|a perfect)\b|\bsystem prompt\b|"
    r"\byou are (?:now )?(?:a|an) (?:ai|assistant|chatbot|language model|grader)\b|"
    r"\bscore (?:me )?(?:this )?(?:as )?100\b|</?[a-z]+[^>]*>|\bset trust\b"
)
_BACK_CHANNEL = frozenset(
    (
        "ok okay right yes yeah yep no mm mmm hm hmm uh huh ah oh sure fine good great well "
        "so i see go on fair deal agreed alright got it and interesting really true indeed "
        "exactly understood noted"
    ).split()
)
_LONGEST_BACK_CHANNEL = 4


def back_channel(clause: str) -> bool:
    """Whether a clause only shows that one is listening, or wants no more than a nod ("OK?")."""
    words = straighten(clause).replace(",", " ").strip(" .!?").split()
    return len(words) <= _LONGEST_BACK_CHANNEL and all(
        w.strip(".!") in _BACK_CHANNEL for w in words
    )


def to_the_program(text: str) -> re.Match[str] | None:
    """Orders to the program, or markup: talk that no buyer would take as talk to them."""
    return _INJECTION.search(straighten(text))
