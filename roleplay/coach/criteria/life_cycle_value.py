"""Still there after the signature."""

from roleplay.buyer.naming import NAMED
from roleplay.coach.criteria.vision_of_use import known, on_theirs
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

RETURNING = ("plan", "recap", "next_step", "own_it", "get", "tell_do")
"""Acts that fix when both look at it again."""
OFFERING = ("tell_feature", "tell_price", "tell_answer", "close")
"""Acts that offer something."""
IN_USE = ("process", "past")
"""Kinds of fact that tell how what they have is really used."""
VOICED = ("goal", "figure", "around")
"""Kinds of fact in which a buyer names what they will judge it by."""
AFTERWARDS = "condition"
"""What a buyer's question tests that asks when to speak again."""
HORIZON = ("date", "duration")
"""Slots that say when."""


def _judged_by(play: Play) -> Step | None:
    """The last turn that named a day or a span and drew what will be looked at then."""
    return next((s for s in reversed(play.telling("around")) if s.slots(*HORIZON)), None)


def _on_their(play: Play, step: Step, *kinds: str) -> bool:
    """Whether a turn is about facts, of these kinds or of any, that the buyer's telling led to.

    "How many were written to twice" is about the doubles, whichever of the two words the buyer
    used: a fact that was told, or one that rests on nothing but what was told.
    """
    facts, told = play.content.personas[step.turn.buyer].facts, set(step.before.told)

    def theirs(name: str) -> bool:
        after = facts[name].told_after
        return name in told or (bool(after) and told.issuperset(after))

    named = {m.id for m in step.turn.heard.subjects if m.score >= NAMED and m.id in facts}
    return any(theirs(name) for name in named if not kinds or facts[name].kind in kinds)


def _returns(play: Play) -> list[Step]:
    """Turns that fix a look back on what the buyer had told.

    Once they have told what will be looked at, a day beside their own facts fixes it; before
    that, it takes a number, a day with what is to be counted, or the answer to when to speak
    again.
    """
    asked = _judged_by(play)

    def fixes(step: Step) -> bool:
        if asked is not None and asked.index < step.index and step.slots(*HORIZON):
            return True
        condition = step.turn.reaction.answered_tests == AFTERWARDS
        counted = step.slots(*HORIZON) and _on_their(play, step, *VOICED)
        named = step.slots("quantity", "percent") or condition or counted
        return named and step.does(*RETURNING, answering=True)

    own = [s for s in play.main if (on_theirs(s) or _on_their(play, s)) and known(play, s, *VOICED)]
    return [step for step in own if fixes(step)]


def _used_first(play: Play) -> Step | None:
    """The turn at which use was told, if nothing had been offered before it."""
    told = play.first_telling(*IN_USE)
    offer = next(iter(play.doing(*OFFERING)), None)
    return None if told is None or (offer and offer.index <= told.index) else told


def _debits(play: Play, back: list[Step]) -> list[Evidence]:
    """Pressing on after the look back had been fixed."""
    after = [s for s in play.doing("press") if back and s.index > back[0].index]
    return [debit(s, "pressed on, once the look back was fixed", 4, "press") for s in after[:1]]


def _measure(play: Play) -> Finding:
    back = _returns(play)
    full = [step for step in back if step.slots(*HORIZON)]
    used, asked = _used_first(play), _judged_by(play)
    debits = _debits(play, full)
    evidence = []
    if used is not None:
        evidence.append(cite(used, "how it is used was told before any offer", 1))
    chosen = next(iter(full or back), asked)
    if chosen is None:
        evidence.append(absent(play, "no look back on the buyer's own measure was fixed", 1))
        note = "Nothing beyond this talk." if used is None else "How it is used, and no further."
        return found(int(used is not None), evidence, note, debits=debits)
    rung = (3 if full else 1) + (used is not None)
    evidence.append(cite(chosen, "a look back on the buyer's own matter", rung, *RETURNING))
    if rung < 4:
        lacking = "it was not fixed for a day" if not full else "an offer came before the use"
        evidence.append(absent(play, lacking, rung, chosen))
    note = "There after the signature, too." if full else "A look back, half fixed."
    return found(rung, evidence, note, debits=debits)


_USED = Row("Who opens it today?", "ask_today", told="process")
_GOAL = Row("What are you after?", "ask_goal", told="goal")
_BACK = Row(
    "On 12 May we look at your 90 per cent together.", "plan", "carried", slots="date percent"
)

CRITERION = Criterion(
    id="life_cycle_value",
    title="Still there after the signature",
    group="E",
    definition=(
        "Look past this purchase to how the trouble stays solved: ask how what they have is used, "
        "and fix when both will look at the buyer's own measure again."
    ),
    why="A buyer whose result is looked at again says early that it slips; others say it too late.",
    ladder={
        4: "How it is used was told before anything was offered, and a look back was fixed, on a "
        "day and on a measure of the buyer's.",
        3: "The look back was fixed so; an offer came before the use was told.",
        2: "The use was told first, and a measure to look back on was told or named, for no day.",
        1: "One of these two.",
        0: "Neither. A promise to be in touch is no look back; pressing after one takes a level "
        "off.",
    },
    source="Domain study 2E. The measure must be one that the buyer has voiced.",
    measure=_measure,
    reads=(*RETURNING, *OFFERING, "press", "carried"),
    passes=(
        Sample("Use first, then a dated look back", 4, (_GOAL, _USED, _BACK)),
        Sample(
            "When to ring, answered with a condition",
            4,
            (
                _GOAL,
                Row("Who was shown it?", "ask_past", told="past", tests="condition"),
                Row(
                    "Ring me if letters are late in January.",
                    "next_step",
                    "carried",
                    slots="date",
                    answered="condition",
                ),
            ),
        ),
        Sample(
            "The buyer's two numbers, then the day",
            4,
            (
                _USED,
                Row("Ninety days on, what do we look at?", told="around", slots="duration"),
                Row("Then on 15 June, those two.", "recap", "carried", slots="date"),
            ),
        ),
        Sample("No question about use", 3, (_GOAL, Row("It costs nine.", "tell_price"), _BACK)),
        Sample(
            "The measure told, and no return fixed",
            2,
            (
                _GOAL,
                _USED,
                Row("Ninety days on, what do we look at?", told="around", slots="duration"),
            ),
        ),
    ),
    fails=(
        Sample(
            "A promise to be in touch",
            0,
            (_GOAL, Row("I'll be in touch in May.", "next_step", slots="date")),
        ),
        Sample(
            "The next meeting is no look back",
            1,
            (_GOAL, _USED, Row("Thursday with Ana?", "next_step", "carried", slots="date person")),
        ),
        Sample("The offer first", 0, (Row("It has alerts.", "tell_feature"), _USED)),
        Sample("Use and no more", 1, (_GOAL, _USED)),
        Sample(
            "A review on a measure that nobody voiced",
            0,
            (Row("In May we look at 90 per cent.", "plan", "carried", slots="date percent"),),
        ),
    ),
)
