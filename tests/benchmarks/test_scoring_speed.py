"""How fast calls are judged, looked back at and played by themselves: ``make bench``.

Rates are per second of one core's time, of recorded talks of about fourteen turns. A target that
is known to be missed is marked so, with its reason, and only reported.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from roleplay.coach import judge, score
from roleplay.coach.debrief import debrief
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.transcript import Transcript
from roleplay.scenario import Content
from roleplay.understanding import Reader
from roleplay.understanding.encoder import Encoder
from tests.benchmarks.test_speed import report
from tests.playtests.runner import Playtest, all_playtests, content, play

TURNS = 14
SPAN = range(13, 16)
"""Turns of the talks that are measured."""
MOST = 16
"""Talks, at most: spread over the scenarios."""


READING = "near miss on a busy machine: the encoder's one pass a turn is two thirds of it"


@dataclass(frozen=True)
class Talk:
    """One recorded talk, played."""

    test: Playtest
    content: Content
    transcript: Transcript


@pytest.fixture(scope="module")
def talks() -> list[Talk]:
    """Talks of about fourteen turns, of as many scenarios as there are."""
    fitting = [test for test in all_playtests() if len(test.said) in SPAN]
    spread = fitting[:: max(1, len(fitting) // MOST)][:MOST]
    return [Talk(test, content(test.scenario, test.form), play(test).transcript) for test in spread]


def core_seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """Median over rounds of the seconds that one core works, whatever else the machine does."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def rate(talks: list[Talk], seconds: float) -> float:
    """Calls of fourteen turns a second, from the seconds that all talks took."""
    turns = sum(len(talk.transcript.turns) for talk in talks)
    return turns / TURNS / seconds


def slower(name: str, found: float, wanted: float, missed: str = "") -> None:
    """Print a rate, and fail below the target unless the miss is known."""
    print(f"\n{name}: {found:.0f}", end="")
    report(f"{wanted:g} / {name}", wanted / found, 1, missed=missed * (found < wanted))


def test_calls_judged(talks: list[Talk], monkeypatch: pytest.MonkeyPatch) -> None:
    """At least 500 a second, with the score's range and without."""

    def all_of_them() -> None:
        for talk in talks:
            judge(talk.transcript, talk.content)

    whole = rate(talks, core_seconds(all_of_them))
    slower("calls judged a second and core", whole, 500)
    monkeypatch.setattr(score, "score_range", lambda *_: (0, 100, None))
    alone = rate(talks, core_seconds(all_of_them))
    slower("calls judged without their range a second and core", alone, 500)
    assert alone > whole


def test_a_debrief(talks: list[Talk]) -> None:
    """At most a second for the slowest: judged, better lines played from each moment, no repair."""
    took = []
    for talk in talks:

        def look_back(talk: Talk = talk) -> None:
            card = judge(talk.transcript, talk.content)
            debrief(card, talk.transcript, talk.content)

        took.append((core_seconds(look_back, rounds=3), f"{talk.test.scenario} {talk.test.name}"))
    slowest, name = max(took)
    print(f"\nslowest debrief: {name}", end="")
    report("full debrief, the slowest (s)", slowest, 1, "s")


def simulated(talks: list[Talk], reader: Reader) -> None:
    """Play every talk in its own words."""
    for talk in talks:
        call = Conversation(talk.content, reader, talk.test.seed)
        for text in talk.test.said:
            call.say(text)
        assert call.ended == talk.transcript.ended


def test_simulated_calls_in_words(talks: list[Talk]) -> None:
    """At least 200 a second with readings that are kept, 20 with every turn read."""
    encoder = Encoder()
    reader = Reader(encoder)
    simulated(talks, reader)
    kept = rate(talks, core_seconds(lambda: simulated(talks, reader)))
    slower("simulated calls with kept readings a second and core", kept, 200)
    read = rate(talks, core_seconds(lambda: simulated(talks, Reader(encoder)), rounds=3))
    slower("simulated calls with reading a second and core", read, 20, READING)
