"""What simulated calls came to, in words and columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

from roleplay.report.text import blocks, count, table, wrap
from roleplay.simulate.measures import standard_error
from roleplay.simulate.runs import Run
from roleplay.simulate.seller import Seller
from roleplay.simulate.validity import by_stage

HEAD = ("seller", "mean", "se", "calls", "passed", "scenarios", "errors", "turns")


def simulation_text(runs: Sequence[Run], sellers: Sequence[Seller], width: int) -> str:
    """One row for each seller, and how to read it."""
    rows = [_row(seller, [r for r in runs if r.seller == seller.id]) for seller in sellers]
    stages = len({(run.scenario, run.form) for run in runs})
    note = (
        f"{count(len(runs), 'call')} in {count(stages, 'form')} of scenarios. "
        "Mean: practice score of 100. Se: standard error of the mean over scenarios and forms. "
        "Scenarios: those in which at least one call passed. Errors: calls with a critical error."
    )
    return blocks(table(HEAD, rows), wrap(note, width))


def _row(seller: Seller, runs: Sequence[Run]) -> tuple[str, ...]:
    if not runs:
        return (seller.id, *"-" * (len(HEAD) - 1))
    error = standard_error(stage_means(runs))
    return (
        seller.id,
        f"{fmean(run.score for run in runs):.1f}",
        "-" if error is None else f"{error:.1f}",
        str(len(runs)),
        str(sum(run.passed for run in runs)),
        str(len({run.scenario for run in runs if run.passed})),
        str(sum(bool(run.critical_errors) for run in runs)),
        f"{fmean(run.turns for run in runs):.1f}",
    )


def stage_means(runs: Iterable[Run]) -> list[float]:
    """Mean score of each scenario and form."""
    return [fmean(run.score for run in some) for some in by_stage(runs).values()]
