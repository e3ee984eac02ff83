"""Reach someone who can say yes."""

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
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

LOOKS_FOR = ("ask_power", "ask_path", "ask_funds", "lift")
"""Acts that look for whoever can commit; asking who else cares does not by itself."""
UPWARD = ("lift", "next_step", "plan", "get")
"""Acts by which a step to that person is agreed."""
RECENT = 3
"""Last turns over which such a step may take shape, since the contact asks with whom."""
ORDERS = ("tell_price", "close")


def owned(step: Step) -> bool:
    """Whether the buyer disclosed it of their own, and did not only agree to a guess."""
    told = step.told
    return told is not None and told.fact not in step.after.borrowed and not step.flagged("leading")


def decider(play: Play) -> Step | None:
    """The turn by which it was known who can commit: the buyer said so, or had them take part."""
    for step in play.main:
        held = "power" in step.after.ready and "power" not in step.before.ready
        if held or (step.tells("power") and owned(step)):
            return step
    return None


def reached(play: Play, known: Step | None) -> Step | None:
    """The turn that reached whoever can commit: they were met, or a step to them was agreed.

    Where nobody said who that is, only a step upward counts: it was known from elsewhere.
    """
    since = known or next(iter(play.doing("lift")), None)
    agreed = play.agreed()
    if since is not None:
        for step in play.main:
            if step.index > since.index and step.turn.buyer != since.turn.buyer:
                return step
    if agreed is None or (known is not None and agreed.index < known.index):
        return None
    turns = [s for s in play.main if agreed.index - RECENT < s.index <= agreed.index]
    transition = play.taken(agreed)
    up = any(s.does("lift") for s in turns) or (transition and "lift" in transition.acts)
    named = any(s.slots("person") and (s is agreed or s.does(*UPWARD)) for s in turns)
    return agreed if up or (known is not None and named) else None


def _aim(play: Play) -> Step | None:
    """The turn by which there was a matter: an aim was told, or one known from elsewhere named."""
    return next((s for s in play.main if s.tells("goal") or s.does("refocus")), None)


def _tactless(play: Play) -> list[Evidence]:
    """The turn in which asking who decides made the contact close: it sounded like a test."""

    def stung(step: Step) -> bool:
        taken, guard = step.turn.reaction.taken, step.meters("guard")
        return taken is not None and taken.act == "ask_power" and guard[1] > guard[0]

    turns = [step for step in play.doing("ask_power") if stung(step)]
    return [debit(s, "asked as a test of the contact", 2, "ask_power") for s in turns[:1]]


def _measure(play: Play) -> Finding:
    known, goal = decider(play), _aim(play)
    met, debits = reached(play, known), _tactless(play)
    said = [told_in(known, "it was known who can commit", 2)] if known and known.told else []
    if met is not None:
        got = cite(met, "got to whoever can commit", 4, *UPWARD)
        priced = any(step.index < met.index for step in play.doing(*ORDERS))
        if priced or goal is None or goal.index > (known or met).index:
            why = "price or order came first" if priced else "no aim was known when it was asked"
            short = absent(play, why, 3)
            return found(3, [*said, got, short], "Reached, by a detour.", debits=debits)
        return found(4, [*said, got], "Reached before any price.", debits=debits)
    if known is not None:
        shown = said or [cite(known, "whoever can commit took part", 2)]
        if goal is None or goal.index > known.index:
            early = absent(play, "no aim was known when that was asked", 1)
            return found(1, [*shown, early], "Asked before there was a matter.", debits=debits)
        missed = absent(play, "no step to that person was agreed", 2, known)
        return found(2, [*shown, missed], "Known by name only.", debits=debits)
    missed = absent(play, "who can commit was never told", 0)
    asked = next(iter(play.doing(*LOOKS_FOR)), None)
    if asked is None or goal is None or asked.index < goal.index:
        return found(0, [missed], "Nobody who can say yes came into view.", debits=debits)
    tried = cite(asked, "looked for whoever can commit", 1, *LOOKS_FOR)
    return found(1, [tried, missed], "Asked, and not told.", debits=debits)


_AIM = Row("What are you after?", "ask_goal", told="goal")
_POWER = Row("Whose decision was it, last time?", "ask_power", told="power")

CRITERION = Criterion(
    id="sell_to_who_can_buy",
    title="Reach someone who can say yes",
    group="A",
    definition=(
        "Only somebody who can commit the money can buy. Find out who that is, without slighting "
        "whoever you are talking to, and get there together."
    ),
    why="A contact who cannot commit can like everything and still change nothing.",
    ladder={
        4: "Once an aim was known, whoever can commit was found and met, or a step to them was "
        "agreed, before price or order came up.",
        3: "The same, with price or order first, or asked before any aim was known.",
        2: "The buyer said who can commit; no step to them was agreed.",
        1: "Asked once an aim was known, and not told; or told before any aim and left there.",
        0: "Neither. A question that the contact took for a test takes a level off.",
    },
    source=(
        "Domain study 2A. A question that carries its own answer identifies nobody; what is "
        "given to the contact meanwhile is judged where teaching is."
    ),
    measure=_measure,
    reads=(*LOOKS_FOR, *UPWARD, *ORDERS, "refocus", "leading"),
    passes=(
        Sample(
            "Found, then together",
            4,
            (
                _AIM,
                _POWER,
                Row("Shall the two of us see Ruth?", "lift", slots="person", takes="agrees"),
            ),
            "good",
        ),
        Sample(
            "Priced on the way",
            3,
            (
                _AIM,
                _POWER,
                Row("It's 42,000 a year.", "tell_price"),
                Row("Thursday with Ruth?", "next_step", slots="person date", takes="agrees"),
            ),
            "good",
        ),
        Sample("Known by name", 2, (_AIM, _POWER)),
    ),
    fails=(
        Sample(
            "Are you the decision maker?",
            0,
            (Row("Are you the one who decides?", "ask_power", refused="power"),),
        ),
        Sample(
            "A flattering yes",
            1,
            (
                _AIM,
                Row("You're the boss here, right?", "ask_power", "leading", told="power"),
            ),
        ),
        Sample("Before there was a matter", 1, (_POWER, _AIM)),
        Sample(
            "Another hour with the contact",
            2,
            (_AIM, _POWER, Row("Another session next week?", "next_step", takes="agrees")),
            "neutral",
        ),
    ),
)
