"""Rulings of people on how turns should have been read, as ``roleplay rulings --export`` gives
them: the reader's own tests load them."""

from __future__ import annotations

import json
from pathlib import Path

from roleplay.acts import ACTS, FLAGS
from roleplay.heard import Context
from roleplay.understanding import listen

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "blind" / "rulings.jsonl").read_text("utf-8").splitlines()
]
LEAST = 0.60
"""Micro-F1 of the reader on ruled turns, which are those it misread when they were played; it may
rise, and never fall."""


def test_rulings_speak_the_vocabulary() -> None:
    """Each row has words, what they answered, and acts and flags that there are."""
    assert len(ROWS) > 15
    for row in ROWS:
        assert row["text"]
        assert set(row["acts"]) <= set(ACTS)
        assert set(row["flags"]) <= set(FLAGS) | {"agrees", "refuses", "silence"}


def test_ruled_turns_are_read_no_worse_than_before() -> None:
    """What people have put right is read a little better with each version, never worse."""
    right = false = missed = 0
    for row in ROWS:
        heard = {act.id for act in listen(row["text"], Context(buyer=row["context"])).acts}
        wanted = set(row["acts"])
        right += len(heard & wanted)
        false += len(heard - wanted)
        missed += len(wanted - heard)
    found = 2 * right / (2 * right + false + missed)
    assert found >= LEAST, f"micro-F1 {found:.3f}"
