"""The calls that were played blind are whole: every record reads and every hash holds."""

from pathlib import Path

import pytest

from roleplay.conversation.transcript import read

CALLS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.jsonl"))


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
def test_a_recorded_call_reads_as_it_was_written(path: Path) -> None:
    """Older transcripts stay readable: their chain holds and their turns are there."""
    transcript = read(path)
    assert transcript.header.scenario
    assert all(turn.reply for turn in transcript.turns)
    assert all(turn.text or turn.heard.flagged("silence") for turn in transcript.turns)


def test_none_is_lost() -> None:
    """Eighteen with the first buyer, thirty-one with the others, thirty-three to be rated."""
    assert len(CALLS) == 18 + 31 + 33
