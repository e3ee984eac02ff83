"""The door to content: lists, ids, own files, and what stays unloaded."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roleplay.authoring.library import BuyerListing, Library, ScenarioListing, content_root
from roleplay.authoring.sources import Sources
from roleplay.errors import ContentError, NotFoundError
from tests.authoring.workshop import BUYER, CONTENT, SCENARIO, Workshop


def test_lists_are_light_and_complete(shop: Workshop) -> None:
    """A list shows what a menu needs, without compiling anything."""
    library = shop.library()
    assert library.scenarios() == (
        ScenarioListing(
            id="t01_trial_load",
            title="The Trial Load",
            minutes=8,
            forms=("A", "B"),
            buyers=("wilf_garrow",),
            seller="Sawyer's Larch",
            summary="A timber yard calls on a shed builder who has bought elsewhere for nine "
            "years.",
        ),
    )
    assert library.buyers() == (
        BuyerListing("wilf_garrow", "Wilf Garrow", "owner", "Garrow Garden Buildings"),
    )
    assert library.faults() == ()


def test_a_bad_file_does_not_empty_the_list(shop: Workshop) -> None:
    """What cannot be read is passed over, and told of on request."""
    shop.path("scenarios/t02_broken.yaml").write_text("a: [", "utf-8")
    library = shop.library()
    assert [listing.id for listing in library.scenarios()] == ["t01_trial_load"]
    assert [problem.code for problem in library.faults()] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "name", ["t01_trail_load", "", "../t01_trial_load", "/etc/passwd", "T01", "a" * 5_000, "t01.x"]
)
def test_an_unknown_scenario_is_not_found(shop: Workshop, name: str) -> None:
    """Unknown ids, and ids that would be paths, are answered with what there is."""
    with pytest.raises(NotFoundError, match="t01_trial_load") as caught:
        shop.library().content(name)
    assert len(str(caught.value)) < 300


def test_an_id_is_never_a_path(shop: Workshop) -> None:
    """A file outside the shelf cannot be reached through an id, from a file or from a call."""
    shutil.copy(shop.path(BUYER), shop.root / "secret.yaml")
    with pytest.raises(NotFoundError):
        shop.library().persona("../secret")
    shop.edit(SCENARIO, "buyer: wilf_garrow", "buyer: ../secret")
    assert "unknown-buyer" in [p.code for p in shop.compile_problems()]


def test_one_scenario_reads_only_its_own_files(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other scenarios and buyers are not opened, however broken they are."""
    for kind in ("buyers", "buyers/journeys", "scenarios", "scenarios/cards"):
        (shop.root / kind / "broken.yaml").write_text("a: [", "utf-8")
    opened = []
    plain_open = Sources.open

    def spy(self: Sources, kind: str, path: Path) -> object:
        opened.append(path.name)
        return plain_open(self, kind, path)

    monkeypatch.setattr(Sources, "open", spy)
    shop.library().content("t01_trial_load")
    assert sorted(set(opened)) == [
        "plain_practical.yaml",
        "sawyers_larch.yaml",
        "small.yaml",
        "t01_trial_load.yaml",
        "wilf_garrow.yaml",
        "yard_visit.yaml",
    ]


def test_a_trainer_s_own_file_finds_its_buyers_beside_it(shop: Workshop, tmp_path: Path) -> None:
    """A scenario file anywhere uses ../buyers first, then the library's own."""
    empty = Library(tmp_path / "nothing")
    content = empty.content_from(shop.path(SCENARIO))
    assert content == Library(CONTENT).content("t01_trial_load")
    own = tmp_path / "own" / "scenarios"
    own.mkdir(parents=True)
    shutil.copy(shop.path(SCENARIO), own)
    assert Library(shop.root).content_from(own / "t01_trial_load.yaml") == content
    (tmp_path / "own" / "buyers").mkdir()
    mine = shop.text(BUYER).replace("name: Wilf Garrow", "name: Wilfred Garrow")
    (tmp_path / "own" / "buyers" / "wilf_garrow.yaml").write_text(mine, "utf-8")
    nearer = Library(shop.root).content_from(own / "t01_trial_load.yaml")
    assert nearer.personas["wilf_garrow"].name == "Wilfred Garrow"


def test_a_trainer_s_own_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    """A wrong path is a wrong path, not a content error."""
    with pytest.raises(NotFoundError, match=r"none\.yaml"):
        Library().content_from(tmp_path / "none.yaml")


def test_a_buyer_that_does_not_hold_raises_all_problems(shop: Workshop) -> None:
    """A content error carries every problem, and prints as file:line:column lines."""
    shop.edit(BUYER, "told_after: cupping", "told_after: cuping")
    shop.edit(BUYER, "raises: [scrap]", "raises: [scarp]")
    with pytest.raises(ContentError) as caught:
        shop.library().persona("wilf_garrow")
    assert len(caught.value.problems) == 2
    assert all(line.count(":") >= 3 for line in str(caught.value).splitlines())


def test_the_bundled_content_is_found() -> None:
    """In a checkout the folders beside the package are the bundled ones."""
    for kind in ("buyers", "scenarios"):
        assert content_root(kind).is_dir()
    assert Library().scenario_ids()
    assert Library().buyer_ids()


def _modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_library_loads_neither_yaml_nor_pydantic() -> None:
    """The door costs nothing until a file must be read."""
    loaded = _modules_after("import roleplay.authoring.library")
    assert "roleplay.authoring.library" in loaded
    assert not loaded & {"yaml", "pydantic", "pydantic_core", "jinja2", "transitions"}


def test_a_warm_cache_needs_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    """The second run opens the scenario without a reader of files."""
    code = (
        "from roleplay.authoring.library import Library\n"
        "from roleplay.store.cache import Cache\n"
        f"content = Library({str(CONTENT)!r}, cache=Cache({str(tmp_path / 'cache')!r}))"
        ".content('t01_trial_load')\n"
        "assert content.personas['wilf_garrow'].facts"
    )
    assert {"yaml", "pydantic"} <= _modules_after(code)
    assert not _modules_after(code) & {"yaml", "_yaml", "pydantic", "pydantic_core"}
