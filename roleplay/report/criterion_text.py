"""The page of a criterion: what is judged, how, and what it looks like in a call."""

from __future__ import annotations

from roleplay.coach.criterion import TOP, Criterion
from roleplay.coach.samples import Row, Sample
from roleplay.report.text import blocks, bullets, heading, wrap

KINDS = {
    "goal": "their aim",
    "process": "how it is done now",
    "trouble": "what goes wrong",
    "cause": "what is behind it",
    "effect": "what it does to them",
    "figure": "a figure of theirs",
    "wait": "what waiting would bring",
    "stake": "what hangs on it",
    "power": "who decides",
    "funds": "where the money is",
    "path": "how it gets agreed",
    "past": "how it came to be so",
    "people": "who is part of it",
    "rank": "where it stands",
    "around": "what has to happen around it",
    "feel": "what it means to them",
    "evidence": "what shows it",
}
"""What a buyer of a sample tells, in words."""


def criterion_text(criterion: Criterion, width: int) -> str:
    """Title, definition, ladder, and one call that reached it beside one that did not."""
    ladder = [f"{level}: {criterion.ladder[level]}" for level in range(TOP, -1, -1)]
    return blocks(
        heading(criterion.title),
        wrap(criterion.definition, width),
        wrap(criterion.why, width),
        f"Levels:\n{bullets(ladder, width)}",
        _sample("In a call, reached", criterion.passes[0], width),
        _sample("In a call, missed", criterion.fails[0], width),
        wrap(criterion.source, width),
        wrap(f"{criterion.id}, group {criterion.group}.", width),
    )


def _sample(title: str, sample: Sample, width: int) -> str:
    rows = "\n".join(wrap(_row(row), width, "  ", "    ") for row in sample.rows)
    return f"{title} (level {sample.level}): {sample.title}\n{rows}"


def _row(row: Row) -> str:
    """What the seller said in a sample, and what came of it."""
    kind = row.told.split()[0] if row.told else ""
    told = f"the buyer tells {KINDS.get(kind, kind)}" if kind else ""
    shut = f"the buyer keeps back {KINDS.get(row.refused, row.refused)}" if row.refused else ""
    came = "; ".join(part for part in (told, shut) if part)
    return f"Seller: {row.text}" + (f" [{came}]" if came else "")
