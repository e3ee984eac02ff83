"""Sometimes the right move is not to sell."""

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
from roleplay.coach.regard import moved_on, warmed
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

ADVICE = ("no_buy", "refer_on", "step_back")
"""Acts that advise against buying."""
NEARLY = ("hold", "tell_limit", "tell_equal")
"""Acts that are advice against buying where the buyer takes them so."""
SELLING = ("close", "press", "tell_price", "give", "plan")
"""Acts by which an order is taken. Only a buyer who takes them so makes them a sale."""
VERDICT = "verdict"
"""What a buyer's question tests that asks whether to buy or not."""
PITCH = ("tell_feature", "tell_need", "tell_answer", "tell_solve", "tell_generic")


def _advises(play: Play, step: Step) -> bool:
    """A plain no, or words that the buyer took for one: they moved on, and closer."""
    if step.does(*ADVICE, answering=True):
        return True
    asked = step.turn.reaction.answered_tests == VERDICT
    return moved_on(play, step, *([] if asked else NEARLY)) and warmed(step)


def _took_as(play: Play, step: Step, acts: tuple[str, ...]) -> bool:
    """Whether the buyer took a turn for a sale: ill, or as an order to sign."""
    transition, taken = play.taken(step), step.turn.reaction.taken
    if transition is None or taken is None or taken.act not in acts:
        return False
    return transition.harmful or taken.act == "close"


def _measure(play: Play) -> Finding:
    cause = play.first_telling("cause")
    known = cause or play.first_telling("trouble")
    sold = [s for s in play.main if _took_as(play, s, SELLING)]
    advised = [s for s in play.main if known and s.index > known.index and _advises(play, s)]
    if known is None or not advised:
        missed = absent(play, "nobody advised against buying once it was clear", 0)
        if cause is None or sold:
            costs = [debit(s, "an order was taken", 0, *SELLING) for s in sold[:1]]
            return found(0, [missed], "No advice with a reason to it.", debits=costs)
        shown = told_in(cause, "what the purchase would not mend was told", 1)
        return found(1, [shown, missed], "It was clear, nothing was sold, and nobody said so.")
    return _advised(play, cause, advised, sold)


def _advised(play: Play, cause: Step | None, advised: list[Step], sold: list[Step]) -> Finding:
    diagnosed = [s for s in advised if cause and s.index > cause.index]
    first = (diagnosed or advised)[0]
    said = cite(first, "advised against buying", 2, *ADVICE, *NEARLY)
    after = [s for s in play.main if s.index > first.index]
    back = [s for s in after if _took_as(play, s, (*SELLING, *PITCH))]
    against = [debit(s, "sold all the same", 2, *SELLING, *PITCH) for s in back[:2]]
    priced = any(s.does("tell_price") for s in play.main if s.index < first.index)
    if priced or not diagnosed or any(s.index < first.index for s in sold):
        rule = "no cause was known yet" if not diagnosed else "a price or an order came first"
        evidence: list[Evidence] = [said, absent(play, rule, 2)]
        return found(2, evidence, "The advice came late, or on a guess.", debits=against, each=2)
    near = [s for s in diagnosed if s.flagged("carried")]
    if not near:
        bare = [said, absent(play, "the no had no reason of the buyer's in it", 3, first)]
        return found(3, bare, "The right no, with no reason of theirs.", debits=against, each=2)
    reason = cite(near[0], "the reason is what the buyer told", 4, "carried")
    return found(4, [said, reason], "Advised against it, for a reason.", debits=against, each=2)


_CAUSE = Row("Why at ten?", "ask_cause", told="cause")
_TROUBLE = Row("What goes wrong?", "ask_trouble", told="trouble")

CRITERION = Criterion(
    id="no_sale_is_right",
    title="Sometimes the right move is not to sell",
    group="F",
    definition=(
        "Where another purchase would not help, advise against it, even with an order on offer."
    ),
    why="A buyer who was told to keep the money believes the next thing that they are told.",
    ladder={
        4: "Once the cause was told, and before any price, the buyer was advised against buying, "
        "with something in it that they had told.",
        3: "The same, without a reason of theirs.",
        2: "Advised after a price, or with the trouble known and the cause not.",
        1: "The cause was told and nothing was sold, but nobody said that it need not be bought.",
        0: "Sold, or a no on a guess. Selling after the advice takes two levels off.",
    },
    source="Domain study 2F. Offered only where no purchase is the truth; a guessed no is no help.",
    measure=_measure,
    reads=(*ADVICE, *NEARLY, "tell_price", "carried"),
    passes=(
        Sample(
            "Keep your money, and why",
            4,
            (_TROUBLE, _CAUSE, Row("The leak would eat a bigger one too.", "no_buy", "carried")),
        ),
        Sample(
            "The right no, bare",
            3,
            (_CAUSE, Row("Don't buy it.", "no_buy")),
        ),
        Sample(
            "Quoted, then advised",
            2,
            (_CAUSE, Row("It's 41,000.", "tell_price"), Row("Don't buy it, though.", "no_buy")),
        ),
        Sample("The trouble known, the cause not", 2, (_TROUBLE, Row("Don't buy it.", "no_buy"))),
    ),
    fails=(
        Sample(
            "A no on a guess",
            0,
            (Row("You don't need one.", "no_buy"), Row("Sure?", "ask_cause", refused="cause")),
        ),
        Sample("Knew, and said nothing", 1, (_TROUBLE, _CAUSE, Row("Interesting.", "mirror"))),
        Sample("Took the order", 0, (_CAUSE, Row("Shall we sign?", "close", takes="signs"))),
        Sample(
            "Advised, then sold",
            2,
            (
                _CAUSE,
                Row("The leak is the trouble, keep it.", "no_buy", "carried"),
                Row("Still, shall we sign?", "close", takes="signs"),
            ),
        ),
    ),
)
