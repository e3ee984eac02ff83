"""Attempts on disk."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from roleplay.errors import NotFoundError, UsageError
from roleplay.store.attempts import Attempts


def mode(path: Path) -> int:
    """Permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def attempts(tmp_path: Path) -> Attempts:
    """An empty store."""
    return Attempts(tmp_path / "attempts")


def test_an_id_is_a_number_and_the_scenario_and_ids_sort_by_age(attempts: Attempts) -> None:
    """The first attempt is 0001, the next one 0002."""
    ids = [attempts.new("s01_thirty_minutes", "A", 1, "practice").id for _ in range(2)]
    assert ids == ["0001-s01-thirty-minutes", "0002-s01-thirty-minutes"]


def test_an_attempt_is_its_owners_alone(attempts: Attempts) -> None:
    """Folders are 0700 and files 0600."""
    attempt = attempts.new("yard", "A", 1, "practice")
    assert mode(attempt.folder) == 0o700
    assert mode(attempt.folder.parent) == 0o700
    assert mode(attempt.folder / "meta.json") == 0o600


def test_no_attempt_is_ever_overwritten(attempts: Attempts, tmp_path: Path) -> None:
    """Where a folder of the next number is already there, the number after is taken."""
    attempts.new("yard", "A", 1, "practice")
    stray = tmp_path / "attempts" / "0002-yard"
    stray.mkdir()
    (stray / "transcript.jsonl").write_text("kept")
    assert attempts.new("yard", "A", 2, "practice").id == "0003-yard"
    assert (stray / "transcript.jsonl").read_text() == "kept"


def test_a_scenario_of_any_name_makes_a_harmless_folder(attempts: Attempts) -> None:
    """Slashes, dots and other letters never leave the attempts' folder."""
    attempt = attempts.new("../../Evil Näme", "A", 1, "practice")
    assert attempt.id == "0001-evil-n-me"
    assert attempt.folder.is_dir()


@pytest.mark.parametrize("name", ["0002-timber", "2", "0002", "0002-t", "last"])
def test_an_attempt_answers_to_id_number_beginning_and_last(attempts: Attempts, name: str) -> None:
    """All the ways of naming the second and newest one find it."""
    attempts.new("yard", "A", 1, "practice")
    newest = attempts.new("timber", "A", 1, "practice")
    assert attempts.find(name).id == newest.id


def test_a_name_that_fits_several_is_refused_with_their_ids(attempts: Attempts) -> None:
    """The message lists what it could have meant."""
    attempts.new("yard", "A", 1, "practice")
    attempts.new("yard", "A", 2, "practice")
    with pytest.raises(NotFoundError, match="0001-yard, 0002-yard"):
        attempts.find("000")


@pytest.mark.parametrize("name", ["9", "nowhere", "", "9" * 5000, "../x", "²"])
def test_a_name_that_fits_none_is_refused(attempts: Attempts, name: str) -> None:
    """The message names the newest attempt, or says that there is none."""
    with pytest.raises(NotFoundError, match="no attempts yet"):
        attempts.find(name)
    attempts.new("yard", "A", 1, "practice")
    with pytest.raises(NotFoundError, match="0001-yard"):
        attempts.find(name)


def test_open_calls_are_offered_newest_first_until_they_end(attempts: Attempts) -> None:
    """Closing an attempt takes it off the list and notes the time in UTC."""
    first = attempts.new("yard", "A", 1, "practice")
    second = attempts.new("yard", "B", 2, "practice")
    for attempt in (first, second):
        attempt.transcript.write_text("{}\n")
    assert [a.id for a in attempts.resumable()] == [second.id, first.id]
    assert attempts.close(second).meta.ended.endswith("Z")
    assert [a.id for a in attempts.resumable()] == [first.id]


def test_the_next_form_is_the_one_played_least_and_the_next_seed_is_new(
    attempts: Attempts,
) -> None:
    """Forms are counted per scenario; a retry is not a play of its form."""
    assert attempts.next_form("yard", ["A", "B"]) == "A"
    assert attempts.next_seed("yard") == 1
    attempts.new("yard", "A", 4, "practice")
    attempts.new("timber", "B", 9, "practice")
    assert attempts.next_form("yard", ["A", "B"]) == "B"
    assert attempts.next_seed("yard") == 5
    attempts.new("yard", "B", 5, "practice")
    attempts.new("yard", "A", 5, "practice", parent="0001-yard")
    assert attempts.next_form("yard", ["A", "B"]) == "A"
    assert attempts.played("yard").total() == 2


@pytest.mark.parametrize("meta", ["", "{", '{"schema": 1}', "\x00", '{"scenario": 7}'])
def test_a_broken_meta_file_hides_its_attempt_and_no_other(attempts: Attempts, meta: str) -> None:
    """The rest is listed as before."""
    broken = attempts.new("yard", "A", 1, "practice")
    whole = attempts.new("yard", "A", 2, "practice")
    (broken.folder / "meta.json").write_text(meta)
    assert [attempt.id for attempt in attempts.all()] == [whole.id]


def test_a_store_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    """A file where the folder should be gives a cure, not a traceback."""
    (tmp_path / "attempts").write_text("in the way")
    with pytest.raises(UsageError, match="ROLEPLAY_HOME"):
        Attempts(tmp_path / "attempts").new("yard", "A", 1, "practice")


@pytest.mark.parametrize("written", [None, "", '{"record":"hea'])
def test_an_attempt_killed_before_its_first_record_is_not_offered(
    attempts: Attempts, written: str | None
) -> None:
    """There is nothing to go on from; the one before it is offered instead."""
    whole = attempts.new("yard", "A", 1, "practice")
    whole.transcript.write_text("{}\n")
    torn = attempts.new("yard", "B", 2, "practice")
    if written is not None:
        torn.transcript.write_text(written)
    assert [attempt.id for attempt in attempts.resumable()] == [whole.id]
