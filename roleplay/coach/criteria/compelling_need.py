"""The customer must need to change."""

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
from roleplay.coach.play import WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

OFFERS = ("tell_price", "close")
"""Acts that go over to the offer."""
WEIGHT = ("effect", "figure")
"""Kinds of fact that give the trouble its weight."""
CANNOT_STAY = ("wait", "stake")
"""Kinds by which the buyer says why things cannot stay as they are."""
STAKE = "stake"
"""Precondition that holds where the cost of staying was sized before."""
MOVED = 60
"""Need at which the buyer says that they must change, where need is kept as a meter."""


def _tested(play: Play) -> bool:
    """Whether the need was looked for at all."""
    return bool(play.telling("goal", "trouble", *WEIGHT, *CANNOT_STAY))


def _stood(play: Play) -> bool:
    """Whether the buyer's reason stood from an earlier talk."""
    return bool(play.main) and STAKE in play.main[0].after.ready


def _measure(play: Play) -> Finding:
    debits = [debit(s, "put haste in place of need", 4, "press") for s in play.doing("press")]
    leaving = play.honest_exit()
    if leaving is not None and _tested(play):
        left = cite(leaving, "looked for the need, found none and stopped", 4, *WITHDRAWING)
        return found(4, [left], "No need, and no selling.", debits=debits)
    offer = next(iter(play.doing(*OFFERS)), None)
    early = [s for s in play.main if offer is None or s.index < offer.index]
    weight = next((s for s in early if s.tells(*WEIGHT)), None)
    cannot = next((s for s in early if s.tells(*CANNOT_STAY)), None)
    moved = next((s for s in early if s.meters("need")[1] >= MOVED), None)
    evidence = [told_in(s, "the buyer gave the trouble its weight", 2) for s in [weight] if s]
    if cannot:
        evidence.append(told_in(cannot, "the buyer said why it cannot stay as it is", 3))
    if moved or (cannot and (weight or _stood(play))):
        evidence += [cite(moved, "the buyer must change", 4)] if moved else []
        return found(4, evidence, "The buyer had a reason to change.", debits=debits)
    if weight or cannot:
        lacking = "what it weighs" if cannot else "why it cannot stay"
        evidence.append(absent(play, f"{lacking} was not told before any offer", 4))
        rung = 3 if cannot else 2
        return found(rung, evidence, "Interest, and half a reason.", debits=debits)
    rung, evidence = _little(play, offer)
    notes = ("Nothing that the buyer must change.", "Not yet a need.", "A need known from before.")
    return found(rung, evidence, notes[rung], debits=debits)


def _little(play: Play, offer: Step | None) -> tuple[int, list[Evidence]]:
    """What is left where neither weight nor haste of the buyer's own was told before an offer."""
    evidence = [absent(play, "no need was told before any offer", 2)]
    if offer is not None:
        evidence.append(debit(offer, "went over to the offer here", 2, *OFFERS))
    agreed = play.agreed()
    if _stood(play) and agreed is not None:
        return 2, [cite(agreed, "the reason stood, and the buyer went on from it", 2), *evidence]
    told = play.first_telling("trouble", *WEIGHT, *CANNOT_STAY)
    if told is None:
        return 0, evidence
    return 1, [told_in(told, "something was told, too little or too late", 1), *evidence]


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_EFFECT = Row("Who feels it?", "ask_effect", told="effect")
_WAIT = Row("If nothing changes, what does next Christmas look like?", "ask_wait", told="wait")
_PRICE = Row("It's 42,000 a year.", "tell_price")

CRITERION = Criterion(
    id="compelling_need",
    title="The customer must need to change",
    group="D",
    definition=(
        "However much the seller needs the order, nothing happens until the buyer concludes that "
        "things cannot stay as they are."
    ),
    why="An offer made before a buyer has a reason to change meets interest and no movement.",
    ladder={
        4: "Before any offer the buyer gave the trouble its weight (or had, in an earlier talk) "
        "and said why it cannot stay; "
        "or the need was looked for, there was none, and the seller stopped where that was right.",
        3: "Only why it cannot stay was told before any offer.",
        2: "Only what the trouble leads to or costs; or the reason stood from an earlier talk, "
        "and the buyer agreed to go on from it.",
        1: "Only the trouble; or the rest came after the offer.",
        0: "Nothing that the buyer must change. Each turn of pressure takes a level off.",
    },
    source="Domain study 2D. Need is built by what the buyer told, never by urgent words.",
    measure=_measure,
    reads=("press", *OFFERS),
    passes=(
        Sample("Weight and waiting, then the price", 4, (_TROUBLE, _EFFECT, _WAIT, _PRICE)),
        Sample(
            "No need, and stopped",
            4,
            (_TROUBLE, Row("Then leave it as it is.", "no_buy step_back", takes="lets_go")),
            "best",
        ),
        Sample(
            "Weighed in an earlier talk",
            4,
            (
                Row("What is still open?", "ask_ready", ready="aim stake"),
                Row("And if it waits?", "ask_wait", told="wait"),
                _PRICE,
            ),
        ),
        Sample(
            "Reason known, and agreed",
            2,
            (
                Row("What is still open?", "ask_ready", ready="aim stake"),
                Row("Shall we say the tenth?", "next_step", takes="agrees"),
            ),
            "good",
        ),
        Sample("Waiting alone", 3, (_TROUBLE, _WAIT)),
        Sample("Weight alone", 2, (_TROUBLE, _EFFECT, _PRICE, _WAIT)),
        Sample(
            "A reason, and a push all the same",
            3,
            (_EFFECT, _WAIT, Row("Only until Friday, mind.", "press")),
        ),
    ),
    fails=(
        Sample("The offer first", 1, (_TROUBLE, _PRICE, _EFFECT, _WAIT)),
        Sample("Their push, not the buyer's", 0, (Row("We've a big push on.", "press"), _PRICE)),
        Sample("You'd be mad not to", 0, (_TROUBLE, Row("You'd be mad not to.", "press"))),
        Sample("A trouble and no more", 1, (_TROUBLE,)),
        Sample(
            "Stopping where that was not right",
            1,
            (_TROUBLE, Row("Then I'll go.", "step_back", takes="lets_go")),
            "neutral",
        ),
    ),
)
