"""``score``, ``debrief`` and ``replay``: recorded calls, one or many."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_play_pipe import GOAL, INSULT, TROUBLE

PRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture
def played(run: Run) -> str:
    """One finished call among the attempts; its id."""
    run("play", "--form", "A", typed=f"{GOAL}\n{TROUBLE}\n{INSULT}\n")
    return "0001-timber-yard"


@pytest.mark.parametrize("name", ["last", "1", "0001-timber-yard"])
def test_a_score_is_one_document_in_the_agreed_shape(run: Run, played: str, name: str) -> None:
    """Every field that others build on is there; exit 0 however bad the call."""
    done = run("score", name, "--json")
    score = json.loads(done.stdout)
    assert done.returncode == 0
    assert score["schema"] == 1
    assert score["call"] == name
    assert set(score) >= {
        "status", "score", "range", "band", "passed", "technique", "ending", "groups",
        "criteria", "critical_errors",
    }  # fmt: skip
    assert score["ending"]["name"] == "thrown_out"
    assert score["ending"]["grade"] == "harmful"
    assert all(set(row) >= {"id", "status", "level", "points", "evidence"}
               for row in score["criteria"])  # fmt: skip


def test_a_bad_file_is_reported_and_the_rest_are_scored(
    run: Run, played: str, tmp_path: Path
) -> None:
    """One line for each call that could be read; exit 3 at the end."""
    (tmp_path / "bad.jsonl").write_text("nothing of the sort\n")
    done = run("score", "last", "bad.jsonl", "1", "--json")
    assert done.returncode == 3
    assert [json.loads(line)["call"] for line in done.stdout.splitlines()] == ["last", "1"]
    assert "bad.jsonl:1:1" in done.stderr


def test_only_missing_files_are_not_found(run: Run, played: str) -> None:
    """Exit 4 for these alone; with a broken one beside them it is 3."""
    assert run("score", "nowhere.jsonl").returncode == 4
    assert run("score", "99").returncode == 4


def test_an_edited_transcript_is_refused_with_its_line(
    run: Run, played: str, home: Path, tmp_path: Path
) -> None:
    """A changed word breaks the chain; the message names the line."""
    path = home / "data" / "attempts" / played / "transcript.jsonl"
    edited = tmp_path / "edited.jsonl"
    edited.write_text(path.read_text().replace("stupid", "clever", 1))
    done = run("score", "edited.jsonl")
    assert done.returncode == 3
    assert re.search(r"edited\.jsonl:\d+:1", done.stderr)


def test_an_open_call_is_incomplete_with_a_number(run: Run) -> None:
    """It is scored all the same, and never passed."""
    run("play", typed=f"{GOAL}\n")
    score = json.loads(run("score", "last", "--json").stdout)
    assert (score["status"], score["passed"]) == ("incomplete", False)
    assert isinstance(score["score"], int)


def test_what_was_noted_after_the_ending_does_not_unmake_it(run: Run) -> None:
    """A call with a dispute and a judgement of one's own behind its ending is still finished."""
    from roleplay.cli.judged import judged
    from roleplay.conversation.conversation import Conversation
    from roleplay.heard import FlagHeard, Heard
    from tests.cli.stub import content

    class Nobody:
        digest = "none"

        def listen(self, text: str, context: object) -> Heard:
            return Heard(text, flags=(FlagHeard("bully", text, 0, len(text)),))

    call = Conversation(content(), Nobody(), 1)
    call.say(INSULT)
    call.note("self_judgement", "1", 1)
    call.note("dispute", "a joke", 1)
    result = judged(call.transcript, content())
    assert result.scorecard.ending == "thrown_out"
    assert "not finished" not in result.scorecard.why
    assert result.debrief.turning_point is not None
    assert result.debrief.turning_point.own_turn == 1


def test_the_score_as_text_names_levels_turns_and_words(run: Run, played: str) -> None:
    """A practice score, with evidence quoted, and no id of an act."""
    done = run("score", played)
    assert "Practice score" in done.stdout
    assert "turn 3" in done.stdout
    assert "ask_goal" not in done.stdout


def test_a_debrief_has_its_parts_in_order(run: Run, played: str) -> None:
    """The ending, the turning point, one fix first, then the rest."""
    text = run("debrief").stdout
    places = [
        text.index(part)
        for part in (
            "The call is over",
            "The turn that changed the call",
            "Fix this first",
            "What the buyer heard",
            "What moved",
            "Why:",
            "A better line",
            "Try it:",
            "Practice score",
            "Numbers, as information",
            "Next",
        )
    ]
    assert places == sorted(places)


def test_secrets_and_thresholds_come_only_with_full(run: Run) -> None:
    """Without it, only which door stayed shut and what kind of thing was missing."""
    run("play", "--form", "A", typed=f"{TROUBLE}\n{INSULT}\n")
    short, full = run("debrief").stdout, run("debrief", "--full").stdout
    assert "one in six warps" not in short
    assert "45" not in short
    assert "one in six warps" in full
    assert "45" in full


def test_every_turn_is_explained_on_request(run: Run, played: str) -> None:
    """Each turn has its block; the rules as written come only with --full."""
    plain = run("debrief", "--every-turn").stdout
    full = run("debrief", "--every-turn", "--full").stdout
    assert all(f"Turn {number}\n" in plain for number in (1, 2, 3))
    assert "transition.warms_up" not in plain
    assert "transition.warms_up" in full


def test_a_debrief_as_json_holds_the_scorecard(run: Run, played: str) -> None:
    """Both ways of asking for it give the same document."""
    one = run("debrief", "--json", "--every-turn").stdout
    two = run("debrief", "--format", "json", "--every-turn").stdout
    value = json.loads(one)
    assert one == two
    assert value["schema"] == 1
    assert value["ending"]["name"] == "thrown_out"
    assert value["scorecard"]["score"] == 0
    assert value["fixes"][0]["try_turn"] >= 1
    assert {line["kind"] for line in value["every_turn"]} >= {"transition", "moved", "told"}


def test_a_debrief_goes_into_a_file(run: Run, played: str, tmp_path: Path) -> None:
    """Nothing is on stdout then; a place that cannot be written is a sentence."""
    done = run("debrief", "last", "-o", "back.txt")
    assert done.stdout == ""
    assert "Fix this first" in (tmp_path / "back.txt").read_text()
    assert run("debrief", "last", "-o", "no/such/folder/back.txt").returncode == 2


def test_a_replay_is_identical(run: Run, played: str) -> None:
    """Exit 0 and one word."""
    done = run("replay", played)
    assert (done.returncode, done.stdout) == (0, "identical\n")


def test_a_replay_of_a_retried_call_is_identical(run: Run, played: str) -> None:
    """The turns carried over are as they were."""
    run("retry", "1", "--turn", "2", typed=f"{GOAL}\n/undo\n{TROUBLE}\n")
    assert run("replay", "2").stdout == "identical\n"


def test_a_replay_under_changed_content_shows_the_difference(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """Exit 1."""
    from dataclasses import replace

    from roleplay.conversation.transcript import Transcript, lines_of, read

    run("play", typed=f"{GOAL}\n")
    original = read(home / "data" / "attempts" / "0001-timber-yard" / "transcript.jsonl")
    other = replace(original.header, content="older")
    lines = lines_of(Transcript((other, *original.records[1:])))
    (tmp_path / "old.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    done = run("replay", "old.jsonl", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["identical"] is False
    assert run("replay", "old.jsonl").returncode == 1


def test_a_strangers_transcript_cannot_speak_to_the_terminal(
    run: Run, home: Path, tmp_path: Path
) -> None:
    """Escapes in its turns and replies come out of no command."""
    from dataclasses import replace

    from roleplay.conversation.records import Ended, Turn
    from roleplay.conversation.transcript import Transcript, lines_of, read

    evil = "\x1b]0;x\x07\x1b[2J\u202e"
    run("play", "--form", "A", typed=f"{GOAL}\n{INSULT}\n")
    original = read(home / "data" / "attempts" / "0001-timber-yard" / "transcript.jsonl")

    def tainted(record: object) -> object:
        if isinstance(record, Turn):
            return replace(record, text=evil + record.text, reply=evil + record.reply)
        if isinstance(record, Ended):
            return replace(record, ending=evil, text=evil)
        return record

    records = tuple(tainted(record) for record in original.records)
    lines = lines_of(Transcript(records))  # type: ignore[arg-type]
    (tmp_path / "evil.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    for command in (
        ["score", "evil.jsonl"],
        ["debrief", "evil.jsonl", "--every-turn", "--full"],
        ["debrief", "evil.jsonl", "--json"],
        ["replay", "evil.jsonl"],
    ):
        done = run(*command)
        assert done.returncode in (0, 1), command
        assert not PRINTABLE.search(done.stdout + done.stderr), command


def test_an_open_exam_cannot_be_looked_back_at(run: Run) -> None:
    """Neither debrief, score nor retry helps while an exam goes on; once it is over they do."""
    assert run("play", "--exam", typed="Good morning.\n").returncode == 0
    for command in (("debrief", "last"), ("score", "last"), ("retry", "last", "--turn", "1")):
        refused = run(*command)
        assert refused.returncode == 2
        assert "still open" in refused.stderr
