"""The debrief: its order, the seven parts of a fix, proofs, and what it keeps to itself."""

from dataclasses import replace

import pytest

from roleplay.buyer.react import react
from roleplay.buyer.speech import ONE_OF_THOSE
from roleplay.buyer.state import Taken
from roleplay.coach import CRITERIA, debrief, judge
from roleplay.coach.better import complains, prove
from roleplay.coach.debrief import Debrief
from roleplay.coach.fixes import NO_LINE
from roleplay.coach.play import Play
from roleplay.coach.sample_buyer import BUYER, COLLEAGUE
from roleplay.coach.samples import Row, Sample
from roleplay.coach.unlearned import unlearned
from roleplay.coach.weigh import Change
from roleplay.coach.wording import differing
from roleplay.conversation.records import Event
from roleplay.conversation.transcript import Transcript
from roleplay.heard import Heard, SubjectHeard
from roleplay.scenario import BetterLine, Content, Opportunity
from tests.builders import heard, line
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
    grower,
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
    assert (fix.heard, fix.came_back) == ("inner thinks_on_tell_feature", turn.reply)
    assert ("trust", 24, 18) in [(m.meter, m.before, m.after) for m in fix.moved]
    assert fix.visible == "Noor objected, and told nothing."
    assert fix.why.startswith("Talk of a product")
    assert fix.better is not None
    assert fix.better.text in (ASK_AIM.line, NO_PRODUCT.line)
    assert "trust 24 to 18" in fix.better.proof
    assert "this line moves " in fix.better.proof
    assert (fix.try_turn, fix.tries, fix.honest) == (fix.turn, 3, "")


def test_a_thought_is_told_only_for_the_act_that_did_harm() -> None:
    """Its own line, or one for all such acts; none where no act did harm, or nothing is thought."""
    silent = grower()
    silent = replace(silent, lines={k: v for k, v in silent.lines.items() if "thinks" not in k})
    place = nursery()
    mute = replace(place, personas={silent.id: silent})
    assert looked_back(place, *PITCH)[0].fixes[0].heard.startswith("inner thinks_on_")
    seen, transcript = looked_back(mute, *PITCH)
    first = seen.fixes[0]
    assert (first.heard, first.came_back) == ("", transcript.turns[first.index].reply)
    one = replace(silent, lines={**silent.lines, "thinks": line("thinks", "Again.")})
    assert looked_back(replace(place, personas={one.id: one}), *PITCH)[0].fixes[0].heard == "Again."
    harmless, _ = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, GREETING, GREETING)
    assert harmless.fixes[0].heard == ""


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


def test_fixes_are_at_most_three_and_one_a_turn() -> None:
    """After the first costs fall, and no turn is quoted for two fixes."""
    seen, _ = looked_back(nursery(ASK_AIM, NO_PRODUCT), *PITCH)
    costs = [fix.cost for fix in seen.fixes[1:]]
    assert 1 <= len(costs) <= 2
    assert costs == sorted(costs, reverse=True)
    assert len({fix.index for fix in seen.fixes}) == len(seen.fixes)


def test_no_line_is_shown_for_two_fixes() -> None:
    """The one line of this scenario mends one of two stings."""
    seen, _ = looked_back(nursery(NO_PRODUCT), *PITCH)
    assert len(seen.fixes) > 1
    lines = [fix.better.line for fix in seen.fixes if fix.better]
    assert lines == [NO_PRODUCT.id]


def test_what_did_most_harm_opens_the_debrief() -> None:
    """Though another loss is dearer: the sting, and not what was never asked for."""
    opportunities = {name: Opportunity() for name in ALL} | {
        "current_cost_of_today": Opportunity(5)
    }
    hush = better("hush", "first_talk_problem_only", "Never mind what we sell.", "mirror")
    place = nursery(ASK_FIGURE, hush)
    place = replace(place, scenario=replace(place.scenario, opportunities=opportunities))
    seen, _ = looked_back(place, TERMS, GOAL, WHY, TROUBLE, FEATURE, GREETING)
    first, *others = seen.fixes
    assert (first.turn, first.quote) == (5, FEATURE.text)
    assert any(fix.cost > first.cost for fix in others)


def test_no_turn_after_which_the_buyer_opened_up_lacks_anything() -> None:
    """What was never done is named at a turn that brought nothing, if at all."""
    seen, transcript = looked_back(
        nursery(ASK_FIGURE, ASK_AIM), TERMS, GOAL, WHY, TROUBLE, GREETING
    )
    opened = {turn.number for turn in transcript.turns if turn.reaction.told}
    assert opened
    assert any(fix.absence for fix in seen.fixes)
    assert not any(fix.turn in opened for fix in seen.fixes)
    gained, _ = looked_back(nursery(ASK_FIGURE), TERMS, GOAL)
    assert gained.fixes == ()


def test_a_call_that_only_opened_up_may_yet_be_shown_one_better_line() -> None:
    """Where there is nothing else: a line by which the criterion's own level rises."""
    place = nursery(ASK_FIGURE, focal_meters=("standing",))
    seen, transcript = looked_back(place, TERMS, GOAL, WHY, TROUBLE, TERMS)
    (fix,) = seen.fixes
    moved = transcript.turns[fix.index].reaction.moved
    assert any(move.meter == "rapport" and move.after > move.before for move in moved)
    assert fix.absence
    assert fix.better is not None
    assert fix.better.level_after > fix.better.level_before


def test_what_nothing_can_be_shown_for_is_there_only_alone() -> None:
    """No quoted words and no better line: one such fix at most, and none beside another."""
    bare, _ = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, GREETING, GREETING)
    assert [(fix.absence, fix.better) for fix in bare.fixes] == [(True, None)]
    beside, _ = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, GREETING, FEATURE)
    assert beside.fixes
    assert not any(fix.absence and fix.better is None for fix in beside.fixes)


def test_words_after_which_the_buyer_opened_up_are_no_fault_without_a_better_line() -> None:
    """Where the same words won the aim, a claim that stings others is not held against them."""
    both = heard("Growers like you save a third. What do you want?", "tell_generic", "ask_goal",
                 subject="aim")  # fmt: skip
    mild = grower()
    mild = replace(mild, moves=tuple(m for m in mild.moves if m.name != "claims"), digest="mild")
    place = nursery()
    seen, transcript = looked_back(replace(place, personas={mild.id: mild}), TERMS, both)
    assert transcript.turns[1].reaction.told is not None
    assert not any(fix.turn == 2 for fix in seen.fixes)


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


def test_a_line_that_has_the_buyer_repeat_what_was_told_is_not_shown() -> None:
    """It asks for the aim once more, though the claim in its place stung."""
    ask = line_with("ask_goal", reading={"subject": "aim"})
    assert not proved(ask, TERMS, GOAL, last=CLAIM)


def test_a_line_that_draws_a_complaint_about_its_form_is_not_shown() -> None:
    """Said twice, or answered with "one of those": neither is better, whatever it opens."""
    ask = line_with("ask_goal", reading={"subject": "aim"})
    place = nursery(ask)
    persona = place.personas["gardener"]
    play = Play.of(played(place, TERMS, heard("Nice day.", "mirror")), place)
    before = play.steps[-1].before
    good = react(persona, before, ask.heard, 1)
    assert not complains(persona, good)
    for said in (ONE_OF_THOSE, "repeated", "ask.why.evaded"):
        says = (replace(good.says[0], line=said), *good.says)
        assert complains(persona, replace(good, says=says))
    taken = Taken("x", "stacked", "", "guarded", "guarded", "")
    assert complains(persona, replace(good, taken=taken))


def test_what_came_soon_after_anyway_is_no_reason() -> None:
    """The aim was told two turns later in the real call; three turns later it would count."""
    ask = line_with("ask_goal", criterion="earned_advance", reading={"subject": "aim"})
    idle = heard("Nice day.", "mirror")

    def reasons(*after: Heard) -> tuple[str, ...]:
        place = nursery(ask)
        play = Play.of(played(place, TERMS, idle, *after), place)
        found = prove(play, play.steps[1], ask.criterion, ask, dict.fromkeys(ALL, 0), 1)
        return found.reasons if found else ()

    assert "Noor tells what they want to achieve" in reasons()
    assert "Noor tells what they want to achieve" not in reasons(idle, GOAL)
    assert "Noor tells what they want to achieve" in reasons(idle, idle, GOAL)


def test_the_proof_has_only_meters_that_truly_differ() -> None:
    """By three points or more, and never a scenario's own counter."""
    own = (Change("trust", 30, 36), Change("guard", 20, 26), Change("mapped", 0, 9))
    line = (Change("trust", 30, 38), Change("guard", 20, 17))
    assert differing(own, line) == ((Change("guard", 20, 26),), (Change("guard", 20, 17),))
    assert differing(own, own) == ((), ())
    assert differing((), (Change("trust", 30, 33),)) == ((), (Change("trust", 30, 33),))


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
    """Gains only, at most two, whole turns while they are short; not the turning point again."""
    seen, transcript = looked_back(nursery(), TERMS, GOAL, WHY, TROUBLE, CLAIM)
    texts = {turn.number: turn.text for turn in transcript.turns}
    assert len(seen.worked) == 2
    assert seen.turning_point is not None
    for worked in seen.worked:
        assert worked.quote == texts[worked.turn]
        assert (worked.start, worked.end) == (0, len(worked.quote))
        assert worked.turn != seen.turning_point.turn
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


def test_what_was_asked_for_and_kept_is_told_apart_with_its_turns() -> None:
    """Asked twice and put off; the level beside it was never asked about."""
    seen, _ = looked_back(nursery(), TROUBLE, GREETING, TROUBLE)
    trouble = next(kept for kept in seen.unlearned if kept.level == "trouble")
    assert (trouble.asked, trouble.turns) == (1, (1, 3))
    assert "you asked for it (turns 1 and 3) and were put off, since " in trouble.words
    goal = next(kept for kept in seen.unlearned if kept.level == "goal")
    assert (goal.asked, goal.turns) == (0, ())
    assert "you asked" not in goal.words


def test_of_several_some_asked_for_the_rest_is_counted() -> None:
    """One of two at a level was asked for."""
    persona = grower()
    second = replace(persona.facts["frost"], id="wind", phrases=("what of the wind",))
    persona = replace(persona, facts={**persona.facts, "wind": second}, digest="wind")
    place = replace(nursery(), personas={persona.id: persona})
    seen, _ = looked_back(place, TROUBLE)
    trouble = next(kept for kept in seen.unlearned if kept.level == "trouble")
    assert trouble.words.startswith(
        "Two things at the trouble level stayed closed: you asked for one (turn 1) and were put off"
    )
    assert trouble.words.endswith("; one was never asked about.")


def test_a_question_near_to_a_fact_in_words_counts_as_asked() -> None:
    """The buyer answered something else; it is not said that nobody asked."""
    ask = heard("What do you want, and how many do you lose?", "ask_goal", subject="aim")
    aim = replace(ask.subjects[0], score=92)
    near = replace(ask, subjects=(aim, SubjectHeard("loss", 95, 0, "")))
    seen, _ = looked_back(nursery(), TERMS, near)
    loss = next(kept for kept in seen.unlearned if kept.level == "consequence")
    assert loss.turns == (2,)


def test_what_the_seller_stated_first_is_not_missed() -> None:
    """Borrowed facts are not listed as unlearned."""
    place = nursery()
    transcript = played(place, TERMS)
    turn = transcript.turns[0]
    after = replace(turn.reaction.after, borrowed=("frost",))
    records = [
        replace(r, reaction=replace(r.reaction, after=after)) if r is turn else r
        for r in transcript.records
    ]
    kept = unlearned(Play.of(Transcript(tuple(records)), place))
    assert "trouble" not in [each.level for each in kept]


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
    """The line's own exercise, at the same turn; without one, what the criterion wants done."""
    seen, _ = looked_back(nursery(ASK_AIM), GREETING, CLAIM)
    first = seen.fixes[0]
    assert first.better is not None
    assert (seen.drill.criterion, seen.drill.turn) == (first.criterion, first.try_turn)
    assert (seen.drill.text, seen.drill.tries) == (ASK_AIM.drill, 3)
    bare, _ = looked_back(nursery(), GREETING, CLAIM)
    assert bare.fixes[0].better is None
    assert bare.drill.text == CRITERIA[bare.fixes[0].criterion].definition
    assert bare.drill.turn == bare.fixes[0].turn


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
