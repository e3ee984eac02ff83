"""Statistics against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from roleplay.simulate import measures


def test_standard_error() -> None:
    """Standard deviation over the root of n; none for a single value."""
    assert measures.standard_error([2, 4, 4, 6]) == pytest.approx(math.sqrt(8 / 3) / 2)
    assert measures.standard_error([5]) is None


def test_auc() -> None:
    """The share of pairs in which the higher is higher, ties a half."""
    assert measures.auc([3, 4], [1, 2]) == 1
    assert measures.auc([1, 2], [1, 2]) == 0.5
    assert measures.auc([2, 5], [1, 3, 5]) == pytest.approx((1 + 2.5) / 6)


def test_cohen_d() -> None:
    """Difference of means in pooled standard deviations; without any spread, infinite."""
    assert measures.cohen_d([8, 10, 12], [2, 4, 6]) == pytest.approx(3)
    assert measures.cohen_d([5, 5], [3, 3]) == math.inf


def test_cronbach_alpha() -> None:
    """Items that rank people alike are reliable; items that do not are not."""
    assert measures.cronbach_alpha([[1, 1], [2, 2], [3, 3]]) == pytest.approx(1)
    assert measures.cronbach_alpha([[1, 2], [2, 1], [3, 3]]) == pytest.approx(2 / 3)
    assert math.isnan(measures.cronbach_alpha([[1, 1], [1, 1]]))


def test_kendall_tau() -> None:
    """Agreement of rankings from -1 to 1, with ties counted as tau-b has it."""
    assert measures.kendall_tau([1, 2, 3], [10, 20, 30]) == 1
    assert measures.kendall_tau([1, 2, 3], [3, 2, 1]) == -1
    assert measures.kendall_tau([1, 2, 2], [1, 2, 3]) == pytest.approx(2 / math.sqrt(6))


def test_weighted_kappa() -> None:
    """Raters who agree reach 1; far disagreement costs more than near."""
    one = [1, 2, 3, 4, 5]
    assert measures.weighted_kappa(one, one) == 1
    near = measures.weighted_kappa(one, [1, 2, 3, 4, 4])
    far = measures.weighted_kappa(one, [1, 2, 3, 4, 1])
    assert 0 < far < near < 1


def test_intervals_resample_stages() -> None:
    """An interval holds its value, is the same each time, and is a point where nothing varies."""
    scores = {"a": 10.0, "b": 20.0, "c": 60.0}

    def mean(stages: object) -> float:
        some = list(stages)  # type: ignore[call-overload]
        return float(sum(scores[s] for s in some) / len(some))

    found = measures.bootstrap(scores, mean)
    assert found == measures.bootstrap(scores, mean)
    assert found.low < found.value == 30 < found.high
    assert measures.bootstrap({"a": 1}, lambda _: 4.0) == measures.Interval(4, 4, 4)
    with pytest.raises(ValueError, match="at least one"):
        measures.bootstrap({}, lambda _: 0.0)
