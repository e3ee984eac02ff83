"""``play`` and ``retry``: a call, on a terminal, through a pipe, or in JSON."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay.errors import EXIT_DONE, EXIT_INTERRUPTED, NotFoundError, UsageError

if TYPE_CHECKING:
    from roleplay.cli.calls import OpenCall
    from roleplay.cli.kit import Found
    from roleplay.cli.screen import Screen

_PLAIN = click.option("--plain", is_flag=True, help="Words only: no colour, no line editing.")
_JSON = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, in and out (guide: json)."
)
_SHOW = click.option(
    "--show", is_flag=True, help="With --json, in practice: also how you were read."
)
_OUT = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the transcript in this new file instead of among the attempts.",
)


@click.command()
@click.argument("scenario", required=False)
@click.option("--form", help="Which parallel form; without it the one played least.")
@click.option("--seed", type=click.IntRange(0, 2**53 - 1), help="Fixes the buyer's wording.")
@_PLAIN
@click.option("--exam", is_flag=True, help="It counts: no /why, no /undo.")
@click.option(
    "--resume",
    is_flag=False,
    flag_value="",
    metavar="[ID]",
    help="Go on with an open call; without an ID, the newest.",
)
@_OUT
@_JSON
@_SHOW
def play(
    scenario: str | None,
    form: str | None,
    seed: int | None,
    plain: bool,
    exam: bool,
    resume: str | None,
    out: Path | None,
    as_json: bool,
    show: bool,
) -> int:
    """Talk to a buyer in your own words.

    SCENARIO is an id from the list of roleplay scenarios, or a scenario file. Without one, a
    terminal shows a menu and a pipe gets the recommended call. From a pipe, each line is one
    turn, and only the buyer's lines come out.
    """
    if show and (exam or not as_json):
        raise UsageError("--show goes with --json, in practice; leave it out, or leave out --exam")
    if resume is not None:
        given = {"--form": form, "--seed": seed, "--out": out, "--exam": exam or None}
        _refuse_with_resume([name for name, value in given.items() if value is not None], scenario)
        return _resume(resume, plain, as_json, show)
    return _play(scenario, form, seed, exam, out, _Way(plain, as_json, show))


@click.command()
@click.argument("attempt")
@click.option("--turn", type=click.IntRange(1), required=True, help="The turn to try again.")
@_OUT
@_PLAIN
@_JSON
@_SHOW
def retry(attempt: str, turn: int, out: Path | None, plain: bool, as_json: bool, show: bool) -> int:
    """Take a call up again from one of its turns.

    ATTEMPT is an attempt's id or number, last, or a transcript's file. The turns before are
    carried over as they were; the call goes on as a new attempt.
    """
    from roleplay.cli.kit import find

    return try_again(find(attempt), turn, out, _Way(plain, as_json, show))


class _Way:
    """How a call is shown."""

    def __init__(self, plain: bool, as_json: bool, show: bool) -> None:
        self.plain = plain
        self.as_json = as_json
        self.show = show

    def screen(self) -> Screen:
        from roleplay.cli import incall
        from roleplay.cli.screen import screen_for
        from roleplay.store.paths import folders, private_file

        return screen_for(self.plain, lambda: private_file(folders().history), incall.names)


def _refuse_with_resume(options: list[str], scenario: str | None) -> None:
    if scenario is not None:
        raise UsageError(
            f"--resume goes on with a call and takes no scenario; did you mean "
            f"--resume={scenario}, or roleplay play {scenario}?"
        )
    if options:
        raise UsageError(f"--resume goes on with a call as it was begun; leave out {options[0]}")


def _play(
    scenario: str | None,
    form: str | None,
    seed: int | None,
    exam: bool,
    out: Path | None,
    way: _Way,
) -> int:
    from roleplay.cli import calls
    from roleplay.cli.kit import is_path, load_content, load_library, load_reader
    from roleplay.cli.menu import RESUME, choose, recommended
    from roleplay.cli.talk import brief
    from roleplay.conversation.contexts import subjects_of
    from roleplay.store.attempts import Attempts

    reader = load_reader()
    screen = way.screen()
    attempts = Attempts()
    library = load_library(reader)
    try:
        if scenario is None and screen.interactive and not way.as_json:
            scenario = choose(screen, library.scenarios(), attempts)
            if scenario == RESUME:
                return _resume("", way.plain, way.as_json, way.show)
        elif scenario is None:
            scenario = recommended(library.scenarios(), attempts).id
        if form is None and not is_path(scenario):
            form = attempts.next_form(scenario, load_content(library, scenario, "A").scenario.forms)
        content = load_content(library, scenario, form or "A")
        if screen.interactive and not way.as_json:
            # The reader gets ready while the trainee reads.
            first = content.personas[content.scenario.first.buyer]
            threading.Thread(target=reader.warm, args=(subjects_of(first),)).start()
            brief(screen, content)
    except EOFError:
        return EXIT_DONE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return EXIT_INTERRUPTED
    call = calls.start(content, reader, seed=seed, exam=exam, out=out, source=scenario)
    return _run(call, screen, way, resumed=False)


def _resume(name: str, plain: bool, as_json: bool, show: bool) -> int:
    from roleplay.cli import calls
    from roleplay.cli.kit import content_of, find, load_library, load_reader
    from roleplay.store.attempts import Attempts

    if not name:
        waiting = Attempts().resumable()
        if not waiting:
            raise NotFoundError("no call is open; start one with: roleplay play")
        name = waiting[0].id
    found = find(name)
    reader = load_reader()
    header = found.transcript().header
    source = found.attempt.meta.source if found.attempt else ""
    content = content_of(load_library(reader), header, source)
    way = _Way(plain, as_json, show)
    screen = way.screen()
    if show and header.mode == "exam":
        raise UsageError("--show is for practice; this call is an exam")
    return _run(calls.resume(content, reader, found), screen, way, resumed=True)


def try_again(found: Found, turn: int, out: Path | None, way: _Way) -> int:
    """Play a recorded call again from one of its turns, as a new attempt."""
    from roleplay.cli import calls
    from roleplay.cli.kit import content_of, load_library, load_reader, refuse_open_exam

    reader = load_reader()
    transcript = found.transcript()
    refuse_open_exam(found, transcript)
    source = found.attempt.meta.source if found.attempt else ""
    content = content_of(load_library(reader), transcript.header, source)
    call = calls.retry(content, reader, found, turn, out)
    return _run(call, way.screen(), way, resumed=True)


def _run(call: OpenCall, screen: Screen, way: _Way, resumed: bool) -> int:
    """Play the call the way that was asked for, then what follows a call."""
    if way.as_json:
        from roleplay.cli.protocol import converse

        return converse(call, way.show)
    from roleplay.cli.after import afterwards
    from roleplay.cli.talk import talk

    try:
        code = talk(call, screen, resumed=resumed)
        if call.conversation.ended is None:
            return code
        turn = afterwards(call, screen)
    finally:
        call.close()
    if turn is None:
        return EXIT_DONE
    from roleplay.cli.kit import find

    sys.stdout.flush()
    return try_again(find(call.name), turn, None, way)
