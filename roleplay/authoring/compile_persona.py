"""A buyer's files to one Persona."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.authoring.buyer_models import PersonaModel
from roleplay.authoring.completeness import check_complete
from roleplay.authoring.nodes import Mapping, at
from roleplay.authoring.parts import Merged, identity, merged, names_of
from roleplay.authoring.persona_builder import Origin, PersonaBuilder
from roleplay.authoring.problems import validated
from roleplay.authoring.resolver import Names, Resolver
from roleplay.authoring.sources import Source, Sources
from roleplay.buyer.persona import Persona
from roleplay.errors import Place


@dataclass(frozen=True, slots=True)
class CompiledPersona:
    """A persona with what is known of how it was written."""

    persona: Persona
    node: Mapping
    """The tree that it was built from: every value with its place."""
    home: Place
    """Where the buyer is named."""
    names: Names
    """The names that its texts may use, by kind."""
    sound: bool
    """Whether no error was found in it; else it cannot be played."""

    def place(self, *path: str) -> Place:
        """Where the thing at a path is named; the buyer's own place if it is not there."""
        parent = at(self.node, *path[:-1])
        return parent.key_place(path[-1]) if isinstance(parent, Mapping) else self.home

    def line_place(self, line: str) -> Place:
        """Where a line is written."""
        written = {
            "transition": "transitions",
            "move": "moves",
            "fact": "facts",
            "ask": "asks",
            "trade": "trades",
        }
        owner, _, rest = line.partition(".")
        if owner == "readiness" and rest:
            return self.place("readiness", rest, "stall")
        section = written.get(owner)
        if section is None or at(self.node, "lines", line) is not None:
            return self.place("lines", line)
        for key in ("not_yet", "evaded", "answered", "refused"):
            if owner in ("fact", "ask", "trade") and rest.endswith(f".{key}"):
                return self.place(section, rest.removesuffix(f".{key}"), key)
        return self.place(section, rest, "says")


def compile_persona(
    sources: Sources, buyer: Source, change: Mapping | None = None
) -> CompiledPersona | None:
    """Put a buyer together and build the persona; ``change`` is what a form changes.

    Problems go to the sources' report. None if too little holds to build anything.
    """
    report = sources.report
    before = report.errors
    found = merged(sources, buyer, change)
    model, problems, node = validated(found.node, PersonaModel)
    if found.complete:
        report.take(problems)
    if model is None:
        return None
    names = names_of(found)
    resolver = Resolver(names, report)
    builder = PersonaBuilder(node, resolver, _origin(sources, found))
    persona = builder.build(model)
    home = identity(buyer)
    compiled = CompiledPersona(persona, node, home, names, sound=False)
    if found.complete:
        places = {f"fact.{fact}": compiled.place("facts", fact) for fact in persona.facts}
        places |= {f"line.{line}": compiled.line_place(line) for line in persona.lines}
        check_complete(persona, places, home, report)
    return CompiledPersona(persona, node, home, names, sound=report.errors == before)


def _origin(sources: Sources, found: Merged) -> Origin:
    return Origin(found.lenders, sources.portable_place, found.parts)
