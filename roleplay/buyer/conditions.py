"""The small closed language of guards: text to a checked tree, a tree to a closure.

``told('rewash') and (trust >= 35 or not heard('press'))``. Allowed are ``and``, ``or``, ``not``,
comparisons of numbers and names, and predicates with one literal (``PREDICATES``). Everything
else is refused at its column: nothing in a content file is ever imported, called or evaluated.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Protocol

from roleplay.buyer.persona import Condition
from roleplay.errors import one_of

LONGEST = 500
"""Characters that a condition may have."""
COUNTS = (
    "turn",
    "here",
    "words",
    "gives",
    "gets",
    "ledger",
    "unreturned",
    "per_cent",
    "borrowed",
    "ready",
)
"""Names beside the meters: turns so far in this call, turns in this state, words in the seller's
turn; what the seller has given and got, the one less the other, gives since the last get, highest
per cent offered; reasons borrowed; per cent of the preconditions that hold."""
PREDICATES = (
    "told",
    "told_kind",
    "asked",
    "heard",
    "now",
    "slot",
    "state",
    "scar",
    "put",
    "waits",
    "named",
    "naming",
    "borrowed",
    "owned",
    "offered",
    "giving",
    "wanted",
    "wanting",
    "got",
    "ready",
    "met",
    "held",
)
_COMPARE: dict[type[ast.cmpop], tuple[str, Callable[[int, int], bool]]] = {
    ast.Lt: ("<", lambda a, b: a < b),
    ast.LtE: ("<=", lambda a, b: a <= b),
    ast.Gt: (">", lambda a, b: a > b),
    ast.GtE: (">=", lambda a, b: a >= b),
    ast.Eq: ("==", lambda a, b: a == b),
    ast.NotEq: ("!=", lambda a, b: a != b),
}
_TESTS = dict(_COMPARE.values())
Tree = tuple[Any, ...]


class ConditionError(ValueError):
    """A condition that does not hold to the language; ``column`` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column


class Moment(Protocol):
    """What a guard may look at: one buyer at one instant."""

    def number(self, name: str) -> int:
        """Value of a meter, or of one of ``COUNTS``."""

    def holds(self, predicate: str, literal: str) -> bool:
        """Whether a yes-or-no predicate is true of the literal."""

    def count(self, literal: str) -> int:
        """How often the act or flag was heard, this turn included."""


def parse(text: str) -> Condition:
    """Check a condition's text and return it with its tree.

    Raises ConditionError (with a column) for anything outside the language.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise ConditionError(f"condition of {len(text)} characters; at most {LONGEST} are read")
    if not text:
        raise ConditionError("empty condition; leave the key out to have none")
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", None) or 1
        raise ConditionError("not a condition: it cannot be read from here on", column) from None
    return Condition(text, _tree(node))


def _tree(node: ast.expr) -> Tree:
    """Turn one syntax node into a tuple tree, refusing every kind that is not listed."""
    if isinstance(node, ast.BoolOp):
        return ("and" if isinstance(node.op, ast.And) else "or", *map(_tree, node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ("not", _tree(node.operand))
    if isinstance(node, ast.Compare):
        if len(node.ops) != 1 or type(node.ops[0]) not in _COMPARE:
            raise _refused(node, "one comparison with < <= > >= == !=, of two numbers")
        sign = _COMPARE[type(node.ops[0])][0]
        return ("compare", sign, _value(node.left), _value(node.comparators[0]))
    if isinstance(node, ast.Call):
        return _predicate(node)
    raise _refused(node, "a comparison or a predicate such as told('fact')")


def _value(node: ast.expr) -> Tree:
    """One side of a comparison: a whole number, a name or ``heard('act')``."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return ("number", node.value)
    if isinstance(node, ast.Name):
        return ("name", node.id)
    if isinstance(node, ast.Call):
        call = _predicate(node)
        if call[1] == "heard":
            return call
        raise _refused(node, "a number here; only heard('act') counts")
    raise _refused(node, "a whole number or a meter's name")


def _predicate(node: ast.Call) -> Tree:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in PREDICATES:
        raise _refused(node, f"one of the predicates {one_of(PREDICATES)}")
    argument = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        raise _refused(node, f"one name in quotes, as in {name}('example')")
    return ("call", name, argument.value)


def _refused(node: ast.expr, expected: str) -> ConditionError:
    found = ast.unparse(node)
    return ConditionError(f"found {found[:60]!r}, expected {expected}", node.col_offset + 1)


def names_in(condition: Condition) -> tuple[tuple[str, str], ...]:
    """Every name that the condition uses, as (kind, name); the kind of a number is ``meter``."""
    return tuple(dict.fromkeys(_names(condition.tree)))


def _names(tree: Tree) -> Iterator[tuple[str, str]]:
    if tree[0] == "call":
        yield tree[1], tree[2]
    elif tree[0] == "name":
        if tree[1] not in COUNTS:
            yield "meter", tree[1]
    else:
        for part in tree[1:]:
            if isinstance(part, tuple):
                yield from _names(part)


Guard = Callable[[Moment], bool]


def guard(condition: Condition | None) -> Guard:
    """The condition as a closure; no condition is always true. Built once per condition."""
    if condition is None:
        return lambda moment: True
    return _guard(condition.text)


@lru_cache(maxsize=4096)
def _guard(text: str) -> Guard:
    return _closure(parse(text).tree)


@lru_cache(maxsize=8192)
def _closure(tree: Tree) -> Guard:
    kind = tree[0]
    if kind in ("and", "or"):
        return _joined(tuple(map(_closure, tree[1:])), stops_at=kind == "or")
    if kind == "not":
        inner = _closure(tree[1])
        return lambda moment: not inner(moment)
    if kind == "compare":
        test, left, right = _TESTS[tree[1]], _number(tree[2]), _number(tree[3])
        return lambda moment: test(left(moment), right(moment))
    name, literal = tree[1], tree[2]
    if name == "heard":
        return lambda moment: moment.count(literal) > 0
    return lambda moment: moment.holds(name, literal)


def holds(tree: Tree, moment: Moment) -> bool:
    """Whether a tree, or a part of one, holds now."""
    return _closure(tree)(moment)


def value(tree: Tree, moment: Moment) -> int:
    """What one side of a comparison comes to now."""
    return _number(tree)(moment)


def _joined(parts: tuple[Guard, ...], stops_at: bool) -> Guard:
    """All parts, or any of them; a plain loop, since guards are what a turn does most."""

    def check(moment: Moment) -> bool:
        for part in parts:
            if part(moment) is stops_at:
                return stops_at
        return not stops_at

    return check


def _number(tree: Tree) -> Callable[[Moment], int]:
    kind, value = tree[0], tree[-1]
    if kind == "number":
        return lambda moment: value
    if kind == "name":
        return lambda moment: moment.number(value)
    return lambda moment: moment.count(value)


def false_clause(condition: Condition, moment: Moment) -> str:
    """The part of a false condition that made it false, with the values in play.

    For ``a and b`` the first false part; for ``a or b`` all parts. Empty if it holds.
    """
    return _explain(condition.tree, moment)


def _explain(tree: Tree, moment: Moment) -> str:
    if _closure(tree)(moment):
        return ""
    if tree[0] == "and":
        return next(text for part in tree[1:] if (text := _explain(part, moment)))
    if tree[0] == "or":
        return " and ".join(_explain(part, moment) for part in tree[1:])
    return _written(tree, moment)


def _written(tree: Tree, moment: Moment) -> str:
    """A clause in the author's words, each number followed by its value now."""
    if tree[0] == "compare":
        sign, left, right = tree[1:]
        return f"{_valued(left, moment)} {sign} {_valued(right, moment)}"
    if tree[0] == "call":
        return f"{tree[1]}('{tree[2]}')"
    if tree[0] == "not":
        return f"not ({_written(tree[1], moment)})"
    return f" {tree[0]} ".join(_written(part, moment) for part in tree[1:])


def _valued(tree: Tree, moment: Moment) -> str:
    if tree[0] == "number":
        return str(tree[1])
    name = tree[1] if tree[0] == "name" else f"heard('{tree[2]}')"
    return f"{name} (now {_number(tree)(moment)})"
