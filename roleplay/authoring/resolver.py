"""The second pass: texts with a meaning to checked values, every unknown name reported at once.

Files may refer forwards, so names are only looked up when all parts are together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map

from roleplay.acts import ACTS, FLAGS
from roleplay.authoring.nodes import LITERAL, Mapping, Node, Scalar, texts
from roleplay.authoring.report import Report
from roleplay.authoring.speech import BLOCK_CURE, variants
from roleplay.authoring.words import did_you_mean, shown
from roleplay.buyer import conditions, effects
from roleplay.buyer.beat import ANY_OF, ANYTHING
from roleplay.buyer.persona import EVENTS, FACT_KINDS, STALL, Condition, Effect, Variant
from roleplay.errors import Place

Names = Map[str, tuple[str, ...]]
"""The known names by kind. A kind that is absent is not checked: a part of a buyer stands alone."""

SLOTS = ("money", "percent", "date", "duration", "quantity", "person")
TURN_EVENTS = ("silence", "repeated", "agrees", "refuses")
"""Events that a turn itself can be, so that moves and conditions may name them beside acts."""
OTHERWISE = "otherwise"
_ALWAYS = "turn >= 0"
VOCABULARY: Names = {
    "act": tuple(ACTS),
    "act or flag": (*ACTS, *FLAGS),
    "act or event": (*ACTS, *FLAGS, *EVENTS),
    "turn act": (*ACTS, *FLAGS, *TURN_EVENTS),
    "fact kind": tuple(FACT_KINDS),
    "slot": SLOTS,
    "scar": effects.SCARS,
}
"""The names that every persona shares."""
_CALLED = {
    "told": "fact",
    "asked": "fact",
    "heard": "turn act",
    "now": "turn act",
    "told_kind": "fact kind",
    "slot": "slot",
    "state": "state",
    "scar": "scar",
    "put": "ask",
    "waits": "ask",
    "named": "subject",
    "naming": "subject",
    "borrowed": "fact",
    "owned": "fact",
    "offered": "trade",
    "giving": "trade",
    "wanted": "trade",
    "wanting": "trade",
    "got": "trade",
    "ready": "precondition",
    "met": "buyer",
    "held": "call",
    "meter": "meter",
}
"""What each predicate of a condition names."""
_CODES = {"turn act": "act", "act or event": "act", "act or flag": "act"}
"""Kinds that a problem calls by a shorter name."""
_ID = re.compile(r"[a-z][a-z0-9_]*")


class Resolver:
    """Looks names up among those of one persona or scenario, and notes the unknown."""

    def __init__(self, names: Names, report: Report) -> None:
        self.names = {**VOCABULARY, **names}
        self.report = report

    def known(self, kind: str, name: str, place: Place, where: str = "") -> bool:
        """Whether a name of this kind exists; notes a problem if not."""
        known = self.names.get(kind)
        if known is None or name in known:
            return True
        word = _CODES.get(kind, kind)
        message = f"Unknown {word} {shown(name)}{where}."
        cure = "" if self.report.full(place) else did_you_mean(name, known)
        self.report.add(f"unknown-{word.replace(' ', '-')}", place, message, cure)
        return False

    def all_known(self, kind: str, node: Node | None) -> tuple[str, ...]:
        """The names of a list (or of one scalar) that exist; each unknown one is noted."""
        found = [(scalar.text.strip(), scalar.place) for scalar in texts(node)]
        known = (name for name, place in found if name and self.known(kind, name, place))
        return tuple(dict.fromkeys(known))

    def condition(self, node: Node | None) -> Condition | None:
        """A condition; None for an absent, empty or faulty one."""
        if not isinstance(node, Scalar) or not node.text.strip():
            return None
        try:
            found = conditions.parse(node.text)
        except conditions.ConditionError as error:
            self.report.add(
                "bad-condition",
                node.at(column=error.column),
                f"{error}.",
                "The trainer's guide has the whole language: roleplay guide trainer.",
            )
            return None
        for predicate, name in conditions.names_in(found):
            if name == ANYTHING and predicate in ANY_OF:
                continue
            self.known(_CALLED[predicate], name, _place_of(name, node), " in a condition")
        return found

    def ending_condition(self, node: Node | None) -> Condition | None:
        """As ``condition``, with ``otherwise`` for one that always holds."""
        if isinstance(node, Scalar) and node.text.strip() == OTHERWISE:
            return conditions.parse(_ALWAYS)
        return self.condition(node)

    def effects(self, node: Node | None) -> tuple[Effect, ...]:
        """The effects of a text; none for an absent, empty or faulty one."""
        if not isinstance(node, Scalar) or not node.text.strip():
            return ()
        try:
            found = effects.parse(node.text)
        except effects.EffectError as error:
            self.report.add(
                "bad-effect",
                node.at(column=error.column),
                f"{error}.",
                "Write a meter, up or down, and how much; part them by commas.",
            )
            return ()
        for effect in found:
            if effect.meter:
                self.known("meter", effect.meter, _place_of(effect.meter, node), " in an effect")
        return found

    def moods(self, line: str, node: Node) -> dict[str, tuple[Variant, ...]]:
        """The variants of a piece of speech by mood; ``any`` is for every mood not named."""
        if isinstance(node, Scalar):
            spoken = self._variants(line, node)
            return {"any": spoken} if spoken else {}
        found = {}
        if isinstance(node, Mapping):
            for mood, entry in node.entries.items():
                known = mood == "any" or self.known("mood", mood, entry.key.place)
                if known and isinstance(entry.value, Scalar):
                    found[mood] = self._variants(line, entry.value)
        return {mood: spoken for mood, spoken in found.items() if spoken}

    def _variants(self, line: str, node: Scalar) -> tuple[Variant, ...]:
        if node.style != LITERAL:
            self.report.add(
                "not-a-block",
                node.place,
                f"Found {shown(node.text)}, expected speech as a block.",
                BLOCK_CURE,
            )
            return ()
        if not node.text.strip():
            self.report.add(
                "missing-value",
                node.place,
                "This block of speech is empty.",
                "Write what is said, indented in the lines below.",
            )
        return variants(node, self.names.get("figure"), line, self.report)

    def names_a_line(self, node: Node | None) -> bool:
        """Whether a value of ``says`` names a line rather than being speech itself."""
        if not isinstance(node, Scalar) or node.style == LITERAL:
            return False
        name = node.text.strip()
        if not _ID.fullmatch(name):
            return False
        known = self.names.get("line")
        if name == STALL and self.names.get("precondition") != ():
            return True
        if known is not None and name not in known:
            cure = f"{did_you_mean(name, known)} {BLOCK_CURE}"
            self.report.add("unknown-line", node.place, f"Unknown line {shown(name)}.", cure)
        return True


def _place_of(name: str, node: Scalar) -> Place:
    """Where a name stands inside a text."""
    found = re.search(rf"\b{re.escape(name)}\b", node.text)
    before = node.text[: found.start()] if found else ""
    rows = before.split("\n")
    return node.at(len(rows), len(rows[-1]) + 1)
