"""New category, no budget line."""

from roleplay.coach.criteria.sell_to_who_can_buy import UPWARD, decider, owned, reached
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
from roleplay.coach.play import WHOLE_CALL, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

LOOKS_FOR = ("ask_funds", "ask_power", "ask_path")


def _source(play: Play) -> Step | None:
    """The turn by which it was known where the money could come from."""
    for step in play.main:
        held = "money" in step.after.ready and "money" not in step.before.ready
        if held or (step.tells("funds") and owned(step)):
            return step
    return None


def _ordered_blind(play: Play, since: Step | None) -> list[Evidence]:
    """The first order asked for before anybody had said where the money could come from."""
    end = since.index if since else WHOLE_CALL
    early = [s for s in play.doing("close", "press") if s.index < end]
    rule = "asked for money before it was known where it could come from"
    return [debit(s, rule, 2, "close", "press") for s in early[:1]]


def _unknown(play: Play, debits: list[Evidence]) -> Finding:
    missed = absent(play, "neither the money's source nor its releaser was told", 0)
    asked = next((s for s in play.doing(*LOOKS_FOR) if not s.flagged("leading")), None)
    if asked is None:
        return found(0, [missed], "Where the money could come from stayed dark.")
    tried = cite(asked, "looked for the money", 1, *LOOKS_FOR)
    return found(1, [tried, missed], "Asked, and not told.", debits=debits)


def _measure(play: Play) -> Finding:
    source, known = _source(play), decider(play)
    met, worth = reached(play, known), play.first_telling("figure")
    debits = _ordered_blind(play, source or known)
    if source is None and known is None and met is None:
        return _unknown(play, debits)
    evidence: list[Evidence] = []
    if source is not None:
        evidence.append(cite(source, "where the money could come from", 1, "ask_funds"))
    if known is not None:
        evidence.append(cite(known, "who can release it", 2, "ask_power"))
    if met is None:
        rung = 2 if known is not None else 1
        evidence.append(absent(play, "whoever can release it was not reached", rung))
        note = "Known who could release it." if known else "A purse without an owner."
        return found(rung, evidence, note, debits=debits)
    evidence.append(cite(met, "got to whoever can release it", 3, *UPWARD))
    if worth is not None:
        evidence.append(told_in(worth, "what the outcome is worth", 4))
    lacks = {
        "where the money could come from was never told": source is None,
        "the outcome was never given a figure": worth is None,
    }
    short = [absent(play, rule, 3) for rule, missing in lacks.items() if missing]
    note = "Reached, in part." if short else "From their own purse, for their own outcome."
    return found(4 - len(short), [*evidence, *short], note, debits=debits)


_FUNDS = Row("If nobody planned it, where does money come from?", "ask_funds", told="funds")
_POWER = Row("And who released it last winter?", "ask_power", told="power")
_FIGURE = Row("What did that stop cost?", "ask_figure", told="figure")
_LIFT = Row("Would you and I see her on it?", "lift", slots="person", takes="agrees")

CRITERION = Criterion(
    id="unbudgeted_authority",
    title="New category, no budget line",
    group="A",
    definition=(
        "Nobody plans money for what is new. Find out from the buyer who can spend what nobody "
        "planned, and talk to them about the outcome that they would pay for."
    ),
    why="A buyer with no line for it can only put it off, and the one who has a reserve need not.",
    ladder={
        4: "The buyer said where unplanned money could come from, whoever can release it was "
        "reached, and the outcome was given a figure.",
        3: "Whoever can release it was reached; the source or the figure is missing.",
        2: "The buyer said who can release it; nobody got there. Or they were reached, with "
        "neither source nor figure.",
        1: "Only where the money is; or asked, and not told.",
        0: "Nothing of it was asked. An order asked for before any of it was known takes a level "
        "off.",
    },
    source=(
        "Domain study 2A. A name that the seller supplied, or put into a question that carries "
        "its own answer, identifies nobody."
    ),
    measure=_measure,
    reads=(*LOOKS_FOR, *UPWARD, "leading", "close", "press"),
    passes=(
        Sample("Source, owner, figure, together", 4, (_FUNDS, _POWER, _FIGURE, _LIFT), "good"),
        Sample("Reached without a figure", 3, (_FUNDS, _POWER, _LIFT), "good"),
        Sample("Owner known, not reached", 2, (_FUNDS, _POWER, _FIGURE)),
    ),
    fails=(
        Sample(
            "What have you budgeted?",
            1,
            (Row("What have you budgeted for it?", "ask_funds", refused="funds"),),
        ),
        Sample(
            "A guessed name",
            0,
            (Row("Your chief executive signs, right?", "ask_power", "leading", told="power"),),
        ),
        Sample("Only a purse", 1, (_FUNDS,)),
        Sample(
            "An order first",
            1,
            (Row("Shall we sign this week?", "close"), _FUNDS, _POWER),
        ),
    ),
)
