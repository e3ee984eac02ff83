"""Every recorded talk: live, resumed and replayed."""

import pytest

from roleplay.coach.debrief import debrief
from roleplay.coach.score import judge
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.replay import replay
from roleplay.conversation.transcript import Transcript
from roleplay.understanding import default_reader
from tests.playtests.runner import Playtest, all_playtests, content, play

TALKS = all_playtests()
named = pytest.mark.parametrize("test", TALKS, ids=lambda t: f"{t.scenario}/{t.name}")


@named
def test_it_ends_as_recorded(test: Playtest) -> None:
    """The same words still come to the same ending."""
    ended = play(test).ended
    assert ended is not None
    assert test.ending == ended.ending


@named
def test_resumed_after_every_turn_it_is_the_same(test: Playtest) -> None:
    """Cut after any turn and taken up again, the play is the same records."""
    whole = play(test).transcript
    bundled = content(test.scenario, test.form)
    for cut in range(2, len(whole.records)):
        part = Transcript(whole.records[:cut])
        talk = Conversation.resume(bundled, default_reader(), part)
        for text in test.said[len(part.turns) :]:
            talk.say(text)
        assert whole.records == talk.transcript.records


@named
def test_it_replays_to_itself(test: Playtest) -> None:
    """Replay says identical."""
    found = replay(content(test.scenario, test.form), default_reader(), play(test).transcript)
    assert found.identical, found


@named
def test_no_reply_is_said_twice_in_a_row(test: Playtest) -> None:
    """Whatever is asked, the buyer never answers two turns with the same words, unless asked to."""
    turns = play(test).transcript.turns
    replies = [turn.reply for turn in turns if not turn.heard.flagged("say_again")]
    assert all(a != b for a, b in zip(replies, replies[1:], strict=False))


@named
def test_its_debrief_has_a_reason_for_every_point(test: Playtest) -> None:
    """Each criterion that scored or lost points names a turn with its words, or an absence."""
    transcript, bundled = play(test).transcript, content(test.scenario, test.form)
    card = judge(transcript, bundled)
    for row in card.criteria:
        if row.level is not None:
            assert row.evidence, row.id
    assert debrief(card, transcript, bundled).fixes or card.score >= 90


def test_good_talks_score_above_bad_ones() -> None:
    """In every scenario the best talks pass; pitches, insults, mere politeness stay far below.

    A clumsy talk may come to the best ending and not pass: technique and ending are apart.
    """
    for test in TALKS:
        bundled = content(test.scenario, test.form)
        score = judge(play(test).transcript, bundled).score
        grade = next(e.grade for e in bundled.scenario.endings if e.id == test.ending)
        if grade == "best" and "clumsy" not in test.name:
            assert score >= 70, (test.name, score)
        elif grade in ("poor", "harmful"):
            assert score < 45, (test.name, score)
