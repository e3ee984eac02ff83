"""Which criteria a play offered, and what each finds in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import GAIN, Evidence, Finding
from roleplay.coach.play import Play

IDEAS_PER_QUOTE = 2
"""One quote serves at most this many criteria, where others can be shown instead (domain 8.1)."""
PRACTISED = "words that a debrief shows, said again as they stand, count in practice and not here"


def observed(play: Play) -> tuple[str, ...]:
    """The criteria that this form offered in this play, in the rubric's order.

    What the scenario offers counts as offered once the call is over, whether the trainee brought
    it about or not; only a temptation that was never put, and was not fallen into all the same,
    is none. While it is open, a window not yet reached and a question not yet put are not. A play
    in which nothing was understood offered nothing.
    """
    if not any(step.acts(answering=True) for step in play.steps):
        return ()
    return tuple(name for name in CRITERIA if _offered(name, play))


def _offered(criterion: str, play: Play) -> bool:
    chance = play.content.scenario.opportunities.get(criterion)
    if chance is None or CRITERIA[criterion].group not in play.content.rubric.groups:
        return False
    if chance.asked and not any(
        ask.id == chance.asked for persona in play.content.personas.values() for ask in persona.asks
    ):
        return False
    put = not chance.asked or any(s.turn.reaction.question == chance.asked for s in play.steps)
    if play.ended is not None:
        return put or not CRITERIA[criterion].trap or measure(criterion, play).debits > 0
    reached = bool(play.steps) and play.steps[-1].number >= chance.window[0]
    return reached and put


def measure(criterion: str, play: Play) -> Finding:
    """What one criterion finds in a play, within its window."""
    chance = play.content.scenario.opportunities.get(criterion)
    found = CRITERIA[criterion].measure(play.until(chance.window[1]) if chance else play)
    return _own_words(found, play.pasted)


def _own_words(finding: Finding, pasted: Collection[int]) -> Finding:
    """A finding that counts only what was said in own words (domain 9, G11): the level falls by
    the share of its gains that a debrief had shown word for word."""
    gains = [e for e in finding.evidence if e.polarity == GAIN]
    own = sum(e.turn not in pasted for e in gains)
    if own == len(gains):
        return finding
    return replace(finding, level=finding.level * own // len(gains), note=PRACTISED)


def measure_all(play: Play, criteria: Collection[str]) -> dict[str, Finding]:
    """What each criterion finds; no quote serves more than two where another can be shown."""
    served: dict[tuple[int, int, int], int] = {}
    return {name: _thinned(measure(name, play), served) for name in criteria}


def _thinned(finding: Finding, served: dict[tuple[int, int, int], int]) -> Finding:
    gains = [e for e in finding.evidence if e.polarity == GAIN]
    spare = [e for e in gains if served.get(_span(e), 0) >= IDEAS_PER_QUOTE]
    if len(spare) == len(gains):
        spare = spare[1:]
    kept = tuple(e for e in finding.evidence if not any(e is other for other in spare))
    for evidence in kept:
        if evidence.polarity == GAIN:
            served[_span(evidence)] = served.get(_span(evidence), 0) + 1
    return replace(finding, evidence=kept)


def _span(evidence: Evidence) -> tuple[int, int, int]:
    return evidence.turn, evidence.start, evidence.end
