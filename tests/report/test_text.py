"""Laying out plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.report.markdown_text import markdown_text
from roleplay.report.text import (
    NARROWEST,
    WIDEST,
    blocks,
    bullets,
    count,
    fit,
    heading,
    paragraphs,
    quote,
    speech,
    wrap,
)


@pytest.mark.parametrize(("window", "used"), [(10, NARROWEST), (60, 60), (400, WIDEST)])
def test_the_width_is_kept_readable(window: int, used: int) -> None:
    """Never narrower than can be laid out, never wider than can be read."""
    assert fit(window) == used


@given(st.text(), st.integers(0, 120))
def test_no_line_is_wider_than_the_window(text: str, width: int) -> None:
    """Whatever the words; long ones are broken."""
    for laid_out in (
        wrap(text, width, "- ", "  "),
        paragraphs(text, width),
        bullets([text], width),
    ):
        assert all(len(line) <= fit(width) for line in laid_out.split("\n"))


def test_a_hyphen_does_not_break_a_word() -> None:
    """``half-hour`` stays whole."""
    assert "half-\n" not in wrap(f"{'x' * 33} half-hour", 40)


def test_speech_stands_behind_its_name_and_is_indented() -> None:
    """Later lines stand below, two spaces in."""
    first, *rest = speech("Mab\x1b[1m Tully", "word " * 30, 40).split("\n")
    assert first.startswith("Mab Tully: word")
    assert rest
    assert all(line.startswith("  word") for line in rest)


def test_paragraphs_stay_apart() -> None:
    """A blank line between, single new lines folded."""
    assert paragraphs("one\ntwo\n\n\n\nthree\n", 60) == "one two\n\nthree"


def test_small_things() -> None:
    """Headings are underlined, counts agree with their noun, empty parts leave no gap."""
    assert heading("Next") == "Next\n----"
    assert (count(1, "turn"), count(3, "turn")) == ("1 turn", "3 turns")
    assert count(2, "try", "tries") == "2 tries"
    assert blocks("a", "", "b") == "a\n\nb"
    assert quote("said\nso") == '"said so"'


def test_markdown_is_laid_out_plainly() -> None:
    """Headings, marks, lists, tables and code; code is left as it is."""
    page = (
        "# Title\n\nSome **bold** and `code` in a\nparagraph with a [link](http://x).\n\n"
        "- one\n- two\n  more\n\n| Head | Row |\n|---|---|\n| `a` | b |\n\n"
        "```yaml\nkey: |\n  # kept **as is**\n```\n\nEnd.\n"
    )
    assert markdown_text(page, 60) == (
        "Title\n-----\n\nSome bold and code in a paragraph with a link.\n\n"
        "- one\n- two more\n\n  a: b\n\n"
        "    key: |\n      # kept **as is**\n\nEnd."
    )
