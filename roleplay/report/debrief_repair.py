"""The shortest repair of a call in plain words: what would have opened something never told."""

from __future__ import annotations

from roleplay.coach.repair import Repair
from roleplay.coach.repair_words import EXAMPLE, RepairStep
from roleplay.errors import one_of
from roleplay.report.text import heading, quote, wrap
from roleplay.report.words import capital

REPAIR = "The shortest way to something never told"
"""What every view calls it."""
ANSWER = "First a short, honest answer to the question just put."


def repair_text(repair: Repair | None, width: int, *, full: bool = False) -> str:
    """The repair turn by turn; ``full`` also says what would have been told. Empty for none."""
    if repair is None:
        return ""
    lines = [heading(REPAIR), wrap(repair.sentence, width)]
    for step in repair.steps:
        lines.append(wrap(f"Turn {step.turn}: {step_words(step)}", width, "  ", "    "))
    if full and repair.truth:
        lines.append(wrap(f"What there was to hear: {repair.truth}", width))
    return "\n".join(lines)


def step_words(step: RepairStep) -> str:
    """What to say in one turn, what that does, and what could have been seen of it."""
    said = [ANSWER] if step.answer_first else []
    if step.source == EXAMPLE:
        said.append(f"Something like {quote(step.words)}, in this buyer's terms.")
    elif step.words:
        said.append(quote(step.words))
    if step.acts and not step.words:
        said.append(f"In your own words, a turn that {one_of(step.acts, 'and')}.")
    done = [capital("; ".join(step.acts)) + "."] if step.acts and step.words else []
    return " ".join((*said, *done, step.visible))
