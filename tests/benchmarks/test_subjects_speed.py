"""How fast subjects are matched: in the benchmarks, since a clock says as much of the machine."""

import time
from pathlib import Path

from roleplay.heard import Subject
from roleplay.understanding.subjects import SubjectIndex
from roleplay.understanding.table import Table
from tests.understanding.test_subjects import BUYERS


def test_reading_and_matching_are_quick() -> None:
    """Four hundred phrases: table 40 ms, index 60 ms, a match 6 ms; doubled for a busy machine."""
    phrases = [p for b in BUYERS.values() for s in b for p in s.phrases]
    many = tuple(
        Subject(str(i), tuple(f"{p} {phrases[(i + j) % 240]}" for j, p in enumerate(phrases[:14])))
        for i in range(30)
    )
    raw = (Path(__file__).parents[2] / "roleplay/understanding/words.table").read_bytes()
    start = time.process_time()
    Table(raw)
    read = time.process_time()
    index = SubjectIndex(many)
    index.match("who decides", 0)
    built = time.process_time()
    for text in phrases[:50]:
        index.match(text, 0)
    matched = time.process_time()
    assert read - start < 0.080
    assert built - read < 0.120
    assert (matched - built) / 50 < 0.012
