"""Putting a reading right: from plain words to a corrected reading."""

from __future__ import annotations

import pytest

from roleplay.acts import ACTS
from roleplay.cli.meant import Correction, corrected, describe, parse
from roleplay.errors import UsageError
from roleplay.heard import AMBIGUOUS, CLEAR, ActHeard, FlagHeard, Heard

HEARD = Heard(
    "Sign here, what is wrong?",
    acts=(
        ActHeard("close", 90, "Sign here", 0, 9, 0),
        ActHeard("ask_trouble", 40, "what is wrong", 11, 24, 1),
    ),
    flags=(FlagHeard("stacked", "Sign", 0, 4),),
    clauses=("Sign here,", "what is wrong?"),
    verdict=AMBIGUOUS,
    choices=("this", "that"),
)


@pytest.mark.parametrize("act", list(ACTS.values()), ids=list(ACTS))
def test_every_act_is_found_by_its_id_and_by_its_plain_words(act: object) -> None:
    """What the screen calls an act is enough to name it."""
    known = ACTS[act.id]  # type: ignore[attr-defined]
    for words in (known.id, known.plain, f"You {known.plain}.", known.plain.upper()):
        assert parse(f"+ {words}", HEARD).add == known.id


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("goes wrong", "ask_trouble"),
        ("asked who decides", "ask_power"),
        ("I summed up", "recap"),
        ("proposed a step", "next_step"),
        ("asked for the order", "close"),
    ],
)
def test_words_that_come_near_are_enough(words: str, act: str) -> None:
    """A trainee need not repeat the list word for word."""
    assert parse(f"+ {words}", HEARD).add == act


@pytest.mark.parametrize("words", ["", "xyzzy", "1.5", "one", "0", "4", "-1", "1 2 nine", "+"])
def test_what_names_nothing_is_refused_in_words(words: str) -> None:
    """Neither a number of the list nor an act that comes near."""
    with pytest.raises(UsageError):
        parse(words, HEARD)


def test_numbers_take_readings_away_and_an_addition_is_sure() -> None:
    """Acts are counted first, then flags; the whole turn stands behind what is added."""
    heard = corrected(HEARD, parse("1, 3 + summed up and checked", HEARD))
    assert [act.id for act in heard.acts] == ["ask_trouble", "recap"]
    assert heard.flags == ()
    added = heard.acts[-1]
    assert (added.confidence, added.words, added.clause) == (100, HEARD.text, 1)
    assert (added.start, added.end) == (0, len(HEARD.text))


def test_a_corrected_turn_is_clear() -> None:
    """The trainee has said what was meant: there is nothing left to ask."""
    heard = corrected(HEARD, Correction(remove=(1,)))
    assert (heard.verdict, heard.choices) == (CLEAR, ())


def test_an_act_that_is_there_already_is_not_added_twice() -> None:
    """The reading keeps the words that decided it."""
    heard = corrected(HEARD, Correction(add="close"))
    assert [act.id for act in heard.acts] == ["close", "ask_trouble"]


def test_a_correction_is_described_in_plain_words() -> None:
    """No id is in it."""
    told = describe(Correction((1,), "recap"), HEARD)
    assert told == "not: asked for the order; also: summed up and checked"
