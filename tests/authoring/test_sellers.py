"""Scripted sellers and banks: compiled to values, every slip told where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.authoring.library import Library
from roleplay.errors import ContentError, NotFoundError
from roleplay.simulate.seller import FOREVER, PASTED
from tests.authoring.workshop import Workshop, codes

SELLER = """\
schema: 1
seller: asker
title: Asks
group: novice
expected: 40-60
voice: warm
policy:
  - say: [answer, ask]
    then: more
    turns: 2-9
    every: 2
    again: true
  - say: pasted
    shuffled: true
    blind: true
sections:
  more:
    - hears: ["?", plank]
      unless: oak
      to: Wilf
      says: |
        And then,
        {last}?

        And after that?
"""
BANK = """\
schema: 1
bank: t01_trial_load
sections:
  ask:
    - after: [board]
      briefed: larch
      says:
        warm: |
          Which boards?
        terse: |
          Which?
"""


@pytest.fixture
def sellers(shop: Workshop) -> Workshop:
    """The test content with a seller and a bank."""
    for folder, name, text in (("sellers", "asker", SELLER), ("banks", "t01_trial_load", BANK)):
        (shop.root / "scenarios" / folder).mkdir()
        (shop.root / "scenarios" / folder / f"{name}.yaml").write_text(text, "utf-8")
    return shop


def test_a_seller_compiles_to_values(sellers: Workshop) -> None:
    """A policy of rules, and lines with cues and wordings; a blank line parts wordings."""
    seller = sellers.library().seller("asker")
    assert (seller.group, seller.expected, seller.voice) == ("novice", (40, 60), "warm")
    first, second = seller.policy
    assert (first.say, first.then, first.turns) == (("answer", "ask"), ("more",), (2, 9))
    assert (first.every, first.again, first.left, first.times) == (2, True, FOREVER, FOREVER)
    assert (second.say, second.shuffled, second.blind) == ((PASTED,), True, True)
    (line,) = seller.sections["more"]
    assert (line.id, line.hears, line.unless, line.to) == (
        "own.more.1",
        ("?", "plank"),
        ("oak",),
        "Wilf",
    )
    assert line.wordings == {"any": ("And then, {last}?", "And after that?")}


def test_a_bank_compiles_to_lines_by_voice(sellers: Workshop) -> None:
    """A line may have wordings for each voice; a scenario without a bank has no lines."""
    (line,) = sellers.library().bank("t01_trial_load")["ask"]
    assert line.wordings == {"warm": ("Which boards?",), "terse": ("Which?",)}
    assert (line.after, line.briefed) == (("board",), ("larch",))
    assert sellers.library().bank("t02_not_there") == {}


def test_a_seller_may_be_like_another(sellers: Workshop) -> None:
    """``like`` borrows the policy of another; lines and voice are its own."""
    other = SELLER.replace("seller: asker", "seller: twin").replace("voice: warm", "voice: terse")
    head, _, rest = other.partition("policy:\n")
    text = f"{head}like: asker\n{rest[rest.index('sections:') :]}"
    (sellers.root / "scenarios/sellers/twin.yaml").write_text(text, "utf-8")
    library = sellers.library()
    assert library.seller("twin").policy == library.seller("asker").policy
    assert library.seller("twin").voice == "terse"
    assert library.seller_ids() == ("asker", "twin")
    assert sellers.check(["scenarios/sellers"]) == []


SLIPS = [
    ("then: more", "then: mor", "unknown-section"),
    ("say: pasted", "say: passted", "unknown-section"),
    ("group: novice", "group: beginner", "unknown-group"),
    ("expected: 40-60", "expected: 60-40", "wrong-value"),
    ("expected: 40-60", "expected: many", "wrong-value"),
    ("{last}", "{lost}", "unknown-figure"),
    ("every: 2", "every: 0", "out-of-range"),
    ("blind: true", "blind: perhaps", "wrong-value"),
    ("hears:", "heers:", "unknown-key"),
    ("voice: warm", "voice: warm\nlike: asker", "two-policies"),
    ("voice: warm", "voice: Warm", "bad-name"),
    ("seller: asker", "seller: asker_2", "id-not-file-name"),
    ("policy:", "policies:", "unknown-key"),
]


@pytest.mark.parametrize(("old", "new", "code"), SLIPS)
def test_slips_are_told(sellers: Workshop, old: str, new: str, code: str) -> None:
    """Each slip in a seller's file is a problem with its place and cure."""
    sellers.edit("scenarios/sellers/asker.yaml", old, new)
    problems = [p for p in sellers.check(["scenarios/sellers/asker.yaml"]) if p.code == code]
    assert problems
    assert problems[0].place.line > 1
    assert problems[0].help
    with pytest.raises(ContentError):
        sellers.library().seller("asker")


def test_a_bank_has_known_sections(sellers: Workshop) -> None:
    """Another section than those that policies draw on would never be said."""
    sellers.edit("scenarios/banks/t01_trial_load.yaml", "  ask:", "  asks:")
    assert codes(sellers.check(["scenarios/banks"])) == ["unknown-section"]


def test_a_seller_that_is_not_there(sellers: Workshop) -> None:
    """The message names those that there are; a path is no id."""
    with pytest.raises(NotFoundError, match="asker"):
        sellers.library().seller("askr")
    with pytest.raises(NotFoundError):
        sellers.library().seller("../t01_trial_load")


def test_one_like_another_that_is_like_a_third(sellers: Workshop) -> None:
    """Policies are borrowed once, from a seller that has one."""
    folder: Path = sellers.root / "scenarios/sellers"
    for name, like in (("second", "asker"), ("third", "second")):
        text = f"schema: 1\nseller: {name}\ntitle: T\ngroup: trick\nexpected: 0-9\nlike: {like}\n"
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    assert codes(sellers.check(["scenarios/sellers/third.yaml"])) == ["two-policies"]


def test_every_bundled_seller_and_bank_holds() -> None:
    """What ships compiles, and each group is there."""
    library = Library()
    cast = [library.seller(name) for name in library.seller_ids()]
    assert {seller.group for seller in cast} == {"gold", "novice", "trick", "noise"}
    assert len(cast) >= 19
    banks = {name: library.bank(name) for name in library.scenario_ids()}
    assert [name for name, bank in banks.items() if not bank.get("ask")] == []
