"""You, now, not 'companies like you'."""

from fractions import Fraction

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

ABOUT = (
    *("ask_effect", "ask_wait", "ask_use"),
    *("tell_use", "tell_insight", "tell_do", "tell_need", "tell_generic", "tell_story"),
    *("tell_logic", "tell_solve", "tell_answer", "deepen"),
)
"""Acts that speak of effects and benefits."""
SIZING = ("ask_figure",)
"""Acts that speak of them only where they build on what this buyer told."""
MOST, PART = Fraction(3, 5), Fraction(3, 10)
ENOUGH = 3
"""Turns about effects or benefits before their share says much."""


def _specific(step: Step) -> bool:
    """Whether a turn was about this buyer.

    It carried a disclosed fact; or it took up what the buyer had raised, and drew more of it; or
    the buyer answered with a sum of their own figures.
    """
    followed = step.turn.reaction.followed and step.tells()
    return step.flagged("carried") or followed or (step.told is not None and step.told.parts > 1)


def _measure(play: Play) -> Finding:
    turns = [s for s in play.doing(*ABOUT, *SIZING) if s.does(*ABOUT) or _specific(s)]
    general = play.doing("tell_generic")
    debits = [debit(s, "a claim about companies in general", 4, "tell_generic") for s in general]
    specific = [step for step in turns if _specific(step)]
    if not specific:
        missed = absent(play, "no effect or benefit was tied to this buyer's facts", 0)
        return found(0, [missed], "Nothing was tied to this buyer.", debits=debits)
    share = Fraction(len(specific), len(turns))
    carried = sum(step.flagged("carried") for step in specific)
    if share >= MOST:
        rung = 4 if len(specific) >= ENOUGH and carried >= 2 else 3
    else:
        rung = 2 if share >= PART else 1
    evidence = [cite(s, "tied to what this buyer told", rung, "carried") for s in specific[:3]]
    if rung < 4:
        evidence.append(absent(play, "more of it could have used what the buyer told", rung))
    count = f"{len(specific)} of {len(turns)} turns about effects used this buyer's facts"
    note = "Spoke of this buyer, now." if rung > 2 else "Often spoke in general."
    return found(rung, evidence, note, debits=debits, count=count)


_CARRIED = Row("With 41 write-offs since June, what then?", "ask_effect", "carried", told="effect")

CRITERION = Criterion(
    id="specific_not_generic",
    title="You, now, not 'companies like you'",
    group="D",
    definition=(
        "General benefits and other people's cases create no need. What matters is what it means "
        "for this buyer, now."
    ),
    why="A line built on the buyer's own fact moves them; a line about other firms is passed over.",
    ladder={
        4: "Most of what was said or asked about effects used what this buyer had told, several "
        "times.",
        3: "Most of it, but seldom.",
        2: "About half of it.",
        1: "Hardly any of it.",
        0: "None. Each general claim takes a level off.",
    },
    source="Domain study 2D. A firm's name carries nothing; a disclosed fact does.",
    measure=_measure,
    reads=(*ABOUT, *SIZING, "carried"),
    passes=(
        Sample(
            "Their facts throughout",
            4,
            (
                _CARRIED,
                Row("And six vans at that rate?", "ask_figure", "carried", told="figure"),
                Row("And if Ana is away?", "ask_wait", follows=True, told="wait"),
            ),
        ),
        Sample("Once", 3, (_CARRIED,)),
        Sample(
            "Half of the time",
            2,
            (_CARRIED, Row("What would it change?", "ask_use")),
        ),
    ),
    fails=(
        Sample("General only", 0, (Row("Firms like yours save a third.", "tell_generic"),)),
        Sample(
            "Their fact once, then claims",
            0,
            (
                _CARRIED,
                Row("Firms like yours save a third.", "tell_generic"),
                Row("Our clients break even in months.", "tell_generic"),
            ),
        ),
        Sample("No effect ever spoken of", 0, (Row("What are you after?", "ask_goal"),)),
    ),
)
