"""Effects in words."""

import pytest

from roleplay.buyer.effects import EffectError, parse
from roleplay.buyer.persona import Effect


def test_words_and_numbers_become_points() -> None:
    """One table says what the words are worth; numbers stand for themselves."""
    expected = (
        Effect("trust", 6),
        Effect("guard", -3, until=20),
        Effect("patience", -1),
        Effect("", scar="overreach"),
    )
    text = "trust up some, guard down a little until 20, patience down 1, scar overreach"
    assert expected == parse(text)


@pytest.mark.parametrize("text", ["trust up", "trust rises some", "scar envy", "trust up 5000"])
def test_a_wrong_effect_is_refused_at_its_column(text: str) -> None:
    """The column points at the effect in the list that is wrong."""
    with pytest.raises(EffectError) as refusal:
        parse(f"guard up some, {text}")
    assert refusal.value.column == 16
