"""The slash commands of a call, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from roleplay.cli.calls import OpenCall
from roleplay.cli.meant import meant
from roleplay.cli.screen import Screen
from roleplay.errors import RoleplayError
from roleplay.report.briefing_text import briefing_text, card_text, notes_text
from roleplay.report.text import bullets, count, wrap

GO_ON = "go on"
QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Slash:
    """One command of the call."""

    name: str
    does: str
    run: Callable[[OpenCall, Screen, str], str]
    """Takes the rest of the line; answers ``GO_ON`` or ``QUIT``."""
    in_exam: bool = True


def is_command(line: str) -> bool:
    """Whether a line is a command; two slashes begin speech."""
    return line.startswith("/") and not line.startswith("//")


def speech_of(line: str) -> str:
    """The words of a line that is speech."""
    return line[1:] if line.startswith("//") else line


def names() -> list[str]:
    """Every command with its slash, for completion."""
    return [f"/{slash.name}" for slash in TABLE]


def obey(call: OpenCall, screen: Screen, line: str) -> str:
    """Run the command on this line. Errors are told; the call goes on."""
    name, _, rest = line[1:].strip().partition(" ")
    slash = next((entry for entry in TABLE if entry.name == name.lower()), None)
    if slash is None:
        near = get_close_matches(name.lower(), [entry.name for entry in TABLE], n=1)
        meant_word = f"did you mean /{near[0]}?" if near else "/help lists them."
        told = f"There is no command /{name}: {meant_word} To say it aloud, type two slashes."
        screen.tell(wrap(told, screen.width))
        return GO_ON
    if call.exam and not slash.in_exam:
        screen.tell(f"/{slash.name} is for practice; this is an exam.")
        return GO_ON
    try:
        return slash.run(call, screen, rest.strip())
    except RoleplayError as error:
        screen.tell(wrap(str(error), screen.width))
        return GO_ON


def _help(call: OpenCall, screen: Screen, rest: str) -> str:
    shown = [slash for slash in TABLE if slash.in_exam or not call.exam]
    lines = [f"/{slash.name:<9}{slash.does}" for slash in shown]
    lines = [
        wrap(line, screen.width, "", " " * 10) if len(line) > screen.width else line
        for line in lines
    ]
    hints = [
        "Anything else is what you say to the buyer; Enter sends it.",
        "Several pasted lines are one turn. To begin with a slash, type two.",
        "Ctrl-C or Ctrl-D leaves; the call is kept and can be taken up again.",
    ]
    screen.tell("\n".join([*lines, "", *(wrap(hint, screen.width) for hint in hints)]))
    return GO_ON


def _brief(call: OpenCall, screen: Screen, rest: str) -> str:
    screen.tell(briefing_text(call.content, screen.width))
    return GO_ON


def _cards(call: OpenCall, screen: Screen, rest: str) -> str:
    screen.tell(card_text(call.content.card, screen.width))
    return GO_ON


def _criteria(call: OpenCall, screen: Screen, rest: str) -> str:
    from roleplay.coach.criteria import CRITERIA

    judged = [CRITERIA[id] for id in call.content.scenario.opportunities if id in CRITERIA]
    titles = bullets(
        (f"{criterion.title}: {criterion.definition}" for criterion in judged), screen.width
    )
    screen.tell(f"What this call is judged by:\n{titles}")
    return GO_ON


def _notes(call: OpenCall, screen: Screen, rest: str) -> str:
    if rest:
        call.conversation.note("note", rest, call.conversation.number)
        screen.tell("Noted.")
    else:
        screen.tell(notes_text(call.conversation.transcript, call.names, screen.width))
    return GO_ON


def _meant(call: OpenCall, screen: Screen, rest: str) -> str:
    meant(call, screen, rest)
    return GO_ON


def _why(call: OpenCall, screen: Screen, rest: str) -> str:
    from roleplay.report.why_text import why_text

    turn = call.last_turn()
    if turn is None:
        screen.tell("You have not said anything yet.")
    else:
        persona = call.content.personas[turn.buyer]
        screen.tell(why_text(turn, persona, screen.width))
    return GO_ON


def _undo(call: OpenCall, screen: Screen, rest: str) -> str:
    last = call.last_turn()
    call.undo()
    assert last is not None
    left = count(call.conversation.left, "turn")
    screen.tell(
        wrap(f"Taken back. {left} left. The buyer stands where this was said:", screen.width)
    )
    for spoken in call.last_said():
        screen.says(spoken.speaker, spoken.text)
    return GO_ON


def _save(call: OpenCall, screen: Screen, rest: str) -> str:
    screen.tell(
        wrap(
            f"Every turn is kept as you play: {call.name}. Leave with /quit; come back "
            f"with: roleplay play --resume {call.name}",
            screen.width,
        )
    )
    return GO_ON


def _quit(call: OpenCall, screen: Screen, rest: str) -> str:
    return QUIT


TABLE: tuple[Slash, ...] = (
    Slash("help", "this list", _help),
    Slash("brief", "the briefing again", _brief),
    Slash("cards", "what you sell, what it does not do, prices", _cards),
    Slash("criteria", "what this call is judged by", _criteria),
    Slash("notes", "what you were told; with words: keep a note", _notes),
    Slash("meant", "how your last turn was read, and putting it right", _meant),
    Slash("why", "what your last turn moved, and by which rule", _why, in_exam=False),
    Slash("undo", "take your last turn back", _undo, in_exam=False),
    Slash("save", "where this call is kept", _save),
    Slash("quit", "leave; the call can be taken up again", _quit),
)
