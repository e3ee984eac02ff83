"""Rulings on disk: JSON Lines in a file of their own beside the transcript, append-only."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from roleplay.coach.rulings import Ruling
from roleplay.errors import TranscriptError

LARGEST = 1 << 20
"""Bytes of a file of rulings that are read."""
_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(Ruling).decode


def rulings_file(transcript: Path) -> Path:
    """Where the rulings on a transcript are kept."""
    return transcript.with_suffix(".rulings.jsonl")


def rulings_on(transcript: Path) -> tuple[Ruling, ...]:
    """The rulings on a transcript, oldest first. Raises TranscriptError with the line."""
    path = rulings_file(transcript)
    if not path.is_file():
        return ()
    if path.stat().st_size > LARGEST:
        raise TranscriptError(f"{path}: larger than {LARGEST} bytes; expected a file of rulings")
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            found.append(_decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise TranscriptError(f"{path}:{number}: not a ruling ({error})") from None
    return tuple(found)


def add_ruling(transcript: Path, ruling: Ruling) -> None:
    """Append a ruling; on disk before this returns."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    with os.fdopen(os.open(rulings_file(transcript), flags, 0o600), "ab") as stream:
        stream.write(_encode(ruling) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
