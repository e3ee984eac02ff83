"""Keeps the README and the guide true: ``python -m tests.guide.pages`` writes them anew.

Between ``<!-- made: … -->`` and ``<!-- end -->`` stands what a program made: a recorded call as it
plays now, its debrief, or the help of a command. The test in this folder fails if it is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from roleplay.coach.debrief import debrief
from roleplay.coach.score import judge
from roleplay.conversation.records import Call, Ended, Turn
from roleplay.report.debrief_text import debrief_rest_text, debrief_text, fix_text
from roleplay.report.scorecard_text import score_line
from roleplay.report.text import wrap
from tests.playtests.runner import FOLDER, load, play

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "roleplay" / "guide").glob("*.md"))]
_MADE = re.compile(r"(<!-- made: ([^>]*?) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH = 88


def call(name: str, first: str = "1", last: str = "99") -> str:
    """Turns of a recorded call as Markdown, with its ending if it is within them."""
    talk = play(load(FOLDER / f"{name}.txt"))
    names = {p.id: p.name for p in talk.content.personas.values()}
    out = []
    number = 0
    for record in talk.transcript.records:
        if isinstance(record, Call) and int(first) <= number + 1 <= int(last):
            out.append(f"**{record.name}:** {record.text}")
        elif isinstance(record, Turn):
            number += 1
            if int(first) <= number <= int(last):
                out.append(f"> {record.text}")
                out.append(f"**{names[record.buyer]}:** {record.reply}")
        elif isinstance(record, Ended) and number <= int(last):
            closing = [f"**{names[talk.persona.id]}:** {record.text}"] if record.text else []
            out += [*closing, f"*{' '.join(record.epilogue.split())}*"]
    return "\n\n".join(out)


def look_back(name: str) -> str:
    """The scorecard and debrief of a recorded call, as the terminal shows them."""
    talk = play(load(FOLDER / f"{name}.txt"))
    transcript = talk.transcript
    card = judge(transcript, talk.content)
    found = debrief(card, transcript, talk.content)
    text = f"{debrief_text(found, card, WIDTH)}\n\n{debrief_rest_text(found, card, WIDTH)}"
    return f"```text\n{text.strip()}\n```"


def first_fix(name: str) -> str:
    """The score and the first fix of a recorded call."""
    talk = play(load(FOLDER / f"{name}.txt"))
    card = judge(talk.transcript, talk.content)
    found = debrief(card, talk.transcript, talk.content)
    fix = fix_text(found.fixes[0], WIDTH, "Fix this first")
    return f"```text\n{wrap(score_line(card), WIDTH)}\n\n{fix}\n```"


def commands(*_: str) -> str:
    """The help of every command."""
    from roleplay.cli.main import COMMANDS, roleplay

    runner = CliRunner()
    parts = []
    for name in ("", *COMMANDS):
        arguments = [name, "--help"] if name else ["--help"]
        shown = runner.invoke(roleplay, arguments, prog_name="roleplay", terminal_width=80)
        parts.append(f"## roleplay {name}".rstrip() + f"\n\n```text\n{shown.output.strip()}\n```")
    return "\n\n".join(parts)


MAKERS: dict[str, Callable[..., str]] = {
    "call": call,
    "debrief": look_back,
    "fix": first_fix,
    "commands": commands,
}


def made(text: str) -> str:
    """A page with its made parts as they are now."""

    def block(match: re.Match[str]) -> str:
        maker, *arguments = match[2].split()
        return f"{match[1]}{MAKERS[maker](*arguments)}\n{match[3]}"

    return _MADE.sub(block, text)


def main() -> int:
    """Write every page anew; say which changed."""
    for page in PAGES:
        old = page.read_text("utf-8")
        new = made(old)
        if new != old:
            page.write_text(new, "utf-8")
            print(f"wrote {page.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
