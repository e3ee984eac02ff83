"""A scenario in one form: its own values, its buyers, its better lines."""

import pytest

from roleplay.authoring.check import check
from roleplay.errors import ContentError, NotFoundError
from roleplay.heard import ActHeard, Context, Heard
from tests.authoring.workshop import CARD, CRITERIA, RUBRIC, SCENARIO, Workshop, codes, spot


def test_a_scenario_compiles_to_values(shop: Workshop) -> None:
    """Everything that a play needs is in one frozen value."""
    content = shop.library(criteria=CRITERIA).content("t01_trial_load")
    scenario = content.scenario
    assert (scenario.id, scenario.form, scenario.first.turns) == ("t01_trial_load", "A", 10)
    assert (scenario.first.buyer, scenario.first.openings) == ("wilf_garrow", ((None, "opening"),))
    assert [ending.id for ending in scenario.endings] == [
        "thrown_out",
        "load_on_the_day",
        "waved_off",
    ]
    assert scenario.opportunities["first_talk_problem_only"].asked == "your_yard"
    assert scenario.opportunities["earned_advance"].window == (1, 10)
    assert scenario.opportunities["no_goal_no_prospect"].window == (1, 999)
    assert list(content.personas) == ["wilf_garrow"]
    assert content.card.limits[0].id == "same_day"
    assert len(content.card.limits[0].phrases) == 3
    assert content.card.limits_said["same_day"].startswith("No same-day")
    assert content.rubric.groups["C"] == ("Diagnose", 40)
    assert [band[0] for band in content.rubric.bands] == [70, 40, 0]
    assert content.rubric.critical["mislead"] == (39, "A claim that the card contradicts.")
    assert content.rubric.critical["abuse"][0] == 0


def test_a_form_changes_only_what_it_names(shop: Workshop) -> None:
    """Form B has its own figures, truth and epilogue; speech, guards and grades are shared."""
    a, b = (shop.library().content("t01_trial_load", form) for form in "AB")
    assert (a.personas["wilf_garrow"].figures["scrap_cost"]) == "340 pounds"
    assert (b.personas["wilf_garrow"].figures["scrap_cost"]) == "270 pounds"
    assert b.personas["wilf_garrow"].figures["last_day"] == "the thirty-first of May"
    assert b.personas["wilf_garrow"].lines == a.personas["wilf_garrow"].lines
    assert "one in nine" in b.scenario.truth.lower().replace("board ", "")
    assert b.scenario.briefing == a.scenario.briefing
    assert b.scenario.endings[1].grade == "best"
    assert "three" in b.scenario.endings[1].epilogue[0][1]
    assert "two" in a.scenario.endings[1].epilogue[0][1]
    assert a.digest != b.digest


def test_the_last_ending_may_be_otherwise(shop: Workshop) -> None:
    """``otherwise`` holds whatever has happened."""
    content = shop.library().content("t01_trial_load")
    assert content.scenario.endings[-1].when.text == "turn >= 0"


UNKNOWN = [
    ("state('sent_away')", "state('sent_off')", "unknown-state", "sent_off"),
    ("told('scrap')", "told('scarp')", "unknown-fact", "scarp"),
    ("asked: your_yard", "asked: yor_yard", "unknown-ask", "yor_yard"),
    ("after: [cupping]", "after: [cuppin]", "unknown-fact", "cuppin"),
    ("before: spring_rush", "before: spring_rsh", "unknown-fact", "spring_rsh"),
    ("states: at_the_door", "states: at_door", "unknown-state", "at_door"),
    ("expects: ask_goal", "expects: ask_gaol", "unknown-act", "ask_gaol"),
    ("criterion: no_goal_no_prospect", "criterion: no_gaol_no_prospect", "unknown-criterion",
     "no_gaol_no_prospect"),
    ("  earned_advance: {", "  earned_advanc: {", "unknown-criterion", "earned_advanc"),
    ("focal_meters: [trust, standing]", "focal_meters: [trusst]", "unknown-meter", "trusst"),
    ("card: sawyers_larch", "card: sawyer_larch", "unknown-card", "sawyer_larch"),
    ("rubric: small", "rubric: smal", "unknown-rubric", "smal"),
    ("buyer: wilf_garrow", "buyer: wilf_garow", "unknown-buyer", "wilf_garow"),
    ("      wilf_garrow:\n", "      wilf_garow:\n", "unknown-buyer", "wilf_garow"),
    ("cupping: {figures", "cuping: {figures", "unknown-fact", "cuping"),
    ("        facts:\n", "        fakts:\n", "unknown-key", "fakts"),
    ("{bad_share: one in nine}}", "{bad_share: one in nine}, lvel: goal}", "unknown-key", "lvel"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "name"), UNKNOWN)
def test_an_unknown_name_in_a_scenario_is_told_at_its_place(
    shop: Workshop, old: str, new: str, code: str, name: str
) -> None:
    """Whatever the scenario names is looked up, in every form, at file, line and column."""
    shop.edit(SCENARIO, old, new)
    found = [p for p in shop.check([SCENARIO]) if p.code == code]
    assert [spot(problem) for problem in found] == [shop.where(SCENARIO, new, name)]
    assert found[0].help


def test_a_form_has_its_own_misfit(shop: Workshop) -> None:
    """When it is known that it must not be sold: a condition that a form may change or drop."""
    shop.edit(SCENARIO, "focal_meters:", "misfit: told('scrap')\nfocal_meters:")
    shop.edit(SCENARIO, "forms:\n", "forms:\n  C: {misfit: ''}\n  D: {misfit: told('cupping')}\n")
    found = {f: shop.library().content("t01_trial_load", f).scenario.misfit for f in "ABCD"}
    texts = {form: misfit.text if misfit else "" for form, misfit in found.items()}
    assert texts == {"A": "told('scrap')", "B": "told('scrap')", "C": "", "D": "told('cupping')"}


def test_a_misfit_that_names_nothing_known_is_told(shop: Workshop) -> None:
    """The facts are looked up, with the nearest name; a broken condition is told at its column."""
    shop.edit(SCENARIO, "focal_meters:", "misfit: told('scarp')\nfocal_meters:")
    (problem, *_) = shop.check([SCENARIO])
    assert (problem.code, spot(problem)) == (
        "unknown-fact",
        shop.where(SCENARIO, "misfit: told('scarp')", "scarp"),
    )
    assert "scrap" in problem.help
    shop.edit(SCENARIO, "misfit: told('scarp')", "misfit: told(scrap)")
    assert "bad-condition" in codes(shop.check([SCENARIO]))


@pytest.mark.parametrize("name", ["mislead", "abuse", "sold_misfit", "early_closes"])
def test_a_rubric_names_every_critical_error(shop: Workshop, name: str) -> None:
    """Each has its cap and its meaning there and nowhere else: one left out is told, and so is
    one that nobody looks for."""
    kept = [row for row in shop.text(RUBRIC).splitlines() if not row.startswith(f"  {name}:")]
    shop.path(RUBRIC).write_text("\n".join(kept), "utf-8")
    (problem,) = shop.check([RUBRIC])
    assert (problem.code, name in problem.message) == ("missing-key", True)
    shop.add(RUBRIC, f"\n  {name[:-1]}: {{cap: 1, meaning: x}}\n")
    problems = {p.code: p.help for p in shop.check([RUBRIC])}
    assert name in problems["unknown-key"]


def test_without_a_list_of_criteria_they_are_not_checked(shop: Workshop) -> None:
    """The caller knows the criteria; if it gives none, any id passes."""
    shop.edit(SCENARIO, "  earned_advance: {", "  any_other: {")
    shop.library().content("t01_trial_load")
    with pytest.raises(ContentError, match="any_other"):
        shop.library(criteria=CRITERIA).content("t01_trial_load")


def test_faults_of_all_files_are_told_in_one_run(shop: Workshop) -> None:
    """Scenario, card and buyer are all looked at before anything is raised."""
    shop.edit(SCENARIO, "told('scrap')", "told('scarp')")
    shop.edit(CARD, "seller:", "seler:")
    shop.edit("buyers/wilf_garrow.yaml", "told_after: cupping", "told_after: cuping")
    assert sorted(set(codes(shop.compile_problems()))) == [
        "missing-key",
        "unknown-fact",
        "unknown-key",
    ]


def test_an_unknown_form_names_what_there_is(shop: Workshop) -> None:
    """A form that the scenario does not have is not found, not a content error."""
    with pytest.raises(NotFoundError, match="There is A and B"):
        shop.library().content("t01_trial_load", "C")


def test_a_next_call_that_is_not_written_is_only_a_warning(shop: Workshop) -> None:
    """The scenario can be played; check tells of the loose end."""
    shop.edit(SCENARIO, "    grade: best\n", "    grade: best\n    next_call: t02_sequel\n")
    assert shop.library().content("t01_trial_load").scenario.endings[1].next_call == "t02_sequel"
    assert [(p.code, p.severity) for p in shop.check([SCENARIO])] == [
        ("unknown-scenario", "warning")
    ]


def test_a_call_brings_its_buyer(shop: Workshop) -> None:
    """Who comes next is compiled too, and the first words must be a line of theirs."""
    buyer = shop.text("buyers/wilf_garrow.yaml").replace("wilf_garrow", "nan_garrow")
    shop.path("buyers/nan_garrow.yaml").write_text(buyer, "utf-8")
    shop.edit(SCENARIO, "endings:\n", "calls:\n  next_door: {buyer: nan_garrow, turns: 4, "
              "opening: opening}\n\nendings:\n")  # fmt: skip
    content = shop.library().content("t01_trial_load")
    assert list(content.personas) == ["wilf_garrow", "nan_garrow"]
    call = content.scenario.calls["next_door"]
    assert (call.turns, call.after) == (4, "first")
    shop.edit(SCENARIO, "opening: opening}", "opening: openning}")
    assert codes(shop.compile_problems()) == ["unknown-line"]


def _reader(*acts: str) -> object:
    def read(text: str, context: Context) -> Heard:
        heard = tuple(ActHeard(act, 90, text, 0, len(text), 0) for act in acts)
        subjects = tuple(subject.id for subject in context.subjects)
        assert "scrap" in subjects
        assert [limit.id for limit in context.limits] == ["same_day"]
        assert "stakeholder" in context.register.words
        return Heard(text, heard, words=len(text.split()))

    return read


def test_better_lines_are_read_by_the_reader(shop: Workshop) -> None:
    """The reading is stored with the line, in the light that the conversation would give it."""
    library = shop.library(read=_reader("ask_goal", "ask_figure"))
    lines = library.content("t01_trial_load").scenario.better_lines
    assert [line.id for line in lines] == ["ask_the_aim", "ask_the_cost"]
    assert all(line.heard.has("ask_goal") for line in lines)
    assert (lines[1].after, lines[1].before) == (("cupping",), ("scrap",))


def test_a_better_line_that_is_misread_is_told_of_and_withheld(shop: Workshop) -> None:
    """check names each line whose expected act is not heard; a play goes on without it."""
    content = shop.library(read=_reader("ask_goal")).content("t01_trial_load")
    assert [line.id for line in content.scenario.better_lines] == ["ask_the_aim"]
    found = check([shop.root / SCENARIO], read=_reader("ask_goal"))
    assert "better-line-misread" in codes(found)
    problem = next(p for p in found if p.code == "better-line-misread")
    assert spot(problem) == shop.where(SCENARIO, "ask_the_cost:")
    assert "ask_figure" in problem.message
    assert "ask_goal" in problem.message


def test_without_a_reader_better_lines_stay_unread(shop: Workshop) -> None:
    """The line's text is there, no reading; the digest is the same either way."""
    plain = shop.library().content("t01_trial_load")
    assert plain.scenario.better_lines[0].heard == Heard(plain.scenario.better_lines[0].line)
    read = shop.library(read=_reader("ask_goal", "ask_figure")).content("t01_trial_load")
    assert read.digest == plain.digest
