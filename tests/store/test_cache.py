"""Compiled content between runs: kept for its owner, doubted at once."""

import json
import os
import stat
from pathlib import Path

import pytest

from roleplay.authoring.library import Library
from roleplay.scenario import Content
from roleplay.store.cache import Cache
from tests.authoring.workshop import BUYER, CARD, JOURNEY, Workshop


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A copy of the test content."""
    return Workshop(tmp_path)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache in a folder that is not there yet."""
    return Cache(tmp_path / "home" / "cache")


def entry_of(tmp_path: Path) -> Path:
    """The one entry that was written."""
    (entry,) = (tmp_path / "home" / "cache").iterdir()
    return entry


def content_of(shop: Workshop, cache: Cache, **options: object) -> Content:
    """The scenario of the test content, through the cache."""
    return shop.library(cache=cache, **options).content("t01_trial_load")


def test_content_comes_back_equal(shop: Workshop, cache: Cache) -> None:
    """Every value, the trees of conditions included, is what was put in."""
    content = content_of(shop, cache)
    again = content_of(shop, cache)
    assert again == content
    assert again is not content
    assert hash(again.scenario.endings[0].when.tree) == hash(content.scenario.endings[0].when.tree)


def test_only_the_owner_can_read_it(shop: Workshop, cache: Cache, tmp_path: Path) -> None:
    """The folder is 0700 and its files 0600, and no half-written file is left."""
    content_of(shop, cache)
    entry = entry_of(tmp_path)
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(entry.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("file", [BUYER, JOURNEY, CARD])
def test_a_changed_file_makes_it_anew(shop: Workshop, cache: Cache, file: str) -> None:
    """Every contributing file counts; an unchanged one does not."""
    content_of(shop, cache)
    shop.add("scenarios/rubrics/small.yaml", "")
    assert _key_is_kept(cache)
    shop.add(file, "# a remark\n")
    assert not _key_is_kept(cache)
    shop.edit(BUYER, "company: Garrow Garden", "company: Harrow Garden")
    assert content_of(shop, cache).personas["wilf_garrow"].company == "Harrow Garden Buildings"


def test_a_removed_file_makes_it_anew(shop: Workshop, cache: Cache) -> None:
    """An entry whose file has gone is not served."""
    content_of(shop, cache)
    assert _key_is_kept(cache)
    shop.path(BUYER).unlink()
    assert not _key_is_kept(cache)


def _key_is_kept(cache: Cache) -> bool:
    entry = json.loads(next(cache._folder.iterdir()).read_bytes())
    return cache.get(entry["key"]) is not None


def test_a_file_that_appears_nearer_makes_it_anew(
    shop: Workshop, cache: Cache, tmp_path: Path
) -> None:
    """Where a file was looked for and not found is remembered too."""
    own = tmp_path / "own" / "scenarios"
    own.mkdir(parents=True)
    scenario = own / "t01_trial_load.yaml"
    scenario.write_text(shop.text("scenarios/t01_trial_load.yaml"), "utf-8")
    library = Library(shop.root, cache=cache)
    assert library.content_from(scenario).personas["wilf_garrow"].name == "Wilf Garrow"
    (tmp_path / "own" / "buyers").mkdir()
    mine = shop.text(BUYER).replace("name: Wilf Garrow", "name: Wilfred Garrow")
    (tmp_path / "own" / "buyers" / "wilf_garrow.yaml").write_text(mine, "utf-8")
    assert library.content_from(scenario).personas["wilf_garrow"].name == "Wilfred Garrow"


def test_another_reader_or_form_has_its_own_entry(
    shop: Workshop, cache: Cache, tmp_path: Path
) -> None:
    """What was compiled with one reader is not served to another."""
    content_of(shop, cache, reader="one")
    content_of(shop, cache, reader="two")
    shop.library(cache=cache, reader="two").content("t01_trial_load", "B")
    assert len(list((tmp_path / "home" / "cache").iterdir())) == 3


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": 1}',
        b'{"format": 1, "key": "k", "files": {}, "content": {}}',
        b"\x80\x04pickle",
        b"[" * 100_000,
    ],
)
def test_a_damaged_entry_counts_as_absent(
    shop: Workshop, cache: Cache, tmp_path: Path, damage: bytes
) -> None:
    """Torn, foreign or hostile bytes are ignored and written anew."""
    content = content_of(shop, cache)
    entry_of(tmp_path).write_bytes(damage)
    assert content_of(shop, cache) == content


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 99),
        ("key", "other"),
        ("files", {"/nowhere": "00"}),
        ("files", []),
        ("content", 1),
    ],
)
def test_an_entry_that_does_not_fit_counts_as_absent(
    shop: Workshop, cache: Cache, tmp_path: Path, key: str, value: object
) -> None:
    """Another format, key, list of files or shape is not served."""
    content_of(shop, cache)
    path = entry_of(tmp_path)
    entry = json.loads(path.read_bytes())
    path.write_text(json.dumps(entry | {key: value}), "utf-8")
    assert cache.get(entry["key"]) is None


def test_a_folder_that_others_can_write_is_not_trusted(
    shop: Workshop, cache: Cache, tmp_path: Path
) -> None:
    """What another user could have put there is not served; the folder is closed."""
    content_of(shop, cache)
    key = json.loads(entry_of(tmp_path).read_bytes())["key"]
    folder = tmp_path / "home" / "cache"
    folder.chmod(0o777)
    assert cache.get(key) is None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_disk_that_refuses_is_no_error(shop: Workshop, tmp_path: Path) -> None:
    """Where the cache cannot be written the content is compiled each time."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert content_of(shop, Cache(blocked / "cache")).scenario.id == "t01_trial_load"


def test_a_linked_folder_is_not_used(shop: Workshop, tmp_path: Path) -> None:
    """A link in place of the folder could lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", tmp_path / "link")
    content_of(shop, Cache(tmp_path / "link"))
    assert list((tmp_path / "elsewhere").iterdir()) == []
