"""Entry price: mean it and know it."""

from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

SOON = 3
"""Turn by which a purpose counts as said at the start."""


def _limit(play: Play) -> tuple[Step | None, bool]:
    """The turn that owned up to a limit, and whether it came as soon as it was asked about.

    A limit volunteered earlier does not make good for passing over the buyer's question; one
    owned up to later does, in part.
    """
    owned = play.doing("tell_limit", answering=True)
    asked = (*play.answered("limit"), *play.evaded("limit"))
    if not asked:
        return next(iter(owned), None), True
    return (
        next((step for step in owned if step.index >= asked[0].index), None),
        any(step in asked for step in owned),
    )


def _measure(play: Play) -> Finding:
    purpose = next(iter(play.doing("agenda", answering=True)), None)
    limit, at_once = _limit(play)
    misled = play.flagged("mislead")
    evidence: list[Evidence] = []
    debits = [debit(s, "claimed what the product does not do", 2, "mislead") for s in misled[:1]]
    if purpose is not None:
        evidence.append(cite(purpose, "said why they are here", 4, "agenda"))
    else:
        evidence.append(absent(play, "the purpose was never said", 2))
    if limit is not None:
        evidence.append(cite(limit, "owned up to a limit", 4, "tell_limit"))
    else:
        evidence.append(absent(play, "no limit was owned up to", 2))
    evidence += debits
    if any("sincerity" in step.new_scars() for step in play.main):
        return found(1 if purpose or limit else 0, evidence, "The purpose turned out untrue.")
    soon = purpose is not None and purpose.number <= SOON
    if misled:
        both = purpose is not None and limit is not None
        return found(2 if both else 0, evidence, "A claim went beyond the product.")
    if purpose and limit:
        if soon and at_once:
            return found(4, evidence, "Purpose said, limit owned.")
        if not soon:
            evidence.append(absent(play, f"no purpose was said by turn {SOON}", 3))
        evidence += [
            debit(s, "passed over a question about a limit", 3) for s in play.evaded("limit")
        ]
        return found(3, evidence, "Both were said, one late.")
    if soon or limit:
        return found(2, evidence, "One of the two was done: a purpose, or an honest limit.")
    return found(1 if purpose else 0, evidence, "Neither a purpose at the start nor a limit.")


CRITERION = Criterion(
    id="sincere_and_competent",
    title="Entry price: mean it and know it",
    group="B",
    definition=(
        "Buyers first ask whether a seller means well and knows the subject. Say truthfully why "
        "you are there, and where what you offer ends."
    ),
    why="A stated purpose and an owned limit are what makes the rest believable to a buyer.",
    ladder={
        4: "The purpose was said within three turns, a limit was owned up to where it was asked "
        "about, and no claim went beyond the product.",
        3: "The same, with the purpose said later, or the limit only some turns after the buyer "
        "asked.",
        2: "Two of the three: purpose, limit, no false claim.",
        1: "A purpose said late and nothing else, or a purpose that turned out untrue.",
        0: "None, or a false claim with one of the other two missing.",
    },
    source="Domain study 2B. A limit asked about and passed over is not made good elsewhere.",
    measure=_measure,
    reads=("agenda", "tell_limit", "mislead"),
    passes=(
        Sample(
            "Purpose, and an honest no",
            4,
            (
                Row("I'm here to see if it's worth a look; if not I'll say.", "agenda"),
                Row("What are you after?", "ask_goal", told="goal", tests="limit"),
                Row("No, it won't track lorries.", "(tell_limit)", answered="limit"),
            ),
        ),
        Sample(
            "Purpose late",
            3,
            (
                Row("Morning.", "rapport"),
                Row("What are you after?", "ask_goal", told="goal"),
                Row("How do orders reach you?", "ask_today", told="process"),
                Row("Let me say why I came.", "agenda"),
                Row("That is beyond what we do.", "tell_limit"),
            ),
        ),
        Sample("Purpose, nothing else tested", 2, (Row("I came to see if it fits.", "agenda"),)),
    ),
    fails=(
        Sample(
            "A false claim, and nothing to set against it",
            0,
            (Row("It does all of that.", "tell_feature", "mislead", scar="stretch"),),
        ),
        Sample(
            "Says nothing of why, and owns no limit",
            0,
            (Row("What are you after?", "ask_goal", told="goal"),),
        ),
        Sample(
            "A limit volunteered, then the test passed over",
            2,
            (
                Row("I came to see if it fits.", "agenda"),
                Row("We don't do everything.", "tell_limit", tests="limit"),
                Row("What are you after?", "ask_goal", told="goal", evaded="limit"),
            ),
        ),
        Sample(
            "The purpose turned out untrue",
            1,
            (
                Row("I'm not here to sell.", "agenda"),
                Row("Just sign here.", "close", scar="sincerity"),
            ),
        ),
    ),
)
