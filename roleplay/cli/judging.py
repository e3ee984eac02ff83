"""``score``, ``debrief`` and ``replay``: what recorded calls come to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay.errors import (
    EXIT_CONTENT,
    EXIT_DONE,
    EXIT_FAILED,
    ContentError,
    RoleplayError,
    TranscriptError,
    UsageError,
)

if TYPE_CHECKING:
    from roleplay.cli.judged import Judged
    from roleplay.cli.kit import Found
    from roleplay.conversation.transcript import Transcript
    from roleplay.scenario import Content

_SCENARIO = click.option(
    "--scenario",
    type=click.Path(exists=True, dir_okay=False),
    help="The scenario's file, where the call was not of a bundled one.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document for each call.")


class Judge:
    """Judges recorded calls, loading each scenario once."""

    def __init__(self, scenario: str | None = None) -> None:
        from roleplay.cli import kit

        self._library = kit.load_library(kit.load_reader())
        self._scenario = scenario
        self._known: dict[tuple[str, str], Content] = {}

    def content(self, found: Found, transcript: Transcript) -> Content:
        """The content of a call as it is now; says so where it has changed."""
        from roleplay.cli.kit import load_content, message

        header = transcript.header
        kept = found.attempt.meta.source if found.attempt else ""
        key = (self._scenario or kept or header.scenario, header.form)
        if key not in self._known:
            self._known[key] = load_content(self._library, *key)
        content = self._known[key]
        if content.scenario.id != header.scenario:
            raise TranscriptError(
                f"{found.name}: a call of {header.scenario}, not of {content.scenario.id}; "
                "give the scenario it was played with"
            )
        if content.digest != header.content:
            message(f"{found.name}: the scenario has changed since this call was played.")
        return content

    def judged(self, name: str) -> Judged:
        """One call, judged. Raises RoleplayError."""
        from roleplay.cli.judged import judged
        from roleplay.cli.kit import find, refuse_open_exam
        from roleplay.store.rulings import rulings_on

        found = find(name)
        transcript = found.transcript()
        refuse_open_exam(found, transcript)
        return judged(transcript, self.content(found, transcript), rulings_on(found.path))


@click.command()
@click.argument("calls", nargs=-1, required=True, metavar="CALL...")
@click.option("--ledger", is_flag=True, help="Every mark and debit in full.")
@_JSON
@_SCENARIO
def score(calls: tuple[str, ...], ledger: bool, as_json: bool, scenario: str | None) -> int:
    """Score one or more calls.

    CALL is a transcript's file, an attempt's id or number, or last. A file that cannot be read is
    reported; the rest go on. With --json, one document a line.
    """
    from roleplay.cli.kit import emit, message, width
    from roleplay.coach.shape import scorecard_json
    from roleplay.report.clean import clean
    from roleplay.report.ledger_text import ledger_text
    from roleplay.report.scorecard_text import scorecard_text
    from roleplay.report.text import blocks

    judge = Judge(scenario)
    codes = []
    for name in calls:
        try:
            result = judge.judged(name)
        except RoleplayError as error:
            message(_with_name(name, error))
            codes.append(error.exit_code)
            continue
        if as_json:
            emit({"call": name} | scorecard_json(result.scorecard))
        else:
            title = f"{clean(name)}\n\n" if len(calls) > 1 else ""
            shown = blocks(scorecard_text(result.scorecard, width()), rulings_text(result, name))
            more = ledger_text(result.scorecard, width()) if ledger else ""
            print(f"{title}{blocks(shown, more)}\n")
    return EXIT_CONTENT if len(set(codes)) > 1 else next(iter(codes), EXIT_DONE)


def rulings_text(result: Judged, name: str) -> str:
    """What rulings changed, and where the call would have gone another way; empty for none."""
    from roleplay.cli.kit import width
    from roleplay.report.text import count, wrap

    if not result.rulings:
        return ""
    said = f"{count(result.rulings, 'reading')} corrected by ruling."
    if result.elsewhere:
        turn = result.elsewhere[0]
        said += (
            f" From turn {turn} the buyer would have gone another way: "
            f"roleplay retry {name} --turn {turn}"
        )
    return wrap(said, width())


def _with_name(name: str, error: RoleplayError) -> str:
    text = str(error)
    return text if name in text or isinstance(error, ContentError) else f"{name}: {text}"


@click.command()
@click.argument("call", default="last")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "html", "markdown", "json"]),
    default="text",
    help="How it looks.",
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Into a file.")
@click.option("--full", is_flag=True, help="Reveal all, with what each door would have taken.")
@click.option("--every-turn", is_flag=True, help="What each turn moved, and by which rule.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@_SCENARIO
def debrief(
    call: str,
    shape: str,
    out: Path | None,
    full: bool,
    every_turn: bool,
    as_json: bool,
    scenario: str | None,
) -> int:
    """Look back: what worked, what to fix.

    CALL is an attempt's id or number, last (if none is given), or a transcript's file.
    """
    import json

    result = Judge(scenario).judged(call)
    if as_json or shape == "json":
        text = json.dumps(_debrief_json(result, every_turn))
    elif shape in ("html", "markdown"):
        text = _debrief_page(result, call, shape)
    else:
        text = _debrief_text(result, full, every_turn)
    if out is None:
        print(text)
    else:
        _write(out, text)
    return EXIT_DONE


def _debrief_text(result: Judged, full: bool, every_turn: bool) -> str:
    from roleplay.cli.kit import width
    from roleplay.coach.explain import explain_transcript
    from roleplay.report.debrief_text import debrief_rest_text, debrief_text
    from roleplay.report.ending_text import ending_text
    from roleplay.report.explain_text import explain_text
    from roleplay.report.text import blocks

    columns = width()
    explained = ""
    if every_turn:
        lines = explain_transcript(result.transcript, result.content)
        explained = explain_text(lines, columns, full=full)
    ended = result.transcript.ended
    return blocks(
        ending_text(ended, columns) if ended else "",
        debrief_text(result.debrief, result.scorecard, columns),
        debrief_rest_text(
            result.debrief,
            result.scorecard,
            columns,
            full=full,
            repair=result.repair if full else None,
        ),
        explained,
    )


def _debrief_page(result: Judged, name: str, shape: str) -> str:
    from roleplay.report.debrief_page import debrief_html, debrief_markdown

    draw = debrief_html if shape == "html" else debrief_markdown
    return draw(
        result.debrief, result.scorecard, result.transcript, result.content, name, result.repair
    )


def _debrief_json(result: Judged, every_turn: bool) -> dict[str, Any]:
    from roleplay.coach.explain import explain_transcript
    from roleplay.coach.shape import scorecard_json
    from roleplay.report.json_views import debrief_json, explained_json

    answer = debrief_json(result.debrief, result.repair)
    answer["scorecard"] = scorecard_json(result.scorecard)
    if every_turn:
        lines = explain_transcript(result.transcript, result.content)
        answer["every_turn"] = explained_json(lines)
    return answer


def _write(out: Path, text: str) -> None:
    from roleplay.cli.kit import message

    try:
        out.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {out} ({error.strerror}); give another name") from None
    message(f"Written to {out}.")


@click.command()
@click.argument("call")
@_JSON
@_SCENARIO
def replay(call: str, as_json: bool, scenario: str | None) -> int:
    """Play a recorded call again and compare.

    Says "identical", or shows the first difference. CALL is a transcript's file, an attempt's id
    or number, or last.
    """
    from roleplay.cli import kit
    from roleplay.conversation.replay import replay as play_again

    found = kit.find(call)
    transcript = found.transcript()
    content = Judge(scenario).content(found, transcript)
    result = play_again(content, kit.load_reader(), transcript)
    if as_json:
        kit.emit(
            {
                "schema": 1,
                "identical": result.identical,
                "turn": result.turn,
                "what": result.what,
                "trusted": result.trusted,
                "note": result.note,
                "within": result.within,
            }
        )
    else:
        _tell_replay(result)
    return EXIT_DONE if result.identical else EXIT_FAILED


def _tell_replay(result: Any) -> None:
    from roleplay.cli.kit import message
    from roleplay.report.clean import clean

    if result.identical:
        print("identical")
    else:
        turn = f"turn {result.turn}: " if result.turn else ""
        print(clean(f"{turn}{result.what}"))
    if result.trusted:
        message(
            "Another version of the reader read this call; its readings were taken as recorded."
        )
    if result.within:
        message(
            f"Readings that came out a little otherwise on this machine, within the margin of its "
            f"arithmetic: {result.within}. What was recorded was taken."
        )
    if result.note:
        message(result.note)
