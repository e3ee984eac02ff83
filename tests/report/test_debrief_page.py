"""The debrief as HTML and Markdown."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from roleplay.coach.debrief import debrief
from roleplay.coach.score import judge
from roleplay.conversation.conversation import Conversation
from roleplay.heard import Heard
from roleplay.report.debrief_page import debrief_html, debrief_markdown
from tests.builders import TableReader, garden
from tests.conversation.test_conversation import BEST, TALK

ATTACK = (
    '<script>alert(1)</script> "quoted" \u202egnorw\u202c & **bold** [a](javascript:b) \x1b[31m'
)
CHROMIUM = shutil.which("chromium")


class Shape(HTMLParser):
    """Every tag and attribute of a page, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it, and open it where it is not an empty one."""
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag


def pages(*texts: str) -> tuple[str, str]:
    """The two pages of a play of these turns."""
    content = garden()
    talk = Conversation(content, TableReader(TALK), 1)
    for text in texts:
        reading = TALK.get(text, Heard(text))
        talk.hear(replace(reading, text=text))
    card = judge(talk.transcript, content)
    back = debrief(card, talk.transcript, content)
    arguments = (back, card, talk.transcript, content, "0007-garden")
    return debrief_html(*arguments), debrief_markdown(*arguments)


def test_the_page_is_whole_and_asks_for_nothing() -> None:
    """Well nested, no script, no address to fetch, every handler and inline style absent."""
    html, _ = pages(*BEST)
    shape = Shape()
    shape.feed(html)
    assert shape.open == []
    assert "script" not in shape.tags
    assert "img" not in shape.tags
    names = {name for name, _ in shape.attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src", "href")}
    assert "default-src 'none'" in html


def test_a_fix_comes_with_the_command_that_tries_it_again() -> None:
    """And the ending with its grade in words, not its id."""
    for page in pages("hello", "hello"):
        assert "roleplay retry 0007-garden --turn" in page
        assert re.search(r"Next: .* Try it from turn \d+\.", page)
    for page in pages(*BEST):
        assert "It ended as well as this call can." in page
        assert "best ending" not in page


def test_what_was_typed_stays_text() -> None:
    """Markup, direction marks and escape codes in a trainee's words have no effect."""
    html, markdown = pages("hello", ATTACK, "hello")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    for page in (html, markdown):
        assert not re.search("[\u202a-\u202e\x1b]", page)
    assert r"\*\*bold\*\*" in markdown
    assert r"\[a\](javascript" in markdown


def test_the_same_call_gives_the_same_bytes() -> None:
    """Nothing of the machine or the moment is in it."""
    assert pages(*BEST) == pages(*BEST)


def test_an_empty_call_has_a_page_too() -> None:
    """Before the first turn there is nothing to draw, and it is drawn."""
    assert all(pages())


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_browser_opens_it_without_a_complaint(tmp_path: Path) -> None:
    """No message on the console, and it prints."""
    html, _ = pages("hello", ATTACK, *BEST[1:])
    page, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(html, "utf-8")
    ran = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--enable-logging=stderr", f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={paper}", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert paper.stat().st_size > 5_000
    assert "CONSOLE" not in ran.stderr
