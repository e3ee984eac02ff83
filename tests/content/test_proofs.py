"""Everything that is written for a scenario can come about in it."""

from __future__ import annotations

import pytest

from roleplay.conversation.search import Way, explore
from tests.content.bundled import FORMS, content
from tests.playtests.runner import all_playtests, play

BUDGET = 48_000
"""Turns that are tried at most: some ten seconds."""


@pytest.mark.parametrize(("scenario", "form"), FORMS)
def test_every_state_fact_and_ending_can_be_reached(scenario: str, form: str) -> None:
    """Some talk reaches each; and nowhere does nothing that is said change anything."""
    proof = explore(content(scenario, form), BUDGET, known=recorded(scenario, form))
    assert proof.missing == ()
    assert proof.stuck == ()


def recorded(scenario: str, form: str) -> list[Way]:
    """What was heard in the recorded talks of this form."""
    mine = [t for t in all_playtests() if (t.scenario, t.form) == (scenario, form)]
    return [tuple(turn.heard for turn in play(test).transcript.turns) for test in mine]
