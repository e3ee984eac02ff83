"""Slips of the keyboard are set right before reading, each letter in its place."""

from __future__ import annotations

import pytest

from roleplay.understanding import listen
from roleplay.understanding.aside import without_hesitation
from roleplay.understanding.spelling import respelt

KNOWN = frozenset("what does every return cost have need form from them".split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waht deos evrey reutrn cost", "what does every return cost"),
        ("neeed them", "need  them"),
        ("Waht cost", "What cost"),
        ("WAHT COST", "WHAT COST"),
        ("form them", "form them"),
        ("what Jnoes need", "what Jnoes need"),
        ("teh cost", "teh cost"),
        ("xqzw", "xqzw"),
        ("", ""),
    ],
)
def test_a_slip_is_set_right_in_its_place(typed: str, meant: str) -> None:
    """Two letters exchanged, or one typed twice, are mended where that makes a known word; known
    words, names and short words stay; the length never changes."""
    assert respelt(typed, KNOWN.__contains__) == meant
    assert len(meant) == len(typed)


def test_evidence_quotes_what_was_typed() -> None:
    """The reading quotes the trainee's own letters, slips included."""
    heard = listen("Waht does it csot you when a lorry comes bcak?")
    assert heard.text.startswith("Waht")
    assert all(act.words in heard.text for act in heard.acts)
    assert any(act.id.startswith("ask_") for act in heard.acts)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Well, right. Go on", "Go on"),
        ("Um, what is it?", "what is it?"),
        ("OK. Right then, go on", "go on"),
        ("Well, no.", "Well, no."),
        ("Right, so you want it", "Right, so you want it"),
        ("Right now we plan by hand", "Right now we plan by hand"),
        ("Um.", "Um."),
    ],
)
def test_hesitation_is_passed_over(typed: str, left: str) -> None:
    """What is said before somebody begins is blank; a single "well" or "right" tells something,
    and stays."""
    found = without_hesitation(typed)
    assert found.strip() == left
    assert len(found) == len(typed)
