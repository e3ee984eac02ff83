"""Several calls, cards, topics and readiness in content files: what holds and what is told."""

from __future__ import annotations

import pytest

from tests.authoring.workshop import BUYER, SCENARIO, Workshop, codes

CARDS = """trades:
  later_load:
    side: get
    value: 2
    phrases: |
      take it a week later
    requires: giving('any') or offered('cut')
    says: |
      A week, then.
    refused: |
      A week, for what?
  cut:
    side: give
    value: 1
    per_cent: true
    phrases: |
      something off the price
    says: |
      That's a start.
topics:
  dry_store:
    kind: remedy
    phrases: |
      keep the boards under a roof
readiness:
  aim:
    requires: told_kind('goal')
    stall: |
      What for?
facts:
"""


def test_cards_topics_and_readiness_compile(shop: Workshop) -> None:
    """They become values of the persona, with their lines."""
    shop.edit(BUYER, "facts:\n", CARDS)
    persona = shop.library().content("t01_trial_load").personas["wilf_garrow"]
    assert persona.trades["cut"].per_cent
    assert persona.lines[persona.trades["later_load"].refused].moods
    assert persona.topics["dry_store"].kind == "remedy"
    assert [p.name for p in persona.readiness] == ["aim"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("giving('any')", "giving('nothing')", "unknown-trade"),
        ("    refused: |\n      A week, for what?\n", "", "missing-key"),
        ("kind: remedy", "kind: remidy", "unknown-kind-of-topic"),
        ("  aim:\n", "  aims:\n", "unknown-precondition"),
        ("told_kind('goal')\n    stall", "ready >= 50\n    stall", "ready-in-readiness"),
        ("side: give", "side: gift", "unknown-side"),
    ],
)
def test_a_slip_in_them_is_told(shop: Workshop, old: str, new: str, code: str) -> None:
    """Each with its own code, at its place."""
    shop.edit(BUYER, "facts:\n", CARDS)
    shop.edit(BUYER, old, new)
    assert code in codes(shop.compile_problems())


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("{buyer: wilf_garrow, turns: 4, after: frist}", "unknown-call"),
        ("{buyer: wilf_garrow, turns: 4, requires: state('asleep')}", "unknown-state"),
        ("{buyer: wilf_garrow, turns: 4, begins_in: asleep}", "unknown-state"),
        ("{buyer: wilf_garrow, turns: 4, effects: charm up 3}", "unknown-meter"),
        ("{buyer: wilf_garrow, turns: 0}", "out-of-range"),
        ("{buyer: wilf_garrow, turns: 4, opening: opneing}", "unknown-line"),
    ],
)
def test_a_slip_in_a_call_is_told(shop: Workshop, call: str, code: str) -> None:
    """Names of calls, states, meters and lines are looked up."""
    shop.edit(SCENARIO, "endings:\n", f"calls:\n  again: {call}\n\nendings:\n")
    assert code in codes(shop.compile_problems())


def test_openings_and_epilogues_may_come_in_parts(shop: Workshop) -> None:
    """The first opening that holds is said, and every part of an epilogue that holds."""
    shop.edit(
        SCENARIO,
        "endings:\n",
        "calls:\n  again:\n    buyer: wilf_garrow\n    turns: 2\n    opening:\n"
        '      - {line: opening, requires: "turn > 3"}\n      - {line: opening}\n\nendings:\n',
    )
    call = shop.library().content("t01_trial_load").scenario.calls["again"]
    assert [condition is None for condition, _ in call.openings] == [False, True]


def test_nobody_may_speak_first(shop: Workshop) -> None:
    """``opening: none``."""
    shop.edit(SCENARIO, "endings:\n", "opening: none\n\nendings:\n")
    assert shop.library().content("t01_trial_load").scenario.first.openings == ()
