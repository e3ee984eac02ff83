"""Readings of 5,000 coded turns, kept to compare: ``python -m tests.understanding.record``.

They show that the same weights read the same on another machine, with other versions of the
libraries, and with another number of threads. Made anew with every reader that ships.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from roleplay.acts import family
from roleplay.heard import ActHeard, Context, FlagHeard, Heard, same_within
from roleplay.understanding import Reader
from roleplay.understanding.training.rows import load

RECORDED = Path(__file__).parent / "readings.json.gz"
COUNT = 5000


def coded_turns() -> list[tuple[str, Context]]:
    """The first coded turns, each with its light."""
    return [
        (row.text, Context(buyer=row.buyer, manager=any(family(a) == "manager" for a in row.acts)))
        for row in load()[:COUNT]
    ]


def short(heard: Heard) -> list[Any]:
    """What of a reading is kept."""
    return [
        sorted([act.id, act.clause, act.confidence] for act in heard.acts),
        sorted([act.id, act.clause, act.confidence] for act in heard.near),
        [heard.form, heard.verdict, sorted({flag.id for flag in heard.flags})],
    ]


def alike(one: list[Any], other: list[Any]) -> bool:
    """Whether two readings are the same but for a few points of confidence."""
    return same_within(_heard(one), _heard(other))


def _heard(kept: list[Any]) -> Heard:
    acts, near, (form, verdict, flags) = kept
    return Heard(
        text="",
        acts=tuple(ActHeard(act, points, "", 0, 0, clause) for act, clause, points in acts),
        near=tuple(ActHeard(act, points, "", 0, 0, clause) for act, clause, points in near),
        flags=tuple(FlagHeard(flag, "", 0, 0) for flag in flags),
        form=form,
        verdict=verdict,
    )


def main() -> None:
    """Read and keep."""
    reader = Reader()
    found = [short(reader.listen(*turn)) for turn in coded_turns()]
    body = json.dumps(found, separators=(",", ":")).encode()
    RECORDED.write_bytes(gzip.compress(body, 9, mtime=0))
    print(f"{len(found)} readings, {RECORDED.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
