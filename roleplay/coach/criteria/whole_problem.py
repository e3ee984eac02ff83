"""Buying is one piece of solving."""

from roleplay.coach.criteria.vision_of_use import known, on_theirs, pictured
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

PIECES = ("around", "people")
"""Kinds of fact that are part of solving and not of buying."""
MATTER = ("trouble", "cause", "past")
"""Kinds of fact after which such a piece has something to be a piece of."""
FIXING = ("plan", "recap", "next_step", "tell_do", "get")
"""Acts that can set somebody's name to a piece."""
BRUSHING = ("tell_deny", "tell_solve")
"""Acts that wave away what the buyer has just brought up."""
WIDE = 3
"""Pieces with which the buyer has looked all round the purchase."""


def pieces(play: Play) -> list[Step]:
    """Turns at which the buyer told a piece of solving that is not buying.

    What they tell of the offering in use is their picture, and no piece.
    """
    seen = pictured(play)
    return [
        step
        for step in play.telling(*PIECES)
        if known(play, step, *MATTER) and (seen is None or step.index != seen.index)
    ]


def in_a_name(play: Play, told: list[Step]) -> Step | None:
    """The turn by which one of these pieces had somebody on the buyer's side."""

    def named(step: Step) -> bool:
        became = "plan" in step.after.ready and "plan" not in step.before.ready
        fixed = step.does(*FIXING) and step.slots("person") and on_theirs(step)
        return became or (fixed and step.index > told[0].index)

    people = [step for step in told if step.tells("people")]
    if people or not told:
        return people[0] if people else None
    return next((step for step in play.main if named(step)), None)


def _debits(play: Play, told: list[Step]) -> list[Evidence]:
    """A piece waved away in the next turn, and an order asked for before any was told."""
    after = [later for step, later in zip(play.main, play.main[1:], strict=False) if step in told]
    against = [
        debit(step, "waved away what the buyer had just told", 3, *BRUSHING)
        for step in after
        if step.does(*BRUSHING)
    ]
    for step in play.doing("close"):
        taken = step.turn.reaction.taken
        if taken and taken.act == "close" and (not told or step.index < told[0].index):
            against.append(debit(step, "asked for the order with none of it told", 3, "close"))
    return against[:2]


def _measure(play: Play) -> Finding:
    told = pieces(play)
    debits = _debits(play, told)
    if not told:
        missed = absent(play, "nothing of the work around the purchase was told", 0)
        return found(0, [missed], "Only the purchase was talked about.", debits=debits)
    owner = in_a_name(play, told)
    rung = min(len(told), WIDE) + (owner is not None and len(told) > 1)
    evidence = [told_in(s, "the buyer told a piece of solving it", rung) for s in told[:WIDE]]
    if owner is not None and owner not in told:
        evidence.append(cite(owner, "and a piece had somebody's name on it", rung, *FIXING))
    if rung < 4:
        lacking = "no piece had a name on it" if owner is None else "there is more around it"
        evidence.append(absent(play, lacking, rung, told[0]))
    count = f"pieces told: {len(told)}"
    note = "Looked all round the purchase." if rung > 2 else "Looked past the purchase a little."
    return found(rung, evidence, note, debits=debits, count=count)


_CAUSE = Row("Why did the last one fail?", "ask_cause", told="cause")
_PIECE = Row("And who would teach them?", "ask_around", told="around")
_NAMED = Row("Then Moira writes the page.", "plan", "carried", slots="person")

CRITERION = Criterion(
    id="whole_problem",
    title="Buying is one piece of solving",
    group="E",
    definition=(
        "The purchase is a part. Walk with the buyer through the rest that the result hangs on: "
        "who works otherwise, by which rule, taught by whom, judged by what."
    ),
    why="A buyer who has said what else it takes can make it work; one who hasn't says yes "
    "easily and is stuck afterwards.",
    ladder={
        4: "The buyer told three pieces of solving that are not buying, and one has a name on it.",
        3: "Three without a name, or two with one.",
        2: "Two, with no name on either.",
        1: "One.",
        0: "None. Waving away what was just told, or asking for the order before any piece was "
        "told, takes a level off.",
    },
    source="Domain study 2E. A piece counts once the buyer has told it, however many were listed.",
    measure=_measure,
    reads=(*FIXING, *BRUSHING, "close", "ask_use", "tell_use", "carried"),
    passes=(
        Sample("Three pieces and a name", 4, (_CAUSE, _PIECE, _PIECE, _PIECE, _NAMED)),
        Sample(
            "Who will fight it is a piece",
            3,
            (_CAUSE, _PIECE, Row("Who won't like it?", "ask_people", told="people")),
        ),
        Sample("Three, and nobody's", 3, (_CAUSE, _PIECE, _PIECE, _PIECE)),
        Sample("Two", 2, (_CAUSE, _PIECE, _PIECE)),
    ),
    fails=(
        Sample(
            "A list of headings",
            0,
            (_CAUSE, Row("There's training, roles, data and rules.", "tell_need")),
        ),
        Sample("One", 1, (_CAUSE, _PIECE)),
        Sample(
            "One, waved away",
            0,
            (_CAUSE, _PIECE, Row("Nobody has trouble with that.", "tell_deny")),
        ),
        Sample(
            "The order first",
            1,
            (
                _CAUSE,
                Row("Shall we sign?", "close", takes="stalls"),
                _PIECE,
                _PIECE,
            ),
        ),
    ),
)
