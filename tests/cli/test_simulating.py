"""``simulate`` and ``validate`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roleplay.cli.main import roleplay
from roleplay.conversation.transcript import read
from roleplay.errors import NotFoundError, TranscriptError, UsageError

SHORT = ("--scenarios", "s01_thirty_minutes", "-n", "1")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_HOME", str(tmp_path / "home"))


def run(*arguments: str) -> Result:
    """Run a command; errors come through."""
    return CliRunner().invoke(
        roleplay, list(arguments), catch_exceptions=False, standalone_mode=False
    )


def test_simulate_prints_a_row_a_seller() -> None:
    """One row for each seller, and what the columns mean."""
    result = run("simulate", "--sellers", "pitcher,silent", *SHORT)
    rows = [line.split()[0] for line in result.stdout.splitlines() if line[:1].islower()]
    assert rows[:3] == ["seller", "pitcher", "silent"]
    assert "4 calls in 2 forms" in " ".join(result.stdout.split())


def test_simulate_keeps_calls_and_transcripts(tmp_path: Path) -> None:
    """Every call as a JSON line, and its transcript as a file that score can read."""
    out, keep = tmp_path / "runs.jsonl", tmp_path / "calls"
    run("simulate", "--sellers", "closer", *SHORT, "-o", str(out), "--keep", str(keep))
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(line["seller"], line["form"], line["seed"]) for line in lines] == [
        ("closer", "A", 1),
        ("closer", "B", 1),
    ]
    files = sorted(keep.iterdir())
    assert [file.name for file in files] == [
        "closer-s01_thirty_minutes-A-1.jsonl",
        "closer-s01_thirty_minutes-B-1.jsonl",
    ]
    assert len(read(files[0]).turns) == lines[0]["turns"]
    document = json.loads(run("score", "--json", str(files[0])).stdout)
    assert document["score"] == lines[0]["score"]


def test_simulate_as_json() -> None:
    """With --json, one document a call and nothing else on stdout."""
    result = run("simulate", "--sellers", "silent", *SHORT, "--json")
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["schema"] for document in documents] == [1, 1]
    assert documents[0]["status"] == "incomplete"


def test_unknown_names_are_told() -> None:
    """A name that is not there is told with those that are; no name is a usage error."""
    with pytest.raises(NotFoundError, match="pitcher"):
        run("simulate", "--sellers", "picher", *SHORT)
    with pytest.raises(NotFoundError, match="s01_thirty_minutes"):
        run("simulate", "--scenarios", "s01_thirty_minute", "-n", "1")
    with pytest.raises(UsageError, match="ids with commas"):
        run("simulate", "--sellers", ",", *SHORT)


def test_validate_reports_and_fails_on_a_gate(tmp_path: Path) -> None:
    """The report has its parts; where good sellers are not above the rest it exits 1."""
    runs = tmp_path / "runs.jsonl"
    run("simulate", "--sellers", "gold_warm,pitcher", *SHORT, "-o", str(runs))
    good = run("validate", "--runs", str(runs), "--scenarios", "s01_thirty_minutes")
    for part in ("Known groups", "Gates", "Criteria", "Reach", "Reliability", "Weights", "changes"):
        assert part in good.stdout
    lines = [json.loads(line) for line in runs.read_text().splitlines()]
    turned = [line | {"score": 100 - line["score"]} for line in lines]
    runs.write_text("".join(json.dumps(line) + "\n" for line in turned))
    bad = run("validate", "--runs", str(runs), "--scenarios", "s01_thirty_minutes", "--json")
    gates = {g["name"]: g["holds"] for g in json.loads(bad.stdout)["validity"]["gates"]}
    assert not gates["every good seller above every other"]
    assert bad.return_value == 1


def test_validate_refuses_other_files(tmp_path: Path) -> None:
    """A file that simulate did not write is refused with its line."""
    runs = tmp_path / "runs.jsonl"
    runs.write_text('{"score": 3}\n')
    with pytest.raises(TranscriptError, match=r"runs\.jsonl:1"):
        run("validate", "--runs", str(runs))


def test_places_that_cannot_be_written_are_told_before_a_call_is_played(tmp_path: Path) -> None:
    """A missing folder, or a file where a folder should be, is a usage error at once."""
    with pytest.raises(UsageError, match="cannot write"):
        run("simulate", "--sellers", "silent", *SHORT, "-o", str(tmp_path / "no" / "runs.jsonl"))
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write"):
        run("simulate", "--sellers", "silent", *SHORT, "--keep", str(tmp_path / "file" / "calls"))


def test_a_name_given_twice_counts_once() -> None:
    """The same seller named twice plays once."""
    result = run("simulate", "--sellers", "silent,silent", *SHORT, "--json")
    assert len(result.stdout.splitlines()) == 2


def test_validate_has_nothing_to_say_without_groups(tmp_path: Path) -> None:
    """Where there are no good sellers to compare, no gate holds by itself."""
    runs = tmp_path / "runs.jsonl"
    run("simulate", "--sellers", "silent", *SHORT, "-o", str(runs))
    result = run("validate", "--runs", str(runs), "--scenarios", "s01_thirty_minutes")
    assert result.return_value == 1
