"""The problems of one run, each noted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from roleplay.errors import Place, Problem

ERROR = "error"
WARNING = "warning"
MOST_OF_A_FILE = 200
"""Problems of one file that are told. More only come from a file that was made to be slow."""


class Report:
    """Collects problems while files are read and put together."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, Place, str], Problem] = {}
        self._of_file: Counter[str] = Counter()
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
            key = (problem.code, problem.place, problem.message)
            if key not in self._problems and not self.full(problem.place):
                self._problems[key] = problem
                self._of_file[problem.place.file] += 1

    def full(self, place: Place) -> bool:
        """Whether so much is known of this file that finding a cure is wasted work."""
        return self._of_file[place.file] >= MOST_OF_A_FILE

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of files and lines."""
        return tuple(sorted(self._problems.values(), key=lambda p: (p.place, p.code, p.message)))
