"""Every mark and debit in full: turn, words, rule, level, the state before and after."""

from __future__ import annotations

from roleplay.acts import plain
from roleplay.coach.criterion import Evidence
from roleplay.coach.scorecard import CriterionScore, Scorecard
from roleplay.report.scorecard_text import evidence_line
from roleplay.report.text import blocks, wrap


def ledger_text(scorecard: Scorecard, width: int) -> str:
    """One block a criterion, one entry for each reason (domain 8.1)."""
    rows = [row for row in scorecard.criteria if row.level is not None]
    return blocks(*(_criterion(row, width) for row in rows))


def _criterion(row: CriterionScore, width: int) -> str:
    head = wrap(f"{row.id}: level {row.level}. {row.title}", width)
    return "\n".join([head, *(_entry(evidence, width) for evidence in row.evidence)])


def _entry(evidence: Evidence, width: int) -> str:
    acts = ", ".join(plain(act) for act in evidence.acts)
    states = f"{_state(evidence.state_before)} to {_state(evidence.state_after)}"
    detail = f"level {evidence.ladder_rung}; {states}" + (f"; read as: {acts}" if acts else "")
    lines = (wrap(evidence_line(evidence), width, "  ", "    "), wrap(detail, width, "    "))
    return "\n".join(lines)


def _state(name: str) -> str:
    return f"“{name.replace('_', ' ')}”" if name else "no state"
