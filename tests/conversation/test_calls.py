"""Several calls in one scenario: handovers, the way back, memory, and a call in the middle."""

from __future__ import annotations

from dataclasses import replace

from roleplay.buyer.conditions import parse
from roleplay.buyer.effects import parse as effects
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.records import Call, Ended, Turn
from roleplay.conversation.replay import replay
from roleplay.scenario import FIRST, Content, Planned
from tests.builders import first_call, garden, gardener
from tests.conversation.test_conversation import BEST, TALK, TableReader

OPENS = ((None, "opening"),)


def two_people(*calls: Planned, turns: int = 8) -> Content:
    """The gardener, who hands over once a step is agreed, and a clerk; with further calls."""
    states = gardener().states
    first = gardener(
        states={**states, "agreed": replace(states["agreed"], final=False, hands_over=True)}
    )
    second = gardener(id="clerk", name="Kim", digest="clerk-1")
    plan = {FIRST: first_call(first, turns), **{call.id: call for call in calls}}
    content = garden(first, calls=plan)
    return replace(content, personas={"gardener": first, "clerk": second})


def played(content: Content, *texts: str) -> Conversation:
    """A play of these turns, checked to resume and replay as it was."""
    talk = Conversation(content, TableReader(TALK), 1)
    for text in texts:
        talk.say(text)
    transcript = talk.transcript
    resumed = Conversation.resume(content, TableReader(TALK), transcript)
    assert resumed.transcript.records == transcript.records
    assert (resumed.left, resumed.persona.id, resumed.state) == (
        talk.left,
        talk.persona.id,
        talk.state,
    )
    assert replay(content, TableReader(TALK), transcript).identical
    return talk


def buyers(talk: Conversation) -> list[str]:
    """Who was on the line, in order."""
    return [record.buyer for record in talk.transcript.calls]


def test_a_handover_goes_on_with_the_other_buyer() -> None:
    """Who takes over has the turns of the call; the ending is judged by the main buyer."""
    content = two_people(Planned("desk", "clerk", 2, OPENS, after=FIRST, hours=3))
    talk = played(content, *BEST, "hello", "hello")
    assert buyers(talk) == ["gardener", "clerk"]
    ended = talk.transcript.records[-1]
    assert isinstance(ended, Ended)
    assert (ended.ending, ended.turn, ended.hours) == ("date", 7, 3)


def test_a_call_comes_about_only_where_its_condition_holds() -> None:
    """The first call whose condition holds in the state of the buyer just spoken to begins."""
    never = Planned("never", "clerk", 2, OPENS, after=FIRST, requires=parse("state('bored')"))
    desk = Planned("desk", "clerk", 3, OPENS, after=FIRST, requires=parse("told('loss')"))
    talk = played(two_people(never, desk), *BEST)
    assert [record.call for record in talk.transcript.calls] == [FIRST, "desk"]
    assert played(two_people(never), *BEST).ended is not None


def test_a_buyer_met_again_remembers() -> None:
    """Facts told, meters and scars stay; the state and the clock begin anew."""
    back = Planned(
        "back",
        "gardener",
        4,
        OPENS,
        after=FIRST,
        begins_in="talking",
        effects=effects("trust up a little"),
        setting="A week later.",
    )
    talk = played(two_people(back), *BEST)
    old = next(r for r in reversed(talk.transcript.records) if isinstance(r, Turn)).reaction.after
    new = talk.state
    assert (new.state, new.since, new.here) == ("talking", old.turn, 0)
    assert new.told == old.told
    assert new.meters["trust"] == old.meters["trust"] + 3
    assert talk.transcript.calls[-1].setting == "A week later."
    assert talk.number == len(BEST)


def test_a_call_in_the_middle_returns_to_the_buyer_as_they_were() -> None:
    """It comes on a turn of its window, and the interrupted call keeps its turns and memory."""
    ring = Planned("ring", "clerk", 1, OPENS, during=FIRST, window=(2, 3), back="opening")
    talk = played(two_people(ring), "hello", "hello", "hello", "hello")
    assert buyers(talk) == ["gardener", "clerk", "gardener"]
    assert [record.call for record in talk.transcript.calls] == [FIRST, "ring", FIRST]
    assert talk.left == 8 - 3
    again = talk.transcript.calls[-1]
    before = [r for r in talk.transcript.turns if r.buyer == "gardener"][1]
    assert again.state == before.reaction.after


def test_a_turn_before_a_new_call_can_be_taken_back() -> None:
    """Undo takes back what followed from the turn too."""
    content = two_people(Planned("desk", "clerk", 2, OPENS, after=FIRST))
    talk = played(content, *BEST)
    talk.undo()
    assert talk.persona.id == "gardener"
    assert not isinstance(talk.transcript.live[-1], Call)


def test_nobody_need_speak_first() -> None:
    """A call without an opening line begins in silence: a note is written."""
    content = two_people()
    note = replace(content.scenario.calls[FIRST], openings=(), setting="Write the note.")
    content = replace(content, scenario=replace(content.scenario, calls={FIRST: note}))
    talk = Conversation(content, TableReader(TALK), 1)
    assert talk.transcript.calls[0].text == ""
    assert talk.say("hello").reply
