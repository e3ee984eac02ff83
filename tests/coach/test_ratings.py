"""Calls that were rated blind: the program's score agrees with the ratings."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from roleplay.coach.score import judge
from roleplay.conversation.transcript import read
from roleplay.simulate.measures import weighted_kappa
from tests.content.bundled import content

FOLDER = Path(__file__).parents[1] / "transcripts"
BANDS = (40, 55, 70, 85)
"""Scores from which a call counts as 2, 3, 4 and 5 of 5: the rubric's own bands."""
LEAST_BETWEEN, LEAST_PROGRAM = 0.60, 0.70
"""Agreement wanted between raters, and of the program with each (domain 10.3)."""


@lru_cache(maxsize=1)
def rows() -> list[dict[str, str]]:
    """The ratings, one row a call."""
    with (FOLDER / "ratings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_five(score: int) -> int:
    """A score as a rating from 1 to 5."""
    return 1 + sum(score >= bound for bound in BANDS)


@lru_cache(maxsize=1)
def scores() -> list[int]:
    """The program's score of each rated call, as it judges now."""
    found = []
    for row in rows():
        transcript = read(FOLDER / row["transcript"])
        header = transcript.header
        found.append(judge(transcript, content(header.scenario, header.form)).score)
    return found


def ratings(rater: str) -> list[int]:
    """One rater's ratings."""
    return [int(row[rater]) for row in rows()]


def test_raters_agree() -> None:
    """Two ratings of 33 calls, independent of each other, agree."""
    assert len(rows()) == 33
    assert weighted_kappa(ratings("rater_1"), ratings("rater_2")) >= LEAST_BETWEEN


@pytest.mark.parametrize("rater", ["rater_1", "rater_2"])
def test_the_program_agrees_with_each_rater(rater: str) -> None:
    """Quadratic weighted kappa of .70 at least, as it judges now and as it judged first."""
    now = [of_five(score) for score in scores()]
    first = [of_five(int(row["first_score"])) for row in rows()]
    assert weighted_kappa(now, ratings(rater)) >= LEAST_PROGRAM
    assert weighted_kappa(first, ratings(rater)) >= LEAST_PROGRAM


def test_grave_errors_are_no_good_calls() -> None:
    """What both raters call a grave error does not pass, but for one call in which a withdrawal
    was heard that nobody had made."""
    passed = [
        row["transcript"]
        for row, score in zip(rows(), scores(), strict=True)
        if row["grave_1"] == row["grave_2"] == "yes" and score >= 70
    ]
    assert passed == ["round10_s07_weak.jsonl"]
