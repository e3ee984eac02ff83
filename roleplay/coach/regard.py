"""What a turn did to the buyer's regard: queries that several criteria share."""

from __future__ import annotations

from roleplay.buyer.naming import NAMED
from roleplay.buyer.persona import GOODWILL
from roleplay.coach.play import Play
from roleplay.coach.step import Step


def minded(step: Step) -> bool:
    """Whether the buyer minded a turn: guard rose, or goodwill fell."""
    guard = step.meters("guard")
    falls = [step.meters(name) for name in GOODWILL]
    return guard[1] > guard[0] or any(after < before for before, after in falls)


def warmed(step: Step) -> bool:
    """Whether the buyer came closer: trust or rapport rose, or the guard fell."""
    gains = [after - before for before, after in map(step.meters, ("trust", "rapport"))]
    before, after = step.meters("guard")
    return max(gains) > 0 or after < before


def hurt(step: Step) -> bool:
    """Whether the buyer drew back: trust fell, the guard rose, or a lasting mark was left."""
    trust, guard = step.meters("trust"), step.meters("guard")
    return trust[1] < trust[0] or guard[1] > guard[0] or bool(step.new_scars())


def speaks_of(play: Play, step: Step, *kinds: str) -> bool:
    """Whether a turn surely touches a topic of these kinds, for the first time or again.

    In a question too: "so that you can sleep: could Dario show me?" has their nights in it.
    """
    topics = play.content.personas[step.turn.buyer].topics
    touched = (match.id for match in step.turn.heard.subjects if match.score >= NAMED)
    return any(topics[topic].kind in kinds for topic in touched if topic in topics)


def moved_on(play: Play, step: Step, *acts: str) -> bool:
    """Whether a turn brought the buyer to another state, unharmed, by one of these acts or any."""
    transition, taken = play.taken(step), step.turn.reaction.taken
    if transition is None or taken is None or transition.harmful:
        return False
    return taken.source != taken.target and (not acts or taken.act in acts)
