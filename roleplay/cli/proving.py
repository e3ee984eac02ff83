"""``prove``: what a scenario can come to, whatever is said."""

from __future__ import annotations

from typing import Any

import click

from roleplay.errors import EXIT_DONE, EXIT_FAILED

SCHEMA = 1


@click.command()
@click.argument("scenario")
@click.option("--form", default=None, metavar="FORM", help="One form only.")
@click.option("--turns", default=60_000, show_default=True, help="Turns to try at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def prove(scenario: str, form: str | None, turns: int, as_json: bool) -> int:
    """Explore what a scenario can come to.

    Tries turns from many moments until every state, fact and ending was reached once, or the
    turns are used up. Tells what was not reached, and places in which nothing that can be said
    changes anything. Exits 1 if there is any of either.
    """
    from roleplay.cli.kit import emit, load_content, load_library, load_reader, width
    from roleplay.conversation.search import explore
    from roleplay.report.proof_text import proof_text

    library = load_library(load_reader())
    first = load_content(library, scenario, form or "A")
    forms = [form] if form else list(first.scenario.forms)
    whole, found = True, []
    for name in forms:
        content = load_content(library, scenario, name)
        proof = explore(content, turns)
        whole = whole and not proof.missing and not proof.stuck
        if as_json:
            found.append(_form_json(name, proof))
        else:
            print(proof_text(content, proof, width()))
    if as_json:
        emit({"schema": SCHEMA, "scenario": first.scenario.id, "forms": found})
    return EXIT_DONE if whole else EXIT_FAILED


def _form_json(form: str, proof: Any) -> dict[str, Any]:
    return {
        "form": form,
        "turns": proof.turns,
        "places": proof.places,
        "reached": [_thing(thing) | {"way": n} for thing, n in proof.reached.items()],
        "missing": [_thing(thing) for thing in proof.missing],
        "stuck": len(proof.stuck),
    }


def _thing(thing: tuple[str, str, str]) -> dict[str, str]:
    kind, buyer, name = thing
    return {"kind": kind, "buyer": buyer, "name": name}
