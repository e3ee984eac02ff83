"""The coded turns as values, and a check of their form."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from roleplay.acts import ACTS, FLAGS

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """One coded seller turn."""

    place: str
    buyer: str
    turn: tuple[tuple[str, tuple[str, ...]], ...]
    """Clauses in order, each with its acts."""
    flags: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole turn."""
        return " ".join(clause for clause, _ in self.turn)

    @property
    def acts(self) -> frozenset[str]:
        """All acts of the turn."""
        return frozenset(act for _, acts in self.turn for act in acts)


def load(pattern: str = "turns_*.jsonl") -> list[Row]:
    """All rows, in file order. Raises ValueError with file:line for a row of the wrong form."""
    rows = []
    for path in sorted(FOLDER.glob(pattern)):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line.strip():
                rows.append(_row(line, f"{path.name}:{number}"))
    return rows


def _row(line: str, place: str) -> Row:
    raw = json.loads(line)
    turn = tuple((text.strip(), tuple(acts)) for text, acts in raw["turn"])
    unknown = {act for _, acts in turn for act in acts} - ACTS.keys()
    unknown |= set(raw.get("flags", ())) - FLAGS.keys()
    if unknown or not turn or not all(text for text, _ in turn):
        raise ValueError(f"{place}: unknown ids {sorted(unknown)} or an empty clause")
    return Row(place, raw["buyer"], turn, tuple(raw.get("flags", ())))


def shared_runs(rows: list[Row], length: int = 8) -> list[tuple[str, str, str]]:
    """Pairs of rows that share a run of words: near-duplicates that flatter a reader."""
    seen: dict[tuple[str, ...], str] = {}
    found = []
    for row in rows:
        words = row.text.lower().split()
        for i in range(len(words) - length + 1):
            run = tuple(words[i : i + length])
            if seen.setdefault(run, row.place) != row.place:
                found.append((seen[run], row.place, " ".join(run)))
    return found


def main() -> int:
    """Print counts and shared runs; 1 if rows share a run."""
    rows = load()
    counts = Counter(act for row in rows for act in row.acts)
    print(f"{len(rows)} rows, {sum(len(row.acts) > 1 for row in rows)} with two acts or more")
    for act in ACTS:
        print(f"{counts[act]:5} {act}")
    runs = shared_runs(rows)
    for first, second, run in runs:
        print(f"{first} and {second} share: {run}", file=sys.stderr)
    return 1 if runs else 0


if __name__ == "__main__":
    sys.exit(main())
