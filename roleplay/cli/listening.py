"""``listen``: what a buyer would hear in a seller's words."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING, Any

import click

from roleplay.errors import EXIT_DONE, RoleplayError, UsageError

if TYPE_CHECKING:
    from roleplay.buyer.persona import Persona
    from roleplay.heard import Context

AHEAD = 256
"""Lines of a stream that are read before their answers are written."""
_EXPECTED = 'expected an object such as {"id": 1, "text": "your words", "context": ""}'


@click.command()
@click.argument("text", required=False)
@click.option("--buyer", metavar="ID", help="Listen with this buyer's subjects in mind.")
@click.option("--context", default="", metavar="WORDS", help="What the buyer said last.")
@click.option(
    "--explain",
    is_flag=True,
    help="Every act with its confidence, what each word was worth, and the runner-up.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def listen(text: str | None, buyer: str | None, context: str, explain: bool, as_json: bool) -> int:
    """Show what a buyer would hear in your words.

    Without TEXT, stdin is read: JSON Lines {"id", "text", "context"}, where the context is the
    buyer's last words; one JSON object comes out for each.
    """
    from roleplay.cli.kit import emit, load_reader, width
    from roleplay.report.json_views import heard_json, weighed_json
    from roleplay.report.readings_text import detail_text, reading_text, weighed_text
    from roleplay.understanding import default_reader

    if text is None and sys.stdin.isatty():
        raise UsageError('give the words to read: roleplay listen "What goes wrong today?"')
    persona = _persona(buyer)
    reader = load_reader()
    if text is None:
        return _stream(persona)
    light = _context(persona, context)
    heard = reader.listen(_words(text), light)
    weighed = default_reader().explain(_words(text), light) if explain else ()
    if as_json:
        emit({"id": None} | heard_json(heard) | weighed_json(weighed))
        return EXIT_DONE
    names = {fact.id: fact.name for fact in persona.facts.values()} if persona else {}
    print(reading_text(heard, names, width(), numbered=False))
    if explain:
        print(f"\n{detail_text(heard, width())}\n\n{weighed_text(weighed, width())}")
    return EXIT_DONE


def _persona(buyer: str | None) -> Persona | None:
    if buyer is None:
        return None
    from roleplay.cli import kit

    return kit.load_library(kit.load_reader()).persona(buyer)


def _words(text: str) -> str:
    from roleplay.cli.calls import spoken_words

    return spoken_words(text)


def _context(persona: Persona | None, last_words: str) -> Context:
    from roleplay.conversation.contexts import subjects_of
    from roleplay.heard import Context

    if persona is None:
        return Context(buyer=last_words)
    return Context(buyer=last_words, subjects=subjects_of(persona), register=persona.register)


def _stream(persona: Persona | None) -> int:
    """One object in, one object out, in order; a bad line gives an error object.

    Lines that are there already are read ahead, on as many cores as there are; who waits for an
    answer before writing the next line gets it at once.
    """
    from roleplay.cli.kit import emit

    ahead: SimpleQueue[Future[dict[str, Any]] | None] = SimpleQueue()
    room = BoundedSemaphore(AHEAD)

    def feed(pool: Executor) -> None:
        try:
            for number, line in enumerate(sys.stdin, start=1):
                if line.strip():
                    room.acquire()
                    ahead.put(pool.submit(_heard, line, number, persona))
        finally:
            ahead.put(None)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        Thread(target=feed, args=(pool,), daemon=True).start()
        while (reading := ahead.get()) is not None:
            emit(reading.result())
            room.release()
    return EXIT_DONE


def _heard(line: str, number: int, persona: Persona | None) -> dict[str, Any]:
    from roleplay.cli.kit import load_reader
    from roleplay.report.json_views import heard_json

    id: Any = None
    try:
        request = _request(line, number)
        id = request.get("id")
        text = _words(_string(request, "text", number))
        context = _context(persona, _string(request, "context", number, ""))
        return {"id": id} | heard_json(load_reader().listen(text, context))
    except RoleplayError as error:
        return {"id": id, "error": str(error)}


def _request(line: str, number: int) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(f"line {number} is not JSON; {_EXPECTED}") from None
    if not isinstance(request, dict):
        raise UsageError(f"line {number} is JSON, but not an object; {_EXPECTED}")
    return request


def _string(request: dict[str, Any], key: str, number: int, default: str | None = None) -> str:
    value = request.get(key, default)
    if not isinstance(value, str):
        raise UsageError(f"line {number}: {key} must be a string; {_EXPECTED}")
    return value
