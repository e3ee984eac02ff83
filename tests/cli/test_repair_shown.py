"""The shortest repair is searched where it is shown, and nowhere else."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from roleplay.cli.judged import Judged, judged
from roleplay.cli.main import roleplay
from roleplay.report.debrief_repair import REPAIR
from tests.coach.plays import FEATURE, GREETING, nursery, played


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each search, with every call the same small one."""
    place = nursery()
    searches: list[str] = []
    search = Judged.repair.fget  # type: ignore[attr-defined]

    def noted(self: Judged) -> object:
        searches.append("once")
        return search(self)

    monkeypatch.setattr(Judged, "repair", property(noted))
    monkeypatch.setattr("roleplay.cli.judging.Judge.__init__", lambda self, scenario=None: None)
    monkeypatch.setattr(
        "roleplay.cli.judging.Judge.judged",
        lambda self, name: judged(played(place, GREETING, FEATURE), place),
    )
    return searches


def shown(*arguments: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(roleplay, ["debrief", "last", *arguments], standalone_mode=False)
    assert result.exception is None
    return result.output


def test_the_usual_debrief_does_not_pay_for_it(searched: list[str]) -> None:
    """Neither searched nor shown."""
    assert REPAIR not in shown()
    assert searched == []


@pytest.mark.parametrize(
    "arguments", [("--full",), ("--format", "html"), ("--format", "markdown")], ids=str
)
def test_a_full_look_back_and_the_pages_show_it(
    searched: list[str], arguments: tuple[str, ...]
) -> None:
    """Searched once, and shown."""
    assert REPAIR in shown(*arguments)
    assert searched == ["once"]


def test_the_json_has_it(searched: list[str]) -> None:
    """As a value with steps."""
    value = json.loads(shown("--json"))
    assert value["repair"]["found"] is True
    assert searched == ["once"]
