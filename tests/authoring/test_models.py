"""Shapes and bounds: what a model finds is told in plain words at the author's line."""

import pytest

from tests.authoring.workshop import (
    BUYER,
    CARD,
    JOURNEY,
    RUBRIC,
    SCENARIO,
    TEMPERAMENT,
    Workshop,
    codes,
    spot,
)

CASES = [
    (BUYER, "company: Garrow", "compny: Garrow", "unknown-key", "company"),
    (BUYER, "company: Garrow Garden Buildings\n", "", "missing-key", "company"),
    (BUYER, "kind: goal", "kind: gaol", "unknown-fact-kind", "goal"),
    (BUYER, "level: goal", "level: gaol", "unknown-disclosure-level", "goal"),
    (BUYER, "    open: true", "    open: perhaps", "wrong-value", "true or false"),
    (BUYER, "window: 2-4", "window: 4-2", "wrong-value", "3-4"),
    (BUYER, "window: 2-4", "window: soon", "wrong-value", "3-4"),
    (BUYER, "start: {guard: 20}", "start: {guard: 300}", "out-of-range", "100"),
    (BUYER, "start: {guard: 20}", "start: {guard: some}", "wrong-shape", "whole number"),
    (BUYER, "works_in: [sheds, boards, saws, weather]", "works_in: sheds", "wrong-shape", "list"),
    (BUYER, "name: Wilf Garrow", "name: {first: Wilf}", "wrong-shape", "text"),
    (BUYER, "schema: 1", "schema: 2", "newer-schema", "older file"),
    (BUYER, "schema: 1", "schema: one", "bad-schema", "schema: 1"),
    (BUYER, "  spring_rush:", "  Spring Rush:", "bad-name", "snake_case"),
    (BUYER, "name: Wilf Garrow", "name: " + "W" * 400, "too-long", "300"),
    (BUYER, "name: Wilf Garrow", "name:", "missing-value", "at least 1"),
    (JOURNEY, "goes_to: stay", "gose_to: stay", "unknown-key", "goes_to"),
    (JOURNEY, "    goes_to: stay\n", "", "missing-key", "goes_to"),
    (JOURNEY, "opening_state: at_the_door\n", "", "missing-key", "opening_state"),
    (JOURNEY, "requires: patience <= 0", "requires: " + "patience <= 0 and " * 33 + "turn > 1",
     "too-long", "500"),
    (TEMPERAMENT, "  trust: {start: 25}", "  trust: {strat: 25}", "unknown-key", "start"),
    (SCENARIO, "grade: best", "grade: bets", "unknown-grade", "best"),
    (SCENARIO, "minutes: 8", "minutes: a few", "wrong-shape", "whole number"),
    (SCENARIO, "  A: {}", "  a: {}", "bad-name", "capital"),
    (SCENARIO, "  A: {}", "  A: {summry: x}", "unknown-key", "Known here"),
    (SCENARIO, "{weight: 2}", "{weight: 9}", "out-of-range", "at most 2"),
    (CARD, "seller: Sawyer's Larch\n", "", "missing-key", "seller"),
    (RUBRIC, "{from: 70, ", "{from: 700, ", "out-of-range", "100"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "hint"), CASES)
def test_a_fault_of_shape_is_told_in_plain_words(
    shop: Workshop, file: str, old: str, new: str, code: str, hint: str
) -> None:
    """Each fault has its code, its file and line, and says what was expected or meant."""
    line, _ = shop.where(file, old)
    shop.edit(file, old, new)
    found = [problem for problem in shop.check([file]) if problem.code == code]
    assert len(found) == 1
    problem = found[0]
    assert problem.place.file.endswith(file)
    assert hint in f"{problem.message} {problem.help}"
    if code != "missing-key":
        assert problem.place.line in (line, line + 1)
    for jargon in ("Input should", "pydantic", "valid dictionary", "type="):
        assert jargon not in str(problem)


def test_an_unknown_key_is_told_at_the_key(shop: Workshop) -> None:
    """Line and column of the key itself, with the nearest known one."""
    shop.edit(BUYER, "role: owner", "rolle: owner")
    unknown = next(p for p in shop.check([BUYER]) if p.code == "unknown-key")
    assert spot(unknown) == shop.where(BUYER, "rolle: owner")
    assert unknown.help == "Did you mean 'role'?"


def test_a_missing_key_is_told_at_its_owner(shop: Workshop) -> None:
    """A fact without speech is named where the fact begins."""
    shop.edit(BUYER, "    kind: trouble\n", "")
    missing = next(p for p in shop.check([BUYER]) if p.code == "missing-key")
    assert spot(missing) == shop.where(BUYER, "cupping:\n")
    assert "'kind'" in missing.message


def test_faults_of_shape_do_not_hide_unknown_names(shop: Workshop) -> None:
    """A wrong number, an unknown key and an unknown act in one file are told in one run."""
    shop.edit(BUYER, "start: {guard: 20}", "start: {guard: 200}")
    shop.edit(BUYER, "works_in:", "worksin:")
    shop.edit(BUYER, "asked_by: [ask_figure,", "asked_by: [ask_figur,")
    assert codes(shop.check([BUYER])) == ["unknown-key", "out-of-range", "unknown-act"]


def test_a_faulty_fact_is_still_a_known_name(shop: Workshop) -> None:
    """What is dropped for its shape does not make references to it look unknown."""
    shop.edit(BUYER, "kind: trouble", "kind: bother")
    assert codes(shop.check([BUYER])) == ["unknown-fact-kind"]
