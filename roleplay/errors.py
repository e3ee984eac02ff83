"""Every exception of the package, and ``Problem``, the finding that content errors are made of.

The tree::

    RoleplayError             exit 70   a bug of ours, unless one of the kinds below
    ├── UsageError            exit 2    the command was called in a way it cannot take
    ├── ContentError          exit 3    content files do not hold; carries its Problems
    ├── TranscriptError       exit 3    a transcript does not hold: torn, edited, newer than us
    ├── NotFoundError         exit 4    what was named is not there
    └── ConversationOver      exit 2    a turn was offered to a conversation that has ended

Every message says what was found, what was expected, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_CONTENT = 3
EXIT_NOT_FOUND = 4
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a content file."""

    file: str
    """Path as the author would type it, relative where possible."""
    line: int = 1
    """First line is 1."""
    column: int = 1
    """First column is 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about content."""

    code: str
    """Stable name of the fault, in kebab case, never of the cure: ``unknown-key``."""
    place: Place
    message: str
    """What was found and what was expected."""
    help: str = ""
    """What to do next."""
    severity: str = "error"
    """``error`` (the content cannot be played), ``warning`` or ``note``."""

    def __str__(self) -> str:
        cure = f" {self.help}" if self.help else ""
        return f"{self.place}: {self.severity}[{self.code}] {self.message}{cure}"


class RoleplayError(Exception):
    """Base of all errors that the package raises on purpose."""

    exit_code = EXIT_BUG


class UsageError(RoleplayError):
    """A command or call was given something that it cannot take."""

    exit_code = EXIT_USAGE


class ContentError(RoleplayError):
    """Content files do not hold. ``problems`` lists every fault found in one run."""

    exit_code = EXIT_CONTENT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class TranscriptError(RoleplayError):
    """A transcript cannot be read or does not hold together."""

    exit_code = EXIT_CONTENT


class NotFoundError(RoleplayError):
    """A scenario, buyer, attempt, page or file that was named is not there."""

    exit_code = EXIT_NOT_FOUND


class ConversationOver(RoleplayError):
    """A turn was offered to a conversation that has already ended."""

    exit_code = EXIT_USAGE


def one_of(names: Iterable[str], conjunction: str = "or") -> str:
    """Join names for a sentence: ``a``, ``a or b``, ``a, b or c``."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"
