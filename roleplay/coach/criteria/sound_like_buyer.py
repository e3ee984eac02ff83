"""You are sent to whoever you sound like."""

from fractions import Fraction

from roleplay.coach.criterion import ANY, Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

MOST, PART = Fraction(3, 5), Fraction(2, 5)
_PASSING = ("rapport", "agenda")
_DEEPER = ("trouble", "consequence", "personal")


def _says_something(step: Step) -> bool:
    """Whether a turn has matter: more than a greeting or the terms of the talk."""
    return step.flagged("off_register") or any(act.id not in _PASSING for act in step.acts())


def _in_their_world(step: Step) -> bool:
    """Whether a turn opened or used something of the buyer's."""
    reaction = step.turn.reaction
    return step.tells() or step.flagged("carried") or reaction.followed or bool(reaction.answered)


def _measure(play: Play) -> Finding:
    off = play.flagged("off_register")
    debits = [debit(s, "talk for someone else's desk", 4, "off_register") for s in off]
    handed = play.handed_over()
    if handed is not None:
        sent = debit(handed, "the buyer passed the call on", 2, "off_register")
        if play.recovered():
            return found(2, [sent], "Passed on, and back in the room later.")
        before = [evidence for evidence in debits if evidence.turn != handed.number]
        return found(0, [*before, sent], "The buyer passed the call on to a colleague.")
    weighty = [step for step in play.main if _says_something(step)]
    theirs = [step for step in weighty if _in_their_world(step)]
    if not play.telling():
        missed = absent(play, "no turn drew anything of the buyer's own", 0)
        return found(0, [missed, *debits], "Nothing of the buyer's world was opened.")
    share = Fraction(len(theirs), len(weighty)) if weighty else Fraction(0)
    deep = any(step.told and step.told.level in _DEEPER for step in play.telling())
    if share >= MOST:
        rung = 4 if deep else 3
    elif share >= PART:
        rung = 3 if deep else 2
    else:
        rung = 1
    evidence = [cite(s, "opened or used something of the buyer's", rung) for s in theirs[:3]]
    if rung < 4:
        evidence.append(absent(play, "too few turns touched the buyer's own matters", rung))
    count = f"{len(theirs)} of {len(weighty)} turns opened or used something of the buyer's"
    note = "Stayed in the buyer's world." if not off else "Slipped out of the buyer's world."
    return found(rung, evidence, note, debits=debits, count=count)


CRITERION = Criterion(
    id="sound_like_buyer",
    title="You are sent to whoever you sound like",
    group="B",
    definition=(
        "Talk in the terms of the person in front of you. Speak features to an executive, and "
        "the call goes to someone who likes features and cannot buy."
    ),
    why="People pass a call on to whoever its words sound meant for.",
    ladder={
        4: "Nothing drew a warning, most turns opened or used something of the buyer's, and it "
        "went as deep as the trouble.",
        3: "The same without the depth, or with depth in fewer than three turns out of five.",
        2: "Handed on, but back with the buyer later; or only the aim, in part of the turns.",
        1: "Few turns touched anything of the buyer's.",
        0: "Handed on for good, or nothing of the buyer's world was opened. Each turn meant for "
        "someone else's desk takes a level off.",
    },
    source="Domain study 2B and 1.3 (M1). Judged on warnings, hand-over and what turns opened.",
    measure=_measure,
    reads=(ANY,),
    passes=(
        Sample(
            "Every turn about their matters",
            4,
            (
                Row("If it isn't worth it, say so.", "agenda"),
                Row("What are you after?", "ask_goal", told="goal"),
                Row("What does that do to cash?", "ask_effect", told="trouble"),
                Row("So March is the limit?", "deepen", "carried", follows=True),
            ),
        ),
        Sample(
            "One slip, one warning",
            3,
            (
                Row("What are you after?", "ask_goal", told="goal"),
                Row("We run containers.", "tell_feature", "off_register", takes="warned"),
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
                Row("And who feels it?", "ask_effect", told="effect"),
            ),
        ),
        Sample(
            "Handed on, and back",
            2,
            (
                Row("We run containers.", "tell_feature", "off_register", takes="hands_over"),
                Row("Her aim needs her.", "lift", with_colleague=True),
                Row("What are you after?", "ask_goal", told="goal"),
            ),
        ),
    ),
    fails=(
        Sample(
            "Handed on for good",
            0,
            (
                Row("What are you after?", "ask_goal", told="goal"),
                Row("We run containers.", "tell_feature", "off_register", takes="hands_over"),
                Row("Ask me anything.", "agenda", with_colleague=True),
            ),
        ),
        Sample(
            "Finance words on features open nothing",
            0,
            (Row("Our platform lifts working capital.", "tell_feature"),),
        ),
    ),
)
