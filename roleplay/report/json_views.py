"""The JSON shapes that others build on (documented field by field in the guide)."""

from __future__ import annotations

from typing import Any

from roleplay.buyer.state import Reaction
from roleplay.heard import Heard


def heard_json(heard: Heard) -> dict[str, Any]:
    """How a turn was read."""
    return {
        "text": heard.text,
        "acts": [
            {"id": act.id, "confidence": act.confidence, "words": act.words} for act in heard.acts
        ],
        "flags": [flag.id for flag in heard.flags],
        "form": heard.form,
        "topics": list(dict.fromkeys(subject.id for subject in heard.subjects)),
        "slots": [{"kind": slot.kind, "text": slot.text} for slot in heard.slots],
        "verdict": heard.verdict,
    }


def moved_json(reaction: Reaction) -> dict[str, Any]:
    """What a turn did: every change with its words and its rule."""
    taken, told = reaction.taken, reaction.told
    return {
        "moved": [
            {
                "meter": moved.meter or None,
                "scar": moved.scar or None,
                "before": moved.before,
                "after": moved.after,
                "words": moved.words,
                "rule": moved.rule,
            }
            for moved in reaction.moved
        ],
        "transition": {
            "name": taken.name,
            "from": taken.source,
            "to": taken.target,
            "act": taken.act,
            "words": taken.words,
            "rule": taken.rule,
        }
        if taken
        else None,
        "told": {"fact": told.fact, "level": told.level, "words": told.words, "rule": told.rule}
        if told
        else None,
        "refused": [
            {"name": refused.fact or refused.name, "act": refused.act, "clause": refused.clause}
            for refused in reaction.refused
        ],
    }
