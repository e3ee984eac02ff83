"""The command with the stub's shelf in place of the library: run in a process of its own."""

from __future__ import annotations

from stub import Shelf

from roleplay.cli import kit
from roleplay.cli.main import main

kit.load_library = lambda reader: Shelf()  # type: ignore[assignment,return-value]

if __name__ == "__main__":
    main()
