"""Stand where they stand."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import minded, speaks_of
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

OWN = ("feel", "stake")
"""Kinds of fact that say what it is for the buyer in person."""
AROUND = ("people", "effect", "wait")
"""Kinds that say whom else it touches, and by when."""
AGAINST = ("press", "tell_deny")
"""Acts that push or argue from the seller's side of the table."""
CARE = "relief"
"""Kind of topic that is what it would be to have it gone, in other words than the buyer's."""
NEAR = 2
"""Things of another kind, told since the last concern, by which "carried" is about those."""


def _about(play: Play, step: Step) -> bool:
    """Whether a turn's words are about a concern that the buyer had told."""
    facts = play.content.personas[step.turn.buyer].facts
    known = [facts[s.id] for s in step.turn.heard.subjects if s.id in step.before.told]
    return any(fact.kind in (*OWN, *AROUND) for fact in known)


def _used(play: Play, since: Step) -> Step | None:
    """The first later turn that put the concern to use, and that the buyer did not mind.

    In their words, or in words that they take for what weighs on them.
    """
    newer = 0
    for step in play.main:
        if step.index <= since.index:
            continue
        near = newer < NEAR or _about(play, step)
        theirs = (step.flagged("carried") and near) or speaks_of(play, step, CARE)
        if theirs and not minded(step):
            return step
        newer = 0 if step.tells(*OWN, *AROUND) else newer + step.tells()
    return None


def _measure(play: Play) -> Finding:
    pushed = [step for step in play.doing(*AGAINST) if minded(step)]
    debits = [debit(s, "argued or pushed from the seller's side", 4, *AGAINST) for s in pushed]
    own, around = play.first_telling(*OWN), play.first_telling(*AROUND)
    first = own or around
    if first is None:
        missed = absent(play, "what it means for the buyer was never told", 0)
        return found(0, [missed], "The buyer's side of it was never told.", debits=debits)
    used = _used(play, first)
    rule = "what it is for the buyer in person" if own else "whom else it touches, or by when"
    evidence = [told_in(first, rule, 2 if own else 1)]
    if own and around:
        evidence.append(told_in(around, "whom else it touches, or by when", 4))
    if used is None:
        evidence.append(absent(play, "it was not put to use afterwards", 2, first))
        rung = 2 if own else 1
        return found(rung, evidence, "Told, and left lying.", debits=debits)
    evidence.append(cite(used, "spoke with the buyer's concern in mind", 2, "carried"))
    if own is None:
        evidence.append(absent(play, "what it is for the buyer in person", 3))
        return found(2, evidence, "Others' side of it was used.", debits=debits)
    if around is None:
        evidence.append(absent(play, "whom else it touches, or by when", 4))
        return found(3, evidence, "The buyer's own stake was used.", debits=debits)
    return found(4, evidence, "The buyer's side of it was told and used.", debits=debits)


_OWN = Row("And for you, what rides on it?", "ask_feel", told="feel")
_AROUND = Row("Who else is up at two?", "ask_people", told="people")
_USED = Row("So that your phone stays in the drawer: Thursday?", "next_step", "carried")

CRITERION = Criterion(
    id="customer_shoes",
    title="Stand where they stand",
    group="B",
    definition=(
        "Put yourself in the buyer's place: what do they care about most, and what will this "
        "sentence sound like to them?"
    ),
    why="A line that starts from what rides on it for the buyer is heard as being on their side.",
    ladder={
        4: "The buyer said what it is for them in person and whom else it touches or by when, "
        "and a later turn was built on it.",
        3: "What it is for them in person was told and used.",
        2: "It was told and left lying; or only what it means for others was told, and used.",
        1: "Only what it means for others was told, and left lying.",
        0: "Neither was told: guessing at feelings earns nothing. Each turn that argued or pushed "
        "and was minded takes a level off.",
    },
    source="Domain study 2B. Empathy is judged by what the buyer told and what was made of it.",
    measure=_measure,
    reads=("carried", *AGAINST),
    passes=(
        Sample("Told, and built on", 4, (_AROUND, _OWN, _USED)),
        Sample("The buyer's own stake, used", 3, (_OWN, _USED)),
        Sample(
            "Used in other words",
            4,
            (_AROUND, _OWN, Row("So you sleep: Thursday?", "next_step", names="relief")),
        ),
        Sample("The crew's side, used", 2, (_AROUND, _USED)),
        Sample(
            "Others' side, and then argued with",
            3,
            (
                _AROUND,
                _OWN,
                _USED,
                Row("The log says otherwise.", "tell_deny", meters="guard 40", by="move.denied"),
            ),
        ),
    ),
    fails=(
        Sample("I know how you feel", 0, (Row("I know exactly how you feel.", "tell_ack"),)),
        Sample(
            "What do I need from you?",
            0,
            (Row("What must I say for a yes?", "press", meters="guard 40", by="move.pushed"),),
        ),
        Sample("The crew's side, left lying", 1, (_AROUND,)),
        Sample(
            "Told, and talked past",
            2,
            (
                _OWN,
                Row("How is it set?", "ask_today", told="process"),
                Row("What is it worth?", "ask_figure", told="figure"),
                Row("Seventy minutes each, then.", "mirror", "carried"),
            ),
        ),
    ),
)
