"""``play`` where nobody sits: one turn a line in, the buyer's lines out."""

from __future__ import annotations

import re
import stat
import subprocess
from pathlib import Path

from roleplay.conversation.records import Ended, Event, Turn
from roleplay.conversation.transcript import Transcript, read
from tests.cli.conftest import Run

GOAL = "What are you hoping to achieve this year?"
TROUBLE = "What goes wrong with the boards?"
INSULT = "You stupid idiot."


def kept(home: Path, number: int = 1) -> Transcript:
    """The transcript of an attempt."""
    return read(home / "data" / "attempts" / f"{number:04d}-timber-yard" / "transcript.jsonl")


def said(transcript: Transcript) -> list[str]:
    """What the seller said in the turns that count."""
    return [turn.text for turn in transcript.turns]


def test_each_line_is_a_turn_and_only_the_buyers_lines_come_out(run: Run, home: Path) -> None:
    """Every line of stdout starts with the buyer's name: the opening, then one for each turn."""
    done = run("play", typed=f"{GOAL}\n{TROUBLE}\n")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert len(lines) == 3
    assert all(line.startswith("Mab Tully: ") for line in lines)
    assert said(kept(home)) == [GOAL, TROUBLE]


def test_the_end_of_input_leaves_the_call_open_and_says_how_to_go_on(run: Run) -> None:
    """Exit 0; the hint is on stderr; going on has the turns that were left."""
    first = run("play", typed=f"{GOAL}\n")
    assert "roleplay play --resume 0001-timber-yard" in first.stderr
    again = run("play", "--resume", "0001-timber-yard", typed="")
    assert again.returncode == 0
    assert "3 turns left" in again.stderr
    assert again.stdout == first.stdout.splitlines()[-1] + "\n"


def test_resume_without_an_id_takes_the_newest_open_call(run: Run, home: Path) -> None:
    """And appends to the same transcript."""
    run("play", typed=f"{GOAL}\n")
    run("play", "--resume", typed=f"{TROUBLE}\n")
    assert said(kept(home)) == [GOAL, TROUBLE]
    assert not (home / "data" / "attempts" / "0002-timber-yard").exists()


def test_resume_with_nothing_open_is_not_found(run: Run) -> None:
    """Exit 4, with what to do instead."""
    done = run("play", "--resume")
    assert (done.returncode, done.stdout) == (4, "")
    assert "roleplay play" in done.stderr


def test_a_call_that_ended_cannot_be_resumed(run: Run) -> None:
    """Exit 2, pointing to the debrief and to retrying a turn."""
    run("play", typed=f"{INSULT}\n")
    done = run("play", "--resume", "1")
    assert done.returncode == 2
    assert "roleplay debrief 0001-timber-yard" in done.stderr
    assert "roleplay retry" in done.stderr


def test_after_the_ending_the_score_and_the_way_to_the_debrief_are_on_stderr(
    run: Run, home: Path
) -> None:
    """Lines that come after the ending are not played; stdout has only the buyer."""
    done = run("play", typed=f"{INSULT}\n{GOAL}\n")
    assert done.returncode == 0
    assert "Practice score" in done.stderr
    assert "roleplay debrief 0001-timber-yard" in done.stderr
    assert "Practice score" not in done.stdout
    assert said(kept(home)) == [INSULT]
    assert isinstance(kept(home).records[-1], Ended)


def test_the_turns_run_out(run: Run) -> None:
    """After the last turn the buyer closes the call, and it is scored."""
    done = run("play", typed=f"{GOAL}\n" + f"{TROUBLE}\n" * 5)
    assert "I have to go." in done.stdout.splitlines()[-1]
    assert len(done.stdout.splitlines()) == 6
    assert "The time was up." in done.stderr


def test_empty_lines_are_no_turns(run: Run, home: Path) -> None:
    """They are passed over without a word."""
    done = run("play", typed=f"\n\n  \n{GOAL}\n")
    assert said(kept(home)) == [GOAL]
    assert len(done.stdout.splitlines()) == 2


def test_a_replay_takes_the_form_played_least_and_a_new_seed(run: Run, home: Path) -> None:
    """Both are in the transcript's header."""
    for _ in range(3):
        run("play")
    headers = [kept(home, number).header for number in (1, 2, 3)]
    assert [header.form for header in headers] == ["A", "B", "A"]
    assert [header.seed for header in headers] == [1, 2, 3]


def test_the_same_seed_and_words_make_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Two transcripts of the same play are one, and hold no time and no path."""
    for name in ("one.jsonl", "two.jsonl"):
        run("play", "--seed", "7", "--form", "A", "--out", name, typed=f"{GOAL}\n{INSULT}\n")
    one, two = ((tmp_path / name).read_bytes() for name in ("one.jsonl", "two.jsonl"))
    assert one == two
    assert str(tmp_path).encode() not in one
    assert not re.search(rb"20\d\d-\d\d-\d\d", one)


def test_out_never_overwrites(run: Run, tmp_path: Path) -> None:
    """A file that is already there is left as it was; exit 2."""
    (tmp_path / "mine.jsonl").write_text("precious")
    done = run("play", "--out", "mine.jsonl", typed=f"{GOAL}\n")
    assert done.returncode == 2
    assert (tmp_path / "mine.jsonl").read_text() == "precious"


def test_a_file_of_ones_own_can_be_resumed(run: Run, tmp_path: Path) -> None:
    """``--out`` and ``--resume`` name the same file."""
    run("play", "--out", "mine.jsonl", typed=f"{GOAL}\n")
    run("play", "--resume", "mine.jsonl", typed=f"{TROUBLE}\n")
    assert said(read(tmp_path / "mine.jsonl")) == [GOAL, TROUBLE]


def test_commands_work_through_a_pipe_and_speak_on_stderr(run: Run, home: Path) -> None:
    """``/undo`` shows the buyer's earlier words again; unknown ones are answered."""
    done = run("play", typed=f"{GOAL}\n/undo\n/wyh\n/cards\n/brief\n/notes keep this\n/notes\n")
    assert said(kept(home)) == []
    assert "did you mean /why?" in done.stderr
    assert "Boards that stay straight." in done.stderr
    assert "Find out what she is after." in done.stderr
    assert "keep this" in done.stderr
    assert done.stdout.splitlines()[0] == done.stdout.splitlines()[-1]


def test_two_slashes_begin_speech(run: Run, home: Path) -> None:
    """One slash is taken off, the rest is said."""
    run("play", typed="//why not?\n")
    assert said(kept(home)) == ["/why not?"]


def test_why_names_what_moved_and_the_words(run: Run) -> None:
    """Meters with before and after, the words, and no act's id."""
    done = run("play", typed=f"{GOAL}\n/why\n")
    assert "Trust up from 40 to 46" in done.stderr
    assert "because you asked what they want to achieve" in done.stderr
    assert "ask_goal" not in done.stderr


def test_why_tells_what_was_missing_without_a_threshold(run: Run) -> None:
    """A fact asked for too soon: which kind of thing was missing, and no number."""
    done = run("play", typed=f"{TROUBLE}\n/why\n")
    assert "What you asked about stayed shut" in done.stderr
    assert "45" not in done.stderr


def test_an_exam_has_no_why_and_no_undo(run: Run, home: Path) -> None:
    """Both are refused in words, and the turn stands."""
    done = run("play", "--exam", typed=f"{GOAL}\n/why\n/undo\n/help\n")
    assert done.stderr.count("this is an exam") == 2
    assert "/undo" not in done.stderr.split("/help")[1].split("Kept.")[0].replace("/undo is", "")
    assert said(kept(home)) == [GOAL]
    assert kept(home).header.mode == "exam"


def test_a_reading_can_be_put_right_in_practice(run: Run, home: Path) -> None:
    """The turn is taken back, heard as corrected, and the correction is kept."""
    done = run("play", typed="Tell me about the boards.\n/meant + asked what goes wrong\n")
    transcript = kept(home)
    assert done.returncode == 0
    assert "ask_trouble" in [act.id for act in transcript.turns[0].heard.acts]
    events = [record for record in transcript.live if isinstance(record, Event)]
    assert [(event.kind, event.detail["added"]) for event in events] == [
        ("correction", "ask_trouble")
    ]
    assert sum(isinstance(record, Turn) for record in transcript.records) == 2


def test_a_reading_that_is_not_there_cannot_be_taken_away(run: Run, home: Path) -> None:
    """The turn stands as it was."""
    done = run("play", typed=f"{GOAL}\n/meant 9\n/meant nonsense\n")
    assert "there is no reading 9" in done.stderr
    assert "expected the number of a reading" in done.stderr
    assert len(kept(home).records) == 3


def test_in_an_exam_a_reading_is_disputed(run: Run, home: Path) -> None:
    """The words are kept as an event, and the turn stays as it was read."""
    run("play", "--exam", typed=f"{GOAL}\n/meant I asked about money\n")
    events = [record for record in kept(home).live if isinstance(record, Event)]
    assert [(event.kind, event.text, event.turn) for event in events] == [
        ("dispute", "I asked about money", 1)
    ]


def test_nothing_from_a_trainee_or_a_file_speaks_to_the_terminal(run: Run, home: Path) -> None:
    """Escapes in the seller's words and in the buyer's lines reach neither stream."""
    typed = f"{GOAL}\n\x1b[31mIt costs\x1b[0m 12 a \u202eboard\x07.\n/notes \x1b]0;x\x07n\n/notes\n"
    done = run("play", typed=typed)
    for stream in (done.stdout, done.stderr):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", stream)
    assert said(kept(home))[1] == "It costs 12 a board."


def test_a_turn_without_end_is_refused_and_the_call_goes_on(run: Run, home: Path) -> None:
    """The limit is named; the next line is played."""
    done = run("play", typed=f"{'word ' * 2000}\n{GOAL}\n")
    assert "4,000" in done.stderr
    assert said(kept(home)) == [GOAL]


def test_bytes_that_are_no_text_are_played_as_question_marks(
    environment: dict[str, str], home: Path, tmp_path: Path
) -> None:
    """Broken UTF-8 on stdin never ends a call."""
    from tests.cli.conftest import STUB

    done = subprocess.run(
        [*STUB, "play"],
        input=b"What \xff\xfe goes wrong?\n",
        capture_output=True,
        env=environment,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert len(kept(home).turns) == 1


def test_what_is_kept_is_the_owners_alone(run: Run, home: Path) -> None:
    """Transcripts are 0600."""
    run("play", typed=f"{GOAL}\n")
    path = home / "data" / "attempts" / "0001-timber-yard" / "transcript.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_unknown_scenario_is_not_found_and_leaves_no_attempt(run: Run, home: Path) -> None:
    """Exit 4 before anything is begun."""
    assert run("play", "timber_yurd").returncode == 4
    assert not (home / "data" / "attempts").exists()


def test_options_that_contradict_each_other_are_refused(run: Run) -> None:
    """Exit 2 with what to leave out."""
    for arguments in (
        ["--resume", "1", "--seed", "3"],
        ["--resume", "1", "--exam"],
        ["timber_yard", "--resume", "1"],
        ["--show"],
        ["--json", "--show", "--exam"],
    ):
        assert run("play", *arguments).returncode == 2, arguments


def test_a_turn_can_be_tried_again_as_a_new_attempt(run: Run, home: Path) -> None:
    """The turns before are carried over, the old attempt stays, the new one names its parent."""
    run("play", "--form", "A", typed=f"{GOAL}\n{INSULT}\n")
    before = (home / "data" / "attempts" / "0001-timber-yard" / "transcript.jsonl").read_bytes()
    done = run("retry", "1", "--turn", "2", typed=f"{TROUBLE}\n")
    again = kept(home, 2)
    assert done.returncode == 0
    assert said(again) == [GOAL, TROUBLE]
    assert again.header.parent == kept(home).tip
    assert again.header.parent_turn == 2
    after = (home / "data" / "attempts" / "0001-timber-yard" / "transcript.jsonl").read_bytes()
    assert before == after


def test_a_turn_that_was_never_played_cannot_be_tried_again(run: Run) -> None:
    """Exit 2, naming the turns that there are."""
    run("play", typed=f"{GOAL}\n")
    done = run("retry", "1", "--turn", "2")
    assert done.returncode == 2
    assert "turns 1 to 1" in done.stderr


def test_a_call_killed_while_writing_goes_on_where_it_stood(run: Run, home: Path) -> None:
    """A torn last line is cut off and the buyer's last whole reply shown again."""
    run("play", typed=f"{GOAL}\n")
    path = home / "data" / "attempts" / "0001-timber-yard" / "transcript.jsonl"
    with path.open("ab") as file:
        file.write(b'{"record":"turn","bef')
    done = run("play", "--resume", typed=f"{TROUBLE}\n")
    assert done.returncode == 0
    assert said(kept(home)) == [GOAL, TROUBLE]
