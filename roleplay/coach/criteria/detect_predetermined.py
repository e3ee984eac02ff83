"""Notice when you are the comparison bid."""

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

TRACES = ("past", "people", "path", "evidence", "power")
"""Kinds of fact that show how a choice came about, and who took part in it."""
STANDING = "rank"
"""Kind of fact that says where the seller stands."""
TESTS = ("ask_rank", "ask_ready", "ask_path", "ask_wait")
"""Acts that test where one stands."""
WORK = ("give", "tell_price", "tell_solve", "tell_answer", "close")
"""Acts that put work or a price into the contest."""
ACCUSE = "accuse"
"""The mark that an accusation leaves."""


def _signs(play: Play) -> list[Step]:
    """Turns that noticed a sign, or drew how the choice came about; the test itself is none."""
    named = play.naming("sign")
    return [s for s in play.main if s.tells(*TRACES) or (s in named and not s.tells(STANDING))]


def _standing(play: Play, signs: list[Step]) -> Step | None:
    """The turn in which the buyer said where the seller stands; after a sign, if there is one."""
    told = play.telling(STANDING)
    later = [step for step in told if signs and step.index > signs[0].index]
    return next(iter(later or told), None)


def _tested(play: Play) -> Step | None:
    """The first turn that asked where the seller stands, told or not."""
    return next(iter(play.asking_for(STANDING, TESTS[0])), next(iter(play.doing(*TESTS)), None))


def _too_soon(play: Play, standing: Step | None) -> list[Evidence]:
    """The first turn that put work into the contest before it was known how open it is."""
    turns = [s for s in play.doing(*WORK) if standing is None or s.index < standing.index]
    rule = "put work into it before it was known how open it is"
    return [debit(s, rule, 3, *WORK) for s in turns[:1]]


def _measure(play: Play) -> Finding:
    signs = _signs(play)
    standing, tested = _standing(play, signs), _tested(play)
    accused = next((step for step in play.main if ACCUSE in step.new_scars()), None)
    if accused is not None:
        charge = debit(accused, "accused, where a question would have done", 0)
        return found(0, [charge], "An accusation instead of a test.")
    debits = _too_soon(play, standing)
    noticed = [cite(s, "looked into how the choice came about", 2) for s in signs[:2]]
    if standing is not None and signs:
        before = [step for step in signs if step.index < standing.index]
        rung = 4 if len(before) > 1 else 3 if before else 2
        short = [] if rung == 4 else [absent(play, "fewer than two signs were looked into", rung)]
        said = told_in(standing, "the buyer said where the seller stands", rung)
        note = "Signs noticed, then tested." if rung == 4 else "Tested, on few signs."
        return found(rung, [*noticed, said, *short], note, debits=debits)
    if standing is not None:
        said = told_in(standing, "the buyer said where the seller stands", 2)
        missed = absent(play, "no sign was looked into", 2)
        return found(2, [said, missed], "Asked without a sign.", debits=debits)
    missed = absent(play, "where the seller stands was never told", 1)
    if tested is not None:
        asked = cite(tested, "asked where the seller stands", 1, *TESTS)
        rung = 2 if signs else 1
        note = "Asked, and not told."
        return found(rung, [*noticed, asked, missed], note, debits=debits)
    if signs:
        return found(1, [*noticed, missed], "Noticed, and not tested.", debits=debits)
    return found(0, [missed], "It was taken at its word.")


_WROTE = Row("Section four reads like a brochure. Whose is it?", "ask_past", told="past")
_USERS = Row("Has anybody met the users?", "ask_people", told="people")
_STAND = Row("If we were perfect, would you pick us?", "ask_ready", told="rank")

CRITERION = Criterion(
    id="detect_predetermined",
    title="Notice when you are the comparison bid",
    group="A",
    definition=(
        "Some contests only put a decision on paper. Look into the signs, without a verdict, and "
        "ask where you stand in a way that can be answered."
    ),
    why="A buyer who may not say so outright can answer a question that leaves them their face.",
    ladder={
        4: "Two signs of how the choice came about were looked into, and then the buyer said "
        "where the seller stands.",
        3: "One sign, and then the same.",
        2: "Where the seller stands was told before or without any sign; or signs were looked "
        "into and the question was put, and stayed open.",
        1: "Signs alone, or the question alone.",
        0: "Neither, or an accusation. Work or a price put in before it was known takes a level "
        "off.",
    },
    source=(
        "Domain study 2A. How open the contest is does not matter here: to have tested it is "
        "right in either case, to have judged it is not."
    ),
    measure=_measure,
    reads=(*TESTS, *WORK),
    passes=(
        Sample("Two signs, then the question", 4, (_WROTE, _USERS, _STAND)),
        Sample(
            "A sign named, then the question",
            3,
            (Row("Our name is spelt wrongly.", "tell_insight", names="sign"), _STAND),
        ),
        Sample("The question alone", 2, (_STAND,)),
        Sample(
            "Signs, and a closed door",
            2,
            (_WROTE, Row("Where do we stand?", "ask_rank", refused="rank")),
        ),
    ),
    fails=(
        Sample("Every box ticked", 0, (Row("You'll have our answers by Friday.", "plan"),)),
        Sample(
            "Rigged, is it?",
            0,
            (_WROTE, Row("So it's a stitch-up.", "tell_past_bad", scar="accuse"), _STAND),
        ),
        Sample("Noticed, nothing asked", 1, (_WROTE,)),
        Sample(
            "A sharper price first",
            1,
            (Row("We'd do it for less.", "tell_price"), _STAND),
        ),
    ),
)
