"""A play turn by turn: records, endings, resume, undo, retry, replay."""

from dataclasses import replace
from pathlib import Path

import pytest

from roleplay.conversation.conversation import EXAM, Conversation
from roleplay.conversation.records import Call, Event, Header, Record, Turn, Undo
from roleplay.conversation.replay import replay
from roleplay.conversation.transcript import Transcript, Writer, read
from roleplay.errors import ConversationOver, TranscriptError, UsageError
from roleplay.heard import NOT_UNDERSTOOD, Heard
from tests.builders import TableReader, garden, heard

TALK = {
    "hello": heard("hello", "rapport"),
    "goal?": heard("goal?", "ask_goal"),
    "trouble?": heard("trouble?", "ask_trouble", subject="frost"),
    "how many?": heard("how many?", "ask_figure", subject="loss"),
    "thursday?": heard("thursday?", "next_step", slots={"date": "Thursday"}),
    "mumble": Heard("mumble", verdict=NOT_UNDERSTOOD),
}
BEST = ["hello", "goal?", "trouble?", "how many?", "thursday?"]


def play(*said: str, seed: int = 1, **more: object) -> Conversation:
    """A play of the garden with these turns."""
    talk = Conversation(garden(), TableReader(TALK), seed, **more)  # type: ignore[arg-type]
    for text in said:
        talk.say(text)
    return talk


def test_the_first_records_are_the_header_and_the_buyers_opening() -> None:
    """The header names content, engine, reader and seed; the call holds the first words."""
    header, call = play().transcript.records
    assert isinstance(header, Header)
    assert (
        header.scenario,
        header.form,
        header.content,
        header.reader,
        header.seed,
    ) == ("garden", "A", "digest", "table", 1)
    assert isinstance(call, Call)
    assert (call.buyer, call.text, call.turns) == ("gardener", "Mind the hose.", 8)


def test_the_ending_is_the_first_whose_condition_holds() -> None:
    """With the figure and a date the best ending; without the figure the good one."""
    best = play(*BEST).ended
    assert best is not None
    assert (best.ending, best.grade, best.cause, best.turn) == ("date", "best", "final_state", 5)
    assert play("hello", "goal?", "trouble?", "thursday?").ended.grade == "good"  # type: ignore[union-attr]


def test_the_budget_ends_the_call_with_closing_words() -> None:
    """When the turns are used up, the buyer closes in the words of the ending's grade."""
    ended = play(*["hello"] * 8).ended
    assert ended is not None
    assert (ended.ending, ended.cause) == ("nothing", "turns")
    assert ended.text.startswith("closing_neutral")


def test_nothing_can_be_said_after_the_end() -> None:
    """A turn offered to an ended call is refused and recorded nowhere."""
    talk = play(*BEST)
    before = talk.transcript
    with pytest.raises(ConversationOver):
        talk.say("hello")
    assert before == talk.transcript


def test_a_turn_not_understood_spends_no_turn() -> None:
    """The budget is the same after it."""
    talk = play("hello", "mumble")
    assert talk.left == 7
    assert talk.transcript.turns[-1].free


def test_the_record_reaches_the_sink_before_the_reply_can_be_shown() -> None:
    """say returns only after the sink has taken the turn."""
    seen: list[Record] = []
    talk = play(sink=seen.append)
    turn = talk.say("hello")
    assert turn in seen


def test_resume_goes_on_as_if_nothing_had_happened(tmp_path: Path) -> None:
    """Cut at every record, resumed and finished, a play is the same bytes."""
    whole = play(*BEST).transcript
    for cut in range(1, len(whole.records) + 1):
        part = Transcript(whole.records[:cut])
        talk = Conversation.resume(garden(), TableReader(TALK), part)
        for text in BEST[len(part.turns) :]:
            talk.say(text)
        assert whole.records == talk.transcript.records


def test_a_torn_last_line_is_cut_and_the_rest_kept(tmp_path: Path) -> None:
    """Killed while writing a record, the file resumes from the record before."""
    path = tmp_path / "t.jsonl"
    with Writer(path) as writer:
        play("hello", "goal?", sink=writer.append)
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    transcript = read(path, mend=True)
    assert len(transcript.turns) == 1
    assert path.read_bytes() == whole[: whole[:-40].rindex(b"\n") + 1]


def test_an_edited_transcript_is_refused_at_its_line(tmp_path: Path) -> None:
    """The hash of the record before does not match after an edit."""
    path = tmp_path / "t.jsonl"
    with Writer(path) as writer:
        play("hello", "goal?", sink=writer.append)
    path.write_bytes(path.read_bytes().replace(b'"left":7', b'"left":9', 1))
    with pytest.raises(TranscriptError, match=r":4:1: the hash"):
        read(path)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]\n",
        b'{"record":"header"}\n',
        b"[" * 200_000 + b"\n",
        b"\xff\xfe\n",
        b'{"record":"header","before":"","body":{"schema":99}}\n',
        b'{"record":"turn","before":"","body":{}}\n',
        b'{"record":"header","before":"","body":{"scenario":1}}\n',
    ],
)
def test_a_strangers_file_is_refused_with_a_sentence(tmp_path: Path, body: bytes) -> None:
    """Whatever stands in it, reading gives a TranscriptError and no traceback."""
    path = tmp_path / "t.jsonl"
    path.write_bytes(body)
    with pytest.raises(TranscriptError):
        read(path)


def test_undo_takes_the_last_turn_back_and_keeps_it_on_record() -> None:
    """The turn no longer counts; the file still tells that it was there."""
    talk = play("hello", "goal?")
    talk.undo()
    assert [turn.text for turn in talk.transcript.turns] == ["hello"]
    assert isinstance(talk.transcript.records[-1], Undo)
    assert talk.left == 7
    assert "rapport" not in talk.last_words
    assert talk.say("goal?").reaction == play("hello", "goal?").transcript.turns[-1].reaction


def test_undo_opens_an_ended_call_again() -> None:
    """Taking back the turn that ended it, the ending goes with it."""
    talk = play(*BEST)
    talk.undo()
    assert talk.ended is None
    talk.say("thursday?")
    assert talk.ended is not None


def test_an_exam_takes_nothing_back() -> None:
    """Undo is refused with what to do instead."""
    with pytest.raises(UsageError, match="exam"):
        play("hello", mode=EXAM).undo()


def test_retry_takes_up_before_a_turn_and_names_its_parent() -> None:
    """What was said before is carried over as recorded."""
    old = play(*BEST).transcript
    talk = Conversation.retry(garden(), TableReader(TALK), old, 4)
    assert [turn.text for turn in talk.transcript.turns] == ["hello", "goal?", "trouble?"]
    assert (old.tip, 4) == (talk.header.parent, talk.header.parent_turn)
    with pytest.raises(UsageError, match="turns 1 to 5"):
        Conversation.retry(garden(), TableReader(TALK), old, 9)


def test_replay_says_identical_or_names_the_first_difference() -> None:
    """A play replays to itself; another buyer's reply is found at its turn."""
    transcript = play(*BEST).transcript
    assert replay(garden(), TableReader(TALK), transcript).identical
    records = list(transcript.records)
    assert isinstance(records[3], Turn)
    records[3] = replace(records[3], reply="Take my money.")
    found = replay(garden(), TableReader(TALK), Transcript(tuple(records)))
    assert not found.identical
    assert found.turn == 2
    assert "Take my money." in found.what


def test_replay_trusts_recorded_readings_of_another_reader_and_says_so() -> None:
    """With another reader's digest the recorded Heard is used, and the answer tells."""
    transcript = play(*BEST).transcript
    other = TableReader({})
    other.digest = "another"
    found = replay(garden(), other, transcript)
    assert found.identical
    assert found.trusted


def test_a_note_after_the_ending_leaves_the_call_ended() -> None:
    """A dispute or the trainee's own judgement may follow the ending."""
    talk = play(*BEST)
    talk.note("self_judgement", "the fourth", 4)
    assert talk.transcript.ended is not None
    resumed = Conversation.resume(garden(), TableReader(TALK), talk.transcript)
    assert resumed.ended is not None
    assert replay(garden(), TableReader(TALK), talk.transcript).identical


def test_a_corrected_reading_replays_as_it_was_corrected() -> None:
    """The trainee put a reading right: replay hears what was recorded, not what is read."""
    talk = play("hello", "nonsense")
    talk.undo()
    talk.hear(replace(TALK["goal?"], text="nonsense"))
    talk.note("correction", "ask_goal", 2)
    found = replay(garden(), TableReader(TALK), talk.transcript)
    assert found.identical, found


def test_a_call_open_in_two_places_is_refused_not_destroyed(tmp_path: Path) -> None:
    """The second writer finds that the file has grown, and writes nothing."""
    path = tmp_path / "t.jsonl"
    with Writer(path) as first:
        talk = play("hello", sink=first.append)
        with Writer(path, first.tip) as second:
            talk.say("goal?")
            with pytest.raises(TranscriptError, match="somewhere else"):
                second.append(Event("note", "late"))
    assert len(read(path).turns) == 2
