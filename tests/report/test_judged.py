"""Scorecards and debriefs in plain words and in JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from roleplay.coach.debrief import Debrief, Worked, debrief
from roleplay.coach.explain import explain_transcript
from roleplay.coach.fix import BetterSaid
from roleplay.coach.score import judge
from roleplay.coach.scorecard import INCOMPLETE, NEEDS_HUMAN, Scorecard
from roleplay.coach.weigh import Change
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.transcript import Transcript
from roleplay.heard import ActHeard, FlagHeard, Heard
from roleplay.report.debrief_text import (
    debrief_rest_text,
    debrief_text,
    fix_text,
    moves_line,
    why_it_worked,
)
from roleplay.report.ending_text import ending_text
from roleplay.report.explain_text import explain_text
from roleplay.report.json_views import debrief_json, explained_json
from roleplay.report.scorecard_text import score_line, scorecard_text
from tests.cli.stub import content

RED = "\x1b[31m"


class Table:
    """Reads by the first word."""

    digest = "table"

    def listen(self, text: str, context: object) -> Heard:
        """``goal …`` asks for the aim, ``rude …`` is an insult."""
        whole = (0, len(text))
        if text.startswith("goal"):
            return Heard(text, acts=(ActHeard("ask_goal", 90, text, *whole, 0),), clauses=(text,))
        return Heard(text, flags=(FlagHeard("bully", text, *whole),), clauses=(text,))


@pytest.fixture
def transcript() -> Transcript:
    """A call that began well and ended with an insult."""
    call = Conversation(content(), Table(), 1)
    call.say(f"goal {RED}please")
    call.say("rude")
    return call.transcript


@pytest.fixture
def scorecard(transcript: Transcript) -> Scorecard:
    """Its scorecard."""
    return judge(transcript, content())


@pytest.fixture
def look_back(scorecard: Scorecard, transcript: Transcript) -> Debrief:
    """Its debrief."""
    return debrief(scorecard, transcript, content())


def flat(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_the_score_is_a_practice_score(scorecard: Scorecard) -> None:
    """With its band in words and whether it passed."""
    line = score_line(replace(scorecard, score=61, range=(61, 61), passed=False))
    assert line.startswith("Practice score 61 of 100. ")
    assert line.endswith("Not passed.")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": INCOMPLETE, "why": "the call was not finished"}, "Incomplete: the call was"),
        ({"status": NEEDS_HUMAN, "why": "a doubt", "passed": None}, "Needs a human: a doubt."),
        ({"range": (50, 72)}, "one doubtful reading could make it 50 to 72"),
        ({"passed": True, "status": "scored"}, "Passed."),
    ],
)
def test_what_a_score_is_worth_is_said_beside_it(
    scorecard: Scorecard, changes: dict[str, object], said: str
) -> None:
    """Incomplete, doubtful or passed."""
    assert said in score_line(replace(scorecard, **changes))  # type: ignore[arg-type]


def test_every_observed_criterion_is_there_with_its_evidence(scorecard: Scorecard) -> None:
    """Level in figures and as a bar, the turn, the words; the rest are named as not observed."""
    text = flat(scorecard_text(scorecard, 80))
    for row in scorecard.criteria:
        assert flat(row.title) in text
        if row.level is not None:
            assert f"{row.level} of 4 {row.title}" in text
        for evidence in row.evidence:
            assert evidence.rule in text
    assert "Not observed in this call:" in text
    assert "No score above 0 is left" in text


def test_a_fix_has_its_seven_parts(look_back: Debrief) -> None:
    """In their order, with the proof where there is a better line."""
    better = BetterSaid(
        "line", "What are you after?", (Change("trust", 40, 46),), "She told.", "Sheds.", (), 0, 2,
        "Trust would go to 46.", "Ask first.",
    )  # fmt: skip
    fix = replace(
        look_back.fixes[0], better=better, moved=(Change("trust", 46, 34),), heard="Not again."
    )
    text = flat(fix_text(fix, 80, "Fix this first"))
    parts = [
        f"Turn {fix.turn}: ", 'What the buyer heard: "Not again."',
        "What moved: trust down from 46 to 34", "Why: ",
        'A better line: "What are you after?"', "Proof: Trust would go to 46.", "Try it: ",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_where_the_buyer_has_no_thought_for_it_their_next_words_stand_there(
    look_back: Debrief,
) -> None:
    """The row has another name, and nothing of a thought is left."""
    fix = replace(look_back.fixes[0], heard="", came_back="Out, please.")
    text = flat(fix_text(fix, 80, "Fix"))
    assert 'What came back: "Out, please."' in text
    assert "What the buyer heard" not in text


def test_where_no_line_is_proved_the_fix_says_so(look_back: Debrief) -> None:
    """It shows none, and no proof."""
    fix = replace(look_back.fixes[0], better=None, honest="None could be proved.")
    text = flat(fix_text(fix, 80, "Fix"))
    assert "A better line: None could be proved." in text
    assert "Proof" not in text


def test_a_direction_is_a_word_and_not_a_colour() -> None:
    """Up or down, with both values; nothing moved is said too."""
    moved = (Change("trust", 1, 2), Change("guard", 5, 3))
    assert moves_line(moved) == "trust up from 1 to 2; guard down from 5 to 3."
    assert moves_line(()) == "No meter moved."


def test_a_scenarios_own_counter_is_never_shown() -> None:
    """Only meters that the trainee knows of; a turn that moved nothing else moved nothing."""
    assert (
        moves_line((Change("mapped", 0, 1), Change("lean", 45, 30))) == "lean down from 45 to 30."
    )
    assert moves_line((Change("granted", 0, 1),)) == "No meter moved."


@pytest.mark.parametrize(
    ("rule", "seen", "said"),
    [
        ("the buyer said what goes wrong", "Helen told what goes wrong.", 1),
        ("the buyer said what they want", "Helen told what they want to achieve.", 1),
        ("the buyer agreed to a step", "Helen told what goes wrong.", 2),
        ("the buyer agreed to a step", "The call ended here.", 2),
    ],
)
def test_what_was_told_is_not_said_twice_of_one_turn(rule: str, seen: str, said: int) -> None:
    """Where what it showed is what could be seen, once is enough."""
    worked = Worked(1, "So?", 0, 3, (), seen, rule, "")
    assert len(why_it_worked(worked)) == said


def test_only_the_first_fix_is_on_the_first_page(look_back: Debrief, scorecard: Scorecard) -> None:
    """The others are in the rest."""
    first = look_back.fixes[0]
    others = (replace(first, title="Something else"),)
    both = replace(look_back, fixes=(first, *others))
    page, rest = (flat(draw(both, scorecard, 80)) for draw in (debrief_text, debrief_rest_text))
    assert first.title in page
    assert f"Another fix: {others[0].title}" in rest
    assert "Another fix" not in page


def test_the_turning_point_is_set_beside_the_trainees_own(
    look_back: Debrief, scorecard: Scorecard
) -> None:
    """The same turn, the one beside it, or another moment."""
    point = look_back.turning_point
    assert point is not None
    for turn, agrees, said in (
        (2, True, "the same turn"),
        (3, True, "the turn beside it"),
        (9, False, "another moment"),
    ):
        own = replace(look_back, turning_point=replace(point, own_turn=turn, agrees=agrees))
        assert f"You chose turn {turn}: {said}." in flat(debrief_text(own, scorecard, 80))


def test_secrets_come_only_with_the_full_reveal(look_back: Debrief, scorecard: Scorecard) -> None:
    """Truths and numbers alike."""
    short = debrief_rest_text(look_back, scorecard, 80)
    full = debrief_rest_text(look_back, scorecard, 80, full=True)
    for kept in look_back.unlearned:
        assert flat(kept.words) in flat(short)
        assert all(truth in flat(full) and truth not in flat(short) for truth in kept.truths)
    assert look_back.unlearned


def test_a_call_without_a_turn_is_looked_back_on(scorecard: Scorecard) -> None:
    """Nothing to quote, and nothing breaks."""
    call = Conversation(content(), Table(), 1)
    card = judge(call.transcript, content())
    back = debrief(card, call.transcript, content())
    assert "Incomplete" in debrief_text(back, card, 80)
    assert debrief_rest_text(back, card, 80, full=True)
    assert json.dumps(debrief_json(back))


def test_the_ending_comes_with_its_epilogue_and_the_next_call(transcript: Transcript) -> None:
    """Its grade in words and what the buyer did next; not its id."""
    ended = transcript.ended
    assert ended is not None
    text = flat(ending_text(replace(ended, next_call="next_one"), 80))
    assert "It ended with harm done." in text
    assert "thrown" not in text
    assert "She told the others." in text
    assert "roleplay play next_one" in text


def test_every_turn_is_explained(transcript: Transcript) -> None:
    """A block for each turn; rules as written only in full."""
    lines = explain_transcript(transcript, content())
    short, full = explain_text(lines, 80), explain_text(lines, 80, full=True)
    assert all(f"Turn {number}\n" in short for number in (1, 2))
    assert "Rule:" not in short
    assert "Rule: transition.warms_up" in flat(full)
    assert [line["turn"] for line in explained_json(lines)] == [line.turn for line in lines]


def test_nothing_drawn_holds_an_escape(
    look_back: Debrief, scorecard: Scorecard, transcript: Transcript
) -> None:
    """The trainee's words are in it, the escape code is not."""
    drawn = "".join(
        (
            debrief_text(look_back, scorecard, 80),
            debrief_rest_text(look_back, scorecard, 80, full=True),
            scorecard_text(scorecard, 80),
            explain_text(explain_transcript(transcript, content()), 80, full=True),
        )
    )
    assert "please" in drawn
    assert "\x1b" not in drawn


def test_the_debrief_as_json_keeps_its_shape(look_back: Debrief) -> None:
    """The fields that the guide names."""
    value = debrief_json(look_back)
    assert set(value) == {
        "schema", "turning_point", "ending", "worked", "fixes", "unlearned", "numbers", "drill",
        "repair",
    }  # fmt: skip
    assert json.loads(json.dumps(value)) == value
