"""``Conversation``: one play, turn by turn.

``say(text)`` reads and reacts, ``hear(heard)`` reacts to a reading that is already there. Each
turn is a pure step from the last; what was played before can be taken up from any point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from roleplay import __version__
from roleplay.buyer.disclosure import settled
from roleplay.buyer.lines import speak
from roleplay.buyer.persona import Persona
from roleplay.buyer.react import react
from roleplay.buyer.state import BuyerState, opening
from roleplay.conversation.contexts import Talk, context_of
from roleplay.conversation.outcome import ending_of
from roleplay.conversation.records import Call, Ended, Event, Header, Record, Turn, Undo
from roleplay.conversation.transcript import Transcript
from roleplay.errors import ConversationOver, UsageError
from roleplay.heard import Context, Heard, Subject
from roleplay.scenario import Content

PRACTICE, EXAM = "practice", "exam"


class Reader(Protocol):
    """Whatever reads turns: ``understanding.Reader``, or a table of readings in a test."""

    @property
    def digest(self) -> str:
        """Fingerprint of the reader: same digest, same readings."""

    def listen(self, text: str, context: Context) -> Heard:
        """Read one turn."""

    def warm(self, subjects: tuple[Subject, ...] = ()) -> None:
        """Load what reading needs, for these subjects too, before it is needed."""


Sink = Callable[[Record], None]
"""Takes each record before anything of it is shown: a transcript's ``Writer.append``."""


class Conversation:
    """One play of one scenario.

    ``sink`` receives every record as it comes to be. The records so far are ``transcript``.
    """

    def __init__(
        self,
        content: Content,
        reader: Reader,
        seed: int,
        *,
        mode: str = PRACTICE,
        sink: Sink | None = None,
        parent: str = "",
        parent_turn: int = 0,
    ) -> None:
        self._begin(content, reader, seed, sink)
        scenario = content.scenario
        self._record(
            Header(
                scenario=scenario.id,
                form=scenario.form,
                content=content.digest,
                engine=__version__,
                reader=reader.digest,
                seed=seed,
                mode=mode,
                parent=parent,
                parent_turn=parent_turn,
            )
        )
        self._call(scenario.opening_buyer, scenario.opening_line, scenario.turns)

    def _begin(self, content: Content, reader: Reader, seed: int, sink: Sink | None) -> None:
        self.content = content
        self._reader = reader
        self._seed = seed
        self._sink = sink
        self._records: list[Record] = []
        self._states: dict[str, BuyerState] = {}
        self._buyer = ""
        self._left = 0
        self._ended: Ended | None = None
        self._talk = Talk()

    @classmethod
    def resume(
        cls, content: Content, reader: Reader, transcript: Transcript, sink: Sink | None = None
    ) -> Conversation:
        """Take a recorded play up where it stopped; nothing is read or reacted to again."""
        self = cls.__new__(cls)
        self._begin(content, reader, transcript.header.seed, None)
        for record in transcript.records:
            self._apply(record)
        self._sink = sink
        self._finish_what_was_cut()
        return self

    @classmethod
    def retry(
        cls,
        content: Content,
        reader: Reader,
        transcript: Transcript,
        turn: int,
        sink: Sink | None = None,
    ) -> Conversation:
        """A new play that takes an old one up just before one of its counted turns.

        The header names the parent and the turn; what was said before is carried over as it was
        recorded. Raises UsageError where the old play has no such turn.
        """
        if not any(record.number == turn for record in transcript.turns):
            raise UsageError(
                f"there is no turn {turn}; this play has turns 1 to {transcript.turns[-1].number}"
                if transcript.turns
                else "this play has no turns yet, so none can be retried"
            )
        self = cls.__new__(cls)
        old = transcript.header
        self._begin(content, reader, old.seed, sink)
        self._record(
            replace(
                old, reader=reader.digest, parent=transcript.tip, parent_turn=turn, mode=PRACTICE
            )
        )
        for record in transcript.live[1:]:
            if isinstance(record, Turn) and record.number >= turn and not record.free:
                break
            self._record(record)
        return self

    # What it is now ------------------------------------------------------------------------

    @property
    def transcript(self) -> Transcript:
        """All records so far."""
        return Transcript(tuple(self._records))

    @property
    def header(self) -> Header:
        """What is being played."""
        return self.transcript.header

    @property
    def persona(self) -> Persona:
        """The buyer on the line."""
        return self.content.personas[self._buyer]

    @property
    def state(self) -> BuyerState:
        """The memory of the buyer on the line."""
        return self._states[self._buyer]

    @property
    def left(self) -> int:
        """Seller turns left."""
        return self._left

    @property
    def number(self) -> int:
        """Seller turns counted so far, over all buyers."""
        return sum(state.turn for state in self._states.values())

    @property
    def ended(self) -> Ended | None:
        """How it finished; None while it goes on."""
        return self._ended

    @property
    def last_words(self) -> str:
        """What the buyer said last."""
        return self._talk.last_words

    def context(self) -> Context:
        """The light in which the next turn would be read."""
        return context_of(self.content, self.persona, self.state, self._talk)

    # What can be done ----------------------------------------------------------------------

    def say(self, text: str) -> Turn:
        """Read the seller's words and let the buyer answer. Raises ConversationOver."""
        self._refuse_if_over()
        return self.hear(self._reader.listen(text, self.context()))

    def hear(self, heard: Heard) -> Turn:
        """Let the buyer answer a turn that has been read. Raises ConversationOver."""
        self._refuse_if_over()
        buyer, persona, before = self._buyer, self.persona, self.state
        heard = settled(persona, before, heard)  # recorded as it was played
        reaction = react(persona, before, heard, self._seed)
        spent = reaction.after.turn - before.turn
        turn = Turn(
            number=self.number + spent,
            buyer=buyer,
            text=heard.text,
            heard=heard,
            reaction=reaction,
            reply=reaction.text,
            left=self._left - spent,
        )
        self._record(turn)
        self._go_on()
        return turn

    def undo(self) -> None:
        """Take the last turn back. Raises UsageError in an exam, or where there is none."""
        if self.header.mode == EXAM:
            raise UsageError("a turn cannot be taken back in an exam; type /quit to stop here")
        turns = self.transcript.turns
        if not turns:
            raise UsageError("there is no turn to take back yet")
        self._record(Undo(turns[-1].number))

    def note(self, kind: str, text: str, turn: int = 0, **detail: str) -> None:
        """Keep an event beside the turns: a note, a dispute, the trainee's own judgement."""
        if self._ended is None or kind != "handover":
            self._record(Event(kind, text, turn, dict(detail)))

    # How it moves --------------------------------------------------------------------------

    def _refuse_if_over(self) -> None:
        if self._ended is not None:
            raise ConversationOver(
                f"this call has ended ({self._ended.ending}); retry a turn or start a new call"
            )

    def _record(self, record: Record) -> None:
        if self._sink is not None:
            self._sink(record)
        self._apply(record)

    def _apply(self, record: Record) -> None:
        """Take one record in. What the conversation is follows from its records alone."""
        self._records.append(record)
        if isinstance(record, Call):
            self._buyer = record.buyer
            self._states[record.buyer] = record.state
            self._left = record.turns
            self._talk = Talk(last_words=record.text)
        elif isinstance(record, Turn):
            self._states[record.buyer] = record.reaction.after
            self._left = record.left
            self._talk = self._talk.after(record)
        elif isinstance(record, Ended):
            self._ended = record
        elif isinstance(record, Undo):
            self._apply_again()

    def _apply_again(self) -> None:
        """After an undo: work out the present from the records that still count."""
        records, live = self._records, self.transcript.live
        self._states, self._ended, self._records = {}, None, []
        for record in live:
            self._apply(record)
        self._records = records

    def _finish_what_was_cut(self) -> None:
        """A play killed between a turn and what follows from it goes on as if it had not been."""
        if not self._states:
            scenario = self.content.scenario
            self._call(scenario.opening_buyer, scenario.opening_line, scenario.turns)
        elif self._ended is None and isinstance(self.transcript.live[-1], Turn | Event):
            self._go_on()

    def _go_on(self) -> None:
        """What follows from the last turn: a handover, an ending, or the next turn."""
        state = self.persona.states[self.state.state]
        handover = self.content.scenario.handovers.get(self._buyer)
        if state.hands_over and handover is not None and self._left > 0:
            last = self._records[-1]
            if not (isinstance(last, Event) and last.kind == "handover"):
                self._record(Event("handover", detail={"from": self._buyer, "to": handover.to}))
            self._call(handover.to, handover.opening, min(handover.turns, self._left))
        elif state.final or state.hands_over:
            self._end("final_state")
        elif self._left <= 0:
            self._end("turns")

    def _call(self, buyer: str, line: str, turns: int) -> None:
        persona = self.content.personas[buyer]
        start = opening(persona)
        mood = persona.moods[-1][0]
        said = speak(persona.lines[line], mood, persona.figures, self._seed, 0)
        self._record(Call(buyer, persona.name, said.text, line, start, turns))

    def _end(self, cause: str) -> None:
        ending = ending_of(self.content, self._states)
        closing = ""
        if cause == "turns":
            line = self.persona.lines[f"closing_{ending.grade}"]
            mood = self.transcript.turns[-1].reaction.mood
            closing = speak(line, mood, self.persona.figures, self._seed, 0).text
        self._record(Ended(ending.id, ending.grade, cause, self.number, closing, ending.next_call))
