"""Each criterion against its samples, and the rules that all measures keep."""

import re
from dataclasses import fields, replace

import pytest

from roleplay.acts import ACTS, FLAGS
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import ABSENCE, ANY, DEBIT, GAIN, Criterion, Finding
from roleplay.coach.play import Play
from roleplay.coach.sample_buyer import BUYER
from roleplay.coach.samples import Row, Sample
from roleplay.heard import ActHeard
from tests.coach.plays import rows

SAMPLES = [
    (criterion, sample)
    for criterion in CRITERIA.values()
    for sample in (*criterion.passes, *criterion.fails)
]
NAMED = [f"{criterion.id}-{sample.title}" for criterion, sample in SAMPLES]


def found(criterion: Criterion, sample: Sample) -> Finding:
    """What a criterion finds in a sample."""
    return criterion.measure(Play.of(sample.transcript(), sample.content()))


def level(name: str, *turns: Row, grade: str = "") -> int:
    """Level of a criterion for some rows."""
    return found(CRITERIA[name], Sample("", 0, turns, grade)).level


@pytest.mark.parametrize(("criterion", "sample"), SAMPLES, ids=NAMED)
def test_a_sample_gets_the_level_that_it_states(criterion: Criterion, sample: Sample) -> None:
    """The samples in a criterion's file are its tests."""
    assert found(criterion, sample).level == sample.level


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=list(CRITERIA))
def test_a_criterion_is_fully_described(criterion: Criterion) -> None:
    """It has every level in words, and two passing and two failing samples, 4 and 0 among them."""
    assert sorted(criterion.ladder) == [0, 1, 2, 3, 4]
    assert len(criterion.passes) >= 2
    assert len(criterion.fails) >= 2
    reached = {sample.level for sample in (*criterion.passes, *criterion.fails)}
    assert {0, 4} <= reached
    texts = [criterion.title, criterion.definition, criterion.why, *criterion.ladder.values()]
    assert all(texts)
    assert not any(f"{act} " in text for text in texts for act in ACTS if "_" in act)


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=list(CRITERIA))
def test_doing_nothing_earns_nothing(criterion: Criterion) -> None:
    """An empty play and one of mere pleasantries get level 0."""
    empty = Sample("", 0, ())
    pleasant = Sample("", 0, tuple(Row(f"Lovely day, {n}.", "rapport") for n in range(6)))
    assert found(criterion, empty).level == 0
    assert found(criterion, pleasant).level == 0


@pytest.mark.parametrize(("criterion", "sample"), SAMPLES, ids=NAMED)
def test_every_mark_rests_on_evidence(criterion: Criterion, sample: Sample) -> None:
    """Quotes are exact spans; marks above 0 have a quote; each debit has its own record."""
    finding = found(criterion, sample)
    texts = {turn.number: turn.text for turn in sample.transcript().turns}
    assert finding.evidence
    for evidence in finding.evidence:
        assert evidence.rule
        if evidence.polarity == ABSENCE:
            assert (evidence.quote, evidence.start, evidence.end) == ("", 0, 0)
        else:
            assert texts[evidence.turn][evidence.start : evidence.end] == evidence.quote != ""
    quoted = [e for e in finding.evidence if e.quote]
    assert finding.level == 0 or quoted
    assert finding.debits <= 2 * sum(e.polarity == DEBIT for e in finding.evidence)


@pytest.mark.parametrize(("criterion", "sample"), SAMPLES, ids=NAMED)
def test_only_the_acts_that_a_criterion_reads_move_it(criterion: Criterion, sample: Sample) -> None:
    """Adding an act or flag that is not in ``reads`` leaves the level where it was."""
    play = Play.of(sample.transcript(), sample.content())
    if ANY in criterion.reads:
        pytest.skip("reads everything")
    for step in play.steps:
        heard = step.turn.heard
        for act in [*ACTS, *FLAGS]:
            if act in criterion.reads or heard.has(act):
                continue
            extra = ActHeard(act, 90, heard.text, 0, len(heard.text), 0)
            other = play.reread(step.index, replace(heard, acts=(*heard.acts, extra)))
            assert criterion.measure(other).level == sample.level, act


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=list(CRITERIA))
def test_the_number_of_words_moves_no_level(criterion: Criterion) -> None:
    """The same play said at four times the length gets the same level: lengths are never scored."""
    for sample in (*criterion.passes, *criterion.fails):
        longer = replace(
            sample, rows=tuple(replace(row, text=" ".join([row.text] * 4)) for row in sample.rows)
        )
        assert found(criterion, longer).level == sample.level


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=list(CRITERIA))
def test_turns_with_a_colleague_earn_nothing(criterion: Criterion) -> None:
    """What is said to whoever took over neither earns nor costs."""
    best = next(s for s in criterion.passes if s.level == 4)
    elsewhere = tuple(replace(row, with_colleague=True) for row in best.rows)
    first = Row("Good morning.", "rapport")
    assert found(criterion, replace(best, rows=(first, *elsewhere), grade="")).level == 0


def test_no_criterion_names_a_fact() -> None:
    """Measures speak of kinds: the ids of the samples' facts are in no finding."""
    for criterion, sample in SAMPLES:
        finding = found(criterion, sample)
        words = " ".join(str(getattr(finding, field.name)) for field in fields(finding))
        assert not re.search(r"sample_[a-z]+", words.replace(BUYER, ""))


def test_a_short_answer_to_the_buyers_question_is_no_pitch() -> None:
    """The same words cost a level when unasked, and nothing as an answer."""
    trouble = Row("Where does it go wrong?", "ask_trouble", told="trouble", tests="product")
    asked = Row("We plan orders.", "(tell_feature)", answered="product")
    unasked = Row("We plan orders.", "tell_feature")
    assert level("first_talk_problem_only", trouble, asked) == 4
    assert level("first_talk_problem_only", trouble, unasked) == 2


def test_more_product_costs_more() -> None:
    """Each product turn after the first takes a level off."""
    trouble = Row("Where does it go wrong?", "ask_trouble", told="trouble")
    product = [Row(f"And module {n}.", "tell_feature") for n in range(3)]
    levels = [level("first_talk_problem_only", trouble, *product[:n]) for n in range(4)]
    assert levels == [4, 2, 1, 0]


def test_rapport_from_pleasantries_alone_is_not_the_best_way() -> None:
    """Twenty points of rapport without candour stop at level 3."""
    chat = Row("Lovely day.", "rapport", meters="rapport 20", by="move.greets")
    terms = Row("If it isn't worth it, say so.", "agenda", meters="rapport 20", by="move.terms")
    asks = Row("Where does it go wrong?", "ask_trouble", told="trouble")
    assert level("rapport_before_problems", chat, asks) == 3
    assert level("rapport_before_problems", terms, asks) == 4


def test_the_clock_alone_is_no_waste() -> None:
    """One point a turn, and one of a harmless transition, are not the seller's waste; nor is what
    drew something of weight."""
    goal = Row("What are you after?", "ask_goal", told="goal", meters="patience 12", by="turn")
    step = Row("Friday with Tom?", "next_step", takes="agrees", meters="patience 11")
    clock = replace(step, by="transition.agrees")
    waste = Row("And on, and on.", "tell_generic", meters="patience 9", by="move.long_turn")
    later = replace(clock, meters="patience 8")
    drew = replace(goal, by="move.long_turn")
    assert level("respect_exec_time", goal, clock, grade="good") == 4
    assert level("respect_exec_time", goal, waste, later, grade="good") == 3
    assert level("respect_exec_time", drew, clock, grade="good") == 4


def test_withdrawing_is_right_only_where_the_truth_says_so() -> None:
    """The same withdrawal is worth 4 on a good ending and nothing on a neutral one."""
    talk = (
        Row("What are you after?", "ask_goal", told="goal"),
        Row("Then I'll leave you be.", "step_back", takes="lets_go"),
    )
    assert level("earned_advance", *talk, grade="best") == 4
    assert level("earned_advance", *talk, grade="neutral") == 0


def test_a_general_claim_costs_a_level_each_time() -> None:
    """Specific talk is spoilt by claims about companies in general."""
    carried = Row("With 41 write-offs, what then?", "ask_effect", "carried")
    claim = Row("Firms like yours save a third.", "tell_generic")
    assert level("specific_not_generic", *[carried] * 3) == 4
    assert level("specific_not_generic", *[carried] * 3, claim) == 3
    assert level("specific_not_generic", *[carried] * 3, claim, claim) == 2


def test_evidence_quotes_the_clause_not_the_cue() -> None:
    """The deciding words are shown inside the clause that they decided."""
    text = "Morning. What are you after this year?"
    act = ActHeard("ask_goal", 90, "What are you", 9, 21, 1)
    sample = rows(Row(text, "ask_goal", told="goal"), grade="")
    play = Play.of(sample, SAMPLES[0][1].content())
    clauses = ("Morning.", "What are you after this year?")
    heard = replace(play.steps[0].turn.heard, acts=(act,), clauses=clauses)
    finding = CRITERIA["no_goal_no_prospect"].measure(play.reread(0, heard))
    assert [e.quote for e in finding.evidence if e.polarity == GAIN] == [clauses[1]]
