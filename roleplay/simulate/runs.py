"""Scripted sellers at work: one call, and many calls in worker processes."""

from __future__ import annotations

import hashlib
import pickle
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

from roleplay.coach.score import judge
from roleplay.conversation.conversation import EXAM, Conversation, Reader
from roleplay.conversation.records import Call, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.heard import Context, Heard, Subject
from roleplay.scenario import Content
from roleplay.simulate.mind import Mind
from roleplay.simulate.seller import ANY_VOICE, PASTED, Line, Seen, Seller

LONGEST = 100
"""Turns after which any seller has had enough."""
Bank = Mapping[str, tuple[Line, ...]]
Played = tuple["Run", Transcript]


@dataclass(frozen=True, slots=True)
class Stage:
    """A scenario in one form, with the lines that sellers have for it."""

    content: Content
    bank: Bank


@dataclass(frozen=True, slots=True)
class Run:
    """What one simulated call came to."""

    seller: str
    scenario: str
    form: str
    seed: int
    status: str
    score: int
    technique: int
    ending: str
    """Id of the ending; empty while the call is open."""
    grade: str
    passed: bool
    turns: int
    levels: Mapping[str, int]
    """Observed criteria to their level, 0 to 4."""
    critical_errors: tuple[str, ...] = ()
    fingerprint: str = ""
    """Of all that was said: the same for the same call."""


class Remembering:
    """A reader that reads the same words in the same light once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, Context], Heard] = {}

    @property
    def digest(self) -> str:
        """The reader's own fingerprint."""
        return self._reader.digest

    def listen(self, text: str, context: Context) -> Heard:
        """Read one turn, or remember how it was read."""
        key = (text, context)
        if key not in self._read:
            self._read[key] = self._reader.listen(text, context)
        return self._read[key]

    def warm(self, subjects: tuple[Subject, ...] = ()) -> None:
        """Load what reading needs."""
        self._reader.warm(subjects)


def pasted(content: Content) -> tuple[Line, ...]:
    """The scenario's better lines as lines of a seller who pastes them."""
    return tuple(
        Line(f"{PASTED}.{better.id}", {ANY_VOICE: (better.line,)})
        for better in content.scenario.better_lines
    )


def play(seller: Seller, stage: Stage, reader: Reader, seed: int) -> Transcript:
    """One call of a scripted seller, to its end or until the seller has nothing more to say.

    It is an exam: what is pasted out of a debrief earns nothing (domain 9, G11).
    """
    content = stage.content
    mind = Mind(seller, {**stage.bank, PASTED: pasted(content)}, seed)
    talk = Conversation(content, reader, seed, mode=EXAM)
    briefing = "\n".join((content.scenario.briefing, *content.scenario.public_facts))
    for turn in range(1, LONGEST + 1):
        if talk.ended is not None:
            break
        seen = Seen(
            turn=turn,
            left=talk.left,
            name=talk.persona.name,
            firm=content.card.seller,
            briefing=briefing,
            said=tuple(_said(talk)),
        )
        words = mind.next_words(seen)
        if words is None:
            break
        talk.say(words)
    return talk.transcript


def _said(talk: Conversation) -> Iterator[str]:
    """Everything that the screen has shown of others' words, in order."""
    for record in talk.transcript.records:
        if isinstance(record, Call):
            yield from filter(None, (record.parting, record.setting, record.text))
        elif isinstance(record, Turn):
            yield record.reply


def run(seller: Seller, stage: Stage, reader: Reader, seed: int) -> Played:
    """One call, judged, with its transcript."""
    transcript = play(seller, stage, reader, seed)
    card = judge(transcript, stage.content)
    scenario = stage.content.scenario
    return Run(
        seller=seller.id,
        scenario=scenario.id,
        form=scenario.form,
        seed=seed,
        status=card.status,
        score=card.score,
        technique=card.technique,
        ending=card.ending,
        grade=card.grade,
        passed=bool(card.passed),
        turns=len(transcript.turns),
        levels={row.id: row.level for row in card.criteria if row.level is not None},
        critical_errors=tuple(error.id for error in card.critical_errors),
        fingerprint=_fingerprint(transcript),
    ), transcript


def _fingerprint(transcript: Transcript) -> str:
    said = (words for turn in transcript.turns for words in (turn.text, turn.reply))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def runs(
    sellers: Sequence[Seller],
    stages: Sequence[Stage],
    seeds: Sequence[int],
    make_reader: Callable[[], Reader],
    workers: int = 1,
) -> Iterator[Played]:
    """Every seller in every stage with every seed, each call once, as they are done.

    ``make_reader`` must be a function that a worker process can import. The calls are the same
    for any number of workers; only the order in which they come differs: sort by ``order``.
    """
    jobs = [(stage, seed) for stage in range(len(stages)) for seed in seeds]
    if workers == 1:
        reader = Remembering(make_reader())
        for stage, seed in jobs:
            yield from (run(seller, stages[stage], reader, seed) for seller in sellers)
        return
    kit = pickle.dumps((tuple(sellers), make_reader))
    packed = [pickle.dumps(stage) for stage in stages]
    pool = ProcessPoolExecutor(
        workers, get_context("spawn"), initializer=_prepare, initargs=(kit, packed)
    )
    try:
        for done in as_completed([pool.submit(_work, *job) for job in jobs]):
            yield from done.result()
    finally:
        pool.shutdown(cancel_futures=True)  # who interrupts waits for what has begun, no more


def order(played: Run) -> tuple[str, str, str, int]:
    """The order in which runs are shown: by scenario, form, seller and seed."""
    return played.scenario, played.form, played.seller, played.seed


class _Worker:
    """What a worker process keeps between jobs."""

    def __init__(self, kit: bytes, packed: list[bytes]) -> None:
        self.sellers, make_reader = pickle.loads(kit)
        self.reader = Remembering(make_reader())
        self._packed = packed
        self._stages: dict[int, Stage] = {}

    def stage(self, index: int) -> Stage:
        """A stage, unpacked when it is first played here."""
        if index not in self._stages:
            self._stages[index] = pickle.loads(self._packed[index])
        return self._stages[index]


_worker: _Worker | None = None


def _prepare(kit: bytes, packed: list[bytes]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    global _worker
    _worker = _Worker(kit, packed)


def _work(stage: int, seed: int) -> list[Played]:
    if _worker is None:
        raise RuntimeError("a job came before its worker was prepared")
    here = _worker.stage(stage)
    return [run(seller, here, _worker.reader, seed) for seller in _worker.sellers]
