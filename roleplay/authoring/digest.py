"""Fingerprints of content, the same on every machine."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any


def digest_of(*values: object) -> str:
    """SHA-256 of frozen values, as 64 hexadecimal digits.

    Order counts (the first transition that holds is taken), so mappings are written as pairs.
    """
    text = json.dumps([_flat(value) for value in values], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _flat(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return [_flat(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, dict):
        return [[key, _flat(inner)] for key, inner in value.items()]
    if isinstance(value, (tuple, list)):
        return [_flat(inner) for inner in value]
    return value
