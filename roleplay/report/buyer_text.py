"""A buyer as a trainer sees one: who it is, and what can be found out at each level."""

from __future__ import annotations

from roleplay.buyer.persona import DISCLOSURE_LEVELS, Persona
from roleplay.report.text import blocks, bullets, heading, paragraphs, wrap
from roleplay.report.why_text import level_words


def buyer_text(persona: Persona, width: int) -> str:
    """Name, role, background, parts, states and facts."""
    who = ", ".join(part for part in (persona.role, persona.company) if part)
    return blocks(
        heading(persona.name),
        wrap(who, width),
        paragraphs(persona.background, width),
        wrap(f"Put together from: {', '.join(persona.parts)}", width) if persona.parts else "",
        wrap(f"States: {', '.join(persona.states)}", width),
        *(_level(persona, level, width) for level in DISCLOSURE_LEVELS),
    )


def _level(persona: Persona, level: str, width: int) -> str:
    facts = [fact for fact in persona.facts.values() if fact.level == level]
    if not facts:
        return ""
    opens = persona.levels[level].requires if level in persona.levels else None
    when = f" (when {opens.text})" if opens else ""
    told = bullets((f"{fact.id}: {fact.truth}" for fact in facts), width)
    return f"{wrap(f'Level {level}, {level_words(level)}{when}:', width)}\n{told}"
