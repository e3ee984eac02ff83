"""``judge``: a transcript to its scorecard (domain 7, DESIGN section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from roleplay.acts import plain
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import TOP, Finding
from roleplay.coach.critical import critical_errors
from roleplay.coach.measuring import measure_all, observed
from roleplay.coach.play import Play
from roleplay.coach.ranges import score_range
from roleplay.coach.scorecard import (
    INCOMPLETE,
    NEEDS_HUMAN,
    NOT_OBSERVED,
    SCORED,
    CriterionScore,
    GroupScore,
    Scorecard,
)
from roleplay.coach.spread import (
    borderline,
    group_squares,
    rounded_root,
    score_square,
    technique_square,
)
from roleplay.coach.total import Total, band, floor_holds, half_up, is_low, passes, total, worths
from roleplay.conversation.records import Event
from roleplay.conversation.transcript import Transcript
from roleplay.scenario import GRADES, Content, Rubric


def judge(transcript: Transcript, content: Content) -> Scorecard:
    """Score one transcript, finished or open, from what was recorded.

    The same transcript and content give the same scorecard. Raises TranscriptError where a
    turn's buyer was never called.
    """
    play = Play.of(transcript, content)
    offered = observed(play)
    findings = measure_all(play, offered)
    levels = {name: finding.level for name, finding in findings.items()}
    errors = critical_errors(play)
    caps = tuple(error.cap for error in errors)
    points = GRADES.get(play.ended.grade, 0) if play.ended else 0
    worth = worths(levels, content)
    result = total(levels, points, caps, content, worth)
    low, high, decisive = score_range(play, levels, result, points, caps, worth)
    why = _incomplete(play, transcript, len(offered))
    status = INCOMPLETE if why else NEEDS_HUMAN if decisive else SCORED
    if decisive and not why:
        turn, act = decisive
        why = (
            f"whether turn {turn} was read rightly ({plain(act)}) decides if it passes; "
            "a person must look at it"
        )
    technique_error = technique_square(levels, worth)
    score_error = score_square(technique_error, content.rubric)
    name, meaning = band(result.score, content.rubric)
    decided = passes(result, bool(errors), content.rubric) and status == SCORED
    if status == SCORED:
        why = _too_low(result, content.rubric)
    return Scorecard(
        status=status,
        why=why,
        score=result.score,
        uncapped=result.uncapped,
        range=(low, high),
        band=name,
        band_meaning=meaning,
        passed=None if status == NEEDS_HUMAN else decided,
        technique=half_up(result.technique),
        ending=play.ended.ending if play.ended else "",
        grade=play.ended.grade if play.ended else "",
        ending_points=points,
        groups=_groups(result, levels, content),
        criteria=_criteria(findings, worth, _disputed(transcript), content),
        critical_errors=errors,
        observed=len(offered),
        minimum=content.scenario.minimum_observed,
        technique_error=rounded_root(technique_error),
        standard_error=rounded_root(score_error),
        borderline=status == SCORED
        and borderline(result, bool(errors), score_error, content.rubric),
    )


def _incomplete(play: Play, transcript: Transcript, count: int) -> str:
    """Why the play can't count as a whole one; empty if it can (domain 9, G9 and G13)."""
    if play.ended is None:
        return "the call was not finished"
    last = transcript.turns[-1].reaction.taken if transcript.turns else None
    if play.ended.cause == "unclear" or (last is not None and last.act == "unclear"):
        return "the buyer ended the call because nothing could be made out"
    minimum = play.content.scenario.minimum_observed
    if count < max(1, minimum):
        return f"{count} criteria could be observed; this call wants at least {minimum}"
    return ""


def _too_low(result: Total, rubric: Rubric) -> str:
    """Which group keeps a score over the mark from passing; empty where none does."""
    if result.score < rubric.passed or floor_holds(result, rubric):
        return ""
    low = next(g for g, mean in result.groups.items() if is_low(g, mean, result, rubric))
    return (
        f"{rubric.groups[low][0]} is at {half_up(result.groups[low])} of 100, and no group of two "
        f"criteria or more may be under {rubric.group_floor}"
    )


def _disputed(transcript: Transcript) -> frozenset[int]:
    """Turns whose reading the trainee disputed."""
    events = [r for r in transcript.live if isinstance(r, Event) and r.kind == "dispute"]
    return frozenset(event.turn for event in events)


def _groups(result: Total, levels: Mapping[str, int], content: Content) -> tuple[GroupScore, ...]:
    squares = group_squares(levels, content)
    return tuple(
        GroupScore(
            group,
            content.rubric.groups[group][0],
            content.rubric.groups[group][1],
            half_up(mean),
            result.observed[group],
            rounded_root(squares[group]),
        )
        for group, mean in result.groups.items()
    )


def _criteria(
    findings: Mapping[str, Finding],
    worth: Mapping[str, Fraction],
    disputed: frozenset[int],
    content: Content,
) -> tuple[CriterionScore, ...]:
    rows = []
    for name, criterion in CRITERIA.items():
        chance = content.scenario.opportunities.get(name)
        finding = findings.get(name)
        weight = chance.weight if chance else 0
        row = CriterionScore(
            id=name,
            title=criterion.title,
            group=criterion.group,
            status=NOT_OBSERVED,
            level=None,
            points=None,
            weight=weight,
            worth=worth.get(name, Fraction(0)),
        )
        rows.append(row if finding is None else _scored(row, finding, disputed))
    return tuple(rows)


def _scored(row: CriterionScore, finding: Finding, disputed: frozenset[int]) -> CriterionScore:
    rests_on = {evidence.turn for evidence in finding.evidence if evidence.quote}
    return replace(
        row,
        status=NEEDS_HUMAN if rests_on & disputed else SCORED,
        level=finding.level,
        points=100 * finding.level // TOP,
        evidence=finding.evidence,
        debits=finding.debits,
        note=finding.note,
        count=finding.count,
    )
