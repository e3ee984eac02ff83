"""The rules beside the encoder: what is denied, what is said outright, what a word was worth."""

import pytest

from roleplay.heard import Context
from roleplay.understanding import default_reader, listen
from roleplay.understanding.denials import denied
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.explaining import explain
from roleplay.understanding.normalise import STOP, words_of

LATE = Context(buyer="So what do we do?", earlier=("What goes wrong?", "How often?"))


@pytest.mark.parametrize(
    ("act", "clause", "is_denied"),
    [
        ("tell_solve", "We won't fix that for you", True),
        ("tell_solve", "We'll fix that, no question", False),
        ("tell_answer", "This isn't the perfect fit for you", True),
        ("tell_answer", "It's not just software, it's the answer", False),
        ("tell_need", "I'm not the one to say what you need", True),
        ("close", "Nobody is asking you to sign today", True),
        ("press", "There's no rush and no deadline", True),
        ("press", "You can't afford not to hurry", False),
        ("tell_solve", "Your last supplier said they'd sort it", True),
        ("ask_cause", "Why does it not work", False),
    ],
)
def test_what_is_denied_or_reported_is_not_done(act: str, clause: str, is_denied: bool) -> None:
    """A negation before the core of a costly act denies it; an idiom with "not" doesn't."""
    assert denied(act, clause) is is_denied


def test_a_move_in_so_many_words_is_heard_in_a_long_turn() -> None:
    """Advice not to buy, and a proposal well into the talk."""
    long = (
        "You've been kind, and I have thought about it on the way here, so you shouldn't buy ours."
    )
    assert listen(long, LATE).has("no_buy")
    assert listen("My proposal would be the following, one morning, the two of us.", LATE).acts


def test_a_proposal_at_the_beginning_is_how_to_run_the_talk() -> None:
    """What is proposed with the first words is no next meeting."""
    assert not listen("I propose that I ask first and you stop me when you like.").has("next_step")


def test_a_turn_that_moves_the_talk_on_does_not_hang_on_its_last_question() -> None:
    """Advice and a promise are answered even if the question after them is about nothing known."""
    heard = listen("Don't buy anything, keep what you have. Would a letter help you?", LATE)
    assert (heard.verdict, heard.has("no_buy")) == ("clear", True)


def test_each_word_is_weighed_and_the_runner_up_is_named() -> None:
    """Leaving out the word that decides costs the act; one act that wasn't heard comes last."""
    weighed = explain("What goes wrong when it freezes?", Context(buyer="We grow."), Encoder())
    first, last = weighed[0], weighed[-1]
    assert (first.act, first.heard) == ("ask_trouble", True)
    assert first.for_it[0].without < first.confidence
    assert not last.heard
    assert last.confidence < last.least


def test_a_reading_is_kept() -> None:
    """The same words in the same light are read once."""
    reader = default_reader()
    assert reader.listen("What goes wrong?", LATE) is reader.listen("What goes wrong?", LATE)


def test_the_buyers_own_figures_put_together_are_no_price() -> None:
    """Doing the buyer's sum aloud states no commercial term."""
    context = Context(buyer="£1,900 at cost.", disclosed=("38 a month.", "£1,900 at cost."))
    assert not listen("So 38 at £1,900 is about £72,000 a month.", context).has("tell_price")


def test_an_exit_on_a_condition_is_no_leaving() -> None:
    """ "If it isn't us I'll say so and stop" sets terms, however surely it sounds like leaving."""
    assert not listen("They're a good firm. If it isn't us I'll say so and stop.").has("step_back")


def test_the_words_that_decided_tell_something() -> None:
    """Evidence never quotes a mark or an empty word alone: then the whole clause is quoted."""
    said = (
        "Short version: it tells whoever takes an order what it will upset, before they say yes. "
        "What are you trying to bring about by the spring?"
    )
    heard = listen(said, Context(buyer="Short questions, and I'll give you short answers."))
    assert heard.acts
    for act in (*heard.acts, *heard.near):
        assert any(word.text not in STOP for word in words_of(act.words)), act
