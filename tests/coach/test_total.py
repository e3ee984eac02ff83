"""The arithmetic of a score, against examples worked by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from roleplay.coach.total import band, half_up, passes, total, worths
from roleplay.scenario import Rubric
from tests.coach.plays import RUBRIC, THREE, content

SOUND, FIRST, GOAL = THREE


def test_worths_share_out_the_technique() -> None:
    """B 10 over two criteria is 5 each; C 20 over one is cut to 10; scaled to 80: 20, 20, 40."""
    assert worths(THREE, content(*THREE)) == {SOUND: 20, FIRST: 20, GOAL: 40}


def test_a_focal_criterion_weighs_double_inside_its_group() -> None:
    """Units 2 and 1 share B's 10: 10/3 a unit; C is cut to 20/3; scaled: 32, 16, 32."""
    assert worths(THREE, content(*THREE, focal=SOUND)) == {SOUND: 32, FIRST: 16, GOAL: 32}


@pytest.mark.parametrize("heavy", [1, 5, 20, 100, 1000])
def test_no_criterion_that_is_not_focal_is_worth_over_twice_another(heavy: int) -> None:
    """However the rubric weighs its groups, a lone criterion is not blown up."""
    rubric = replace(RUBRIC, groups={"B": ("Enter", 13), "C": ("Diagnose", heavy)})
    worth = worths(THREE, content(*THREE, rubric=rubric)).values()
    assert max(worth) <= 2 * min(worth)
    assert sum(worth) == 80


def test_a_run_score_by_hand() -> None:
    """20 + 10 + 30 of technique and three quarters of the ending's 20: 75."""
    result = total({SOUND: 4, FIRST: 2, GOAL: 3}, 75, (), content(*THREE))
    assert (result.score, result.technique) == (75, 75)
    assert result.groups == {"B": 75, "C": 75}
    assert result.observed == {"B": 2, "C": 1}


def test_groups_that_were_not_observed_leave_the_total() -> None:
    """With one group left, its criteria make all of the technique."""
    result = total({SOUND: 4, FIRST: 0}, 0, (), content(*THREE))
    assert (result.score, result.technique, result.groups) == (40, 50, {"B": 50})


def test_a_half_is_rounded_up_once() -> None:
    """12.5 of technique and nothing else is 13; 12.5 and 0.5 is 13, not 14."""
    rubric = replace(RUBRIC, technique=50)
    place = content(*THREE, rubric=rubric)
    assert total({SOUND: 4, FIRST: 0, GOAL: 0}, 0, (), place).score == 13
    assert total({SOUND: 4, FIRST: 0, GOAL: 0}, 1, (), place).score == 13
    assert [half_up(Fraction(n, 2)) for n in (1, 3, 5, 138, 139)] == [1, 2, 3, 69, 70]


def test_the_lowest_cap_holds() -> None:
    """Caps leave the uncapped score to be seen."""
    result = total(dict.fromkeys(THREE, 4), 100, (49, 39), content(*THREE))
    assert (result.score, result.uncapped) == (39, 100)


def test_nothing_observed_leaves_the_ending() -> None:
    """The score is still a number."""
    result = total({}, 50, (), content(*THREE))
    assert (result.score, result.technique, result.groups) == (10, 0, {})


def test_a_rubric_may_score_the_ending_alone() -> None:
    """A technique share of nothing divides by nothing."""
    place = content(*THREE, rubric=replace(RUBRIC, technique=0))
    assert total(dict.fromkeys(THREE, 4), 75, (), place).score == 75


def test_the_pass_rule() -> None:
    """The mark, no group of two below the floor, no critical error; a group of one may be low."""
    place = content(*THREE)
    good = total({SOUND: 4, FIRST: 4, GOAL: 3}, 100, (), place)
    weak_pair = total({SOUND: 2, FIRST: 1, GOAL: 4}, 100, (), place)
    weak_one = total({SOUND: 4, FIRST: 4, GOAL: 1}, 100, (), place)
    assert passes(good, False, RUBRIC)
    assert not passes(good, True, RUBRIC)
    assert (weak_pair.score, passes(weak_pair, False, RUBRIC)) == (75, False)
    assert (weak_one.score, passes(weak_one, False, RUBRIC)) == (70, True)
    assert not passes(replace(weak_one, score=69), False, RUBRIC)


def test_bands_are_found_from_the_top() -> None:
    """Each score falls into the highest band that it reaches, whatever their order."""
    assert [band(score, RUBRIC)[0] for score in (100, 70, 69, 40, 39, 0)] == [
        "High",
        "High",
        "Middle",
        "Middle",
        "Low",
        "Low",
    ]
    shuffled = replace(RUBRIC, bands=RUBRIC.bands[::-1])
    assert band(75, shuffled) == band(75, RUBRIC)
    assert band(75, Rubric("none", {}, (), {})) == ("", "")
