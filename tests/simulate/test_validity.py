"""The validity report, from runs whose worth is known."""

from __future__ import annotations

import math
from dataclasses import replace

from roleplay.simulate.runs import Run
from roleplay.simulate.seller import Seller
from roleplay.simulate.sensitivity import sensitivity
from roleplay.simulate.validity import Gate, Validity, validity
from tests.builders import garden


def seller(name: str, group: str, low: int, high: int) -> Seller:
    """A seller of a group."""
    return Seller(name, name, group, (low, high), "any", ())


CAST = [
    seller("gold_a", "gold", 80, 100),
    seller("gold_b", "gold", 80, 100),
    seller("novice", "novice", 50, 65),
    seller("pitcher", "trick", 0, 25),
]
SCORES = {"gold_a": 90, "gold_b": 86, "novice": 60, "pitcher": 20}
LEVELS = {"gold_a": 4, "gold_b": 4, "novice": 2, "pitcher": 0}


def runs(**scores: int) -> list[Run]:
    """One call of each seller in four scenarios, with a point of spread."""
    base = SCORES | scores
    return [
        Run(
            name, f"s{n}", "A", 1, "scored", base[name] + n % 2, base[name], "end", "good",
            base[name] >= 70, 10, {"goal_first": LEVELS[name]},
        )
        for n in range(4)
        for name in base
    ]  # fmt: skip


def gates(found: Validity) -> dict[str, Gate]:
    """The gates by name."""
    return {gate.name: gate for gate in found.gates}


def test_gates_hold_where_groups_stand_apart() -> None:
    """Good sellers on top and near each other, the beginner between, tricks below."""
    found = validity(runs(), CAST)
    assert [gate.name for gate in found.gates if not gate.holds] == []
    assert [row.as_expected for row in found.styles] == [True] * 4
    assert (found.calls, found.stages) == (16, 4)


def test_gates_fail_one_by_one() -> None:
    """Each gate fails on what it is there for."""
    far = gates(validity(runs(gold_b=70), CAST))
    assert not far["good sellers near each other"].holds
    tricky = gates(validity(runs(pitcher=88), CAST))
    assert not tricky["every good seller above every other"].holds
    assert not tricky["AUC, good against one-habit"].holds
    assert not tricky["scenarios that a one-habit seller passes"].holds
    assert tricky["scenarios that a one-habit seller passes"].found == "4"
    assert not gates(validity(runs(novice=15), CAST))["beginner between the groups"].holds
    alike = [replace(one, score=80 + index % 9) for index, one in enumerate(runs())]
    assert not gates(validity(alike, CAST))["Cohen's d, good against beginner"].holds


def test_a_criterion_that_does_not_tell_is_named() -> None:
    """A criterion on which one-habit sellers are less than two levels below the good is not apart,
    and one whose ends nobody reached does not reach."""
    alike = [replace(one, levels={"goal_first": 3}) for one in runs()]
    found = validity(alike, CAST)
    row = found.separations[0]
    assert (row.criterion, row.gold, row.nearest, row.holds) == ("goal_first", 3, "pitcher", False)
    assert {(reach.lowest, reach.highest) for reach in found.reaches} == {(3, 3)}
    names = [gate.name for gate in found.gates if not gate.holds]
    assert names == [
        "criteria that keep good and bad apart",
        "criteria that reach 4 and 0 where they can",
    ]


def test_reliability_needs_scenarios() -> None:
    """Sellers who keep their order over scenarios are told apart reliably; one scenario is none."""
    assert validity(runs(), CAST).alpha > 0.99
    assert math.isnan(validity([one for one in runs() if one.scenario == "s0"], CAST).alpha)


def test_weights_that_do_not_matter_keep_the_order() -> None:
    """With one criterion every shift of weights leaves the sellers in order."""
    content = garden()
    name = next(iter(content.scenario.opportunities))
    some = [replace(one, levels={name: LEVELS[one.seller]}) for one in runs()]
    shifts = sensitivity(some, {(f"s{n}", "A"): content for n in range(4)})
    assert all(shift.holds for shift in shifts)
    assert {shift.name for shift in shifts} >= {"every group the same weight"}
