"""Where the program keeps its things: data, state and cache folders.

``ROLEPLAY_HOME`` puts all three below one folder. Folders are made for their owner alone (0700),
files likewise (0600).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from roleplay.errors import UsageError

APP = "roleplay-trainer"
HOME_VARIABLE = "ROLEPLAY_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """The three folders of one installation. Nothing is created until it is asked for."""

    data: Path
    """Attempts: what must not be lost."""
    state: Path
    """Input history and the log of our own errors."""
    cache: Path
    """Compiled content: may be deleted at any time."""

    @property
    def attempts(self) -> Path:
        """The folder of all attempts."""
        return self.data / "attempts"

    @property
    def history(self) -> Path:
        """What the trainee typed before, for the arrow keys."""
        return self.state / "history"

    @property
    def log(self) -> Path:
        """Where an unexpected error leaves its details."""
        return self.state / "errors.log"


def folders() -> Folders:
    """The folders in use: below ``ROLEPLAY_HOME`` where that is set, else the platform's own."""
    home = os.environ.get(HOME_VARIABLE, "").strip()
    if home:
        base = Path(home).expanduser().absolute()
        return Folders(base / "data", base / "state", base / "cache")
    return Folders(
        platformdirs.user_data_path(APP, appauthor=False),
        platformdirs.user_state_path(APP, appauthor=False),
        platformdirs.user_cache_path(APP, appauthor=False),
    )


def made(folder: Path) -> Path:
    """The folder, created for its owner alone where it was missing.

    Raises UsageError where it cannot be created, with what to do about it.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(20, "Not a folder", str(folder))
    except OSError as error:
        raise UsageError(
            f"cannot keep anything in {folder} ({error.strerror}); "
            f"set {HOME_VARIABLE} to a folder that you may write to"
        ) from None
    return folder


def private_file(path: Path) -> Path:
    """The file, created empty for its owner alone where it was missing."""
    made(path.parent)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    return path


def write_private(path: Path, text: str) -> None:
    """Put the whole text in place of the file at once; readers see the old text or the new."""
    made(path.parent)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(path)
