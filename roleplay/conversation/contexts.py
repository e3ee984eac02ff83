"""What the reader may know of a conversation before it reads the next turn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from roleplay.buyer.persona import Persona
from roleplay.buyer.state import BuyerState
from roleplay.conversation.records import Turn
from roleplay.heard import Context, Subject
from roleplay.scenario import Content

EARLIER = 6
"""The seller's own last turns that the reader sees, to notice a repeated one."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What has been said with the buyer on the line, as far as reading needs it."""

    last_words: str = ""
    disclosed: tuple[str, ...] = ()
    """Replies that told a fact: at most one a fact."""
    earlier: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def after(self, turn: Turn) -> Talk:
        """The same once this turn is over."""
        told = turn.reaction.told
        fresh = (turn.reply,) if told and not told.again else ()
        return Talk(
            # after an aside what was said before it still stands
            last_words=(not turn.heard.aside and turn.reply) or self.last_words,
            disclosed=(*self.disclosed, *fresh),
            earlier=(*self.earlier, turn.text)[-EARLIER:],
            choices=turn.heard.choices,
        )


@lru_cache(maxsize=64)
def subjects_of(persona: Persona) -> tuple[Subject, ...]:
    """What a question to this buyer can be about, or a statement can name."""
    facts = persona.facts.values()
    asked = [Subject(fact.id, fact.phrases, fact.name, fact.asked_by) for fact in facts]
    topics = [Subject(topic.id, topic.phrases) for topic in persona.topics.values()]
    cards = [Subject(card.id, card.phrases) for card in persona.trades.values()]
    return (*asked, *topics, *cards)


def context_of(content: Content, persona: Persona, state: BuyerState, talk: Talk) -> Context:
    """The light in which the next turn is read."""
    return Context(
        buyer=talk.last_words,
        question=state.question,
        subjects=subjects_of(persona),
        register=persona.register,
        limits=content.card.limits,
        disclosed=talk.disclosed,
        earlier=talk.earlier,
        choices=talk.choices,
        names=(persona.name,),
        manager=persona.manager,
    )
