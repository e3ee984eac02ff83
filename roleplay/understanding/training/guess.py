"""Question form as rules guess it, for coded turns whose form nobody coded."""

from __future__ import annotations

import re

from roleplay.understanding.clauses import split
from roleplay.understanding.form import form_of_turn
from roleplay.understanding.normalise import straighten

_LEAD = (
    r"^(?:(?:and|so|but|or|then|ok|okay|right|well|now|sorry|fine|good|thanks|first|yes|no|"
    r"ingrid|in that case|just|actually|before anything else|roughly|out of interest)[,.]?\s+)*"
)
_OPEN = re.compile(
    _LEAD + r"(?:what(?!\s+(?:time|date|day|year|month|percentage|share|number|figure)\b)|how\b"
    r"(?!\s+(?:many|much|long|often|old|big|soon|far|large|high|late)\b)|why|"
    r"(?:can|could|would|will) you (?:\w+ )?(?:tell|walk|talk|take|describe|explain|help|share|"
    r"say|show)|tell (?:me|us)|walk (?:me|us)|talk (?:me|us)|take (?:me|us)|describe|explain|"
    r"help (?:me|us) understand|i(?:'?d| would| want)(?: like| love)? to (?:hear|know|learn)|"
    r"i'?m (?:curious|interested|wondering)|i wonder|meaning what|in what way)\b"
)
_CLOSED = re.compile(
    _LEAD
    + (
        r"(?:who|whose|when|where|which(?! (?:means|meant|may|might|is why|i|we)\b)|"
        r"how (?:many|much|long|often|old|big|soon|far|large|high|late)|what (?:time|date|day|"
        r"year|month|percentage|share|number|figure)|is|are|was|were|do|does|did|has|have|had|"
        r"can|could|would|will|shall|should|may|might|am i|isn't|aren't|don't|doesn't|didn't|"
        r"won't|wouldn't|couldn't|shouldn't|any(?:one|thing)?|since when|since what|by when|"
        r"roughly)\b"
    )
)
_OPTIONS = re.compile(r",\s*[\w' ]{2,40}\bor\b[\w' ]{2,40}\?*$")
_INSIDE = re.compile(r"\b(?:what|how|why)\b(?! (?:many|much|long|often))")
_TAG = re.compile(
    r"(?:,\s*|\s)(?:right|correct|yes|no|ok|okay|isn't it|doesn't it|don't you|aren't you|is it|"
    r"have i got (?:that|it)(?: right)?|is that right|did i get that right|or have i got it wrong"
    r"|would you|can you|eh)\?*$"
)


def guessed_form(text: str) -> str:
    """Form of a whole turn."""
    return form_of_turn([_form_of(clause.text) for clause in split(text)])


def _form_of(text: str) -> str:
    plain = straighten(text).strip()
    marked = plain.rstrip("\"') ").endswith("?")
    if _OPEN.match(plain):
        if _OPTIONS.search(plain):
            return "both"
        return "open"
    if _CLOSED.match(plain):
        return "closed"
    if marked:
        return "closed" if _TAG.search(plain) or not _INSIDE.search(plain) else "open"
    return "closed" if _TAG.search(plain) and len(plain.split()) > 3 else "none"
