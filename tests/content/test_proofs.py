"""Everything that is written for a scenario can come about in it."""

from __future__ import annotations

import pytest

from roleplay.conversation.search import explore
from tests.content.bundled import FORMS, content

BUDGET = 120_000
"""Turns that are tried at most: some twenty seconds."""


@pytest.mark.parametrize(("scenario", "form"), FORMS)
def test_every_state_fact_and_ending_can_be_reached(scenario: str, form: str) -> None:
    """Some talk reaches each; and nowhere does nothing that is said change anything."""
    proof = explore(content(scenario, form), BUDGET)
    assert proof.missing == ()
    assert proof.stuck == ()
