"""Experts order; others need help."""

from roleplay.coach.criterion import (
    Criterion,
    Evidence,
    Finding,
    absent,
    cite,
    debit,
    found,
    told_in,
)
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

BASIC = ("ask_today", "ask_goal", "ask_evidence")
"""Questions that cost patience where the buyer has passed that point, or anybody could know."""
TALK = ("tell_feature", "tell_generic")
"""Talk of the offering that can be above, or below, this buyer."""
LIMIT = "limit"
"""What the buyer's question tests that asks where the offering ends."""
MISSES = 3


def _risen(step: Step) -> bool:
    before, after = step.meters("standing")
    return after > before


def _fallen(step: Step) -> bool:
    before, after = step.meters("standing")
    return after < before


def _missed(play: Play, step: Step) -> bool:
    """Whether a turn was at another level than the buyer's, and they let it be felt."""
    beside = step.flagged("off_register") or step.does(*TALK)
    wasted = step.does(*BASIC) and play.wasted(step) > 0
    return (beside and (_fallen(step) or hurt(step))) or wasted


def _honest(play: Play) -> list[Step]:
    """Turns that answered where the offering ends, and did not mislead."""
    answered = [s for s in play.answered(LIMIT) if not s.flagged("mislead") and not hurt(s)]
    said = play.doing("tell_limit", answering=True)
    return [*answered, *(s for s in said if _risen(s))]


def _measure(play: Play) -> Finding:
    missed = [s for s in play.main if _missed(play, s)]
    rule = "at another level than the buyer's"
    against = [debit(s, rule, 2, "off_register", *TALK, *BASIC) for s in missed[:MISSES]]
    met = [s for s in play.main if s.tells() and _risen(s) and s not in missed]
    kinds: dict[str, Step] = {}
    for step in met:
        kinds.setdefault(step.told.kind if step.told else "", step)
    honest = _honest(play)
    limit = [cite(s, "said where it ends", 4, "tell_limit") for s in honest[:1]]
    if not met:
        return _unmet(play, limit, against)
    evidence = [told_in(s, "told more, and thought more of the seller", 2) for s in met[:2]]
    if len(kinds) < 2:
        rest = absent(play, "nothing else was drawn at the buyer's level", 2)
        return found(2, [*evidence, rest], "Met the buyer once.", debits=against)
    if play.put(LIMIT) and not honest:
        rest = absent(play, "the buyer asked where it ends and got no straight answer", 3)
        return found(3, [*evidence, rest], "At the buyer's level, with no limit.", debits=against)
    return found(4, [*evidence, *limit], "At the buyer's own level.", debits=against)


def _unmet(play: Play, limit: list[Evidence], against: list[Evidence]) -> Finding:
    """Nothing was told for which the seller's standing rose: a straight limit is worth 1."""
    missed = absent(play, "nothing was drawn at the buyer's level", 0)
    if not limit:
        return found(0, [missed], "The buyer's level was not met.", debits=against)
    return found(1, [*limit, missed], "A straight limit, and no more.", debits=against)


_TROUBLE = Row("Where would it fail?", "ask_trouble", told="trouble", meters="standing 23")
_CAUSE = Row("Why unheard?", "ask_cause", told="cause", meters="standing 26", tests="limit")
_LIMIT = Row("Nothing below 20 kilohertz.", "(tell_limit)", answered="limit", meters="standing 29")
_BASICS = Row("Let me explain a bearing.", "tell_feature", "off_register", meters="standing 14")

CRITERION = Criterion(
    id="match_buyer_expertise",
    title="Experts order; others need help",
    group="G",
    definition=(
        "An expert can work out the use alone and wants straight answers, limits among them; "
        "others need help to see the use. Find out which, and talk so."
    ),
    why="A buyer thinks more of a seller whose questions they could have asked themselves.",
    ladder={
        4: "The buyer told two kinds of thing or more and thought more of the seller each time, "
        "and a question about where the offering ends got a straight answer.",
        3: "The same, but that question got no straight answer.",
        2: "One kind of thing was told in that way.",
        1: "Only a straight limit, and nothing was told in that way.",
        0: "Neither. Each turn at another level that the buyer let be felt takes a level off, up "
        "to three.",
    },
    source="Domain study 2G. The buyer's standing for the seller is the judge, not the share of "
    "turns; asking how expert they are earns nothing.",
    measure=_measure,
    reads=("tell_limit", *TALK, *BASIC, "off_register", "mislead"),
    passes=(
        Sample("Straight questions, a straight limit", 4, (_TROUBLE, _CAUSE, _LIMIT)),
        Sample("The limit passed over", 3, (_TROUBLE, _CAUSE, Row("It hears a lot.", "mirror"))),
        Sample("Met once", 2, (_TROUBLE,)),
        Sample("The basics explained, then mended", 3, (_BASICS, _TROUBLE, _CAUSE, _LIMIT)),
    ),
    fails=(
        Sample("The basics explained", 0, (_BASICS,)),
        Sample("How technical are you?", 0, (Row("How technical are you?", "ask_people"),)),
        Sample("Only a limit", 1, (Row("Hm.", tests="limit"), _LIMIT)),
        Sample(
            "Told, and thought no more of them",
            0,
            (Row("How is it done now?", "ask_today", told="process"),),
        ),
    ),
)
