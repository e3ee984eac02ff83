"""The transcript: JSON Lines, append-only, each record with the hash of the one before.

``Transcript`` is the list of records as values. ``Writer`` puts each on disk before the caller
goes on. ``read`` checks the chain and every field's type, since a transcript may come from a
stranger. Lines are canonical JSON: sorted keys, no spaces, ASCII, whole numbers only.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import msgspec

from roleplay.conversation.records import (
    SCHEMA,
    Call,
    Ended,
    Event,
    Header,
    Record,
    Turn,
    Undo,
)
from roleplay.errors import NotFoundError, TranscriptError

KINDS: dict[str, type[Any]] = {
    "header": Header,
    "call": Call,
    "turn": Turn,
    "event": Event,
    "undo": Undo,
    "ending": Ended,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
LONGEST_LINE = 1 << 20
"""Bytes of one record that are read at most."""
LONGEST_FILE = 64 << 20
"""Bytes of a transcript that are read at most."""
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True)
class Transcript:
    """The records of one play, in order."""

    records: tuple[Record, ...]
    tip: str = ""
    """Hash of the last record: what a retry names as its parent."""

    @property
    def header(self) -> Header:
        """The first record."""
        header = self.records[0]
        assert isinstance(header, Header)
        return header

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that count as played: those undone are left out, free ones are not."""
        kept: list[Turn] = []
        for record in self.records:
            if isinstance(record, Turn):
                kept.append(record)
            elif isinstance(record, Undo) and kept:
                kept.pop()
        return tuple(kept)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The buyers met, in order, as far as they still count."""
        return tuple(record for record in self.live if isinstance(record, Call))

    @property
    def live(self) -> tuple[Record, ...]:
        """All records but the undone turns (with what followed from them) and the undos."""
        kept: list[Record] = []
        for record in self.records:
            if isinstance(record, Undo):
                while kept and not isinstance(kept.pop(), Turn):
                    pass
            else:
                kept.append(record)
        return tuple(kept)

    @property
    def ended(self) -> Ended | None:
        """How the play finished; None while it is open."""
        # Notes and disputes may follow the ending.
        return next((r for r in reversed(self.live) if isinstance(r, Ended)), None)


def encode(record: Record, before: str) -> tuple[bytes, str]:
    """One line of the file (without its newline) and its hash, chained to the hash before."""
    name = _NAMES[type(record)]
    body = _ascii(_encode({"record": name, "before": before, "body": record}))
    return body, hashlib.sha256(body).hexdigest()


def _ascii(body: bytes) -> bytes:
    if body.isascii():
        return body
    value = json.loads(body)
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


class Writer:
    """Appends records to a file. Each is flushed, and fsynced at a person's pace."""

    def __init__(self, path: Path, tip: str = "", sync: bool = True) -> None:
        self.path = path
        self.tip = tip
        self._sync = sync
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._file: IO[bytes] = os.fdopen(descriptor, "ab")
        self._size = os.fstat(descriptor).st_size

    def append(self, record: Record) -> None:
        """Put one record on disk. When this returns, killing the program loses nothing of it.

        Raises TranscriptError, and writes nothing, if somebody else has written to the file.
        """
        if os.fstat(self._file.fileno()).st_size != self._size:
            raise TranscriptError(
                f"{self.path}: this call is being played somewhere else; nothing of that is lost. "
                "Close one of the two, then go on with the other"
            )
        line, self.tip = encode(record, self.tip)
        self._file.write(line + b"\n")
        self._file.flush()
        self._size += len(line) + 1
        if self._sync:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file; what was appended stays."""
        self._file.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read(path: Path, *, mend: bool = False) -> Transcript:
    """Read and check a transcript.

    With ``mend`` a torn last line (the program was killed while writing it) is cut off the file;
    without, it is only passed over. Raises NotFoundError, or TranscriptError with the line.
    """
    if not path.is_file():
        raise NotFoundError(f"there is no transcript at {path}; check the name and try again")
    if path.stat().st_size > LONGEST_FILE:
        raise TranscriptError(f"{path}: larger than {LONGEST_FILE >> 20} MiB: not a transcript")
    raw = path.read_bytes()
    whole, torn = raw.rpartition(b"\n")[0], not raw.endswith(b"\n")
    lines = (whole if torn else raw.rstrip(b"\n")).split(b"\n") if raw else []
    transcript = decode(lines, str(path))
    if torn and mend:
        with path.open("rb+") as file:
            file.truncate(len(whole) + 1 if whole else 0)
    return transcript


def decode(lines: Iterable[bytes], name: str = "transcript") -> Transcript:
    """Check a transcript's lines and return its records. Raises TranscriptError."""
    records: list[Record] = []
    tip = ""
    for number, line in enumerate(lines, start=1):
        record = _record(line, tip, f"{name}:{number}:1")
        if (number == 1) is not isinstance(record, Header):
            raise TranscriptError(f"{name}:{number}:1: a transcript starts with one header record")
        tip = hashlib.sha256(line).hexdigest()
        records.append(record)
    if not records:
        raise TranscriptError(f"{name}: empty; expected a header record in the first line")
    return Transcript(tuple(records), tip)


def _record(line: bytes, tip: str, place: str) -> Record:
    if len(line) > LONGEST_LINE:
        raise TranscriptError(f"{place}: a record of more than {LONGEST_LINE >> 20} MiB")
    try:
        raw = json.loads(line)
        kind = KINDS[raw["record"]]
        if raw["before"] != tip:
            raise TranscriptError(
                f"{place}: the hash of the record before does not match: the file was edited or "
                "cut; ask for the original"
            )
        _refuse_newer(raw["body"], place)
        record: Record = msgspec.convert(raw["body"], kind)
    except (ValueError, KeyError, TypeError, RecursionError, msgspec.ValidationError) as error:
        raise TranscriptError(f"{place}: not a transcript record ({_short(error)})") from None
    return record


def _refuse_newer(body: Any, place: str) -> None:
    schema = body.get("schema", SCHEMA) if isinstance(body, dict) else SCHEMA
    if isinstance(schema, int) and schema > SCHEMA:
        raise TranscriptError(
            f"{place}: written by a newer version (schema {schema}, this one reads {SCHEMA}); "
            "update roleplay-trainer"
        )


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def lines_of(transcript: Transcript) -> Iterator[bytes]:
    """The file's lines for these records, chained anew."""
    tip = ""
    for record in transcript.records:
        line, tip = encode(record, tip)
        yield line
