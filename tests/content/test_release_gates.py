"""The score means something: the gates of release hold on everything that ships (domain 10.1).

One call of each scripted seller in each form of each scenario; ``roleplay validate`` plays ten.
"""

from __future__ import annotations

import os
from statistics import fmean

import pytest

from roleplay.authoring.library import Library
from roleplay.simulate.runs import Run, Stage, runs
from roleplay.simulate.sensitivity import sensitivity
from roleplay.simulate.validity import GOLD, NOISE, Validity, validity
from roleplay.understanding import default_reader
from tests.content.bundled import FORMS, content

LIBRARY = Library()
CAST = [LIBRARY.seller(name) for name in LIBRARY.seller_ids()]
GROUPS = {seller.id: seller.group for seller in CAST}
ONE_SEED = (1,)
REACH = "criteria that reach 4 and 0 where they can"
NEVER = ("stuffer", "interrogator", "parrot", "flatterer", "withdrawer", "paster", "pitcher")
"""Tricks that win nowhere; every other one-habit seller passes one scenario at most."""


@pytest.fixture(scope="module")
def played() -> list[Run]:
    """Every seller in every form, once."""
    stages = [Stage(content(s, f), LIBRARY.bank(s)) for s, f in FORMS]
    workers = min(4, os.cpu_count() or 1)
    return [one for one, _ in runs(CAST, stages, ONE_SEED, default_reader, workers)]


@pytest.fixture(scope="module")
def found(played: list[Run]) -> Validity:
    """What the calls say of the score."""
    return validity(played, CAST)


def test_every_gate_holds(found: Validity) -> None:
    """Good sellers above all others and near each other, told from tricks and beginners; every
    criterion keeps them apart and can be met and missed."""
    failed = [gate for gate in found.gates if not gate.holds and gate.name != REACH]
    assert [f"{gate.name}: {gate.found}" for gate in failed] == []


def test_nearly_every_criterion_reaches_both_ends(found: Validity) -> None:
    """With one call of each seller all but two criteria reach 4 and 0; with four, all do."""
    gate = next(gate for gate in found.gates if gate.name == REACH)
    reached, _, whole = gate.found.partition(" of ")
    assert int(reached) >= int(whole) - 2


def test_no_trick_passes_anywhere(played: list[Run]) -> None:
    """Stuffing, firing questions, parroting, flattering, withdrawing, pasting, orders to the
    program and noise come to a pass in no form of any scenario."""
    tricks = [run for run in played if run.seller in NEVER or GROUPS[run.seller] == NOISE]
    assert [(r.seller, r.scenario, r.form, r.score) for r in tricks if r.passed] == []


def test_good_sellers_pass_everywhere(played: list[Run]) -> None:
    """Every scenario can be won by good selling, in both forms and in three voices."""
    good = [run for run in played if GROUPS[run.seller] == GOLD]
    assert [(r.seller, r.scenario, r.form, r.score) for r in good if not r.passed] == []


def test_talk_that_is_none_is_incomplete_or_worth_nothing(played: list[Run]) -> None:
    """Silence, nonsense and orders to the program: ten points on the mean, twenty at most."""
    for seller in (seller.id for seller in CAST if seller.group == NOISE):
        scores = [run.score for run in played if run.seller == seller]
        assert fmean(scores) <= 10, seller
        assert max(scores) <= 20, seller


def test_weights_do_not_decide_the_order(played: list[Run]) -> None:
    """Half or one and a half times any group's weight, and equal weights, leave the sellers in
    nearly the same order (Kendall's tau .9 at least)."""
    shifts = sensitivity(played, {(s, f): content(s, f) for s, f in FORMS})
    assert [(s.name, round(s.tau, 3)) for s in shifts if not s.holds] == []
