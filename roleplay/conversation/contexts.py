"""What the reader may know of a conversation before it reads the next turn."""

from __future__ import annotations

from functools import lru_cache

from roleplay.buyer.persona import Persona
from roleplay.buyer.state import BuyerState
from roleplay.heard import Context, Subject
from roleplay.scenario import Content

EARLIER = 6
"""The seller's own last turns that the reader sees, to notice a repeated one."""


@lru_cache(maxsize=64)
def subjects_of(persona: Persona) -> tuple[Subject, ...]:
    """What a question to this buyer can be about."""
    return tuple(Subject(fact.id, fact.phrases, fact.name) for fact in persona.facts.values())


def context_of(
    content: Content,
    persona: Persona,
    state: BuyerState,
    last_words: str,
    disclosed: tuple[str, ...],
    earlier: tuple[str, ...],
    choices: tuple[str, ...] = (),
) -> Context:
    """The light in which the next turn is read."""
    return Context(
        buyer=last_words,
        question=state.question,
        subjects=subjects_of(persona),
        register=persona.register,
        limits=content.card.limits,
        disclosed=disclosed,
        earlier=earlier[-EARLIER:],
        choices=choices,
    )
