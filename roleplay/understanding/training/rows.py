"""The coded turns as values, and a check of their form, their balance and their sameness."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from roleplay.acts import ACTS, FLAGS

FOLDER = Path(__file__).parent
BLOCK = 24
"""Rows that stay on one side when rows are held out: about three conversations."""
FORMS = ("open", "closed", "both", "none")
HARD = (
    "negated reported sarcasm pitch_as_question question_unmarked innocent_word contrast"
).split()
"""What makes a row hard: what it looks like is not what it does."""
STYLES = (
    "british american indian african second_language terse rambling dictated lower_case typos"
).split()
LEAST_EACH, LEAST_SEVERAL, LEAST_HARD = 120, 0.40, 0.15
"""Turns that every act needs; shares of turns with several acts, and of hard ones."""
RUN = 8
"""Words in a row that no two turns may share."""
STOCK = frozenset[str]()
"""Frames that may be shared all the same, in lower case."""


@dataclass(frozen=True, slots=True)
class Row:
    """One coded seller turn."""

    place: str
    buyer: str
    turn: tuple[tuple[str, tuple[str, ...]], ...]
    """Clauses in order, each with its acts."""
    flags: tuple[str, ...]
    style: str = ""
    hard: str = ""
    form: str = ""
    """Question form where it was coded."""

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
    style, hard, form = (raw.get(key, "") for key in ("style", "hard", "form"))
    unknown |= {style} - {"", *STYLES} | {hard} - {"", *HARD} | {form} - {"", *FORMS}
    if unknown or not turn or not all(text for text, _ in turn):
        raise ValueError(f"{place}: unknown ids {sorted(unknown)} or an empty clause")
    return Row(place, raw["buyer"], turn, tuple(raw.get("flags", ())), style, hard, form)


def held_out(rows: list[Row], every: int = 8) -> tuple[list[Row], list[Row]]:
    """Rows to learn from, and rows kept apart: whole blocks, so that no talk is on both sides."""
    apart = [(i // BLOCK) % every == every - 1 for i in range(len(rows))]
    learn = [row for row, out in zip(rows, apart, strict=True) if not out]
    return learn, [row for row, out in zip(rows, apart, strict=True) if out]


def shared_runs(rows: list[Row], length: int = RUN) -> list[tuple[str, str, str]]:
    """Pairs of rows that share a run of words: near-duplicates that flatter a reader."""
    seen: dict[tuple[str, ...], str] = {}
    found = []
    for row in rows:
        words = row.text.lower().split()
        for i in range(len(words) - length + 1):
            run = tuple(words[i : i + length])
            if " ".join(run) not in STOCK and seen.setdefault(run, row.place) != row.place:
                found.append((seen[run], row.place, " ".join(run)))
    return found


def shortfalls(rows: list[Row]) -> list[str]:
    """What the rows fall short of, in sentences; empty when all is well."""
    counts = Counter(act for row in rows for act in row.acts)
    several = sum(len(row.acts) > 1 for row in rows) / len(rows)
    hard = sum(bool(row.hard) for row in rows) / len(rows)
    found = [
        f"{act}: {counts[act]} turns, {LEAST_EACH} wanted"
        for act in ACTS
        if counts[act] < LEAST_EACH
    ]
    if several < LEAST_SEVERAL:
        found.append(f"{several:.0%} of turns do several things, {LEAST_SEVERAL:.0%} wanted")
    if hard < LEAST_HARD:
        found.append(f"{hard:.0%} of turns are hard, {LEAST_HARD:.0%} wanted")
    found += [f"{one} and {other} share: {run}" for one, other, run in shared_runs(rows)]
    return found


def main() -> int:
    """Print counts and shortfalls; 1 if there is one."""
    rows = load()
    counts = Counter(act for row in rows for act in row.acts)
    several, hard = (
        sum(map(test, rows)) for test in (lambda r: len(r.acts) > 1, lambda r: bool(r.hard))
    )
    print(f"{len(rows)} rows, {several} with two acts or more, {hard} hard")
    print(Counter(row.hard for row in rows if row.hard))
    print(Counter(row.style for row in rows if row.style))
    for act in ACTS:
        print(f"{counts[act]:5} {act}")
    found = shortfalls(rows)
    print(*found, sep="\n", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
