"""What several commands need: content, the reader, attempts by name, output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplay.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from roleplay.authoring.library import Library
    from roleplay.conversation.conversation import Reader
    from roleplay.conversation.records import Header
    from roleplay.conversation.transcript import Transcript
    from roleplay.scenario import Content
    from roleplay.store.attempts import Attempt


def load_reader() -> Reader:
    """The reader; its weights load when they are first wanted, or are warmed meanwhile."""
    from roleplay.understanding import default_reader

    return default_reader()


def load_library(reader: Reader) -> Library:
    """The shelves of content, with the compiled cache of this machine."""
    from roleplay.authoring.library import Library
    from roleplay.store.cache import Cache
    from roleplay.store.paths import folders

    return Library(
        cache=Cache(folders().cache),
        read=reader.listen,
        reader=reader.digest,
        criteria=_CriterionIds(),
    )


class _CriterionIds:
    """The criteria's ids, looked up only when content is compiled."""

    def __iter__(self) -> Iterator[str]:
        from roleplay.coach.criteria import CRITERIA

        return iter(CRITERIA)


@dataclass(frozen=True, slots=True)
class Found:
    """A recorded call that was named on the command line."""

    name: str
    path: Path
    attempt: Attempt | None = None

    def transcript(self, mend: bool = False) -> Transcript:
        """Read it. Raises TranscriptError."""
        from roleplay.conversation.transcript import read

        return read(self.path, mend=mend)


def find(name: str) -> Found:
    """A recorded call by file name, attempt id, number, beginning of an id, or ``last``."""
    from roleplay.store.attempts import Attempts

    path = Path(name)
    for file in (path, path / "transcript.jsonl"):
        if os.path.isfile(file):  # unlike Path.is_file, never raises
            return Found(name, file)
    if path.suffix or len(path.parts) > 1:
        raise NotFoundError(f"there is no file {name}; check the path and try again")
    attempt = Attempts().find(name)
    return Found(attempt.id, attempt.transcript, attempt)


def refuse_open_exam(found: Found, transcript: Transcript) -> None:
    """Raise UsageError for an exam that still goes on: looking back would be help."""
    from roleplay.conversation.conversation import EXAM

    if transcript.header.mode == EXAM and transcript.ended is None:
        raise UsageError(
            f"this exam call is still open; finish it first (roleplay play --resume {found.name}), "
            "then look back at it"
        )


def content_of(library: Library, header: Header, source: str = "") -> Content:
    """The content that a transcript was played with, as it is now.

    ``source`` is the scenario's file where it is not a bundled one.
    """
    return load_content(library, source or header.scenario, header.form)


def load_content(library: Library, scenario: str, form: str) -> Content:
    """One scenario in one form, by its id or by the path of its file."""
    if is_path(scenario):
        return library.content_from(Path(scenario), form)
    return library.content(scenario, form)


def is_path(scenario: str) -> bool:
    """Whether a scenario was named by its file."""
    return scenario.endswith((".yaml", ".yml")) or "/" in scenario or "\\" in scenario


def emit(value: dict[str, Any]) -> None:
    """Print one JSON document on one line, and let whoever reads it have it at once."""
    print(json.dumps(value, ensure_ascii=True))


def message(text: str) -> None:
    """Say something beside the data: on stderr, cleaned."""
    from roleplay.report.clean import clean

    print(clean(text), file=sys.stderr)


def width() -> int:
    """Columns to write in."""
    import shutil

    from roleplay.report.text import fit

    return fit(shutil.get_terminal_size((80, 24)).columns)
