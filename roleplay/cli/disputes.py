"""``dispute`` and ``rulings``: a reading objected to, and what a person says to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from roleplay.errors import EXIT_DONE, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from roleplay.conversation.records import Turn
    from roleplay.conversation.transcript import Transcript

LONGEST = 2_000
"""Characters of a reason."""
_TURN = click.option("--turn", type=int, metavar="N", help="The turn's number.")
_ACT = click.option("--act", metavar="ID", help="The act or flag; roleplay guide reading has them.")


@click.command()
@click.argument("call")
@_TURN
@_ACT
@click.argument("why")
def dispute(call: str, turn: int | None, act: str | None, why: str) -> int:
    """Object to how a turn was read.

    CALL is a transcript's file, an attempt's id or number, or last; WHY is kept with it. A person
    can look at it and rule: roleplay rulings.
    """
    from roleplay.cli.kit import find, message
    from roleplay.conversation.records import Event
    from roleplay.conversation.transcript import Writer

    found = find(call)
    transcript = found.transcript(mend=True)
    number = _turn(transcript, turn).number
    detail = {"act": _known(act)} if act else {}
    writer = Writer(found.path, transcript.tip)
    try:
        writer.append(Event("dispute", _reason(why), number, detail))
    finally:
        writer.close()
    message(f"Kept with {found.name}: turn {number} is disputed.")
    return EXIT_DONE


@click.command()
@click.argument("call")
@_TURN
@_ACT
@click.option("--heard", "ruling", flag_value="heard", help="It was there and was missed.")
@click.option("--not-heard", "ruling", flag_value="not_heard", help="It was not there.")
@click.option("--why", default="", help="The reason, kept with the ruling.")
@click.option("--export", is_flag=True, help="The rulings as JSON Lines that listen understands.")
def rulings(
    call: str, turn: int | None, act: str | None, ruling: str | None, why: str, export: bool
) -> int:
    """List the disputes and rulings of a call, or rule on one.

    A ruling corrects the reading for scores and debriefs from then on; what the buyer did stays
    as it was.
    """
    from roleplay.cli.kit import find, message
    from roleplay.coach.rulings import Ruling
    from roleplay.store.rulings import add_ruling

    found = find(call)
    transcript = found.transcript()
    if ruling is not None:
        if turn is None or act is None:
            raise UsageError("a ruling needs --turn N and --act ID")
        number = _turn(transcript, turn).number
        add_ruling(found.path, Ruling(number, _known(act), ruling == "heard", _reason(why)))
        message(f"Ruled: turn {number}, {act}: {ruling.replace('_', ' ')}.")
        return EXIT_DONE
    if export:
        _export(found.path, transcript)
    else:
        _list(found.path, transcript)
    return EXIT_DONE


def _turn(transcript: Transcript, number: int | None) -> Turn:
    turns = [turn for turn in transcript.turns if not turn.free]
    for turn in turns:
        if turn.number == number:
            return turn
    there = f"1 to {turns[-1].number}" if turns else "none"
    raise UsageError(f"found no turn {number}; the call has turns {there}; give --turn N")


def _reason(why: str) -> str:
    """A reason, within bounds."""
    if len(why) > LONGEST:
        raise UsageError(f"the reason has {len(why)} characters; give it in {LONGEST} at most")
    return why


def _known(act: str) -> str:
    from roleplay.acts import ACTS, FLAGS
    from roleplay.authoring.words import did_you_mean

    if act in ACTS or act in FLAGS:
        return act
    raise UsageError(f"there is no act or flag {act!r}. {did_you_mean(act, [*ACTS, *FLAGS])}")


def _list(path: Path, transcript: Transcript) -> None:
    from roleplay.acts import plain
    from roleplay.conversation.records import Event
    from roleplay.report.clean import one_line
    from roleplay.store.rulings import rulings_on

    events = [r for r in transcript.live if isinstance(r, Event) and r.kind == "dispute"]
    for event in events:
        about = plain(event.detail["act"]) if "act" in event.detail else "its reading"
        print(one_line(f"turn {event.turn}, disputed ({about}): {event.text}"))
    given = rulings_on(path)
    for ruling in given:
        way = "was there" if ruling.heard else "was not there"
        print(one_line(f"turn {ruling.turn}, ruled: {plain(ruling.act)} {way}. {ruling.why}"))
    if not events and not given:
        print("Nothing is disputed.")


def _export(path: Path, transcript: Transcript) -> None:
    """One line a ruled turn: what listen would read, and what it should have heard."""
    from roleplay.cli.kit import emit
    from roleplay.coach.rulings import ruled
    from roleplay.conversation.records import Call, Turn
    from roleplay.store.rulings import rulings_on

    given = rulings_on(path)
    numbers = {ruling.turn for ruling in given}
    words = ""
    for record in ruled(transcript, given).live:
        if isinstance(record, Call):
            words = record.text
        if not isinstance(record, Turn):
            continue
        if record.number in numbers and not record.free:
            acts = sorted({act.id for act in record.heard.acts})
            flags = sorted({flag.id for flag in record.heard.flags})
            line = {"id": str(record.number), "text": record.text, "context": words}
            emit(line | {"acts": acts, "flags": flags})
        words = record.reply or words
