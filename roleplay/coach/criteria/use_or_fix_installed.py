"""Use it better, apply it right, mend it."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt, moved_on, warmed
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

GUESS = ("no_buy", "tell_do")
"""Acts that name a way to make do; before the cause is known they are guesses."""
DONE = (*GUESS, "own_it")
"""Acts by which what is there is used better, set right or mended."""
REMEDY = (*DONE, "plan", "next_step")
"""The same, and those that are a remedy only where one is named: a step may be a demonstration."""
REPLACE = ("tell_feature", "tell_need", "tell_answer", "tell_solve", "tell_price", "close")
"""Acts that put something new in its place."""
GUESSES = 2
"""Guesses before the cause from which they are a list and no advice."""


def _took_up(play: Play, step: Step) -> bool:
    """Whether the buyer took a remedy up: moved on by it, or came closer."""
    transition = play.taken(step)
    closer = warmed(step) and not (transition and transition.harmful)
    return closer or moved_on(play, step, *REMEDY)


def _proposes(play: Play, step: Step) -> bool:
    """Whether a turn proposes a remedy for what is there."""
    named = step in play.naming("remedy")
    return step.does(*(REMEDY if named else DONE), answering=True)


def _specific(play: Play, step: Step) -> bool:
    """Whether a remedy holds something of this buyer's: a fact, or a remedy by name."""
    return step.flagged("carried") or step in play.naming("remedy")


def _measure(play: Play) -> Finding:
    cause = play.first_telling("cause")
    before = [s for s in play.main if cause is None or s.index <= cause.index]
    guesses = [s for s in before if s.does(*GUESS, answering=True)]
    pushed = [s for s in play.main if s.does(*REPLACE) and not s.does(*REMEDY) and hurt(s)]
    against = [debit(s, "something new was put in its place", 2, *REPLACE) for s in pushed[:2]]
    if len(guesses) >= GUESSES:
        rule = "another guess before the cause was known"
        against += [debit(s, rule, 2, *GUESS) for s in guesses[1:2]]
    after = [s for s in play.main if cause and s.index > cause.index]
    remedies = [s for s in after if _proposes(play, s)]
    if cause is None or not remedies:
        return _none(play, cause, guesses, against=bool(against))
    specific = [s for s in remedies if _specific(play, s)]
    first = (specific or remedies)[0]
    took = any(_took_up(play, s) for s in remedies)
    rung = 2 + bool(specific) + took
    rule = "what is there could be used or mended"
    evidence = [cite(first, rule, rung, *REMEDY), told_in(cause, "the cause was known first", 2)]
    if not specific:
        evidence.append(absent(play, "nothing in it was this buyer's own", rung, cause))
    if not took:
        evidence.append(absent(play, "the buyer did not take it up", rung, cause))
    note = "A remedy for the cause that was told."
    return found(rung, evidence, note, debits=against, each=2)


def _none(play: Play, cause: Step | None, guesses: list[Step], *, against: bool) -> Finding:
    """Nothing was proposed for a known cause: a single guess, or the cause alone, is worth 1."""
    missed = absent(play, "no remedy for a cause that was told", 0)
    if against or (cause is None and play.first_telling("trouble") is None):
        return found(0, [missed], "No remedy that rests on a cause.")
    if cause is not None:
        shown = told_in(cause, "the cause was told", 1)
        return found(1, [shown, missed], "The cause was told, and nothing was made of it.")
    if not guesses:
        return found(0, [missed], "Neither a cause nor a remedy.")
    guess = cite(guesses[0], "a single remedy, guessed", 1, *GUESS)
    return found(1, [guess, missed], "A guess: the trouble was known, the cause was not.")


_TROUBLE = Row("What goes wrong?", "ask_trouble", told="trouble")
_CAUSE = Row("Why since the spring?", "ask_cause", told="cause")

CRITERION = Criterion(
    id="use_or_fix_installed",
    title="Use it better, apply it right, mend it",
    group="F",
    definition=(
        "The remedy may be to use what is there more fully, to set it right or to mend it."
    ),
    why="A remedy that fits the cause costs the buyer little and is seen to work.",
    ladder={
        4: "Once the cause was told, a remedy for what is there with something of the buyer's in "
        "it, and the buyer took it up.",
        3: "With something of theirs and not taken up, or taken up with nothing of theirs.",
        2: "A remedy in general terms after the cause was told.",
        1: "The cause was told and nothing was made of it, or one guess at a known trouble.",
        0: "No remedy. Something new that made the buyer draw back takes two levels off, and so "
        "does a second guess before the cause was told.",
    },
    source="Domain study 2F. What fits is known by the cause told before it.",
    measure=_measure,
    reads=(*REMEDY, *REPLACE, "carried"),
    passes=(
        Sample(
            "A day, a valve, and a yes",
            4,
            (
                _CAUSE,
                Row("Thursday we shut that bypass.", "own_it", "carried", meters="trust 40"),
            ),
        ),
        Sample(
            "The remedy by name, not taken up",
            3,
            (_CAUSE, Row("Two hours for the new hands.", "tell_do", names="remedy")),
        ),
        Sample("Get more out of it", 2, (_CAUSE, Row("Use what you have.", "no_buy"))),
        Sample(
            "Mended, after a push for the new",
            2,
            (
                Row("You need a newer one.", "tell_need", meters="guard 40"),
                _CAUSE,
                Row("Shut the bypass, then.", "tell_do", "carried", meters="guard 30"),
            ),
        ),
    ),
    fails=(
        Sample(
            "Time to move on",
            0,
            (_TROUBLE, Row("It's old, you need ours.", "tell_need", meters="trust 20")),
        ),
        Sample("Every remedy there is", 0, (*(Row("Try this.", "tell_do"),) * 3, _CAUSE)),
        Sample("One guess", 1, (_TROUBLE, Row("Try a filter.", "tell_do"))),
        Sample(
            "A demonstration is no remedy",
            1,
            (_CAUSE, Row("Shall I show you ours on Friday?", "next_step", "carried")),
        ),
        Sample("Knew why, and no more", 1, (_TROUBLE, _CAUSE, Row("I see.", "mirror"))),
    ),
)
