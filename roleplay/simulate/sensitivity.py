"""Whether the rubric's weights matter: scores again with other weights (domain 7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from roleplay.coach.total import total
from roleplay.scenario import GRADES, Content, Rubric
from roleplay.simulate.measures import kendall_tau
from roleplay.simulate.runs import Run

LEAST_TAU = 0.9
EQUAL = 10
"""The weight of every group where all weigh the same."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What other weights do to the order of sellers."""

    name: str
    """The change, in words."""
    tau: float
    """Kendall's tau-b between the sellers' means with the rubric's weights and with these."""
    most: float
    """Largest change of a seller's mean, in points."""

    @property
    def holds(self) -> bool:
        """Whether the order stays as it is, or nearly."""
        return self.tau >= LEAST_TAU


def sensitivity(
    runs: Sequence[Run], contents: Mapping[tuple[str, str], Content]
) -> tuple[Shift, ...]:
    """Every shift of weights. ``contents``: scenario and form to content, for every run."""
    sellers = sorted({run.seller for run in runs})
    before = _means(runs, contents, sellers, None)
    rubric = next(iter(contents.values())).rubric
    found = []
    for name, shifted in _shifts(rubric):
        after = _means(runs, contents, sellers, shifted)
        most = max(abs(a - b) for a, b in zip(before, after, strict=True))
        found.append(Shift(name, kendall_tau(before, after), most))
    return tuple(found)


def _shifts(rubric: Rubric) -> Iterator[tuple[str, Rubric]]:
    for letter, (title, weight) in rubric.groups.items():
        for word, factor in (("half", 0.5), ("one and a half times", 1.5)):
            changed = {**rubric.groups, letter: (title, round(2 * weight * factor))}
            doubled = {k: v if k == letter else (v[0], 2 * v[1]) for k, v in changed.items()}
            yield f"{title} {word} its weight", replace(rubric, groups=doubled)
    same = {letter: (title, EQUAL) for letter, (title, _) in rubric.groups.items()}
    yield "every group the same weight", replace(rubric, groups=same)


def _means(
    runs: Sequence[Run],
    contents: Mapping[tuple[str, str], Content],
    sellers: Sequence[str],
    rubric: Rubric | None,
) -> list[float]:
    scores: dict[str, list[int]] = {seller: [] for seller in sellers}
    for run in runs:
        content = contents[run.scenario, run.form]
        if rubric is not None:
            content = replace(content, rubric=rubric)
        caps = [content.rubric.critical[error][0] for error in run.critical_errors]
        scores[run.seller].append(total(run.levels, GRADES.get(run.grade, 0), caps, content).score)
    return [fmean(scores[seller]) for seller in sellers]
