"""A buyer put together from parts, and every unknown name told at once."""

import pytest

from roleplay.buyer.react import react
from roleplay.buyer.state import opening
from roleplay.errors import ContentError
from roleplay.heard import ActHeard, Heard
from tests.authoring.workshop import BUYER, JOURNEY, TEMPERAMENT, Workshop, codes, spot

UNKNOWN = [
    (JOURNEY, "opening_state: at_the_door", "opening_state: at_the_dor", "unknown-state",
     "at_the_dor"),
    (JOURNEY, "    goes_to: load_agreed", "    goes_to: load_aggreed", "unknown-state",
     "load_aggreed"),
    (JOURNEY, "    from: [saw_off, at_the_bench]", "    from: [saw_of, at_the_bench]",
     "unknown-state", "saw_of"),
    (JOURNEY, "    act: step_back", "    act: step_bakc", "unknown-act", "step_bakc"),
    (JOURNEY, "heard('press') >= 2", "heard('pres') >= 2", "unknown-act", "pres"),
    (JOURNEY, "patience <= 0", "patients <= 0", "unknown-meter", "patients"),
    (JOURNEY, "slot('date')", "slot('dates')", "unknown-slot", "dates"),
    (JOURNEY, "told_kind('trouble') and (", "told_kind('troubel') and (", "unknown-fact-kind",
     "troubel"),
    (JOURNEY, "effects: standing down a little", "effects: standin down a little",
     "unknown-meter", "standin"),
    (TEMPERAMENT, "    act: agenda", "    act: agend", "unknown-act", "agend"),
    (BUYER, "told_after: cupping", "told_after: cuping", "unknown-fact", "cuping"),
    (BUYER, "raises: [scrap]", "raises: [scarp]", "unknown-fact", "scarp"),
    (BUYER, "asked_by: [ask_figure,", "asked_by: [ask_figurs,", "unknown-act", "ask_figurs"),
    (BUYER, "answered_by: [tell_feature,", "answered_by: [tell_featur,", "unknown-act",
     "tell_featur"),
    (BUYER, "start: {guard: 20}", "start: {gaurd: 20}", "unknown-meter", "gaurd"),
    (BUYER, "      gruff: |\n        Boards", "      gruf: |\n        Boards", "unknown-mood",
     "gruf"),
    (BUYER, "{{ scrap_cost }} a week. I wish", "{{ scrap_cots }} a week. I wish",
     "unknown-figure", "scrap_cots"),
    (BUYER, "journey: yard_visit", "journey: yard_vist", "unknown-journey", "yard_vist"),
    (BUYER, "temperament: plain_practical", "temperament: plain_practicl",
     "unknown-temperament", "plain_practicl"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code", "name"), UNKNOWN)
def test_an_unknown_name_is_told_at_its_own_place(
    shop: Workshop, file: str, old: str, new: str, code: str, name: str
) -> None:
    """File, line and column are those of the name itself, and the nearest known one is offered."""
    shop.edit(file, old, new)
    place = shop.where(file, new, name)
    found = [p for p in shop.check([BUYER]) if p.code == code]
    assert [spot(problem) for problem in found] == [place]
    assert found[0].place.file.endswith(file)
    assert name in found[0].message
    assert found[0].help.startswith("Did you mean")


def test_every_unknown_name_is_told_in_one_run(shop: Workshop) -> None:
    """Faults in three files of one buyer come out together, in order of file and line."""
    shop.edit(BUYER, "told_after: cupping", "told_after: cuping")
    shop.edit(BUYER, "raises: [scrap]", "raises: [scarp, scrapp]")
    shop.edit(JOURNEY, "goes_to: load_agreed", "goes_to: nowhere")
    shop.edit(TEMPERAMENT, "act: agenda", "act: agend")
    found = shop.check([BUYER])
    assert codes(found) == [
        "unknown-state",
        "unknown-act",
        "unknown-fact",
        "unknown-fact",
        "unknown-fact",
    ]


def test_a_missing_part_does_not_make_its_names_unknown(shop: Workshop) -> None:
    """Without the journey only the journey is reported, not every state and line of it."""
    shop.edit(BUYER, "journey: yard_visit", "journey: yard_vist")
    assert codes(shop.check([BUYER])) == ["unknown-journey"]


@pytest.mark.parametrize(
    "guard",
    [
        "os.system",
        "os.system('ls')",
        "__import__('os')",
        "told(x)",
        "trust > 1.5",
        "trust > 10**9",
        "told('a' * 99)",
        "(lambda: 1)()",
        "trust >",
        "'os.system'",
        "[x for x in y]",
    ],
)
def test_a_guard_outside_the_language_is_refused(shop: Workshop, guard: str) -> None:
    """Nothing in a guard is imported or called: it is a problem with line and column."""
    shop.edit(JOURNEY, "requires: patience <= 0", f'requires: "{guard}"')
    found = [p for p in shop.check([BUYER]) if p.code == "bad-condition"]
    assert len(found) == 1
    line, column = shop.where(JOURNEY, f'"{guard}"')
    assert found[0].place.line == line
    assert found[0].place.column > column
    assert found[0].help


def test_a_condition_s_fault_is_told_at_its_column(shop: Workshop) -> None:
    """The column points into the condition, at the part that is refused."""
    shop.edit(JOURNEY, "requires: patience <= 0", "requires: patience <= 0 and os.system")
    problem = next(p for p in shop.check([BUYER]) if p.code == "bad-condition")
    assert spot(problem) == shop.where(JOURNEY, "os.system")


def test_a_bad_effect_is_told_at_its_column(shop: Workshop) -> None:
    """Only the part between the commas that cannot be read is pointed at."""
    shop.edit(
        JOURNEY, "effects: trust down a lot, scar face", "effects: trust down a lot, scar fase"
    )
    problem = next(p for p in shop.check([BUYER]) if p.code == "bad-effect")
    assert spot(problem) == shop.where(JOURNEY, "scar fase")


@pytest.mark.parametrize(
    "template",
    ["{{ scrap_cost", "{% for x in y %}{% endfor %}", "{{ ''.__class__ }}", "{{ 1 * 9 }}"],
)
def test_a_template_outside_the_language_is_refused(shop: Workshop, template: str) -> None:
    """A line may quote and choose, nothing else; the place is the template's line."""
    shop.edit(BUYER, "I wish I'd not added it up.", f"I wish. {template}")
    problem = next(p for p in shop.check([BUYER]) if p.code == "bad-template")
    assert problem.place.line == shop.where(BUYER, f"I wish. {template}")[0]


@pytest.mark.parametrize("written", ["Cheerio, then.", "'Cheerio.'", "Cheerio", ">\n      Bye."])
def test_speech_that_is_no_block_names_its_cure(shop: Workshop, written: str) -> None:
    """Speech on the key's own line, where YAML eats signs, is refused, quoted or not."""
    shop.add(BUYER, f"change:\n  lets_go:\n    says: {written}\n")
    found = shop.check([BUYER])
    assert codes(found) == ["not-a-block"]
    assert spot(found[0]) == shop.where(BUYER, written)
    assert "|" in found[0].help


def test_a_plain_word_names_a_line(shop: Workshop) -> None:
    """A snake_case word under says is a line's id; an unknown one is told with the nearest."""
    shop.edit(BUYER, "    evaded: |\n      That's not an answer, but all right.\n\n"
              "      You'd rather not say. Suit yourself.\n", "    evaded: go_on\n")  # fmt: skip
    assert shop.library().persona("wilf_garrow").asks[0].evaded == "go_on"
    shop.edit(BUYER, "evaded: go_on", "evaded: go_onn")
    problem = shop.check([BUYER])[0]
    assert (problem.code, spot(problem)) == ("unknown-line", shop.where(BUYER, "go_onn"))
    assert "'go_on'" in problem.help


def test_lines_know_who_lent_them(shop: Workshop) -> None:
    """Own lines have no lender; the parts' lines name theirs; own lines win over borrowed ones."""
    lines = shop.library().persona("wilf_garrow").lines
    assert lines["opening"].borrowed_from == ""
    assert "saw, it's running" in lines["opening"].moods["any"][0].text
    assert lines["fact.scrap"].borrowed_from == ""
    assert lines["go_on"].borrowed_from == "plain_practical"
    assert lines["transition.agrees_load"].borrowed_from == "yard_visit"
    assert lines["transition.agrees_load"].place.startswith("buyers/journeys/yard_visit.yaml:")


def test_speech_becomes_variants(shop: Workshop) -> None:
    """A blank line parts variants, a line end is a space, quoted words of the trainee are needs."""
    shop.edit(BUYER, "    says: |\n      So what is it that your yard does, then?\n",
              "    says: |\n      So what is it\n      that your yard does?\n\n"
              "      {{ their_name }} sent you?\n")  # fmt: skip
    line = shop.library().persona("wilf_garrow").lines["ask.your_yard"]
    assert [variant.text for variant in line.moods["any"]] == [
        "So what is it that your yard does?",
        "{{ their_name }} sent you?",
        "And what would I get from you that I don't get now?",
    ]
    assert [variant.needs for variant in line.moods["any"]] == [(), ("their_name",), ()]


def test_the_buyer_s_start_and_figures_are_in_place(shop: Workshop) -> None:
    """Own starting meters replace the temperament's; figures of all facts are together."""
    persona = shop.library().persona("wilf_garrow")
    assert persona.meters["guard"].start == 20
    assert persona.meters["patience"].high == 20
    assert persona.figures == {
        "last_day": "the thirty-first of May",
        "bad_share": "one in seven",
        "scrap_cost": "340 pounds",
    }
    assert persona.moods[-1] == ("easy", None)
    assert persona.parts == ("yard_visit", "plain_practical")


def test_any_is_every_state_that_is_not_final(shop: Workshop) -> None:
    """``from: any`` is spelled out, so that the machine knows no special word."""
    transitions = {t.name: t for t in shop.library().persona("wilf_garrow").transitions}
    assert transitions["insulted"].sources == ("at_the_door", "saw_off", "at_the_bench")


def test_change_replaces_only_the_keys_it_names(shop: Workshop) -> None:
    """The changed transition keeps its place in the order and all other keys."""
    before = shop.library().persona("wilf_garrow")
    shop.add(BUYER, "change:\n  lets_go:\n    says: |\n      Off you go.\n"
             "  listens:\n    effects: trust up 1\nremove: [vague_load]\n")  # fmt: skip
    after = shop.library().persona("wilf_garrow")
    names = [t.name for t in before.transitions if t.name != "vague_load"]
    assert [t.name for t in after.transitions] == names
    changed = next(t for t in after.transitions if t.name == "lets_go")
    assert (changed.acts, changed.goes_to) == (("step_back",), "waved_off")
    assert after.lines[changed.says].moods["any"][0].text == "Off you go."
    assert after.lines[changed.says].borrowed_from == ""
    moved = next(m for m in after.moves if m.name == "listens")
    assert [(e.meter, e.by) for e in moved.effects] == [("trust", 1)]
    assert moved.requires is not None
    assert after.digest != before.digest


def test_a_change_to_what_is_not_there_is_told(shop: Workshop) -> None:
    """A misspelt name under change or remove gets its line and the nearest name."""
    shop.add(BUYER, "change:\n  lets_goo: {effects: trust up 1}\nremove: [vague_lod]\n")
    found = shop.check([BUYER])
    assert codes(found) == ["unknown-transition", "unknown-transition"]
    assert [p.help for p in found] == ["Did you mean 'lets_go'?", "Did you mean 'vague_load'?"]


def test_a_change_with_an_unknown_key_is_told_at_the_key(shop: Workshop) -> None:
    """What change lays over a transition must be keys of a transition."""
    shop.add(BUYER, "change:\n  lets_go: {effekts: trust up 1}\n")
    problem = shop.check([BUYER])[0]
    assert (problem.code, spot(problem)) == ("unknown-key", shop.where(BUYER, "effekts"))
    assert problem.help == "Did you mean 'effects'?"


def test_a_trait_adds_and_joins(shop: Workshop) -> None:
    """A trait's states and transitions join the journey's; its level keeps the journey's gate."""
    (shop.root / "buyers/traits").mkdir()
    shop.path("buyers/traits/short_of_time.yaml").write_text(
        "schema: 1\ntrait: short_of_time\nlevels:\n  goal: {effects: patience down 1}\n"
        "states:\n  packing_up: {final: true}\n"
        "transitions:\n  packs_up: {from: any, act: drift, goes_to: packing_up}\n"
        "meters:\n  patience: {start: 9}\n",
        "utf-8",
    )
    shop.edit(BUYER, "start: {guard: 20}", "traits: short_of_time")
    persona = shop.library().persona("wilf_garrow")
    assert persona.states["packing_up"].final
    assert persona.transitions[-1].name == "packs_up"
    assert persona.levels["goal"].requires is not None
    assert [e.meter for e in persona.levels["goal"].effects] == ["patience"]
    assert (persona.meters["patience"].start, persona.meters["patience"].high) == (9, 20)


TRAPS = [
    (JOURNEY, "    from: at_the_door\n", "    from: [at_the_door, waved_off]\n",
     "leaves-final-state"),
    (JOURNEY, "  saw_off: {", "  stay: {", "reserved-name"),
    (BUYER, "    raises: [scrap]", "    told_after: scrap", "told-after-circle"),
    (BUYER, "figures: {scrap_cost: 340 pounds}", "figures: {bad_share: half, scrap_cost: x}",
     "figure-twice"),
    (TEMPERAMENT, "  easy: otherwise", "  easy: trust > 5", "moods-without-otherwise"),
    (TEMPERAMENT, "  patience: {start: 16, low: 0, high: 20}",
     "  patience: {start: 16, low: 0, high: 10}", "out-of-range"),
    (TEMPERAMENT, "  closing_poor: |\n    I'm busy. Gate's there.\n", "", "missing-line"),
    (TEMPERAMENT, "  thinks: |", "  thinks_on_press: |", "missing-line"),
    (TEMPERAMENT, "    You've gone quiet.\n\n    Cat got your tongue?",
     "    {{ their_name }} has gone quiet.", "no-plain-variant"),
    (BUYER, "    not_yet: |\n      The timber's timber", "    truth_: |\n      The timber's timber",
     "missing-key"),
    (BUYER, "buyer: wilf_garrow", "buyer: wilf", "id-not-file-name"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code"), TRAPS)
def test_what_cannot_be_played_is_refused(
    shop: Workshop, file: str, old: str, new: str, code: str
) -> None:
    """Each trap stops the buyer from being compiled, with a place and a cure."""
    shop.edit(file, old, new)
    with pytest.raises(ContentError) as caught:
        shop.library().persona("wilf_garrow")
    found = next(p for p in caught.value.problems if p.code == code)
    assert found.place.file.endswith(".yaml")
    assert found.help


def test_a_level_without_a_gate_is_refused_where_a_fact_uses_it(shop: Workshop) -> None:
    """A level that the journey leaves out would be open to anybody."""
    shop.edit(JOURNEY, "  goal: {requires: trust >= 20 and guard <= 60, "
              'effects: "trust up some, rapport up a little"}\n', "")  # fmt: skip
    found = shop.check([BUYER])
    assert codes(found) == ["unknown-level"]
    assert spot(found[0]) == shop.where(BUYER, "level: goal", "goal")


def test_many_facts_that_wait_for_many_are_looked_through_quickly(shop: Workshop) -> None:
    """Chains of told_after are walked once each, however they branch."""
    names = [f"f{i}" for i in range(100)]
    facts = "".join(
        f"  {name}:\n    kind: cause\n    level: trouble\n    truth: x\n    asked_by: ask_cause\n"
        f"    phrases: |\n      why {name}\n    says: |\n      One.\n\n      Two.\n"
        f"    not_yet: |\n      No.\n\n      Not yet.\n    told_after: [{', '.join(names[:i])}]\n"
        for i, name in enumerate(names)
    )
    shop.edit(BUYER, "  spring_rush:\n", f"{facts}\n  spring_rush:\n")
    assert shop.check([BUYER]) == []


def test_the_same_files_give_the_same_digest_anywhere(shop: Workshop) -> None:
    """The digest does not depend on where the content lies; a changed word changes it."""
    from roleplay.authoring.library import Library
    from tests.authoring.workshop import CONTENT

    here = shop.library().persona("wilf_garrow")
    assert here == Library(CONTENT).persona("wilf_garrow")
    assert str(shop.root) not in repr(here)
    shop.edit(BUYER, "One cladding board in seven", "One cladding board in eight")
    assert shop.library().persona("wilf_garrow").digest != here.digest


def test_the_compiled_buyer_can_be_played(shop: Workshop) -> None:
    """The engine takes the persona as it is: a question about the aim brings the aim."""
    persona = shop.library().persona("wilf_garrow")
    heard = Heard("What are you after?", (ActHeard("ask_goal", 90, "What", 0, 4, 0),),
                  clauses=("What are you after?",), words=4)  # fmt: skip
    reaction = react(persona, opening(persona), heard, seed=1)
    assert reaction.told is not None
    assert reaction.told.fact == "spring_rush"
    assert "thirty-first of May" in reaction.text
    assert reaction.after.state == "saw_off"
