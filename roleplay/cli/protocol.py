"""``play --json``: one object to open, then exactly one for each line that comes in."""

from __future__ import annotations

import json
import sys
from typing import Any

from roleplay.acts import plain
from roleplay.cli.calls import OpenCall, Spoken
from roleplay.cli.kit import emit
from roleplay.cli.meant import correct, dispute, parse
from roleplay.conversation.records import Turn
from roleplay.errors import EXIT_DONE, EXIT_INTERRUPTED, RoleplayError, UsageError
from roleplay.report.clean import clean
from roleplay.report.json_views import heard_json, moved_json
from roleplay.report.words import you

SCHEMA = 1
COMMANDS = ("undo", "quit", "why", "meant")


def converse(call: OpenCall, show: bool) -> int:
    """Speak the protocol on stdin and stdout until the input ends or ``quit``."""
    try:
        emit(_opening(call) | _now(call, call.last_said(), show))
        for line in sys.stdin:
            answer = _answer(call, line, show)
            emit(answer)
            if answer.get("quit"):
                break
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    finally:
        call.close()
    return EXIT_DONE


def _opening(call: OpenCall) -> dict[str, Any]:
    header = call.conversation.header
    return {
        "schema": SCHEMA,
        "scenario": header.scenario,
        "form": header.form,
        "seed": header.seed,
        "mode": header.mode,
        "attempt": call.name,
    }


def _answer(call: OpenCall, line: str, show: bool) -> dict[str, Any]:
    try:
        return _obey(call, _request(line), show)
    except RoleplayError as error:
        return {"error": str(error)}


def _request(line: str) -> dict[str, Any]:
    expected = 'expected {"say": "your words"} or {"command": "undo"}'
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"this line is not JSON; {expected}") from None
    if not isinstance(request, dict):
        raise UsageError(f"this line is JSON, but not an object; {expected}")
    if ("say" in request) is ("command" in request):
        raise UsageError(f"an object with either say or command is needed; {expected}")
    value = request.get("say", request.get("command"))
    if not isinstance(value, str):
        raise UsageError(f"the words must be a string; {expected}")
    if not value.strip():
        raise UsageError(f'nothing was said; to say nothing in the call, say "..."; {expected}')
    return request


def _obey(call: OpenCall, request: dict[str, Any], show: bool) -> dict[str, Any]:
    if "say" in request:
        return _now(call, call.say(request["say"]), show)
    command = request["command"]
    if command == "undo":
        call.undo()
        return _now(call, call.last_said(), show)
    if command == "quit":
        return _now(call, [], show) | {"quit": True}
    if command == "why":
        return _why(call)
    if command == "meant":
        return _meant(call, request.get("text", ""), show)
    raise UsageError(f"there is no command {command!r:.40}; there are {', '.join(COMMANDS)}")


def _now(call: OpenCall, said: list[Spoken], show: bool) -> dict[str, Any]:
    """Where the call stands, with what was just said."""
    conversation = call.conversation
    ended = conversation.ended
    answer: dict[str, Any] = {
        "turn": conversation.number,
        "said": [{"speaker": spoken.speaker, "text": clean(spoken.text)} for spoken in said],
        "ended": ended is not None,
        "ending": ended.ending if ended else None,
        "grade": ended.grade if ended else None,
        "left": conversation.left,
    }
    return answer | (_shown(call) if show else {})


def _shown(call: OpenCall) -> dict[str, Any]:
    """What a trainee does not see: how it was read and what it did (practice only)."""
    turn = call.last_turn()
    state = call.conversation.state
    return {
        "heard": heard_json(turn.heard) if turn else None,
        "state": state.state,
        "mood": turn.reaction.mood if turn else None,
        "meters": dict(state.meters),
        "told": list(state.told),
    }


def _turn(call: OpenCall) -> Turn:
    turn = call.last_turn()
    if turn is None:
        raise UsageError("nothing has been said yet; send a turn first")
    return turn


def _why(call: OpenCall) -> dict[str, Any]:
    if call.exam:
        raise UsageError("why is for practice; this is an exam")
    turn = _turn(call)
    return {"turn": turn.number, "why": moved_json(turn.reaction)}


def _meant(call: OpenCall, text: Any, show: bool) -> dict[str, Any]:
    """How the last turn was read; with ``text``, put right (practice) or disputed (exam)."""
    turn = _turn(call)
    if not isinstance(text, str):
        raise UsageError("the text of meant must be a string, such as: 1 + asked what goes wrong")
    if not text.strip():
        readings = [you(act.id) for act in turn.heard.acts]
        readings += [plain(flag.id) for flag in turn.heard.flags]
        shown = {"heard": heard_json(turn.heard)} if show else {}
        return {"turn": turn.number, "meant": readings} | shown
    if call.exam:
        dispute(call, turn, text)
        return {"turn": turn.number, "disputed": True}
    return _now(call, correct(call, parse(text, turn.heard)), show)
