"""What a buyer says to talk beside the matter: "say that again?", "let me think", "your name?".

It costs nothing, as often as not being understood does (DESIGN promise 4). Lines for it are
borrowed from the temperament; a buyer without them does with what there is.
"""

from __future__ import annotations

from dataclasses import replace

from roleplay.buyer.lines import speak
from roleplay.buyer.persona import Persona
from roleplay.buyer.react import FREE_TURNS, mood_of
from roleplay.buyer.state import BuyerState, Reaction, Said
from roleplay.heard import Heard


def aside(
    persona: Persona, before: BuyerState, heard: Heard, seed: int, last_words: str
) -> Reaction | None:
    """The answer to a turn that is only an aside; None for any other, or one too many."""
    event = heard.aside
    if not event or before.free >= FREE_TURNS:
        return None
    mood = mood_of(persona, before)
    times = before.spoken.get(event, 0)
    values = {**persona.quotable, "last_words": last_words}
    if event in persona.lines:
        said = speak(persona.lines[event], mood, values, seed, times)
    else:
        plain = {"say_again": last_words, "thinking": "Mm.", "asks_name": f"{persona.name}."}
        said = Said(event, mood, 0, plain[event])
    after = replace(before, spoken={**before.spoken, event: times + 1}, free=before.free + 1)
    return Reaction(says=(said,), after=after, free=True, raised=before.raised, mood=mood)
