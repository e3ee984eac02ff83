"""What may stand in the files of scripted sellers and of their banks of lines."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from roleplay.authoring.fields import (
    MOST,
    Id,
    Ids,
    Short,
    Speech,
    Strict,
    Truth,
    Version,
    Window,
    chosen_from,
    fault,
    listed,
)
from roleplay.authoring.words import shown
from roleplay.simulate.seller import GROUPS

_MEANS = re.compile(r"(\d{1,3})\s*-\s*(\d{1,3})")


def _means(found: Any) -> Any:
    match = _MEANS.fullmatch(found.strip()) if isinstance(found, str) else None
    low, high = (int(match[1]), int(match[2])) if match else (1, 0)
    if not low <= high <= 100:
        message = f"Found {shown(str(found))}, expected lowest-highest mean score."
        raise fault("wrong-value", message, "Write it as 80-100.")
    return (low, high)


Means = Annotated[tuple[int, int], BeforeValidator(_means), WithJsonSchema({"type": "string"})]
"""Lowest and highest mean score, in points from 0 to 100."""
Cues = Annotated[
    tuple[Short, ...],
    BeforeValidator(listed),
    Field(max_length=60),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One cue, or a list of them."""
Count = Annotated[int, Field(ge=1, le=200)]


class SaidModel(Strict):
    """A line that a seller may say."""

    says: Speech
    hears: Cues = ()
    after: Cues = ()
    unless: Cues = ()
    briefed: Cues = ()
    to: Short | None = None


Sections = Annotated[
    dict[Id, Annotated[tuple[SaidModel, ...], Field(max_length=MOST)]], Field(max_length=40)
]


class RuleModel(Strict):
    """A rule of a policy."""

    say: Ids
    then: Ids = ()
    turns: Window = (1, 999)
    every: Count = 1
    left: Count | None = None
    times: Count | None = None
    again: Truth = False
    blind: Truth = False
    shuffled: Truth = False


class SellerModel(Strict):
    """``scenarios/sellers/ID.yaml``."""

    schema_: Version = Field(alias="schema")
    seller: Id
    title: Short
    group: Annotated[str, chosen_from(GROUPS, "group")]
    expected: Means
    voice: Id = "any"
    like: Id | None = None
    policy: Annotated[tuple[RuleModel, ...], Field(max_length=60)] = ()
    sections: Sections = Field({})


class BankModel(Strict):
    """``scenarios/banks/ID.yaml``: the lines that sellers have for one scenario."""

    schema_: Version = Field(alias="schema")
    bank: Id
    sections: Sections
