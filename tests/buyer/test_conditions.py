"""The language of guards."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import ConditionError, false_clause, guard, names_in, parse
from roleplay.buyer.state import opening
from tests.builders import gardener, heard


def moment(*acts: str) -> Beat:
    """The gardener before the first turn, hearing these acts."""
    return Beat(gardener(), opening(gardener()), heard("a few words", *acts))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("trust >= 30 and guard < 21", True),
        ("trust > 30 or heard('rapport')", True),
        ("not now('rapport')", False),
        ("heard('rapport') >= 2", False),
        ("told('aim') or told_kind('goal')", False),
        ("state('guarded') and turn == 1 and here == 0 and words == 3", True),
        ("scar('any')", False),
    ],
)
def test_a_condition_is_true_of_the_moment_it_describes(text: str, holds: bool) -> None:
    """Meters, counts and predicates are read from the buyer at this instant."""
    assert guard(parse(text))(moment("rapport")) is holds


@pytest.mark.parametrize(
    "text",
    [
        "os.system('true')",
        "__import__('os')",
        "told(fact)",
        "told('a', 'b')",
        "trust + 1 > 2",
        "trust ** 9 > 1",
        "'x' * 10 ** 10",
        "[1 for _ in guard]",
        "lambda: 1",
        "1 < trust < 3",
        "trust",
        "trust > 1.5",
        "x := 3",
        "(" * 400,
        "",
    ],
)
def test_everything_outside_the_language_is_refused_at_a_column(text: str) -> None:
    """No call, attribute, arithmetic, chain or comprehension gets past the parser."""
    with pytest.raises(ConditionError) as refusal:
        parse(text)
    assert refusal.value.column >= 1


@given(st.text(max_size=320))
def test_the_parser_is_total(text: str) -> None:
    """Any text gives a condition or a ConditionError, never anything else."""
    with suppress(ConditionError):
        parse(text)


def test_the_false_clause_is_named_with_the_values_in_play() -> None:
    """A closed door says which part of its guard was false, and what the meter stood at."""
    condition = parse("trust >= 30 and rapport >= 10")
    assert false_clause(condition, moment()) == "rapport (now 5) >= 10"


def test_a_false_alternative_names_both_sides() -> None:
    """For "a or b" both sides were false, so both are named."""
    text = false_clause(parse("told('aim') or trust > 90"), moment())
    assert text == "told('aim') and trust (now 30) > 90"


def test_the_names_of_a_condition_are_listed_once_each() -> None:
    """Authoring checks every name that a condition uses; counts are not names."""
    names = names_in(parse("told('aim') and trust > 1 and (trust < 9 or turn > 2)"))
    assert names == (("told", "aim"), ("meter", "trust"))
