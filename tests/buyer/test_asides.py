"""Talk beside the matter works with every buyer, and costs nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.buyer.asides import aside
from roleplay.buyer.persona import Line, Variant
from roleplay.buyer.react import FREE_TURNS, react
from roleplay.buyer.state import opening
from roleplay.heard import FlagHeard, Heard
from roleplay.understanding import aside as hearing
from tests.builders import gardener


def said(event: str) -> Heard:
    """A turn that is nothing but this aside."""
    return Heard("x", flags=(FlagHeard(event, "x", 0, 1),), words=3)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("sorry, can you say that again?", "say_again"),
        ("Pardon?", "say_again"),
        ("Could you repeat that figure for me?", "say_again"),
        ("I didn't quite catch that.", "say_again"),
        ("let me think", "thinking"),
        ("hang on a sec, just writing that down", "thinking"),
        ("One moment please", "thinking"),
        ("What's your name again?", "asks_name"),
        ("sorry who am i speaking to", "asks_name"),
        ("hold on, 38 pallets a month?", ""),
        ("I missed that, what happens at four o'clock?", ""),
        ("What did you say the write-offs cost?", ""),
        ("Let me think about what that costs you per year", ""),
        ("Whose name is on the policy?", ""),
    ],
)
def test_an_aside_is_a_turn_that_is_nothing_else(text: str, event: str) -> None:
    """Words that ask for something are no aside, however they begin."""
    found = hearing.aside(text)
    assert (found.id if found else "") == event


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi Margaret, thanks for seeing me.", "Margaret"),
        ("Good morning Mr Whitlock.", "Whitlock"),
        ("Hello Ingrid.", ""),
        ("Good morning, Mrs Solheim. How are you?", ""),
        ("Thanks. Does Femi see that?", ""),
        ("hello there", ""),
    ],
)
def test_a_greeting_by_another_name_is_noticed(text: str, name: str) -> None:
    """The buyer's own names are right, and a colleague spoken of is no greeting."""
    found = hearing.wrong_name(text, ("Ingrid Solheim",))
    assert (found.words if found else "") == name


def test_what_was_taken_back_ends_where_it_begins_anew() -> None:
    """A turn begins anew after "scrap that"; words that only end in it take nothing back."""
    text = "Who signs? Scrap that. What goes wrong at night?"
    assert text[hearing.taken_back(text) :] == "What goes wrong at night?"
    assert hearing.taken_back("Who signs? Forget that.") == 0


def test_an_aside_costs_nothing_a_few_times() -> None:
    """No turn, no patience; the last words are said again; after that it is a turn like any."""
    persona, state = gardener(), opening(gardener())
    for _ in range(FREE_TURNS):
        reaction = aside(persona, state, said("say_again"), 1, "One in six.")
        assert reaction is not None
        assert (reaction.free, reaction.text) == (True, "One in six.")
        assert reaction.after.meters == state.meters
        state = reaction.after
    assert aside(persona, state, said("say_again"), 1, "One in six.") is None
    assert state.turn == 0


def test_a_wrong_name_is_put_right_before_the_answer() -> None:
    """Where the buyer has words for it."""
    base = gardener()
    line = Line("wrong_name", {"any": (Variant("It's {{ own_name }}."),)})
    persona = replace(base, lines={**base.lines, "wrong_name": line}, digest="named")
    reaction = react(persona, opening(persona), said("wrong_name"), 1)
    assert reaction.text.startswith(f"It's {base.name}.")
    assert len(reaction.says) == 2
