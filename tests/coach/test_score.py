"""``judge``: statuses, caps, windows and the published shape."""

import json
from dataclasses import replace

import pytest

from roleplay.buyer.persona import Ask
from roleplay.coach import judge, scorecard_json
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.sample_buyer import BUYER
from roleplay.coach.samples import Row
from roleplay.conversation.records import Event
from roleplay.conversation.transcript import Transcript
from roleplay.errors import TranscriptError
from roleplay.heard import NOT_UNDERSTOOD, FlagHeard, Heard
from roleplay.scenario import BetterLine, Opportunity
from tests.coach.plays import THREE, content, reread, rows

SOUND, FIRST, GOAL = THREE
AIM = Row("What are you after?", "ask_goal", told="goal")
BACK = Row("So: a date kept.", "mirror", "carried")
TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
WELL = (AIM, BACK, TROUBLE)


def with_window(name: str, window: tuple[int, int]) -> object:
    """The samples' content with one criterion in a window."""
    place = content(*THREE)
    chances = {**place.scenario.opportunities, name: Opportunity(1, window)}
    return replace(place, scenario=replace(place.scenario, opportunities=chances))


def test_a_scorecard_adds_up() -> None:
    """Levels, points, technique, ending and band of a small call, worked by hand."""
    card = judge(rows(*WELL), content(*THREE))
    assert {row.id: row.level for row in card.criteria if row.level is not None} == {
        SOUND: 4,
        FIRST: 4,
        GOAL: 4,
    }
    assert (card.status, card.score, card.technique, card.ending_points) == ("scored", 95, 100, 75)
    assert (card.band, card.passed, card.range) == ("High", True, (95, 95))
    assert [(g.id, g.score, g.observed) for g in card.groups] == [("B", 100, 2), ("C", 100, 1)]


def test_every_criterion_is_listed_and_those_not_offered_are_not_observed() -> None:
    """A form that never offers a criterion leaves it out of the total, not at zero."""
    card = judge(rows(*WELL), content(*THREE))
    assert [row.id for row in card.criteria] == list(CRITERIA)
    other = card.criterion("earned_advance")
    assert (other.status, other.level, other.points, other.worth) == ("not_observed", None, None, 0)
    assert card.observed == 3
    with pytest.raises(KeyError):
        card.criterion("nobody_wrote_this")


def test_an_open_call_is_incomplete_and_still_has_a_score() -> None:
    """No ending: never passed, however good the talk."""
    card = judge(rows(*WELL, grade=""), content(*THREE))
    assert (card.status, card.passed, card.score, card.ending) == ("incomplete", False, 80, "")
    assert card.why == "the call was not finished"


def test_too_few_observed_is_incomplete() -> None:
    """The scenario says how many criteria must have been observed."""
    card = judge(rows(*WELL), content(*THREE, minimum_observed=4))
    assert (card.status, card.passed) == ("incomplete", False)
    assert "3 criteria" in card.why
    assert "at least 4" in card.why


def test_a_call_in_which_nothing_was_understood_is_incomplete() -> None:
    """Gibberish offers nothing: no criterion is observed."""
    transcript = reread(rows(Row("wibble", ""), grade="neutral"), 1, verdict=NOT_UNDERSTOOD)
    card = judge(transcript, content(*THREE))
    assert (card.status, card.observed, card.score) == ("incomplete", 0, 10)


def test_a_call_ended_for_making_no_sense_is_incomplete() -> None:
    """Three turns not understood end a call politely, as incomplete."""
    row = Row("wibble", "", takes="lets_go")
    transcript = rows(*WELL, row, grade="neutral")
    records = list(transcript.records)
    last = records[-2]
    taken = replace(last.reaction.taken, act="unclear")
    records[-2] = replace(last, reaction=replace(last.reaction, taken=taken))
    card = judge(Transcript(tuple(records)), content(*THREE))
    assert (card.status, card.passed) == ("incomplete", False)


def test_what_an_ended_call_never_brought_about_counts_as_nothing() -> None:
    """A window that a finished call did not reach is 0; of an open call it is not observed."""
    place = with_window(GOAL, (8, 12))
    ended = judge(rows(TROUBLE), place).criterion(GOAL)
    still_open = judge(rows(TROUBLE, grade=""), place).criterion(GOAL)
    assert (ended.status, ended.level) == ("scored", 0)
    assert (still_open.status, still_open.level) == ("not_observed", None)


def test_what_comes_after_the_window_does_not_count() -> None:
    """An aim told on turn 3 is too late for a window that closes on turn 2."""
    late = rows(BACK, TROUBLE, AIM, BACK)
    assert judge(late, with_window(GOAL, (1, 2))).criterion(GOAL).level == 0
    assert judge(late, with_window(GOAL, (1, 4))).criterion(GOAL).level == 4


def test_a_question_that_no_buyer_has_was_never_offered() -> None:
    """A criterion that hangs on a buyer's question needs a buyer who can put it."""
    place = content(*THREE)
    chances = {**place.scenario.opportunities, GOAL: Opportunity(asked="why_now")}
    hanging = replace(place, scenario=replace(place.scenario, opportunities=chances))
    assert judge(rows(*WELL), hanging).criterion(GOAL).status == "not_observed"
    asks = (Ask("why_now", "says"),)
    persona = replace(hanging.personas[BUYER], asks=asks)
    able = replace(hanging, personas={**hanging.personas, BUYER: persona})
    assert judge(rows(*WELL), able).criterion(GOAL).level == 4


def test_a_disputed_reading_needs_a_human_for_what_rests_on_it() -> None:
    """The level stands; its status says that somebody must look."""
    transcript = rows(*WELL)
    dispute = Event("dispute", "I was only repeating", 2)
    records = (*transcript.records[:-1], dispute, transcript.records[-1])
    card = judge(Transcript(records), content(*THREE))
    assert (card.criterion(GOAL).status, card.criterion(GOAL).level) == ("needs_human", 4)
    assert card.criterion(FIRST).status == "scored"


MISLED = Row("It does all of that.", "tell_answer", "mislead")


def test_one_false_claim_that_the_buyer_let_pass_is_no_critical_error() -> None:
    """A single reading, with nothing beside it, caps nothing."""
    assert judge(rows(*WELL, MISLED), content(*THREE)).critical_errors == ()


@pytest.mark.parametrize(
    "signals",
    [
        (replace(MISLED, takes="told_off"),),
        (replace(MISLED, scar="stretch"),),
        (MISLED, MISLED),
    ],
    ids=["told off", "scar", "repeated"],
)
def test_a_false_claim_with_a_second_signal_caps_the_run(signals: tuple[Row, ...]) -> None:
    """Told off, marked or repeated: capped at 39 and not passed."""
    card = judge(rows(*WELL, *signals), content(*THREE))
    assert [(error.id, error.cap) for error in card.critical_errors] == [("mislead", 39)]
    assert [e.quote for e in card.critical_errors[0].evidence] == [MISLED.text] * len(signals)
    assert card.score == 39 < card.uncapped
    assert card.passed is False


def test_no_critical_error_rests_on_one_doubtful_reading() -> None:
    """A claim read with little confidence caps nothing even where the buyer was stung."""
    transcript = rows(*WELL, replace(MISLED, scar="stretch"))
    doubtful = (FlagHeard("mislead", MISLED.text, 0, 5, confidence=64),)
    card = judge(reread(transcript, 4, flags=doubtful), content(*THREE))
    assert card.critical_errors == ()


def test_abuse_scores_nothing() -> None:
    """An insult that ended the call leaves 0, whatever went before."""
    row = Row("You must be stupid.", "", "bully", takes="throws_out", scar="face")
    card = judge(rows(*WELL, row, grade="harmful"), content(*THREE))
    assert (card.score, card.passed) == (0, False)
    assert card.critical_errors[0].id == "abuse"


CLOSE = Row("So, shall we sign?", "close")


def test_two_closes_before_there_is_a_reason_cap_the_run() -> None:
    """One early close is only a mistake; two are a critical error; later ones are none."""
    stake = Row("Who feels it?", "ask_effect", told="effect")
    assert judge(rows(*WELL, CLOSE), content(*THREE)).critical_errors == ()
    early = judge(rows(*WELL, CLOSE, CLOSE), content(*THREE))
    assert [(e.id, e.cap) for e in early.critical_errors] == [("early_closes", 49)]
    assert judge(rows(*WELL, stake, CLOSE, CLOSE), content(*THREE)).critical_errors == ()


def test_one_quote_serves_at_most_two_criteria_where_others_can_be_shown() -> None:
    """Gains that quote the same span are thinned, and no criterion loses its last one."""
    names = (*THREE, "respect_exec_time", "rapport_before_problems")
    card = judge(rows(*WELL), content(*names))
    shown: dict[tuple[int, int, int], int] = {}
    for row in card.criteria:
        gains = [e for e in row.evidence if e.polarity == "gain"]
        assert gains or not row.level
        for evidence in gains if len(gains) > 1 else []:
            span = (evidence.turn, evidence.start, evidence.end)
            shown[span] = shown.get(span, 0) + 1
    assert max(shown.values()) <= 2


def test_the_shape_is_plain_json_with_the_published_fields() -> None:
    """Other programs build on these names."""
    shape = scorecard_json(judge(rows(*WELL), content(*THREE)))
    assert json.loads(json.dumps(shape)) == shape
    assert shape["schema"] == 1
    published = "status score range band passed technique ending groups criteria critical_errors"
    assert set(published.split()) <= set(shape)
    assert (shape["ending"]["name"], shape["ending"]["grade"]) == ("over", "good")
    assert {"id", "status", "level", "points", "evidence"} <= set(shape["criteria"][0])
    observed = next(row for row in shape["criteria"] if row["evidence"])
    assert {"turn", "quote", "rule"} <= set(observed["evidence"][0])


def test_judging_twice_gives_the_same_bytes() -> None:
    """Nothing in a scorecard depends on the run."""
    place = content(*CRITERIA)
    first, second = (judge(rows(*WELL, MISLED, CLOSE), place) for _ in range(2))
    assert first == second
    assert json.dumps(scorecard_json(first)) == json.dumps(scorecard_json(second))


def test_a_turn_with_a_buyer_who_was_never_called_is_refused() -> None:
    """A transcript that does not hold together is reported, not guessed at."""
    transcript = rows(*WELL)
    without = Transcript(tuple(r for r in transcript.records if type(r).__name__ != "Call"))
    with pytest.raises(TranscriptError, match="never called"):
        judge(without, content(*THREE))


def test_a_group_that_is_too_low_is_named() -> None:
    """A score over the mark that does not pass says which group keeps it from passing."""
    place = content(*THREE)
    low = replace(place, rubric=replace(place.rubric, passed=0, group_floor=101))
    card = judge(rows(*WELL), low)
    assert (card.status, card.passed) == ("scored", False)
    assert card.why.startswith(f"{place.rubric.groups['B'][0]} is at 100 of 100")
    assert judge(rows(*WELL), place).why == ""


@pytest.mark.parametrize(("mode", "level"), [("exam", 0), ("practice", 4)])
def test_a_pasted_line_counts_in_practice_only(mode: str, level: int) -> None:
    """In an exam, words that a debrief shows earn nothing as they stand; in practice they do."""
    said = rows(AIM, BACK, TROUBLE)
    header = replace(said.records[0], mode=mode)  # type: ignore[type-var]
    transcript = replace(said, records=(header, *said.records[1:]))
    lines = tuple(
        BetterLine(str(n), GOAL, (), (), (), "", words.upper(), Heard(words))
        for n, words in enumerate(row.text for row in WELL)
    )
    place = content(*THREE, better_lines=lines)
    card = judge(transcript, place)
    assert card.criterion(GOAL).level == level
    if mode == "exam":
        assert "practice" in card.criterion(GOAL).note
    mine = judge(transcript, content(*THREE, better_lines=()))
    assert mine.criterion(GOAL).level == 4
