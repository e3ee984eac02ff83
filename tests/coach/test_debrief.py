"""The debrief: its order, the seven parts of a fix, proofs, and what it keeps to itself."""

from dataclasses import replace

import pytest

from roleplay.coach import debrief, judge
from roleplay.coach.better import prove
from roleplay.coach.debrief import Debrief
from roleplay.coach.fixes import NO_LINE
from roleplay.coach.play import Play
from roleplay.coach.sample_buyer import BUYER, COLLEAGUE
from roleplay.coach.samples import Row, Sample
from roleplay.coach.unlearned import unlearned
from roleplay.conversation.records import Event
from roleplay.conversation.transcript import Transcript
from roleplay.heard import Heard
from roleplay.scenario import BetterLine, Content
from tests.builders import heard
from tests.coach.plays import (
    ALL,
    CLAIM,
    FEATURE,
    FIGURE,
    GOAL,
    GREETING,
    STEP,
    TERMS,
    TROUBLE,
    WHY,
    better,
    nursery,
    played,
)

ASK_AIM = better(
    "aim_first",
    "no_goal_no_prospect",
    "If it isn't worth it I'll go. What do you want this year?",
    "agenda",
    "ask_goal",
    before=("aim",),
    states=("guarded",),
    drill="Ask for the aim before anything else.",
    reading={"subject": "aim"},
)
NO_PRODUCT = better(
    "leave_it_out",
    "first_talk_problem_only",
    "What we sell can wait. I came to hear about spring.",
    "agenda",
    before=("aim",),
)
ASK_FIGURE = better(
    "how_many",
    "current_cost_of_today",
    "You lose them to frost. How many?",
    "ask_figure",
    "carried",
    after=("aim", "frost"),
    before=("loss",),
    reading={"subject": "loss"},
)


def looked_back(place: Content, *turns: Heard, seed: int = 1) -> tuple[Debrief, Transcript]:
    """Play, judge, debrief."""
    transcript = played(place, *turns, seed=seed)
    return debrief(judge(transcript, place), transcript, place), transcript


PITCH = (GREETING, CLAIM, FEATURE, CLAIM, FEATURE)


def test_a_fix_has_all_seven_parts() -> None:
    """Quote, inner voice, what moved, why, a better line, its proof, and where to try."""
    seen, transcript = looked_back(nursery(ASK_AIM, NO_PRODUCT), *PITCH)
    fix = next(fix for fix in seen.fixes if fix.criterion == "first_talk_problem_only")
    turn = transcript.turns[fix.index]
    assert (fix.turn, fix.quote) == (turn.number, FEATURE.text)
    assert turn.text[fix.start : fix.end] == fix.quote
    assert fix.heard == "inner thinks_on_tell_feature"
    assert ("trust", 12, 6) in [(m.meter, m.before, m.after) for m in fix.moved]
    assert fix.visible == "Noor objected, and told nothing."
    assert fix.why.startswith("Talk of a product")
    assert fix.better is not None
    assert fix.better.text == NO_PRODUCT.line
    assert "trust 12 to 6" in fix.better.proof
    assert "trust 12 to 18" in fix.better.proof
    assert (fix.try_turn, fix.tries, fix.honest) == (fix.turn, 3, "")


def test_the_proof_states_what_the_engine_computed() -> None:
    """The better line's numbers are those of a reaction from the very state before the turn."""
    place = nursery(ASK_AIM, NO_PRODUCT)
    seen, transcript = looked_back(place, *PITCH)
    play = Play.of(transcript, place)
    for fix in seen.fixes:
        if fix.better is None:
            continue
        before = play.steps[fix.index].before.meters
        for move in fix.better.moved:
            assert before[move.meter] == move.before


def test_fixes_are_at_most_three_dearest_first_and_one_a_turn() -> None:
    """Costs fall, and no turn is quoted for two fixes."""
    seen, _ = looked_back(nursery(ASK_AIM, NO_PRODUCT), *PITCH)
    costs = [fix.cost for fix in seen.fixes]
    assert 1 < len(costs) <= 3
    assert costs == sorted(costs, reverse=True)
    assert len({fix.index for fix in seen.fixes}) == len(seen.fixes)


def test_a_critical_error_is_the_first_fix() -> None:
    """What caps the run comes before all else, with its meaning."""
    lie = heard("It never needs heating.", "tell_solve", "mislead")
    seen, _ = looked_back(nursery(), TERMS, GOAL, lie, lie)
    assert (seen.fixes[0].critical_error, seen.fixes[0].quote) == ("mislead", lie.text)
    assert seen.fixes[0].criterion == "sincere_and_competent"
    assert "does not do" in seen.fixes[0].rule


def test_a_fix_without_a_proved_line_says_so() -> None:
    """No line is invented, and none is shown that does not help."""
    seen, _ = looked_back(nursery(), *PITCH)
    assert seen.fixes
    for fix in seen.fixes:
        assert (fix.better, fix.honest) == (None, NO_LINE)


def test_an_absence_gets_the_turn_where_the_better_line_would_have_fitted_best() -> None:
    """The figure was never asked for: the fix names the turn from which asking works."""
    call = (TERMS, GOAL, WHY, TROUBLE, GREETING, GREETING)
    seen, transcript = looked_back(nursery(ASK_FIGURE), *call)
    fix = next(fix for fix in seen.fixes if fix.criterion == "current_cost_of_today")
    assert fix.absence
    assert (fix.turn, fix.quote) == (5, GREETING.text)
    assert fix.better is not None
    assert (fix.better.level_before, fix.better.level_after) == (0, 2)
    assert "Noor tells a figure" in fix.better.proof
    assert (fix.heard, fix.came_back) == ("", transcript.turns[fix.index].reply)


def proved(line: BetterLine, *turns: Heard, last: Heard, **changes: object) -> bool:
    """Whether a line is proved better than the last turn of a call."""
    place = nursery(line, **changes)
    transcript = played(place, *turns, last)
    play = Play.of(transcript, place)
    levels = dict.fromkeys(ALL, 0)
    return prove(play, play.steps[-1], line.criterion, line, levels, 1) is not None


def line_with(*acts: str, criterion: str = "earned_advance", **more: object) -> BetterLine:
    """A line that moves no criterion of its own."""
    return better("line", criterion, "Words.", *acts, **more)


def test_a_line_that_moves_nothing_is_not_better() -> None:
    """Neither a fact nor a door, no harm avoided, no level: not shown."""
    assert not proved(line_with("mirror"), last=GREETING)


def test_a_line_that_opens_a_fact_is_better() -> None:
    """The same call, with the aim asked for where small talk was made."""
    ask = line_with("ask_goal", reading={"subject": "aim"})
    assert proved(ask, TERMS, last=heard("Nice day.", "mirror"))
    assert not proved(ask, last=heard("Nice day.", "mirror"))


def test_a_line_that_avoids_harm_is_better() -> None:
    """Saying little instead of the claim that stung."""
    assert proved(line_with("mirror"), last=CLAIM)


def test_a_line_that_does_harm_of_its_own_is_not_shown() -> None:
    """Another sting in place of the first."""
    assert not proved(line_with("tell_generic"), last=FEATURE)


def test_a_line_under_which_a_focal_meter_falls_is_not_shown() -> None:
    """It opens the aim, but the trainee's own turn did more for rapport."""
    ask = line_with("ask_goal", reading={"subject": "aim"})
    warm = heard("If not, I'll go.", "agenda")
    assert not proved(ask, TERMS, last=warm)
    assert proved(ask, TERMS, last=warm, focal_meters=("standing",))


@pytest.mark.parametrize(
    "unfit",
    [
        {"after": ("frost",)},
        {"before": ("aim",)},
        {"states": ("agreed",)},
        {"answers": "why"},
    ],
    ids=["uses what was not told", "asks for what was told", "another state", "no such question"],
)
def test_a_line_that_does_not_fit_the_moment_is_not_tried(unfit: dict[str, object]) -> None:
    """Facts told, facts closed, state and waiting question must all match."""
    fits = replace(
        ASK_FIGURE, after=("aim",), before=(), heard=WHY, criterion="specific_not_generic"
    )
    place = nursery(fits)
    call = (TERMS, GOAL, WHY, CLAIM)
    assert any(fix.better for fix in looked_back(place, *call)[0].fixes)
    place = nursery(replace(fits, **unfit))
    assert not any(fix.better for fix in looked_back(place, *call)[0].fixes)


def test_the_turning_point_is_the_largest_gain_or_loss() -> None:
    """The agreed step, or the worst sting, with what it moved."""
    seen, _ = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, GREETING, GREETING)
    assert seen.turning_point is not None
    assert (seen.turning_point.quote, seen.turning_point.agrees) == (GOAL.text, None)
    lost, _ = looked_back(nursery(), GREETING, FEATURE, CLAIM)
    assert lost.turning_point is not None
    assert lost.turning_point.change < 0
    assert "furthest back" in lost.turning_point.sentence


def test_the_trainees_own_choice_of_turn_is_kept_beside_it() -> None:
    """The same or the next turn agrees; it changes no score."""
    place = nursery()
    transcript = played(place, TERMS, GOAL, WHY, TROUBLE)
    for own, agrees in ((1, True), (2, True), (4, False)):
        event = Event("self_judgement", "", own)
        judged = Transcript((*transcript.records, event))
        point = debrief(judge(judged, place), judged, place).turning_point
        assert point is not None
        assert (point.own_turn, point.agrees) == (own, agrees)
        assert judge(judged, place).score == judge(transcript, place).score


def test_the_ending_is_told_with_its_epilogue() -> None:
    """What the buyer did next; nothing while the call is open."""
    seen, _ = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, STEP)
    assert seen.ending is not None
    assert (seen.ending.ending, seen.ending.grade) == ("step", "good")
    assert seen.ending.epilogue == "They met, without the figure."
    assert looked_back(nursery(), TERMS)[0].ending is None


def test_two_things_that_worked_are_quoted_with_what_they_moved() -> None:
    """Gains only, at most two, exact words."""
    seen, transcript = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, CLAIM)
    texts = {turn.number: turn.text for turn in transcript.turns}
    assert len(seen.worked) == 2
    for worked in seen.worked:
        assert texts[worked.turn][worked.start : worked.end] == worked.quote
        assert worked.moved
        assert worked.criterion in ALL
    assert looked_back(nursery(), CLAIM)[0].worked == ()


def test_what_was_never_learned_is_told_by_level_without_spoiling() -> None:
    """Which door and what kind of thing was missing; numbers and truths stand apart."""
    seen, _ = looked_back(nursery(), TERMS, GOAL, WHY)
    trouble, consequence = seen.unlearned
    assert (trouble.level, trouble.count, trouble.asked) == ("trouble", 1, 0)
    assert trouble.words.startswith("One thing at the trouble level stayed closed: the door was")
    assert consequence.words.endswith("something else had to be told first.")
    cold, _ = looked_back(nursery(), TROUBLE)
    words = [left.words for left in cold.unlearned]
    assert "10" not in " ".join(words)
    truths = [truth for left in cold.unlearned for truth in left.truths]
    assert not any(truth in text for truth in truths for text in words)
    goal = cold.unlearned[0]
    assert goal.words.endswith("and Noor did not know you well enough yet.")
    assert goal.numbers == "rapport was 5; it opens at 10"
    assert goal.truths == ("Sell all year",)
    assert cold.unlearned[1].asked == 1


def test_what_was_learned_of_a_first_buyer_stays_learned_after_the_hand_over() -> None:
    """Each main buyer by their own last turn; named where there are several; others not at all."""
    told = Row("Why?", "ask_cause", told="cause")
    sample = Sample("", 0, (told, Row("And you?", "ask_goal", with_colleague=True)))
    place = sample.content()
    alone = unlearned(Play.of(sample.transcript(), place))
    assert {kept.buyer for kept in alone} == {BUYER}
    assert not any(kept.words.startswith("With ") for kept in alone)
    both = replace(place, scenario=replace(place.scenario, main=(BUYER, COLLEAGUE)))
    seen = unlearned(Play.of(sample.transcript(), both))
    assert [kept.buyer for kept in seen if kept.level == "consequence"] == [BUYER, COLLEAGUE]
    of_first = [truth for kept in seen if kept.buyer == BUYER for truth in kept.truths]
    assert of_first == [truth for kept in alone for truth in kept.truths]
    assert "cause" not in of_first
    assert all(kept.words.startswith("With ") for kept in seen)


def test_numbers_are_information() -> None:
    """Words, questions by form and reflections are counted, whatever they scored."""
    mirror = heard("So you lose them to frost, every spring.", "mirror")
    turns = (TERMS, replace(GOAL, form="open"), WHY, replace(FIGURE, form="closed"), mirror)
    counted = looked_back(nursery(), *turns)[0].numbers
    assert (counted.turns, counted.questions, counted.answered) == (5, 2, 1)
    assert [(f.form, f.asked, f.answered) for f in counted.forms] == [
        ("open", 1, 1),
        ("closed", 1, 0),
        ("both", 0, 0),
    ]
    assert (counted.reflections, counted.longest, counted.longest_turn) == (1, 11, 1)
    assert 0 < counted.word_share < 100


def test_one_drill_comes_from_the_first_fix() -> None:
    """The line's own exercise, or the idea where the fix has no line."""
    seen, _ = looked_back(nursery(ASK_AIM), GREETING, CLAIM)
    first = seen.fixes[0]
    assert (seen.drill.criterion, seen.drill.turn) == (first.criterion, first.try_turn)
    assert seen.drill.text == (first.better.drill if first.better else first.why)
    assert seen.drill.tries == 3


def test_a_debrief_of_an_empty_call_holds() -> None:
    """Nobody spoke: no turning point, nothing that worked, no fix, and no failure."""
    seen, _ = looked_back(nursery(ASK_AIM))
    assert (seen.turning_point, seen.worked, seen.fixes, seen.unlearned) == (None, (), (), ())
    assert seen.drill.criterion == ""


def test_the_same_transcript_gives_the_same_debrief() -> None:
    """Proofs included; another seed may only change the buyer's wording."""
    place = nursery(ASK_AIM, NO_PRODUCT, ASK_FIGURE)
    assert looked_back(place, *PITCH) == looked_back(place, *PITCH)
    other, _ = looked_back(place, *PITCH, seed=9)
    own, _ = looked_back(place, *PITCH)
    assert [(f.criterion, f.turn, f.moved) for f in own.fixes] == [
        (f.criterion, f.turn, f.moved) for f in other.fixes
    ]


def test_words_are_about_the_sentence_and_the_buyer() -> None:
    """No fix says what the trainee is."""
    seen, _ = looked_back(nursery(ASK_AIM, NO_PRODUCT), *PITCH)
    texts = " ".join(f"{fix.why} {fix.rule} {fix.visible} {fix.honest}" for fix in seen.fixes)
    assert "you are" not in texts.lower()
