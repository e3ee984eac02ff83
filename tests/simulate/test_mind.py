"""A scripted seller's choice of words: what fits, in which order, in which wording."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roleplay.simulate.mind import Mind
from roleplay.simulate.seller import Line, Rule, Seen, Seller

SEEN = Seen(1, 14, "Ann Moss", "Tallow & Co", "Sheds of timber.", ("Good morning. What is it?",))


def said(name: str, *wordings: str, **more: object) -> Line:
    """A line that everybody says in the same words."""
    return Line(name, {"any": wordings}, **more)  # type: ignore[arg-type]


def seller(*rules: Rule, voice: str = "any", **sections: tuple[Line, ...]) -> Seller:
    """A seller with these rules and sections."""
    return Seller("test", "Test", "trick", (0, 100), voice, rules, sections)


def heard(*words: str, turn: int = 1, left: int = 14) -> Seen:
    """What is seen after these words of the buyer's."""
    return replace(SEEN, turn=turn, left=left, said=words)


CUES = [
    ({"hears": ("shed",)}, ("The sheds leak.",), True),
    ({"hears": ("hed",)}, ("The sheds leak.",), False),
    ({"hears": ("shed",)}, ("The sheds leak.", "Go on."), False),
    ({"after": ("shed",)}, ("The sheds leak.", "Go on."), True),
    ({"unless": ("shed",)}, ("The sheds leak.", "Go on."), False),
    ({"unless": ("shed",)}, ("The roofs leak.",), True),
    ({"hears": ("?",)}, ("Who sent you?",), True),
    ({"hears": ("?",)}, ("I see.",), False),
    ({"hears": ("don't know",)}, ("I DON\u2019T  know.",), True),
    ({"hears": ("a", "leak")}, ("They leak.",), True),
    ({"briefed": ("timber",)}, ("Go on.",), True),
    ({"briefed": ("steel",)}, ("Go on.",), False),
    ({"to": "moss"}, ("Go on.",), True),
    ({"to": "Birch"}, ("Go on.",), False),
]


@pytest.mark.parametrize(("conditions", "words", "fits"), CUES)
def test_a_line_is_said_where_its_cues_are_seen(
    conditions: dict[str, object], words: tuple[str, ...], fits: bool
) -> None:
    """Cues are found at the beginning of a word, whatever its case: in the last words, in all
    words so far, or in the briefing; a line may be for one person alone."""
    mind = Mind(seller(Rule(("ask",)), ask=(said("ask.1", "Yes.", **conditions),)), {}, 1)
    assert mind.next_words(heard(*words)) == ("Yes." if fits else None)


def test_lines_come_in_order_and_once() -> None:
    """The first line that fits and was not said is said; when none is left, nothing is."""
    mind = Mind(seller(Rule(("ask",)), ask=(said("ask.1", "One?"), said("ask.2", "Two?"))), {}, 1)
    assert [mind.next_words(SEEN) for _ in range(3)] == ["One?", "Two?", None]


def test_lines_may_come_again() -> None:
    """A rule that allows it goes round, least said first, and in another wording."""
    lines = (said("ask.1", "One?", "Uno?"), said("ask.2", "Two?"))
    mind = Mind(seller(Rule(("ask",), again=True), ask=lines), {}, 1)
    words = [mind.next_words(SEEN) for _ in range(4)]
    assert {words[0], words[2]} == {"One?", "Uno?"}
    assert words[1::2] == ["Two?", "Two?"]


def test_earlier_rules_go_first_and_a_line_may_be_added() -> None:
    """Rules are tried in order; ``then`` adds a line of another section in the same turn."""
    rules = (Rule(("answer",), then=("ask",)), Rule(("ask",)))
    sections = {
        "answer": (said("answer.1", "Twelve weeks.", hears=("?",)),),
        "ask": (said("ask.1", "Why now?"), said("ask.2", "Who minds?")),
    }
    mind = Mind(seller(*rules), sections, 1)
    assert mind.next_words(heard("How long?")) == "Twelve weeks. Why now?"
    assert mind.next_words(heard("Because.")) == "Who minds?"


def test_rules_hold_at_their_turns() -> None:
    """A rule may hold in a window of turns, at every so-manieth, near the end, or a few times."""
    line = (said("x.1", "X"),)
    assert Mind(seller(Rule(("x",), turns=(2, 3)), x=line), {}, 1).next_words(SEEN) is None
    assert Mind(seller(Rule(("x",), every=3), x=line), {}, 1).next_words(heard(turn=6)) == "X"
    assert Mind(seller(Rule(("x",), every=3), x=line), {}, 1).next_words(heard(turn=7)) is None
    assert Mind(seller(Rule(("x",), left=2), x=line), {}, 1).next_words(heard(left=3)) is None
    once = Mind(seller(Rule(("x",), times=1, again=True), x=line), {}, 1)
    assert [once.next_words(SEEN) for _ in range(2)] == ["X", None]


def test_a_blind_rule_heeds_nothing() -> None:
    """Who does not listen says lines whose cues are not there, to whom they are for."""
    lines = (
        said("x.1", "No", briefed=("steel",)),
        said("x.2", "No", to="Birch"),
        said("x.3", "X", hears=("never said",)),
    )
    assert Mind(seller(Rule(("x",), blind=True), x=lines), {}, 1).next_words(SEEN) == "X"


def test_a_seed_draws_wordings_and_orders() -> None:
    """Other seeds give other wordings and, where asked for, another order; the same seed the
    same."""
    lines = tuple(said(f"x.{n}", f"a{n}", f"b{n}") for n in range(6))
    style = seller(Rule(("x",), shuffled=True), x=lines)

    def talk(seed: int) -> list[str | None]:
        mind = Mind(style, {}, seed)
        return [mind.next_words(SEEN) for _ in range(6)]

    assert talk(1) == talk(1)
    assert len({tuple(talk(seed)) for seed in range(8)}) > 4


def test_voices_and_quotations() -> None:
    """A seller uses its own voice, passes over lines without one, and may quote what it hears."""
    lines = (
        Line("x.1", {"warm": ("Warm.",)}),
        Line("x.2", {"terse": ("{last}, {name}? {firm} {other}",)}),
    )
    mind = Mind(seller(Rule(("x",)), voice="terse", x=lines), {}, 1)
    assert mind.next_words(heard("Well. It leaks.")) == "It leaks, Ann Moss? Tallow & Co {other}"
