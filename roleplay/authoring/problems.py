"""What a model finds wrong, told as Problems in plain words at the author's line.

pydantic names a fault by a path. The longest part of that path that is in the file gives the
place; what lies beyond it (an absent key, a branch of a choice) gives the sense.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from roleplay.authoring.nodes import Mapping, Node, Path, Scalar, child, plain, without
from roleplay.authoring.words import did_you_mean, shown
from roleplay.errors import Place, Problem

_MOST_ROUNDS = 10
_MOST_FAULTS = 200
"""Faults of one look that are told; what has more is not looked at further."""
_Model = TypeVar("_Model", bound=BaseModel)

_SHAPES = {
    "string_type": ("text", "Write text here."),
    "dict_type": ("keys and values", "Write 'key: value' lines, indented; {} for none."),
    "model_type": ("keys and values", "Write 'key: value' lines, indented; {} for none."),
    "model_attributes_type": ("keys and values", "Write 'key: value' lines, indented."),
    "tuple_type": ("a list", "Write '[one, two]', or lines that begin with '- '."),
    "list_type": ("a list", "Write '[one, two]', or lines that begin with '- '."),
    "int_type": ("a whole number", "Write digits only."),
    "int_parsing": ("a whole number", "Write digits only."),
    "int_parsing_size": ("a whole number", "Write a smaller number."),
    "int_from_float": ("a whole number", "Write digits only."),
}
_BOUNDS = {
    "greater_than_equal": ("out-of-range", "at least {ge}"),
    "less_than_equal": ("out-of-range", "at most {le}"),
    "string_too_long": ("too-long", "at most {max_length} characters"),
    "string_too_short": ("missing-value", "at least {min_length} characters"),
    "too_long": ("too-long", "at most {max_length} entries"),
    "too_short": ("missing-value", "at least {min_length} entries"),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """One fault, and the node whose removal leaves the rest sound."""

    problem: Problem
    removed: Path


def validated(node: Mapping, model: type[_Model]) -> tuple[_Model | None, list[Problem], Mapping]:
    """Check a tree against a model.

    Returns the model (None if too little is left), every problem of the first look, and the tree
    without what was faulty, so that the rest can be checked further in the same run.
    """
    problems: list[Problem] = []
    rest: Node | None = node
    for _ in range(_MOST_ROUNDS):
        if not isinstance(rest, Mapping):
            return None, problems, node
        try:
            return model.model_validate(plain(rest)), problems, rest
        except ValidationError as error:
            faults = error.errors(include_url=False, include_input=False)
            found = [_read(details, rest, model) for details in faults[:_MOST_FAULTS]]
            if not problems:
                problems = [one.problem for one in found]
            if len(faults) > _MOST_FAULTS:
                return None, problems, node
            rest = without(rest, {one.removed for one in found})
    return None, problems, node


def _read(details: ErrorDetails, root: Mapping, model: type[BaseModel]) -> _Found:
    path, node, beyond = _follow(details["loc"], root)
    place = _place(path, root)
    kind = details["type"]
    if kind == "missing":
        key = str(beyond[-1])
        owner = f"{path[-1]!r} lacks" if path else "This file lacks"
        problem = Problem("missing-key", place, f"{owner} the key {key!r}.", "Add it.")
        return _Found(problem, path)
    if kind == "extra_forbidden":
        key = str(path[-1]) if path else ""
        cure = did_you_mean(key, _known_keys(model, path[:-1]), "Known here:")
        return _Found(Problem("unknown-key", place, f"Unknown key {shown(key)}.", cure), path)
    if isinstance(node, Scalar) and "[key]" not in beyond:
        place = node.place
    return _Found(_value_problem(details, node, place, path, "[key]" in beyond), path)


def _value_problem(
    details: ErrorDetails, node: Node, place: Place, path: Path, is_key: bool
) -> Problem:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "fault":
        return Problem(context["code"], place, context["message"], context["cure"])
    found = shown(str(path[-1])) if is_key and path else _described(node)
    if kind in _SHAPES:
        expected, cure = _SHAPES[kind]
        return Problem("wrong-shape", place, f"Found {found}, expected {expected}.", cure)
    if kind in _BOUNDS:
        code, bound = _BOUNDS[kind]
        message = f"Found {found}, expected {bound.format(**context)}."
        return Problem(code, place, message, "Bring it within the bound.")
    if kind == "string_pattern_mismatch":
        capital = "A-Z" in str(context.get("pattern", ""))
        expected = "capital letters, such as A" if capital else "a name in snake_case"
        message = f"Found {found}, expected {expected}."
        return Problem("bad-name", place, message, "Use letters, digits and _ only.")
    return Problem(
        "wrong-value",
        place,
        f"Found {found}, which does not fit here.",
        "Compare with a bundled file of this kind.",
    )


def _described(node: Node) -> str:
    if isinstance(node, Scalar):
        return shown(node.text) if node.text.strip() else "nothing"
    return (
        f"a mapping of {len(node.entries)}"
        if isinstance(node, Mapping)
        else (f"a list of {len(node.items)}")
    )


def _follow(loc: tuple[int | str, ...], root: Mapping) -> tuple[Path, Node, Path]:
    """The part of a model's path that is in the tree, its node, and the steps that are not."""
    node: Node = root
    path: list[str | int] = []
    beyond: list[str | int] = []
    for step in loc:
        below = child(node, step)
        if below is None:
            beyond.append(step)
        else:
            path.append(step)
            node = below
    return tuple(path), node, tuple(beyond)


def _place(path: Path, root: Mapping) -> Place:
    """Where the last key of a path stands, or the list item."""
    node: Node = root
    place = root.place
    for step in path:
        below = child(node, step)
        if below is None:
            break
        place = (
            node.key_place(step)
            if isinstance(node, Mapping) and isinstance(step, str)
            else (below.place)
        )
        node = below
    return place


def _known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that may stand at a path of a model."""
    current: Any = model
    for step in path:
        current = next((found for found in _below(current, step) if found is not None), None)
    for kind in _branches(current):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return [field.alias or name for name, field in kind.model_fields.items()]
    return []


def _below(kind: Any, step: str | int) -> Iterator[Any]:
    """What stands under one key or index of a type."""
    for branch in _branches(kind):
        if isinstance(branch, type) and issubclass(branch, BaseModel):
            for name, field in branch.model_fields.items():
                if (field.alias or name) == step:
                    yield field.annotation
        elif get_origin(branch) is dict:
            yield get_args(branch)[1]
        elif get_origin(branch) is tuple:
            yield get_args(branch)[0]


def _branches(kind: Any) -> Iterator[Any]:
    """The types that a type may stand for: itself, or each part of a choice."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _branches(get_args(kind)[0])
    elif origin in (Union, types.UnionType):
        for part in get_args(kind):
            yield from _branches(part)
    else:
        yield kind
