"""A scenario's files in one form to one Content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from roleplay.authoring.better import Read, read_line, resolved_line, speaker
from roleplay.authoring.cards import find_card, find_rubric
from roleplay.authoring.compile_persona import CompiledPersona, compile_persona
from roleplay.authoring.digest import digest_of
from roleplay.authoring.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    at,
    keys_at,
    overlaid,
    text_at,
    texts,
)
from roleplay.authoring.problems import validated
from roleplay.authoring.report import WARNING
from roleplay.authoring.resolver import Resolver
from roleplay.authoring.scenario_models import CallModel, EpilogueModel, ScenarioModel
from roleplay.authoring.sources import Source, Sources
from roleplay.authoring.words import did_you_mean, shown
from roleplay.buyer.persona import Condition
from roleplay.errors import Place
from roleplay.scenario import (
    FIRST,
    BetterLine,
    Card,
    Content,
    Ending,
    Opportunity,
    Planned,
    Scenario,
)

_FORM_DEPTHS = {
    "truth": 0,
    "misfit": 0,
    "briefing": 0,
    "public_facts": 0,
    "never": 0,
    "endings": 2,
    "calls": 2,
    "criteria": 2,
    "better_lines": 2,
}
"""What a form lays over its scenario, and how many levels of keys are joined."""
NOBODY = "none"
"""As an opening: nobody speaks first."""


@dataclass(frozen=True, slots=True)
class CompiledContent:
    """A scenario in one form, with what is known of how it was written."""

    content: Content
    personas: dict[str, CompiledPersona]
    node: Mapping
    sound: bool
    """Whether no error was found; else it cannot be played."""

    def place(self, *path: str) -> Place:
        """Where the thing at a path of the scenario is named."""
        parent = at(self.node, *path[:-1])
        return parent.key_place(path[-1]) if isinstance(parent, Mapping) else self.node.place


def forms_of(node: Mapping) -> tuple[str, ...]:
    """The forms that a scenario file offers."""
    return keys_at(node, "forms") or ("A",)


def compile_scenario(
    sources: Sources,
    source: Source,
    form: str,
    read: Read | None = None,
    criteria: Iterable[str] | None = None,
) -> CompiledContent | None:
    """Build the content of one form of a scenario.

    ``read`` is the reader for better lines (None: they stay unread); ``criteria`` are the ids of
    the criteria that there are (None: not checked). Problems go to the sources' report. Returns
    None if too little holds to build anything.
    """
    report = sources.report
    before = report.errors
    _, problems, _ = validated(source.node, ScenarioModel)
    report.take(problems)
    formed = _in_form(source.node, form)
    model, problems, node = validated(formed, ScenarioModel)
    report.take(problems)
    personas = _personas(sources, formed, form)
    card = find_card(sources, formed)
    rubric = find_rubric(sources, formed)
    if model is None:
        return None
    builder = _Builder(sources, node, model, personas, criteria)
    scenario = builder.scenario(form)
    if card is None or rubric is None:
        return None
    values = {name: compiled.persona for name, compiled in personas.items()}
    # Readings are the reader's: they are no part of the content's digest, and a line that is
    # misread is withheld from the debrief but keeps nobody from playing.
    digest = digest_of(scenario, values, card, rubric)
    sound = report.errors == before
    scenario = replace(scenario, better_lines=builder.read_all(scenario.better_lines, card, read))
    content = Content(scenario, values, card, rubric, digest)
    return CompiledContent(content, personas, node, sound=sound)


def _in_form(node: Mapping, form: str) -> Mapping:
    """The scenario with what its form changes laid over it."""
    changes = at(node, "forms", form)
    entries = dict(node.entries)
    for section, depth in _FORM_DEPTHS.items():
        entry = changes.entries.get(section) if isinstance(changes, Mapping) else None
        if entry is not None:
            older = entries.get(section)
            laid = overlaid(older.value if older else None, entry.value, depth)
            entries[section] = Entry(older.key if older else entry.key, laid)
    return Mapping(entries, node.place)


def _personas(sources: Sources, node: Mapping, form: str) -> dict[str, CompiledPersona]:
    """Every buyer of the scenario, the opening one first, as this form has them."""
    named = list(texts(node.get("buyer")))
    for call in keys_at(node, "calls"):
        named += texts(at(node, "calls", call, "buyer"))
    changes = at(node, "forms", form, "change")
    found: dict[str, CompiledPersona] = {}
    ids = dict.fromkeys(scalar.text.strip() for scalar in named)
    for scalar in named:
        name = scalar.text.strip()
        if name in found:
            continue
        source = sources.find("buyer", name, scalar.place)
        change = at(changes, name)
        if source is not None:
            patch = change if isinstance(change, Mapping) else None
            compiled = compile_persona(sources, source, patch)
            if compiled is not None:
                found[name] = compiled
    if len(found) == len(ids):  # else a misspelt buyer would be told of twice
        main = texts(node.get("main"))
        changed = [e.key for e in changes.entries.values()] if isinstance(changes, Mapping) else []
        _strangers(sources, (*main, *changed), ids)
    return found


def _strangers(sources: Sources, named: Iterable[Scalar], ids: Iterable[str]) -> None:
    """Note names that should be buyers of this scenario and are not."""
    known = tuple(ids)
    for scalar in named:
        if scalar.text.strip() not in known:
            sources.report.add(
                "unknown-buyer",
                scalar.place,
                f"{shown(scalar.text)} is not a buyer of this scenario.",
                did_you_mean(scalar.text, known),
            )


class _Builder:
    """Builds the scenario's own values; unknown names go to the report."""

    def __init__(
        self,
        sources: Sources,
        node: Mapping,
        model: ScenarioModel,
        personas: dict[str, CompiledPersona],
        criteria: Iterable[str] | None,
    ) -> None:
        self._sources = sources
        self._report = sources.report
        self._node = node
        self._model = model
        self._personas = personas
        self._expects: dict[str, tuple[str, ...]] = {}
        known = {"criterion": tuple(criteria)} if criteria is not None else {}
        wanted = {model.buyer, *(call.buyer for call in model.calls.values())}
        whole = wanted <= personas.keys()
        kinds = ("state", "fact", "ask", "topic", "trade", "subject", "precondition", "meter")
        everyone = {
            kind: tuple(dict.fromkeys(n for p in personas.values() for n in p.names.get(kind, ())))
            for kind in kinds
            if whole and all(kind in p.names for p in personas.values())
        }
        everyone |= {"buyer": tuple(personas), "call": (FIRST, *model.calls)} if whole else {}
        self._anybody = Resolver({**everyone, **known}, self._report)

    def scenario(self, form: str) -> Scenario:
        """The scenario, its better lines not yet read."""
        model = self._model
        return Scenario(
            id=model.scenario,
            title=model.title,
            form=form,
            minutes=model.minutes,
            summary=model.summary,
            briefing=model.briefing,
            public_facts=model.public_facts,
            calls=self._calls(),
            main=model.main or (model.buyer,),
            endings=self._endings(),
            opportunities=self._opportunities(),
            truth=model.truth,
            misfit=self._anybody.condition(self._node.get("misfit")),
            better_lines=self._better_lines(),
            focal_meters=self._anybody.all_known("meter", self._node.get("focal_meters"))
            or model.focal_meters,
            never=model.never,
            minimum_observed=model.minimum_observed,
            goal=model.goal,
            forms=tuple(model.forms) or ("A",),
        )

    def _endings(self) -> tuple[Ending, ...]:
        found = []
        for name, ending in self._model.endings.items():
            when = at(self._node, "endings", name, "when")
            condition = self._anybody.ending_condition(when) or Condition("", ())
            if not text_at(when):
                self._report.add(
                    "missing-value",
                    self._place("endings", name),
                    f"The ending {shown(name)} has no condition.",
                    "Write when it holds; 'otherwise' for the last.",
                )
            self._check_next_call(at(self._node, "endings", name, "next_call"))
            epilogue = self._epilogue(name, ending.epilogue)
            found.append(
                Ending(name, ending.grade, condition, epilogue, ending.hours, ending.next_call)
            )
        return tuple(found)

    def _epilogue(
        self, ending: str, parts: str | dict[str, EpilogueModel]
    ) -> tuple[tuple[Condition | None, str], ...]:
        if isinstance(parts, str):
            return ((None, parts),)
        node = at(self._node, "endings", ending, "epilogue")
        return tuple(
            (self._anybody.condition(at(node, name, "when")), part.says)
            for name, part in parts.items()
        )

    def _check_next_call(self, node: object) -> None:
        """The next scenario may not be written yet, so a missing one is a warning."""
        if isinstance(node, Scalar) and node.text.strip():
            name = node.text.strip()
            paths = self._sources.shelves.candidates("scenario", name)
            if not any(path.is_file() for path in paths):
                known = self._sources.shelves.ids("scenario")
                self._report.add(
                    "unknown-scenario",
                    node.place,
                    f"There is no scenario {shown(name)} to go on to.",
                    did_you_mean(name, known),
                    WARNING,
                )

    def _opportunities(self) -> dict[str, Opportunity]:
        criteria = self._node.get("criteria")
        if isinstance(criteria, Mapping):
            for entry in criteria.entries.values():
                self._anybody.known("criterion", entry.key.text, entry.key.place)
        found = {}
        for name, model in self._model.criteria.items():
            if not model.weight:
                continue  # this form does not offer it
            asked = self._anybody.all_known("ask", at(criteria, name, "asked"))
            found[name] = Opportunity(model.weight, model.window, next(iter(asked), ""))
        return found

    def _calls(self) -> dict[str, Planned]:
        """The first call, then those that may follow, each after the one before it in the file
        where nothing else is said."""
        model = self._model
        first = CallModel(
            buyer=model.buyer,
            turns=model.turns,
            opening=model.opening,
            begins_in=model.begins_in,
            setting=model.setting,
            hours=model.hours,
        )
        found = {FIRST: self._call(FIRST, first, "")}
        for name, call in model.calls.items():
            if name == FIRST:
                self._report.add(
                    "reserved-name",
                    self._place("calls", name),
                    f"A call cannot be called {shown(name)}.",
                    "The call at the top of the file has this name: use another.",
                )
            before = "" if call.during else call.after or list(found)[-1]
            found[name] = self._call(name, call, before)
        return found

    def _call(self, name: str, model: CallModel, after: str) -> Planned:
        node = self._node if name == FIRST else at(self._node, "calls", name)
        buyer = self._personas.get(model.buyer)
        own = Resolver(buyer.names if buyer else {}, self._report)
        for key in ("after", "during"):
            self._anybody.all_known("call", at(node, key))
        return Planned(
            id=name,
            buyer=model.buyer,
            turns=model.turns,
            openings=self._openings(model, node, own),
            after=after,
            during=model.during,
            window=model.window,
            requires=self._anybody.condition(at(node, "requires")),
            begins_in=next(iter(own.all_known("state", at(node, "begins_in"))), ""),
            effects=own.effects(at(node, "effects")),
            setting=model.setting.strip(),
            back=self._back(model, node),
            hours=model.hours,
        )

    def _openings(
        self, model: CallModel, node: Node | None, own: Resolver
    ) -> tuple[tuple[Condition | None, str], ...]:
        """The first words: one line, several of which the first that fits is taken, or none."""
        if model.opening == NOBODY:
            return ()
        opening = at(node, "opening")
        if isinstance(model.opening, str):
            place = opening.place if opening else self._node.place
            known = own.known("line", model.opening, place, f" of {model.buyer}")
            return ((None, model.opening),) if known else ()
        items = opening.items if isinstance(opening, Sequence) else ()
        found = []
        for row, item in zip(model.opening, items, strict=False):
            place = item.place
            if own.known("line", row.line, place, f" of {model.buyer}"):
                found.append((own.condition(at(item, "requires")), row.line))
        return tuple(found)

    def _back(self, model: CallModel, node: Node | None) -> str:
        """The line with which the interrupted buyer goes on."""
        calls = self._model.calls
        during = calls.get(model.during)
        buyer = self._personas.get(during.buyer if during else self._model.buyer)
        back = at(node, "back")
        if not model.back or buyer is None or back is None:
            return ""
        own = Resolver(buyer.names, self._report)
        known = own.known("line", model.back, back.place, f" of {buyer.persona.id}")
        return model.back if known else ""

    def _better_lines(self) -> tuple[BetterLine, ...]:
        found = []
        for name, model in self._model.better_lines.items():
            node = at(self._node, "better_lines", name)
            better, self._expects[name] = resolved_line(name, model, node, self._anybody)
            found.append(better)
        return tuple(found)

    def read_all(
        self, lines: tuple[BetterLine, ...], card: Card, read: Read | None
    ) -> tuple[BetterLine, ...]:
        """The better lines with their readings, misread ones left out; unread without a reader."""
        if read is None:
            return lines
        personas = {name: compiled.persona for name, compiled in self._personas.items()}
        found = []
        for line in lines:
            persona = speaker(line, personas, self._model.buyer)
            if persona is not None:
                place = self._place("better_lines", line.id)
                expects = self._expects[line.id]
                as_read = read_line(line, expects, persona, card, read, place, self._report)
                found += [as_read] if as_read else []
        return tuple(found)

    def _place(self, *path: str) -> Place:
        parent = at(self._node, *path[:-1])
        return parent.key_place(path[-1]) if isinstance(parent, Mapping) else self._node.place
