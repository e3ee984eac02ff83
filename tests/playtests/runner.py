"""Recorded talks: what was said to a buyer, and how it ended.

A file ``tests/playtests/<scenario>/<name>.txt`` opens with one line ``# form A, seed 1, ending X``
and then has one seller turn a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from roleplay.authoring.library import Library
from roleplay.conversation.conversation import Conversation
from roleplay.scenario import Content
from roleplay.understanding import default_reader

FOLDER = Path(__file__).parent
_FIRST = re.compile(r"# form (\w+), seed (\d+), ending (\w+)")


@dataclass(frozen=True)
class Playtest:
    """One recorded talk."""

    name: str
    scenario: str
    form: str
    seed: int
    ending: str
    said: tuple[str, ...]


def load(path: Path) -> Playtest:
    """Read one file."""
    first, *said = path.read_text("utf-8").splitlines()
    match = _FIRST.fullmatch(first)
    assert match, f"{path}:1: expected '# form A, seed 1, ending name', found {first!r}"
    turns = tuple(line for line in said if line)
    return Playtest(path.stem, path.parent.name, match[1], int(match[2]), match[3], turns)


def all_playtests() -> list[Playtest]:
    """Every recorded talk, by scenario and name."""
    return [load(path) for path in sorted(FOLDER.glob("*/*.txt"))]


@lru_cache(maxsize=64)
def content(scenario: str, form: str) -> Content:
    """The bundled content, its better lines read."""
    return Library(read=default_reader().listen).content(scenario, form)


def play(test: Playtest) -> Conversation:
    """Play it live."""
    talk = Conversation(content(test.scenario, test.form), default_reader(), test.seed)
    for text in test.said:
        assert talk.ended is None, f"{test.name}: over before {text!r}"
        talk.say(text)
    return talk
