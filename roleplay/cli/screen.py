"""Where a call is seen and typed: a terminal, a plain terminal, or a pipe.

All three speak the same language to the rest: ``read`` a turn, show what a buyer ``says``,
``tell`` what the program has to say. Only ``Terminal`` knows rich and prompt_toolkit.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from roleplay.cli.kit import width
from roleplay.report.clean import clean, one_line
from roleplay.report.text import speech

PASTE_GAP = 0.05
"""Seconds within which further lines belong to the same paste."""


class Screen(Protocol):
    """What a call needs of the place where it is played."""

    interactive: bool
    """Whether a person reads and types here."""

    @property
    def width(self) -> int:
        """Columns to write in."""

    def read(self, prompt: str) -> str:
        """One line, or one paste, from the trainee. Raises EOFError and KeyboardInterrupt."""

    def ask(self, question: str) -> str:
        """One line that is no part of the talk. Raises EOFError and KeyboardInterrupt."""

    def says(self, speaker: str, text: str) -> None:
        """Show what a buyer says; narration has no speaker."""

    def tell(self, text: str) -> None:
        """Show what the program has to say; laid out by the caller."""


class Pipe:
    """No person: one turn a line in, the buyer's lines out, all else on stderr."""

    interactive = False

    @property
    def width(self) -> int:
        """Columns to write in."""
        return width()

    def read(self, prompt: str) -> str:
        """The next line of stdin."""
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    def ask(self, question: str) -> str:
        """Nobody is there to be asked."""
        raise EOFError

    def says(self, speaker: str, text: str) -> None:
        """One line for one thing said, however long it is."""
        words = one_line(text)
        print(f"{one_line(speaker)}: {words}" if speaker else f"[{words}]", flush=True)

    def tell(self, text: str) -> None:
        """Beside the data."""
        print(clean(text), file=sys.stderr, flush=True)


class Plain:
    """A terminal that gets words only: no editing, no colour, no escape code."""

    interactive = True

    @property
    def width(self) -> int:
        """Columns to write in."""
        return width()

    def read(self, prompt: str) -> str:
        """One line; the lines of a paste are one turn."""
        print(prompt, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            print()
            raise EOFError
        while _more_waits() and (further := sys.stdin.readline()):
            line += further
        return line

    def ask(self, question: str) -> str:
        """One line."""
        return self.read(question)

    def says(self, speaker: str, text: str) -> None:
        """The buyer's words, wrapped, with a line of air."""
        print(f"\n{speech(speaker, text, self.width)}\n", flush=True)

    def tell(self, text: str) -> None:
        """The program's words."""
        print(clean(text), flush=True)


class Terminal:
    """A full terminal: line editing, history, completion of commands, some colour."""

    interactive = True

    def __init__(self, history: Path, commands: Callable[[], list[str]]) -> None:
        from rich.console import Console

        self._console = Console(highlight=False, markup=False, emoji=False)
        self._history = history
        self._commands = commands
        self._turn: Callable[[str], str] | None = None
        self._side: Callable[[str], str] | None = None

    @property
    def width(self) -> int:
        """Columns to write in."""
        return width()

    def read(self, prompt: str) -> str:
        """One line, edited as one likes; a paste of several lines is one turn."""
        if self._turn is None:
            self._turn = _prompt(self._history, self._commands())
        return self._turn(prompt)

    def ask(self, question: str) -> str:
        """One line that the arrow keys do not bring back later."""
        if self._side is None:
            self._side = _prompt(None, [])
        return self._side(question)

    def says(self, speaker: str, text: str) -> None:
        """The buyer's words, the name in bold."""
        from rich.text import Text

        laid_out = Text(speech(speaker, text, self.width))
        if speaker:
            laid_out.stylize("bold cyan", 0, len(one_line(speaker)) + 1)
        self._console.print()
        self._console.print(laid_out, soft_wrap=True)
        self._console.print()

    def tell(self, text: str) -> None:
        """The program's words."""
        self._console.print(clean(text), soft_wrap=True)


def screen_for(
    plain: bool, history: Callable[[], Path], commands: Callable[[], list[str]]
) -> Screen:
    """The screen that fits where the program runs."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Pipe()
    if plain or os.environ.get("TERM", "") in ("", "dumb"):
        return Plain()
    return Terminal(history(), commands)


def _more_waits() -> bool:
    """Whether further lines of a paste are there already."""
    try:
        ready, _, _ = select.select([sys.stdin], [], [], PASTE_GAP)
    except (OSError, ValueError):  # no such thing for consoles on Windows
        return False
    return bool(ready)


def _prompt(history: Path | None, commands: list[str]) -> Callable[[str], str]:
    """A prompt_toolkit session as a plain function."""
    from collections.abc import Iterable

    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion, WordCompleter
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    words = WordCompleter(commands, WORD=True)

    class Slash(Completer):
        """Completes commands, and never speech."""

        def get_completions(
            self, document: Document, complete_event: CompleteEvent
        ) -> Iterable[Completion]:
            text = document.text_before_cursor
            if not text.startswith("/") or text.startswith("//") or " " in text:
                return ()
            return words.get_completions(document, complete_event)

    bindings = KeyBindings()

    @bindings.add(Keys.Vt100MouseEvent, eager=True)
    def _ignore(event: object) -> None:
        """Pasted colour codes look like a mouse to the library, and would stop the program."""

    session: PromptSession[str] = PromptSession(
        key_bindings=bindings,
        history=FileHistory(str(history)) if history else InMemoryHistory(),
        completer=Slash(),
        complete_while_typing=False,
    )
    return session.prompt
