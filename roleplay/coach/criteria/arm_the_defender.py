"""Give them the words to defend it."""

from roleplay.coach.criteria.quid_pro_quo import honoured
from roleplay.coach.criteria.self_discovered_reasons import owned
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

OTHERS = ("people", "power")
"""Kinds of fact about those who will judge the choice elsewhere."""
REASONS = ("figure", "stake", "effect", "wait", "cause")
"""Kinds of fact that others in the firm accept as reasons."""
ARMING = ("tell_logic", "recap", "tell_do", "refocus")
"""Acts that put the buyer's own facts into words for others."""
SEVERAL = 2
"""Reasons of the buyer's own with which they can stand alone."""


def _handed(play: Play, step: Step) -> bool:
    """Whether the seller put a reason for others into words."""
    return step.does("tell_logic") or step in play.naming("reason")


def _tie(play: Play, others: Step, mine: list[Step]) -> Step | None:
    """The turn in which a reason of the buyer's was fitted to those others.

    The buyer rehearsed it, or took it up to them, or what it is worth came to be settled, or
    the seller put the buyer's own facts into words for them.
    """
    since = max(others.index, mine[0].index)

    def fits(step: Step) -> bool:
        taken_up = step.does("lift", answering=True) and honoured(play, step)
        worth = "worth" in step.after.ready and "worth" not in step.before.ready
        worded = step.does(*ARMING) and step.flagged("carried")
        return step.tells("evidence") or worth or worded or taken_up

    later = (s for s in play.main if s.index > since and s.turn.buyer == others.turn.buyer)
    return next((step for step in later if fits(step)), None)


def _unheard(play: Play, mine: list[Step], handed: list[Step]) -> Finding:
    """What is found where nothing was told of what the others will ask."""
    missed = absent(play, "nothing was told of those who have a say elsewhere", 1)
    own = [step for step in handed if step.flagged("carried")]
    if not own or not mine:
        return found(0, [missed], "Nobody else's question was heard.")
    shown = cite(own[0], "a reason on the buyer's own facts, for nobody in particular", 1, *ARMING)
    return found(1, [shown, missed], "A reason, and nobody to give it to.")


def _measure(play: Play) -> Finding:
    others = play.first_telling(*OTHERS)
    own = [step for step in play.telling(*REASONS) if owned(step, *REASONS)]
    mine = [s for s in own if others is None or s.turn.buyer == others.turn.buyer]
    handed = [step for step in play.main if _handed(play, step)]
    if others is None:
        return _unheard(play, mine, handed)
    evidence: list[Evidence] = [told_in(others, "the buyer told who else has a say", 1)]
    count = f"reasons of the buyer's own: {len(mine)}"
    if not mine:
        later = [step for step in handed if step.index > others.index]
        evidence += [cite(s, "a reason that was the seller's", 2, *ARMING) for s in later[:1]]
        evidence.append(absent(play, "the buyer has no reason of their own", 2, others))
        return found(1 + bool(later), evidence, "Known, and not armed.", count=count)
    evidence += [told_in(s, "the buyer told a reason in their own words", 3) for s in mine[:2]]
    tie = _tie(play, others, mine)
    if tie is None:
        evidence.append(absent(play, "no reason was fitted to those others", 2, others))
        return found(2, evidence, "Reasons, and not for them.", count=count)
    rung = 4 if len(mine) >= SEVERAL else 3
    evidence.append(cite(tie, "a reason was fitted to those others", rung, *ARMING))
    if rung < 4:
        evidence.append(absent(play, "a second reason of the buyer's own", 3))
    return found(rung, evidence, "The buyer can stand by it alone.", count=count)


_OTHERS = Row("What will your observer ask first?", "ask_people", told="people")
_FIGURE = Row("What did the nine shifts cost?", "ask_figure", told="figure")
_EFFECT = Row("And who paid for them?", "ask_effect", told="effect")
_WORDS = Row("Nine shifts, from her reserve: that's the line.", "tell_logic", "carried")

CRITERION = Criterion(
    id="arm_the_defender",
    title="Give them the words to defend it",
    group="H",
    definition=(
        "A supporter who cannot decide alone has to explain the choice in a room where the "
        "seller is not. Find out what will be asked there, and fit the buyer's own reasons to it."
    ),
    why="A buyer defends in that room what they can say in their own words, and no more.",
    ladder={
        4: "The buyer told who else has a say and two reasons of their own, and one was then "
        "fitted to those others: rehearsed, taken up to them, or put into words from the buyer's "
        "facts.",
        3: "The same with one reason.",
        2: "Others and reasons were told and never brought together; or the reasons for those "
        "others were the seller's.",
        1: "Only who else has a say; or only a reason, on the buyer's facts, for nobody in "
        "particular.",
        0: "Neither. A case for customers in general earns nothing.",
    },
    source="Domain study 2H. Only reasons that the buyer voiced count as theirs.",
    measure=_measure,
    reads=(*ARMING, "carried", "lift", "get"),
    passes=(
        Sample("Two reasons, in her terms", 4, (_OTHERS, _FIGURE, _EFFECT, _WORDS)),
        Sample(
            "Rehearsed",
            4,
            (
                _FIGURE,
                _EFFECT,
                _OTHERS,
                Row("Say your three sentences to me.", "ask_evidence", told="evidence"),
            ),
        ),
        Sample("One reason, in her terms", 3, (_OTHERS, _FIGURE, _WORDS)),
        Sample("Told, and never brought together", 2, (_OTHERS, _FIGURE, _EFFECT)),
    ),
    fails=(
        Sample("Just forward my slides", 0, (Row("Forward them our slides.", "tell_do"),)),
        Sample(
            "The seller's reasons",
            2,
            (_OTHERS, Row("Tell her it pays back in a year.", "tell_logic", names="reason")),
        ),
        Sample(
            "Tell them everyone's happy",
            1,
            (_OTHERS, Row("Everyone's happy with it.", "tell_generic")),
        ),
        Sample("A case for anybody", 0, (Row("It pays back in a year.", "tell_logic"),)),
    ),
)
