"""What a stranger wrote never reaches the terminal as an order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.report.clean import clean, one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("a\x1bcb", "ab"),
        ("bell\x07 and\x00 null", "bell and null"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\u202eturned\u202c", "turned"),
        ("\u2066held\u2069 \u200bgone\ufeff", "held gone"),
        ("tab\there", "tab here"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("naïve £5 – “yes” 日本", "naïve £5 – “yes” 日本"),
    ],
)
def test_orders_go_and_words_stay(text: str, expected: str) -> None:
    """Escapes, controls and direction marks are taken out; letters of any script are kept."""
    assert clean(text) == expected


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "L", "P", "Zs"])))
def test_nothing_is_left_that_a_terminal_obeys(text: str) -> None:
    """Whatever comes in, no control character but the new line comes out, and no override."""
    out = clean(text)
    assert [c for c in out if unicodedata.category(c) == "Cc" and c != "\n"] == []
    assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ud800")
    assert clean(out) == out


def test_one_line_is_one_line() -> None:
    """New lines and runs of spaces become single spaces."""
    assert one_line(" a\n\n b\t\tc \u2028 d ") == "a b c d"
