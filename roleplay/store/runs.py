"""Simulated calls kept in a file, one JSON document a line; read back with every field checked.

A file of runs may come from anybody: it is read within bounds, and a line that does not hold is
refused with its place.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from roleplay.errors import TranscriptError
from roleplay.scenario import GRADES
from roleplay.simulate.runs import Run

LARGEST = 100_000_000
"""Bytes of the largest file that is read."""
TOP_LEVEL, TOP_SCORE = 4, 100


def read_runs(path: Path, criteria: Collection[str], errors: Collection[str]) -> list[Run]:
    """The runs of a file that ``simulate -o`` wrote.

    ``criteria`` and ``errors`` are the ids that there are. Raises TranscriptError for a file that
    is none, or a line that does not hold.
    """
    if not path.is_file() or path.stat().st_size > LARGEST:
        raise TranscriptError(
            f"{path}: no file of at most {LARGEST // 1_000_000} MB; make one with simulate -o"
        )
    runs = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            runs.append(_run(line, f"{path}:{number}", criteria, errors))
    return runs


def _run(line: bytes, place: str, criteria: Collection[str], errors: Collection[str]) -> Run:
    try:
        run = msgspec.json.decode(line, type=Run)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise TranscriptError(
            f"{place}: this is not a line of simulate -o ({error}); make the file anew"
        ) from None
    wrong = _wrong(run, criteria, errors)
    if wrong:
        raise TranscriptError(f"{place}: {wrong}; make the file anew with simulate -o")
    return run


def _wrong(run: Run, criteria: Collection[str], errors: Collection[str]) -> str:
    """What does not hold in a run; empty for nothing."""
    if not (0 <= run.score <= TOP_SCORE and 0 <= run.technique <= TOP_SCORE):
        return f"a score lies outside 0 to {TOP_SCORE}"
    if run.grade not in ("", *GRADES):
        return "there is no such grade"
    if any(name not in criteria for name in run.levels):
        return "there is no such criterion"
    if any(not 0 <= level <= TOP_LEVEL for level in run.levels.values()):
        return f"a level lies outside 0 to {TOP_LEVEL}"
    if any(error not in errors for error in run.critical_errors):
        return "there is no such critical error"
    return ""
