"""``explain``, and the ledger of ``score``."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from roleplay.cli.main import roleplay
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.score import judge
from roleplay.errors import NotFoundError
from roleplay.report.ledger_text import ledger_text


@pytest.mark.parametrize("name", CRITERIA)
def test_every_criterion_has_a_page(name: str) -> None:
    """Title, all five levels, and a call that reached it beside one that did not."""
    criterion = CRITERIA[name]
    text = " ".join(CliRunner().invoke(roleplay, ["explain", name]).output.split())
    assert criterion.title in text
    assert all(f"- {level}:" in text for level in range(5))
    assert f"level {criterion.passes[0].level}" in text


def test_a_problem_has_a_page_and_a_slip_gets_a_proposal() -> None:
    """Codes of check are explained too; a misspelt one is answered with the nearest."""
    assert (
        "Nothing ever says this line"
        in CliRunner().invoke(roleplay, ["explain", "unused-line"]).output
    )
    result = CliRunner().invoke(roleplay, ["explain", "quid_pro_qou"])
    assert isinstance(result.exception, NotFoundError)
    assert "quid_pro_quo" in str(result.exception)


def test_the_list_names_every_criterion() -> None:
    """Without a name."""
    listed = CliRunner().invoke(roleplay, ["explain"]).output
    assert all(name in listed for name in CRITERIA)


def test_the_ledger_names_turn_words_rule_and_states() -> None:
    """Each reason of a sample's score stands in it."""
    sample = CRITERIA["quid_pro_quo"].passes[0]
    card = judge(sample.transcript(), sample.content())
    text = " ".join(ledger_text(card, 100).split())
    rows = [row for row in card.criteria if row.level is not None]
    for evidence in [each for row in rows for each in row.evidence]:
        assert evidence.rule in text
