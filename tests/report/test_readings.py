"""How a turn was read and what it did, in plain words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.acts import ACTS, FLAGS
from roleplay.buyer.react import react
from roleplay.buyer.state import opening
from roleplay.conversation.records import Turn
from roleplay.heard import (
    AMBIGUOUS,
    NOT_UNDERSTOOD,
    ActHeard,
    FlagHeard,
    Heard,
    Slot,
    SubjectHeard,
)
from roleplay.report.briefing_text import briefing_text, card_text
from roleplay.report.buyer_text import buyer_text
from roleplay.report.readings_text import all_readings_text, detail_text, reading_text
from roleplay.report.why_text import because, why_text
from roleplay.report.words import you
from tests.cli.stub import content, persona

TEXT = "What goes wrong with the boards by June?"
HEARD = Heard(
    TEXT,
    acts=(ActHeard("ask_trouble", 90, "What goes wrong", 0, 15, 0),),
    flags=(FlagHeard("leading", "by June", 32, 39),),
    form="open",
    subjects=(SubjectHeard("warping", 80, 0, "what warps"),),
    slots=(Slot("date", "by June", 32, 39),),
    clauses=(TEXT,),
    words=8,
)
NAMES = {"warping": "the boards"}


def played(heard: Heard) -> Turn:
    """One turn with the stub's buyer."""
    before = opening(persona())
    reaction = react(persona(), before, heard, 1)
    return Turn(1, persona().id, heard.text, heard, reaction, reaction.text, 3)


def flat(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("act", list(ACTS))
def test_every_act_makes_a_sentence(act: str) -> None:
    """``you asked …``, ``you were …``, and no underscore."""
    assert you(act).startswith("you ")
    assert "you was" not in you(act)
    assert "_" not in you(act)


def test_a_reading_says_what_was_heard_with_the_words() -> None:
    """Acts, flags, form, subject and slots; no id."""
    text = flat(reading_text(HEARD, NAMES, 60, numbered=True))
    assert '1. You asked what goes wrong: "What goes wrong"' in text
    assert '2. A question that carries its own answer: "by June"' in text
    assert "About: the boards." in text
    assert not [id for id in (*ACTS, "warping", "what warps") if "_" in id and id in text]


def test_a_subject_without_a_name_is_not_given_away() -> None:
    """The trainer's phrase for it would say what there is to find."""
    assert "warps" not in reading_text(HEARD, {}, 60, numbered=False)


def test_doubt_is_said() -> None:
    """An uncertain act is marked; an answer to the buyer's question too."""
    act = replace(HEARD.acts[0], confidence=50, answering=True)
    text = flat(reading_text(replace(HEARD, acts=(act,)), {}, 80, numbered=False))
    assert "in answer to their question (not sure)" in text


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(NOT_UNDERSTOOD, "Not understood is not wrong"), (AMBIGUOUS, "this or that")],
)
def test_a_turn_that_was_not_clear_is_explained(verdict: str, said: str) -> None:
    """Not understood, or taken two ways."""
    heard = Heard("Hm.", verdict=verdict, choices=("this", "that"))
    assert said in flat(reading_text(heard, {}, 80, numbered=False))


def test_a_turn_without_a_reading_says_so() -> None:
    """Nothing is left blank, and a call without turns too."""
    assert "Nothing in it" in reading_text(Heard("Hm."), {}, 60, numbered=False)
    assert all_readings_text((), {}, 60) == "No turn has been played."


def test_trainers_see_ids_and_confidences() -> None:
    """What came near is there as well."""
    near = ActHeard("ask_today", 41, "goes", 5, 9, 0)
    text = detail_text(replace(HEARD, near=(near,)), 80)
    assert "ask_trouble 90%" in text
    assert "ask_today 41%" in text
    assert 'warping 80%, like "what warps"' in text


def test_why_tells_moves_with_cause_and_shut_doors_without_threshold() -> None:
    """A trouble asked for too soon."""
    text = flat(why_text(played(HEARD), persona(), 80))
    assert "Patience down from 40 to 39, because each turn takes some of their time." in text
    assert "What you asked about stayed shut" in text
    assert "45" not in text


def test_why_tells_what_was_told_and_where_the_talk_went() -> None:
    """A goal asked for: a transition, a disclosure, a gain."""
    act = ActHeard("ask_goal", 90, "What", 0, 4, 0)
    text = flat(why_text(played(replace(HEARD, acts=(act,), subjects=())), persona(), 80))
    assert "The talk moved from guarded to talking" in text
    assert "They told you what they want to reach" in text
    assert "Trust up from 40 to 46" in text


def test_why_of_a_turn_that_cost_nothing() -> None:
    """It says so."""
    heard = Heard("Hm.", verdict=NOT_UNDERSTOOD)
    assert "cost nothing" in flat(why_text(played(heard), persona(), 80))


@pytest.mark.parametrize("cause", [*ACTS, *FLAGS, "silence", "turn_window", "fact_told"])
def test_every_cause_is_plain_words(cause: str) -> None:
    """Acts, flags and events alike."""
    assert because(cause).startswith("because ")
    assert "_" not in because(cause)


def test_the_briefing_and_the_card_hold_what_the_trainee_may_know() -> None:
    """And nothing of what is hidden."""
    text = briefing_text(content(), 60) + card_text(content().card, 60)
    for shown in ("A Yard Full of Sheds", "Your goal", "4 turns", "Cut to size.", "12 a board"):
        assert shown in flat(text)
    assert content().scenario.truth not in flat(text)
    assert "warp" not in text


def test_a_buyer_is_shown_level_by_level() -> None:
    """With what opens each."""
    text = flat(buyer_text(persona(), 80))
    assert "Level goal" in text
    assert "(when trust >= 45)" in text
    assert "warping: one in six warps" in text
