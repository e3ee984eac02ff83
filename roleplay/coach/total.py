"""The arithmetic of a score, in exact fractions (domain 7.1, DESIGN section 8).

Group score: mean of its observed criteria by scenario weight. Technique: weighted mean over the
groups observed, weights renormalised. Run score: technique and ending by the rubric's shares,
rounded half up once, then capped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from roleplay.coach.criteria import CRITERIA
from roleplay.scenario import Content, Rubric

TOP_LEVEL = 4
MOST_OVER = 2
"""A criterion that is not focal may be worth this many times another one, no more."""


@dataclass(frozen=True, slots=True)
class Total:
    """What a set of levels comes to."""

    score: int
    uncapped: int
    technique: Fraction
    """0 to 100."""
    groups: dict[str, Fraction]
    """Mean of each observed group, 0 to 100."""
    observed: dict[str, int]
    """Criteria observed in each group."""


def half_up(value: Fraction) -> int:
    """Round to a whole number, a half upwards."""
    return (value + Fraction(1, 2)).__floor__()


def worths(observed: Collection[str], content: Content) -> dict[str, Fraction]:
    """Points of the run score that the highest level of each observed criterion is worth.

    A group's weight is shared out over its criteria by scenario weight. Where a small group
    would make one of its criteria weigh over twice as much as one elsewhere, the share is cut to
    twice the smallest, and the rest is spread over all.
    """
    chances = content.scenario.opportunities
    shares: dict[str, Fraction] = {}
    for group, (_, weight) in content.rubric.groups.items():
        units = sum(chances[c].weight for c in observed if CRITERIA[c].group == group)
        if units and weight:
            shares[group] = Fraction(weight, units)
    if not shares:
        return dict.fromkeys(observed, Fraction(0))
    most = MOST_OVER * min(shares.values())
    raw = {
        c: min(shares.get(CRITERIA[c].group, Fraction(0)), most) * chances[c].weight
        for c in observed
    }
    whole = sum(raw.values(), Fraction(0))
    return {c: content.rubric.technique * share / whole for c, share in raw.items()}


def total(
    levels: Mapping[str, int],
    ending_points: int,
    caps: Iterable[int],
    content: Content,
    worth: Mapping[str, Fraction] | None = None,
) -> Total:
    """What these levels, this ending and these caps come to. ``levels``: observed criteria only.

    ``worth`` is what ``worths`` gives for these criteria, where that is known already.
    """
    rubric, chances = content.rubric, content.scenario.opportunities
    worth = worths(levels, content) if worth is None else worth
    technique_share = Fraction(rubric.technique)
    earned = sum((worth[c] * level / TOP_LEVEL for c, level in levels.items()), Fraction(0))
    technique = 100 * earned / technique_share if technique_share else Fraction(0)
    groups, observed = {}, {}
    for group in rubric.groups:
        members = [c for c in levels if CRITERIA[c].group == group]
        units = sum(chances[c].weight for c in members)
        if units:
            points = sum(levels[c] * chances[c].weight for c in members)
            groups[group] = Fraction(100 * points, TOP_LEVEL * units)
            observed[group] = len(members)
    uncapped = half_up(earned + Fraction((100 - rubric.technique) * ending_points, 100))
    return Total(min((uncapped, *caps)), uncapped, technique, groups, observed)


def passes(result: Total, capped: bool, rubric: Rubric) -> bool:
    """The pass rule: the mark reached, no critical error, no group of two or more too low."""
    return result.score >= rubric.passed and floor_holds(result, rubric) and not capped


def floor_holds(result: Total, rubric: Rubric) -> bool:
    """Whether no group of two or more observed criteria is below the rubric's floor."""
    return not any(is_low(group, mean, result, rubric) for group, mean in result.groups.items())


def is_low(group: str, mean: Fraction, result: Total, rubric: Rubric) -> bool:
    """Whether a group of two or more observed criteria is below the rubric's floor."""
    return mean < rubric.group_floor and result.observed[group] >= 2


def band(score: int, rubric: Rubric) -> tuple[str, str]:
    """Name and meaning of the band that a score falls into; empty where the rubric has none."""
    for lowest, name, meaning in sorted(rubric.bands, reverse=True):
        if score >= lowest:
            return name, meaning
    return "", ""
