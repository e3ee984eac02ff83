"""Question form: open, closed, both or none."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay.understanding.aside import back_channel

ASKS = 50
"""Confidence from which a clause asks."""


def form_said(text: str, opens: int, closes: int) -> str:
    """Form of one clause from how sure the encoder is, in per cent, that it asks in each way."""
    if back_channel(text):
        return "none"
    found = {name for name, sure in (("open", opens), ("closed", closes)) if sure >= ASKS}
    return form_of_turn(tuple(found))


def form_of_turn(forms: Sequence[str]) -> str:
    """Form of a turn from the forms of the clauses that want an answer."""
    kinds = set(forms) - {"none"}
    if "both" in kinds or {"open", "closed"} <= kinds:
        return "both"
    return kinds.pop() if kinds else "none"
