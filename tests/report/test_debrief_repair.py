"""The shortest repair as text, as pages and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from roleplay.coach.debrief import Debrief, debrief
from roleplay.coach.repair import Repair, repair
from roleplay.coach.repair_words import EXAMPLE, LINE, PHRASE
from roleplay.coach.score import judge
from roleplay.coach.scorecard import Scorecard
from roleplay.conversation.transcript import Transcript
from roleplay.report.debrief_page import debrief_html, debrief_markdown
from roleplay.report.debrief_repair import ANSWER, REPAIR, repair_text, step_words
from roleplay.report.debrief_text import debrief_rest_text
from roleplay.report.json_views import debrief_json, repair_json
from tests.coach.plays import FEATURE, GREETING, nursery, played

PLACE = nursery()
Seen = tuple[Debrief, Scorecard, Transcript, Repair]


@pytest.fixture(scope="module")
def seen() -> Seen:
    """A call that went wrong at once, with its debrief and repair."""
    transcript = played(PLACE, GREETING, FEATURE)
    card = judge(transcript, PLACE)
    back = debrief(card, transcript, PLACE)
    found = repair(back, transcript, PLACE)
    assert found is not None
    return back, card, transcript, found


@pytest.fixture
def found(seen: Seen) -> Repair:
    """The repair alone."""
    return seen[-1]


def flat(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def pages(seen: Seen, found: Repair | None) -> tuple[str, str]:
    """HTML and Markdown with a repair, or with none."""
    back, card, transcript, _ = seen
    arguments = (back, card, transcript, PLACE, "0007-garden", found)
    return debrief_html(*arguments), debrief_markdown(*arguments)


def test_the_text_has_each_turn_with_its_words_and_what_they_do(found: Repair) -> None:
    """In order, below a sentence with the bounds."""
    text = flat(repair_text(found, 80))
    assert text.startswith(REPAIR)
    assert found.sentence in text
    places = [text.index(f"Turn {step.turn}: {step_words(step)}") for step in found.steps]
    assert places == sorted(places)


def test_only_the_full_reveal_says_what_there_was_to_hear(found: Repair) -> None:
    """The truth is kept from the rest, and from every page."""
    assert found.truth not in flat(repair_text(found, 80))
    assert f"What there was to hear: {found.truth}" in flat(repair_text(found, 80, full=True))


def test_where_there_is_none_the_text_is_empty() -> None:
    """No heading without anything under it."""
    assert repair_text(None, 80) == ""


def test_a_repair_that_was_not_found_shows_its_bounds(found: Repair) -> None:
    """The sentence alone, and no command to try it."""
    nothing = replace(found, steps=(), truth="", sentence="From turn 1, no way was found (5).")
    text = flat(repair_text(nothing, 80, full=True))
    assert text.endswith("From turn 1, no way was found (5).")
    assert "What there was" not in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"source": LINE, "words": "So, what?"}, '"So, what?" Asked why. Noor warmed to it.'),
        (
            {"source": EXAMPLE, "words": "Why?"},
            'Something like "Why?", in this buyer\'s terms. Asked why. Noor warmed to it.',
        ),
        (
            {"source": PHRASE, "words": "Why?", "answer_first": True},
            f'{ANSWER} "Why?" Asked why. Noor warmed to it.',
        ),
        (
            {"source": "", "words": "", "acts": ("was friendly", "asked why")},
            "In your own words, a turn that was friendly and asked why. Noor warmed to it.",
        ),
        ({"source": "", "words": "", "acts": ()}, "Noor warmed to it."),
    ],
    ids=["a line", "an example from elsewhere", "an answer before it", "no words", "nothing"],
)
def test_a_step_says_where_its_words_come_from(
    found: Repair, changes: dict[str, object], words: str
) -> None:
    """A line may be said as it stands, an example may not."""
    plainly = {"acts": ("asked why",), "answer_first": False, "visible": "Noor warmed to it."}
    step = replace(found.steps[0], **(plainly | changes))  # type: ignore[arg-type]
    assert step_words(step) == words


def test_the_rest_of_a_debrief_shows_it_where_it_is_given(seen: Seen) -> None:
    """And does without it where it was not searched."""
    back, card, _, found = seen
    assert REPAIR in debrief_rest_text(back, card, 80, full=True, repair=found)
    assert REPAIR not in debrief_rest_text(back, card, 80, full=True)


def test_both_pages_have_it_with_a_command_to_try(seen: Seen, found: Repair) -> None:
    """Every step, without what there was to hear; no section where it was not searched."""
    for page in pages(seen, found):
        assert page.count(REPAIR) == 1
        assert page.count(f"roleplay retry 0007-garden --turn {found.turn}") > 1
        assert found.truth not in page
    for page in pages(seen, None):
        assert REPAIR not in page
    markdown = pages(seen, found)[1]
    for step in found.steps:
        assert re.search(rf"^- Turn {step.turn}: ", markdown, re.MULTILINE)


def test_its_words_are_text_on_every_page(seen: Seen, found: Repair) -> None:
    """Markup and escape codes in a content file's words have no effect."""
    evil = replace(found.steps[0], source=LINE, words="<script>alert(1)</script>\x1b[31m **b**")
    changed = replace(found, steps=(evil, *found.steps[1:]))
    html, markdown = pages(seen, changed)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert r"\*\*b\*\*" in markdown
    for page in (html, markdown, repair_text(changed, 80)):
        assert "\x1b" not in page


def test_the_json_has_the_fields_that_the_guide_names(seen: Seen, found: Repair) -> None:
    """Null where it was not searched; never what there was to hear."""
    value = debrief_json(seen[0], found)["repair"]
    assert set(value) == {
        "turn", "quote", "found", "level", "kind", "steps", "states", "most_turns", "most_states",
        "whole", "sentence",
    }  # fmt: skip
    assert set(value["steps"][0]) == {
        "turn", "acts", "words", "source", "answer_first", "moved", "visible",
    }  # fmt: skip
    assert (value["found"], len(value["steps"])) == (True, len(found.steps))
    assert found.truth not in json.dumps(value)
    assert debrief_json(seen[0])["repair"] is None


def test_the_json_of_a_repair_that_was_not_found(found: Repair) -> None:
    """Nulls and no steps, with the bounds."""
    value = repair_json(replace(found, steps=(), level="", kind="", truth=""))
    assert (value["found"], value["level"], value["kind"], value["steps"]) == (
        False, None, None, [],
    )  # fmt: skip
    assert (value["most_turns"], value["most_states"]) == (4, 20_000)
