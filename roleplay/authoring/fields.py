"""The kinds of value that content files hold, each with its bounds.

Every text, list and number has a highest size, so that no file can make the program work or
remember without end (promise 8). Values that follow a small grammar of their own (conditions,
effects, templates) are only bounded here; ``resolver`` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from roleplay.authoring.words import did_you_mean, shown
from roleplay.buyer import conditions

SCHEMA = 1
"""Version of the content format that this program reads."""
MOST = 400
"""Entries that one list or mapping may have."""
ID = r"^[a-z][a-z0-9_]*$"
_SPAN = re.compile(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?")


class Strict(BaseModel):
    """A mapping in which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def fault(code: str, message: str, cure: str) -> PydanticCustomError:
    """An error that carries a problem's own code, message and cure."""
    return PydanticCustomError(
        "fault", "{message}", {"code": code, "message": message, "cure": cure}
    )


def chosen_from(names: Iterable[str], what: str) -> AfterValidator:
    """A text that must be one of a closed list of names."""
    known = tuple(names)

    def check(found: str) -> str:
        if found not in known:
            message = f"Found {shown(found)}, expected a {what}."
            raise fault(f"unknown-{what.replace(' ', '-')}", message, did_you_mean(found, known))
        return found

    return AfterValidator(check)


def _version(found: Any) -> Any:
    text = str(found).strip()
    if text == str(SCHEMA):
        return SCHEMA
    if text.isdigit() and int(text[:9]) > SCHEMA:
        message = f"This file is of schema {shown(text)}; this program reads schema {SCHEMA}."
        raise fault("newer-schema", message, "Update the program, or use an older file.")
    raise fault("bad-schema", f"Found {shown(text)}, expected {SCHEMA}.", "Write 'schema: 1'.")


def _truth(found: Any) -> Any:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(found, str) and found.strip().lower() in words:
        return words[found.strip().lower()]
    raise fault("wrong-value", "Expected true or false.", "Write true or false.")


def listed(found: Any) -> Any:
    """A text as a list of one; anything else as it is."""
    return [found] if isinstance(found, str) else found


def _span(found: Any) -> Any:
    match = _SPAN.fullmatch(found.strip()) if isinstance(found, str) else None
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last:
        message = f"Found {shown(str(found))}, expected a window of turns."
        raise fault("wrong-value", message, "Write it as first-last, such as 3-4.")
    return (first, last)


def _shape(found: Any) -> str:
    return "(moods)" if isinstance(found, dict) else "(speech)"


def _schema_of(*kinds: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": list(kinds)})


_TEXT = {"type": "string"}

Version = Annotated[int, BeforeValidator(_version), WithJsonSchema({"const": SCHEMA})]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Id = Annotated[str, StringConstraints(pattern=ID, max_length=60)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$", max_length=120)]
"""An id that may have parts: ``guarded.second_feature``."""
Short = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Text = Annotated[str, StringConstraints(max_length=8_000)]
ConditionText = Annotated[str, StringConstraints(max_length=conditions.LONGEST)]
EffectsText = Annotated[str, StringConstraints(max_length=300)]
Ids = Annotated[
    tuple[Id, ...],
    BeforeValidator(listed),
    Field(max_length=MOST),
    _schema_of(_TEXT, {"type": "array", "items": _TEXT}),
]
"""One id, or a list of them."""
Shorts = Annotated[tuple[Short, ...], Field(max_length=MOST)]
Speech = Annotated[
    Annotated[Text, Tag("(speech)")]
    | Annotated[dict[Id, Text], Field(max_length=20), Tag("(moods)")],
    Discriminator(_shape),
]
"""A ``|`` block, a mapping of moods to ``|`` blocks, or the name of a line."""
Window = Annotated[tuple[int, int], BeforeValidator(_span), WithJsonSchema(_TEXT)]
Points = Annotated[int, Field(ge=0, le=100)]
