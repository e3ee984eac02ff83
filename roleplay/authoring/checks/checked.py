"""What a check looks at."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.authoring.compile_persona import CompiledPersona
from roleplay.authoring.compile_scenario import CompiledContent


@dataclass(frozen=True, slots=True)
class Checked:
    """One buyer, or one form of a scenario with all its buyers."""

    personas: dict[str, CompiledPersona]
    content: CompiledContent | None = None
    """None where a buyer is checked alone."""
