"""No scenario that ships can be won without listening."""

from __future__ import annotations

from collections import Counter

import pytest

from roleplay.acts import ACTS, family
from roleplay.scenario import Content
from roleplay.simulate.recipes import LEAVING, WON, in_order, one_act, orders, play
from tests.content.bundled import FORMS, content

MANY = 60
"""Drawn orders, beside those that are taught."""


@pytest.mark.parametrize(("scenario", "form"), FORMS)
def test_no_single_act_repeated_wins(scenario: str, form: str) -> None:
    """An act that is said for ever, about one thing after another, comes to no good ending,
    except leaving where leaving is right."""
    played = content(scenario, form)
    persona = played.personas[played.scenario.first.buyer]
    acts = [act for act in ACTS if act not in LEAVING and family(act) != "manager"]
    assert [act for act in acts if play(played, one_act(persona, act)) in WON] == []


def test_no_order_of_acts_wins_everywhere() -> None:
    """Neither a taught order of acts nor a drawn one wins in more than half of the scenarios."""
    calls: list[Content] = [content(scenario, form) for scenario, form in FORMS]
    wins = Counter({o: sum(play(each, in_order(o)) in WON for each in calls) for o in orders(MANY)})
    order, most = wins.most_common(1)[0]
    assert 2 * most <= len(calls), f"{' '.join(order)} wins {most} of {len(calls)}"
