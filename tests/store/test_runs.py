"""Runs read from a file that may come from anybody."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from roleplay.errors import TranscriptError
from roleplay.simulate.runs import Run
from roleplay.store.runs import read_runs

GOOD = Run("s", "c", "A", 1, "scored", 50, 40, "e", "good", False, 9, {"goal": 3}, ("abuse",), "f")
CRITERIA, ERRORS = ("goal",), ("abuse",)


def written(tmp_path: Path, **changes: object) -> Path:
    """A file with one run, changed."""
    path = tmp_path / "runs.jsonl"
    path.write_text(json.dumps(dataclasses.asdict(GOOD) | changes) + "\n\n", "utf-8")
    return path


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    """A run comes back as it was; blank lines are passed over."""
    assert read_runs(written(tmp_path), CRITERIA, ERRORS) == [GOOD]


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 101},
        {"score": -1},
        {"score": "50"},
        {"score": None},
        {"score": float("nan")},
        {"score": float("inf")},
        {"levels": None},
        {"levels": ["goal"]},
        {"levels": {"goal": 5}},
        {"levels": {"goal": -1}},
        {"levels": {"goal": "4"}},
        {"levels": {"nobody_wrote_this": 3}},
        {"critical_errors": ["nobody"]},
        {"grade": "splendid"},
        {"seller": ["s"]},
        {"passed": 1},
    ],
)
def test_a_line_that_does_not_hold_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    """Wrong types, numbers out of bounds and unknown names: a sentence with file and line."""
    with pytest.raises(
        TranscriptError, match=r"runs\.jsonl:1: .*simulate -o|runs\.jsonl:1: .*anew"
    ):
        read_runs(written(tmp_path, **changes), CRITERIA, ERRORS)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"[" * 100_000, b"{}", b"null", b"\x1b[2J"])
def test_what_is_no_run_is_refused(tmp_path: Path, raw: bytes) -> None:
    """Bytes that are no text, deep nesting and other JSON end in a sentence."""
    path = tmp_path / "runs.jsonl"
    path.write_bytes(raw)
    with pytest.raises(TranscriptError, match="line of simulate"):
        read_runs(path, CRITERIA, ERRORS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_no_file_of_runs(tmp_path: Path) -> None:
    """What could go on for ever is not opened."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(TranscriptError, match="no file"):
        read_runs(pipe, CRITERIA, ERRORS)
