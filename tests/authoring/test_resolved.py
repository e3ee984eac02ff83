"""A buyer shown as put together."""

import pytest

from roleplay.authoring.resolved import resolved
from roleplay.errors import NotFoundError
from tests.authoring.workshop import BUYER, JOURNEY, Workshop


def test_each_part_is_shown_with_file_and_line(shop: Workshop) -> None:
    """States, transitions, facts and lines name where they are written."""
    text = resolved("wilf_garrow", shop.library())
    line, _ = shop.where(JOURNEY, "  agrees_load:")
    assert f"agrees_load:  # {JOURNEY}:{line}\n" in text
    line, _ = shop.where(BUYER, "  cupping:")
    assert f"cupping:  # {BUYER}:{line}\n" in text
    assert "# wilf_garrow: yard_visit, plain_practical, buyers/wilf_garrow.yaml" in text
    assert "easy: |" in text


def test_a_changed_key_names_where_it_was_changed(shop: Workshop) -> None:
    """Inside a borrowed transition, what the buyer replaced has its own file and line."""
    shop.add(BUYER, "change:\n  lets_go: {goes_to: sent_away}\nremove: [vague_load]\n")
    line, _ = shop.where(BUYER, "lets_go: {")
    text = resolved("wilf_garrow", shop.library())
    assert f"goes_to: sent_away  # {BUYER}:{line}\n" in text
    assert "act: step_back\n" in text
    assert "vague_load" not in text
    assert "start: 20  # buyers/wilf_garrow.yaml:" in text


def test_an_unknown_buyer_is_not_found(shop: Workshop) -> None:
    """The nearest id is named."""
    with pytest.raises(NotFoundError, match="wilf_garrow"):
        resolved("wilf_garow", shop.library())
