"""Give and get, what is named, borrowed reasons, readiness and stalling."""

from __future__ import annotations

from dataclasses import replace

from roleplay.buyer.conditions import parse
from roleplay.buyer.effects import parse as effects
from roleplay.buyer.persona import (
    GET,
    GIVE,
    STALL,
    Line,
    Persona,
    Precondition,
    Topic,
    Trade,
    Transition,
    Variant,
)
from roleplay.buyer.react import react
from roleplay.buyer.state import BuyerState, opening
from roleplay.conversation.sayings import saying
from roleplay.heard import Heard
from tests.builders import gardener


def line(name: str, text: str) -> Line:
    """A line of one variant."""
    return Line(name, {"any": (Variant(text),)})


def trader() -> Persona:
    """The gardener with a price to come down from, a term to grant and a contract to sign."""
    base = gardener()
    cards = {
        "discount": Trade("discount", GIVE, 2, ("a discount",), "taken", per_cent=True),
        "training": Trade("training", GIVE, 4, ("training",), "taken"),
        "term": Trade(
            "term", GET, 5, ("two years",), "granted", "refused",
            parse("giving('any') or offered('training')"), effects("trust up a little"),
        ),
    }  # fmt: skip
    closes = Transition("closes", ("guarded", "talking"), ("close",), "stay", says=STALL)
    spoken = {
        "taken": "I will take that.",
        "granted": "Two years, then.",
        "refused": "For what?",
        "no_aim": "What for?",
        "no_term": "Not without a term.",
    }
    return replace(
        base,
        trades=cards,
        topics={"fleece": Topic("fleece", ("put a fleece over them",))},
        readiness=(
            Precondition("aim", parse("told('goal')"), "no_aim"),
            Precondition("path", parse("got('term')"), "no_term"),
        ),
        transitions=(closes, *base.transitions),
        lines={**base.lines, **{name: line(name, text) for name, text in spoken.items()}},
        digest="trader-1",
    )


def said(*turns: Heard, start: BuyerState | None = None) -> tuple[str, BuyerState]:
    """The last reply and the memory after these turns."""
    persona = trader()
    state, reply = start or opening(persona), ""
    for heard in turns:
        reaction = react(persona, state, heard, 1)
        state, reply = reaction.after, reaction.text
    return reply, state


def test_a_get_is_granted_for_a_give_and_refused_without() -> None:
    """Asked for alone it is refused; in the same turn as a give it is granted."""
    reply, state = said(saying([("get", "term")]))
    assert reply == "For what?"
    assert (state.ledger.wanted, state.ledger.got) == (("term",), {})
    reply, state = said(saying([("give", "discount"), ("get", "term")], per_cent=3))
    assert reply == "Two years, then."
    assert (state.ledger.gives, state.ledger.gets, state.ledger.ledger) == (6, 5, -1)
    assert state.ledger.unreturned == 0


def test_gives_without_a_get_are_counted() -> None:
    """What was given and never returned is known, and a higher per cent is one give more."""
    _, state = said(
        saying([("give", "discount")], per_cent=2),
        saying([("give", "discount")], per_cent=5),
        saying([("give", "discount")], per_cent=3),
    )
    assert (state.ledger.per_cent, state.ledger.gives, state.ledger.unreturned) == (5, 10, 2)


def test_a_bare_per_cent_is_an_offer_on_the_price() -> None:
    """ "I can do five" names no card, and still lays the one down that goes by per cent."""
    _, state = said(saying([("give", "")], per_cent=5))
    assert state.ledger.given == {"discount": 10}


def test_a_reason_that_the_seller_says_first_is_borrowed() -> None:
    """It stays borrowed when the buyer tells it later; one told first is owned."""
    state_before = said(saying([("tell_insight", "frost")]))[1]
    assert state_before.borrowed == ("frost",)
    after = replace(state_before, told=("goal", "frost"))
    assert said(saying([("tell_insight", "frost")]), start=after)[1].borrowed == ("frost",)
    owned = replace(opening(trader()), told=("frost",))
    assert said(saying([("tell_insight", "frost")]), start=owned)[1].borrowed == ()


def test_a_topic_is_named_by_a_statement_and_not_by_a_question() -> None:
    """A remedy that is only asked about was not advised."""
    assert said(saying([("ask_use", "fleece")]))[1].named == ()
    assert said(saying([("tell_do", "fleece")]))[1].named == ("fleece",)


def test_a_close_stalls_at_the_first_precondition_that_does_not_hold() -> None:
    """The buyer says what is missing instead of signing (domain 3.2)."""
    assert said(saying([("close", "")]))[0] == "What for?"
    told = replace(opening(trader()), told=("goal",))
    reply, state = said(saying([("close", "")]), start=told)
    assert (reply, state.ready) == ("Not without a term.", ("aim",))
