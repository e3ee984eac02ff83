"""``check``: every problem of any content files, in one run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from roleplay.authoring.better import Read
from roleplay.authoring.cards import build_card, build_rubric
from roleplay.authoring.catalogue import checks
from roleplay.authoring.checks.checked import Checked
from roleplay.authoring.compile_persona import compile_persona
from roleplay.authoring.compile_scenario import compile_scenario, forms_of
from roleplay.authoring.library import content_root
from roleplay.authoring.nodes import Mapping
from roleplay.authoring.part_alone import check_part
from roleplay.authoring.report import Report
from roleplay.authoring.sellers import build_bank, build_seller
from roleplay.authoring.shelves import COLLECTIONS, Shelves, shown_path
from roleplay.authoring.sources import Source, Sources
from roleplay.authoring.words import LONGEST_PATH, shown
from roleplay.authoring.yamlfile import read as read_yaml
from roleplay.errors import NotFoundError, Place, Problem, one_of

_PRECEDENCE = (
    *("scenario", "buyer", "journey", "temperament", "trait", "card", "rubric", "seller", "bank"),
)
"""A scenario also names a buyer, and a buyer a journey: the wider kind is asked for first."""

_BUILD = {"card": build_card, "rubric": build_rubric, "seller": build_seller, "bank": build_bank}
"""What checks a file that stands alone: building it."""


def check(
    paths: Iterable[Path | str],
    *,
    read: Read | None = None,
    criteria: Iterable[str] | None = None,
) -> list[Problem]:
    """Every problem of these files and folders, sorted by file and line.

    ``read`` is the reader for better lines, ``criteria`` the ids of the criteria that there are;
    what is None is not checked. One bad file never stops the others. Raises NotFoundError for a
    path that is not there.
    """
    report = Report()
    known = tuple(criteria) if criteria is not None else None
    opened: dict[Shelves, Sources] = {}
    for path, named in _files(paths):
        shelves = _shelves_of(path)
        sources = opened.setdefault(shelves, Sources(shelves, report))
        _check_file(sources, path, named, read, known)
    return list(report.problems)


def files_in(paths: Iterable[Path | str]) -> list[Path]:
    """The content files that ``check`` would look at. Raises NotFoundError."""
    return [path for path, _ in _files(paths)]


def _files(paths: Iterable[Path | str]) -> Iterator[tuple[Path, bool]]:
    """Each file once, and whether it was named itself (not found in a folder)."""
    seen = set()
    for given in map(Path, paths):
        if not given.exists():
            raise NotFoundError(
                f"There is no file or folder {shown(str(given), LONGEST_PATH)}. "
                "Check the path and try again."
            )
        for path in [given] if not given.is_dir() else _below(given):
            absolute = path.absolute()
            if absolute not in seen:
                seen.add(absolute)
                yield absolute, not given.is_dir()


def _below(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base, name) for name in sorted(names) if name.endswith(".yaml"))


def _folder_kind(path: Path) -> str:
    """The kind that a file's folder stands for; empty if its name says nothing."""
    parents = path.parent.parts[-2:]
    for kind, folder in COLLECTIONS.items():
        steps = tuple(folder.split("/"))
        if parents[-len(steps) :] == steps:
            return kind
    return ""


def _kind(path: Path, node: Mapping | None) -> str:
    """What a file is: by its folder, else by the key with which it names itself."""
    if kind := _folder_kind(path):
        return kind
    return next((kind for kind in _PRECEDENCE if node and kind in node.entries), "")


def _shelves_of(path: Path) -> Shelves:
    """The folders beside a file, then the bundled ones."""
    below = path.parent.name in {
        Path(folder).name for folder in COLLECTIONS.values() if "/" in folder
    }
    home = path.parent.parent if below else path.parent
    return Shelves(
        tuple(dict.fromkeys((home.parent / "buyers", content_root("buyers")))),
        tuple(dict.fromkeys((home.parent / "scenarios", content_root("scenarios")))),
    )


def _check_file(
    sources: Sources, path: Path, named: bool, read: Read | None, criteria: tuple[str, ...] | None
) -> None:
    parsed = read_yaml(path, shown_path(path))
    kind = _kind(path, parsed.node)
    if not kind:
        if named:
            sources.report.take(parsed.problems)
        if named and parsed.node is not None:
            sources.report.add(
                "unknown-kind",
                Place(shown_path(path)),
                "This file does not say what it is.",
                f"Begin it with 'schema: 1' and {one_of(f'{k}: ID' for k in _PRECEDENCE)}.",
            )
        return
    source = sources.open(kind, path)
    if source is None:
        return
    if kind == "scenario":
        _check_scenario(sources, source, read, criteria)
    elif kind == "buyer":
        compiled = compile_persona(sources, source)
        if compiled is not None and compiled.sound:
            _run(sources.report, Checked({source.id: compiled}))
    elif kind in _BUILD:
        _BUILD[kind](sources, source)
    else:
        check_part(sources, source)


def _check_scenario(
    sources: Sources, source: Source, read: Read | None, criteria: tuple[str, ...] | None
) -> None:
    for form in forms_of(source.node):
        compiled = compile_scenario(sources, source, form, read, criteria)
        if compiled is not None and compiled.sound:
            _run(sources.report, Checked(compiled.personas, compiled))


def _run(report: Report, content: Checked) -> None:
    for check_ in checks():
        report.take(check_.find(content))
