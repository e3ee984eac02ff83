"""The door to content: what there is, and each piece whole.

Importing this module brings in neither yaml nor pydantic: they are loaded when a file must be
read, which a scenario out of the cache need not be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from roleplay import __version__
from roleplay.authoring.shelves import Shelves
from roleplay.authoring.words import LONGEST_PATH, did_you_mean, shown
from roleplay.errors import ContentError, NotFoundError, Problem

if TYPE_CHECKING:
    from roleplay.authoring.better import Read
    from roleplay.authoring.report import Report
    from roleplay.authoring.sources import Source, Sources
    from roleplay.buyer.persona import Persona
    from roleplay.scenario import Content
    from roleplay.simulate.seller import Line, Seller

FIRST_FORM = "A"
Built = TypeVar("Built")


class ContentCache(Protocol):
    """Whatever keeps compiled content between runs."""

    def get(self, key: str) -> Content | None:
        """The content kept under a key, if its files are still what they were."""

    def put(self, key: str, content: Content, files: Mapping[str, str]) -> None:
        """Keep content with its files: absolute path to SHA-256, empty for "must not exist"."""


@dataclass(frozen=True, slots=True)
class ScenarioListing:
    """What a list of scenarios shows of one."""

    id: str
    title: str
    minutes: int
    """0 where the file does not say."""
    forms: tuple[str, ...]
    buyers: tuple[str, ...]
    """Ids of the buyers, the opening one first."""
    seller: str
    """The seller's firm."""
    summary: str = ""
    calls: int = 1


@dataclass(frozen=True, slots=True)
class BuyerListing:
    """What a list of buyers shows of one."""

    id: str
    name: str
    role: str
    company: str


def content_root(kind: str) -> Path:
    """The bundled folder of a kind: ``buyers`` or ``scenarios``.

    Inside the package where it was installed from a wheel, else beside the package (a checkout,
    an editable install).
    """
    package = Path(str(resources.files("roleplay")))
    packed = package / "_content" / kind
    return packed if packed.is_dir() else package.parent / kind


class Library:
    """Looks content up and compiles it.

    ``root`` is a folder that holds ``buyers`` and ``scenarios`` (None: what is bundled). ``read``
    is the reader for better lines and ``reader`` its digest; ``criteria`` are the ids of the
    criteria that there are, asked for only when something is compiled. All methods raise
    NotFoundError for an id that there is not and ContentError for files that do not hold.
    """

    def __init__(
        self,
        root: Path | str | None = None,
        *,
        cache: ContentCache | None = None,
        read: Read | None = None,
        reader: str = "",
        criteria: Iterable[str] | None = None,
    ) -> None:
        base = Path(root) if root is not None else None
        self._shelves = Shelves(
            (base / "buyers" if base else content_root("buyers"),),
            (base / "scenarios" if base else content_root("scenarios"),),
        )
        self._cache = cache
        self._read = read
        self._reader = reader
        self._criteria = criteria

    @property
    def shelves(self) -> Shelves:
        """The folders that are searched."""
        return self._shelves

    # Lists ---------------------------------------------------------------------------------

    def scenarios(self) -> tuple[ScenarioListing, ...]:
        """The scenarios that can be listed, by id. A file that cannot be read is passed over;
        ``faults`` tells of it."""
        from roleplay.authoring.listing import list_scenarios

        sources, _ = self._sources(self._shelves)
        return list_scenarios(sources)

    def buyers(self) -> tuple[BuyerListing, ...]:
        """The buyers that can be listed, by id."""
        from roleplay.authoring.listing import list_buyers

        sources, _ = self._sources(self._shelves)
        return list_buyers(sources)

    def faults(self) -> tuple[Problem, ...]:
        """Why files were passed over in the lists."""
        from roleplay.authoring.listing import list_buyers, list_scenarios

        sources, report = self._sources(self._shelves)
        list_scenarios(sources)
        list_buyers(sources)
        return report.problems

    def scenario_ids(self) -> tuple[str, ...]:
        """The ids of all scenario files; reads none of them."""
        return self._shelves.ids("scenario")

    def buyer_ids(self) -> tuple[str, ...]:
        """The ids of all buyer files; reads none of them."""
        return self._shelves.ids("buyer")

    # One thing -----------------------------------------------------------------------------

    def content(self, scenario_id: str, form: str = FIRST_FORM) -> Content:
        """One scenario in one form with all that a play needs. Reads only its own files."""
        return self._content(self._path("scenario", scenario_id), form, self._shelves)

    def content_from(self, path: Path | str, form: str = FIRST_FORM) -> Content:
        """A trainer's own scenario file.

        What it names is looked for beside it first (buyers in ``../buyers``), then among the
        library's own.
        """
        file = Path(path)
        if not file.is_file():
            raise NotFoundError(
                f"There is no scenario file {shown(str(path), LONGEST_PATH)}. "
                "Check the path and try again."
            )
        return self._content(file.absolute(), form, self._beside(file))

    def persona(self, buyer_id: str) -> Persona:
        """One buyer as put together from all parts, without any form's changes."""
        from roleplay.authoring.compile_persona import compile_persona

        sources, report = self._sources(self._shelves)
        source = sources.open("buyer", self._path("buyer", buyer_id))
        compiled = compile_persona(sources, source) if source else None
        if compiled is None or report.errors:
            raise ContentError(report.problems)
        return compiled.persona

    def seller_ids(self) -> tuple[str, ...]:
        """The ids of all scripted sellers; reads none of them."""
        return self._shelves.ids("seller")

    def seller(self, seller_id: str) -> Seller:
        """One scripted seller."""
        from roleplay.authoring.sellers import build_seller

        return self._built("seller", seller_id, build_seller)

    def bank(self, scenario_id: str) -> Mapping[str, tuple[Line, ...]]:
        """The lines that scripted sellers have for a scenario; empty where there is no bank."""
        from roleplay.authoring.sellers import build_bank

        if scenario_id not in self._shelves.ids("bank"):
            return {}
        return self._built("bank", scenario_id, build_bank)

    def source(self, kind: str, name: str) -> tuple[Source, Sources]:
        """The file of a kind and id as read, and the reading it belongs to."""
        sources, report = self._sources(self._shelves)
        source = sources.open(kind, self._path(kind, name))
        if source is None:
            raise ContentError(report.problems)
        return source, sources

    # Behind the door -----------------------------------------------------------------------

    def _built(
        self, kind: str, name: str, build: Callable[[Sources, Source], Built | None]
    ) -> Built:
        sources, report = self._sources(self._shelves)
        source = sources.open(kind, self._path(kind, name))
        built = build(sources, source) if source else None
        if built is None or report.errors:
            raise ContentError(report.problems)
        return built

    def _sources(self, shelves: Shelves) -> tuple[Sources, Report]:
        from roleplay.authoring.report import Report
        from roleplay.authoring.sources import Sources

        report = Report()
        return Sources(shelves, report), report

    def _beside(self, file: Path) -> Shelves:
        folder = file.absolute().parent
        return Shelves(
            (folder.parent / "buyers", *self._shelves.buyers),
            (folder, *self._shelves.scenarios),
        )

    def _path(self, kind: str, name: str) -> Path:
        for path in self._shelves.candidates(kind, name):
            if path.is_file():
                return path
        cure = did_you_mean(name, self._shelves.ids(kind))
        raise NotFoundError(f"There is no {kind} {shown(name)}. {cure}")

    def _content(self, path: Path, form: str, shelves: Shelves) -> Content:
        key = "\n".join((str(path.absolute()), form, __version__, self._reader, *self._searched()))
        cached = self._cache.get(key) if self._cache else None
        return cached or self._compiled(path, form, shelves, key)

    def _searched(self) -> tuple[str, ...]:
        """What else decides how a scenario compiles: where parts come from, and who reads."""
        shelves = (*self._shelves.buyers, *self._shelves.scenarios)
        return (*(str(shelf.absolute()) for shelf in shelves), "read" if self._read else "unread")

    def _compiled(self, path: Path, form: str, shelves: Shelves, key: str) -> Content:
        from roleplay.authoring.compile_scenario import compile_scenario, forms_of

        sources, report = self._sources(shelves)
        source = sources.open("scenario", path)
        if source is None:
            raise ContentError(report.problems)
        forms = forms_of(source.node)
        if form not in forms:
            raise NotFoundError(
                f"The scenario {source.id} has no form {shown(form)}. {did_you_mean('', forms)}"
            )
        compiled = compile_scenario(sources, source, form, self._read, self._criteria)
        if compiled is None or not compiled.sound:
            raise ContentError(report.problems)
        if self._cache is not None:
            self._cache.put(key, compiled.content, sources.files)
        return compiled.content
