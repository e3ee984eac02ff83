"""Yesterday's answer was an answer."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

MOCKING = "tell_past_bad"
WORTH_KEEPING = ("process", "evidence", "people")
"""Kinds of fact, beside the past, in which what is worth keeping may be told."""
FACE = "face"
"""The mark that is left where somebody's choice was mocked."""


def _mocked(step: Step) -> bool:
    """Whether an earlier choice was run down and the buyer took it so."""
    return step.does(MOCKING) and (FACE in step.new_scars() or hurt(step))


def _leads_to(play: Play, step: Step) -> tuple[tuple[str, str], ...]:
    """What the fact that was told leads on to: ids and kinds."""
    facts = play.content.personas[step.turn.buyer].facts
    fact = facts.get(step.told.fact) if step.told is not None else None
    return tuple((f, facts[f].kind) for f in (fact.raises if fact else ()) if f in facts)


def _of_choice(play: Play, step: Step) -> bool:
    """Whether a turn drew the story of an earlier choice.

    A past that leads straight to the trouble is how this talk came about, and no choice.
    """
    return step.tells("past") and all(kind != "trouble" for _, kind in _leads_to(play, step))


def _kept(play: Play, first: Step) -> Step | None:
    """The turn in which the buyer named something more of it, once the reason was told.

    More of the story, or what that story leads to, whatever kind of question drew it; or how they
    work, where the question was about the earlier choice. A date of the trouble is none of these.
    """
    led = {fact for fact, kind in _leads_to(play, first) if kind in WORTH_KEEPING}

    def keeps(step: Step) -> bool:
        told = step.told
        if told is None:
            return False
        back = told.act == "ask_past" and step.tells("process")
        return told.fact in led or back or _of_choice(play, step)

    return next((s for s in play.main if s.index > first.index and keeps(s)), None)


def _measure(play: Play) -> Finding:
    mocked = [s for s in play.main if _mocked(s)]
    against = [debit(s, "ran down an earlier choice", 2, MOCKING) for s in mocked[:2]]
    why = next((s for s in play.telling("past") if _of_choice(play, s)), None)
    if why is None:
        asked = play.asking_for("past", "ask_past")
        missed = absent(play, "why the earlier choice was made was never told", 0)
        if not asked:
            note = "The earlier choice was never asked about."
            return found(0, [missed], note, debits=against, each=2)
        tried = cite(asked[0], "asked about the earlier choice", 1, "ask_past")
        return found(1, [tried, missed], "Asked, and not told.", debits=against, each=2)
    evidence = [told_in(why, "the story of the earlier choice was told", 2)]
    kept = _kept(play, why)
    if kept is not None:
        evidence.append(told_in(kept, "more of it was named, such as what it does well", 4))
        note = "Asked why it was right, and what is left of that."
        return found(4, evidence, note, debits=against, each=2)
    used = [s for s in play.flagged("carried") if s.index > why.index and not s.does(MOCKING)]
    if used:
        evidence.append(cite(used[0], "went on from what the buyer had told", 3, "carried"))
    rung = 3 if used else 2
    evidence.append(absent(play, "what it still does well was not named", rung, why))
    return found(rung, evidence, "Asked about, in part.", debits=against, each=2)


_WHY = Row("What made it the right choice then?", "ask_past", told="past")
_GOOD = Row("What would you hate to lose of it?", "ask_past", told="process")
_DINOSAUR = Row("Well, it's a dinosaur.", "tell_past_bad", scar="face", meters="trust 18")

CRITERION = Criterion(
    id="respect_past_choices",
    title="Yesterday's answer was an answer",
    group="F",
    definition=(
        "What they have was once the right purchase for somebody. Ask why it was chosen and what "
        "it still does well."
    ),
    why="Whoever made the earlier choice may be on the line, and can be an ally.",
    ladder={
        4: "The buyer told why the earlier choice was made, and then what is worth keeping of it.",
        3: "They told why, and that was built on.",
        2: "They told why, and no more.",
        1: "It was asked about and not told.",
        0: "Never asked about; praise alone earns nothing. Each time that the choice was run down "
        "and the buyer took it so takes two levels off.",
    },
    source="Domain study 2F. What was told counts, never what was praised.",
    measure=_measure,
    reads=("ask_past", "tell_past_bad", "carried"),
    passes=(
        Sample("Why, and what to keep", 4, (_WHY, _GOOD)),
        Sample(
            "Why, and built on",
            3,
            (_WHY, Row("Two firms on one map, then. Who feels it?", "ask_effect", "carried")),
        ),
        Sample("Why, and no more", 2, (_WHY,)),
        Sample("Mocked, then asked", 2, (_DINOSAUR, _WHY, _GOOD)),
    ),
    fails=(
        Sample("A dinosaur", 0, (_DINOSAUR,)),
        Sample("Praise with no question", 0, (Row("Lovely system, that.", "rapport"),)),
        Sample(
            "When the trouble began is no merit",
            2,
            (_WHY, Row("What changed around then?", "ask_past", told="evidence")),
        ),
        Sample("Asked, not told", 1, (Row("Why that one?", "ask_past", refused="past"),)),
        Sample("Asked, then mocked", 0, (_WHY, _DINOSAUR)),
    ),
)
