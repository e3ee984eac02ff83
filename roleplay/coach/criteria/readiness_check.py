"""Know the preconditions before asking."""

from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

SHOWN_BY = {
    "aim": ("goal",),
    "barrier": ("trouble", "cause"),
    "stake": ("figure", "effect", "wait", "stake"),
    "picture": ("around",),
    "verdict": ("rank",),
    "worth": ("figure", "stake"),
    "money": ("funds",),
    "power": ("power", "people"),
    "path": ("path",),
    "plan": ("around", "people"),
    "alternatives": ("rank", "evidence"),
    "nerve": ("feel",),
}
"""Kinds of fact by which the buyer says how a precondition stands (domain 3.1)."""
A_TURN = 2
"""Preconditions that one turn can settle."""
CHECKING = ("ask_ready", "ask_path", "ask_funds", "ask_power", "ask_around", "ask_rank", "ask_feel")
"""Acts that ask how a precondition stands."""


def _said(step: Step) -> set[str]:
    """The preconditions of which the buyer said how they stand; not in a pile of questions."""
    told = step.told
    if told is None or step.flagged("stacked"):
        return set()
    return {name for name, kinds in SHOWN_BY.items() if told.kind in kinds}


def _became(step: Step) -> set[str]:
    return set(step.after.ready) - set(step.before.ready)


def not_given(play: Play) -> tuple[str, ...]:
    """The preconditions that matter with this buyer and did not hold from the start.

    Where the first turn brings more than one turn can settle, they held by themselves.
    """
    if not play.main:
        return ()
    first = play.main[0]
    came = _became(first)
    given = set(first.before.ready) | (came if len(came) > A_TURN else came - _said(first))
    relevant = play.content.personas[first.turn.buyer].readiness
    return tuple(p.name for p in relevant if p.name not in given)


def settled(play: Play, last: int) -> dict[str, Step]:
    """Each of those that was checked before a turn: it came to hold, or its state was told.

    At most two in one turn, those that came to hold before the rest.
    """
    wanted = not_given(play)
    done: dict[str, Step] = {}
    for step in play.main:
        if step.index >= last:
            break
        became, said = _became(step), _said(step)
        fresh = [name for name in wanted if name in became | said and name not in done]
        fresh.sort(key=lambda name: name not in became)
        done.update(dict.fromkeys(fresh[:A_TURN], step))
    return done


def _measure(play: Play) -> Finding:
    close = next(iter(play.doing("close", answering=True)), None)
    wanted = not_given(play)
    last = close.index if close else (play.main[-1].index + 1 if play.main else 0)
    done = settled(play, last)
    count = f"preconditions checked: {len(done)} of {len(wanted)}"
    if not done:
        missed = absent(play, "nothing was checked before the order", 0)
        early = [cite(close, "asked for the order", 0, "close")] if close else []
        return found(0, [*early, missed], "Nothing was checked.", count=count)
    rung = max(1, 4 * len(done) // len(wanted))
    steps = list({step.index: step for step in done.values()}.values())[:3]
    evidence: list[Evidence] = [
        told_in(s, "the buyer said how it stands", rung)
        if s.told
        else cite(s, "a precondition came to hold", rung, *CHECKING)
        for s in steps
    ]
    if rung < 4:
        evidence.append(absent(play, "the rest was never checked", rung))
    if close is not None:
        evidence.append(cite(close, "asked for the order here", rung, "close"))
    note = "All of it checked." if rung == 4 else "Checked in part."
    return found(rung, evidence, note, count=count)


_GIVEN = "aim barrier stake picture verdict worth power alternatives"
_START = Row("Shall we go through what's open?", "agenda", ready=_GIVEN)
_MONEY = Row("Has finance released it?", "ask_funds", told="funds")
_PATH = Row("Has counsel seen the terms?", "ask_path", told="path")
_PLAN = Row("Who'll run the first month?", "ask_around", told="around")
_NERVE = Row("What would make it comfortable?", "ask_ready", told="feel", ready=f"{_GIVEN} nerve")
_CLOSE = Row("Shall we go ahead?", "close", takes="signs")

CRITERION = Criterion(
    id="readiness_check",
    title="Know the preconditions before asking",
    group="H",
    definition=(
        "Certain things must be true before it is fair to ask for an order: the money, the say, "
        "the path, who will run it. Check each with the buyer beforehand."
    ),
    why="What the buyer was never asked about comes back as the reason for not signing.",
    ladder={
        4: "Before the order was asked for, the buyer had said how each open precondition stood, "
        "or it had come to hold.",
        3: "Three quarters of them.",
        2: "Half.",
        1: "Fewer.",
        0: "None.",
    },
    source=(
        "Domain study 2H and 3.1. What held before the first word is left out; one turn settles "
        "two at most, and an answer to a pile of questions settles none."
    ),
    measure=_measure,
    reads=("close", "stacked"),
    passes=(
        Sample("Each in turn, then the order", 4, (_START, _MONEY, _PATH, _PLAN, _NERVE, _CLOSE)),
        Sample("All but one", 3, (_START, _MONEY, _PATH, _NERVE, _CLOSE)),
        Sample("Half, and no order", 2, (_START, _MONEY, _PATH)),
    ),
    fails=(
        Sample("We've covered everything, haven't we?", 0, (_START, _CLOSE, _MONEY, _PATH)),
        Sample("One", 1, (_START, _MONEY, _CLOSE)),
        Sample(
            "A list read out in one breath",
            0,
            (_START, Row("Money, counsel, who runs it?", "ask_funds", "stacked", told="funds")),
        ),
        Sample("We can sort the details after", 0, (_START, Row("It'll sort itself.", "plan"))),
    ),
)
