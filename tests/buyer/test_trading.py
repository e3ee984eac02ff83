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
from roleplay.heard import Heard, SubjectHeard
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


def bargain(
    clause: str, acts: tuple[str, ...], scores: dict[str, int], per_cent: int = 0
) -> BuyerState:
    """The memory after one clause in which these cards are this near."""
    base = trader()
    cards = {
        "discount": Trade("discount", GIVE, 2, ("a",), "taken", per_cent=True, name="money off"),
        "hold": Trade("hold", GIVE, 4, ("b",), "taken", name="a price held for two years"),
        "term": Trade("term", GET, 5, ("c",), "granted", "refused", name="two fixed years"),
        "name": Trade("name", GET, 3, ("d",), "granted", "refused", name="a reference"),
    }
    heard = saying([(act, "") for act in acts], per_cent=per_cent)
    heard = replace(
        heard,
        acts=tuple(replace(act, clause=0) for act in heard.acts),
        subjects=tuple(SubjectHeard(card, score, 0, "") for card, score in scores.items()),
        clauses=(clause,),
    )
    persona = replace(base, trades=cards, digest="bargain-1")
    return react(persona, opening(persona), heard, 1).after


def test_a_card_that_is_spelt_out_goes_before_one_that_is_a_little_nearer() -> None:
    """ "In return I'd want …" is near to every card: the words of one name decide."""
    near = {"name": 62, "term": 59}
    assert set(bargain("in return I'd want 2 fixed years", ("get",), near).ledger.got) == {"term"}
    assert set(bargain("in return I'd want something", ("get",), near).ledger.got) == {"name"}


def test_a_clause_may_spell_out_several_cards() -> None:
    """Two things asked for in one breath are two."""
    near = {"name": 60, "term": 50}
    state = bargain("two fixed years and a reference from you", ("get",), near)
    assert set(state.ledger.got) == {"term", "name"}


def test_both_halves_of_an_exchange_may_stand_in_one_clause() -> None:
    """Whichever half it was heard for, the other one counts where it is spelt out."""
    near = {"discount": 55, "term": 55}
    words = "some money off, for two fixed years"
    for act in ("give", "get"):
        ledger = bargain(words, (act,), near, per_cent=2).ledger
        assert (set(ledger.given), set(ledger.got)) == ({"discount"}, {"term"}), act


def test_words_of_what_is_given_ask_for_nothing() -> None:
    """A price held for two years is no term of two years, even where both acts were heard."""
    near = {"hold": 60, "term": 60}
    ledger = bargain("I give you a price held for two years", ("give", "get"), near).ledger
    assert (set(ledger.given), set(ledger.got)) == ({"hold"}, set())


def test_what_is_heard_both_ways_and_not_named_lays_nothing_down() -> None:
    """ "In return I'd like your signature" takes nothing off the price and asks for no term."""
    state = bargain("in return I'd like that", ("give", "get"), {"discount": 58, "term": 50})
    assert (state.ledger.given, state.ledger.got) == ({}, {})


def test_money_off_in_a_request_for_the_order_is_given() -> None:
    """ "Three per cent, and we sign": the order was asked for, and the per cents are out."""
    assert bargain("three, and we sign", ("close",), {"discount": 70}, 3).ledger.per_cent == 3
    assert bargain("shall we sign", ("close",), {"discount": 45}, 3).ledger.per_cent == 0


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
