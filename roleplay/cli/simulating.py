"""``simulate``: scripted sellers play, and what that comes to."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from roleplay.errors import EXIT_DONE, UsageError

if TYPE_CHECKING:
    from roleplay.authoring.library import Library
    from roleplay.simulate.runs import Run, Stage
    from roleplay.simulate.seller import Seller

T = TypeVar("T")
ALL = "all"
SELLERS = click.option(
    "--sellers", default=ALL, show_default=True, metavar="ID,ID", help="Scripted sellers."
)
SCENARIOS = click.option(
    "--scenarios", default=ALL, show_default=True, metavar="ID,ID", help="Scenarios, in all forms."
)
MANY = click.option(
    "-n", "many", type=click.IntRange(1, 1000), default=10, show_default=True, help="Calls of each."
)
WORKERS = click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes."
)


@click.command()
@SELLERS
@SCENARIOS
@MANY
@WORKERS
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Every call, as JSON lines.",
)
@click.option(
    "--keep", type=click.Path(file_okay=False, path_type=Path), help="A folder for the transcripts."
)
@click.option("--json", "as_json", is_flag=True, help="Every call, one JSON document a line.")
def simulate(
    sellers: str,
    scenarios: str,
    many: int,
    workers: int,
    out: Path | None,
    keep: Path | None,
    as_json: bool,
) -> int:
    """Let scripted sellers play.

    Shows how each fares. The same sellers, scenarios and number of calls give the same calls and
    scores, whatever the number of processes.
    """
    from roleplay.cli.kit import emit, load_library, load_reader, width
    from roleplay.report.simulation_text import simulation_text

    library = load_library(load_reader())
    cast, stages = chosen_sellers(library, sellers), chosen_stages(library, scenarios)
    with writable(out, keep) as file:
        found = played(cast, stages, many, workers, keep)
        lines = [dataclasses.asdict(run) for run in found]
        if file is not None:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    if as_json:
        for line in lines:
            emit({"schema": 1} | line)
    else:
        print(simulation_text(found, cast, width()))
    return EXIT_DONE


@contextmanager
def writable(out: Path | None, keep: Path | None) -> Iterator[TextIO | None]:
    """The file for results, open before anything is played, and the folder for transcripts.

    Raises UsageError where either cannot be written.
    """
    try:
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
        if out is None:
            yield None
            return
        with out.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise UsageError(
            f"cannot write {error.filename or out or keep} ({error.strerror}); choose another place"
        ) from None


def chosen_sellers(library: Library, named: str) -> list[Seller]:
    """The sellers of an option. Raises NotFoundError for one that there is not."""
    return [library.seller(name) for name in _named(named, library.seller_ids())]


def chosen_stages(library: Library, named: str) -> list[Stage]:
    """The scenarios of an option, each in all its forms, with their banks."""
    from roleplay.cli.kit import load_content
    from roleplay.simulate.runs import Stage

    found = []
    for name in _named(named, library.scenario_ids()):
        first = load_content(library, name, "A")
        for form in first.scenario.forms:
            content = first if form == "A" else load_content(library, name, form)
            found.append(Stage(content, library.bank(first.scenario.id)))
    return found


def _named(named: str, known: Sequence[str]) -> Sequence[str]:
    each = [name.strip() for name in named.split(",") if name.strip()]
    names = known if named == ALL else list(dict.fromkeys(each))
    if not names:
        raise UsageError("none was named; write ids with commas between, or all")
    return names


def played(
    sellers: Sequence[Seller],
    stages: Sequence[Stage],
    many: int,
    workers: int,
    keep: Path | None = None,
) -> list[Run]:
    """All calls, in order; progress goes to stderr, transcripts to ``keep``."""
    from roleplay.simulate.runs import order, runs
    from roleplay.understanding import default_reader

    found = []
    calls = runs(sellers, stages, range(1, many + 1), default_reader, workers)
    for run, transcript in with_progress(calls, len(sellers) * len(stages) * many, "Calls"):
        found.append(run)
        if keep is not None:
            _keep(keep, run, transcript)
    return sorted(found, key=order)


def with_progress(some: Iterable[T], total: int, name: str) -> Iterator[T]:
    """The same, with a bar on stderr while they come."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return iter(track(some, name, total=total, console=console, transient=True))


def _keep(folder: Path, run: Run, transcript: Any) -> None:
    from roleplay.conversation.transcript import Writer

    path = folder / f"{run.seller}-{run.scenario}-{run.form}-{run.seed}.jsonl"
    path.unlink(missing_ok=True)
    with Writer(path, sync=False) as writer:
        for record in transcript.records:
            writer.append(record)
