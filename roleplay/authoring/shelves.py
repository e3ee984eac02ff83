"""Where content files are looked for.

A shelf is one folder of a kind (``buyers`` or ``scenarios``); several may be searched in turn, so
that a trainer's own scenario can use bundled buyers. Ids are checked before they become file
names: no id can name a path.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ID = re.compile(r"[a-z0-9_]{1,80}")
COLLECTIONS = {
    "buyer": "buyers",
    "journey": "buyers/journeys",
    "temperament": "buyers/temperaments",
    "trait": "buyers/traits",
    "scenario": "scenarios",
    "card": "scenarios/cards",
    "rubric": "scenarios/rubrics",
    "seller": "scenarios/sellers",
    "bank": "scenarios/banks",
}
"""Folder of each kind of content file."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """The folders that one lookup searches, nearest first."""

    buyers: tuple[Path, ...]
    scenarios: tuple[Path, ...]

    def candidates(self, kind: str, name: str) -> tuple[Path, ...]:
        """Every place where a file of this kind and id may be; none for an impossible id."""
        if not ID.fullmatch(name):
            return ()
        return tuple(folder / f"{name}.yaml" for folder in self._folders(kind))

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind that there are, sorted."""
        found = set()
        for folder in self._folders(kind):
            if folder.is_dir():
                found |= {path.stem for path in folder.glob("*.yaml") if ID.fullmatch(path.stem)}
        return tuple(sorted(found))

    def portable(self, path: Path) -> str:
        """The file's name within its collection, the same on every machine."""
        for kind, shelves in (("buyers", self.buyers), ("scenarios", self.scenarios)):
            for shelf in shelves:
                if path.is_relative_to(shelf):
                    return f"{kind}/{path.relative_to(shelf).as_posix()}"
        return path.name

    def _folders(self, kind: str) -> tuple[Path, ...]:
        top, _, below = COLLECTIONS[kind].partition("/")
        shelves = self.buyers if top == "buyers" else self.scenarios
        folders = (shelf / below if below else shelf for shelf in shelves)
        return tuple(dict.fromkeys(folders))


def shown_path(path: Path) -> str:
    """A path as the author would type it: relative where it lies below the present folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return str(path) if relative.startswith("..") else relative
