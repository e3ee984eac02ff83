"""How fast subjects are matched: in the benchmarks, since a clock says as much of the machine."""

import time

from roleplay.heard import Subject
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.subjects import SubjectIndex
from tests.understanding.test_subjects import BUYERS


def test_getting_ready_and_matching_are_quick() -> None:
    """A phrase is made ready in 4 ms at most, four hundred phrases are matched in 1 ms."""
    phrases = [p for b in BUYERS.values() for s in b for p in s.phrases]
    many = tuple(
        Subject(str(i), tuple(f"{p} {phrases[(i + j) % 240]}" for j, p in enumerate(phrases[:14])))
        for i in range(30)
    )
    encoder = Encoder()
    encoder.warm()
    direction = encoder.direction("who decides")
    start = time.process_time()
    index = SubjectIndex(many, encoder)
    index.match(direction, 0)
    built = time.process_time()
    for _ in range(50):
        index.match(direction, 0)
    matched = time.process_time()
    print(f"phrase {1000 * (built - start) / 420:.2f} ms, match {20 * (matched - built):.2f} ms")
    assert (built - start) / 420 < 0.004
    assert (matched - built) / 50 < 0.001
