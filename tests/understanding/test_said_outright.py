"""What is heard by rule because it is said in so many words."""

from __future__ import annotations

import pytest

from roleplay.heard import CLEAR, Context, Heard, Subject
from roleplay.understanding import default_reader, listen

STARTED = ("Good morning.", "What goes wrong?")


def heard(text: str, buyer: str = "", earlier: tuple[str, ...] = STARTED) -> Heard:
    """A turn in the middle of a talk."""
    return default_reader().listen(text, Context(buyer=buyer, earlier=earlier))


@pytest.mark.parametrize(
    "text",
    ["How are you?", "How was your weekend?", "Lovely weather today, isn't it?", "how's it going"],
)
def test_small_talk_asks_for_no_fact(text: str) -> None:
    """However it is put, it is small talk and nothing else."""
    turn = heard(text, earlier=())
    assert [act.id for act in turn.acts] == ["rapport"]
    assert turn.form == "none"


@pytest.mark.parametrize(
    "text",
    [
        "We'll stay out of this one, thank you. Goodbye.",
        "Well, I'll let you get on.",
        "We won't be bidding.",
        "Right, I'm off.",
        "I'd rather stop here.",
    ],
)
def test_leaving_in_so_many_words(text: str) -> None:
    """It is heard, whatever stands beside it."""
    assert heard(text).has("step_back")


@pytest.mark.parametrize("text", ["I'm off to see the depot first.", "If not, I'll be off?"])
def test_what_only_sounds_like_leaving(text: str) -> None:
    """Going somewhere, and terms for going, are no leaving."""
    assert not heard(text).has("step_back")


def test_a_step_together_with_a_day_is_a_step() -> None:
    """Without a day it need not be one."""
    assert heard("Could we sit down with Ana next Thursday and go through ten?").has("next_step")


@pytest.mark.parametrize(
    "text", ["Is that right?", "Does that suit you?", "Have I got that right?", "Agreed?"]
)
def test_a_nod_is_no_question_for_a_fact(text: str) -> None:
    """Nothing is asked for, and the turn is clear."""
    turn = heard(f"So you want fewer late trucks by spring. {text}")
    assert turn.verdict == CLEAR
    assert not any(act.id.startswith("ask") and act.clause == 1 for act in turn.acts)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Yes, Thursday suits.", "agrees"),
        ("oh brilliant, yes thursday", "agrees"),
        ("No, not yet.", "refuses"),
        ("Well, no. That isn't ours.", "refuses"),
        ("No problem at all.", ""),
        ("Nobody told me.", ""),
    ],
)
def test_a_yes_and_a_no(text: str, event: str) -> None:
    """They are known at the beginning of a turn, and make sense after a question."""
    turn = heard(text, buyer="Shall I tell her to expect you?")
    found = [flag.id for flag in turn.flags if flag.id in ("agrees", "refuses")]
    assert found == ([event] if event else [])
    assert not event or turn.verdict == CLEAR


def test_leave_to_ask_that_asks_is_a_question() -> None:
    """ "Can I ask what she told you?" asks it."""
    told = Subject(
        "brief",
        ("what did she ask you to do", "what were you told", "what did she tell you about us"),
        "what she told me",
        ("ask_goal",),
    )
    context = Context(subjects=(told,), earlier=STARTED)
    turn = default_reader().listen("Can I ask what she told you about us?", context)
    assert any(act.id.startswith("ask") for act in turn.acts)


def test_what_is_taken_back_is_not_asked() -> None:
    """After "scrap that" only the rest counts."""
    turn = heard("Who decides on the money? Scrap that. What goes wrong on a Friday?")
    assert not any(act.clause == 0 for act in turn.acts)


def test_an_echo_is_a_mirror() -> None:
    """The buyer's own words said back neither ask, offer nor propose what the buyer did."""
    buyer = "I could ask Rhona for half an hour on Thursday. Shall I pull the trips?"
    for words in ("I could ask Rhona for half an hour on Thursday?", "Shall I pull the trips?"):
        heard = listen(words, Context(buyer=buyer))
        assert {act.id for act in heard.acts} == {"mirror"}
        assert heard.subjects == ()
    own = listen("Could you ask Rhona for half an hour?", Context(buyer=buyer))
    assert {act.id for act in own.acts} != {"mirror"}
