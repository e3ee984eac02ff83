"""Arriving late to a decided mind."""

from roleplay.buyer.persona import EVENTS
from roleplay.coach.criteria.leave_misfit import leaving, right_to_leave
from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import WITHDRAWING, Play
from roleplay.coach.regard import hurt
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

BEHIND = ("goal", "trouble", "cause", "effect", "wait", "stake", "feel")
"""What stands behind a request that is already made up."""
STANDS = ("rank", "past")
"""How the choice stands, and how it came to be asked."""
WRONG = ("tell_deny", "tell_past_bad", "tell_need", "tell_insight")
"""Telling the buyer that they look at it wrongly, or lecturing them. Ill taken, it is that."""
PRICE = "tell_price"


def _moved(step: Step) -> bool:
    """Whether something that stood firm moved: the leaning, the need, the picture."""
    lean = step.meters("lean")
    more = any(after > before for before, after in map(step.meters, ("need", "picture")))
    return lean[1] < lean[0] or more


def _opened(play: Play, behind: Step) -> Step | None:
    """The turn in which the matter moved, once the buyer had said what is behind it."""
    later = [s for s in play.main if s.index >= behind.index]
    return next((s for s in later if _moved(s)), _agreed(play))


def _agreed(play: Play) -> Step | None:
    """The turn whose step was agreed, by a buyer who leans to the rival no more than at first."""
    agreed = play.agreed()
    taken = agreed.turn.reaction.taken if agreed else None
    if agreed is None or taken is None or taken.act in EVENTS:
        return None
    return None if agreed.meters("lean")[1] > play.main[0].meters("lean")[0] else agreed


def _kinds(play: Play) -> set[str]:
    """The kinds of thing told of what is behind it."""
    return {s.told.kind for s in play.telling(*BEHIND) if s.told}


def _measure(play: Play) -> Finding:
    behind = play.first_telling(*BEHIND)
    lectured = [s for s in play.doing(*WRONG) if hurt(s)]
    against = [debit(s, "told the buyer that they see it wrongly", 2, *WRONG) for s in lectured[:2]]
    quoted = [s for s in play.doing(PRICE) if behind is None or s.index < behind.index]
    against += [debit(s, "a price inside the request as it came", 2, PRICE) for s in quoted[:1]]
    left = leaving(play, *BEHIND, *STANDS) if right_to_leave(play) else None
    asked = behind or play.first_telling(*STANDS)
    if left is not None and asked is not None:
        known = told_in(asked, "asked what is behind it, or how it stands", 4)
        gone = cite(left, "left when nothing would open", 4, *WITHDRAWING)
        return found(4, [known, gone], "Asked, and left in time.", debits=against, each=2)
    if behind is None:
        return _shut(play)
    said = told_in(behind, "the buyer said what is behind it", 2)
    opened = _opened(play, behind)
    if opened is not None:
        rung = 4
        moved = cite(opened, "what stood firm moved", rung)
        return found(4, [said, moved], "The matter was open again.", debits=against, each=2)
    rung = 3 if len(_kinds(play)) > 1 else 2
    rest = [said, absent(play, "nothing moved, and nobody left", rung, behind)]
    return found(rung, rest, "Tried, and nothing moved.", debits=against, each=2)


def _shut(play: Play) -> Finding:
    """Nothing of what is behind it was told: asking for it, or how it stands, is worth 1."""
    missed = absent(play, "what is behind the request was not told", 0)
    tried = (*play.asking_for("goal", "ask_goal"), *play.telling(*STANDS))
    if not tried or play.doing(PRICE):
        return found(0, [missed], "The request was taken as it came.")
    near = cite(tried[0], "asked behind the request", 1, "ask_goal")
    return found(1, [near, missed], "Asked, and it stayed shut.")


_BEHIND = Row("What is the two seconds for?", "ask_goal", told="goal")
_CAUSE = Row("Why only in spring?", "ask_cause", told="cause")
_STANDS = Row("How does it stand?", "ask_rank", told="rank")
_PRICE = Row("It's 42,000.", "tell_price")
_LECTURE = Row("You look at this all wrong.", "tell_deny", meters="trust 18")

CRITERION = Criterion(
    id="late_buyer_reframe",
    title="Arriving late to a decided mind",
    group="G",
    definition=(
        "A buyer who comes with a made-up request is often far along. Reopen the matter gently, "
        "by asking what is behind it, or see that little can be moved and go."
    ),
    why="A request that is answered as it came leaves only the price to talk about.",
    ladder={
        4: "The buyer said what is behind it, and something that stood firm moved or a step was "
        "agreed. Or they said how it stands, and the seller left when that was right.",
        3: "They said more than one thing of what is behind it, and nothing moved.",
        2: "They said one thing of what is behind it.",
        1: "It was asked about and stayed shut, or they said only how the choice stands.",
        0: "The request was taken as it came. A price before anything behind it was told takes "
        "two levels off, and so does each lecture that was taken ill.",
    },
    source="Domain study 2G. New information given unasked earns nothing here.",
    measure=_measure,
    reads=(*WRONG, PRICE, "ask_goal"),
    passes=(
        Sample(
            "One line reopened",
            4,
            (_BEHIND, Row("When the list is old, what then?", "ask_effect", meters="lean 30")),
        ),
        Sample(
            "Asked how it stands, and left",
            4,
            (_STANDS, Row("Then I'll leave you be.", "step_back", takes="lets_go")),
            "best",
        ),
        Sample(
            "A step, agreed while leaning the other way",
            3,
            (
                _BEHIND,
                _CAUSE,
                Row("Unlike them.", "tell_contrast", meters="lean 50"),
                Row("Tuesday?", "next_step", takes="agrees"),
            ),
            "neutral",
        ),
        Sample("Two things behind it", 3, (_BEHIND, _CAUSE)),
        Sample("One thing behind it", 2, (_BEHIND,)),
    ),
    fails=(
        Sample("Price to beat", 0, (_PRICE,)),
        Sample("A lecture", 0, (_LECTURE,)),
        Sample("Asked, and lectured", 0, (_BEHIND, _LECTURE)),
        Sample("Shut", 1, (Row("What is it for?", "ask_goal", refused="goal"),)),
        Sample("A price first", 1, (_PRICE, _BEHIND, _CAUSE)),
    ),
)
