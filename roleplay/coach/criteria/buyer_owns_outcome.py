"""The result belongs to the buyer."""

from roleplay.coach.criteria.vision_of_use import known, on_theirs
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

DOING = ("ask_use", "tell_use", "own_it", "plan")
"""Acts that say what the seller's side does."""
PART = (*DOING, "tell_limit", "tell_do")
"""Acts that say what the seller's side does and where it ends."""
TROUBLE = ("trouble", "cause")
COST = 2
"""Levels that a promise takes off."""
WHOSE = "ownership"
"""What a buyer's question tests that asks whose work or result it is."""


def _promised(step: Step) -> bool:
    """Whether the turn promised the buyer's result.

    A bounded act with its own day is no such promise, nor is a word about what the seller's firm
    does, in answer to that question.
    """
    if step.does("own_it", answering=True) or step.turn.reaction.answered_tests == "product":
        return False
    return step.does("tell_solve", answering=True)


def _theirs(step: Step) -> bool:
    """Whether the buyer said which part is theirs, or took the result back when they had asked."""
    before, after = step.meters("owner")
    kept = after < before and step.turn.reaction.answered_tests == WHOSE
    return step.tells("around", "people") or kept


def _ours(step: Step) -> bool:
    """Whether the seller's part was said; a limit that answers nothing told or asked is none."""
    bounded = on_theirs(step) or step.turn.reaction.answered_tests in (WHOSE, "limit")
    if not bounded and not step.does(*DOING, answering=True):
        return False
    return step.does(*PART, answering=True)


def _debits(play: Play) -> list[Evidence]:
    promises = [step for step in play.main if _promised(step)]
    return [debit(s, "promised the buyer's result", 4, "tell_solve") for s in promises[:2]]


def _disclaimed(play: Play) -> Evidence | None:
    """The record of the buyer's question about whose it is, left without a commitment."""
    evaded = play.evaded(WHOSE)
    if evaded:
        return debit(evaded[0], "passed over the question whose work it is", 1)
    asked = play.put(WHOSE)
    later = [s for s in play.main if asked and s.index > asked[0].index]
    if later and not any(s.does(*PART, answering=True) or _theirs(s) for s in later):
        return absent(play, "asked whose it is, and neither part was named", 1, asked[0])
    return None


def _measure(play: Play) -> Finding:
    debits = _debits(play)
    after = [step for step in play.main if known(play, step, *TROUBLE)]
    if not after:
        missed = absent(play, "the buyer had told no trouble to own", 0)
        return found(0, [missed], "There was no result to give to anybody yet.", debits=debits)
    theirs = next((step for step in after if _theirs(step)), None)
    ours = next((step for step in after if _ours(step)), None)
    evidence = [cite(theirs, "the buyer's part stayed with the buyer", 3)] if theirs else []
    if ours:
        evidence.append(cite(ours, "said what the seller's part is, or where it ends", 3, *PART))
    rung = 2 + bool(theirs) + bool(ours)
    if rung == 2:
        evidence = [cite(after[0], "the trouble was told, and not taken over", 2)]
    if rung < 4:
        evidence.append(absent(play, "the two parts were not both named", rung, after[0]))
    disclaimed = _disclaimed(play)
    if disclaimed is not None:
        note = "Left open whose it is."
        return found(1, [*evidence, disclaimed], note, debits=debits, each=COST)
    note = "Two parts, and the result is theirs." if rung == 4 else "Whose it is was half said."
    return found(rung, evidence, note, debits=debits, each=COST)


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_THEIRS = Row("Which of that would be yours to keep?", "ask_around", told="around")
_OURS = Row("It won't get you there alone; your rule decides that.", "tell_limit", "carried")
_PROMISE = Row("We'll sort out your late deliveries.", "tell_solve")

CRITERION = Criterion(
    id="buyer_owns_outcome",
    title="The result belongs to the buyer",
    group="E",
    definition=(
        "The buyer reaches the result, and is proud of it. Say what your side does and where it "
        "ends, and let them say what stays theirs."
    ),
    why="A buyer whose result is promised to them waits for it, and then asks for a guarantee.",
    ladder={
        4: "With the trouble told, the buyer named or kept their part, and the seller's part was "
        "said, with where it ends.",
        3: "One of the two parts.",
        2: "Neither, but the trouble was told and the talk went on without a promise.",
        1: "The buyer asked whose it is, and was passed over or told only what it is not.",
        0: "No trouble was told. Each promise to solve it takes two levels off.",
    },
    source="Domain study 2E. A bounded act with a day is a part taken, not a promise.",
    measure=_measure,
    reads=(*PART, "tell_solve", "carried"),
    passes=(
        Sample("Both parts", 4, (_TROUBLE, _THEIRS, _OURS)),
        Sample(
            "Handed back when offered",
            4,
            (
                _TROUBLE,
                Row("And the rule?", "ask_cause", meters="owner 20", tests="ownership"),
                Row("That's yours to write.", "tell_limit", meters="owner 5", answered="ownership"),
            ),
        ),
        Sample("Only the seller's part", 3, (_TROUBLE, _OURS)),
        Sample("No promise, no parts", 2, (_TROUBLE, Row("Why is that?", "ask_cause"))),
    ),
    fails=(
        Sample(
            "A disclaimer about nothing", 2, (_TROUBLE, Row("We promise nothing.", "tell_limit"))
        ),
        Sample("A promise", 0, (_TROUBLE, _PROMISE)),
        Sample(
            "A promise in answer to a question",
            0,
            (
                _TROUBLE,
                Row("Why is that?", "ask_cause", tests="early_yes"),
                Row("We'll fix it for you.", "(tell_solve)", answered="early_yes"),
            ),
        ),
        Sample("A promise among good talk", 2, (_TROUBLE, _PROMISE, _THEIRS, _OURS)),
        Sample(
            "Asked whose it is, and passed over",
            1,
            (
                _TROUBLE,
                Row("And the rule?", "ask_cause", tests="ownership"),
                Row("Lovely weather.", "rapport", evaded="ownership"),
            ),
        ),
        Sample(
            "Disclaims all of it",
            1,
            (
                _TROUBLE,
                Row("And the rule?", "ask_cause", tests="ownership"),
                Row("That isn't for us.", "hold", answered="ownership"),
            ),
        ),
    ),
)
