"""Attempts on disk: one folder each, with the transcript and what surrounds it.

``transcript.jsonl`` is the record of truth and holds no times. ``meta.json`` holds what belongs
to this machine: when it was started and ended (UTC), and what was played, so that a list of
attempts reads no transcript. No attempt is ever overwritten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from roleplay.errors import NotFoundError, UsageError
from roleplay.store.paths import folders, made, write_private

SCHEMA = 1
LAST = "last"
"""The name by which the newest attempt can always be called."""
_ID = re.compile(r"(\d{4,9})-[a-z0-9-]+\Z")


@dataclass(frozen=True, slots=True)
class Meta:
    """What is kept beside a transcript."""

    scenario: str
    form: str
    seed: int
    mode: str
    started: str
    """UTC, ISO 8601 to the second."""
    ended: str = ""
    """UTC; empty while the call is open."""
    source: str = ""
    """File of the scenario where it was not a bundled one."""
    parent: str = ""
    """Attempt that this one retries; empty: a first try."""
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Attempt:
    """One trainee's one try."""

    id: str
    folder: Path
    meta: Meta

    @property
    def number(self) -> int:
        """The number at the front of the id."""
        return int(self.id.partition("-")[0])

    @property
    def transcript(self) -> Path:
        """Its transcript."""
        return self.folder / "transcript.jsonl"

    @property
    def open(self) -> bool:
        """Whether the call was left before its ending."""
        return not self.meta.ended


class Attempts:
    """All attempts below one folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else folders().attempts

    def new(
        self, scenario: str, form: str, seed: int, mode: str, source: str = "", parent: str = ""
    ) -> Attempt:
        """Begin an attempt: a new folder under a new, sortable id."""
        made(self._folder)
        meta = Meta(scenario, form, seed, mode, _now(), source=source, parent=parent)
        slug = re.sub(r"[^a-z0-9]+", "-", scenario.lower()).strip("-")[:60] or "call"
        number = max(self._numbers(), default=0) + 1
        while True:
            name = f"{number:04d}-{slug}"
            try:
                (self._folder / name).mkdir(mode=0o700)
            except FileExistsError:
                number += 1
                continue
            except OSError as error:
                raise UsageError(
                    f"cannot start an attempt in {self._folder} ({error.strerror}); "
                    "check the disk, or set ROLEPLAY_HOME to another folder"
                ) from None
            return self._keep(Attempt(name, self._folder / name, meta))

    def close(self, attempt: Attempt) -> Attempt:
        """Note that the call has come to its ending."""
        return self._keep(replace(attempt, meta=replace(attempt.meta, ended=_now())))

    def all(self) -> list[Attempt]:
        """Every attempt, oldest first. A folder that cannot be read is passed over."""
        found = []
        for folder in self._folders():
            meta = _meta(folder / "meta.json")
            if meta is not None:
                found.append(Attempt(folder.name, folder, meta))
        return sorted(found, key=lambda attempt: (attempt.number, attempt.id))

    def find(self, name: str) -> Attempt:
        """The attempt called by its id, its number, a beginning of its id, or ``last``.

        Raises NotFoundError where none or several answer to it.
        """
        attempts = self.all()
        if not attempts:
            raise NotFoundError("there are no attempts yet; start one with: roleplay play")
        if name == LAST:
            return attempts[-1]
        found = [attempt for attempt in attempts if attempt.id == name]
        if not found and name.isdecimal() and len(name) < 10:
            found = [attempt for attempt in attempts if attempt.number == int(name)]
        if not found and name:
            found = [attempt for attempt in attempts if attempt.id.startswith(name)]
        if len(found) == 1:
            return found[0]
        return _not_one(name, found, attempts[-1])

    def resumable(self) -> list[Attempt]:
        """Attempts left before their ending, newest first.

        One that was killed before its transcript had a whole record has nothing to resume.
        """
        return [a for a in reversed(self.all()) if a.open and _has_begun(a.transcript)]

    def played(self, scenario: str) -> Counter[str]:
        """How often each form of this scenario was begun (retries not counted)."""
        metas = [attempt.meta for attempt in self.all() if not attempt.meta.parent]
        return Counter(meta.form for meta in metas if meta.scenario == scenario)

    def next_form(self, scenario: str, forms: Iterable[str]) -> str:
        """The form that was played least; the first of them in the scenario's order."""
        played = self.played(scenario)
        return min(forms, key=lambda form: played[form])

    def next_seed(self, scenario: str) -> int:
        """A seed that no attempt of this scenario has had."""
        seeds = [a.meta.seed for a in self.all() if a.meta.scenario == scenario]
        return max(seeds, default=0) + 1

    def _keep(self, attempt: Attempt) -> Attempt:
        body = msgspec.json.format(msgspec.json.encode(attempt.meta), indent=2)
        write_private(attempt.folder / "meta.json", body.decode() + "\n")
        return attempt

    def _folders(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return [place for place in self._folder.iterdir() if _ID.match(place.name)]

    def _numbers(self) -> list[int]:
        return [int(folder.name.partition("-")[0]) for folder in self._folders()]


def _meta(path: Path) -> Meta | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Meta)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _has_begun(transcript: Path) -> bool:
    try:
        with transcript.open("rb") as file:
            return file.readline().endswith(b"\n")
    except OSError:
        return False


def _not_one(name: str, found: list[Attempt], newest: Attempt) -> Attempt:
    if found:
        several = ", ".join(attempt.id for attempt in found[:5])
        raise NotFoundError(f"several attempts begin with {name!r}: {several}; type more of it")
    raise NotFoundError(
        f"there is no attempt or file {name!r}; the newest attempt is {newest.id} "
        f"(also called {LAST}, or {newest.number})"
    )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
