"""Lines: variants and templates."""

import pytest

from roleplay.buyer.lines import TemplateError, check_template, speak
from tests.builders import line


def test_the_same_seed_line_and_count_say_the_same() -> None:
    """A variant is chosen by hash, not by chance."""
    spoken = line("go_on", "a", "b", "c")
    first = speak(spoken, "warm", {}, 7, 3)
    assert first == speak(spoken, "warm", {}, 7, 3)


def test_every_variant_is_said_before_one_comes_again() -> None:
    """Whatever the seed, variants take turns; the seed says which is first."""
    spoken = line("go_on", "a", "b", "c", "d")
    firsts = set()
    for seed in range(30):
        said = [speak(spoken, "warm", {}, seed, times).text for times in range(8)]
        assert sorted(said[:4]) == ["a", "b", "c", "d"]
        assert said[:4] == said[4:]
        firsts.add(said[0])
    assert len(firsts) > 1


def test_a_variant_that_quotes_the_trainee_needs_something_to_quote() -> None:
    """Without their figure, the variant with it is passed over; with it, it is preferred."""
    spoken = line("figure", "A number.", "{{ their_figure }}, you say.")
    assert speak(spoken, "warm", {}, 1, 0).text == "A number."
    assert speak(spoken, "warm", {"their_figure": "£40"}, 1, 0).text == "£40, you say."


def test_moods_have_their_own_words() -> None:
    """A line is said in the mood's words where there are some."""
    spoken = line("f", warm=("Sit down.",), cool=("Yes?",))
    assert speak(spoken, "cool", {}, 1, 0).text == "Yes?"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 10**10 }}",
        "{{ cycler.__init__ }}",
        "{{ a.b }}",
        "{{ f() }}",
        "{% for i in x %}{% endfor %}",
        "{% set x = 1 %}",
        "{{ x | upper }}",
        "{% include 'x' %}",
        "{{",
    ],
)
def test_templates_beyond_names_and_if_are_refused(text: str) -> None:
    """Attributes, calls, loops, filters and arithmetic never reach the renderer."""
    with pytest.raises(TemplateError):
        check_template(text)


def test_the_names_of_a_template_are_found_behind_an_if_too() -> None:
    """Authoring compares them with what a line may quote."""
    assert check_template("{% if a %}x{% endif %} {{ b }}") == ("a", "b")
