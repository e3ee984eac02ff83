"""The problems of one run, each noted once."""

from __future__ import annotations

from collections.abc import Iterable

from roleplay.errors import Place, Problem

ERROR = "error"
WARNING = "warning"


class Report:
    """Collects problems while files are read and put together."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, Place, str], Problem] = {}
        self.errors = 0
        """How often an error was noted, repeats included: a shared part's fault counts for each
        buyer that uses it."""

    def add(
        self, code: str, place: Place, message: str, cure: str = "", severity: str = ERROR
    ) -> None:
        """Note a problem."""
        self.take([Problem(code, place, message, cure, severity)])

    def take(self, problems: Iterable[Problem]) -> None:
        """Note problems that somebody else has found."""
        for problem in problems:
            self.errors += problem.severity == ERROR
            self._problems.setdefault((problem.code, problem.place, problem.message), problem)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of files and lines."""
        return tuple(sorted(self._problems.values(), key=lambda p: (p.place, p.code, p.message)))
