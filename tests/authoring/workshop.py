"""A copy of the test content that a test may damage."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from roleplay.authoring.check import check
from roleplay.authoring.library import Library
from roleplay.errors import ContentError, Problem

CONTENT = Path(__file__).parents[1] / "content"
BUYER = "buyers/wilf_garrow.yaml"
JOURNEY = "buyers/journeys/yard_visit.yaml"
TEMPERAMENT = "buyers/temperaments/plain_practical.yaml"
SCENARIO = "scenarios/t01_trial_load.yaml"
CARD = "scenarios/cards/sawyers_larch.yaml"
RUBRIC = "scenarios/rubrics/small.yaml"
CRITERIA = (
    "first_talk_problem_only",
    "no_goal_no_prospect",
    "current_cost_of_today",
    "earned_advance",
)


class Workshop:
    """Content in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        shutil.copytree(CONTENT, self.root)

    def path(self, file: str) -> Path:
        """The path of one of the files."""
        return self.root / file

    def text(self, file: str) -> str:
        """The text of one of the files."""
        return self.path(file).read_text("utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first place where a text stands; it must be there."""
        text = self.text(file)
        assert old in text
        self.path(file).write_text(text.replace(old, new, 1), "utf-8")

    def add(self, file: str, more: str) -> None:
        """Write more at the end."""
        self.path(file).write_text(self.text(file) + more, "utf-8")

    def where(self, file: str, words: str, into: str = "") -> tuple[int, int]:
        """Line and column of some words, or of ``into`` within them."""
        text = self.text(file)
        start = text.index(words) + (words.index(into) if into else 0)
        return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)

    def library(self, **options: object) -> Library:
        """A library of this content alone."""
        return Library(self.root, **options)  # type: ignore[arg-type]

    def check(self, files: Iterable[str] = ("",)) -> list[Problem]:
        """What ``check`` says of some files, or of all."""
        return check([self.root / file for file in files], criteria=CRITERIA)

    def compile_problems(self, form: str = "A") -> tuple[Problem, ...]:
        """Why the scenario cannot be played; empty if it can."""
        try:
            self.library(criteria=CRITERIA).content("t01_trial_load", form)
        except ContentError as error:
            return error.problems
        return ()


def within(seconds: float, work: Callable[[], list[Problem]]) -> list[Problem]:
    """What the work answers; fails unless one of three tries takes less than this.

    The bound is on the work. A try that another program slowed down says nothing of it.
    """
    took = []
    for _ in range(3):
        began = time.perf_counter()
        found = work()
        took.append(time.perf_counter() - began)
        if took[-1] < seconds:
            return found
    raise AssertionError(f"took {took} seconds, and may take {seconds}")


def codes(problems: Iterable[Problem]) -> list[str]:
    """The codes of some problems, in their order."""
    return [problem.code for problem in problems]


def spot(problem: Problem) -> tuple[int, int]:
    """Line and column of a problem."""
    return problem.place.line, problem.place.column
