"""Playing one scenario loads that one, however many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.authoring import yamlfile
from roleplay.authoring.library import Library, content_root

OWN = {
    "s03_two_late_trucks.yaml",
    "darnell_whitlock.yaml",
    "first_meeting.yaml",
    "proud_competitive.yaml",
    "marlpit.yaml",
    "standard.yaml",
}


def test_a_scenario_reads_only_its_own_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its buyers with their parts, its card and its rubric; no other buyer's file is opened."""
    opened: set[str] = set()
    real = yamlfile.os.open

    def noting(path: str | Path, *rest: int) -> int:
        opened.add(Path(path).name)
        return real(path, *rest)

    monkeypatch.setattr(yamlfile.os, "open", noting)
    Library().content("s03_two_late_trucks", "A")
    read = {name for name in opened if name.endswith(".yaml")}
    assert read >= OWN
    assert not {name for name in read - OWN if name[0] == "s" and name[1:3].isdigit()}
    others = {path.name for path in content_root("buyers").glob("*.yaml")} - OWN
    assert not read & others
