"""Which of a buyer's subjects a clause touches: meaning, letters, slips, speed."""

import json
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.heard import ACCEPTED, Subject, SubjectHeard
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.subjects import SubjectIndex, index_of, touches

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "subjects.jsonl").read_text("utf-8").splitlines()
]
"""Six buyers of quite different trades, eight subjects each, written for this test alone."""
BUYERS = {
    buyer: tuple(
        Subject(row["subject"], tuple(row["phrases"]), row["name"])
        for row in rows
        if "subject" in row
    )
    for buyer, rows in groupby(ROWS, key=lambda row: row["buyer"])
}
NONE = [(row["buyer"], text) for row in ROWS for text in row.get("none", ())]
ENCODER = Encoder()
MAYBE = ACCEPTED - round(100 * (ENCODER.accept - ENCODER.maybe))
"""Score from which a buyer asks "do you mean …?"."""
BAKERY = SubjectIndex(BUYERS["bakery"], ENCODER)
HAULER = SubjectIndex(BUYERS["hauler"], ENCODER)


def matches(index: SubjectIndex, text: str, clause: int = 0) -> list[SubjectHeard]:
    """What a text by itself may be about."""
    return index.match(ENCODER.direction(text), clause)


def best(index: SubjectIndex, text: str) -> tuple[str, int]:
    """The subject found first, with its score; nothing scores nought."""
    found = matches(index, text)
    return (found[0].id, found[0].score) if found else ("", 0)


def left_out(subjects: tuple[Subject, ...]) -> list[tuple[str, str, tuple[Subject, ...]]]:
    """Each phrase with its subject, and the subjects without that phrase."""
    return [
        (
            subject.id,
            phrase,
            tuple(
                replace(s, phrases=tuple(p for p in s.phrases if p != phrase))
                if s is subject
                else s
                for s in subjects
            ),
        )
        for subject in subjects
        for phrase in subject.phrases
    ]


@pytest.fixture(scope="module")
def unseen() -> list[tuple[bool, int]]:
    """Every phrase matched against the others: right or not, and the score."""
    found = []
    for subjects in BUYERS.values():
        for wanted, phrase, rest in left_out(subjects):
            subject, score = best(SubjectIndex(rest, ENCODER), phrase)
            found.append((subject == wanted, score))
    return found


def test_phrases_that_were_left_out_are_mostly_accepted_for_their_subject(
    unseen: list[tuple[bool, int]],
) -> None:
    """On buyers of other trades, two in three are accepted rightly and few wrongly."""
    right = sum(hit and score >= ACCEPTED for hit, score in unseen)
    wrong = sum(not hit and score >= ACCEPTED for hit, score in unseen)
    assert right >= 0.65 * len(unseen)
    assert wrong <= 0.15 * len(unseen)


def test_the_best_subject_from_maybe_upwards_is_mostly_right(
    unseen: list[tuple[bool, int]],
) -> None:
    """With the band of "do you mean …?", three in four phrases find their subject."""
    assert sum(hit and score >= MAYBE for hit, score in unseen) >= 0.74 * len(unseen)


def test_questions_of_the_trade_on_no_subject_are_mostly_not_accepted() -> None:
    """Near the domain but on none of the subjects: at most one in five is taken for one."""
    accepted = [best(SubjectIndex(BUYERS[b], ENCODER), text)[1] >= ACCEPTED for b, text in NONE]
    assert sum(accepted) <= 0.20 * len(NONE)


def test_small_talk_is_hardly_ever_a_subject() -> None:
    """Pleasantries touch next to nothing, whoever the buyer is: at most one in twelve."""
    polite = [
        "How was your weekend?",
        "Thank you so much for seeing me.",
        "What a lovely view you have from here.",
        "Which football team do you support?",
        "It's a pleasure to speak with you.",
        "Good morning, how are you?",
    ]
    accepted = [
        best(SubjectIndex(subjects, ENCODER), text)[1] >= ACCEPTED
        for subjects in BUYERS.values()
        for text in polite
    ]
    assert sum(accepted) <= len(accepted) // 12


@pytest.mark.parametrize("buyer", BUYERS)
def test_the_trainers_own_phrase_is_always_accepted(buyer: str) -> None:
    """Word for word, a phrase is taken for its subject, whatever else is near."""
    index = SubjectIndex(BUYERS[buyer], ENCODER)
    for subject in BUYERS[buyer]:
        for phrase in subject.phrases:
            found = {match.id: match.score for match in matches(index, phrase)}
            assert found[subject.id] >= ACCEPTED, phrase


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Who inherits the firm once you step down?", "daughter"),
        ("Where would the money come from?", "bank"),
        ("Is it difficult to recruit staff for the late hours?", "night_shift"),
    ],
)
def test_other_words_for_the_same_thing_are_understood(text: str, subject: str) -> None:
    """Words that share no letters with the phrases lead to the subject that they mean."""
    assert (subject, True) == (best(BAKERY, text)[0], best(BAKERY, text)[1] >= ACCEPTED)


def test_a_slip_of_the_fingers_is_forgiven() -> None:
    """A misspelt word or two don't hide what is asked."""
    assert best(BAKERY, "how much braed do you throw awya")[0] == "waste"


def test_a_name_that_no_table_has_is_found_by_its_letters() -> None:
    """A word that no vocabulary holds is matched by its pieces."""
    index = SubjectIndex(
        (
            Subject("plant", ("what do you make at Zwickelbrunn",), "the plant"),
            Subject("fleet", ("how many vans have you got",), "the vans"),
        ),
        ENCODER,
    )
    assert best(index, "And Zwickelbrunn?")[0] == "plant"


def test_matches_are_whole_per_cents_best_first_with_their_phrase() -> None:
    """Scores lie from MAYBE to 100, fall, carry the clause's number and a phrase of the subject."""
    found = matches(HAULER, "what do customers say when a delivery is late", 3)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(MAYBE <= score <= 100 for score in scores)
    assert {match.clause for match in found} == {3}
    first = next(s for s in BUYERS["hauler"] if s.id == found[0].id)
    assert found[0].phrase in (*first.phrases, first.name)


def test_names_are_known_before_anything_is_matched() -> None:
    """An index names its subjects and is shared between equal sets of subjects."""
    assert HAULER.names["merger"] == "the offer to sell up"
    assert index_of(BUYERS["hauler"], ENCODER) is index_of(tuple(BUYERS["hauler"]), ENCODER)


def test_no_subjects_and_subjects_without_phrases_match_nothing() -> None:
    """An empty set of subjects, and one with nothing to go by, are no mistake."""
    assert matches(SubjectIndex((), ENCODER), "who decides") == []
    assert matches(SubjectIndex((Subject("bare", ()),), ENCODER), "who decides") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_matched_and_always_the_same(text: str) -> None:
    """Whatever is typed is matched without an error and twice alike."""
    assert matches(BAKERY, text) == matches(BAKERY, text)


def test_a_phrase_is_touched_from_the_share_of_its_words_that_is_asked_for() -> None:
    """Limits are matched by the words themselves, not by meaning."""
    assert touches("We forecast every order", ("forecasts orders",), 75) == "forecasts orders"
    assert touches("We predict demand", ("forecasts orders",), 75) == ""
