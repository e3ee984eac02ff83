"""``Conversation``: one play, turn by turn.

``say(text)`` reads and reacts, ``hear(heard)`` reacts to a reading that is already there. Each
turn is a pure step from the last; what was played before can be taken up from any point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from roleplay import __version__
from roleplay.buyer.asides import aside
from roleplay.buyer.beat import Beat
from roleplay.buyer.disclosure import settled
from roleplay.buyer.lines import speak
from roleplay.buyer.persona import Condition, Persona
from roleplay.buyer.react import react
from roleplay.buyer.state import BuyerState, opening
from roleplay.conversation.contexts import Talk, context_of
from roleplay.conversation.outcome import ending_of, holds
from roleplay.conversation.records import Call, Ended, Event, Header, Record, Turn, Undo
from roleplay.conversation.transcript import Transcript
from roleplay.errors import ConversationOver, UsageError
from roleplay.heard import Context, Heard, Subject
from roleplay.scenario import FIRST, Content, Planned

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
        self._call(scenario.first)

    def _begin(self, content: Content, reader: Reader, seed: int, sink: Sink | None) -> None:
        self.content = content
        self._reader = reader
        self._seed = seed
        self._sink = sink
        self._records: list[Record] = []
        self._states: dict[str, BuyerState] = {}
        self._buyer = ""
        self._plan = content.scenario.first
        self._held: tuple[str, ...] = ()
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

    def fork(self) -> Conversation:
        """The same play up to here, to be gone on with otherwise; nothing of it is kept."""
        other = copy(self)
        other._records, other._states, other._sink = [*self._records], {**self._states}, None
        return other

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
    def states(self) -> Mapping[str, BuyerState]:
        """The memory of every buyer met, by id."""
        return MappingProxyType(self._states)

    @property
    def call(self) -> str:
        """Id of the scenario's call that is being held."""
        return self._plan.id

    @property
    def left(self) -> int:
        """Seller turns left in this call."""
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
        beside = aside(persona, before, heard, self._seed, self._talk.last_words)
        reaction = beside or react(persona, before, heard, self._seed)
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
            self._plan = self.content.scenario.calls[record.call]
            self._held = tuple(dict.fromkeys((*self._held, record.call)))
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
        self._states, self._held, self._ended, self._records = {}, (), None, []
        for record in live:
            self._apply(record)
        self._records = records

    def _finish_what_was_cut(self) -> None:
        """A play killed between a turn and what follows from it goes on as if it had not been."""
        if not self._states:
            self._call(self.content.scenario.first)
        elif self._ended is None and isinstance(self.transcript.live[-1], Turn | Event):
            self._go_on()

    def _go_on(self) -> None:
        """What follows from the last turn: another call, an ending, or the next turn."""
        state = self.persona.states[self.state.state]
        finished = state.final or state.hands_over
        if not finished and self._left > 0:
            between = self._next(during=self._plan.id)
            if between is not None:
                self._call(between)
        elif self._plan.during:
            self._take_up_again()
        else:
            following = self._next(after=self._plan.id)
            cause = "final_state" if finished else "turns"
            if following is not None:
                self._call(following, "" if finished else self._closing("until_next"))
            else:
                self._end(cause)

    def _next(self, after: str = "", during: str = "") -> Planned | None:
        """The first call not yet held that comes about now."""
        turn = self.state.turn - self.state.since
        for plan in self.content.scenario.calls.values():
            comes = plan.during == during if during else plan.after == after
            first, last = plan.window if during else (turn, turn)
            if plan.id in self._held or plan.id == FIRST or not comes or not first <= turn <= last:
                continue
            if self._holds(plan.requires, self.state):
                return plan
        return None

    def _holds(self, condition: Condition | None, state: BuyerState) -> bool:
        return holds(condition, self.content, state, self._held, self._states)

    def _call(self, plan: Planned, parting: str = "") -> None:
        """Begin a call; a buyer met before remembers what was said."""
        persona = self.content.personas[plan.buyer]
        start = _met_again(persona, self._states.get(plan.buyer) or opening(persona), plan)
        line = next(
            (
                n
                for c, n in plan.openings
                if holds(c, self.content, start, self._held, self._states)
            ),
            "",
        )
        text = self._said(persona, line)
        self._record(
            Call(
                buyer=persona.id,
                name=persona.name,
                text=text,
                line=line,
                state=start,
                turns=plan.turns,
                call=plan.id,
                setting=plan.setting,
                parting=parting,
            )
        )

    def _take_up_again(self) -> None:
        """Go on with the call that was interrupted, where it was."""
        live = self.transcript.live
        begun = next(r for r in live if isinstance(r, Call) and r.call == self._plan.during)
        persona = self.content.personas[begun.buyer]
        left = [r.left for r in live if isinstance(r, Turn) and r.buyer == begun.buyer][-1]
        words = self._said(persona, self._plan.back)
        state = self._states[begun.buyer]
        again = Call(persona.id, persona.name, words, self._plan.back, state, left, begun.call)
        self._record(again)

    def _said(self, persona: Persona, line: str) -> str:
        if not line:
            return ""
        mood = persona.moods[-1][0]
        return speak(persona.lines[line], mood, persona.quotable, self._seed, 0).text

    def _closing(self, line: str) -> str:
        """Last words when the time is up, in the mood of the last turn; empty without such."""
        if line not in self.persona.lines:
            return ""
        mood = self.transcript.turns[-1].reaction.mood
        return speak(self.persona.lines[line], mood, self.persona.quotable, self._seed, 0).text

    def _end(self, cause: str) -> None:
        ending, epilogue = ending_of(self.content, self._states, self._held)
        calls = self.content.scenario.calls
        self._record(
            Ended(
                ending=ending.id,
                grade=ending.grade,
                cause=cause,
                turn=self.number,
                text=self._closing(f"closing_{ending.grade}") if cause == "turns" else "",
                epilogue=epilogue,
                hours=ending.hours + sum(calls[name].hours for name in self._held),
                next_call=ending.next_call,
            )
        )


def _met_again(persona: Persona, memory: BuyerState, plan: Planned) -> BuyerState:
    """The buyer's memory as a call begins: what was open in the last one is not any more."""
    beat = Beat(persona, memory, Heard(""))
    beat.suffer(plan.effects, f"call.{plan.id}")
    return replace(
        memory,
        state=plan.begins_in or memory.state,
        meters=beat.meters,
        since=memory.turn,
        here=0,
        focus="",
        question="",
        passed_over=False,
        raised=(),
        unclear=0,
    )
