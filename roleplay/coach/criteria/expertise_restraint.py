"""Knowing too much, too soon."""

from roleplay.coach.criteria.self_discovered_reasons import owned
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

LEAPS = ("tell_need", "tell_answer", "tell_solve")
"""Acts that jump from a familiar sign to the remedy."""
CUES = ("restraint", "expertise")
"""What a remark of the buyer's tests that invites a leap."""
VIEW = ("next_step", "remedy", "verdict")
"""What a question of the buyer's tests that asks for the seller's view."""
SOON = 2
"""Turns after a cue in which a leap is a leap at it."""


def _cues(play: Play) -> list[Step]:
    """Turns after which the match looked obvious: a planted remark, or else the first trouble."""
    planted = sorted((s for cue in CUES for s in play.put(cue)), key=lambda step: step.index)
    trouble = play.first_telling("trouble")
    return planted or ([trouble] if trouble is not None else [])


def _after(play: Play, cue: Step) -> list[Step]:
    return [step for step in play.main if step.index > cue.index][:SOON]


def _kept_asking(play: Play, cue: Step) -> bool:
    """Whether the turns after a cue held no leap, and drew out something more."""
    after = _after(play, cue)
    more = any(step.tells() for step in after)
    return more and not any(step.does(*LEAPS) for step in after)


def _debits(play: Play, cues: list[Step], twist: Step | None) -> list[Evidence]:
    """Leaps elsewhere before the cause was told, and a view withheld after it."""
    at_cues = {step.index for cue in cues for step in _after(play, cue)}
    leaps = [s for s in play.doing(*LEAPS) if s.index not in at_cues]
    early = [s for s in leaps if twist is None or s.index < twist.index]
    found_out = [debit(s, "leapt before the cause was known", 4, *LEAPS) for s in early]
    if twist is not None:
        late = [s for view in VIEW for s in play.evaded(view) if s.index > twist.index]
        found_out += [debit(s, "kept back a view that was asked for", 4) for s in late]
    return found_out


def _measure(play: Play) -> Finding:
    cues = _cues(play)
    if not cues:
        missed = absent(play, "nothing was told that looked familiar", 0)
        leaps = [debit(s, "leapt before anything was told", 0, *LEAPS) for s in play.doing(*LEAPS)]
        return found(0, [missed, *leaps], "The talk never came to where one may leap.")
    causes = [s for s in play.telling("cause") if s.index > cues[0].index]
    twist = causes[0] if causes else None
    theirs = twist is not None and owned(twist, "cause")
    kept = [cue for cue in cues if _kept_asking(play, cue)]
    debits = _debits(play, cues, twist)
    evidence = [
        cite(_after(play, cue)[0], "asked on where the match looked plain", 2) for cue in kept
    ]
    missed_cues = [s for c in cues if c not in kept for s in _after(play, c) if s.does(*LEAPS)]
    evidence += [debit(s, "leapt at a familiar sign", 2, *LEAPS) for s in missed_cues[:1]]
    if twist is not None:
        evidence.append(told_in(twist, "what really lies behind it was told", 4))
    else:
        evidence.append(absent(play, "what really lies behind it was never told", 4, cues[0]))
    if not kept:
        rung = 1 if twist is not None else 0
        return found(rung, evidence, "Did not ask on where it looked plain.", debits=debits)
    if twist is None:
        return found(2, evidence, "Asked on, but not to the cause.", debits=debits)
    if theirs and len(kept) == len(cues):
        return found(4, evidence, "Asked on, one layer down.", debits=debits)
    return found(3, evidence, "Asked on, not every time or not to the end.", debits=debits)


_CUE = Row("Where does it go wrong?", "ask_trouble", told="trouble", tests="restraint")
_DOWN = Row("What happened before that?", "ask_today", told="process", follows=True)
_CAUSE = Row("What do you make of it?", "ask_cause", told="cause")
_LEAP = Row("Classic. You need our scheduler.", "tell_need")

CRITERION = Criterion(
    id="expertise_restraint",
    title="Knowing too much, too soon",
    group="C",
    definition=(
        "Knowing the trade tempts a seller to finish the buyer's story. See the pattern, keep it "
        "to yourself, and ask on."
    ),
    why="What lies one layer down comes out in answer to a question, and stays shut after a leap.",
    ladder={
        4: "Where the match looked plain the next turns drew out more, and the buyer then told "
        "what really lies behind it.",
        3: "The same, but once leapt, or the seller stated the cause first.",
        2: "Asked on where it looked plain; the cause was never told.",
        1: "Leapt or let it lie, and the cause was told later all the same.",
        0: "Leapt and left there, or never came to it. Each other leap before the cause, and a "
        "view kept back once it was asked for, takes a level off.",
    },
    source="Domain study 2C and M13. Ignorance is not scored; what was drawn out is.",
    measure=_measure,
    reads=LEAPS,
    passes=(
        Sample("One layer down", 4, (_CUE, _DOWN, _CAUSE)),
        Sample(
            "Two cues, one leapt at",
            3,
            (
                _CUE,
                _DOWN,
                Row("And who breaks it?", "ask_people", told="people", tests="expertise"),
                _LEAP,
                _CAUSE,
            ),
        ),
        Sample("Asked on, but no cause", 2, (_CUE, _DOWN)),
        Sample(
            "No planted remark: the trouble itself is one",
            4,
            (Row("Where does it go wrong?", "ask_trouble", told="trouble"), _CAUSE),
        ),
    ),
    fails=(
        Sample("Leapt", 0, (_CUE, _LEAP)),
        Sample("Leapt, and the cause came out later", 1, (_CUE, _LEAP, _DOWN, _CAUSE)),
        Sample("Leapt before anything", 0, (_LEAP,)),
        Sample(
            "Feigned ignorance",
            3,
            (
                _CUE,
                _DOWN,
                Row("Why is that?", "ask_cause", told="cause", tests="remedy"),
                Row("Hard to say.", "rapport", evaded="remedy"),
            ),
        ),
        Sample("Asked on, then leapt before the cause", 1, (_CUE, _DOWN, _DOWN, _LEAP)),
    ),
)
