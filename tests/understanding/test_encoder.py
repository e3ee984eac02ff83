"""The passes of the encoder: what goes in, what comes out, and that it is the same every time."""

import gzip
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.acts import ACTS
from roleplay.heard import Context, same_within
from roleplay.understanding import Reader
from roleplay.understanding.clauses import split
from roleplay.understanding.encoder import HEARD_BEFORE, WINDOW, Encoder, layouts
from roleplay.understanding.hearing import FLAGS, deciding
from tests.understanding.record import RECORDED, alike, coded_turns, short

ENCODER = Encoder()


def laid_out(text: str, buyer: str = "") -> list[int]:
    """The clauses that the passes of a turn hold, in order."""
    found = layouts(ENCODER.pieces, buyer, text, split(text))
    return [clause for layout in found for clause in layout.clauses]


def test_every_clause_is_in_one_pass() -> None:
    """A long turn takes several passes; each holds whole clauses and is bounded."""
    text = "We lost nine trays in the frost last week. " * 60
    found = layouts(ENCODER.pieces, "And?", text, split(text))
    assert len(found) > 1
    assert laid_out(text) == list(range(60))
    assert all(len(layout.numbers) <= WINDOW + HEARD_BEFORE + 3 for layout in found)


def test_of_the_buyers_words_the_last_are_read() -> None:
    """However long the buyer spoke, a pass stays bounded."""
    (layout,) = layouts(ENCODER.pieces, "word " * 500, "Why?", split("Why?"))
    assert layout.first == HEARD_BEFORE + 2


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=50))
def test_any_turn_can_be_laid_out(text: str, buyer: str) -> None:
    """No text raises, and no clause is in two passes."""
    found = laid_out(text, buyer)
    assert found == sorted(set(found))


def test_the_shares_of_the_pieces_make_up_the_score() -> None:
    """What decided is known from the pass itself: scores are the means of shares."""
    text = "So what goes wrong when a tray arrives late?"
    (passed,) = ENCODER.read("We do our best.", text, split(text)).values()
    assert passed.shares.mean(axis=0) == pytest.approx(passed.scores, abs=1e-4)
    start, end = deciding(passed, ENCODER.outputs["ask_trouble"])
    assert text[start:end] in text


def test_the_settings_name_every_act_and_flag() -> None:
    """Each has a place among the outputs; each act has a shift and a threshold."""
    assert {*ACTS, *FLAGS, "open", "closed"} == ENCODER.outputs.keys()
    assert ENCODER.least.keys() == ACTS.keys() == ENCODER.settings["shift"].keys()
    assert 0 < ENCODER.maybe <= ENCODER.accept < 1


def test_the_settings_belong_to_the_weights() -> None:
    """The digest of the settings stands for weights and vocabulary too."""
    assert ENCODER.whole()


@pytest.fixture(scope="module")
def recorded() -> list[list[object]]:
    """Readings of coded turns as another process made them (``record.py``)."""
    found: list[list[object]] = json.loads(gzip.decompress(RECORDED.read_bytes()))
    return found


def test_five_thousand_turns_are_read_as_recorded(recorded: list[list[object]]) -> None:
    """On this machine, with these libraries: no act or flag more or less, beyond the margin."""
    turns = coded_turns()
    assert len(turns) == len(recorded) == 5000
    reader = Reader(ENCODER)
    apart = [
        turn
        for turn, old in zip(turns, recorded, strict=True)
        if not alike(short(reader.listen(*turn)), old)
    ]
    assert apart == []


def test_threads_make_no_difference() -> None:
    """One thread or two: the very same readings, to the last point."""
    turns = coded_turns()[:300]
    one, two = (Reader(Encoder(threads=count)) for count in (1, 2))
    assert [one.listen(*turn) for turn in turns] == [two.listen(*turn) for turn in turns]


def test_what_else_is_read_makes_no_difference() -> None:
    """A turn's reading is its own, in whatever company and order."""
    turns = coded_turns()[:40]
    forth, back = Reader(ENCODER), Reader(ENCODER)
    first = [forth.listen(*turn) for turn in turns]
    assert first == [back.listen(*turn) for turn in reversed(turns)][::-1]


def test_a_margin_forgives_points_but_no_act() -> None:
    """A replay trusts a recorded reading that floats may have moved, and no other."""
    heard = Reader(ENCODER).listen("What goes wrong in a cold spring?", Context())
    (act,) = heard.acts
    nudged = replace(heard, acts=(replace(act, confidence=act.confidence - 2),))
    assert same_within(heard, nudged)
    assert same_within(heard, replace(heard, acts=(), near=nudged.acts))
    assert not same_within(heard, replace(heard, acts=()))
    assert not same_within(heard, replace(heard, acts=(replace(act, confidence=9),)))
    assert not same_within(heard, replace(heard, form="none"))
