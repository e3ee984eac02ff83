"""The shortest way to a missed fact, on a small buyer whose ways are known."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from roleplay.buyer.conditions import parse
from roleplay.buyer.effects import parse as effects
from roleplay.buyer.persona import Move
from roleplay.buyer.react import react
from roleplay.buyer.state import BuyerState, Reaction, opening
from roleplay.conversation.repair_moves import Towards
from roleplay.conversation.repairs import Way, follow, shortest_way, tells
from roleplay.heard import Heard
from tests.builders import gardener, heard, out_of_reach, remembering


def fair(before: BuyerState, reaction: Reaction) -> bool:
    """No goodwill lost, no question passed over."""
    return not reaction.evaded and all(
        reaction.after.meters[meter] >= before.meters[meter] for meter in ("trust", "rapport")
    )


def way_to(fact: str, before: BuyerState | None = None, **bounds: int) -> Way:
    """The shortest way with the gardener."""
    persona = gardener()
    return shortest_way(persona, before or opening(persona), fact, 1, fair=fair, **bounds)


def said(way: Way) -> list[tuple[list[str], list[str]]]:
    """Acts and subjects of each turn of a way."""
    return [
        ([act.id for act in s.heard.acts], [subject.id for subject in s.heard.subjects])
        for s in way.strides
    ]


def test_an_open_door_takes_one_turn() -> None:
    """All that was missing was the question."""
    way = way_to("aim", remembering(gardener(), rapport=10))
    assert said(way) == [(["ask_goal"], ["aim"])]
    assert way.states == 1


def test_a_meter_too_low_takes_a_turn_that_raises_it() -> None:
    """Rapport stands at 5 and the goal opens at 10: a greeting first."""
    way = way_to("aim")
    assert said(way) == [(["rapport"], []), (["ask_goal"], ["aim"])]


def test_what_comes_before_is_asked_for_first() -> None:
    """The trouble opens once the goal was told: greeting, goal, trouble."""
    way = way_to("frost")
    assert [subjects for _, subjects in said(way)] == [[], ["aim"], ["frost"]]


def test_four_turns_open_the_figure_behind_it() -> None:
    """The longest way that is looked for by itself."""
    way = way_to("loss")
    assert [subjects for _, subjects in said(way)] == [[], ["aim"], ["frost"], ["loss"]]


def test_a_way_is_what_the_engine_plays() -> None:
    """Each turn goes on from the last, and only the last one brings the fact."""
    persona = gardener()
    way = way_to("loss")
    before = opening(persona)
    for number, stride in enumerate(way.strides, start=1):
        assert stride.before == before
        assert stride.reaction == react(persona, before, stride.heard, 1)
        assert fair(before, stride.reaction)
        assert tells(stride.reaction, "loss") is (number == len(way.strides))
        before = stride.reaction.after


def test_the_buyers_own_question_is_answered_on_the_way() -> None:
    """A question that waits is not passed over: the turn opens with an answer to it."""
    waiting = replace(remembering(gardener(), rapport=10), question="why", asks=("why",))
    way = way_to("aim", waiting)
    assert len(way.strides) == 1
    assert way.strides[0].heard.flagged("answers")
    assert way.strides[0].reaction.answered == "why"


def test_no_turn_on_a_way_is_unfair() -> None:
    """The one move that would help is refused: none is found, and the search was whole."""
    persona = gardener()
    way = shortest_way(
        persona, opening(persona), "aim", 1, fair=lambda before, reaction: bool(before.heard)
    )
    assert (way.strides, way.whole) == ((), True)


def test_what_no_talk_opens_is_not_found() -> None:
    """A guard that only a scar meets: all was looked at, within the bounds."""
    persona = out_of_reach(gardener(), "loss")
    way = shortest_way(persona, opening(persona), "loss", 1, fair=fair)
    assert (way.strides, way.whole) == ((), True)
    assert 1 < way.states < 20_000


@pytest.mark.parametrize(("fact", "turns"), [("aim", 2), ("frost", 3), ("loss", 4)])
def test_the_bound_of_turns_holds(fact: str, turns: int) -> None:
    """Found with just enough turns, and not with one fewer."""
    assert len(way_to(fact, turns=turns).strides) == turns
    assert way_to(fact, turns=turns - 1).strides == ()


@pytest.mark.parametrize("states", [1, 2, 5])
def test_the_bound_of_states_holds(states: int) -> None:
    """Never more than asked for; a search that was cut short says so."""
    way = way_to("loss", states=states)
    assert (way.strides, way.states, way.whole) == ((), states, False)


def test_of_two_ways_as_short_the_plainer_is_taken() -> None:
    """One act that raises rapport, not two in one turn."""
    persona = gardener()
    both = Move("both", ("agenda",), effects("rapport up a lot"), parse("now('tell_ack')"))
    persona = replace(persona, moves=(both, *persona.moves), digest="both")
    way = shortest_way(persona, opening(persona), "aim", 1, fair=fair)
    assert [acts for acts, _ in said(way)] == [["rapport"], ["ask_goal"]]


def test_only_moves_that_the_guards_on_the_way_name_are_tried() -> None:
    """Nothing that neither asks for the fact nor moves what its guards look at."""
    persona = gardener()
    tried = Towards(persona, opening(persona), "aim").moves(remembering(persona, rapport=10))
    acts = {act.id for heard in tried for act in heard.acts}
    assert {"ask_goal", "rapport"} <= acts
    assert not acts & {"tell_feature", "tell_generic", "next_step", "mirror"}


def test_nobody_uses_what_was_never_told() -> None:
    """Words of the buyer's can be carried on only once there are any."""
    persona = gardener()
    listens = Move("listens", ("mirror",), effects("rapport up a lot"), parse("now('carried')"))
    persona = replace(persona, moves=(listens,), digest="listens")
    towards = Towards(persona, opening(persona), "aim")

    def carries(state: BuyerState) -> bool:
        return any(heard.flagged("carried") for heard in towards.moves(state))

    assert not carries(opening(persona))
    assert carries(remembering(persona, "frost"))


def test_nobody_answers_what_was_not_asked() -> None:
    """A goal that opens to an answer opens so only while the buyer's own question waits."""
    persona = gardener()
    level = replace(persona.levels["goal"], requires=parse("now('answers')"))
    persona = replace(persona, levels={**persona.levels, "goal": level}, asks=(), digest="answers")
    quiet, waiting = opening(persona), replace(opening(persona), question="why")
    assert shortest_way(persona, quiet, "aim", 1, fair=fair).strides == ()
    assert len(shortest_way(persona, waiting, "aim", 1, fair=fair).strides) == 1


def test_turns_are_played_up_to_the_one_that_brings_the_fact() -> None:
    """What stands after it is left out; a way that does not bring it comes to nothing."""
    persona = gardener()
    turns = [heard("Hello.", "rapport"), heard("What for?", "ask_goal", subject="aim")]
    strides = follow(persona, opening(persona), [*turns, turns[0]], "aim", 1, fair)
    assert [stride.heard for stride in strides] == turns
    assert follow(persona, opening(persona), turns[:1], "aim", 1, fair) == ()
    sting = heard("They all say so.", "tell_generic")
    assert follow(persona, opening(persona), [sting, *turns], "aim", 1, fair) == ()


def _printed(seed: str) -> str:
    """A way with a bundled buyer, as another process with this hash seed finds it."""
    code = (
        "from tests.content.bundled import content\n"
        "from tests.conversation.test_repairs import fair\n"
        "from roleplay.buyer.state import opening\n"
        "from roleplay.conversation.repairs import shortest_way\n"
        "buyer = content('s10_happy_where_they_are', 'A').personas['helen_abernathy']\n"
        "print(shortest_way(buyer, opening(buyer), 'gone', 1, fair=fair, states=1_500))\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_the_way_does_not_hang_on_the_hash_seed() -> None:
    """Two processes that order their sets otherwise find the same, to the byte."""
    found = _printed("1")
    assert "Stride(" in found
    assert found == _printed("2")


def test_the_same_arguments_give_the_same_way() -> None:
    """Searched twice in one process."""
    assert way_to("loss") == way_to("loss")
    assert isinstance(way_to("loss").strides[0].heard, Heard)
