"""If they feel it, it is so."""

from roleplay.coach.criterion import TOP, Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt, warmed
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

BELIEF = ("tell_ack", "deepen", "mirror", "recap")
"""Acts by which a buyer can tell that they are believed."""
SHOWN = ("evidence", "trouble", "effect")
"""What a buyer tells of what they live through."""
ASKED = "belief"
"""What a buyer's question tests that asks whether they are believed."""
SAID_SO = ("answers", "agrees")
"""Flags of a turn that answers it, in whatever words."""
DENIAL = ("tell_deny", "mislead")
"""Saying that it is not so, or agreeing with what is untrue."""


def _denies(step: Step) -> bool:
    """Whether the buyer was told that it is not so: argued with, or shown a percentage, and took
    it ill."""
    figures = step.slots("percent") and not step.does(*BELIEF, "ask_evidence")
    denied = step.does("tell_deny") or step.flagged("mislead") or figures
    return denied and hurt(step) and not warmed(step)


def _believes(play: Play) -> list[Step]:
    """Turns by which the buyer could tell that they are believed, and came closer for it.

    A plain yes does where they had asked for it.
    """
    plain = [s for s in play.answered(ASKED) if s.flagged(*SAID_SO)]
    said = {s.index for s in (*play.doing(*BELIEF, answering=True), *plain)}
    return [s for s in play.main if s.index in said and warmed(s)]


def _measure(play: Play) -> Finding:
    denials = [s for s in play.main if _denies(s)]
    against = [debit(s, "held against what the buyer lives through", 2, *DENIAL) for s in denials]
    believed = _believes(play)
    shown = play.telling(*SHOWN)
    cause = next((s for s in play.telling("cause") if shown and s.index > shown[0].index), None)
    if denials and not [s for s in (*believed, *shown) if s.index < denials[0].index]:
        return _denied_first(play, [*believed[:1], *shown[:1]], denials[0])
    evidence = [cite(s, "the buyer was believed", 2, *BELIEF) for s in believed[:1]]
    evidence += [told_in(s, "the buyer said what they live through", 2) for s in shown[:1]]
    if not evidence:
        missed = absent(play, "neither believed nor asked what it is like", 0)
        return found(
            0, [missed], "What the buyer feels was left alone.", debits=against[:2], each=2
        )
    if cause is not None and shown:
        evidence.append(told_in(cause, "why it is so was looked at together", 3))
    in_time = [s for s in believed if cause is None or s.index <= cause.index]
    parts = (bool(in_time), bool(shown), cause is not None)
    rung = 4 if all(parts) else 3 if shown and any((parts[0], parts[2])) else 2
    if rung < TOP:
        evidence.append(absent(play, _missing(parts), rung))
    note = "Believed, shown and looked at." if rung == TOP else "Believed, in part."
    return found(rung, evidence, note, debits=against[:2], each=2)


def _missing(parts: tuple[bool, bool, bool]) -> str:
    """What of the three was not done, in words."""
    words = ("the buyer was believed", "what it is like was told", "why it is so was told")
    return "it never came to this: " + ", ".join(
        word for word, there in zip(words, parts, strict=True) if not there
    )


def _denied_first(play: Play, mended: list[Step], denial: Step) -> Finding:
    """Told first that it is not so: what was mended later is worth 1."""
    denied = debit(denial, "said first that it is not so", 0, *DENIAL)
    if not mended:
        missed = absent(play, "what the buyer lives through was never asked", 0)
        return found(0, [missed, denied], "Told that it is not so.")
    later = cite(mended[0], "listened to after all", 1, *BELIEF)
    return found(1, [later, denied], "Told first that it is not so, and listened to after all.")


_BELIEVES = Row("That would wear anyone down.", "tell_ack", meters="trust 38")
_SHOWN = Row("Take me to the last time?", "ask_evidence", told="evidence")
_CAUSE = Row("Why at that hour?", "ask_cause", told="cause")
_LOG = Row("Our log says 99.4 per cent.", "tell_insight", slots="percent", meters="trust 18")

CRITERION = Criterion(
    id="perception_is_reality",
    title="If they feel it, it is so",
    group="F",
    definition=(
        "What the customer lives through is the matter in hand, even where one's own data says "
        "otherwise: believe it, have it shown, look into it together."
    ),
    why="A buyer who is told that it is not so keeps the rest to themselves.",
    ladder={
        4: "The buyer was believed, said what they live through, and then why it is so came out.",
        3: "They said what they live through, and one of the other two.",
        2: "Believed only, or only asked.",
        1: "Told first that it is not so, and listened to after all.",
        0: "Told that it is not so, or left alone with it. Each later denial that was taken ill "
        "takes two levels off.",
    },
    source="Domain study 2F. To believe what was felt is worth a start, and no more by itself.",
    measure=_measure,
    reads=(*BELIEF, *SAID_SO, *DENIAL, "ask_evidence"),
    passes=(
        Sample("Believed, shown, looked into", 4, (_BELIEVES, _SHOWN, _CAUSE)),
        Sample(
            "Asked whether, and a plain yes",
            4,
            (
                Row("And the last time?", "ask_evidence", told="evidence", tests="belief"),
                Row("Yes.", "", "answers", answered="belief", meters="trust 38"),
                _CAUSE,
            ),
        ),
        Sample("Shown and looked into", 3, (_SHOWN, _CAUSE)),
        Sample("Believed, and no more", 2, (_BELIEVES,)),
        Sample("Believed, looked into, then argued with", 2, (_BELIEVES, _SHOWN, _CAUSE, _LOG)),
    ),
    fails=(
        Sample("The log first", 0, (_LOG,)),
        Sample("The log first, then listened", 1, (_LOG, _BELIEVES, _SHOWN, _CAUSE)),
        Sample("Left alone", 0, (Row("What do you want by summer?", "ask_goal", told="goal"),)),
        Sample("Words that warmed nobody", 0, (Row("So it's always down.", "mirror"),)),
    ),
)
