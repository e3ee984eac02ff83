"""Selling on against what is known: when it is a critical error, and when it is not."""

from dataclasses import replace

import pytest

from roleplay.authoring.library import Library
from roleplay.authoring.scenario_models import CriticalErrorsModel
from roleplay.buyer.conditions import parse
from roleplay.coach import judge
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.critical import CRITERION_OF
from roleplay.coach.samples import Row
from roleplay.coach.scorecard import Scorecard
from roleplay.heard import ActHeard
from tests.coach.plays import RUBRIC, THREE, content, reread, rows
from tests.playtests.runner import Playtest, all_playtests, play
from tests.playtests.runner import content as bundled

MISFIT = parse("told('sample_cause')")
CAUSE = Row("Why at ten?", "ask_cause", told="cause")
SIGNS = Row("Shall we sign?", "close", takes="signs")
QUOTES = Row("It's 41,000.", "tell_price", scar="overreach")
ANSWER = Row("It's the very thing for you.", "tell_answer")
STEP = Row("Thursday, all of you?", "next_step", takes="agrees", meters="guard 40")


def judged(*turns: Row, misfit: object = MISFIT) -> Scorecard:
    """A call with the samples' buyer, where this must not be sold."""
    return judge(rows(*turns), content(*THREE, misfit=misfit))


@pytest.mark.parametrize(
    "selling",
    [
        (SIGNS,),
        (QUOTES,),
        (replace(QUOTES, acts=""),),
        (ANSWER, ANSWER),
        (STEP, replace(STEP, meters="guard 60")),
        (STEP, ANSWER),
    ],
    ids=["order", "marked", "marked, no act", "plainly twice", "drew back twice", "two ways"],
)
def test_selling_on_when_it_is_known_not_to_help_caps_the_run(selling: tuple[Row, ...]) -> None:
    """The turn in which it became known is shown, and each that sold after it."""
    card = judged(CAUSE, *selling)
    (error,) = card.critical_errors
    assert (error.id, error.cap, error.meaning) == ("sold_misfit", *RUBRIC.critical["sold_misfit"])
    assert [e.quote for e in error.evidence] == [CAUSE.text, *(row.text for row in selling)]
    assert [e.polarity for e in error.evidence] == ["gain", *["debit"] * len(selling)]
    assert card.passed is False


@pytest.mark.parametrize(
    "turns",
    [
        (SIGNS, CAUSE),
        (SIGNS,),
        (CAUSE, ANSWER),
        (CAUSE, STEP),
        (CAUSE, replace(ANSWER, acts="no_buy tell_answer"), ANSWER),
        (CAUSE, Row("I'll come on Thursday.", "tell_solve"), Row("We mend it.", "tell_solve")),
    ],
    ids=["sold before", "never known", "once", "one step", "advised against", "mending"],
)
def test_what_is_not_selling_on_caps_nothing(turns: tuple[Row, ...]) -> None:
    """An order before it was known, one turn that the buyer let pass, or help is no such error."""
    assert judged(*turns).critical_errors == ()


def test_where_it_may_be_sold_nothing_is_known_against_it() -> None:
    """A scenario without ``misfit`` has no such error."""
    assert judged(CAUSE, SIGNS, misfit=None).critical_errors == ()


def test_one_doubtful_order_is_no_error_and_two_are() -> None:
    """A close read at 50 in a hundred needs another beside it."""
    doubt = (ActHeard("close", 50, SIGNS.text, 0, 5, 0),)
    place = content(*THREE, misfit=MISFIT)
    one = judge(reread(rows(CAUSE, SIGNS), 2, acts=doubt), place)
    assert one.critical_errors == ()
    two = judge(reread(rows(CAUSE, ANSWER, SIGNS), 3, acts=doubt), place)
    assert [error.id for error in two.critical_errors] == ["sold_misfit"]


def test_an_error_that_the_rubric_does_not_name_is_not_judged() -> None:
    """Caps and meanings are the rubric's alone."""
    bare = replace(RUBRIC, critical={})
    place = content(*THREE, misfit=MISFIT, rubric=bare)
    assert judge(rows(CAUSE, SIGNS), place).critical_errors == ()


def test_every_error_is_named_by_rubrics_and_has_a_criterion() -> None:
    """What can be found, what a rubric must price, and what a fix speaks of are the same four."""
    assert set(CriticalErrorsModel.model_fields) == set(CRITERION_OF)
    assert set(CRITERION_OF.values()) <= set(CRITERIA)


def test_every_bundled_form_that_rewards_a_no_says_when_it_is_known() -> None:
    """Where advising against is scored, selling on is an error: the fact is named."""
    library = Library()
    for listed in library.scenarios():
        for form in listed.forms:
            scenario = library.content(listed.id, form).scenario
            offered = "no_sale_is_right" in scenario.opportunities
            assert offered is (scenario.misfit is not None), (listed.id, form)


MISFITS = [t for t in all_playtests() if t.scenario.startswith(("s05_", "s10_"))]


@pytest.mark.parametrize("test", MISFITS, ids=lambda test: f"{test.scenario}-{test.name}")
def test_recorded_talks_sell_on_where_their_ending_says_so(test: Playtest) -> None:
    """Of the recorded talks only those that ended as sold knowing better have the error."""
    card = judge(play(test).transcript, bundled(test.scenario, test.form))
    found = any(error.id == "sold_misfit" for error in card.critical_errors)
    assert found is (test.ending == "sold_knowing_better")
