"""One turn of the buyer."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roleplay.acts import ACTS
from roleplay.buyer.react import FREE_TURNS, react
from roleplay.buyer.state import BuyerState, Reaction, opening
from roleplay.heard import NOT_UNDERSTOOD, Heard
from tests.builders import gardener, heard

BUYER = gardener()


def after(*turns: Heard, state: BuyerState | None = None) -> list[Reaction]:
    """The reactions to these turns, one after the other."""
    state = state or opening(BUYER)
    reactions = []
    for turn in turns:
        reactions.append(react(BUYER, state, turn, 1))
        state = reactions[-1].after
    return reactions


GREET = heard("Morning, I am Al.", "rapport")
GOAL = heard("What do you want?", "ask_goal")
FROST = heard("What goes wrong?", "ask_trouble", subject="frost")
LOSS = heard("How many?", "ask_figure", subject="loss")


def test_a_goal_stays_closed_until_rapport_exists() -> None:
    """Asked cold, the buyer says not yet and the guard is named; after a greeting they tell."""
    cold = after(GOAL)[0]
    assert cold.told is None
    assert (cold.refused[0].fact, cold.refused[0].clause) == ("aim", "rapport (now 5) >= 10")
    assert cold.text == "aim not yet"
    warm = after(GREET, GOAL)[1]
    assert warm.told is not None
    assert warm.told.fact == "aim"


def test_gains_count_from_the_next_turn() -> None:
    """A turn cannot open a door and walk through it."""
    both = after(heard("Morning! What do you want?", "rapport", "ask_goal"))[0]
    assert both.told is None
    assert both.after.meters["rapport"] == 10


def test_harm_counts_at_once_and_rules_the_turn() -> None:
    """With a good and a harmful act in one turn, the harmful one is answered."""
    turn = heard("Firms like yours save a third. What do you want?", "tell_generic", "ask_goal")
    reaction = after(GREET, turn)[1]
    assert reaction.told is None
    assert "Says who?" in reaction.text
    assert reaction.after.meters["trust"] == 24


def test_levels_open_in_order_and_figures_after_their_process() -> None:
    """Trouble needs the goal told; the figure needs the trouble told."""
    early = after(GREET, LOSS)[1]
    assert early.refused[0].clause == "told('frost')"
    told = [r.told.fact for r in after(GREET, GOAL, FROST, LOSS) if r.told]
    assert told == ["aim", "frost", "loss"]


def test_a_question_without_a_subject_is_about_what_follows_the_last_fact() -> None:
    """ "How many?" after the frost was told asks for what follows the frost."""
    bare = heard("How many?", "ask_figure")
    assert after(GREET, GOAL, FROST, bare)[3].told.fact == "loss"  # type: ignore[union-attr]


def test_the_last_answerable_question_is_answered_and_the_others_are_remembered() -> None:
    """Of two questions one is told; the other waits as asked."""
    turn = Heard(
        "What goes wrong and what do you want?",
        acts=(FROST.acts[0], replace(GOAL.acts[0], clause=1)),
        subjects=FROST.subjects,
    )
    reaction = after(GREET, turn)[1]
    assert reaction.told is not None
    assert (reaction.told.fact, reaction.asked) == ("aim", ("frost",))


def test_a_figure_is_quoted_from_the_facts() -> None:
    """Lines quote the fact's figure, so that a form may set another."""
    assert "one in six" in after(GREET, GOAL, FROST, LOSS)[3].text


def test_a_fact_asked_again_is_told_again_in_other_words_and_gains_nothing() -> None:
    """Asking twice fills no slot twice."""
    first, second = after(GREET, GOAL, GOAL)[1:]
    assert second.told is not None
    assert second.told.again
    assert first.text != second.text
    assert any(moved.rule == "level.goal" for moved in first.moved)
    assert not any(moved.rule.startswith(("level.", "fact.")) for moved in second.moved)


def test_every_counted_turn_costs_patience_and_the_last_one_ends_it() -> None:
    """Patience falls by one a turn; at zero the buyer leaves."""
    reactions = after(*[heard("Right.")] * 16)
    assert reactions[0].after.meters["patience"] == 13
    assert reactions[14].after.state == "left"


def test_not_understood_costs_nothing_five_times_a_call() -> None:
    """Neither turn nor patience is spent until the free ones are used up."""
    lost = Heard("mumble", verdict=NOT_UNDERSTOOD)
    turns = [turn for _ in range(FREE_TURNS) for turn in (lost, GREET)]
    reactions = after(*turns, lost)
    assert all(r.free for r in reactions[0:-1:2])
    assert not reactions[-1].free
    assert reactions[0].after.meters == opening(BUYER).meters


def test_three_turns_of_nonsense_in_a_row_end_the_call() -> None:
    """The event unclear fires on the third; one clear turn starts the count anew."""
    lost = replace(heard("mumble", "unclear"), verdict=NOT_UNDERSTOOD)
    assert after(lost, lost, lost)[2].after.state == "left"
    assert after(lost, lost, GREET, lost)[3].after.state == "guarded"


def test_what_only_the_reader_could_not_place_never_ends_a_call() -> None:
    """Without the flag unclear a turn is asked about as often as it takes."""
    lost = Heard("What about it, then?", verdict=NOT_UNDERSTOOD)
    assert after(*[lost] * 4)[3].after.state == "guarded"


def test_a_short_answer_to_the_buyers_question_is_never_a_pitch() -> None:
    """Acts marked as answering are not counted, not harm, and not off register."""
    pitch = heard("We build greenhouses.", "tell_generic")
    answer = replace(pitch, acts=(replace(pitch.acts[0], answering=True),))
    reaction = after(GREET, answer)[1]
    assert reaction.after.heard.get("tell_generic", 0) == 0
    assert reaction.after.meters["trust"] == 30


def test_the_buyer_asks_on_their_own_and_notices_an_evasion() -> None:
    """The question comes in its window, once; passing over it is felt and said."""
    reactions = after(GREET, GOAL, FROST)
    assert reactions[1].question == "why"
    assert reactions[2].evaded == "why"
    assert reactions[2].after.meters["guard"] > reactions[1].after.meters["guard"]
    assert "You did not answer." in reactions[2].text
    assert reactions[2].question == ""


def test_a_step_is_refused_with_the_clause_that_stayed_false() -> None:
    """A next step without a date names what was missing."""
    vague = after(heard("Shall we meet?", "next_step"))[0]
    assert next(r for r in vague.refused if r.name == "agrees").clause == "told('frost')"


def test_a_step_with_a_date_after_the_trouble_is_agreed() -> None:
    """The transition names the act and the words that took it."""
    step = heard("Thursday?", "next_step", slots={"date": "Thursday"})
    last = after(GREET, GOAL, FROST, step)[3]
    assert last.taken is not None
    assert (
        last.taken.name,
        last.taken.act,
        last.taken.words,
    ) == ("agrees", "next_step", "Thursday?")
    assert last.after.state == "agreed"


def test_the_trainees_own_name_is_quoted_back() -> None:
    """A variant with the trainee's words is preferred where they are there."""
    turn = heard("I am Al, from Glassworks.", "rapport", slots={"person": "Al"})
    assert after(turn)[0].text == "Al? Do I know them?"


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from([*ACTS, "off_register", "bully", "carried"]), max_size=4),
            st.sampled_from(["", "aim", "frost", "loss"]),
        ),
        max_size=8,
    )
)
def test_any_turns_keep_the_meters_in_bounds_and_react_the_same_twice(
    turns: list[tuple[list[str], str]],
) -> None:
    """React is total and pure: bounded meters, something said, the same both times."""
    state, again = opening(BUYER), opening(BUYER)
    for acts, subject in turns:
        turn = heard("some words", *dict.fromkeys(acts), subject=subject)
        reaction = react(BUYER, state, turn, 3)
        assert reaction == react(BUYER, again, turn, 3)
        state = again = reaction.after
        assert reaction.text
        for name, meter in BUYER.meters.items():
            assert meter.low <= state.meters[name] <= meter.high
        if BUYER.states[state.state].final:
            return


def test_the_buyer_never_names_what_cannot_be_spoken_of_yet() -> None:
    """Between a fact that may be told and one that stays shut, no choice is offered."""
    turn = heard("Which?", "ask_figure", subject="loss")
    unclear = replace(turn, verdict="ambiguous", choices=("loss", "frost"))
    assert "ambiguous" not in after(GREET, GOAL, unclear)[2].text
    pests = replace(BUYER.facts["frost"], id="pests")
    two = replace(BUYER, facts={**BUYER.facts, "pests": pests}, digest="two")
    both = replace(turn, verdict="ambiguous", choices=("pests", "frost"))
    assert "ambiguous" in react(two, after(GREET, GOAL)[1].after, both, 1).text


def test_of_two_things_the_one_not_told_yet_is_meant() -> None:
    """People ask for what they don't know: no choice is offered with what was told before."""
    turn = heard("Which?", "ask_trouble", subject="frost")
    unclear = replace(turn, verdict="ambiguous", choices=("aim", "frost"))
    reaction = after(GREET, GOAL, unclear)[2]
    assert "ambiguous" not in reaction.text


def test_a_hook_can_be_followed_with_any_question() -> None:
    """What the last reply led to is what a bare question is about, whatever its kind."""
    bare = heard("And in practice?", "ask_path")
    told = after(GREET, GOAL, FROST, bare)[3].told
    assert told is not None
    assert told.fact == "loss"


def test_of_two_questions_the_buyer_says_that_one_is_answered() -> None:
    """Two things surely asked: one is told, the other waits, and the buyer says so, not twice."""
    persona = gardener()
    line = replace(persona.lines["as_i_said"], id="one_of_those")
    two = heard("What is it for, and what do you lose?", "ask_goal", "ask_figure", subject="loss")
    acts = tuple(replace(a, clause=n, confidence=90) for n, a in enumerate(two.acts))
    subjects = tuple(replace(s, clause=1) for s in two.subjects)
    turn = replace(
        two, acts=acts, subjects=subjects, clauses=("What is it for", "what do you lose")
    )
    speaking = replace(persona, lines={**persona.lines, "one_of_those": line})
    said = [s.line for s in react(speaking, after(GREET)[0].after, turn, 1).says]
    assert "one_of_those" in said
    again = replace(after(GREET)[0].after, said=("one_of_those",))
    assert "one_of_those" not in [s.line for s in react(speaking, again, turn, 1).says]
