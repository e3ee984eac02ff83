"""The call as it is played on a screen: briefing, turns, the end."""

from __future__ import annotations

from roleplay.cli import incall
from roleplay.cli.calls import OpenCall
from roleplay.cli.screen import Screen
from roleplay.errors import EXIT_DONE, EXIT_INTERRUPTED, RoleplayError
from roleplay.report.briefing_text import briefing_text, recap_text
from roleplay.report.text import count, wrap
from roleplay.scenario import Content


def brief(screen: Screen, content: Content) -> None:
    """Show the briefing and wait for the trainee. Raises EOFError and KeyboardInterrupt."""
    screen.tell("")
    screen.tell(briefing_text(content, screen.width))
    screen.tell("")
    screen.ask("Enter to start ")


def talk(call: OpenCall, screen: Screen, *, resumed: bool = False) -> int:
    """Play until the ending, or until the trainee leaves. Answers the exit code."""
    if resumed:
        so_far = call.conversation
        screen.tell(recap_text(call.content, so_far.transcript, so_far.left, screen.width))
    for spoken in call.last_said():
        screen.says(spoken.speaker, spoken.text)
    try:
        code = _turns(call, screen)
    except EOFError:
        code = EXIT_DONE
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    call.settle()
    if call.conversation.ended is None:
        _left_open(call, screen)
    return code


def _turns(call: OpenCall, screen: Screen) -> int:
    while call.conversation.ended is None:
        line = screen.read(
            f"turn {call.conversation.number + 1}, {call.conversation.left} left > "
        ).strip()
        if not line:
            if screen.interactive:
                screen.tell("Type what you would say, or ... to say nothing. /help: commands.")
        elif incall.is_command(line):
            if incall.obey(call, screen, line) == incall.QUIT:
                return EXIT_DONE
        else:
            _say(call, screen, incall.speech_of(line))
    return EXIT_DONE


def _say(call: OpenCall, screen: Screen, words: str) -> None:
    before = len(call.conversation.transcript.calls)
    try:
        said = call.say(words)
    except RoleplayError as error:
        screen.tell(wrap(str(error), screen.width))
        return
    for spoken in said:
        screen.says(spoken.speaker, spoken.text)
    begun = len(call.conversation.transcript.calls) > before
    if begun and screen.interactive and call.conversation.ended is None:
        left = count(call.conversation.left, "turn")
        screen.tell(f"You are talking to {call.conversation.persona.name} now. {left} left.")


def _left_open(call: OpenCall, screen: Screen) -> None:
    left = count(call.conversation.left, "turn")
    screen.tell("")
    screen.tell(f"Kept. {left} left. Go on with: roleplay play --resume {call.name}")
