"""All problems of any files, in one run."""

from pathlib import Path

import pytest

from roleplay.acts import ACTS
from roleplay.authoring.check import check, files_in
from roleplay.authoring.library import content_root
from roleplay.authoring.report import MOST_OF_A_FILE
from roleplay.errors import NotFoundError
from tests.authoring.test_yamlfile import ATTACKS
from tests.authoring.workshop import (
    BUYER,
    CARD,
    CRITERIA,
    JOURNEY,
    RUBRIC,
    SCENARIO,
    TEMPERAMENT,
    Workshop,
    codes,
    within,
)


def test_the_bundled_content_has_no_errors() -> None:
    """What ships can be played."""
    found = check([content_root("buyers"), content_root("scenarios")])
    assert [str(problem) for problem in found if problem.severity == "error"] == []


def test_a_bad_file_does_not_stop_the_others(shop: Workshop) -> None:
    """Files that cannot be read and files with faults are all told of, sorted by place."""
    shop.path("buyers/aa_torn.yaml").write_text("a: [", "utf-8")
    shop.path("buyers/journeys/bomb.yaml").write_text("a: &a [x]\nb: *a\n", "utf-8")
    shop.edit(CARD, "seller:", "seler:")
    shop.edit(RUBRIC, "passed: 70", "passed: 700")
    found = shop.check()
    assert {"yaml-syntax", "alias", "unknown-key", "out-of-range"} <= set(codes(found))
    assert [p.place for p in found] == sorted(p.place for p in found)
    assert len({str(problem) for problem in found}) == len(found)


@pytest.mark.parametrize("file", [BUYER, JOURNEY, TEMPERAMENT, SCENARIO, CARD, RUBRIC])
def test_each_kind_of_file_can_be_checked_alone(shop: Workshop, file: str) -> None:
    """A file is known by its folder; a sound one has no problems, an unknown key is one."""
    assert shop.check([file]) == []
    shop.add(file, "surprise: 1\n")
    assert codes(shop.check([file])) == ["unknown-key"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (JOURNEY, "goes_to: load_agreed", "goes_to: load_aggreed", "unknown-state"),
        (JOURNEY, "patience <= 0", "os.system", "bad-condition"),
        (
            JOURNEY,
            "effects: trust up some\n    says",
            "effects: trust way up\n    says",
            "bad-effect",
        ),
        (JOURNEY, "act: step_back", "act: step_bak", "unknown-act"),
        (TEMPERAMENT, "effects: trust up a little", "effects: trusst up a little", "unknown-meter"),
        (TEMPERAMENT, "  easy: otherwise", "  easy: trust > 1", "moods-without-otherwise"),
        (TEMPERAMENT, "    act: agenda", "    act: agend", "unknown-act"),
        (TEMPERAMENT, "{{ their_figure }}, you", "{{ their_figure, you", "bad-template"),
    ],
)
def test_a_part_is_checked_by_what_it_can_know(
    shop: Workshop, file: str, old: str, new: str, code: str
) -> None:
    """A journey or temperament alone is looked up as far as it holds its own names."""
    shop.edit(file, old, new)
    assert codes(shop.check([file])) == [code]


def test_a_part_s_fault_is_told_once_however_many_use_it(shop: Workshop) -> None:
    """The journey, the buyer and both forms of the scenario meet the same fault: one line."""
    shop.edit(JOURNEY, "goes_to: load_agreed", "goes_to: load_aggreed")
    assert codes(shop.check()).count("unknown-state") == 1


def test_paths_are_told_as_the_author_would_type_them(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the present folder a file is named by its relative path."""
    monkeypatch.chdir(shop.root)
    shop.edit(BUYER, "kind: goal", "kind: gaol")
    assert [p.place.file for p in check(["buyers"], criteria=CRITERIA)] == [BUYER]


def test_a_file_of_no_known_kind_is_told_only_when_named(tmp_path: Path) -> None:
    """Other YAML in a folder is passed over; a file that was named is not."""
    path = tmp_path / "notes.yaml"
    path.write_text("shopping: [nails]\n", "utf-8")
    assert check([tmp_path]) == []
    assert codes(check([path])) == ["unknown-kind"]


def test_a_file_outside_the_usual_folders_is_known_by_its_key(tmp_path: Path) -> None:
    """A lone card anywhere is checked as a card."""
    path = tmp_path / "mine.yaml"
    path.write_text("schema: 1\ncard: mine\nproduct: x\n", "utf-8")
    assert codes(check([path])) == ["missing-key"]


def test_a_path_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    """A wrong path is told before anything is checked."""
    with pytest.raises(NotFoundError, match="nowhere"):
        check([tmp_path / "nowhere"])


def test_each_file_is_looked_at_once(shop: Workshop) -> None:
    """A file named twice, and in its folder too, counts once."""
    files = files_in([shop.root, shop.path(BUYER), shop.root / "buyers"])
    assert len(files) == len(set(files)) == 6


@pytest.mark.parametrize("code", list(ATTACKS))
def test_an_attack_in_place_of_a_buyer_is_told_with_all_else(shop: Workshop, code: str) -> None:
    """A hostile file among others: its problem and theirs, in under a second."""
    shop.path("buyers/evil.yaml").write_bytes(ATTACKS[code][0])
    shop.edit(CARD, "seller:", "seler:")
    found = within(1, shop.check)
    assert {code, "unknown-key"} <= set(codes(found))


SLOW = {
    "keys nobody knows": "".join(f"company_{i}: x\n" for i in range(12_000)),
    "names nobody knows": "change: {}\nremove: [" + ", ".join(f"lets_goo{i}" for i in range(300))
    + "]\ntraits: [" + ", ".join(f"trait_{i}" for i in range(300)) + "]\n",
    "facts that wait for strangers": "moves:\n" + "".join(
        f"  m{i}:\n    act: [{', '.join(f'ask_gaol{i}x{j}' for j in range(100))}]\n"
        for i in range(200)
    ),
    "figures nobody gives": "moves:\n" + "".join(
        f"  m{i}:\n    act: drift\n    says: |\n      "
        + " ".join(f"{{{{ scrap_cots{i}x{j} }}}}" for j in range(200)) + "\n"
        for i in range(60)
    ),
    "ifs within ifs": "moves:\n  m:\n    act: drift\n    says: |\n      "
    + "{% if last_day %}" * 400 + "{% endif %}" * 400 + "\n",
    "every act in every state": "transitions:\n" + "".join(
        f"  t{i}:\n    from: any\n    goes_to: stay\n    act: [{', '.join(ACTS)}]\n"
        for i in range(300)
    ),
}  # fmt: skip


@pytest.mark.parametrize("more", SLOW.values(), ids=SLOW.keys())
def test_a_file_made_to_be_slow_is_told_of_quickly(shop: Workshop, more: str) -> None:
    """However many faults a file has, some are told, with cures, in about a second."""
    shop.add(BUYER, more)
    found = within(1.5, lambda: shop.check([BUYER]))
    assert 1 <= len(found) <= 2 * MOST_OF_A_FILE
    assert all(problem.help for problem in found)
