"""The statistics of known groups: small, named in the field's terms, the same on every machine.

Calls of one scenario and form are not independent of each other, so intervals resample scenarios
and forms ("stages"), never single calls.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev, variance
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)
RESAMPLES = 1000
LOW, HIGH = 0.025, 0.975
"""Ends of an interval that holds 95 of 100."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the interval in which 95 of 100 resamples lie."""

    value: float
    low: float
    high: float


def standard_error(values: Sequence[float]) -> float | None:
    """Standard error of a mean: standard deviation over the root of n; None under two values."""
    return stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None


def bootstrap(
    by_stage: Mapping[_Key, object],
    statistic: Callable[[Sequence[_Key]], float],
    resamples: int = RESAMPLES,
) -> Interval:
    """A statistic of stages, with its percentile interval. Raises ValueError without stages."""
    stages = sorted(by_stage, key=repr)
    if not stages:
        raise ValueError("a statistic needs at least one stage")
    chance = random.Random(len(stages))
    found = sorted(statistic(chance.choices(stages, k=len(stages))) for _ in range(resamples))
    return Interval(
        statistic(stages),
        found[int(LOW * (resamples - 1))],
        found[round(HIGH * (resamples - 1))],
    )


def auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """Chance that one of ``higher`` is above one of ``lower``; ties count half (0 to 1)."""
    ranked = sorted(lower)
    wins = [(bisect_left(ranked, value) + bisect_right(ranked, value)) / 2 for value in higher]
    return sum(wins) / (len(higher) * len(lower))


def cohen_d(higher: Sequence[float], lower: Sequence[float]) -> float:
    """Difference of means in pooled standard deviations; infinite where nothing varies, NaN for
    two values."""
    spare = len(higher) + len(lower) - 2
    if not spare:
        return math.nan
    pooled = sum((x - fmean(some)) ** 2 for some in (higher, lower) for x in some) / spare
    gap = fmean(higher) - fmean(lower)
    return gap / math.sqrt(pooled) if pooled else math.copysign(math.inf, gap)


def cronbach_alpha(table: Sequence[Sequence[float]]) -> float:
    """Reliability of a total: one row a person, one column an item; NaN where nothing varies."""
    items = list(zip(*table, strict=True))
    whole = variance([sum(row) for row in table])
    if len(items) < 2 or not whole:
        return math.nan
    apart = sum(variance(item) for item in items)
    return float(len(items) / (len(items) - 1) * (1 - apart / whole))


def kendall_tau(one: Sequence[float], other: Sequence[float]) -> float:
    """Tau-b: agreement of two rankings of the same things, -1 to 1; NaN where one is all ties."""
    pairs = [
        (_sign(one[i] - one[j]), _sign(other[i] - other[j]))
        for i in range(len(one))
        for j in range(i)
    ]
    agree: int = sum(a * b for a, b in pairs)
    scale = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
    return float(agree / scale) if scale else math.nan


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def weighted_kappa(one: Sequence[int], other: Sequence[int]) -> float:
    """Quadratic weighted kappa of two raters of the same things; NaN where neither varies."""
    n = len(one)
    seen = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / n
    by_chance = sum((a - b) ** 2 for a in one for b in other) / n**2
    return 1 - seen / by_chance if by_chance else math.nan
