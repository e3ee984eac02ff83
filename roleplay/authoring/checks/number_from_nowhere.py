"""The truth or an epilogue of a form names a number that nothing else in this form knows.

Numbers stand in many places: briefing, card, facts, what the buyer says, truth, epilogues. A form
that changes a figure easily leaves the old one standing in its truth. Numbers of two digits and
more, written in digits, are looked at.

Cure: take the number that the facts, the briefing or the card have, or give it to a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roleplay.authoring.checks.checked import Checked
from roleplay.buyer.persona import Persona
from roleplay.errors import Place, Problem
from roleplay.scenario import Content

CODE = "number-from-nowhere"
TITLE = "A number that nothing else in this form knows"
_NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")


def find(content: Checked) -> Iterator[Problem]:
    """The numbers of truth and epilogues that no fact, line, briefing or card has."""
    if content.content is None:
        return
    compiled = content.content
    known = _numbers(_known(compiled.content))
    for place, text in _told(content):
        for number in dict.fromkeys(_NUMBER.findall(text)):
            if len(_plain(number)) > 1 and _plain(number) not in known:
                yield Problem(
                    CODE,
                    place,
                    f"{number} is named here and nowhere else in form "
                    f"{compiled.content.scenario.form}.",
                    "Take the number of the facts, or give this one to a fact.",
                    "warning",
                )


def _told(content: Checked) -> Iterator[tuple[Place, str]]:
    assert content.content is not None
    scenario = content.content.content.scenario
    yield content.content.place("truth"), scenario.truth
    for ending in scenario.endings:
        for _, text in ending.epilogue:
            yield content.content.place("endings", ending.id, "epilogue"), text


def _known(content: Content) -> Iterator[str]:
    scenario, card = content.scenario, content.card
    yield from (scenario.briefing, scenario.goal, scenario.summary, *scenario.public_facts)
    yield from (card.product, *card.does, *card.prices, *card.may_promise)
    yield from card.limits_said.values()
    yield from (call.setting for call in scenario.calls.values())
    for persona in content.personas.values():
        yield from _of(persona)


def _of(persona: Persona) -> Iterator[str]:
    yield persona.background
    yield from (str(meter.start) for meter in persona.meters.values())
    yield from (rule.requires.text for rule in persona.transitions if rule.requires)
    yield from (level.requires.text for level in persona.levels.values() if level.requires)
    yield from persona.figures.values()
    yield from (fact.truth for fact in persona.facts.values())
    for line in persona.lines.values():
        yield from (variant.text for variants in line.moods.values() for variant in variants)


def _numbers(texts: Iterable[str]) -> set[str]:
    return {_plain(number) for text in texts for number in _NUMBER.findall(text)}


def _plain(number: str) -> str:
    return number.replace(",", "").rstrip(".")
