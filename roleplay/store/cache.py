"""Compiled content between runs, as JSON that only its owner can read or write.

A cache saves time and may never cost anything else: whatever is wrong with an entry (torn, old,
edited, not ours, its files changed), it counts as absent and is made again; a disk that is full
or read-only is no error. Nothing is ever unpickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from roleplay.scenario import Content

FORMAT = 1
"""Version of the entries; another one counts as absent."""
_BIGGEST = 32 * 1024 * 1024
"""Bytes of an entry that is still worth reading."""
_BIGGEST_SOURCE = 4 * 1024 * 1024
_UNFIT = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    msgspec.MsgspecError,
)
"""What reading or writing an entry may meet; all of it means "no entry"."""


class Cache:
    """Keeps content in one folder, one file a key.

    ``get`` and ``put`` never raise for what the disk holds or refuses.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)

    def get(self, key: str) -> Content | None:
        """The content kept under a key; None if there is none, or one of its files changed."""
        try:
            if not self._ours():
                return None
            data = _read(self._path(key), _BIGGEST)
            entry = msgspec.json.decode(data)
            if entry["format"] != FORMAT or entry["key"] != key:
                return None
            if not all(_unchanged(path, digest) for path, digest in entry["files"].items()):
                return None
            return msgspec.convert(_with_trees(entry["content"]), Content)
        except _UNFIT:
            return None

    def put(self, key: str, content: Content, files: Mapping[str, str]) -> None:
        """Keep content until one of its files changes.

        ``files`` maps the absolute path of each contributing file to its SHA-256, and of each
        place where a file was looked for and not found to an empty text.
        """
        entry = {"format": FORMAT, "key": key, "files": dict(files), "content": content}
        with contextlib.suppress(*_UNFIT):
            data = msgspec.json.encode(entry)
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._ours():
                _replace(self._path(key), data)

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.json"

    def _ours(self) -> bool:
        """Whether the folder belongs to this user and nobody else may write in it."""
        status = os.lstat(self._folder)
        if not stat.S_ISDIR(status.st_mode):
            return False
        if not hasattr(os, "getuid"):  # Windows: the profile folder is private by its owner
            return True
        if status.st_uid != os.getuid():
            return False
        if stat.S_IMODE(status.st_mode) != 0o700:
            os.chmod(self._folder, 0o700)
            # What others could write until now is not to be trusted.
            return not status.st_mode & 0o022
        return True


def _read(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file. Raises OSError for another kind, or a bigger one."""
    with open(path, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise OSError
        return stream.read(most)


def _unchanged(path: str, digest: str) -> bool:
    """Whether a file still has its fingerprint, or is still absent."""
    try:
        return hashlib.sha256(_read(Path(path), _BIGGEST_SOURCE)).hexdigest() == digest
    except FileNotFoundError:
        return not digest


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _with_trees(value: Any) -> Any:
    """The decoded content with the trees of conditions as tuples again: JSON knows only lists."""
    if isinstance(value, dict):
        if value.keys() == {"text", "tree"}:
            return {"text": value["text"], "tree": _tuples(value["tree"])}
        return {key: _with_trees(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_trees(inner) for inner in value]
    return value


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
