"""The README and the guide say what is so: made parts are fresh, commands run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide.pages import PAGES, ROOT, made

_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands() -> list[str]:
    """Every command line shown in a console block."""
    found = []
    for page in PAGES:
        for block in _CONSOLE.findall(page.read_text("utf-8")):
            found += [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_made_parts_are_what_the_program_makes_now(page: Path) -> None:
    """Stale? Run python -m tests.guide.pages and read what changed."""
    text = page.read_text("utf-8")
    assert made(text) == text


@pytest.mark.parametrize("line", commands())
def test_a_shown_command_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of README and guide exits with 0 and prints something."""
    monkeypatch.setenv("ROLEPLAY_HOME", str(tmp_path))
    program, *arguments = shlex.split(line)
    assert program == "roleplay"
    done = subprocess.run(
        [sys.executable, "-m", "roleplay", *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout != "") == (0, True), done.stderr


def test_ci_runs_the_readmes_test_command() -> None:
    """What the README promises is what CI does, to the letter."""
    play, test = (
        block.strip() for block in _SHELL.findall((ROOT / "README.md").read_text("utf-8"))
    )
    assert test in (ROOT / ".ci" / "run").read_text("utf-8")
    assert play.partition(" && .venv/bin/roleplay")[0] == test.partition(" && .venv/bin/python")[0]


def test_every_command_is_documented() -> None:
    """The commands page holds the help of each command."""
    from roleplay.cli.main import COMMANDS

    page = (ROOT / "roleplay" / "guide" / "commands.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"## roleplay {name}\n" not in page] == []
