"""Disputes and rulings: kept, settled, and shown where they change the course."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from roleplay.cli.main import roleplay
from roleplay.coach.rulings import Ruling, corrected, gone_elsewhere, ruled
from roleplay.coach.score import judge
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.records import Event
from roleplay.conversation.transcript import Writer, read
from roleplay.errors import TranscriptError, UsageError
from roleplay.store.rulings import add_ruling, rulings_file, rulings_on
from tests.builders import TableReader, garden
from tests.conversation.test_conversation import BEST, TALK


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A finished call on disk."""
    path = tmp_path / "call.jsonl"
    writer = Writer(path)
    talk = Conversation(garden(), TableReader(TALK), 1, sink=writer.append)
    for text in BEST:
        talk.say(text)
    writer.close()
    return path


def run(*arguments: str) -> str:
    """What a command prints; its errors come through."""
    return CliRunner().invoke(roleplay, list(arguments), catch_exceptions=False).output


def test_a_dispute_is_kept_with_the_call(call: Path) -> None:
    """The chain of records holds, and the list shows it."""
    run("dispute", str(call), "--turn", "2", "--act", "ask_goal", "I asked for their aim")
    event = read(call).records[-1]
    assert isinstance(event, Event)
    assert (event.kind, event.turn, event.detail) == ("dispute", 2, {"act": "ask_goal"})
    assert "I asked for their aim" in run("rulings", str(call))


def test_a_turn_or_act_that_is_not_there_is_told(call: Path) -> None:
    """With what there is."""
    with pytest.raises(UsageError, match="no turn 40"):
        run("dispute", str(call), "--turn", "40", "why")
    with pytest.raises(UsageError, match="ask_goal"):
        run("rulings", str(call), "--turn", "2", "--act", "ask_gaol", "--heard")


def test_a_ruling_corrects_the_reading_for_judging(call: Path) -> None:
    """The record stays as it was; the judged reading is as ruled, and the dispute is settled."""
    before = call.read_bytes()
    run("rulings", str(call), "--turn", "2", "--act", "ask_goal", "--not-heard", "--why", "no")
    assert call.read_bytes() == before
    given = rulings_on(call)
    assert given == (Ruling(2, "ask_goal", heard=False, why="no"),)
    transcript = read(call)
    turn = ruled(transcript, given).turns[1]
    assert not turn.heard.has("ask_goal")
    assert turn.reaction == transcript.turns[1].reaction
    disputed = replace(
        transcript, records=(*transcript.records, Event("dispute", "no", 2, {"act": "ask_goal"}))
    )
    assert not any(isinstance(r, Event) for r in ruled(disputed, given).records)
    assert judge(ruled(transcript, given), garden()).score <= judge(transcript, garden()).score


def test_where_the_buyer_would_have_gone_elsewhere_is_known(call: Path) -> None:
    """Only turns that a ruling changed, and that would have ended or told something else."""
    transcript = read(call)
    turn = next(t for t in transcript.turns if t.reaction.told is not None)
    act = turn.reaction.told.act if turn.reaction.told else ""
    away = [Ruling(turn.number, act, heard=False)]
    assert gone_elsewhere(transcript, away, garden()) == (turn.number,)
    assert gone_elsewhere(transcript, [Ruling(turn.number, act, heard=True)], garden()) == ()


def test_an_act_that_was_missed_is_put_in(call: Path) -> None:
    """With the whole turn as its words; what is there already stays as it was heard."""
    heard = read(call).turns[0].heard
    more = corrected(heard, Ruling(1, "tell_ack", heard=True))
    assert more.has("tell_ack")
    assert corrected(more, Ruling(1, "tell_ack", heard=True)).acts == more.acts
    assert corrected(heard, Ruling(1, "leading", heard=True)).flagged("leading")


def test_rulings_are_exported_as_listen_reads_them(call: Path) -> None:
    """Text and context in, acts out: a test for the reader."""
    add_ruling(call, Ruling(2, "ask_goal", heard=True))
    line = json.loads(run("rulings", str(call), "--export"))
    assert line["text"] == read(call).turns[1].text
    assert "ask_goal" in line["acts"]


def test_a_spoilt_file_of_rulings_is_told_with_its_line(call: Path) -> None:
    """Never a traceback."""
    rulings_file(call).write_text('{"turn": 1, "act": "x", "heard": true}\nnonsense\n', "utf-8")
    with pytest.raises(TranscriptError, match=r":2: not a ruling"):
        rulings_on(call)


def test_what_strangers_wrote_never_reaches_the_terminal_raw(call: Path) -> None:
    """Escape codes in a dispute's act or in a rulings file are taken out of the list."""
    transcript = read(call)
    writer = Writer(call, transcript.tip)
    writer.append(Event("dispute", "why", 1, {"act": "\x1b[2Jask"}))
    writer.close()
    add_ruling(call, Ruling(1, "\x1b]0;title\x07ask", True, "be\x1b[31mcause"))
    assert "\x1b" not in run("rulings", str(call))


def test_a_reason_has_an_end(call: Path) -> None:
    """A reason of a book's length is refused, so that no file of rulings grows past reading."""
    with pytest.raises(UsageError, match="characters"):
        CliRunner().invoke(
            roleplay,
            ["dispute", str(call), "--turn", "1", "x" * 3000],
            catch_exceptions=False,
            standalone_mode=False,
        )
