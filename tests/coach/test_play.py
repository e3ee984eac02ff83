"""``Play``: named queries on a transcript."""

from dataclasses import replace

from roleplay.coach.play import Play
from roleplay.coach.samples import Row
from roleplay.coach.states import states_before
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.transcript import Transcript
from roleplay.heard import AMBIGUOUS, NOT_UNDERSTOOD
from tests.builders import TableReader, garden, heard
from tests.coach.plays import GOAL, GREETING, TERMS, TROUBLE, content, nursery, played, reread, rows

GOALS = Row("What are you after?", "ask_goal", told="goal", raises=True, tests="product")
SHORT = Row("We plan orders.", "(tell_feature)", answered="product", follows=True)


def play(*turns: Row, grade: str = "") -> Play:
    """A play of the samples' buyer."""
    return Play.of(rows(*turns, grade=grade), content("earned_advance"))


def numbers(steps: object) -> list[int]:
    """Turn numbers of steps."""
    return [step.number for step in steps]  # type: ignore[attr-defined]


def test_the_state_before_a_turn_is_the_state_after_the_one_before() -> None:
    """Before-states come from the call record and from each reaction."""
    transcript = played(nursery(), TERMS, GOAL, TROUBLE)
    before = states_before(transcript)
    assert before[0] == transcript.calls[0].state
    assert [before[n + 1] for n in range(2)] == [
        turn.reaction.after for turn in transcript.turns[:2]
    ]


def test_undone_turns_are_not_looked_at() -> None:
    """A turn taken back leaves neither a step nor its state."""
    call = Conversation(nursery(), TableReader(), 1)
    call.hear(TERMS)
    call.hear(heard("Cheap glass!", "tell_generic"))
    call.undo()
    call.hear(GOAL)
    whole = Play.of(call.transcript, call.content)
    assert [step.turn.text for step in whole.steps] == [TERMS.text, GOAL.text]
    assert whole.steps[1].before == whole.steps[0].after


def test_turns_not_understood_or_ambiguous_do_not_count() -> None:
    """Not understood is not wrong: such a turn neither earns nor costs."""
    turns = [TERMS, heard("wibble", verdict=NOT_UNDERSTOOD), heard("eh", verdict=AMBIGUOUS), GOAL]
    whole = Play.of(played(garden(), *turns), garden())
    assert [step.turn.text for step in whole.steps] == [TERMS.text, GOAL.text]


def test_answers_count_only_where_they_are_asked_for() -> None:
    """A short answer to the buyer's question is left out unless the query wants it."""
    whole = play(GOALS, SHORT)
    assert numbers(whole.doing("tell_feature")) == []
    assert numbers(whole.doing("tell_feature", answering=True)) == [2]


def test_facts_are_found_by_kind_and_when() -> None:
    """New facts by kind; no kind means any that is not public; a fact told again is not new."""
    whole = play(
        Row("How big?", "ask_today", told="public"),
        GOALS,
        Row("And again?", "ask_goal", told="goal again"),
        Row("What fails?", "ask_trouble", told="trouble"),
    )
    assert numbers(whole.telling()) == [2, 4]
    assert numbers(whole.telling("goal", "public")) == [1, 2]
    assert whole.first_telling("figure") is None


def test_asking_for_a_kind_sees_the_act_and_what_was_asked_about() -> None:
    """By act, by a fact that stayed shut, or by one that was told."""
    whole = play(
        Row("How are you?", "rapport"),
        Row("What hurts?", "ask_trouble"),
        Row("Tell me of spring.", "ask_today", refused="trouble"),
        Row("Tell me more of it.", "ask_today", told="trouble"),
    )
    assert numbers(whole.asking_for("trouble", "ask_trouble")) == [2, 3, 4]


def test_the_buyers_own_questions_and_topics() -> None:
    """Put, answered, passed over, and raised topics with the turn that came next."""
    whole = play(GOALS, SHORT, replace(GOALS, told=""), Row("Moving on.", evaded="product"))
    assert numbers(whole.put("product")) == [1, 3]
    assert numbers(whole.answered("product")) == [2]
    assert numbers(whole.evaded("product")) == numbers(whole.evaded()) == [4]
    assert numbers(whole.evaded("limit")) == []
    assert [(a.number, b.number) for a, b in whole.raised()] == [(1, 2), (3, 4)]


def test_what_the_buyer_did_is_seen_from_the_machine_not_from_names() -> None:
    """Warned, closed up, handed over, ended: by harm and by where the transition leads."""
    warned = play(GOALS, Row("Containers.", "tell_feature", "off_register", takes="warned"))
    assert numbers(warned.warned("off_register")) == [2]
    assert numbers(play(Row("A third!", "tell_generic", takes="shuts")).closed_up()) == [1]
    over = play(Row("Containers.", "tell_feature", "off_register", takes="hands_over"))
    handed = over.handed_over()
    assert handed is not None
    assert not over.recovered()
    assert not over.closed_up()
    thrown = play(Row("Sign!", "press", takes="throws_out"))
    assert thrown.ended_by_buyer() is thrown.main[0]
    assert thrown.agreed() is None


def test_a_brush_off_is_no_agreement() -> None:
    """A final state reached at a cost in standing, or by leaving, agreed nothing."""
    agreed = play(Row("Thursday?", "next_step", takes="agrees"))
    assert agreed.agreed() is agreed.main[0]
    assert play(Row("Some time?", "next_step", takes="brushes_off")).agreed() is None
    assert play(Row("I'll go.", "step_back", takes="lets_go")).agreed() is None


def test_waste_is_what_the_buyer_charged_beyond_the_clock() -> None:
    """The turn's own point is free of blame; a move's, a level's and a telling-off's are not."""
    for by, waste in (("turn", 0), ("move.rambles", 3), ("level.public", 3), ("ask.time", 3)):
        whole = play(Row("And then?", "ask_today", meters="patience 11", by=by))
        assert whole.wasted(whole.main[0]) == waste, by
    harm = Row("A third!", "tell_generic", takes="shuts", meters="patience 13")
    told_off = play(replace(harm, by="transition.shuts"))
    assert told_off.wasted(told_off.main[0]) == 1


def test_a_play_can_be_read_otherwise_without_touching_the_first() -> None:
    """Rereading gives another play; reactions stand."""
    whole = play(GOALS, SHORT)
    other = whole.reread(0, heard("What are you after?", "tell_price"))
    assert numbers(other.doing("tell_price")) == [1]
    assert numbers(whole.doing("tell_price")) == []
    assert other.telling("goal")


def test_a_window_ends_what_is_seen() -> None:
    """Turns after the last one are out of sight."""
    whole = play(GOALS, SHORT, GOALS)
    assert numbers(whole.until(2).main) == [1, 2]
    assert whole.until(2).until(9).last == 2


def test_an_empty_play_answers_every_query() -> None:
    """A call nobody spoke in is a play like any other."""
    whole = Play.of(Transcript(rows().records[:1]), content())
    assert whole.main == whole.raised() == whole.telling() == ()
    assert whole.handed_over() is whole.agreed() is whole.honest_exit() is None


def test_greetings_are_turns_too() -> None:
    """Any understood turn counts, whatever it holds."""
    assert numbers(Play.of(played(garden(), GREETING), garden()).steps) == [1]
    assert reread(rows(GOALS), 1, verdict=AMBIGUOUS) != rows(GOALS)
