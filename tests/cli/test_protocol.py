"""``play --json``: one object to open, then one for each line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.test_play_pipe import GOAL, INSULT, TROUBLE, kept, said


def talk(run: Run, *lines: Any, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Send lines (objects are encoded) and decode what comes back."""
    typed = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    done = run("play", "timber_yard", "--json", *options, typed=typed)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_object_opens_and_one_answers_each_line(run: Run) -> None:
    """The opening object says what is played and what the buyer says first."""
    first, *rest = talk(run, {"say": GOAL}, {"say": TROUBLE})
    assert first["schema"] == 1
    assert (first["scenario"], first["form"], first["seed"]) == ("timber_yard", "A", 1)
    assert first["turn"] == 0
    assert first["said"][0]["speaker"] == "Mab Tully"
    assert [answer["turn"] for answer in rest] == [1, 2]
    assert all(set(answer) >= {"turn", "said", "ended", "ending"} for answer in rest)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "",
        "[]",
        "3",
        "null",
        "{}",
        '{"say": 1}',
        '{"say": null}',
        '{"say": "a", "command": "undo"}',
        '{"command": "dance"}',
        '{"command": "undo"}',
        '{"command": "why"}',
        '{"command": "meant", "text": 3}',
        "[" * 100_000,
        '{"say": "' + "a" * 5000 + '"}',
    ],
)
def test_a_bad_line_gets_an_error_and_the_call_goes_on(run: Run, line: str) -> None:
    """Exactly one object, with an error alone; the next line is played."""
    _, error, answer = talk(run, line, {"say": GOAL})
    assert list(error) == ["error"]
    assert len(error["error"]) < 300
    assert answer["turn"] == 1


def test_the_ending_is_named_and_later_turns_are_refused(run: Run, home: Path) -> None:
    """``ended``, ``ending`` and ``grade`` come with the last turn."""
    _, last, refused = talk(run, {"say": INSULT}, {"say": GOAL})
    assert (last["ended"], last["ending"], last["grade"]) == (True, "thrown_out", "harmful")
    assert "ended" in refused["error"]
    assert kept(home).ended is not None


def test_undo_takes_back_even_the_turn_that_ended_it(run: Run, home: Path) -> None:
    """The call goes on from before, and the attempt can be resumed."""
    _, _, back, again = talk(run, {"say": INSULT}, {"command": "undo"}, {"say": GOAL})
    assert (back["turn"], back["ended"], back["ending"]) == (0, False, None)
    assert again["turn"] == 1
    assert said(kept(home)) == [GOAL]
    assert run("play", "--resume", "1").returncode == 0


def test_quit_answers_once_more_and_leaves_the_call_open(run: Run, home: Path) -> None:
    """Nothing after it is played."""
    answers = talk(run, {"say": GOAL}, {"command": "quit"}, {"say": TROUBLE})
    assert len(answers) == 3
    assert answers[-1]["quit"] is True
    assert answers[-1]["ended"] is False
    assert said(kept(home)) == [GOAL]


def test_show_adds_how_the_turn_was_read_and_where_the_buyer_stands(run: Run) -> None:
    """In practice only, and only when asked for."""
    plain = talk(run, {"say": GOAL})[1]
    shown = talk(run, {"say": GOAL}, options=("--show",))[1]
    assert not set(plain) & {"heard", "state", "mood", "told", "meters"}
    assert shown["heard"]["acts"][0]["id"] == "ask_goal"
    assert (shown["state"], shown["mood"], shown["told"]) == ("talking", "warm", ["aim"])


def test_why_and_meant_explain_the_last_turn(run: Run) -> None:
    """Each change has its words and its rule; readings are plain words."""
    _, _, why, meant = talk(run, {"say": GOAL}, {"command": "why"}, {"command": "meant"})
    moved = {change["meter"]: change for change in why["why"]["moved"]}
    assert (moved["trust"]["before"], moved["trust"]["after"]) == (40, 46)
    assert moved["trust"]["rule"] == "transition.warms_up"
    assert meant["meant"] == ["you asked what they want to achieve"]


def test_meant_with_text_puts_the_reading_right(run: Run) -> None:
    """The buyer answers again, to the corrected reading."""
    lines = ({"say": GOAL}, {"command": "meant", "text": "1 + asked what goes wrong"})
    answer = talk(run, *lines, options=("--show",))[2]
    assert [act["id"] for act in answer["heard"]["acts"]] == ["ask_trouble"]
    assert answer["turn"] == 1


def test_an_exam_refuses_what_is_for_practice(run: Run) -> None:
    """``why`` and ``undo`` get errors, ``meant`` with text is kept as a dispute."""
    lines = (
        {"say": GOAL},
        {"command": "why"},
        {"command": "undo"},
        {"command": "meant", "text": "money"},
    )
    _, _, why, undo, meant = talk(run, *lines, options=("--exam",))
    assert "error" in why
    assert "error" in undo
    assert meant == {"turn": 1, "disputed": True}


def test_output_is_ascii_and_holds_no_escape(run: Run) -> None:
    """What is typed comes back harmless; lone halves of characters do no harm."""
    done = run(
        "play",
        "--json",
        "--show",
        typed='{"say": "It costs \\u001b[31m12\\u001b[0m \\ud800 caf\\u00e9"}\n',
    )
    answer = json.loads(done.stdout.splitlines()[1])
    assert done.stdout.isascii()
    assert answer["heard"]["text"] == "It costs 12 \ufffd café"
    assert "\\u001b" not in done.stdout


def test_resuming_repeats_the_last_reply(run: Run) -> None:
    """The opening object of a resumed call has its turn and what was said last."""
    answers = talk(run, {"say": GOAL})
    done = run("play", "--json", "--resume", "1")
    opened = json.loads(done.stdout)
    assert opened["turn"] == 1
    assert opened["said"] == answers[1]["said"]
