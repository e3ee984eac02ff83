"""The range of a score: what it would be if any one doubtful reading were the other way.

A reading under its margin is taken away; an act that stayed just under its threshold is added;
one at a time, and the recorded reactions stand. Only criteria that look at the act are measured
again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from roleplay.coach import critical
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import ANY
from roleplay.coach.critical import MARGIN, critical_errors
from roleplay.coach.measuring import measure
from roleplay.coach.play import Play
from roleplay.coach.total import Total, passes, total
from roleplay.heard import Heard


def score_range(
    play: Play,
    levels: Mapping[str, int],
    result: Total,
    ending_points: int,
    caps: tuple[int, ...],
    worth: Mapping[str, Fraction],
) -> tuple[int, int, tuple[int, str] | None]:
    """Lowest and highest score; and the doubtful reading on which the pass depends, if it does:
    the turn's number and the act or flag.

    ``worth`` is what each observed criterion is worth (see ``total.worths``).
    """
    rubric = play.content.rubric
    scores = [result.score]
    passed = passes(result, bool(caps), rubric)
    decisive: tuple[int, str] | None = None
    numbers = {step.index: step.number for step in play.steps}
    for index, act, heard in doubts(play):
        other = play.reread(index, heard)
        changed = {
            name: measure(name, other).level if _looks_at(name, act) else level
            for name, level in levels.items()
        }
        new_caps = caps
        if act in critical.READS:
            new_caps = tuple(error.cap for error in critical_errors(other))
        if changed == levels and new_caps == caps:
            continue
        flipped = total(changed, ending_points, new_caps, play.content, worth)
        scores.append(flipped.score)
        if decisive is None and passes(flipped, bool(new_caps), rubric) != passed:
            decisive = numbers[index], act
    return min(scores), max(scores), decisive


def _looks_at(criterion: str, act: str) -> bool:
    reads = CRITERIA[criterion].reads
    return act in reads or ANY in reads


def doubts(play: Play) -> Iterator[tuple[int, str, Heard]]:
    """Every single doubtful reading turned round: turn index, act or flag, the turn so read."""
    for step in play.steps:
        heard = step.turn.heard
        for act in heard.acts:
            if act.confidence < MARGIN:
                rest = tuple(other for other in heard.acts if other is not act)
                yield step.index, act.id, replace(heard, acts=rest)
        for flag in heard.flags:
            if flag.confidence < MARGIN:
                left = tuple(other for other in heard.flags if other is not flag)
                yield step.index, flag.id, replace(heard, flags=left)
        for act in heard.near:
            yield step.index, act.id, replace(heard, acts=(*heard.acts, act))
