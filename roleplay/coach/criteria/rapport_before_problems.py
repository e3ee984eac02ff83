"""Be trusted before you are told."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

CANDOUR = ("agenda", "tell_ack", "deepen", "recap", "tell_limit", "tell_insight")
"""Acts by which a seller becomes worth confiding in. Pleasantries are not among them."""
OPEN, HALF = 20, 10
"""Rapport that opens the trouble, and that opens the aim (domain 1.2)."""


def _candid_gain(step: Step) -> bool:
    """Whether rapport rose by the words of a candid or attentive act, not by small talk."""
    words = {act.words for act in step.acts(*CANDOUR, answering=True)}
    return any(
        moved.meter == "rapport" and moved.after > moved.before and moved.words in words
        for moved in step.turn.reaction.moved
    )


def _measure(play: Play) -> Finding:
    asked = next(iter(play.confessing("trouble", "ask_trouble")), None)
    if asked is None:
        missed = absent(play, "nothing was asked about what goes wrong", 0)
        return found(0, [missed], "The trouble was never asked about.")
    rapport = asked.meters("rapport")[0]
    told = play.first_telling("trouble")
    earned = [s for s in play.main if s.index < asked.index and _candid_gain(s)]
    count = f"rapport was {rapport} when the trouble was first asked about"
    if rapport < HALF:
        early = debit(asked, "asked for an admission before any rapport", 0, "ask_trouble")
        if told is None:
            return found(0, [early], "Asked cold.", count=count)
        mended = told_in(told, "the trouble was told all the same", 1)
        return found(1, [mended, early], "Asked cold, and told all the same.", count=count)
    evidence = [cite(s, "rapport from candour or attention", 4, *CANDOUR) for s in earned[:2]]
    evidence.append(cite(asked, "the trouble was first asked about here", 4, "ask_trouble"))
    if rapport < OPEN:
        return found(2, evidence, "Asked while rapport was still thin.", count=count)
    if told and earned:
        return found(4, evidence, "Trusted first, then told.", count=count)
    rule = "no rapport came from candour" if told else "the trouble was never told"
    return found(3, [*evidence, absent(play, rule, 3)], "Rapport first, in part.", count=count)


CRITERION = Criterion(
    id="rapport_before_problems",
    title="Be trusted before you are told",
    group="B",
    definition=(
        "Early on the job is to become someone worth confiding in. Without that, aims come "
        "slowly and troubles not at all."
    ),
    why="A buyer keeps troubles back until the talk so far has shown attention and candour.",
    ladder={
        4: "The trouble was first asked about once rapport stood at 20, some of it came from "
        "candour or attention, and the trouble was told.",
        3: "Asked at 20, but rapport came from pleasantries alone, or the trouble stayed shut.",
        2: "First asked about with rapport between 10 and 19.",
        1: "First asked about below 10; the trouble was told later all the same.",
        0: "Asked below 10 and never told, or never asked about.",
    },
    source="Domain study 2B and 1.2. Rapport is the buyer's own meter, never a count of niceties.",
    measure=_measure,
    reads=("ask_trouble", *CANDOUR),
    passes=(
        Sample(
            "A purpose with a way out, then the trouble",
            4,
            (
                Row(
                    "If it isn't worth your time, say so.",
                    "agenda",
                    meters="rapport 17",
                    by="move.sets_terms",
                ),
                Row("What are you after?", "ask_goal", told="goal", meters="rapport 21"),
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
            ),
        ),
        Sample(
            "Rapport from telling alone",
            3,
            (
                Row("What are you after?", "ask_goal", told="goal", meters="rapport 22"),
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
            ),
        ),
        Sample(
            "Asked halfway",
            2,
            (
                Row("What are you after?", "ask_goal", told="goal", meters="rapport 14"),
                Row("Where does it go wrong?", "ask_trouble", refused="trouble"),
            ),
        ),
    ),
    fails=(
        Sample(
            "Pain points as first words",
            0,
            (Row("So what are your biggest pain points?", "ask_trouble", refused="trouble"),),
        ),
        Sample(
            "Cold, then mended",
            1,
            (
                Row("What's broken?", "ask_trouble", refused="trouble"),
                Row("Fair, too soon.", "tell_ack", meters="rapport 24"),
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
            ),
        ),
        Sample("Never asks", 0, (Row("Lovely office.", "rapport", meters="rapport 10"),)),
    ),
)
