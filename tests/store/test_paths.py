"""Where things are kept."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from roleplay.store import paths


def test_roleplay_home_puts_everything_below_one_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Data, state and cache are all inside it, and apart from each other."""
    monkeypatch.setenv("ROLEPLAY_HOME", str(tmp_path / "home"))
    found = paths.folders()
    places = {found.data, found.state, found.cache}
    assert {place.parent for place in places} == {tmp_path / "home"}
    assert len(places) == 3
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_roleplay_home_counts_as_unset(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """The platform's own folders are used then."""
    monkeypatch.setenv("ROLEPLAY_HOME", value)
    set_empty = paths.folders()
    monkeypatch.delenv("ROLEPLAY_HOME")
    assert paths.folders() == set_empty
    assert set_empty.data.is_absolute()


def test_folders_and_files_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    """Every folder that was missing is 0700, the file 0600; what was there is left alone."""
    file = paths.private_file(tmp_path / "a" / "b" / "history")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("typed")
    assert paths.private_file(file).read_text() == "typed"


def test_a_private_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new text stands alone, and nothing is left beside it."""
    target = tmp_path / "meta.json"
    paths.write_private(target, "a long text")
    paths.write_private(target, "short")
    assert target.read_text() == "short"
    assert [place.name for place in tmp_path.iterdir()] == ["meta.json"]
