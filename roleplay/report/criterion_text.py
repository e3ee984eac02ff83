"""The page of a criterion: what is judged, how, and what it looks like in a call."""

from __future__ import annotations

from roleplay.coach.criterion import TOP, Criterion
from roleplay.coach.samples import Row, Sample
from roleplay.coach.wording import kind_words
from roleplay.report.text import blocks, bullets, heading, wrap


def criterion_page(criterion: Criterion, width: int) -> str:
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
    told = f"the buyer tells {kind_words(kind)}" if kind else ""
    shut = f"the buyer keeps back {kind_words(row.refused)}" if row.refused else ""
    came = "; ".join(part for part in (told, shut) if part)
    return f"Seller: {row.text}" + (f" [{came}]" if came else "")
