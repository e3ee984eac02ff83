"""Move them toward solved, not toward signed."""

from roleplay.buyer.persona import PRECONDITIONS
from roleplay.coach.criteria.vision_of_use import GAP, known, on_theirs
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

PROPOSING = ("next_step", "plan", "own_it", "get", "lift")
"""Acts that propose or fix what comes next."""
PAPER = ("close", "press")
"""Acts that move towards a signature."""
FIRST = (*PRECONDITIONS[: PRECONDITIONS.index("worth") + 1], "plan")
"""What must hold, where it is relevant, before a signature is a step of the buyer's (domain 3.1):
what it is for, and who will make it work."""
THEIRS = ("plan", "around", "remedy")
"""Kinds of topic that are part of solving."""


PARTS = ("around", "people", "path")
"""Kinds of fact that say who on the buyer's side comes in, and what comes first."""


def _due(play: Play, step: Step) -> bool:
    """Whether a signature had become a step of the buyer's own."""
    relevant = play.content.personas[step.turn.buyer].readiness
    return bool(relevant) and not any(name in FIRST for name in play.unready(step))


def _tied(play: Play, step: Step) -> bool:
    """Whether a step is about the trouble that this buyer told, and no early signature."""
    if step.does(*PAPER):
        return step.does("close") and _due(play, step)
    about = on_theirs(step) or step in play.naming(*THEIRS)
    return about and known(play, step, *GAP)


def _shared(play: Play, step: Step) -> bool:
    """Whether somebody on the buyer's side has a part, or the seller took a bounded one."""
    named = step.slots("person") or step.does("get", "lift", "own_it", answering=True)
    return named or known(play, step, *PARTS)


def _debits(play: Play) -> list[Evidence]:
    """Signatures asked for too early, unless a step in the same turn was meant; two at most."""
    early = [s for s in play.doing(*PAPER) if not _due(play, s) and not s.does(*PROPOSING)]
    return [debit(s, "a step to the signature, not to the result", 4, *PAPER) for s in early[:2]]


def _steps(play: Play) -> list[Step]:
    """Steps proposed; a signature is among them once it is due."""
    proposed = play.doing(*PROPOSING, "close", answering=True)
    return [step for step in proposed if step.does(*PROPOSING, answering=True) or _due(play, step)]


def _untied(play: Play, steps: list[Step]) -> tuple[int, Evidence | None]:
    """What there is where no step was about the buyer's matter: a first part, or a loose step."""
    vague = next((s for s in steps if known(play, s, *GAP) and not s.does(*PAPER)), None)
    if vague is not None:
        return 1, cite(vague, "a step, with nothing of theirs in it", 1, *PROPOSING)
    first = next((s for s in play.telling(*PARTS) if known(play, s, *GAP)), None)
    if first is not None:
        return 1, told_in(first, "the buyer said what has to come first, or through whom", 1)
    return 0, None


def _measure(play: Play) -> Finding:
    debits = _debits(play)
    steps = _steps(play)
    tied = [step for step in steps if _tied(play, step)]
    count = f"{len(tied)} of {len(steps)} steps were about the buyer's own matter"
    if not tied:
        missed = absent(play, "no step was about what the buyer wants solved", 1)
        rung, shown = _untied(play, steps)
        evidence = [missed] if shown is None else [shown, missed]
        return found(rung, evidence, "No step towards solving it.", debits=debits, count=count)
    rung = 2 + (len(tied) == len(steps)) + all(_shared(play, step) for step in tied)
    acts = (*PROPOSING, "close")
    evidence = [cite(s, "a step on the buyer's own matter", rung, *acts) for s in tied[:2]]
    loose = next((step for step in steps if step not in tied), None)
    if loose is not None:
        evidence.append(cite(loose, "not about what they told", rung, *acts))
    elif rung < 4:
        lacking = "nobody on the buyer's side had a part in it"
        evidence.append(absent(play, lacking, rung, tied[0]))
    note = "Each step brought it nearer to solved." if rung == 4 else "Some steps did."
    return found(rung, evidence, note, debits=debits, count=count)


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_TEST = Row("Shall we take the ten worst orders with Ana?", "next_step", "carried", slots="person")
_ALONE = Row("Shall we look at the ten worst orders?", "next_step", "carried")
_DEMO = Row("Next comes our demonstration.", "next_step")
_FORM = Row("I'll send the order form, then.", "close")

CRITERION = Criterion(
    id="toward_solving_not_buying",
    title="Move them toward solved, not toward signed",
    group="E",
    definition=(
        "Judge a step by whether it brings the buyer nearer to having the trouble solved. The "
        "purchase follows from that; the reverse seldom holds."
    ),
    why="A buyer keeps a date about their own matter and lets one about the seller's stages slip.",
    ladder={
        4: "Each step that was proposed was about what the buyer had told, with a part for "
        "somebody on their side, or one that the seller took on.",
        3: "Each was about it, with a part for nobody; or some were, each with such a part.",
        2: "Some were, with a part for nobody.",
        1: "A step on nothing of theirs, once the trouble was known; or no step, and the buyer "
        "said what has to come first, or through whom.",
        0: "None. Moving to the signature before its conditions hold takes a level off.",
    },
    source="Domain study 2E. A signature is a step, too, once all that it hangs on holds.",
    measure=_measure,
    reads=(*PROPOSING, *PAPER, "carried"),
    passes=(
        Sample("A test on their orders, with Ana", 4, (_TROUBLE, _TEST)),
        Sample(
            "Taken on by the seller, on their night",
            4,
            (_TROUBLE, Row("I'll be there on filling night.", "own_it", "carried", slots="date")),
        ),
        Sample(
            "A signature that had become due",
            4,
            (
                _TROUBLE,
                Row("Who runs it?", "ask_around", told="around", ready=" ".join(FIRST)),
                Row("Shall we go ahead, then?", "close", takes="signs"),
            ),
            "best",
        ),
        Sample("With nobody named", 3, (_TROUBLE, _ALONE)),
        Sample("One of two", 2, (_TROUBLE, _ALONE, _DEMO)),
    ),
    fails=(
        Sample("The seller's stages", 1, (_TROUBLE, _DEMO)),
        Sample("The order form", 0, (_TROUBLE, _FORM)),
        Sample(
            "An order form in the buyer's words",
            0,
            (_TROUBLE, Row("Sign, and the late orders end.", "close next_step", "carried")),
        ),
        Sample("A test, and forms", 2, (_TROUBLE, _TEST, _FORM, _FORM)),
        Sample("Before anything is known", 0, (_DEMO,)),
    ),
)
