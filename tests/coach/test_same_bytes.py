"""The same transcript gives the same bytes, whatever machine and environment judge it.

Hash seeds, locales, time zones, threads and interpreters are varied together, a process each: all
must print what the first printed. Contents are compiled in each process anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from itertools import zip_longest
from pathlib import Path

import pytest

from roleplay.conversation.transcript import lines_of
from tests.coach.outputs import LOOKS, MARK
from tests.playtests.runner import FOLDER, load, play

ROOT = Path(__file__).parents[2]
CALLS = (
    "s05_compressor_too_small/poor",
    "s06_free_lessons/best",
    "s12_two_in_the_morning/clumsy_b",
)
"""One with a critical error, one of several calls, one in the middle: the shortest repair of each
is soon found."""
SEEDS = ("0", "1", "random")
ZONES = ("UTC", "Asia/Kolkata", "Pacific/Auckland")
THREADS = ("1", "2")
ENCODED = ("c", "posix")
"""Locales without an encoding in their name in which Python writes UTF-8 all the same."""
PYTHONS = ("python3", "python3.11", "python3.12", "python3.13", "python3.14")
MORE = "ROLEPLAY_TEST_PYTHONS"
"""Further interpreters that have what the program needs, parted as in PATH."""


def locales() -> list[str]:
    """The locales of this machine."""
    tool = shutil.which("locale")
    listed = (
        subprocess.run([tool, "-a"], capture_output=True, text=True, check=True) if tool else None
    )
    return listed.stdout.split() if listed else ["C", "C.UTF-8"]


def environments() -> list[dict[str, str]]:
    """Every locale, time zone, hash seed and number of threads at least once."""
    rows = zip_longest(locales(), ZONES, SEEDS)
    return [
        {
            "LC_ALL": locale or "C",
            "TZ": zone or ZONES[number % len(ZONES)],
            "PYTHONHASHSEED": seed or SEEDS[number % len(SEEDS)],
            "OMP_NUM_THREADS": THREADS[number % len(THREADS)],
        }
        for number, (locale, zone, seed) in enumerate(rows)
    ]


def interpreters() -> list[str]:
    """The CPythons from 3.11 on in PATH, each once, with those named by hand; not this one."""
    folders = os.get_exec_path()
    found = [path for name in PYTHONS for f in folders if (path := shutil.which(name, path=f))]
    found += [path for path in os.environ.get(MORE, "").split(os.pathsep) if path]
    asked = "import sys; v = sys.version_info; print(sys.implementation.name, v >= (3, 11)); "
    asked += "print(sys.prefix + sys.version)"
    known = {_answer(sys.executable, asked)}
    others = []
    for path in found:
        said = _answer(path, asked)
        if said.startswith("cpython True") and said not in known:
            known.add(said)
            others.append(path)
    return others


def _answer(python: str, code: str) -> str:
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The calls, played now and recorded."""
    folder = tmp_path_factory.mktemp("calls")
    for name in CALLS:
        path = folder / f"{name.replace('/', '_')}.jsonl"
        lines = lines_of(play(load(FOLDER / f"{name}.txt")).transcript)
        path.write_bytes(b"".join(line + b"\n" for line in lines))
    return sorted(map(str, folder.iterdir()))


def printed(
    files: list[str], home: Path, changed: dict[str, str], python: str = sys.executable
) -> bytes:
    """What one process prints of these calls in an environment."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "ROLEPLAY_HOME": str(home),
        "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", ""))),
        "COLUMNS": "80",
        **changed,
    }
    locale = env["LC_ALL"].lower()
    if locale not in ENCODED and "utf" not in locale:
        env["PYTHONIOENCODING"] = "utf-8"  # what a terminal can show is its own affair
    command = [python, "-m", "tests.coach.outputs", env["OMP_NUM_THREADS"], *files]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


ENVIRONMENTS = environments()


@pytest.fixture(scope="module")
def first(files: list[str], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the first environment prints, checked to be all that should be compared."""
    shown = printed(files, tmp_path_factory.mktemp("first"), ENVIRONMENTS[0])
    parts = shown.decode("utf-8").split(MARK)[1:]
    assert len(parts) == 2 + len(CALLS) * len(LOOKS)
    assert all(len(part) > 500 for part in parts)
    assert parts[0].count('"uncapped"') == len(CALLS)
    return shown


def same(shown: bytes, first: bytes) -> None:
    """Fail with the first command whose output differs."""
    mark = MARK.encode()
    for mine, theirs in zip(shown.split(mark), first.split(mark), strict=True):
        assert mine == theirs, mine.partition(b"\n")[0].decode()


@pytest.mark.parametrize(
    "changed", ENVIRONMENTS[1:], ids=lambda env: ", ".join(env.values()).replace("/", " ")
)
def test_an_environment_changes_no_byte(
    changed: dict[str, str], files: list[str], first: bytes, tmp_path: Path
) -> None:
    """Scores, ledgers and debriefs in every form, with each locale, zone, seed and threads."""
    same(printed(files, tmp_path, changed), first)


OTHERS = interpreters()


@pytest.mark.parametrize("python", OTHERS, ids=[path.strip("/") for path in OTHERS])
def test_an_interpreter_changes_no_byte(
    python: str, files: list[str], first: bytes, tmp_path: Path
) -> None:
    """Each other CPython of this machine. One of the same version borrows the libraries that are
    installed here; another one that has none of its own cannot be tried, and is named."""
    changed = dict(ENVIRONMENTS[0])
    if _answer(python, "import sys; print(sys.version_info[:2])") == str(sys.version_info[:2]):
        libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        changed["PYTHONPATH"] = os.pathsep.join((str(ROOT), *sorted(libraries)))
    elif not _answer(python, "import msgspec, numpy, onnxruntime, pydantic; print(1)"):
        pytest.skip(f"{python} has none of the libraries that the program needs")
    same(printed(files, tmp_path, changed, python), first)


def test_this_machine_tries_more_than_one_environment() -> None:
    """The list names each seed, zone and number of threads, and every locale that there is."""
    tried = [set(values) for values in zip(*(env.values() for env in ENVIRONMENTS), strict=True)]
    assert tried[0] >= set(locales())
    assert tried[1:] == [set(ZONES), set(SEEDS), set(THREADS)]
