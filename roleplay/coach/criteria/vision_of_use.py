"""Picture them using it."""

from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

USE = ("ask_use", "tell_use")
"""Acts that put a capability into somebody's hands."""
GAP = ("trouble", "cause", "effect", "figure")
"""Kinds of fact that show what is missing today."""
SEEN_AS = ("around", "effect", "feel", "rank", "evidence", "wait", "people")
"""Kinds of fact as which a buyer tells what it would be like."""
FORMED = 30
"""Picture from which the buyer tells it in their own words (domain 1.2)."""
BUILDING = (
    *(*USE, "ask_ready", "ask_around", "ask_goal", "ask_feel", "ask_effect"),
    *("recap", "deepen", "tell_logic", "tell_do", "plan", "next_step"),
)
"""Acts that can build on what the buyer pictured."""


def known(play: Play, step: Step, *kinds: str) -> bool:
    """Whether the buyer had told a fact of these kinds before a turn."""
    facts = play.content.personas[step.turn.buyer].facts
    return any(facts[fact].kind in kinds for fact in step.before.told if fact in facts)


def on_theirs(step: Step) -> bool:
    """Whether a turn used what this buyer had told, in words not used before."""
    return step.flagged("carried") and not step.flagged("repeated")


def pictured(play: Play) -> Step | None:
    """The first turn that brought the buyer to tell how it would be, once a gap was known.

    Where no meter shows the picture, it is what this buyer tells when first asked about a use.
    """

    def seen(step: Step) -> bool:
        before, after = step.meters("picture")
        formed = before < FORMED <= after
        if not step.tells(*SEEN_AS) or not known(play, step, *GAP):
            return False
        return formed or step.does(*USE) or (after == 0 and _told_of_use(play, step))

    return next((step for step in play.main if seen(step)), None)


def _told_of_use(play: Play, step: Step) -> bool:
    """Whether a turn was answered with what is, before all, this buyer's answer about a use."""
    fact = play.content.personas[step.turn.buyer].facts.get(step.told.fact) if step.told else None
    return fact is not None and fact.asked_by[:1] in {(act,) for act in USE}


def _built_on(play: Play, seen: Step) -> Step | None:
    """The first later turn that used what the buyer had told, or drew more of it."""
    return next(
        (
            step
            for step in play.main
            if step.index > seen.index and on_theirs(step) and step.does(*BUILDING)
        ),
        None,
    )


def _debits(play: Play) -> list[Evidence]:
    """Uses drawn before any gap was known, which the buyer did not answer; two at most."""
    early = [s for s in play.doing(*USE) if not known(play, s, *GAP) and not s.tells()]
    return [debit(s, "a use tied to no gap that the buyer had told", 4, *USE) for s in early[:2]]


def _measure(play: Play) -> Finding:
    debits = _debits(play)
    seen = pictured(play)
    if seen is not None:
        evidence = [cite(seen, "the buyer told how it would be", 3, *USE)]
        later = _built_on(play, seen)
        if later is not None:
            evidence.append(cite(later, "and it was built on", 4, "carried", *BUILDING))
            return found(4, evidence, "The buyer pictured it, and it was used.", debits=debits)
        evidence.append(absent(play, "what the buyer pictured was not used again", 3, seen))
        return found(3, evidence, "The buyer pictured it.", debits=debits)
    tied = [step for step in play.doing(*USE) if known(play, step, *GAP)]
    missed = absent(play, "the buyer never told how it would be", 2)
    if not tied:
        return found(0, [missed], "No use was tied to a gap.", debits=debits)
    asked = next((s for s in tied if s.does("ask_use") and on_theirs(s)), None)
    if asked is not None:
        shown = cite(asked, "a use on the buyer's own facts, put as a question", 2, "ask_use")
        return found(2, [shown, missed], "Asked, and not pictured.", debits=debits)
    shown = cite(tied[0], "a use after a gap was known, on nothing of theirs", 1, *USE)
    return found(1, [shown, missed], "A use that nobody there would recognise.", debits=debits)


_GAP = Row("Why does it slip?", "ask_cause", told="cause")
_EARLY = Row("Imagine you could see it all on one screen.", "tell_use")

CRITERION = Criterion(
    id="vision_of_use",
    title="Picture them using it",
    group="E",
    definition=(
        "Help the buyer see one of their own people, at a certain moment, doing what can't be "
        "done today, and say what would follow."
    ),
    why="A buyer wants what they have seen themselves use; a list of functions shows them nothing.",
    ladder={
        4: "With a gap known, a use was put, the buyer told how it would be, and what they told "
        "was built on later.",
        3: "The buyer told how it would be; nothing was made of it.",
        2: "A use on the buyer's own facts was put as a question, and they didn't picture it.",
        1: "A use was put after a gap was known, but on nothing of theirs, or only as a claim.",
        0: "None. A use put before any gap, and left without an answer, takes a level off.",
    },
    source="Domain study 2E. What counts is what the buyer tells, not how many uses are drawn.",
    measure=_measure,
    reads=(*BUILDING, "tell_use", "carried"),
    passes=(
        Sample(
            "Pictured, then built on",
            4,
            (
                _GAP,
                Row("If Ana saw the clash first, what then?", "ask_use", "carried", told="around"),
                Row("So that gives her a choice.", "deepen", "carried"),
            ),
        ),
        Sample(
            "Pictured by another road",
            3,
            (_GAP, Row("And what would you feel?", "ask_feel", told="feel", meters="picture 40")),
        ),
        Sample(
            "Put on their facts, not pictured",
            2,
            (_GAP, Row("If Ana saw the clash first, would that help?", "ask_use", "carried")),
        ),
        Sample(
            "An early one, then a good one",
            2,
            (
                _EARLY,
                _GAP,
                Row("If Ana saw it first, what then?", "ask_use", "carried", told="around"),
            ),
        ),
    ),
    fails=(
        Sample("Function after function", 0, (_GAP, Row("It has alerts.", "tell_feature"))),
        Sample("A use before any gap", 0, (_EARLY,)),
        Sample("A use as a claim", 1, (_GAP, Row("Your staff would see it at once.", "tell_use"))),
    ),
)
