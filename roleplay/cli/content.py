"""``scenarios``, ``buyers`` and ``check``: what content there is, and whether it holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay.errors import EXIT_CONTENT, EXIT_DONE

if TYPE_CHECKING:
    from roleplay.authoring.library import Library

SCHEMA = 1
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


def _library() -> Library:
    """The library for lists: no reader is needed to list."""
    from roleplay.cli import kit

    return kit.load_library(kit.load_reader())


def _tell_faults(library: Library) -> None:
    """A file that cannot be read is missing from a list; say so."""
    from roleplay.cli.kit import message

    for problem in library.faults():
        message(str(problem))


@click.command()
@_JSON
def scenarios(as_json: bool) -> int:
    """List the calls that can be played.

    With each: its id, length, forms, and the firm for which you sell.
    """
    from roleplay.cli.kit import emit, width
    from roleplay.report.text import count, wrap

    library = _library()
    offers = library.scenarios()
    _tell_faults(library)
    if as_json:
        emit({"schema": SCHEMA, "scenarios": [_scenario_json(offer) for offer in offers]})
        return EXIT_DONE
    for offer in offers:
        forms = f"{'forms' if len(offer.forms) > 1 else 'form'} {', '.join(offer.forms)}"
        print(wrap(f"{offer.id}: {offer.title}", width()))
        print(
            wrap(
                f"{count(offer.minutes, 'minute')}, {forms}. You sell for {offer.seller}. "
                f"{offer.summary}",
                width(),
                "  ",
            )
        )
    if not offers:
        print("There are no scenarios.", file=sys.stderr)
    return EXIT_DONE


def _scenario_json(offer: Any) -> dict[str, Any]:
    return {
        "id": offer.id,
        "title": offer.title,
        "summary": offer.summary,
        "minutes": offer.minutes,
        "forms": list(offer.forms),
        "buyers": list(offer.buyers),
        "calls": offer.calls,
        "seller": offer.seller,
    }


@click.group(invoke_without_command=True)
@_JSON
@click.pass_context
def buyers(context: click.Context, as_json: bool) -> int:
    """List the buyers, or show one.

    For trainers: what is shown here would spoil the call for a trainee.
    """
    if context.invoked_subcommand is not None:
        return EXIT_DONE
    from roleplay.cli.kit import emit, width
    from roleplay.report.text import wrap

    library = _library()
    found = library.buyers()
    _tell_faults(library)
    if as_json:
        emit({"schema": SCHEMA, "buyers": [_buyer_json(buyer) for buyer in found]})
        return EXIT_DONE
    for buyer in found:
        print(wrap(f"{buyer.id}: {buyer.name}, {buyer.role}", width(), "", "  "))
    return EXIT_DONE


def _buyer_json(buyer: Any) -> dict[str, Any]:
    return {
        "id": buyer.id,
        "name": buyer.name,
        "role": buyer.role,
        "company": buyer.company,
    }


@buyers.command()
@click.argument("buyer")
@click.option("--resolved", is_flag=True, help="As put together: each part with file and line.")
@_JSON
def show(buyer: str, resolved: bool, as_json: bool) -> int:
    """Show one buyer: who it is, and what can be found out."""
    from roleplay.cli.kit import emit, width
    from roleplay.report.buyer_text import buyer_text
    from roleplay.report.clean import clean

    library = _library()
    if resolved:
        from roleplay.authoring.resolved import resolved as put_together

        print(clean(put_together(buyer, library)))
        return EXIT_DONE
    persona = library.persona(buyer)
    if as_json:
        facts = [
            {"id": fact.id, "kind": fact.kind, "level": fact.level, "truth": fact.truth}
            for fact in persona.facts.values()
        ]
        parts = {"parts": list(persona.parts), "states": list(persona.states), "facts": facts}
        emit({"schema": SCHEMA} | _buyer_json(persona) | parts)
    else:
        print(buyer_text(persona, width()))
    return EXIT_DONE


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_JSON
def check(paths: tuple[Path, ...], as_json: bool) -> int:
    """Check buyers and scenarios for problems.

    PATHS are files or folders; without one, what is bundled is checked. Problems are
    file:line:column lines on stderr; the summary is on stdout.
    """
    from roleplay.authoring.check import check as find_problems
    from roleplay.authoring.library import content_root
    from roleplay.cli.kit import emit, load_reader, message
    from roleplay.coach.criteria import CRITERIA

    chosen = list(paths) or [content_root("buyers"), content_root("scenarios")]
    problems = find_problems(chosen, read=load_reader().listen, criteria=CRITERIA)
    counts = _counts(problems)
    if as_json:
        emit({"schema": SCHEMA, **counts, "problems": [_problem_json(p) for p in problems]})
    else:
        for problem in problems:
            message(str(problem))
        print(_summary(counts))
    return EXIT_CONTENT if counts["errors"] else EXIT_DONE


def _counts(problems: list[Any]) -> dict[str, int]:
    kinds = [problem.severity for problem in problems]
    return {f"{kind}s": kinds.count(kind) for kind in ("error", "warning", "note")}


def _summary(counts: dict[str, int]) -> str:
    from roleplay.report.text import count

    if not any(counts.values()):
        return "No problems found."
    return ", ".join(count(number, kind.removesuffix("s")) for kind, number in counts.items())


def _problem_json(problem: Any) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "help": problem.help,
    }
