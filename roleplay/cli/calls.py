"""A call that is being played: the conversation with its place on disk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from roleplay.cli.kit import Found, is_path
from roleplay.conversation.conversation import EXAM, PRACTICE, Conversation, Reader
from roleplay.conversation.records import Call, Ended, Event, Record, Turn
from roleplay.conversation.transcript import Transcript, Writer
from roleplay.errors import UsageError
from roleplay.heard import Heard
from roleplay.report.clean import one_line
from roleplay.scenario import Content
from roleplay.store.attempts import Attempt, Attempts

LONGEST_TURN = 4000
"""Characters of one turn: some five minutes of speech."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that a buyer says."""

    speaker: str
    """Name; empty for narration."""
    text: str


class OpenCall:
    """One call at the table. Every record is on disk before anything of it is shown."""

    def __init__(
        self,
        conversation: Conversation,
        writer: Writer,
        attempt: Attempt | None = None,
    ) -> None:
        self.conversation = conversation
        self.attempt = attempt
        self._writer = writer

    @property
    def content(self) -> Content:
        """What is being played."""
        return self.conversation.content

    @property
    def exam(self) -> bool:
        """Whether it counts: no hints, nothing taken back."""
        return self.conversation.header.mode == EXAM

    @property
    def name(self) -> str:
        """How to call this attempt on the command line."""
        return self.attempt.id if self.attempt else str(self._writer.path)

    @property
    def names(self) -> dict[str, str]:
        """The buyers' names by id."""
        return {buyer: persona.name for buyer, persona in self.content.personas.items()}

    @property
    def subjects(self) -> dict[str, str]:
        """What the buyer on the line calls the things that questions can be about, by id."""
        return {fact.id: fact.name for fact in self.conversation.persona.facts.values()}

    @property
    def all_subjects(self) -> dict[str, str]:
        """The same for every buyer of this scenario."""
        people = self.content.personas.values()
        return {fact.id: fact.name for persona in people for fact in persona.facts.values()}

    def say(self, text: str) -> list[Spoken]:
        """Play one seller's turn; answers what the buyers say to it.

        Raises UsageError for a turn that is too long, ConversationOver after the ending.
        """
        return self._spoken_by(lambda: self.conversation.say(spoken_words(text)))

    def hear(self, heard: Heard) -> list[Spoken]:
        """Play one turn with a reading that is already there."""
        return self._spoken_by(lambda: self.conversation.hear(heard))

    def undo(self) -> None:
        """Take the last turn back. Raises UsageError where that cannot be."""
        self.conversation.undo()

    def last_said(self) -> list[Spoken]:
        """What stood last on the buyer's side: the opening, a reply, or the next buyer."""
        said: list[Spoken] = []
        for record in reversed(self.conversation.transcript.live):
            said = self._said(record) + said
            if isinstance(record, Turn | Call):
                break
        return said

    def last_turn(self) -> Turn | None:
        """The last turn that still counts."""
        turns = self.conversation.transcript.turns
        return turns[-1] if turns else None

    def settle(self) -> None:
        """Note beside the transcript that the call has ended, where it has."""
        if self.attempt is None:
            return
        if self.conversation.ended is not None and self.attempt.open:
            self.attempt = Attempts().close(self.attempt)

    def close(self) -> None:
        """Close the transcript's file. What was played is on disk already."""
        self.settle()
        self._writer.close()

    def _spoken_by(self, play: Callable[[], Turn]) -> list[Spoken]:
        before = len(self.conversation.transcript.records)
        play()
        new = self.conversation.transcript.records[before:]
        return [spoken for record in new for spoken in self._said(record)]

    def _said(self, record: Record) -> list[Spoken]:
        if isinstance(record, Turn):
            spoken = Spoken(self.names[record.buyer], record.reply)
        elif isinstance(record, Call):
            return self._begun(record)
        elif isinstance(record, Ended):
            spoken = Spoken(self.conversation.persona.name, record.text)
        else:
            return []
        return [spoken] if spoken.text else []

    def _begun(self, call: Call) -> list[Spoken]:
        """How a call begins: the last one's parting words, narration, first words."""
        calls = self.conversation.transcript.calls
        before = calls[calls.index(call) - 1].name if calls[0] != call else ""
        found = (
            Spoken(before, call.parting),
            Spoken("", call.setting),
            Spoken(call.name, call.text),
        )
        return [spoken for spoken in found if spoken.text]


def spoken_words(text: str) -> str:
    """What a seller typed as one turn: one line, no control characters."""
    words = one_line(text)
    if len(words) > LONGEST_TURN:
        raise UsageError(
            f"that turn has {len(words):,} characters and one may have {LONGEST_TURN:,}; "
            "say it in fewer words"
        )
    return words


def start(
    content: Content,
    reader: Reader,
    *,
    seed: int | None = None,
    exam: bool = False,
    out: Path | None = None,
    source: str = "",
) -> OpenCall:
    """Begin a call under a new attempt, or in the file ``out``."""
    scenario = content.scenario
    mode = EXAM if exam else PRACTICE
    attempts = Attempts()
    if seed is None:
        seed = attempts.next_seed(scenario.id)
    writer, attempt = _place(out, attempts, scenario.id, scenario.form, seed, mode, source)
    conversation = Conversation(content, reader, seed, mode=mode, sink=writer.append)
    return OpenCall(conversation, writer, attempt)


def resume(content: Content, reader: Reader, found: Found) -> OpenCall:
    """Take a call up where it stopped. Raises UsageError where it cannot go on."""
    transcript = found.transcript(mend=True)
    header = transcript.header
    if header.content != content.digest:
        raise UsageError(
            f"{found.name}: the scenario has changed since this call was begun, so it cannot go "
            f"on; start it anew with: roleplay play {header.scenario}"
        )
    writer = Writer(found.path, transcript.tip, sync=_at_a_persons_pace())
    conversation = Conversation.resume(content, reader, transcript, writer.append)
    call = OpenCall(conversation, writer, found.attempt)
    if conversation.ended is not None:
        call.close()
        raise UsageError(
            f"{found.name}: this call has ended; look back with: roleplay debrief {found.name}, "
            f"or try a turn again with: roleplay retry {found.name} --turn N"
        )
    return call


def retry(
    content: Content, reader: Reader, found: Found, turn: int, out: Path | None = None
) -> OpenCall:
    """A new attempt that goes on from just before turn ``turn`` of a recorded call.

    The turns before are carried over as they were read. Raises UsageError for a turn that the
    call does not have.
    """
    transcript = found.transcript()
    header = transcript.header
    last = max((played.number for played in transcript.turns), default=0)
    if not 1 <= turn <= last:
        there = f"turns 1 to {last}" if last else "no turns"
        raise UsageError(f"{found.name} has {there}, so there is no turn {turn} to try again")
    if header.content != content.digest:
        raise UsageError(
            f"{found.name}: the scenario has changed since this call, so its turns cannot be "
            f"taken up; play it anew with: roleplay play {header.scenario}"
        )
    attempts = Attempts()
    source = found.attempt.meta.source if found.attempt else ""
    parent = found.attempt.id if found.attempt else found.path.name
    writer, attempt = _place(
        out, attempts, header.scenario, header.form, header.seed, PRACTICE, source, parent
    )
    conversation = Conversation(
        content,
        reader,
        header.seed,
        sink=writer.append,
        parent=transcript.tip,
        parent_turn=turn,
    )
    _carry_over(conversation, transcript, turn)
    return OpenCall(conversation, writer, attempt)


def _carry_over(conversation: Conversation, transcript: Transcript, turn: int) -> None:
    for record in transcript.live:
        if isinstance(record, Turn):
            if record.number >= turn:
                return
            conversation.hear(record.heard)
        elif isinstance(record, Event):
            conversation.note(record.kind, record.text, record.turn, **record.detail)


def _place(
    out: Path | None,
    attempts: Attempts,
    scenario: str,
    form: str,
    seed: int,
    mode: str,
    source: str,
    parent: str = "",
) -> tuple[Writer, Attempt | None]:
    """Where the transcript goes: a file of the trainee's choice, or a new attempt."""
    if out is None:
        where = str(Path(source).absolute()) if is_path(source) else ""
        attempt = attempts.new(scenario, form, seed, mode, source=where, parent=parent)
        return Writer(attempt.transcript, sync=_at_a_persons_pace()), attempt
    if out.exists():
        raise UsageError(
            f"{out} is already there and a transcript is never overwritten; give another name, "
            f"or go on with it: roleplay play --resume {out}"
        )
    try:
        return Writer(out, sync=_at_a_persons_pace()), None
    except OSError as error:
        raise UsageError(f"cannot write {out} ({error.strerror}); give another name") from None


def _at_a_persons_pace() -> bool:
    """Whether a person types: only then is each record forced onto the disk itself."""
    return sys.stdin.isatty()
