"""The scripted sellers that ship: their words are their own, in every voice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from roleplay.authoring.library import Library
from roleplay.simulate.seller import ANY_VOICE, PASTED, Line, Seller
from tests.content.bundled import FORMS, content

LIBRARY = Library()
SELLERS = {name: LIBRARY.seller(name) for name in LIBRARY.seller_ids()}
BANKS = {name: LIBRARY.bank(name) for name in LIBRARY.scenario_ids()}
TRAINING = Path(__file__).parents[2] / "roleplay" / "understanding" / "training"
RUN = 10
"""Words in a row that a seller may not share with what the reader was taught or debriefs show."""
VOICES = ("terse", "warm", "wordy")
TALKED = ("respond", "answer", "ask", "agree", "part")


def lines() -> Iterator[tuple[str, Line]]:
    """Every line that ships, with the file it stands in."""
    for name, sections in [*BANKS.items(), *((s.id, s.sections) for s in SELLERS.values())]:
        for some in sections.values():
            yield from ((name, line) for line in some)


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of so many words."""
    words = re.findall(r"[\w']+", text.lower())
    yield from zip(*(words[i:] for i in range(RUN)), strict=False)


def test_sellers_say_nothing_that_was_taught_or_shown() -> None:
    """No wording shares ten words in a row with a turn that the reader was trained on, or with
    a better line of any debrief: the score is not tried on its own examples."""
    taken: set[tuple[str, ...]] = set()
    for file in TRAINING.glob("turns_*.jsonl"):
        for row in file.read_text("utf-8").splitlines():
            taken.update(runs_of(" ".join(clause for clause, _ in json.loads(row)["turn"])))
    for scenario, form in FORMS:
        for better in content(scenario, form).scenario.better_lines:
            taken.update(runs_of(better.line))
    shared = [
        (name, line.id, " ".join(run))
        for name, line in lines()
        for wordings in line.wordings.values()
        for wording in wordings
        for run in runs_of(wording)
        if run in taken
    ]
    assert shared == []


def test_every_voice_has_its_own_words() -> None:
    """In what good sellers say each voice has two wordings or more, and none of another's."""
    faults = []
    for name, bank in BANKS.items():
        for section in TALKED:
            for line in bank.get(section, ()):
                if ANY_VOICE in line.wordings:
                    continue
                said = [w for voice in VOICES for w in line.wordings_in(voice)]
                if len(set(said)) < len(said) or any(
                    len(line.wordings_in(voice)) < 2 for voice in VOICES
                ):
                    faults.append((name, line.id))
    assert faults == []


def test_every_scenario_has_a_bank_that_serves_every_policy() -> None:
    """Each bank has questions, steps, a diagnosis to announce and a product to praise."""
    for name, bank in BANKS.items():
        assert {"ask", "told", "pitch"} <= {s for s, some in bank.items() if some}, name
        assert bank.get("agree") or bank.get("part"), name


def test_a_seller_names_nothing_that_a_trainee_cannot_see() -> None:
    """No cue or wording is the id of a state, a fact or a meter."""
    ids: set[str] = set()
    for scenario, form in FORMS:
        for persona in content(scenario, form).personas.values():
            ids |= {name for name in (*persona.states, *persona.facts) if "_" in name}
    assert len(ids) > 100
    named = [
        (name, line.id, word)
        for name, line in lines()
        for text in (
            *line.hears,
            *line.after,
            *line.unless,
            *(w for v in line.wordings.values() for w in v),
        )
        for word in re.findall(r"\w+", text)
        if word in ids
    ]
    assert named == []


def test_only_one_seller_pastes() -> None:
    """What debriefs show is said by the seller that is there to paste it, and by no other."""

    def pastes(seller: Seller) -> bool:
        return any(PASTED in (*rule.say, *rule.then) for rule in seller.policy)

    assert [name for name, seller in SELLERS.items() if pastes(seller)] == ["paster"]
