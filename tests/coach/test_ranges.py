"""The range of a score, and when a person must look."""

from dataclasses import replace

from roleplay.coach import judge
from roleplay.coach.play import Play
from roleplay.coach.ranges import doubts
from roleplay.coach.samples import Row
from roleplay.conversation.transcript import Transcript
from roleplay.heard import ActHeard, FlagHeard
from tests.coach.plays import THREE, content, reread, rows

FIRST, GOAL = THREE[1], THREE[2]
AIM = Row("What are you after?", "ask_goal", told="goal")
BACK = Row("So: a date kept.", "mirror", "carried")
TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
PRODUCT = Row("Ours shows that.", "tell_feature", follows=True)
CALL = (AIM, BACK, TROUBLE, PRODUCT)


def act(name: str, confidence: int, text: str) -> ActHeard:
    """One reading."""
    return ActHeard(name, confidence, text, 0, len(text), 0)


def doubtful(turn: int, name: str, confidence: int) -> Transcript:
    """The call with one act read at this confidence."""
    return reread(rows(*CALL), turn, acts=(act(name, confidence, CALL[turn - 1].text),))


def test_sure_readings_have_no_range() -> None:
    """Nothing to flip: the range is the score."""
    card = judge(rows(*CALL), content(*THREE))
    assert card.range == (card.score, card.score)


def test_a_reading_under_its_margin_widens_the_range() -> None:
    """Without the doubtful product turn the level is two higher: 10 points of the run."""
    place = content(*THREE)
    card = judge(doubtful(4, "tell_feature", 64), place)
    assert card.criterion(FIRST).level == 2
    assert card.range == (card.score, card.score + 10)
    assert judge(doubtful(4, "tell_feature", 65), place).range == (card.score, card.score)


def test_an_act_just_under_its_threshold_widens_the_range() -> None:
    """A near act counts as if it had been heard, and only for the range."""
    near = (act("tell_price", 48, TROUBLE.text),)
    card = judge(reread(rows(AIM, BACK, TROUBLE), 3, near=near), content(*THREE))
    assert card.criterion(FIRST).level == 4
    assert card.range[0] < card.score == card.range[1]


def test_each_reading_is_turned_round_alone() -> None:
    """Two doubtful product turns: either alone, never both."""
    again = Row("And this too.", "tell_feature", follows=True)
    transcript = rows(*CALL, again)
    for turn, row in ((4, PRODUCT), (5, again)):
        transcript = reread(transcript, turn, acts=(act("tell_feature", 50, row.text),))
    card = judge(transcript, content(*THREE))
    # Levels 1, then 2 with either away; 4 would take both.
    assert card.criterion(FIRST).level == 1
    assert card.range == (card.score, card.score + 5)


def test_a_doubtful_flag_may_be_taken_away() -> None:
    """Without the flag the aim was not said back, and was only left there."""
    flags = (FlagHeard("carried", BACK.text, 0, 4, confidence=50),)
    card = judge(reread(rows(*CALL), 2, flags=flags), content(*THREE))
    assert card.criterion(GOAL).level == 4
    assert card.range[0] < card.score


def test_a_range_across_the_pass_mark_needs_a_human() -> None:
    """Whether it passes hangs on one reading: nobody is failed or passed by it."""
    place = content(*THREE)
    score = judge(doubtful(4, "tell_feature", 60), place).score
    high = replace(place, rubric=replace(place.rubric, passed=score + 1))
    card = judge(doubtful(4, "tell_feature", 60), high)
    assert (card.status, card.passed) == ("needs_human", None)
    assert card.range[0] < high.rubric.passed <= card.range[1]
    assert card.why.startswith("whether turn 4 was read rightly")
    sure = judge(rows(*CALL), high)
    assert (sure.status, sure.passed) == ("scored", False)


def test_a_doubtful_second_false_claim_needs_a_human() -> None:
    """Whether the cap falls hangs on one of two readings."""
    claims = [Row(f"It does {n} of that.", "deepen", "mislead", follows=True) for n in (1, 2)]
    transcript = rows(AIM, BACK, TROUBLE, *claims)
    flags = (FlagHeard("mislead", claims[1].text, 0, 5, confidence=50),)
    card = judge(reread(transcript, 5, flags=flags), content(*THREE))
    assert card.score == 39
    assert card.range == (39, card.uncapped)
    assert card.status == "needs_human"


def test_an_incomplete_call_stays_incomplete() -> None:
    """No reading turned round makes a whole call of it."""
    transcript = reread(rows(*CALL, grade=""), 4, acts=(act("tell_feature", 50, PRODUCT.text),))
    assert judge(transcript, content(*THREE)).status == "incomplete"


def test_only_doubtful_readings_are_turned_round() -> None:
    """Sure acts and sure flags are left alone."""
    play = Play.of(doubtful(4, "tell_feature", 10), content(*THREE))
    assert [(index, name) for index, name, _ in doubts(play)] == [(3, "tell_feature")]
