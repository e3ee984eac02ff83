"""A second, unrelated buyer: it plays, is scored and debriefed by the same code."""

from pathlib import Path

import pytest

from roleplay.authoring.library import Library
from roleplay.coach.debrief import debrief
from roleplay.coach.explain import explain_transcript
from roleplay.coach.score import judge
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.replay import replay
from roleplay.scenario import Content
from roleplay.understanding import default_reader

GOOD = (
    "Morning. I'd like to ask about your timber, and if I can't help I'll say so and be off.",
    "What are you trying to get done this spring?",
    "We saw larch to order, and deliver within the week.",
    "What goes wrong with the boards once they're here?",
    "So one in seven, and you find out with the nail half in.",
    "What does that scrap cost you?",
    "Shall we bring one load over on Tuesday and look at it together, and you count what bends?",
)
BAD = (
    "Our procurement platform gives you total cost of ownership across all stakeholders.",
    "Companies like yours typically save thirty per cent.",
    "Sign today and I'll take ten per cent off.",
)


@pytest.fixture(scope="module")
def shed() -> Content:
    """The shed builder's scenario, its better lines read."""
    return Library(Path(__file__).parent, read=default_reader().listen).content("t01_trial_load")


def play(content: Content, said: tuple[str, ...]) -> Conversation:
    """As much of this as the call takes."""
    talk = Conversation(content, default_reader(), 1)
    for text in said:
        if talk.ended is None:
            talk.say(text)
    return talk


def test_it_plays_to_an_ending_and_replays(shed: Content) -> None:
    """Free text opens his goal and his trouble, and the call replays to itself."""
    talk = play(shed, GOOD)
    kinds = [turn.reaction.told.kind for turn in talk.transcript.turns if turn.reaction.told]
    assert kinds[:2] == ["goal", "trouble"]
    assert replay(shed, default_reader(), talk.transcript).identical


def test_it_is_scored_on_the_same_criteria(shed: Content) -> None:
    """Asking well scores above pitching, on the criteria that his scenario offers."""
    good, bad = (judge(play(shed, said).transcript, shed) for said in (GOOD, BAD))
    assert {row.id for row in good.criteria if row.level is not None} <= set(
        shed.scenario.opportunities
    )
    assert good.technique is not None
    assert bad.technique is not None
    assert good.technique > bad.technique + 30


def test_it_is_debriefed_and_explained(shed: Content) -> None:
    """The bad call gets a fix in his own inner voice, and every change names its rule."""
    talk = play(shed, BAD)
    found = debrief(judge(talk.transcript, shed), talk.transcript, shed)
    assert found.fixes
    voices = {
        variant.text
        for line in shed.personas["wilf_garrow"].lines.values()
        if line.id.startswith("thinks")
        for variants in line.moods.values()
        for variant in variants
    }
    assert any(fix.heard in voices for fix in found.fixes)
    explained = explain_transcript(talk.transcript, shed)
    assert explained
    assert all(row.rule for row in explained)
