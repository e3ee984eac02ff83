"""``validate``: whether the score means something, by sellers whose worth is known."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay.cli.simulating import (
    ALL,
    MANY,
    SCENARIOS,
    WORKERS,
    chosen_sellers,
    chosen_stages,
    played,
)
from roleplay.errors import EXIT_DONE, EXIT_FAILED, UsageError

if TYPE_CHECKING:
    from roleplay.simulate.metamorphic import Effect
    from roleplay.simulate.runs import Run, Stage
    from roleplay.simulate.seller import Seller

SCHEMA = 1
CHANGED_SEED = 1
"""Seed of the calls to which known changes are made."""


@click.command()
@SCENARIOS
@MANY
@WORKERS
@click.option(
    "--runs",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Calls that simulate -o has kept, instead of new ones.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def validate(scenarios: str, many: int, workers: int, file: Path | None, as_json: bool) -> int:
    """Report whether the score means something.

    Good sellers, a beginner and sellers with one habit play, and the report compares them: means,
    gates, every criterion, how much the weights matter. Exits 1 if a gate fails.
    """
    from roleplay.cli.kit import emit, load_library, load_reader, width
    from roleplay.report.validity_text import validity_text
    from roleplay.simulate.sensitivity import sensitivity
    from roleplay.simulate.validity import GOLD, validity

    library = load_library(load_reader())
    cast, stages = chosen_sellers(library, ALL), chosen_stages(library, scenarios)
    runs = _kept(file, stages) if file else played(cast, stages, many, workers)
    contents = {(s.content.scenario.id, s.content.scenario.form): s.content for s in stages}
    runs = [run for run in runs if (run.scenario, run.form) in contents]
    if not runs:
        raise UsageError("there are no calls of these scenarios; choose others, or simulate anew")
    found, shifts = validity(runs, cast), sensitivity(runs, contents)
    effects = _effects(runs, [seller for seller in cast if seller.group == GOLD], stages)
    if as_json:
        parts = {
            "validity": dataclasses.asdict(found),
            "shifts": [dataclasses.asdict(shift) for shift in shifts],
            "effects": [dataclasses.asdict(effect) for effect in effects],
        }
        emit(_finite({"schema": SCHEMA} | parts))
    else:
        print(validity_text(found, shifts, effects, width()))
    whole = bool(found.gates) and all(gate.holds for gate in found.gates)
    return EXIT_DONE if whole else EXIT_FAILED


def _effects(runs: list[Run], good: list[Seller], stages: list[Stage]) -> list[Effect]:
    """Every known change, made to a call of each good seller in each stage."""
    from roleplay.cli.simulating import with_progress
    from roleplay.simulate.metamorphic import COMMON, effect, wordings, words_of
    from roleplay.simulate.runs import Remembering, run
    from roleplay.understanding import default_reader

    reader = Remembering(default_reader())
    calls, scores = [], []
    for stage in stages:
        for seller in good:
            result, transcript = run(seller, stage, reader, CHANGED_SEED)
            calls.append((words_of(transcript), stage.content, CHANGED_SEED))
            scores.append(result.score)
    changed = (effect(meta, calls, reader, scores) for meta in COMMON)
    found = with_progress(changed, len(COMMON), "Changes")
    return [wordings(runs, [seller.id for seller in good]), *found]


def _kept(file: Path, stages: list[Stage]) -> list[Run]:
    """Runs from a file. Raises TranscriptError for a line that does not hold."""
    from roleplay.coach.criteria import CRITERIA
    from roleplay.store.runs import read_runs

    errors = {error for stage in stages for error in stage.content.rubric.critical}
    return read_runs(file, CRITERIA, errors)


def _finite(value: Any) -> Any:
    """The same with null for what is no number, as JSON wants it."""
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
