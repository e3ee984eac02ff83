"""Credible do's and don'ts."""

from roleplay.coach.criteria.vision_of_use import GAP, known, on_theirs
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

ADVISING = ("tell_do", "no_buy")
"""A do or don't; and the don't that costs the seller most."""
COSTLY = ("no_buy", "refer_on", "step_back", "tell_limit", "tell_equal")
"""Acts beside which advice plainly doesn't serve the seller."""
SELLING = ("close", "press", "tell_price", "tell_answer")
"""Acts that turn advice into a pitch where they stand in the same turn."""
NEUTRAL = ("plan", "around", "remedy")
"""Kinds of topic that are part of solving, whoever sells."""
MOST = 2
"""Pieces of advice that one turn can hold for credit."""


def _pitch(step: Step) -> bool:
    return step.does(*ADVISING, answering=True) and step.does(*SELLING)


def _theirs(play: Play, step: Step) -> bool:
    """Whether advice was built on what this buyer had told, and did not cost their trust."""
    before, after = step.meters("trust")
    on_facts = on_theirs(step) or step in play.naming(*NEUTRAL)
    return on_facts and after >= before and known(play, step, *GAP) and not _pitch(step)


def _number(step: Step) -> int:
    """Pieces of advice in a turn: the same act in one clause is one piece."""
    return min(MOST, len({(a.id, a.clause) for a in step.acts(*ADVISING, answering=True)}))


def _wanted(play: Play, advice: list[Step]) -> bool:
    """Whether the buyer had asked for it, or leave to speak had been asked before."""
    agenda = next(iter(play.doing("agenda")), None)
    return any(
        step.turn.reaction.answered or (agenda is not None and agenda.index < step.index)
        for step in advice
    )


def _neutral(play: Play, advice: list[Step]) -> bool:
    """Whether any of it cost the seller something, or would hold whoever sold."""
    named = play.naming(*NEUTRAL)
    return any(step.does(*COSTLY, answering=True) or step in named for step in advice)


def _measure(play: Play) -> Finding:
    given = play.doing(*ADVISING, answering=True)
    pitches = [step for step in given if _pitch(step)]
    debits: list[Evidence] = [
        debit(s, "advice that ended in buying, again", 3, *SELLING) for s in pitches[1:3]
    ]
    advice = [step for step in given if _theirs(play, step)]
    if not advice:
        missed = absent(play, "no advice was built on what the buyer told", 1)
        loose = [s for s in given if known(play, s, *GAP) and not _pitch(s)]
        shown = [cite(loose[0], "advice on nothing of theirs", 1, *ADVISING)] if loose else []
        note = "Tips that would fit anybody." if given else "No advice."
        return found(len(shown), [*shown, missed], note, debits=debits)
    number = sum(_number(step) for step in advice)
    evidence = [cite(s, "advice on the buyer's own facts", 2, *ADVISING) for s in advice[:2]]
    wanted, neutral = _wanted(play, advice), _neutral(play, advice)
    rung = 2 + (wanted and neutral) + (number > 1 and (wanted or neutral))
    if rung < 4:
        lacking = "none of it was asked for" if not wanted else "there was too little of it"
        lacking = lacking if neutral else "none of it cost the seller anything"
        evidence.append(absent(play, lacking, rung, advice[0]))
    count = f"pieces of advice on the buyer's facts: {number}"
    note = "Advice worth having." if rung > 2 else "Some advice on their facts."
    return found(rung, evidence, note, debits=debits, count=count)


_CAUSE = Row("Why is that?", "ask_cause", told="cause")
_LEAVE = Row("I'll ask first, and say what I'd do, if you like.", "agenda")
_DO = Row("Settle who may break the cut-off first.", "tell_do", "carried")
_DONT = Row("Keep what you have until then.", "no_buy", "carried")
_PITCH = Row("Do sign before the month ends.", "tell_do press", "carried")

CRITERION = Criterion(
    id="do_dont_prescription",
    title="Credible do's and don'ts",
    group="E",
    definition=(
        "Say plainly what to do and what to leave, built on the buyer's own facts and meant to "
        "solve the trouble, whether or not anything is bought."
    ),
    why="A buyer believes advice that costs the adviser something and discounts the rest.",
    ladder={
        4: "Two pieces of advice or more on the buyer's facts, with leave or asked for, and one "
        "that costs the seller something or holds whoever sells.",
        3: "Two pieces with one of those; or one piece with both.",
        2: "Advice on the buyer's facts; no more than that.",
        1: "Advice once the trouble was known, on nothing of theirs.",
        0: "None, or only advice to buy. Such advice takes a level off from the second time.",
    },
    source="Domain study 2E. At most two pieces count in one turn.",
    measure=_measure,
    reads=(*ADVISING, *COSTLY, *SELLING, "agenda", "carried"),
    passes=(
        Sample("With leave, a do and a don't", 4, (_LEAVE, _CAUSE, _DO, _DONT)),
        Sample(
            "Asked what to do",
            4,
            (
                _CAUSE,
                Row("Then what do you think?", "ask_feel", tests="next_step"),
                Row(
                    "Keep it; have Ana teach the seven.",
                    "no_buy (tell_do)",
                    "carried",
                    answered="next_step",
                ),
            ),
        ),
        Sample("Unasked, a do and a don't", 3, (_CAUSE, _DO, _DONT)),
        Sample("One do", 2, (_CAUSE, _DO)),
    ),
    fails=(
        Sample("Sign now", 0, (_CAUSE, _PITCH)),
        Sample("One do, and pitches in the shape of advice", 1, (_CAUSE, _DO, _PITCH, _PITCH)),
        Sample("A tip for anybody", 1, (_CAUSE, Row("Start small.", "tell_do"))),
        Sample("Before anything is known", 0, (Row("Start small.", "tell_do"),)),
    ),
)
