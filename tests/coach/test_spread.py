"""Standard errors of the scorecard's means, and what is borderline."""

import json
import math
from dataclasses import replace
from fractions import Fraction
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.coach import judge, scorecard_json
from roleplay.coach.samples import Row
from roleplay.coach.spread import rounded_root, squared_error
from roleplay.report.scorecard_text import groups_line, score_line, scorecard_text, technique_line
from tests.coach.plays import RUBRIC, THREE, content, reread, rows
from tests.coach.test_ranges import PRODUCT, act

AIM = Row("What are you after?", "ask_goal", told="goal")
BACK = Row("So: a date kept.", "mirror", "carried")
TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
UNEVEN = (AIM, TROUBLE)
"""Levels 4, 4 and 2 for ``THREE``."""


@given(st.lists(st.integers(0, 4), min_size=2, max_size=12), st.integers(1, 9))
def test_of_equal_weights_it_is_the_usual_one(levels: list[int], weight: int) -> None:
    """The sample's standard deviation over the root of n, whatever the common weight."""
    points = [25 * level for level in levels]
    square = squared_error((Fraction(weight), p) for p in points)
    assert square is not None
    assert math.sqrt(square) == pytest.approx(stdev(points) / math.sqrt(len(points)))


def test_a_weight_counts_as_it_does_in_the_mean() -> None:
    """Worked by hand: weights 2, 1, 1 on 100, 50, 0 have mean 62.5 and error 32.2."""
    sample = [(2, 100), (1, 50), (1, 0)]
    assert mean([100, 100, 50, 0]) == 62.5
    by_hand = math.sqrt(3 / 2 * (4 * 37.5**2 + 12.5**2 + 62.5**2)) / 4
    square = squared_error(sample)
    assert square is not None
    assert math.sqrt(square) == pytest.approx(by_hand)


def test_fewer_than_two_have_none() -> None:
    """One criterion says nothing of its spread, nor does one that weighs nothing."""
    one = (1, 75)
    assert squared_error([]) is None
    assert squared_error([one]) is None
    assert squared_error([one, (0, 0)]) is None
    assert rounded_root(None) is None


@given(st.integers(0, 400), st.integers(0, 100))
def test_roots_are_rounded_half_up(root: int, hundredths: int) -> None:
    """The exact root of a square, to the nearest whole, a half upwards."""
    exact = Fraction(100 * root + hundredths, 100)
    assert rounded_root(exact**2) == (exact + Fraction(1, 2)).__floor__()


def test_every_mean_of_a_scorecard_has_its_error_and_number() -> None:
    """Groups, technique and score; a group of one has none."""
    card = judge(rows(*UNEVEN), content(*THREE))
    levels = [row.level for row in card.criteria if row.level is not None]
    assert levels == [4, 4, 2]
    assert [(g.id, g.observed, g.standard_error) for g in card.groups] == [
        ("B", 2, 0),
        ("C", 1, None),
    ]
    worth = [row.worth for row in card.criteria if row.level is not None]
    square = squared_error(zip(worth, (100, 100, 50), strict=True))
    assert (card.observed, card.technique_error) == (3, rounded_root(square))
    assert card.standard_error == rounded_root(square * Fraction(80, 100) ** 2)
    assert 0 < card.standard_error < card.technique_error


def test_the_published_shape_has_them_all() -> None:
    """Other programs read them beside what they belong to."""
    card = judge(rows(*UNEVEN), content(*THREE))
    shape = json.loads(json.dumps(scorecard_json(card)))
    assert shape["technique_standard_error"] == card.technique_error
    assert (shape["standard_error"], shape["borderline"]) == (card.standard_error, card.borderline)
    assert [g["standard_error"] for g in shape["groups"]] == [0, None]


def test_the_scorecard_says_them_shortly() -> None:
    """A mean, its error and its criteria; no error where one criterion makes the mean."""
    card = judge(rows(*UNEVEN), content(*THREE))
    seen = scorecard_text(card, 80)
    expected = f"Technique {card.technique} ± {card.technique_error} of 100 (3 criteria)."
    assert technique_line(card) == expected
    assert expected in seen
    assert "Enter: 100 ± 0 of 100 (2 criteria)" in seen
    assert "Diagnose: 50 of 100 (1 criterion)" in seen
    assert groups_line(card) == "Enter 100 ± 0 (2); Diagnose 50 (1)."


@pytest.mark.parametrize(("over", "passed"), [(0, True), (1, False)])
def test_within_one_error_of_the_mark_is_borderline_and_passes_as_before(
    over: int, passed: bool
) -> None:
    """The words say so; whether it passed does not change."""
    place = content(*THREE)
    score = judge(rows(*UNEVEN), place).score
    near = judge(rows(*UNEVEN), replace(place, rubric=replace(RUBRIC, passed=score + over)))
    assert (near.borderline, near.passed) == (True, passed)
    said = "passed" if passed else "not passed"
    assert f"Borderline: {said}, by no more than one standard error." in score_line(near)


def test_what_is_clear_is_not_borderline() -> None:
    """Further than the error from the mark; decided by a critical error, the floor, or nobody."""
    place = content(*THREE)
    far = judge(rows(*UNEVEN), replace(place, rubric=replace(RUBRIC, passed=50)))
    assert far.score - 50 > (far.standard_error or 0)
    assert not far.borderline
    assert "orderline" not in score_line(far)

    def at_the_mark(transcript: object, **rubric: object) -> bool:
        score = judge(transcript, place).score
        marked = replace(place, rubric=replace(RUBRIC, passed=score, **rubric))
        return judge(transcript, marked).borderline

    lie = Row("It does all of that.", "deepen", "mislead", follows=True)
    assert at_the_mark(rows(*UNEVEN))
    assert not at_the_mark(rows(*UNEVEN, lie, lie))
    assert not at_the_mark(rows(*UNEVEN), group_floor=101)
    assert not at_the_mark(rows(*UNEVEN, grade=""))
    doubt = reread(rows(*UNEVEN, PRODUCT), 3, acts=(act("tell_feature", 60, PRODUCT.text),))
    low, high = judge(doubt, place).range
    between = replace(place, rubric=replace(RUBRIC, passed=high))
    assert low < high
    assert (judge(doubt, between).status, judge(doubt, between).borderline) == (
        "needs_human",
        False,
    )
