"""The command's edge: help, errors, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from roleplay.cli import main as edge
from roleplay.errors import NotFoundError, TranscriptError, UsageError

HEAVY = ("pydantic", "jinja2", "rich", "prompt_toolkit", "transitions", "msgspec", "yaml")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["play", "--help"], []])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    """Neither imports any of the libraries that only playing, checking or judging needs."""
    program = (
        "import sys; from roleplay.cli.main import run; run(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", list(edge.COMMANDS))
def test_the_table_says_what_each_command_says_of_itself(name: str) -> None:
    """The help page is drawn from the table; it must not drift from the commands."""
    command = edge.roleplay.get_command(click.Context(edge.roleplay), name)
    assert command is not None
    assert command.help is not None
    assert edge.COMMANDS[name][1] == command.help.partition("\n\n")[0].strip()


def test_an_unknown_command_is_answered_with_the_one_that_was_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit 2, on stderr, with the near name."""
    assert edge.run(["ply"]) == 2
    assert "Did you mean play?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("wrong"), 2),
        (TranscriptError("wrong"), 3),
        (NotFoundError("wrong"), 4),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (BrokenPipeError(32, "Broken pipe"), 0),
    ],
)
def test_every_kind_of_error_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
) -> None:
    """A message on stderr where there is one, and never a traceback."""
    monkeypatch.setattr(edge, "_hush", lambda: None)
    _raise(monkeypatch, error)
    assert edge.run(["guide"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert ("wrong" in said.err) is ("wrong" in str(error))


def _raise(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command()
    def broken() -> None:
        raise error

    monkeypatch.setattr(edge.Commands, "get_command", lambda *_: broken)


def test_a_bug_of_ours_is_one_sentence_and_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Exit 70; the details are in a file of the owner's alone, and the sentence says where."""
    monkeypatch.setenv("ROLEPLAY_HOME", str(tmp_path))
    _raise(monkeypatch, ZeroDivisionError("by nought"))
    assert edge.run(["guide"]) == 70
    said = capsys.readouterr().err
    log = tmp_path / "state" / "errors.log"
    assert len(said.strip().splitlines()) == 1
    assert str(log) in said
    assert "by nought" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_message_from_a_file_cannot_speak_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape codes inside an error's text are taken out before it is shown."""
    _raise(monkeypatch, UsageError("found \x1b]0;title\x07\x1b[2J here"))
    edge.run(["guide"])
    assert capsys.readouterr().err == "found  here\n"


def test_a_reader_that_goes_away_ends_the_command_quietly(environment: dict[str, str]) -> None:
    """``roleplay guide json | head -1``: nothing on stderr."""
    command = f"'{sys.executable}' -m roleplay guide json --source | head -1"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        check=False,
    )
    assert done.stdout.startswith("# For programs")
    assert done.stderr == ""


def test_output_that_the_terminal_cannot_show_does_not_stop_the_command(
    environment: dict[str, str],
) -> None:
    """On an ASCII terminal, what it lacks becomes a question mark."""
    done = subprocess.run(
        [sys.executable, "-m", "roleplay", "guide", "trainer"],
        capture_output=True,
        env={**environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
        check=False,
    )
    assert done.returncode == os.EX_OK
    assert done.stdout.isascii()
