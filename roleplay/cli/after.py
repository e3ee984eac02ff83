"""What follows a call: its ending, the trainee's own view, the debrief, and one key each."""

from __future__ import annotations

from roleplay.cli.calls import OpenCall
from roleplay.cli.judged import Judged, judged
from roleplay.cli.screen import Screen
from roleplay.report.ending_text import ending_text
from roleplay.report.readings_text import all_readings_text
from roleplay.report.text import wrap

_MENU = (
    "m: more of the debrief   a: every reading   d: dispute one",
    "f: reveal all            r: try a turn again   q: leave (or Enter)",
)


def afterwards(call: OpenCall, screen: Screen) -> int | None:
    """Show what came of the call. Answers the turn to try again, or None to leave."""
    from roleplay.report.debrief_text import debrief_text

    ended = call.conversation.ended
    assert ended is not None
    screen.tell("")
    screen.tell(ending_text(ended, screen.width))
    if not screen.interactive:
        from roleplay.report.scorecard_text import score_line

        result = judged(call.conversation.transcript, call.content)
        screen.tell(score_line(result.scorecard))
        screen.tell(f"Look back with: roleplay debrief {call.name}")
        return None
    try:
        _own_view(call, screen)
        result = judged(call.conversation.transcript, call.content)
        screen.tell("")
        screen.tell(debrief_text(result.debrief, result.scorecard, screen.width))
        return _keys(call, screen, result)
    except (EOFError, KeyboardInterrupt):
        screen.tell("")
        screen.tell(f"Kept. Look back with: roleplay debrief {call.name}")
        return None


def _last(call: OpenCall) -> int:
    return max((turn.number for turn in call.conversation.transcript.turns), default=0)


def _own_view(call: OpenCall, screen: Screen) -> None:
    """Ask before telling: the trainee's own turning point is kept, never marked."""
    screen.tell("")
    turn = _turn(call, screen, "Which turn changed the call? (number, Enter to skip) > ")
    if turn is not None:
        call.conversation.note("self_judgement", str(turn), turn)


def _turn(call: OpenCall, screen: Screen, question: str) -> int | None:
    """A turn of this call, or None where the trainee would rather not."""
    last = _last(call)
    while answer := screen.ask(question).strip():
        if answer.isdecimal() and 1 <= int(answer) <= last:
            return int(answer)
        screen.tell(f"Expected a turn from 1 to {last}, or Enter.")
    return None


def _keys(call: OpenCall, screen: Screen, result: Judged) -> int | None:
    while True:
        screen.tell("")
        screen.tell("\n".join(_MENU))
        key = screen.ask("> ").strip().lower()[:1]
        if key in ("", "q"):
            return None
        if key == "r":
            turn = _turn(call, screen, "From which turn? (number, Enter to go back) > ")
            if turn is not None:
                return turn
        elif key in ("m", "f"):
            screen.tell("")
            screen.tell(_rest(result, screen.width, full=key == "f"))
        elif key == "a":
            turns = call.conversation.transcript.turns
            screen.tell("")
            screen.tell(all_readings_text(turns, call.all_subjects, screen.width))
        elif key == "d":
            _dispute(call, screen)
        else:
            screen.tell("Expected one of m, a, d, f, r or q.")


def _rest(result: Judged, width: int, *, full: bool) -> str:
    """The rest of the debrief; the shortest repair is searched only where all is revealed."""
    from roleplay.report.debrief_text import debrief_rest_text

    repair = result.repair if full else None
    return debrief_rest_text(result.debrief, result.scorecard, width, full=full, repair=repair)


def _dispute(call: OpenCall, screen: Screen) -> None:
    turn = _turn(call, screen, "Which turn was read wrongly? (number, Enter to go back) > ")
    if turn is None:
        return
    words = screen.ask("What did you mean? > ").strip()
    if words:
        call.conversation.note("dispute", words, turn)
        screen.tell(
            wrap("Your dispute is kept with this call; a person can look at it.", screen.width)
        )
