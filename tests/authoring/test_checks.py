"""One problem a test: found where it is, and silent where all is well."""

import pytest

from roleplay.authoring.catalogue import checks
from tests.authoring.workshop import BUYER, JOURNEY, SCENARIO, TEMPERAMENT, Workshop, codes, spot

GRUFF_SCRAP = """\
      gruff: |
        {{ scrap_cost }} a week.

        About {{ scrap_cost }}, every week.
"""
SCRAP_NAME = "    name: what the bad boards cost\n"
FOUND = [
    ("unreachable-state", JOURNEY, "    goes_to: load_agreed", "    goes_to: stay",
     JOURNEY, "load_agreed: {", ""),
    ("deaf-state", JOURNEY, "levels:\n",
     "  musing: {purpose: Thinks it over.}\nlevels:\n", JOURNEY, "musing: {", ""),
    ("few-variants", BUYER, "\n\n        {{ scrap_cost }} a week. I wish I'd not added it up.", "",
     BUYER, "says:\n      easy: |\n        I added", "says"),
    ("few-variants", TEMPERAMENT, "    You've gone quiet.\n\n    Cat", "    Cat",
     TEMPERAMENT, "silence: |", "silence"),
    ("missing-mood", BUYER, GRUFF_SCRAP, "",
     BUYER, "says:\n      easy: |\n        I added", "says"),
    ("repeated-variant", TEMPERAMENT, "    You've gone quiet.", "    Cat  got your\n    Tongue?",
     TEMPERAMENT, "silence: |", "silence"),
    ("unused-line", BUYER, "lines:\n", "lines:\n  thinks_on_tell_solv: |\n    Hm.\n",
     BUYER, "thinks_on_tell_solv", ""),
    ("shadowed-transition", JOURNEY, "    requires: heard('close') >= 2 or heard('press') >= 2\n",
     "", JOURNEY, "asked_again:", ""),
    ("fact-never-told", BUYER, SCRAP_NAME, f"{SCRAP_NAME}    requires: told_kind('stake')\n",
     BUYER, "scrap:\n", ""),
    ("fact-never-told", BUYER, "asked_by: [ask_figure, ask_effect, ask_wait]", "asked_by: []",
     BUYER, "scrap:\n", ""),
    ("number-from-nowhere", SCENARIO, "truth: |\n", "truth: |\n  It was 7,431.\n",
     SCENARIO, "truth:", ""),
    ("hands-over-to-nobody", JOURNEY, "saw_off: {purpose", "saw_off: {hands_over: true, purpose",
     SCENARIO, "schema: 1", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new", "at", "words", "into"), FOUND)
def test_a_check_finds_its_problem_at_its_place(
    shop: Workshop, code: str, file: str, old: str, new: str, at: str, words: str, into: str
) -> None:
    """Each check is silent on sound content and tells of its own fault when it is put in."""
    if code == "shadowed-transition":
        shop.edit(JOURNEY, "  agrees_load:\n", "  asked_again:\n    from: saw_off\n    act: press\n"
                  "    goes_to: stay\n    harmful: true\n  agrees_load:\n")  # fmt: skip
    if code == "deaf-state":
        shop.edit(JOURNEY, "    act: next_step\n    goes_to: stay", "    act: next_step\n"
                  "    goes_to: musing")  # fmt: skip
        text = shop.text(JOURNEY).replace("from: any", "from: [at_the_door, saw_off, at_the_bench]")
        shop.path(JOURNEY).write_text(text, "utf-8")
    assert code not in codes(shop.check())
    shop.edit(file, old, new)
    found = [problem for problem in shop.check() if problem.code == code]
    assert found
    assert found[0].place.file.endswith(at)
    assert spot(found[0]) == shop.where(at, words, into)
    assert found[0].help


def test_sound_content_has_no_problems(shop: Workshop) -> None:
    """The content for tests passes every check."""
    assert shop.check() == []


def test_facts_behind_a_closed_door_are_never_told(shop: Workshop) -> None:
    """What waits for a fact that cannot be told cannot be told either, and each says why."""
    shop.edit(BUYER, "asked_by: [ask_goal, ask_rank, ask_feel]", "asked_by: []")
    found = [p for p in shop.check([BUYER]) if p.code == "fact-never-told"]
    assert [p.message.split("'")[1] for p in found] == ["spring_rush", "cupping", "scrap"]
    assert "asked_by is empty" in found[0].message
    assert "told_kind('goal')" in found[1].message


def test_a_negated_or_alternative_guard_is_not_called_impossible(shop: Workshop) -> None:
    """Only what can be seen never to hold is reported."""
    guard = "not told_kind('stake') and (told('spring_rush') or state('sent_away'))"
    shop.edit(BUYER, SCRAP_NAME, f"{SCRAP_NAME}    requires: {guard}\n")
    assert shop.check([BUYER]) == []


def test_every_check_is_tested_here() -> None:
    """A new check needs a row above."""
    assert {check.page.code for check in checks()} == {row[0] for row in FOUND}
