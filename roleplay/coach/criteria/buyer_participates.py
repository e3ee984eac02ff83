"""Let the buyer drive too."""

from fractions import Fraction

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample

MOST, PART = Fraction(3, 5), Fraction(2, 5)
ENOUGH = 3
"""Topics that a buyer must have raised before following them says much."""


def _measure(play: Play) -> Finding:
    raised = play.raised()
    followed = [after for _, after in raised if after.turn.reaction.followed]
    if not followed:
        rule = "nothing that the buyer raised was followed"
        note = "The buyer raised nothing." if not raised else "Nothing raised was followed."
        return found(0, [absent(play, rule, 0)], note)
    closed, evaded = play.closed_up(), play.evaded()
    against = [debit(s, "the buyer closed up", 3) for s in closed[:1]]
    against += [debit(s, "passed over the buyer's own question", 3) for s in evaded[:1]]
    share = Fraction(len(followed), len(raised))
    if share >= MOST:
        rung = 4 - len(against)
        if len(raised) < ENOUGH:
            rung = min(rung, 3)
    elif share >= PART:
        rung = 1 if closed else 2
    else:
        rung = 1
    evidence = [cite(step, "followed what the buyer had raised", rung) for step in followed[:3]]
    missed = [after for _, after in raised if after not in followed]
    against += [debit(s, "left what the buyer had raised", rung) for s in missed[:2]]
    if rung < 4 and not against:
        evidence.append(absent(play, "the buyer was brought to raise too little", rung))
    count = (
        f"{len(followed)} of {len(raised)} raised topics followed; {_share(play)} per cent of "
        "the words were the seller's"
    )
    note = "The buyer steered too." if rung > 2 else "The buyer seldom got to steer."
    return found(rung, [*evidence, *against], note, count=count)


def _share(play: Play) -> int:
    """Per cent of all words that the seller spoke, as information."""
    mine = sum(len(step.turn.text.split()) for step in play.main)
    theirs = sum(len(step.turn.reply.split()) for step in play.main)
    return (200 * mine + mine + theirs) // (2 * (mine + theirs)) if mine + theirs else 0


_AIM = Row("What are you after?", "ask_goal", told="goal", raises=True)
_TROUBLE = Row("And what stops you?", "ask_trouble", told="trouble", raises=True, follows=True)
_CAUSE = Row("Why at that hour?", "ask_cause", told="cause", raises=True, follows=True)
_EFFECT = Row("Who feels it?", "ask_effect", told="effect", follows=True)

CRITERION = Criterion(
    id="buyer_participates",
    title="Let the buyer drive too",
    group="B",
    definition=(
        "People prefer a talk that they help to steer. Ask, wait, follow what they raise, answer "
        "what they ask."
    ),
    why="A buyer whose topics are taken up goes on; one whose topics are dropped closes up.",
    ladder={
        4: "At least three topics that the buyer raised, most of them followed in the next turn; "
        "the buyer never closed up and none of their questions was passed over.",
        3: "Most were followed, but there were few of them, or one of the other two failed.",
        2: "Most were followed and both of the others failed; or about half were followed.",
        1: "Few were followed, or about half before the buyer closed up.",
        0: "Nothing that the buyer raised was followed.",
    },
    source="Domain study 2B. Word share is shown as information and never scored.",
    measure=_measure,
    reads=(),
    passes=(
        Sample("Follows each topic", 4, (_AIM, _TROUBLE, _CAUSE, _EFFECT)),
        Sample("Two topics only", 3, (_AIM, _TROUBLE, Row("Who feels it?", follows=True))),
        Sample(
            "Follows, but passes over their question",
            3,
            (_AIM, _TROUBLE, _CAUSE, Row("Who feels it?", follows=True, evaded="product")),
        ),
    ),
    fails=(
        Sample("Snatches the topic each time", 0, (_AIM, Row("Moving on."), Row("Next."))),
        Sample("Grunts: nothing is raised", 0, (Row("Go on."), Row("And?"), Row("Mm."))),
        Sample(
            "Half followed, and the buyer closed up",
            1,
            (
                _AIM,
                _TROUBLE,
                Row("Others save a third.", "tell_generic", takes="shuts"),
            ),
        ),
    ),
)
