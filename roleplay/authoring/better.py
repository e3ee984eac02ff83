"""Better lines: each is read at compile time by the reader that will read the trainee.

A line that the reader does not hear as its author meant it would teach the wrong lesson, so that
is a problem, not a surprise in a debrief.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from roleplay.acts import FLAGS
from roleplay.authoring.nodes import Node, at
from roleplay.authoring.report import Report
from roleplay.authoring.resolver import Resolver
from roleplay.authoring.scenario_models import BetterLineModel
from roleplay.buyer.persona import Persona
from roleplay.conversation.contexts import subjects_of
from roleplay.errors import Place, one_of
from roleplay.heard import Context, Heard
from roleplay.scenario import BetterLine, Card

Read = Callable[[str, Context], Heard]
"""How a turn is read: the reader's ``listen``."""


def resolved_line(
    name: str, model: BetterLineModel, node: Node | None, resolver: Resolver
) -> tuple[BetterLine, tuple[str, ...]]:
    """A better line whose names are looked up and that is not read yet; and what it expects."""
    line = " ".join(model.line.split())
    better = BetterLine(
        id=name,
        criterion=next(iter(resolver.all_known("criterion", at(node, "criterion"))), ""),
        after=resolver.all_known("fact", at(node, "after")),
        before=resolver.all_known("fact", at(node, "before")),
        states=resolver.all_known("state", at(node, "states")),
        answers=next(iter(resolver.all_known("ask", at(node, "answers"))), ""),
        line=line,
        heard=Heard(text=line),
        drill=model.drill,
    )
    return better, resolver.all_known("act or flag", at(node, "expects"))


def read_line(
    better: BetterLine,
    expects: tuple[str, ...],
    persona: Persona,
    card: Card,
    read: Read,
    place: Place,
    report: Report,
) -> BetterLine | None:
    """The line with its reading stored; a problem and None where an expected act is not heard."""
    heard = read(better.line, _moment(better, persona, card))
    missing = [
        act for act in expects if not (heard.flagged(act) if act in FLAGS else heard.has(act))
    ]
    if missing:
        found = list(dict.fromkeys([*(act.id for act in heard.acts), *(f.id for f in heard.flags)]))
        report.add(
            "better-line-misread",
            place,
            f"The reader does not hear {one_of(missing)} in {better.id!r}; "
            f"it hears {one_of(found, 'and') or 'nothing'}.",
            "Say it more plainly, or expect what it does.",
        )
        return None
    return replace(better, heard=heard)


def _moment(better: BetterLine, persona: Persona, card: Card) -> Context:
    """The moment for which the line is written, as the reader would know it."""
    ask = next((ask for ask in persona.asks if ask.id == better.answers), None)
    last = [persona.facts[fact].says for fact in better.after if fact in persona.facts][-1:]
    return Context(
        buyer=_first_words(persona, ask.says if ask else last[0] if last else "opening"),
        question=ask.id if ask else "",
        subjects=subjects_of(persona),
        register=persona.register,
        limits=card.limits,
        disclosed=tuple(
            _first_words(persona, persona.facts[fact].says)
            for fact in better.after
            if fact in persona.facts
        ),
        names=(persona.name,),
        manager=persona.manager,
    )


def _first_words(persona: Persona, line: str) -> str:
    """One wording of a line, with the persona's figures filled in where they are quoted."""
    moods = persona.lines[line].moods if line in persona.lines else {}
    text = next((variants[0].text for variants in moods.values() if variants), "")
    for name, value in persona.quotable.items():
        text = text.replace(f"{{{{ {name} }}}}", value)
    return text


def speaker(better: BetterLine, personas: Mapping[str, Persona], opening: str) -> Persona | None:
    """The buyer to whom a line is said: who puts the question, or holds the facts it names."""
    for persona in personas.values():
        if better.answers and any(ask.id == better.answers for ask in persona.asks):
            return persona
    named = (*better.after, *better.before)
    for persona in personas.values():
        if named and all(fact in persona.facts for fact in named):
            return persona
    return personas.get(opening)
