"""A scorecard in plain words. Screens say "practice score" (DESIGN section 8)."""

from __future__ import annotations

from roleplay.coach.criterion import Evidence
from roleplay.coach.scorecard import (
    INCOMPLETE,
    NEEDS_HUMAN,
    NOT_OBSERVED,
    CriterionScore,
    Scorecard,
)
from roleplay.report.text import blocks, count, quote, wrap
from roleplay.report.words import capital

BAR = 4
"""Length of a level's bar: the highest level."""


def score_line(scorecard: Scorecard) -> str:
    """The score in one line, with its range and what it comes to."""
    low, high = scorecard.range
    span = f" (one doubtful reading could make it {low} to {high})" if low != high else ""
    return f"Practice score {scorecard.score} of 100{span}. {capital(_verdict(scorecard))}"


def _verdict(scorecard: Scorecard) -> str:
    if scorecard.status == INCOMPLETE:
        return f"incomplete: {scorecard.why}."
    if scorecard.status == NEEDS_HUMAN:
        return f"needs a human: {scorecard.why}."
    passed = "passed" if scorecard.passed else "not passed"
    if scorecard.why:
        passed = f"{passed}: {scorecard.why}"
    band = f"{scorecard.band}: {scorecard.band_meaning.rstrip('.')}"
    if scorecard.borderline:
        passed = f"borderline: {passed}, by no more than one standard error"
    return f"{band}. {capital(passed)}."


def technique_line(scorecard: Scorecard) -> str:
    """Technique in one line, with its standard error and the criteria that it rests on."""
    mean = _mean(scorecard.technique, scorecard.technique_error)
    return f"Technique {mean} of 100 ({count(scorecard.observed, 'criterion', 'criteria')})."


def groups_line(scorecard: Scorecard) -> str:
    """Each group's mean, its standard error and how many criteria it rests on, in one line."""
    means = (
        f"{g.title} {_mean(g.score, g.standard_error)} ({g.observed})" for g in scorecard.groups
    )
    return "; ".join(means) + "." * bool(scorecard.groups)


def _mean(score: int, error: int | None) -> str:
    """A mean with its standard error; alone where too few criteria make one."""
    return f"{score}" if error is None else f"{score} ± {error}"


def scorecard_text(scorecard: Scorecard, width: int) -> str:
    """The whole scorecard: score, ending, groups, criteria with their evidence."""
    ending = scorecard.ending.replace("_", " ") or "none yet"
    grade = f" ({scorecard.grade}, {scorecard.ending_points} points)" if scorecard.grade else ""
    return blocks(
        wrap(score_line(scorecard), width),
        wrap(f"{technique_line(scorecard)} Ending: {ending}{grade}.", width),
        _errors(scorecard, width),
        *_groups(scorecard, width),
        _not_observed(scorecard, width),
    )


def _errors(scorecard: Scorecard, width: int) -> str:
    parts = []
    for error in scorecard.critical_errors:
        cap = f"{error.meaning.rstrip('.')}. No score above {error.cap} is left."
        parts.append(wrap(f"! {cap}", width, "", "  "))
        parts.extend(wrap(evidence_line(each), width, "  ", "    ") for each in error.evidence)
    return "\n".join(parts)


def _groups(scorecard: Scorecard, width: int) -> list[str]:
    parts = []
    for group in scorecard.groups:
        rows = [
            criterion_text(row, width)
            for row in scorecard.criteria
            if row.group == group.id and row.level is not None
        ]
        mean = _mean(group.score, group.standard_error)
        seen = count(group.observed, "criterion", "criteria")
        head = wrap(f"{group.title}: {mean} of 100 ({seen})", width)
        parts.append("\n".join([head, *rows]))
    return parts


def criterion_text(row: CriterionScore, width: int) -> str:
    """One criterion: its level as a bar and in figures, why, and the evidence."""
    level = row.level or 0
    bar = "#" * level + "-" * (BAR - level)
    doubt = " (disputed: a person must look at it)" if row.status == NEEDS_HUMAN else ""
    lines = [wrap(f"[{bar}] {level} of {BAR}  {row.title}{doubt}", width, "  ", " " * 9)]
    notes = (capital(row.note), row.count)
    lines.extend(wrap(note, width, " " * 9) for note in notes if note)
    lines.extend(wrap(evidence_line(each), width, " " * 9, " " * 11) for each in row.evidence)
    return "\n".join(lines)


def evidence_line(evidence: Evidence) -> str:
    """One reason for a mark, with its sign, its turn and its words."""
    sign = {"gain": "+", "debit": "-"}.get(evidence.polarity, "o")
    if not evidence.quote:
        return f"{sign} {_turns(evidence)}: {evidence.rule}"
    return f"{sign} {_turns(evidence)}: {quote(evidence.quote)} {evidence.rule}"


def _turns(evidence: Evidence) -> str:
    if evidence.turn == 0:
        return "no turn"
    if evidence.until != evidence.turn:
        return f"turns {evidence.turn} to {evidence.until}"
    return f"turn {evidence.turn}"


def _not_observed(scorecard: Scorecard, width: int) -> str:
    """Criteria for which this call offered no chance."""
    titles = [row.title for row in scorecard.criteria if row.status == NOT_OBSERVED]
    return wrap(f"Not observed in this call: {'; '.join(titles)}.", width) if titles else ""
