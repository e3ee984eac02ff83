"""Goals come easier than confessions."""

from roleplay.coach.criteria.vision_of_use import on_theirs, pictured
from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import minded
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step
from roleplay.heard import SubjectHeard

AIMING = ("refocus", "ask_goal")
"""Acts that are about the aim whatever their words."""


def _of_the_aim(play: Play, step: Step) -> bool:
    """Whether a turn used what was told, and was about the aim."""
    return step.flagged("carried") and (_names_aim(play, step) or step.does(*AIMING))


def _names_aim(play: Play, step: Step) -> bool:
    """Whether an aim that was told is what one of its clauses is about, before anything else."""
    facts = play.content.personas[step.turn.buyer].facts
    nearest: dict[int, SubjectHeard] = {}
    for match in step.turn.heard.subjects:
        if match.clause not in nearest or match.score > nearest[match.clause].score:
            nearest[match.clause] = match
    told = [facts[m.id] for m in nearest.values() if m.id in facts and m.id in step.before.told]
    return any(fact.kind == "goal" for fact in told)


def _out_of_the_aim(play: Play, trouble: Step) -> bool:
    """Whether the trouble was drawn out of the aim: as what stands in its way."""
    last = [s for s in play.main if s.index < trouble.index and s.tells()]
    fresh = bool(last) and last[-1].tells("goal") and trouble.flagged("carried")
    return fresh or _of_the_aim(play, trouble)


def _tied_back(play: Play, trouble: Step) -> Step | None:
    """The turn after the trouble that put it as an aim, and that the buyer did not mind.

    One that used what they had told, and to which they told how it would be, put it as an aim
    whatever its words.
    """
    seen = pictured(play)

    def tied(step: Step) -> bool:
        return _of_the_aim(play, step) or (step is seen and on_theirs(step))

    later = [s for s in play.main if s.index > trouble.index]
    return next((s for s in later if tied(s) and not minded(s)), None)


def _measure(play: Play) -> Finding:
    goal = play.first_telling("goal")
    asked = play.confessing("trouble", "ask_trouble")
    pressed = [s for s in asked if goal is None or s.index < goal.index]
    denied = [s for s in pressed if not s.tells() and (s.turn.reaction.refused or minded(s))]
    debits = [debit(s, "pressed for an admission, and got a denial", 2) for s in denied[:2]]
    if goal is None:
        missed = absent(play, "no aim was told", 0)
        return found(0, [missed], "The buyer never said what they want.", debits=debits)
    evidence = [told_in(goal, "the buyer said what they want", 1)]
    trouble = play.first_telling("trouble")
    if trouble is None:
        evidence.append(absent(play, "the trouble was never told", 2, goal))
        return found(1, evidence, "The aim was told, the trouble was not.", debits=debits)
    tied = _tied_back(play, trouble)
    if tied is not None:
        evidence.append(cite(tied, "put the trouble as an aim", 2, *AIMING, "carried"))
    if pressed:
        evidence.append(cite(pressed[0], "the trouble was asked about first", 2, "ask_trouble"))
        return found(2 if tied else 1, evidence, "The trouble came before the aim.", debits=debits)
    evidence.append(told_in(trouble, "the trouble was told after the aim", 2))
    if tied is not None:
        return found(4, evidence, "From the aim to the trouble and back.", debits=debits)
    evidence.append(absent(play, "the trouble was not put as an aim afterwards", 4, trouble))
    rung = 3 if _out_of_the_aim(play, trouble) else 2
    note = "The trouble was drawn out of the aim." if rung == 3 else "First the aim, then trouble."
    return found(rung, evidence, note, debits=debits)


_AIM = Row("What would good look like?", "ask_goal", told="goal")
_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")

CRITERION = Criterion(
    id="goal_before_problem",
    title="Goals come easier than confessions",
    group="C",
    definition=(
        "It is easier to say what one would like than what is wrong. Begin with the aim, and when "
        "a trouble comes up, help to turn it into one."
    ),
    why="A buyer who was asked for an admission first denies it, and must take the denial back.",
    ladder={
        4: "The aim was told before the trouble was asked about; the trouble was told, and later "
        "put as an aim without the buyer minding.",
        3: "The aim first, and the trouble drawn out of it as what stands in its way.",
        2: "The aim first, then the trouble, unconnected; or the trouble first, later put as an "
        "aim.",
        1: "The aim was told and the trouble was not; or the trouble was asked about first.",
        0: "No aim was told. Each admission that was pressed for before the aim, and denied, "
        "takes a level off, two at most.",
    },
    source="Domain study 2C. The problem must be reached: an aim alone stops at 1.",
    measure=_measure,
    reads=("ask_trouble", "carried", *AIMING),
    passes=(
        Sample(
            "Aim, trouble, and back to the aim",
            4,
            (
                _AIM,
                _TROUBLE,
                Row("So the aim: no promise that slips?", "ask_goal", "carried", told="effect"),
            ),
        ),
        Sample(
            "Aim, trouble, and how it would be without it",
            4,
            (
                _AIM,
                _TROUBLE,
                Row("If Ana saw the clash first, what then?", "ask_use", "carried", told="around"),
            ),
        ),
        Sample(
            "What stands in its way",
            3,
            (
                _AIM,
                Row("What keeps you from 96 in a hundred?", "ask_cause", "carried", told="trouble"),
            ),
        ),
        Sample("Side by side", 2, (_AIM, _TROUBLE)),
        Sample(
            "Trouble first, then made an aim",
            2,
            (
                _TROUBLE,
                _AIM,
                Row("So back to your aim: no late lorry.", "refocus", "carried"),
            ),
        ),
    ),
    fails=(
        Sample(
            "Admit it",
            0,
            (
                Row("So your planning has failed?", "ask_trouble", refused="trouble"),
                Row("What would you like, then?", "ask_goal", told="goal"),
            ),
        ),
        Sample("Never touches the trouble", 1, (_AIM, Row("Lovely aim.", "rapport"))),
        Sample("Trouble first", 1, (_TROUBLE, _AIM)),
        Sample("The trouble alone", 0, (_TROUBLE,)),
    ),
)
