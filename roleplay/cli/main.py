"""The command ``roleplay``: the table of commands, and the edge where every error ends."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from roleplay import __version__

COMMANDS = {
    "play": ("roleplay.cli.play:play", "Talk to a buyer in your own words."),
    "scenarios": ("roleplay.cli.content:scenarios", "List the calls that can be played."),
    "buyers": ("roleplay.cli.content:buyers", "List the buyers, or show one."),
    "listen": ("roleplay.cli.listening:listen", "Show what a buyer would hear in your words."),
    "score": ("roleplay.cli.judging:score", "Score one or more calls."),
    "debrief": ("roleplay.cli.judging:debrief", "Look back: what worked, what to fix."),
    "replay": ("roleplay.cli.judging:replay", "Play a recorded call again and compare."),
    "retry": ("roleplay.cli.play:retry", "Take a call up again from one of its turns."),
    "dispute": ("roleplay.cli.disputes:dispute", "Object to how a turn was read."),
    "rulings": (
        "roleplay.cli.disputes:rulings",
        "List the disputes and rulings of a call, or rule on one.",
    ),
    "check": ("roleplay.cli.content:check", "Check buyers and scenarios for problems."),
    "explain": (
        "roleplay.cli.explaining:explain",
        "Explain a criterion, or a problem that check finds.",
    ),
    "prove": ("roleplay.cli.proving:prove", "Explore what a scenario can come to."),
    "simulate": ("roleplay.cli.simulating:simulate", "Let scripted sellers play."),
    "validate": (
        "roleplay.cli.validating:validate",
        "Report whether the score means something.",
    ),
    "guide": ("roleplay.cli.guide:guide", "Read the manual."),
}
"""Name of each command to where it lives and what it does, in the order of the help page."""


INTERRUPTED = 130
"""The exit code of Ctrl-C; here, so that a plain --help need not load the table of errors."""


class Commands(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help page's list, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command {name!r}.{meant} Commands: {', '.join(COMMANDS)}.")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="roleplay", message="%(prog)s %(version)s")
def roleplay() -> None:
    """Practise selling with scripted buyers who listen to your own words.

    Start with: roleplay play
    """


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit. Every error becomes a sentence and an exit code here."""
    _speak_any_encoding()
    code = run(arguments)
    try:
        sys.stdout.flush()
    except OSError:
        _hush()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run one command and answer its exit code."""
    try:
        result = roleplay.main(arguments, prog_name="roleplay", standalone_mode=False)
    except click.exceptions.Exit as wanted:
        return wanted.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except SystemExit:  # click's own answer to a reader of our output that went away
        _hush()
        return 0
    except Exception as error:  # the edge: what is not a sentence of ours is a bug of ours
        return _told(error)
    return result if isinstance(result, int) else 0


def _told(error: Exception) -> int:
    """Say an error of ours in its own words; anything else is kept and owned up to."""
    from roleplay.errors import RoleplayError
    from roleplay.report.clean import clean

    if not isinstance(error, RoleplayError):
        return _bug(error)
    print(clean(str(error)), file=sys.stderr)
    return error.exit_code


def _bug(error: Exception) -> int:
    """Keep the details, say one sentence."""
    import traceback

    from roleplay.errors import EXIT_BUG, RoleplayError
    from roleplay.store.paths import folders, private_file

    where = folders().log
    try:
        with private_file(where).open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"roleplay {__version__}\n")
            log.writelines(traceback.format_exception(error))
        kept = f"the details are in {where}"
    except (OSError, RoleplayError):
        kept = f"the details could not be kept ({type(error).__name__})"
    sentence = f"Something went wrong in roleplay itself, not in what you did; {kept}."
    print(sentence, file=sys.stderr)
    return EXIT_BUG


def _speak_any_encoding() -> None:
    """A terminal that lacks a character shows a question mark; it never stops the call."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _hush() -> None:
    """Nobody reads our output any more: let the interpreter close it without a message."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
