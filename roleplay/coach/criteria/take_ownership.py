"""Make their problem yours."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt, moved_on, speaks_of, warmed
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

OWN = ("own_it", "plan")
"""Acts that take a trouble on."""
PLANNED = "plan"
"""Kind of topic that is such a deed in words of the buyer's own: on the day that they told."""
VISIT = "next_step"
"""A visit to see to it may be read as a step."""
ASKED = "remedy"
"""What a buyer's question tests that asks who does what about it, and when."""
REPORT = "report"
"""What a buyer's question tests that asks what they will have on paper."""
BLAME = ("tell_deny", "tell_rival_bad")
"""Acts that put it on somebody else, or say that it is not there."""
NAMED = ("trouble", "cause")
"""What must have been told for a promise to be about something."""
SOON = 2
"""Turns after a promise in which its day may still follow, since the buyer asks for it."""
PROMISES = 2
"""Promises of a call that are looked at: more of them earn nothing."""
TWO = 2
"""Days of a promise that has one for the deed and one for the report."""


def _days(play: Play, step: Step) -> int:
    """Different days and spans that a turn names, the buyer's own by what they called it."""
    slots = [slot for slot in step.turn.heard.slots if slot.kind in ("date", "duration")]
    dated = any(slot.kind == "date" for slot in slots)
    theirs = not dated and _planned(play, step)
    return len({(slot.kind, slot.text.lower()) for slot in slots}) + theirs


def _planned(play: Play, step: Step) -> bool:
    """Whether the buyer took a turn for a deed on a day that they had told."""
    return speaks_of(play, step, PLANNED) and moved_on(play, step) and warmed(step)


def _owns(play: Play, step: Step) -> bool:
    """Whether a turn takes a trouble on: by its act, or as the buyer took it.

    They may take a visit for that, or a day given in answer to their question who does what. A
    step that ends the talk is a step, and nothing taken on.
    """
    answer = step.turn.reaction.answered_tests == ASKED and step.slots("date") and not hurt(step)
    visit = answer or (step.does(VISIT) and moved_on(play, step, VISIT))
    visit = (visit and warmed(step)) or _planned(play, step)
    return step.does(*OWN, answering=True) or (visit and not play.state_of(step).final)


def _reports(play: Play, first: Step) -> Step | None:
    """The turn that says when the buyer will hear.

    A second day, or an answer to their question about it that they moved on by.
    """
    later = [s for s in play.main if s.index > first.index]
    asked = play.put(REPORT)
    replies = [b for a, b in zip(play.main, play.main[1:], strict=False) if a in asked]
    answered = [s for s in play.answered(REPORT) if s in later and not hurt(s)]
    moved = [s for s in replies if s in later and _days(play, s) and moved_on(play, s)]
    second = [s for s in later if s.does(*OWN, answering=True) and _days(play, s)]
    once = [first] if _days(play, first) >= TWO else []
    return next(iter([*once, *answered, *moved, *second]), None)


def _promised(play: Play, made: list[Step]) -> tuple[Step, Step | None]:
    """The promise that got furthest, and the turn that put a day to it.

    Only a day for which the buyer came closer counts: one that they took ill is not a promise
    that helps them.
    """
    for step in made[:PROMISES]:
        near = [s for s in play.main if step.index <= s.index <= step.index + SOON]
        day = next((s for s in near if _days(play, s) and warmed(s)), None)
        if day is not None:
            return step, day
    return made[0], None


def _measure(play: Play) -> Finding:
    made = [s for s in play.main if _owns(play, s)]
    blamed = [s for s in play.doing(*BLAME) if hurt(s)]
    stretched = [s for s in made if s.new_scars()]
    against = [debit(s, "put it on somebody else", 2, *BLAME) for s in blamed]
    against += [debit(s, "promised more than could be kept", 2, *OWN) for s in stretched]
    against = against[:2]
    named = next((s for s in play.main if s.tells(*NAMED)), None)
    if not made:
        missed = absent(play, "nobody took it on", 0)
        return found(0, [missed], "Nothing was taken on.", debits=against, each=2)
    about = [s for s in made if named and s.index > named.index]
    promise, day = _promised(play, about or made)
    taken = cite(promise, "took it on", 1, *OWN, VISIT)
    if not about:
        early = [taken, absent(play, "what it is about had not been told", 1)]
        return found(1, early, "Taken on before it was known.", debits=against, each=2)
    if day is None:
        rung = 2 if _days(play, promise) else 1
        bare = [taken, absent(play, "no day to it that the buyer took up", rung, promise)]
        return found(rung, bare, "Taken on, in part.", debits=against, each=2)
    evidence = [taken, cite(day, "a day for it, and the buyer came closer", 3, *OWN, VISIT)]
    report = _reports(play, day)
    if report is None:
        evidence.append(absent(play, "no word of when the buyer will hear", 3, day))
        return found(3, evidence, "Taken on, with a day.", debits=against, each=2)
    evidence.append(cite(report, "when the buyer will hear of it", 4, *OWN))
    note = "Taken on, with a day and a report."
    return found(4, evidence, note, debits=against, each=2)


_TROUBLE = Row("When does it stop?", "ask_trouble", told="trouble")
_DAY = Row("I'll stand there on Thursday.", "own_it", slots="date", meters="trust 42")

CRITERION = Criterion(
    id="take_ownership",
    title="Make their problem yours",
    group="F",
    definition=(
        "Take the trouble on as one's own: a deed, a day, and word of how it went, within what "
        "one may promise."
    ),
    why="A buyer can stop thinking of a trouble once somebody else has it, with a day to it.",
    ladder={
        4: "Once the trouble was told it was taken on with a day, the buyer came closer, and they "
        "know when they will hear.",
        3: "The same, with no word of when they will hear.",
        2: "Taken on with a day that did not bring the buyer closer.",
        1: "Taken on without a day, or before the trouble was told.",
        0: "Nothing was taken on; sympathy alone is no deed. Blaming somebody else, or promising "
        "more than could be kept, takes two levels off.",
    },
    source="Domain study 2F. Two promises are looked at; the rest earn nothing.",
    measure=_measure,
    reads=(*OWN, VISIT, *BLAME),
    passes=(
        Sample(
            "A night on site and a page by Monday",
            4,
            (
                _TROUBLE,
                Row(
                    "I'll be there on Thursday, and you'll have a page two days on.",
                    "own_it",
                    slots="date duration",
                    meters="trust 42",
                ),
            ),
        ),
        Sample("A day, no report", 3, (_TROUBLE, _DAY)),
        Sample(
            "Who comes, and when? We do, on Thursday",
            3,
            (
                Row("When does it stop?", "ask_trouble", told="trouble", tests="remedy"),
                Row(
                    "Us two, on Thursday.",
                    answered="remedy",
                    slots="date",
                    meters="trust 42",
                ),
            ),
        ),
        Sample(
            "The next of those nights",
            3,
            (
                _TROUBLE,
                Row(
                    "The next of them I'm here.",
                    "tell_do",
                    names="plan",
                    meters="trust 42",
                    takes="opens",
                ),
            ),
        ),
        Sample(
            "The day when asked for it",
            4,
            (
                _TROUBLE,
                Row("That's mine.", "own_it"),
                Row("Thursday.", slots="date", meters="trust 42"),
                Row("One page, by Monday.", "(own_it)", slots="date", answered="report"),
            ),
        ),
        Sample(
            "A day that left them cold",
            2,
            (_TROUBLE, Row("I'll ring round on Friday.", "own_it", slots="date")),
        ),
    ),
    fails=(
        Sample("Sympathy", 0, (_TROUBLE, Row("I do understand.", "tell_ack", meters="trust 33"))),
        Sample("Somebody will see to it", 1, (_TROUBLE, Row("I'll see to it.", "own_it"))),
        Sample("Taken on unseen", 1, (_DAY, _TROUBLE)),
        Sample(
            "The fitter's fault, and then a day",
            1,
            (_TROUBLE, Row("That's the fitter.", "tell_deny", meters="trust 20"), _DAY),
        ),
    ),
)
