"""Play a transcript again and compare.

The seller's words are read and reacted to anew under the same content and seed; the first
difference is reported. A reading that another reader version made is trusted as recorded, and so
is one that differs from the new one by no more than floats do between machines; the answer says
so.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from roleplay.conversation.conversation import Conversation, Reader
from roleplay.conversation.records import Event, Turn, Undo
from roleplay.conversation.transcript import Transcript
from roleplay.heard import same_within
from roleplay.scenario import Content


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found."""

    identical: bool
    turn: int = 0
    """Turn of the first difference."""
    what: str = ""
    """Which part differs, with what was recorded and what came now."""
    trusted: bool = False
    """Readings were taken from the record, because another reader made them."""
    note: str = ""
    within: int = 0
    """Turns whose recorded reading was trusted because the new one was within its margin."""


def replay(content: Content, reader: Reader, transcript: Transcript) -> Replay:
    """Play the seller's turns again and report the first difference."""
    header = transcript.header
    trusted = header.reader != reader.digest
    if header.content != content.digest:
        note = "the content has changed since: this is another buyer now"
        return Replay(False, 0, "content digest differs", trusted, note)
    again = Conversation(content, reader, header.seed, mode=header.mode)
    corrected = _corrected(transcript)
    within = 0
    for position, record in enumerate(transcript.records):
        if isinstance(record, Undo):
            again.undo()
        elif isinstance(record, Event):
            again.note(record.kind, record.text, record.turn, **record.detail)
        elif isinstance(record, Turn):
            if again.ended is not None:
                return Replay(False, record.number, "the call had already ended", trusted)
            as_recorded = trusted or position in corrected
            heard = record.heard if as_recorded else reader.listen(record.text, again.context())
            if heard != record.heard and same_within(heard, record.heard):
                heard, within = record.heard, within + 1
            now = again.hear(heard)
            if now != record:
                return Replay(False, record.number, _difference(record, now), trusted)
    # The header names versions; everything after it must be the same.
    same = transcript.records[1:] == again.transcript.records[1:]
    what = "" if same else "the records beside the turns differ"
    return Replay(same, what=what, trusted=trusted, within=within)


def _corrected(transcript: Transcript) -> set[int]:
    """Positions of the turns whose reading the trainee put right: they are heard as recorded."""
    found, last = set(), 0
    for position, record in enumerate(transcript.records):
        if isinstance(record, Turn):
            last = position
        elif isinstance(record, Event) and record.kind == "correction":
            found.add(last)
    return found


def _difference(recorded: Turn, now: Turn) -> str:
    """The first field of a turn that differs, and how."""
    for part in ("heard", "reaction"):
        old, new = getattr(recorded, part), getattr(now, part)
        for field in fields(old):
            before, after = getattr(old, field.name), getattr(new, field.name)
            if before != after:
                return f"{part}.{field.name}: recorded {before!r:.160}, now {after!r:.160}"
    return f"reply: recorded {recorded.reply!r:.160}, now {now.reply!r:.160}"
