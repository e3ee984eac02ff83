"""Killed at any instant, nothing shown is lost; played anywhere, a call is the same bytes."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay.authoring.library import Library
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.replay import replay
from roleplay.conversation.transcript import lines_of, read
from roleplay.scenario import Content
from roleplay.understanding import default_reader

KILLS = 50
SAID = (
    "Good morning. I'd like to ask a few questions, and if we can't help I'll say so and go.",
    "What are you hoping to have sorted by the spring?",
    "It checks every promised date against the stock that is really there.",
    "How does chilled stock get ordered?",
    "What goes wrong with it?",
    "qwrt zxcv",
    "So it goes out of date before anybody sees it.",
    "Why is that?",
    "How many pallets a month?",
    "And what is one worth?",
    "What did that come to over the quarter?",
    "No, we don't do that.",
    "Shall we sit down with your operations director on Thursday and go through it?",
)


@pytest.fixture(scope="module")
def content() -> Content:
    """The first bundled call."""
    library = Library()
    return library.content(library.scenarios()[0].id)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of its own, so that no test sees another's attempts; the cache is shared."""
    return tmp_path_factory.mktemp("home")


def start(content: Content, out: Path, home: Path, seed: str = "0") -> subprocess.Popen[str]:
    """The command, playing into a file."""
    command = ("play", content.scenario.id, "--form", "A", "--seed", "5", "--out", str(out))
    env = {**os.environ, "ROLEPLAY_HOME": str(home), "PYTHONHASHSEED": seed}
    return subprocess.Popen(
        [sys.executable, "-m", "roleplay", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=env,
    )


def finished(content: Content, path: Path) -> list[bytes]:
    """The file's play, resumed and played to the end of what was to be said."""
    transcript = read(path, mend=True)
    talk = Conversation.resume(content, default_reader(), transcript)
    for text in SAID[len(transcript.turns) :]:
        if talk.ended is None:
            talk.say(text)
    return list(lines_of(talk.transcript))


@pytest.fixture(scope="module")
def whole(content: Content, home: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The same call, not killed."""
    out = tmp_path_factory.mktemp("whole") / "t.jsonl"
    process = start(content, out, home)
    process.communicate("\n".join(SAID) + "\n")
    return list(lines_of(read(out)))


def shown(process: subprocess.Popen[str], lines: int, delay: float) -> Iterator[str]:
    """What was on the screen when the program was killed."""
    assert process.stdout is not None
    for _ in range(lines):
        yield process.stdout.readline()
    time.sleep(delay)
    process.kill()
    yield from process.stdout


def test_killed_at_fifty_instants_no_shown_turn_is_lost(
    content: Content, home: Path, whole: list[bytes], tmp_path: Path
) -> None:
    """Every reply that was shown is in the file, and the resumed call is the same bytes."""
    chance = random.Random(20)
    for number in range(KILLS):
        out = tmp_path / f"{number}.jsonl"
        process = start(content, out, home)
        assert process.stdin is not None
        process.stdin.write("\n".join(SAID) + "\n")
        process.stdin.flush()
        lines = chance.randrange(1, len(SAID))
        replies = list(shown(process, lines, chance.random() * 0.01))
        process.stdin.close()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
        kept = read(out, mend=True)
        said = " ".join([call.text for call in kept.calls] + [turn.reply for turn in kept.turns])
        for reply in replies:
            if reply.endswith("\n"):
                words = reply.partition(": ")[2].strip()
                assert words in said
        assert finished(content, out) == whole


def test_a_call_is_the_same_bytes_under_any_hash_seed(
    content: Content, home: Path, whole: list[bytes], tmp_path: Path
) -> None:
    """PYTHONHASHSEED changes nothing, and the call replays to itself."""
    for seed in ("1", "4242"):
        out = tmp_path / f"{seed}.jsonl"
        process = start(content, out, home, seed)
        process.communicate("\n".join(SAID) + "\n")
        assert list(lines_of(read(out))) == whole
        assert replay(content, default_reader(), read(out)).identical
