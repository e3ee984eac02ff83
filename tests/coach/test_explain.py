"""Everything that happened is explained: turn, words and rule (DESIGN promise 3)."""

from roleplay.acts import ACTS
from roleplay.coach import explain_transcript, judge
from roleplay.coach.explain import Explained
from roleplay.coach.wording import clause_numbers, clause_words
from roleplay.heard import NOT_UNDERSTOOD, Heard
from tests.builders import heard
from tests.coach.plays import (
    CLAIM,
    FIGURE,
    GOAL,
    GREETING,
    STEP,
    TERMS,
    TROUBLE,
    WHY,
    nursery,
    played,
)

CALL = (TERMS, TROUBLE, GOAL, GREETING, TROUBLE, CLAIM, STEP)


def explained(*turns: Heard) -> tuple[Explained, ...]:
    """Everything about a call in the nursery."""
    return explain_transcript(played(nursery(), *turns), nursery())


def test_every_change_of_the_record_is_explained() -> None:
    """Each meter's move, disclosure and transition of each turn appears once, with its rule."""
    transcript = played(nursery(), *CALL)
    rows = explain_transcript(transcript, nursery())
    for index, turn in enumerate(transcript.turns):
        here = [row for row in rows if row.index == index and row.kind != "point"]
        moves = [row for row in here if row.kind in ("moved", "scar")]
        assert len(moves) == len(turn.reaction.moved)
        assert all(row.rule for row in moves)
        assert sum(row.kind == "told" for row in here) == (turn.reaction.told is not None)
        assert sum(row.kind == "transition" for row in here) == (turn.reaction.taken is not None)


def test_a_refusal_says_which_clause_stayed_false() -> None:
    """Why did she not tell me? In words, with the clause and its values in the rule."""
    rows = [row for row in explained(TROUBLE) if row.kind == "refused"]
    (row,) = [row for row in rows if "kept something back" in row.text]
    assert row.text == "Noor kept something back: Noor did not know you well enough yet"
    assert row.rule == "frost: rapport (now 5) >= 20"
    assert row.words == TROUBLE.text


def test_every_point_is_explained() -> None:
    """Each piece of evidence of the scorecard appears with its words."""
    transcript = played(nursery(), *CALL)
    points = [row for row in explain_transcript(transcript, nursery()) if row.kind == "point"]
    evidence = [e for row in judge(transcript, nursery()).criteria for e in row.evidence]
    assert [(p.turn, p.words) for p in points] == [(e.turn, e.quote) for e in evidence]


def test_a_turn_not_understood_cost_nothing_and_says_so() -> None:
    """The free turn is in the list, and moved nothing."""
    rows = [row for row in explained(heard("wibble", verdict=NOT_UNDERSTOOD)) if row.index == 0]
    assert [row.kind for row in rows if row.kind != "refused"] == ["not understood"]


def test_the_buyers_own_question_is_explained() -> None:
    """Put, answered, and passed over."""
    kinds = [row.kind for row in explained(TERMS, GOAL, WHY)]
    assert kinds.count("question") == 2
    assert "passed over" in [row.kind for row in explained(TERMS, GOAL, FIGURE)]


def test_texts_are_in_plain_words() -> None:
    """No id of an act stands in a text."""
    for row in explained(*CALL):
        assert not any(act in row.text for act in ACTS if "_" in act)


def test_clauses_in_words_hold_no_numbers_and_know_which_way_they_point() -> None:
    """A meter too low, a guard too high, and a limit that was simply not reached."""
    assert clause_words("trust (now 41) >= 65", "Noor") == "Noor did not trust this enough yet"
    assert clause_words("guard (now 70) <= 60", "Noor") == "Noor's guard was up"
    assert clause_words("patience (now 9) <= 0", "Noor") == "it had not come to that"
    assert clause_words("guard (now 20) > 60", "Noor") == "it had not come to that"
    assert clause_words("told_kind('goal')", "Noor").startswith("what they want to achieve")
    assert clause_words("not (state('shut'))", "Noor") == "Noor had closed up"
    assert clause_words("not (scar('any'))", "Noor").endswith("left a mark")


def test_clauses_with_numbers_are_for_the_full_reveal() -> None:
    """The meter as it was, and where the door opens."""
    assert clause_numbers("trust (now 41) >= 65") == "trust was 41; it opens at 65"
    assert clause_numbers("guard (now 70) <= 60") == "guard was 70; it opens at 60 or less"
    assert clause_numbers("told_kind('goal')") == ""
