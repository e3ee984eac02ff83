"""Words cut into pieces as the base model knows them."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.understanding.encoder import Encoder

PIECES = Encoder().pieces
CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "pieces.jsonl").read_text("utf-8").splitlines()
]
"""Texts with the numbers that the reference library for this vocabulary gave."""


def test_texts_are_cut_as_the_reference_library_cuts_them() -> None:
    """Turns, marks, accents, other scripts, endless words: the same numbers every time."""
    for text, numbers in CASES:
        assert [number for number, _, _ in PIECES.of(text)] == numbers, text


def test_every_piece_names_the_place_of_its_word() -> None:
    """Places cover the word as typed, whatever became of it."""
    text = "  Zwickelbrunn, Café!"
    found = {text[start:end] for _, start, end in PIECES.of(text)}
    assert found == {"Zwickelbrunn", ",", "Café", "!"}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    """No text raises; places lie inside the text and never go back."""
    places = [(start, end) for _, start, end in PIECES.of(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(("word", "known"), [("warehouse", True), ("qwrtzpl", False)])
def test_common_words_are_known(word: str, known: bool) -> None:
    """A common word is one piece; keyboard mash is not."""
    assert PIECES.knows(word) is known
