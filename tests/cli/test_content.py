"""``scenarios``, ``buyers``, ``check``, ``listen`` and ``guide``."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

CONTENT = Path(__file__).parent.parent / "content"
Real = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def real(environment: dict[str, str], tmp_path: Path) -> Real:
    """Run the command as it is, with the real library."""

    def run_it(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "roleplay", *arguments],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    return run_it


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A trainer's own content in the present folder."""
    for folder in ("buyers", "scenarios"):
        shutil.copytree(CONTENT / folder, tmp_path / folder)
    return tmp_path


def test_scenarios_and_buyers_are_listed_in_the_agreed_shape(real: Real) -> None:
    """Every scenario names buyers that are in the other list."""
    scenarios = json.loads(real("scenarios", "--json").stdout)
    buyers = json.loads(real("buyers", "--json").stdout)
    assert scenarios["schema"] == buyers["schema"] == 1
    known = {buyer["id"] for buyer in buyers["buyers"]}
    for scenario in scenarios["scenarios"]:
        assert set(scenario) >= {"id", "title", "forms", "buyers", "calls", "seller"}
        assert set(scenario["buyers"]) <= known
    for buyer in buyers["buyers"]:
        assert set(buyer) >= {"id", "name", "role", "company"}


def test_every_listed_id_is_on_the_screen(real: Real) -> None:
    """The text lists hold what the JSON lists hold."""
    for command in ("scenarios", "buyers"):
        listed = json.loads(real(command, "--json").stdout)[command]
        shown = real(command).stdout
        assert [entry["id"] for entry in listed if entry["id"] not in shown] == []
        assert listed


def test_a_buyer_is_shown_and_an_unknown_one_is_not_found(real: Real) -> None:
    """Facts by level; as put together with file and line; exit 4 with a cure."""
    buyer = json.loads(real("buyers", "--json").stdout)["buyers"][0]
    shown = real("buyers", "show", buyer["id"])
    assert buyer["name"] in shown.stdout
    assert "Level " in shown.stdout
    resolved = real("buyers", "show", buyer["id"], "--resolved").stdout
    assert re.search(r"\.yaml:\d+", resolved)
    assert json.loads(real("buyers", "show", buyer["id"], "--json").stdout)["facts"]
    assert real("buyers", "show", "nobody_at_all").returncode == 4


def test_a_trainers_own_scenario_is_played_resumed_and_scored(own: Path, real: Real) -> None:
    """By the path of its file; what surrounds the attempt remembers where it is."""
    first = real("play", "scenarios/t01_trial_load.yaml", typed="Good morning.\n")
    assert first.returncode == 0
    assert len(first.stdout.splitlines()) == 2
    assert real("play", "--resume", typed="What goes wrong?\n").returncode == 0
    assert json.loads(real("score", "last", "--json").stdout)["status"] == "incomplete"
    assert real("replay", "last").stdout == "identical\n"


def test_sound_content_has_no_problems(own: Path, real: Real) -> None:
    """Exit 0, and a sentence on stdout."""
    done = real("check", "buyers", "scenarios")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No problems found.\n"


def test_problems_are_lines_with_their_place(own: Path, real: Real) -> None:
    """On stderr, as file:line:column; the count is on stdout; exit 3."""
    buyer = own / "buyers" / "wilf_garrow.yaml"
    buyer.write_text(buyer.read_text().replace("journey:", "jurney:", 1))
    done = real("check", "buyers")
    assert done.returncode == 3
    assert re.search(r"^buyers/wilf_garrow\.yaml:\d+:\d+: error\[", done.stderr, re.M)
    assert re.match(r"\d+ errors?, ", done.stdout)
    counted = json.loads(real("check", "buyers", "--json").stdout)
    assert counted["errors"] == sum(p["severity"] == "error" for p in counted["problems"])


def test_broken_content_cannot_be_played(own: Path, real: Real) -> None:
    """Exit 3 with the place, and no attempt is begun."""
    buyer = own / "buyers" / "wilf_garrow.yaml"
    buyer.write_text(buyer.read_text().replace("journey:", "jurney:", 1))
    done = real("play", "scenarios/t01_trial_load.yaml")
    assert done.returncode == 3
    assert "wilf_garrow.yaml:" in done.stderr
    assert not (own / "home" / "data" / "attempts").exists()


def test_listen_says_in_plain_words_what_was_heard(real: Real) -> None:
    """Without ids, unless they are asked for."""
    plain = real("listen", "What goes wrong with the boards?").stdout
    assert "You asked what goes wrong" in plain
    assert "ask_trouble" not in plain
    assert "ask_trouble" in real("listen", "What goes wrong?", "--explain").stdout


def test_listen_answers_each_line_in_the_agreed_shape(real: Real) -> None:
    """A bad line gets an error object, and the rest go on; ids come back as they came."""
    typed = '{"id": 7, "text": "What goes wrong?", "context": "Go on."}\nnot json\n{"id": "b"}\n'
    typed += '{"id": "c", "text": 3}\n{"id": null, "text": "Good morning."}\n'
    done = real("listen", typed=typed)
    heard = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in heard] == [7, None, "b", "c", None]
    assert ["error" in answer for answer in heard] == [False, True, True, True, False]
    assert heard[0]["acts"][0]["id"] == "ask_trouble"
    assert set(heard[0]) == {
        "id", "text", "acts", "flags", "form", "topics", "slots", "verdict",
    }  # fmt: skip


def test_listen_with_a_buyer_knows_the_buyers_subjects(real: Real) -> None:
    """A fact's own phrase is about that fact."""
    buyer = json.loads(real("buyers", "--json").stdout)["buyers"][0]["id"]
    from roleplay.authoring.library import Library

    fact = next(iter(Library().persona(buyer).facts.values()))
    heard = json.loads(real("listen", fact.phrases[0], "--buyer", buyer, "--json").stdout)
    assert fact.id in heard["topics"]


def test_the_guide_lists_its_pages_and_prints_each_without_mark_up(real: Real) -> None:
    """No page holds a line too long for the window outside code, nor any mark."""
    names = [line.split()[0] for line in real("guide").stdout.splitlines()]
    assert names[:2] == ["trainee", "trainer"]
    for name in names:
        page = real("guide", name).stdout
        prose = [line for line in page.splitlines() if not line.startswith("    ")]
        assert all(len(line) <= 80 for line in prose)
        assert not re.search(r"\*\*|^#|^```|`", "\n".join(prose), re.M)


def test_an_unknown_page_is_not_found_with_a_guess(real: Real) -> None:
    """Exit 4."""
    done = real("guide", "trainr")
    assert done.returncode == 4
    assert "Did you mean trainer?" in done.stderr


def test_the_example_in_the_trainers_guide_passes_check_and_plays(
    real: Real, tmp_path: Path
) -> None:
    """Every sample file of the page, written down as the page says."""
    page = files("roleplay").joinpath("guide", "trainer.md").read_text(encoding="utf-8")
    samples = re.findall(r"File `([^`]+)`:\n\n```yaml\n(.*?)```", page, re.S)
    assert len(samples) == 3
    for name, text in samples:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = real("check", "buyers", "scenarios")
    assert (done.returncode, done.stderr) == (0, "")
    played = real("play", samples[-1][0], typed="What are you hoping to achieve this year?\n")
    assert len(played.stdout.splitlines()) == 2


def test_every_command_of_a_call_is_in_the_trainees_guide() -> None:
    """And every command of the program is in one of the pages."""
    from roleplay.cli.incall import TABLE
    from roleplay.cli.main import COMMANDS

    pages = files("roleplay").joinpath("guide")
    trainee = pages.joinpath("trainee.md").read_text(encoding="utf-8")
    everything = "".join(
        page.read_text(encoding="utf-8") for page in pages.iterdir() if page.name.endswith(".md")
    )
    assert [slash.name for slash in TABLE if f"`/{slash.name}`" not in trainee] == []
    assert [name for name in COMMANDS if f"roleplay {name}" not in everything] == []


def test_a_scenario_played_before_is_played_without_reading_yaml(
    own: Path, environment: dict[str, str]
) -> None:
    """The second play of a scenario loads neither yaml nor pydantic, nor what a terminal needs."""
    program = (
        "import sys; from roleplay.cli.main import run;"
        "run(['play', 'scenarios/t01_trial_load.yaml', '--form', 'A']);"
        "heavy = ('yaml', 'pydantic', 'rich', 'prompt_toolkit');"
        "print([name for name in heavy if name in sys.modules])"
    )
    loaded = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=own,
            check=True,
        ).stdout.splitlines()[-1]
        for _ in range(2)
    ]
    assert "yaml" in loaded[0]
    assert loaded[1] == "[]"
