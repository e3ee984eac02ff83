"""How far a mean of a few criteria may be trusted: its standard error, in exact arithmetic.

The standard error of a weighted mean m = Σwp/Σw of n criteria's points p is

    √( n/(n-1) · Σ w²(p - m)² ) / Σw

(Cochran's ratio estimate; Gatz and Smith 1995 found it closest to the bootstrap). With equal
weights it is the usual one, the sample's standard deviation over √n. It takes the criteria of a
call for a sample of those that could have been asked: few of them, or uneven ones, make it wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isqrt, lcm

from roleplay.coach.criteria import CRITERIA
from roleplay.coach.total import TOP_LEVEL, Total, floor_holds
from roleplay.scenario import Content, Rubric

Weighted = tuple[Fraction | int, int]
"""A weight and the points, 0 to 100, that it weighs."""


def squared_error(sample: Iterable[Weighted]) -> Fraction | None:
    """The square of the standard error of a weighted mean; None of fewer than two, or no weight."""
    rows = [(weight, points) for weight, points in sample if weight]
    if len(rows) < 2:
        return None
    # In whole numbers: weights over one denominator, and all of it times the sum of the weights.
    unit = lcm(*(weight.denominator for weight, _ in rows))
    weights = [weight.numerator * (unit // weight.denominator) for weight, _ in rows]
    whole = sum(weights)
    reached = sum(w * points for w, (_, points) in zip(weights, rows, strict=True))
    spread = sum(
        (w * (points * whole - reached)) ** 2 for w, (_, points) in zip(weights, rows, strict=True)
    )
    return Fraction(len(rows) * spread, (len(rows) - 1) * whole**4)


def rounded_root(square: Fraction | None) -> int | None:
    """The root of a square, rounded half up; None of None."""
    if square is None:
        return None
    root = isqrt(square.__floor__())
    return root + 1 if square >= (root + Fraction(1, 2)) ** 2 else root


def technique_square(levels: Mapping[str, int], worth: Mapping[str, Fraction]) -> Fraction | None:
    """The square of technique's standard error: criteria weighed by what each is worth."""
    return squared_error((worth[name], _points(level)) for name, level in levels.items())


def group_squares(levels: Mapping[str, int], content: Content) -> dict[str, Fraction | None]:
    """The squares of the standard errors of the groups' means, weighed as the means are."""
    chances = content.scenario.opportunities
    return {
        group: squared_error(
            (chances[name].weight, _points(level))
            for name, level in levels.items()
            if CRITERIA[name].group == group
        )
        for group in content.rubric.groups
    }


def score_square(technique: Fraction | None, rubric: Rubric) -> Fraction | None:
    """The square of the run score's: technique's share of it; the ending is taken as it was."""
    return None if technique is None else technique * Fraction(rubric.technique, 100) ** 2


def borderline(result: Total, capped: bool, square: Fraction | None, rubric: Rubric) -> bool:
    """Whether the score lies within one standard error of the pass mark (domain 7.3).

    Not where something else decides: a critical error, or a group below the floor.
    """
    if square is None or capped or not floor_holds(result, rubric):
        return False
    return (result.score - rubric.passed) ** 2 <= square


def _points(level: int) -> int:
    return 100 * level // TOP_LEVEL
