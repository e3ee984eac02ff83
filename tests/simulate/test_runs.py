"""Simulated calls: played to an end, judged, the same for any number of workers."""

from __future__ import annotations

from roleplay.conversation.records import Ended
from roleplay.heard import Context
from roleplay.simulate.runs import Remembering, Stage, order, run, runs
from roleplay.simulate.seller import PASTED, Line, Rule, Seller
from roleplay.understanding import default_reader
from tests.builders import TableReader, garden, heard
from tests.content.bundled import content

ASKER = Seller(
    "asker", "Asker", "novice", (0, 100), "any",
    (Rule(("ask",), again=True),),
    {"ask": (Line("ask.1", {"any": ("What goes wrong?", "And what else goes wrong?")}),)},
)  # fmt: skip
PASTER = Seller("paster", "Paster", "trick", (0, 100), "any", (Rule((PASTED,), shuffled=True),))


def test_a_call_is_played_to_its_end() -> None:
    """A seller with something to say goes on until the call has ended; the run tells how."""
    stage = Stage(content("s01_thirty_minutes", "A"), {})
    result, transcript = run(ASKER, stage, default_reader(), 1)
    ended = transcript.records[-1]
    assert isinstance(ended, Ended)
    assert (result.ending, result.grade) == (ended.ending, ended.grade)
    assert result.turns == len(transcript.turns) > 3
    assert not result.passed


def test_a_seller_without_words_leaves_the_call_open() -> None:
    """Who has nothing more to say stops; the call is incomplete and never passed."""
    silent = Seller("mute", "Mute", "noise", (0, 100), "any", ())
    result, _ = run(silent, Stage(garden(), {}), TableReader(), 1)
    assert (result.turns, result.status, result.passed) == (0, "incomplete", False)


def test_pasted_lines_come_from_the_scenario() -> None:
    """The section of pasted lines is the scenario's own better lines."""
    stage = Stage(content("s01_thirty_minutes", "A"), {})
    _, transcript = run(PASTER, stage, default_reader(), 2)
    better = {line.line for line in stage.content.scenario.better_lines}
    assert {turn.text for turn in transcript.turns} <= better


def test_any_number_of_workers_gives_the_same_calls() -> None:
    """One process or two: the same calls, to the last word."""
    stages = [Stage(content("s01_thirty_minutes", form), {}) for form in "AB"]
    alone = [one for one, _ in runs([ASKER, PASTER], stages, [1, 2], default_reader)]
    two = [one for one, _ in runs([ASKER, PASTER], stages, [1, 2], default_reader, workers=2)]
    assert sorted(alone, key=order) == sorted(two, key=order)
    assert len(alone) == 8
    assert len({one.fingerprint for one in alone}) > 4


def test_the_same_words_are_read_once() -> None:
    """A remembering reader asks the reader behind it once for each turn in each light."""
    calls = []

    class Counting(TableReader):
        def listen(self, text: str, context: Context) -> object:  # type: ignore[override]
            calls.append(text)
            return heard(text, "ask_goal")

    reader = Remembering(Counting())
    first = reader.listen("a", Context())
    assert reader.listen("a", Context()) is first
    reader.listen("a", Context(buyer="Go on."))
    assert calls == ["a", "a"]
    assert reader.digest == "table"
