"""The shortest repair: where it begins, what it opens, its words, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.acts import ACTS
from roleplay.buyer.persona import Persona
from roleplay.coach import debrief, judge
from roleplay.coach.debrief import Debrief
from roleplay.coach.play import Play
from roleplay.coach.repair import Repair, fair_to, repair
from roleplay.coach.repair_words import EXAMPLE, LINE, PHRASE
from roleplay.conversation.repairs import MOST_STATES, MOST_TURNS, follow, tells
from roleplay.conversation.sayings import saying
from roleplay.conversation.transcript import Transcript
from roleplay.heard import Heard
from roleplay.scenario import Content
from tests.builders import out_of_reach
from tests.coach.plays import (
    CLAIM,
    FEATURE,
    FIGURE,
    GOAL,
    GREETING,
    TERMS,
    TROUBLE,
    WHY,
    better,
    grower,
    nursery,
    played,
)
from tests.content import bundled

SAY_AIM = better(
    "say_aim",
    "no_goal_no_prospect",
    "What would you like this place to be next year?",
    "ask_goal",
    before=("aim",),
    reading={"subject": "aim"},
)


def around(place: Content, persona: Persona) -> Content:
    """The same scenario with another form of its buyer."""
    return replace(place, personas={persona.id: persona})


def looked_back(place: Content, *turns: Heard) -> tuple[Debrief, Transcript]:
    """A call, judged and debriefed."""
    transcript = played(place, *turns)
    return debrief(judge(transcript, place), transcript, place), transcript


def repaired(place: Content, *turns: Heard) -> Repair:
    """The repair of a call that has one."""
    found = repair(*looked_back(place, *turns), place)
    assert found is not None
    return found


def only(place: Content, *facts: str) -> Content:
    """The same form, in which nothing but these facts is meant to be reached."""
    others = tuple(f for f in place.personas["gardener"].facts if f not in facts)
    return replace(place, scenario=replace(place.scenario, never=others))


def from_turn(place: Content, turn: int, *turns: Heard, change: int = -1) -> Repair:
    """The repair of a call without fixes, whose turning point was this turn."""
    back, transcript = looked_back(place, *turns)
    assert back.turning_point is not None
    point = replace(back.turning_point, turn=turn, index=turn - 1, change=change)
    found = repair(replace(back, fixes=(), turning_point=point), transcript, place)
    assert found is not None
    return found


def test_it_begins_at_the_first_fix() -> None:
    """Its turn and its words are those of the debrief's first fix."""
    place = nursery()
    back, transcript = looked_back(place, GREETING, CLAIM, FEATURE)
    found = repair(back, transcript, place)
    assert found is not None
    fix = back.fixes[0]
    assert found.turn == fix.turn
    assert found.quote == transcript.turns[fix.index].text


def test_without_a_fix_it_begins_where_the_call_was_lost() -> None:
    """At the turning point if that was a loss, and else at the last turn."""
    call = (GREETING, CLAIM, GREETING)
    assert from_turn(nursery(), 2, *call).turn == 2
    assert from_turn(nursery(), 2, *call, change=1).turn == 3


def test_the_deepest_that_can_be_opened_in_time_is_opened() -> None:
    """The figure behind the trouble behind the aim."""
    found = repaired(nursery(), GREETING, FEATURE)
    assert (found.level, found.kind) == ("consequence", "a figure")
    assert found.truth == "One in six"
    assert 1 < len(found.steps) <= found.most_turns == MOST_TURNS
    assert found.most_states == MOST_STATES


@pytest.mark.parametrize(("fact", "turns"), [("aim", 2), ("frost", 3)])
def test_two_or_three_turns(fact: str, turns: int) -> None:
    """The known shortest ways with this buyer, from the first word."""
    found = repaired(only(nursery(), fact), FEATURE)
    assert found.turn == 1
    assert [step.turn for step in found.steps] == list(range(1, turns + 1))


def test_the_longest_way_from_the_first_word_is_another_call_and_no_repair() -> None:
    """The figure takes four turns: shown from the second turn on, and not from the first."""
    place = only(nursery(), "loss")
    assert repair(*looked_back(place, FEATURE), place) is None
    later = from_turn(place, 2, CLAIM, FEATURE)
    assert (later.turn, len(later.steps)) == (2, MOST_TURNS)


def test_what_another_level_keeps_shut_is_passed_over_for_the_next() -> None:
    """The figure that nothing opens gives way to the trouble; what was looked at adds up."""
    place = around(nursery(), out_of_reach(grower(), "loss"))
    found = repaired(place, FEATURE)
    alone = repaired(only(place, "frost"), FEATURE)
    assert found.level == "trouble"
    assert found.steps == alone.steps
    assert found.states > alone.states


def test_where_no_way_is_found_it_says_so_with_the_bounds() -> None:
    """No step, no kind; the sentence names turns and moments."""
    place = only(around(nursery(), out_of_reach(grower(), "loss")), "loss")
    found = repaired(place, FEATURE)
    assert (found.steps, found.level, found.kind, found.truth) == ((), "", "", "")
    assert found.whole
    assert found.sentence.startswith("From turn 1, no way was found to anything that Noor never")
    assert f"{found.states:,} of at most 20,000 moments" in found.sentence
    assert "4 turns ahead at most" in found.sentence


def test_it_looks_no_further_than_the_call_could_last() -> None:
    """With two turns left in the call a way of four is none."""
    place = only(nursery(), "loss")
    first = replace(place.scenario.first, turns=2)
    short = replace(place, scenario=replace(place.scenario, calls={first.id: first}))
    found = repaired(short, FEATURE)
    assert (found.most_turns, found.steps) == (2, ())
    assert "2 turns ahead at most" in found.sentence


def test_nothing_left_to_tell_needs_no_repair() -> None:
    """Everything that this form means to be reached was told; nor has an empty call one."""
    place = only(nursery(), "aim")
    assert repair(*looked_back(place, TERMS, GOAL), place) is None
    assert repair(*looked_back(place), place) is None


def test_what_was_told_later_in_the_call_is_not_missed() -> None:
    """The figure alone is left, however early the repair begins."""
    place = nursery()
    found = from_turn(place, 2, GREETING, TERMS, GOAL, WHY, TROUBLE)
    assert (found.turn, found.kind) == (2, "a figure")
    everything = only(place, "aim", "frost")
    back, transcript = looked_back(everything, GREETING, TERMS, GOAL, WHY, TROUBLE)
    assert repair(back, transcript, everything) is None


def test_the_steps_are_what_the_engine_plays() -> None:
    """Meters go on from the very moment, each step from the last, and nothing is lost."""
    place = nursery()
    back, transcript = looked_back(place, GREETING, FEATURE)
    found = repaired(place, GREETING, FEATURE)
    meters = dict(Play.of(transcript, place).steps[back.fixes[0].index].before.meters)
    for step in found.steps:
        for move in step.moved:
            assert meters[move.meter] == move.before
            meters[move.meter] = move.after
    assert found.steps[-1].visible == "Noor told a figure."


def test_a_better_line_gives_its_words_where_it_does_the_same() -> None:
    """The authored line for the goal; the turn before has none, and takes the act's example."""
    found = repaired(only(nursery(SAY_AIM), "aim"), FEATURE)
    assert [(step.words, step.source) for step in found.steps] == [
        (ACTS["agenda"].example, EXAMPLE),
        (SAY_AIM.line, LINE),
    ]


@pytest.mark.parametrize(
    "unfit",
    [
        {"after": ("frost",)},
        {"before": (), "heard": FIGURE},
        {"states": ("agreed",)},
        {"answers": "why"},
    ],
    ids=["uses what was not told", "asks for something else", "another state", "no such question"],
)
def test_a_line_that_does_not_fit_gives_no_words(unfit: dict[str, object]) -> None:
    """The buyer's own phrase stands in, as a question."""
    found = repaired(only(nursery(replace(SAY_AIM, **unfit)), "aim"), FEATURE)
    assert (found.steps[-1].words, found.steps[-1].source) == ("What do you want?", PHRASE)


def test_a_line_that_would_do_harm_gives_no_words() -> None:
    """It asks for the same, with a sting beside it."""
    sting = replace(SAY_AIM.heard, flags=FEATURE.flags)
    found = repaired(only(nursery(replace(SAY_AIM, heard=sting)), "aim"), FEATURE)
    assert found.steps[-1].source == PHRASE


def test_a_phrase_that_gives_the_secret_away_is_not_the_one_shown() -> None:
    """Of the trainer's phrases the one that shares least with what would be told."""
    persona = grower()
    frost = replace(persona.facts["frost"], phrases=("is it the frost", "what goes wrong"))
    persona = replace(persona, facts={**persona.facts, "frost": frost}, digest="phrases")
    found = repaired(only(around(nursery(), persona), "frost"), FEATURE)
    assert found.steps[-1].words == "What goes wrong?"


def test_only_words_that_were_known_by_then_are_put_into_the_trainees_mouth() -> None:
    """A line with a word that nobody had said gives way; once said, or briefed, it fits."""
    line = replace(SAY_AIM, line="What would you like by midsummer?")
    place = only(nursery(line), "aim")
    assert repaired(place, FEATURE).steps[-1].words == "What do you want?"
    briefed = replace(place, scenario=replace(place.scenario, briefing="She opens at midsummer."))
    assert repaired(briefed, FEATURE).steps[-1].words == line.line
    spoken = replace(GREETING, text="Good morning! Ready for midsummer?")
    assert from_turn(place, 2, spoken, FEATURE).steps[-1].words == line.line


def test_what_can_be_worded_only_with_the_unknown_is_told_by_what_it_does() -> None:
    """No phrase fits and no example stands in: acts, and no words."""
    persona = grower()
    aim = replace(persona.facts["aim"], phrases=("what about the midsummer market",))
    persona = replace(persona, facts={**persona.facts, "aim": aim}, digest="unknown")
    last = repaired(only(around(nursery(), persona), "aim"), FEATURE).steps[-1]
    assert (last.words, last.source) == ("", "")
    assert "asked what they want to achieve" in last.acts


def test_the_buyers_own_question_is_answered_in_the_steps() -> None:
    """She asks why on the second turn: the step says to answer first, and what that is."""
    found = repaired(only(nursery(), "frost"), FEATURE)
    answering = [step for step in found.steps if step.answer_first]
    assert answering
    for step in answering:
        assert step.acts[0] == "answered their question"


def test_nothing_is_given_away_but_on_the_full_reveal() -> None:
    """The truth stands apart; neither the sentence nor what could be seen holds it, or an id."""
    found = repaired(nursery(), GREETING, FEATURE)
    shown = " ".join([found.sentence, *(f"{s.words} {s.visible} {s.acts}" for s in found.steps)])
    assert found.truth not in shown
    assert "ask_" not in shown
    assert "loss" not in shown


def test_fair_turns_do_no_harm_and_go_on() -> None:
    """A sting and an ending are none; a greeting is."""
    persona = grower()
    fair = fair_to(persona)
    for turn, holds in ((GREETING, True), (CLAIM, False), (FEATURE, False)):
        transcript = played(nursery(), turn)
        record = transcript.turns[0]
        before = Play.of(transcript, nursery()).steps[0].before
        assert fair(before, record.reaction) is holds
        assert not follow(persona, before, [turn], "aim", 1, fair)
        assert not tells(record.reaction, "aim")


def test_the_same_call_has_the_same_repair() -> None:
    """To the last value, whatever was searched before."""
    place = nursery(SAY_AIM)
    assert repaired(place, FEATURE, CLAIM) == repaired(place, FEATURE, CLAIM)


@pytest.mark.parametrize(
    "scenario", ["s05_compressor_too_small", "s10_happy_where_they_are", "s13_how_do_you_compare"]
)
def test_a_bundled_call_lost_at_once_has_a_repair_within_bounds(scenario: str) -> None:
    """A greeting and a pitch: some way is found, and each of its turns says what to do."""
    place = bundled.content(scenario, "A")
    hello, pitch = saying([("rapport", "")]), saying([("tell_feature", "")])
    found = repaired(
        place, replace(hello, text="Hello."), replace(pitch, text="Ours has three layers.")
    )
    assert 1 <= len(found.steps) <= MOST_TURNS
    assert found.states <= MOST_STATES
    assert all(step.words or step.acts for step in found.steps)
    assert all(not step.source or step.words for step in found.steps)
