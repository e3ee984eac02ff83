"""The files of one run: each is read once, its faults noted, its fingerprint kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from roleplay.authoring import yamlfile
from roleplay.authoring.nodes import Mapping, text_at
from roleplay.authoring.report import Report
from roleplay.authoring.shelves import Shelves, shown_path
from roleplay.authoring.words import did_you_mean, shown
from roleplay.errors import Place


@dataclass(frozen=True, slots=True)
class Source:
    """One content file as read."""

    kind: str
    id: str
    node: Mapping
    file: str
    """Its name in problems."""
    portable: str
    """Its name within its collection."""


class Sources:
    """Reads content files for one run. ``files`` grows to the list of what was used."""

    def __init__(self, shelves: Shelves, report: Report) -> None:
        self.shelves = shelves
        self.report = report
        self.files: dict[str, str] = {}
        """Absolute path to SHA-256 of each file read; empty for a place where none was found."""
        self.portable_names: dict[str, str] = {}
        """Name in problems to name within the collection."""
        self._parsed: dict[Path, yamlfile.Parsed] = {}

    def find(self, kind: str, name: str, asked_at: Place) -> Source | None:
        """The file of this kind and id; None, with a problem noted, if there is none that holds.

        ``asked_at`` is where the id is named.
        """
        for path in self.shelves.candidates(kind, name):
            if path.is_file():
                return self.open(kind, path)
            self.files[os.path.abspath(path)] = ""
        known = self.shelves.ids(kind)
        self.report.add(
            f"unknown-{kind}", asked_at, f"Unknown {kind} {shown(name)}.", did_you_mean(name, known)
        )
        return None

    def open(self, kind: str, path: Path) -> Source | None:
        """Read a file; None, with problems noted, if it cannot be read."""
        file, portable = shown_path(path), self.shelves.portable(path)
        self.portable_names[file] = portable
        if path not in self._parsed:
            self._parsed[path] = yamlfile.read(path, file)
        parsed = self._parsed[path]
        self.files[os.path.abspath(path)] = parsed.sha256
        self.report.take(parsed.problems)
        if parsed.node is None:
            return None
        self._check_id(kind, path, parsed.node)
        return Source(kind, path.stem, parsed.node, file, portable)

    def _check_id(self, kind: str, path: Path, node: Mapping) -> None:
        written = text_at(node, kind)
        if written and written != path.stem:
            self.report.add(
                "id-not-file-name",
                node.key_place(kind),
                f"The {kind} {shown(written)} is in a file named {shown(path.name)}.",
                f"Rename the file to {written}.yaml, or write '{kind}: {path.stem}'.",
            )

    def portable_place(self, place: Place) -> str:
        """A place as it is kept in values: the same on every machine."""
        file = self.portable_names.get(place.file, place.file)
        return f"{file}:{place.line}:{place.column}"
