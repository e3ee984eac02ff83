"""Whether the score means something: known groups compared (domain 10.1).

Everything here is worked out from runs alone, so that a report can be made again from a file of
runs. Intervals resample scenarios and forms (``measures``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from roleplay.simulate.measures import (
    Interval,
    auc,
    bootstrap,
    cohen_d,
    cronbach_alpha,
    standard_error,
)
from roleplay.simulate.runs import Run
from roleplay.simulate.seller import Seller

GOLD, NOVICE, TRICK, NOISE = "gold", "novice", "trick", "noise"
CLOSE = 8
"""Points within which the good sellers' means must lie."""
LEAST_AUC = 0.97
MOST_PASSES = 1
"""Scenarios that a one-habit seller may pass."""
LEAST_D = 1.5
SEPARATE = 2
"""Levels by which the good sellers must be above the one-habit ones, on the mean."""
TOP = 4
ENDS_IN = 2
"""Scenarios in which each criterion's highest and lowest level must be reached."""

Stage = tuple[str, str]
"""Scenario and form."""


@dataclass(frozen=True, slots=True)
class StyleRow:
    """One seller over all its calls."""

    seller: str
    group: str
    expected: tuple[int, int]
    mean: Interval
    """Mean score, 0 to 100, with its interval over scenarios and forms."""
    error: float | None
    """Standard error of the mean over scenarios and forms."""
    spread: float
    """Standard deviation of single calls."""
    calls: int
    passed: int
    scenarios_passed: tuple[str, ...]
    """Scenarios in which at least one call passed."""
    incomplete: int
    errors: int
    """Calls with a critical error."""

    @property
    def as_expected(self) -> bool:
        """Whether the mean lies where it is expected."""
        return self.expected[0] <= self.mean.value <= self.expected[1]


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition for release, and whether it holds."""

    name: str
    found: str
    wanted: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Separation:
    """How far one criterion keeps good sellers and others apart."""

    criterion: str
    gold: float
    """Mean level of the good sellers, 0 to 4."""
    tricks: float
    """Mean level of the one-habit sellers, each seller's mean counting once."""
    nearest: str
    """The one-habit seller with the highest mean level, and"""
    nearest_level: float
    """that level."""
    observed: int
    """Calls of good sellers in which it was observed."""

    @property
    def holds(self) -> bool:
        """Whether good sellers are far enough above the others."""
        return self.gold - self.tricks >= SEPARATE


@dataclass(frozen=True, slots=True)
class Reach:
    """Lowest and highest level that any seller reached for a criterion in a scenario."""

    criterion: str
    scenario: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Validity:
    """The whole report."""

    styles: tuple[StyleRow, ...]
    gates: tuple[Gate, ...]
    separations: tuple[Separation, ...]
    reaches: tuple[Reach, ...]
    alpha: float
    """Reliability over scenarios, sellers as persons; NaN where there are too few of either."""
    measurement_error: float
    """Standard error of measurement of one scenario's score, in points."""
    calls: int
    stages: int


def validity(runs: Sequence[Run], sellers: Sequence[Seller]) -> Validity:
    """Compare known groups. Sellers without runs are left out."""
    present = [s for s in sellers if any(run.seller == s.id for run in runs)]
    styles = tuple(_style(seller, runs) for seller in present)
    groups = {seller.id: seller.group for seller in present}
    alpha, error = _reliability(runs)
    separations, reaches = _separations(runs, groups), _reaches(runs)
    return Validity(
        styles=styles,
        gates=(*_gates(styles, runs, groups), *_criteria_gates(separations, reaches)),
        separations=separations,
        reaches=reaches,
        alpha=alpha,
        measurement_error=error,
        calls=len(runs),
        stages=len({(run.scenario, run.form) for run in runs}),
    )


def by_stage(runs: Iterable[Run]) -> dict[Stage, list[Run]]:
    """Runs by scenario and form."""
    found: dict[Stage, list[Run]] = {}
    for run in runs:
        found.setdefault((run.scenario, run.form), []).append(run)
    return found


def _scores(runs: Iterable[Run]) -> list[float]:
    return [run.score for run in runs]


def _style(seller: Seller, runs: Sequence[Run]) -> StyleRow:
    own = [run for run in runs if run.seller == seller.id]
    means = {stage: fmean(_scores(some)) for stage, some in by_stage(own).items()}
    return StyleRow(
        seller=seller.id,
        group=seller.group,
        expected=seller.expected,
        mean=bootstrap(means, lambda stages: fmean(means[stage] for stage in stages)),
        error=standard_error(list(means.values())),
        spread=pstdev(_scores(own)),
        calls=len(own),
        passed=sum(run.passed for run in own),
        scenarios_passed=tuple(sorted({run.scenario for run in own if run.passed})),
        incomplete=sum(run.status == "incomplete" for run in own),
        errors=sum(bool(run.critical_errors) for run in own),
    )


# Gates -------------------------------------------------------------------------------------


def _gates(
    styles: Sequence[StyleRow], runs: Sequence[Run], groups: Mapping[str, str]
) -> tuple[Gate, ...]:
    gold = [row for row in styles if row.group == GOLD]
    others = [row for row in styles if row.group != GOLD]
    tricks = [row for row in styles if row.group == TRICK]
    novices = [row for row in styles if row.group == NOVICE]
    gates = []
    if gold and others:
        low, high = _lowest(gold), _highest(others)
        gates.append(_gate("every good seller above every other", low - high, "over 0", low > high))
    if len(gold) > 1:
        apart = _highest(gold) - _lowest(gold)
        gates.append(
            _gate("good sellers near each other", apart, f"{CLOSE} at most", apart <= CLOSE)
        )
    if gold and tricks:
        gates.append(_between(runs, groups, "AUC, good against one-habit", TRICK, auc, LEAST_AUC))
        most = max(len(row.scenarios_passed) for row in tricks)
        name = "scenarios that a one-habit seller passes"
        gates.append(_gate(name, most, f"{MOST_PASSES} at most", most <= MOST_PASSES))
    if novices and gold and tricks:
        low, high = _lowest(novices) - _highest(tricks), _lowest(gold) - _highest(novices)
        found = f"{low:.1f} above, {high:.1f} below"
        gates.append(Gate("beginner between the groups", found, "both over 0", min(low, high) > 0))
    if novices and gold:
        gates.append(
            _between(runs, groups, "Cohen's d, good against beginner", NOVICE, cohen_d, LEAST_D)
        )
    return tuple(gates)


def _gate(name: str, found: float, wanted: str, holds: bool) -> Gate:
    return Gate(name, f"{found:.1f}" if found % 1 else f"{found:.0f}", wanted, holds)


def _lowest(rows: Iterable[StyleRow]) -> float:
    return min(row.mean.value for row in rows)


def _highest(rows: Iterable[StyleRow]) -> float:
    return max(row.mean.value for row in rows)


def _between(
    runs: Sequence[Run],
    groups: Mapping[str, str],
    name: str,
    other: str,
    statistic: Callable[[Sequence[float], Sequence[float]], float],
    least: float,
) -> Gate:
    """A gate on a statistic of good sellers' calls against another group's."""
    upper = {s: _scores(some) for s, some in by_stage(_of(runs, groups, GOLD)).items()}
    lower = {s: _scores(some) for s, some in by_stage(_of(runs, groups, other)).items()}
    shared = {stage: None for stage in upper if stage in lower}

    def over(stages: Sequence[Stage]) -> float:
        return statistic(
            [x for s in stages for x in upper[s]], [x for s in stages for x in lower[s]]
        )

    found = bootstrap(shared, over)
    shown = f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"
    return Gate(name, shown, f"{least:g} at least", found.value >= least)


def _of(runs: Iterable[Run], groups: Mapping[str, str], group: str) -> list[Run]:
    return [run for run in runs if groups.get(run.seller) == group]


# Criteria ----------------------------------------------------------------------------------


def _criteria_gates(
    separations: Sequence[Separation], reaches: Sequence[Reach]
) -> tuple[Gate, ...]:
    apart = sum(row.holds for row in separations)
    criteria = dict.fromkeys(reach.criterion for reach in reaches)
    reached = sum(_reaches_both(name, reaches) for name in criteria)
    return (
        _all_of("criteria that keep good and bad apart", apart, len(separations)),
        _all_of(f"criteria that reach {TOP} and 0 where they can", reached, len(criteria)),
    )


def _all_of(name: str, found: int, whole: int) -> Gate:
    return Gate(name, f"{found} of {whole}", "all", found == whole > 0)


def _reaches_both(criterion: str, reaches: Sequence[Reach]) -> bool:
    """Whether both ends were reached in two scenarios, or in all where there are fewer."""
    rows = [reach for reach in reaches if reach.criterion == criterion]
    wanted = min(ENDS_IN, len(rows))
    tops, bottoms = sum(r.highest == TOP for r in rows), sum(r.lowest == 0 for r in rows)
    return min(tops, bottoms) >= wanted


def _separations(runs: Sequence[Run], groups: Mapping[str, str]) -> tuple[Separation, ...]:
    gold, tricks = _of(runs, groups, GOLD), _of(runs, groups, TRICK)
    found = []
    for criterion in dict.fromkeys(name for run in gold for name in run.levels):
        good = [run.levels[criterion] for run in gold if criterion in run.levels]
        by_style: dict[str, list[int]] = {}
        for run in tricks:
            if criterion in run.levels:
                by_style.setdefault(run.seller, []).append(run.levels[criterion])
        if not by_style:
            continue
        means = {seller: fmean(levels) for seller, levels in by_style.items()}
        nearest = max(sorted(means), key=lambda seller: means[seller])
        found.append(
            Separation(
                criterion, fmean(good), fmean(means.values()), nearest, means[nearest], len(good)
            )
        )
    return tuple(sorted(found, key=lambda s: s.gold - s.tricks))


def _reaches(runs: Sequence[Run]) -> tuple[Reach, ...]:
    levels: dict[tuple[str, str], set[int]] = {}
    for run in runs:
        for criterion, level in run.levels.items():
            levels.setdefault((criterion, run.scenario), set()).add(level)
    return tuple(Reach(*key, min(seen), max(seen)) for key, seen in sorted(levels.items()))


def _reliability(runs: Sequence[Run]) -> tuple[float, float]:
    """Alpha over scenarios (a seller's mean there is an item), and the error of one scenario."""
    scenarios = sorted({run.scenario for run in runs})
    table = []
    for seller in sorted({run.seller for run in runs}):
        own = [[r.score for r in runs if r.seller == seller and r.scenario == s] for s in scenarios]
        if all(own):
            table.append([fmean(scores) for scores in own])
    if len(table) < 2 or len(scenarios) < 2:
        return math.nan, math.nan
    alpha = cronbach_alpha(table)
    spread = pstdev([score for row in table for score in row])
    return alpha, spread * math.sqrt(max(0.0, 1 - _single(alpha, len(scenarios))))


def _single(alpha: float, items: int) -> float:
    """Reliability of one item, from that of all of them (Spearman and Brown)."""
    return alpha / (items - (items - 1) * alpha)
