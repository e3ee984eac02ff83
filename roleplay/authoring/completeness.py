"""What a persona must have before it can be played, beside names that resolve."""

from __future__ import annotations

from collections.abc import Mapping as Map

from roleplay.authoring.report import Report
from roleplay.buyer.lines import CHOICES, OWN
from roleplay.buyer.persona import Fact, Persona
from roleplay.errors import Place, one_of
from roleplay.scenario import GRADES

OPENING_LINES = ("opening", *(f"closing_{grade}" for grade in GRADES))
"""Lines of the engine that are said once a call at most."""
PASSING_LINES = (
    "unclear",
    "ambiguous",
    "as_i_said",
    "cannot_say",
    "go_on",
    "silence",
    "repeated",
)
"""Lines of the engine that may be said again and again."""
ASIDE_LINES = ("say_again", "thinking", "asks_name", "wrong_name", "one_of_those", "too_soon")
"""Lines of the engine that a buyer may do without."""
THOUGHTS = "thinks"
"""The inner voice in the debrief, where no line for the act itself is written."""
THOUGHT_OF = (
    "tell_feature",
    "tell_generic",
    "tell_need",
    "tell_solve",
    "tell_answer",
    "tell_price",
    "tell_deny",
    "tell_rival_bad",
    "tell_past_bad",
    "press",
    "close",
    "drift",
    "bully",
    "off_register",
    "mislead",
    "grovel",
)
"""Acts and flags of which the debrief tells the buyer's thought."""


MOST_PAIRS = 20_000
"""Pairs of a state and an act that fire transitions: building the machine takes time for each."""


def check_complete(persona: Persona, places: Map[str, Place], home: Place, report: Report) -> None:
    """Note lines that are missing or cannot be said, and facts that wait for each other.

    ``places`` gives the place of each fact and line by ``fact.ID`` and ``line.ID``; ``home`` is
    where the buyer is named.
    """
    _missing_lines(persona, home, report)
    pairs = sum(len(rule.sources) * len(rule.acts) for rule in persona.transitions)
    if pairs > MOST_PAIRS:
        report.add(
            "too-long",
            home,
            f"The transitions of {persona.id} have {pairs:,} pairs of a state and an act, "
            f"expected at most {MOST_PAIRS:,}.",
            "Name fewer states and acts in 'from' and 'act'.",
        )
    for line in persona.lines.values():
        for mood, variants in line.moods.items():
            if variants and all(set(variant.needs) - {*CHOICES, *OWN} for variant in variants):
                report.add(
                    "no-plain-variant",
                    places.get(f"line.{line.id}", home),
                    f"Every variant of the line {line.id!r} ({mood}) quotes the trainee.",
                    "Add a variant without: the trainee may have given no figure, date or name.",
                )
    for circle in circles(persona.facts):
        report.add(
            "told-after-circle",
            places.get(f"fact.{circle[0]}", home),
            f"These facts wait for each other: {' after '.join((*circle, circle[0]))}.",
            "Take one of them out of told_after.",
        )


def _missing_lines(persona: Persona, home: Place, report: Report) -> None:
    wanted = [name for name in (*OPENING_LINES, *PASSING_LINES) if name not in persona.lines]
    if THOUGHTS not in persona.lines:
        wanted += [
            f"thinks_on_{act}" for act in THOUGHT_OF if f"thinks_on_{act}" not in persona.lines
        ]
    if wanted:
        report.add(
            "missing-line",
            home,
            f"{persona.id} has no line {one_of(map(repr, wanted), 'and')}.",
            "Write it under 'lines', here or in the temperament."
            + (f" One line {THOUGHTS!r} serves for all thoughts." if len(wanted) > 8 else ""),
        )


def circles(facts: Map[str, Fact]) -> list[tuple[str, ...]]:
    """The circles of ``told_after``, from the first fact in file order that is on each."""
    found: list[tuple[str, ...]] = []
    finished: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> None:
        if name in path:
            found.append(tuple(path[path.index(name) :]))
        elif name in facts and name not in finished:
            path.append(name)
            for earlier in facts[name].told_after:
                visit(earlier)
            path.pop()
            finished.add(name)

    for start in facts:
        visit(start)
    return found
