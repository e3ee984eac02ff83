"""``play`` at a terminal: menu, prompt, leaving and coming back, what follows a call."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roleplay.conversation.records import Event
from tests.cli.conftest import STUB
from tests.cli.test_play_pipe import GOAL, INSULT, TROUBLE, kept, said

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")

Play = Callable[..., "pexpect.spawn[str]"]
MORE = "q: leave"


@pytest.fixture
def spawn(environment: dict[str, str], tmp_path: Path) -> Iterator[Play]:
    """Start the command on a terminal of its own; ended with the test."""
    children = []

    def start(*arguments: str, columns: int = 80, **variables: str) -> pexpect.spawn[str]:
        child = pexpect.spawn(
            STUB[0],
            [*STUB[1:], *arguments],
            env={**environment, **variables},
            cwd=str(tmp_path),
            encoding="utf-8",
            timeout=20,
            dimensions=(40, columns),
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def finish(child: pexpect.spawn[str]) -> tuple[str, int | None]:
    """What was left on the screen, and the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return child.before, child.exitstatus


def begin(child: pexpect.spawn[str]) -> None:
    """Take the recommended call and start it."""
    child.expect("Enter for 1")
    child.sendline("")
    child.expect("Enter to start")
    child.sendline("")
    child.expect("4 left >")


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_a_call_is_started_in_two_keys_and_shows_turns_left(
    spawn: Play, home: Path, term: str
) -> None:
    """Enter for the recommended one, Enter to start; each turn counts down."""
    child = spawn("play", TERM=term)
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    assert said(kept(home)) == [GOAL]


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_ctrl_c_keeps_the_call_and_says_how_to_go_on(spawn: Play, home: Path, term: str) -> None:
    """Exit 130, and the turn that was played is on disk."""
    child = spawn("play", TERM=term)
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    child.sendcontrol("c")
    rest, code = finish(child)
    assert code == 130
    assert "roleplay play --resume 0001-timber-yard" in rest
    assert said(kept(home)) == [GOAL]


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_ctrl_d_ends_the_sitting(spawn: Play, term: str) -> None:
    """Exit 0, with the same hint."""
    child = spawn("play", TERM=term)
    begin(child)
    child.sendcontrol("d")
    rest, code = finish(child)
    assert code == 0
    assert "--resume 0001-timber-yard" in rest


def test_leaving_at_the_briefing_begins_no_attempt(spawn: Play, home: Path) -> None:
    """Ctrl-C there is 130, and nothing is kept."""
    child = spawn("play", "timber_yard")
    child.expect("Enter to start")
    child.sendcontrol("c")
    assert finish(child)[1] == 130
    assert not (home / "data" / "attempts").exists()


def test_coming_back_shows_who_what_and_how_many_turns(spawn: Play, home: Path) -> None:
    """Three lines, then the buyer's last words; the next turn goes into the same transcript."""
    first = spawn("play", "timber_yard")
    first.expect("Enter to start")
    first.sendline("")
    first.expect("4 left >")
    first.sendline(GOAL)
    first.expect("3 left >")
    first.sendline("/quit")
    assert finish(first)[1] == 0
    again = spawn("play", "--resume")
    again.expect("You are talking to Mab Tully")
    again.expect_exact(GOAL)
    again.expect("3 turns left")
    again.expect("Mab Tully:")
    again.expect("3 left >")
    again.sendline(TROUBLE)
    again.expect("2 left >")
    assert said(kept(home)) == [GOAL, TROUBLE]


def test_the_menu_offers_the_open_call(spawn: Play, home: Path) -> None:
    """``r`` goes on with it."""
    first = spawn("play")
    begin(first)
    first.sendline(GOAL)
    first.expect("3 left >")
    first.sendline("/quit")
    finish(first)
    again = spawn("play")
    again.expect("r. go on with 0001-timber-yard")
    again.sendline("7")
    again.expect("Expected a number from 1 to 1, or r")
    again.sendline("r")
    again.expect("3 left >")


def test_a_paste_of_several_lines_is_one_turn(spawn: Play, home: Path) -> None:
    """The lines are joined; one turn is spent."""
    child = spawn("play")
    begin(child)
    child.send("\x1b[200~What are you hoping\nto achieve this year?\x1b[201~\r")
    child.expect("3 left >")
    assert said(kept(home)) == ["What are you hoping to achieve this year?"]


def test_a_paste_of_several_lines_is_one_turn_in_plain_mode_too(spawn: Play, home: Path) -> None:
    """Without line editing the lines come one by one, all at once."""
    child = spawn("play", "--plain")
    begin(child)
    child.send("What are you hoping\nto achieve this year?\n")
    child.expect("3 left >")
    assert said(kept(home)) == ["What are you hoping to achieve this year?"]


def test_an_empty_enter_costs_nothing(spawn: Play, home: Path) -> None:
    """It gets a hint."""
    child = spawn("play")
    begin(child)
    child.sendline("")
    child.expect("/help")
    child.expect("4 left >")
    assert kept(home).turns == ()


def test_a_turn_is_taken_back(spawn: Play, home: Path) -> None:
    """The buyer's earlier words are shown again and the count goes up."""
    child = spawn("play")
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    child.sendline("/undo")
    child.expect("4 turns left")
    child.expect("Mab Tully:")
    child.expect("4 left >")
    assert kept(home).turns == ()


def test_a_reading_is_put_right_on_the_spot(spawn: Play, home: Path) -> None:
    """``/meant`` lists readings by number, takes an answer, and the buyer answers again."""
    child = spawn("play")
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    child.sendline("/meant")
    child.expect("1. You asked what they want to achieve")
    child.expect("meant >")
    child.sendline("1 + asked what goes wrong")
    child.expect("Read anew: not: asked what they want to achieve; also: asked what goes wrong")
    child.expect("Mab Tully:")
    child.expect("3 left >")
    assert [act.id for act in kept(home).turns[0].heard.acts] == ["ask_trouble"]


def test_after_the_call_come_the_own_view_the_debrief_and_the_keys(spawn: Play, home: Path) -> None:
    """Ask first, then one fix, then m, f, a, d and q; what was said is kept as events."""
    child = spawn("play")
    begin(child)
    child.sendline(INSULT)
    child.expect("Which turn changed the call")
    child.sendline("9")
    child.expect("Expected a turn from 1 to 1")
    child.sendline("1")
    child.expect("You chose turn 1")
    child.expect("Fix this first")
    child.expect("Practice score 0 of 100")
    child.expect(MORE)
    child.sendline("m")
    child.expect("What you never learned")
    child.expect(MORE)
    child.sendline("f")
    child.expect("The shortest way to something never told")
    child.expect(MORE)
    child.sendline("a")
    child.expect("Insulted or mocked")
    child.expect(MORE)
    child.sendline("x")
    child.expect("Expected one of")
    child.expect(MORE)
    child.sendline("d")
    child.expect("Which turn was read wrongly")
    child.sendline("1")
    child.expect("What did you mean")
    child.sendline("a joke")
    child.expect(MORE)
    child.sendline("q")
    assert finish(child)[1] == 0
    events = [record for record in kept(home).records if isinstance(record, Event)]
    assert [(event.kind, event.turn) for event in events] == [
        ("self_judgement", 1),
        ("dispute", 1),
    ]


def test_a_turn_can_be_tried_again_from_the_debrief(spawn: Play, home: Path) -> None:
    """``r`` asks which turn and begins a new attempt there."""
    child = spawn("play")
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    child.sendline(INSULT)
    child.expect("Which turn changed the call")
    child.sendline("")
    child.expect(MORE)
    child.sendline("r")
    child.expect("From which turn")
    child.sendline("2")
    child.expect("3 left >")
    child.sendline(TROUBLE)
    child.expect("2 left >")
    child.sendcontrol("d")
    assert finish(child)[1] == 0
    assert said(kept(home, 2)) == [GOAL, TROUBLE]


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [(["--plain"], {}), ([], {"TERM": "dumb"}), (["--plain"], {"NO_COLOR": "1"})],
)
def test_plain_means_no_escape_code_at_all(
    spawn: Play, arguments: list[str], variables: dict[str, str]
) -> None:
    """From the menu to the debrief, not one."""
    child = spawn("play", *arguments, **variables)
    seen: list[str] = []
    for prompt, answer in (
        ("Enter for 1", ""),
        ("Enter to start", ""),
        ("4 left >", GOAL),
        ("3 left >", INSULT),
        ("skip\\) >", ""),
        (MORE, "q"),
    ):
        child.expect(prompt)
        seen.append(child.before)
        child.sendline(answer)
    rest, code = finish(child)
    assert code == 0
    assert "\x1b" not in "".join([*seen, rest])


def test_no_color_means_no_colour(spawn: Play) -> None:
    """With NO_COLOR no code that sets a colour is written; the words are the same."""
    child = spawn("play", NO_COLOR="1")
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    shown = child.before
    child.sendcontrol("d")
    shown += finish(child)[0]
    assert "Mab Tully:" in shown
    assert not re.search(r"\x1b\[(?:\d+;)*(?:3[0-7]|38|9[0-7])(?:;\d+)*m", shown)


def test_a_narrow_window_is_written_within(spawn: Play) -> None:
    """At 40 columns no line of the briefing is longer."""
    child = spawn("play", "timber_yard", "--plain", columns=40)
    child.expect("Enter to start")
    assert max(len(line.rstrip("\r")) for line in child.before.split("\n")) <= 40


def test_the_input_history_is_the_owners_alone(spawn: Play, home: Path) -> None:
    """It holds turns, not answers to the program's own questions."""
    child = spawn("play")
    begin(child)
    child.sendline(GOAL)
    child.expect("3 left >")
    child.sendline("/meant")
    child.expect("meant >")
    child.sendline("+ asked what goes wrong")
    child.expect("3 left >")
    history = home / "state" / "history"
    assert history.stat().st_mode & 0o777 == 0o600
    assert GOAL in history.read_text()
    assert "asked what goes wrong" not in history.read_text()
