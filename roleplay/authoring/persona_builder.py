"""From the merged tree of a buyer to the frozen Persona."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from roleplay.authoring.buyer_models import (
    AskModel,
    FactModel,
    PersonaModel,
    StateModel,
    TopicModel,
    TradeModel,
)
from roleplay.authoring.digest import digest_of
from roleplay.authoring.nodes import PLAIN, Mapping, Node, Scalar, at, texts
from roleplay.authoring.resolver import OTHERWISE, Resolver
from roleplay.authoring.speech import phrases
from roleplay.authoring.words import shown
from roleplay.buyer.persona import (
    AGAIN,
    GET,
    PRECONDITIONS,
    STAY,
    Ask,
    Condition,
    Fact,
    Level,
    Line,
    Meter,
    Move,
    Persona,
    Precondition,
    State,
    Topic,
    Trade,
    Transition,
)
from roleplay.errors import Place
from roleplay.heard import Register

ANY = "any"
"""As a source: every state that is not final."""
_RESERVED = (ANY, STAY, AGAIN)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the parts of one persona came from."""

    lenders: dict[str, str]
    """File to the id of the part that lends its lines; empty for the buyer's own."""
    portable: Callable[[Place], str]
    parts: tuple[str, ...] = ()


class PersonaBuilder:
    """Builds the values of one persona; every unknown name goes to the resolver's report."""

    def __init__(self, node: Mapping, resolver: Resolver, origin: Origin) -> None:
        self._node = node
        self._resolver = resolver
        self._origin = origin
        self._lines: dict[str, Line] = {}

    def build(self, model: PersonaModel) -> Persona:
        """The persona. What could not be resolved is left out; the report tells of it."""
        self.lines(tuple(model.lines))
        states = self.states(model.states)
        persona = Persona(
            id=model.buyer,
            name=model.name,
            role=model.role,
            company=model.company,
            background=model.background,
            opening_state=self.opening_state(),
            states=states,
            transitions=self.transitions(model),
            moves=self.moves(model),
            meters=self.meters(model),
            levels=self.levels(tuple(model.levels)),
            moods=self.moods(),
            facts={name: self._fact(name, fact) for name, fact in model.facts.items()},
            asks=tuple(self.ask(name, ask) for name, ask in model.asks.items()),
            topics={name: self.topic(name, topic) for name, topic in model.topics.items()},
            trades={name: self.trade(name, trade) for name, trade in model.trades.items()},
            readiness=self.readiness(model),
            manager=model.manager,
            lines=self._lines,
            register=self.register(),
            parts=self._origin.parts,
            figures=self._figures(model),
        )
        return replace(persona, digest=digest_of(persona))

    # The journey ---------------------------------------------------------------------------

    def opening_state(self) -> str:
        """The opening state, which must exist."""
        found = texts(self._node.get("opening_state"))
        return next(iter(self._resolver.all_known("state", found[0] if found else None)), "")

    def states(self, models: dict[str, StateModel]) -> dict[str, State]:
        """The states by name."""
        for name in _RESERVED:
            if name in models:
                self._note(
                    "reserved-name",
                    self._key("states", name),
                    f"A state cannot be called {shown(name)}.",
                    "The word has a meaning in from and goes_to: use another.",
                )
        return {
            name: State(name, state.purpose, state.final, state.hands_over, state.entry)
            for name, state in models.items()
        }

    def transitions(self, model: PersonaModel) -> tuple[Transition, ...]:
        """The transitions, in order of trial."""
        open_states = tuple(name for name, state in model.states.items() if not state.final)
        found = []
        for name, transition in model.transitions.items():
            node = at(self._node, "transitions", name)
            found.append(
                Transition(
                    name=name,
                    sources=self._sources(node, open_states),
                    acts=self._resolver.all_known("act or event", at(node, "act")),
                    goes_to=self._target(at(node, "goes_to")),
                    requires=self._resolver.condition(at(node, "requires")),
                    effects=self._resolver.effects(at(node, "effects")),
                    says=self._says(f"transition.{name}", at(node, "says")),
                    harmful=transition.harmful,
                    place=self._portable("transitions", name),
                )
            )
        return tuple(found)

    def _sources(self, node: Node | None, open_states: tuple[str, ...]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        states = self._resolver.names.get("state", ())
        for scalar in texts(at(node, "from")):
            name = scalar.text.strip()
            if name == ANY:
                found.update(dict.fromkeys(open_states))
            elif self._resolver.known("state", name, scalar.place):
                if name in states and name not in open_states:
                    self._note(
                        "leaves-final-state",
                        scalar.place,
                        f"The state {shown(name)} is final: nothing leaves it.",
                        "Take it out of from, or drop 'final' from the state.",
                    )
                else:
                    found[name] = None
        return tuple(found)

    def _target(self, node: Node | None) -> str:
        if isinstance(node, Scalar) and node.text.strip() in (STAY, AGAIN):
            return node.text.strip()
        return next(iter(self._resolver.all_known("state", node)), STAY)

    def levels(self, names: tuple[str, ...]) -> dict[str, Level]:
        """The disclosure levels by name."""
        return {
            name: Level(
                name,
                self._resolver.condition(at(self._node, "levels", name, "requires")),
                self._resolver.effects(at(self._node, "levels", name, "effects")),
            )
            for name in names
        }

    # The temperament -----------------------------------------------------------------------

    def meters(self, model: PersonaModel) -> dict[str, Meter]:
        """The meters by name, each starting within its bounds."""
        for name, meter in model.meters.items():
            if not meter.low <= meter.start <= meter.high:
                start = at(self._node, "meters", name, "start")
                self._note(
                    "out-of-range",
                    start.place if start else self._key("meters", name),
                    f"{name} starts at {meter.start}, outside {meter.low} to {meter.high}.",
                    "Bring the start within low and high.",
                )
        return {
            name: Meter(meter.start, meter.low, meter.high) for name, meter in model.meters.items()
        }

    def moods(self) -> tuple[tuple[str, Condition | None], ...]:
        """The moods in order of trial; the last, and only the last, is ``otherwise``."""
        moods = self._node.get("moods")
        if not isinstance(moods, Mapping) or not moods.entries:
            return ()
        found = []
        last = list(moods)[-1]
        for name, entry in moods.entries.items():
            otherwise = isinstance(entry.value, Scalar) and entry.value.text.strip() == OTHERWISE
            if otherwise != (name == last):
                said = "is 'otherwise' but not the last" if otherwise else "is the last mood"
                self._note(
                    "moods-without-otherwise",
                    entry.key.place,
                    f"{name} {said}.",
                    "The last mood is 'otherwise', and no other is.",
                )
            found.append((name, None if otherwise else self._resolver.condition(entry.value)))
        return tuple(found)

    def moves(self, model: PersonaModel) -> tuple[Move, ...]:
        """The moves, in file order."""
        found = []
        for name, move in model.moves.items():
            node = at(self._node, "moves", name)
            found.append(
                Move(
                    name=name,
                    acts=self._resolver.all_known("turn act", at(node, "act")),
                    effects=self._resolver.effects(at(node, "effects")),
                    requires=self._resolver.condition(at(node, "requires")),
                    says=self._says(f"move.{name}", at(node, "says")),
                    harmful=move.harmful,
                    place=self._portable("moves", name),
                )
            )
        return tuple(found)

    # The buyer's own -----------------------------------------------------------------------

    def _fact(self, name: str, model: FactModel) -> Fact:
        node = at(self._node, "facts", name)
        self._check_level(model, node)
        not_yet = self._says(f"fact.{name}.not_yet", at(node, "not_yet"))
        if not not_yet and model.level != "public":
            self._note(
                "missing-key",
                self._key("facts", name),
                f"{name!r} lacks the key 'not_yet'.",
                "Write what the buyer says when asked too soon.",
            )
        block = at(node, "phrases")
        return Fact(
            id=name,
            kind=model.kind,
            level=model.level,
            truth=model.truth,
            asked_by=self._resolver.all_known("act", at(node, "asked_by")),
            phrases=phrases(block if isinstance(block, Scalar) else None, self._resolver.report),
            says=self._says(f"fact.{name}", at(node, "says")),
            not_yet=not_yet,
            name=model.name,
            told_after=self._resolver.all_known("fact", at(node, "told_after")),
            requires=self._resolver.condition(at(node, "requires")),
            open=model.open,
            parts=self._resolver.all_known("fact", at(node, "parts")),
            raises=self._resolver.all_known("fact", at(node, "raises")),
            figures=dict(model.figures),
            effects=self._resolver.effects(at(node, "effects")),
            place=self._portable("facts", name),
        )

    def _check_level(self, model: FactModel, node: Node | None) -> None:
        """A level without a gate would be open to all; only public facts may be so."""
        level = at(node, "level")
        if model.level != "public" and level is not None:
            self._resolver.known(
                "level", model.level, level.place, " (the journey has no gate for it)"
            )

    def ask(self, name: str, model: AskModel) -> Ask:
        """One question of the buyer's own."""
        node = at(self._node, "asks", name)
        return Ask(
            id=name,
            says=self._says(f"ask.{name}", at(node, "says")),
            requires=self._resolver.condition(at(node, "requires")),
            window=model.window,
            answered_by=self._resolver.all_known("act", at(node, "answered_by")),
            subjects=self._resolver.all_known("fact", at(node, "subjects")),
            tests=model.tests,
            words=model.words,
            answered=self._says(f"ask.{name}.answered", at(node, "answered")),
            evaded=self._says(f"ask.{name}.evaded", at(node, "evaded")),
            evaded_effects=self._resolver.effects(at(node, "evaded_effects")),
            answered_effects=self._resolver.effects(at(node, "answered_effects")),
        )

    def topic(self, name: str, model: TopicModel) -> Topic:
        """One thing that a seller may name."""
        return Topic(name, self._phrases("topics", name), model.kind)

    def _phrases(self, *path: str) -> tuple[str, ...]:
        block = at(self._node, *path, "phrases")
        return phrases(block if isinstance(block, Scalar) else None, self._resolver.report)

    def trade(self, name: str, model: TradeModel) -> Trade:
        """One card of give and get."""
        node = at(self._node, "trades", name)
        refused = self._says(f"trade.{name}.refused", at(node, "refused"))
        if model.side == GET and model.requires and not refused:
            self._note(
                "missing-key",
                self._key("trades", name),
                f"{name!r} lacks the key 'refused'.",
                "Write what the buyer says when asked for it too soon.",
            )
        return Trade(
            id=name,
            side=model.side,
            value=model.value,
            phrases=self._phrases("trades", name),
            says=self._says(f"trade.{name}", at(node, "says")),
            refused=refused,
            requires=self._resolver.condition(at(node, "requires")),
            effects=self._resolver.effects(at(node, "effects")),
            name=model.name,
            per_cent=model.per_cent,
            place=self._portable("trades", name),
        )

    def readiness(self, model: PersonaModel) -> tuple[Precondition, ...]:
        """The preconditions in the order of the rule; none may rest on readiness itself."""
        found = []
        for name in PRECONDITIONS:
            if name not in model.readiness:
                continue
            node = at(self._node, "readiness", name)
            requires = self._resolver.condition(at(node, "requires"))
            if requires is not None and re.search(r"\bready\b", requires.text):
                self._note(
                    "ready-in-readiness",
                    self._key("readiness", name),
                    f"The precondition {name!r} rests on readiness itself.",
                    "Say what must be told, got or named instead.",
                )
                continue
            stall = self._says(f"readiness.{name}", at(node, "stall"))
            found.append(Precondition(name, requires, stall))
        return tuple(found)

    def register(self) -> Register:
        """The talk at which this buyer does not work."""
        block = at(self._node, "off_register", "phrases")
        return Register(
            acts=self._resolver.all_known("act", at(self._node, "off_register", "acts")),
            words=phrases(block if isinstance(block, Scalar) else None, self._resolver.report),
        )

    def _figures(self, model: PersonaModel) -> dict[str, str]:
        """Every figure of every fact; one name cannot have two values."""
        figures: dict[str, str] = {}
        for name, fact in model.facts.items():
            for figure, value in fact.figures.items():
                if figures.setdefault(figure, value) != value:
                    self._note(
                        "figure-twice",
                        self._key("facts", name, "figures", figure),
                        f"The figure {shown(figure)} has another value in another fact.",
                        "Give one of the two another name.",
                    )
        return figures

    # Lines ---------------------------------------------------------------------------------

    def lines(self, names: tuple[str, ...]) -> dict[str, Line]:
        """The lines that stand under ``lines``, each under its own name."""
        for name in names:
            node = at(self._node, "lines", name)
            if node is not None:
                self._line(name, node)
        return self._lines

    def _line(self, name: str, node: Node) -> None:
        self._lines[name] = Line(
            id=name,
            moods=self._resolver.moods(name, node),
            borrowed_from=self._origin.lenders.get(node.place.file, ""),
            place=self._origin.portable(node.place),
        )

    def _says(self, owner: str, node: Node | None) -> str:
        """The id of the line that a value of ``says`` names, or holds itself; empty for none."""
        if node is None or (isinstance(node, Scalar) and node.style == PLAIN and not node.text):
            return ""
        if self._resolver.names_a_line(node) and isinstance(node, Scalar):
            return node.text.strip()
        self._line(owner, node)
        return owner

    def _key(self, *path: str) -> Place:
        parent = at(self._node, *path[:-1])
        return parent.key_place(path[-1]) if isinstance(parent, Mapping) else self._node.place

    def _portable(self, *path: str) -> str:
        return self._origin.portable(self._key(*path))

    def _note(self, code: str, place: Place, message: str, cure: str) -> None:
        self._resolver.report.add(code, place, message, cure)
