"""Everything that recorded calls come to, one command after the other, on stdout.

``python -m tests.coach.outputs THREADS FILE...``: each command's output follows a line with its
name. The reader that reads the better lines uses as many threads as are asked for.
"""

from __future__ import annotations

import sys

import roleplay.understanding
from roleplay.cli.main import run
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.reader import Reader

MARK = "=== "
"""What stands before the name of each command."""
LOOKS = ("text", "markdown", "json", "html")


def commands(files: list[str]) -> list[list[str]]:
    """What is compared of these calls."""
    one_by_one = [["debrief", file, "--format", look] for file in files for look in LOOKS]
    return [["score", "--json", *files], ["score", "--ledger", *files], *one_by_one]


def main(threads: str, *files: str) -> int:
    """Print all of it; the sum of the exit codes."""
    reader = Reader(Encoder(threads=int(threads)))
    roleplay.understanding.default_reader = lambda: reader  # type: ignore[assignment]
    codes = 0
    for command in commands(list(files)):
        print(f"{MARK}{' '.join(command[:2])} {' '.join(command[2:])}", flush=True)
        codes += run(command)
    return codes


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
