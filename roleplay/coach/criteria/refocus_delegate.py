"""Bring implementers back to the goal."""

from roleplay.coach.criteria.quid_pro_quo import honoured
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

PRODUCT = ("tell_feature", "tell_generic", "tell_contrast")
"""Acts that feed a list of features."""
DRIFT = "refocus"
"""What the buyer's own question tests when it leads away into details."""
CHOSEN = ("rank",)
"""Kinds of fact as which somebody tells what matters of a list."""
RUN = 3
"""Turns in a row that make a drift."""


def _cites(play: Play, step: Step) -> bool:
    """Whether a turn brought the talk back to the aim, and did not only silence a question."""
    asked = step.turn.reaction.answered_tests == DRIFT and not step.does(*PRODUCT, answering=True)
    back = asked or step.does("refocus", answering=True) or step in play.naming("reason")
    return back and (step.tells() or not step.turn.reaction.evaded)


def _returns(play: Play) -> list[Step]:
    """Turns that brought the talk back: to an aim just spoken of there is nothing to go back."""
    returns: list[Step] = []
    last = None
    for place, step in enumerate(play.main):
        if _cites(play, step):
            if last is None or place > last + 1:
                returns.append(step)
            last = place
    return returns


def _came_of_it(play: Play, first: Step) -> Step | None:
    """A shorter list, or a way to whoever set the aim, from that turn on."""
    later = [step for step in play.main if step.index >= first.index]
    agreed = play.agreed()
    return next(
        (s for s in later if s.tells(*CHOSEN) or honoured(play, s) or s is agreed),
        None,
    )


def _drifts(play: Play) -> list[Evidence]:
    """Three turns of product in a row, unasked; two such runs at most."""
    runs, length = [], 0
    for step in play.main:
        length = length + 1 if step.does(*PRODUCT) and not _cites(play, step) else 0
        if length and length % RUN == 0:
            runs.append(step)
    return [debit(s, "the third turn of features in a row", 4, *PRODUCT) for s in runs[:2]]


def _measure(play: Play) -> Finding:
    debits = _drifts(play)
    cited = _returns(play)
    passed = [s for s in play.doing("refocus", answering=True) if not _cites(play, s)]
    if not cited:
        missed = absent(play, "the talk was never brought back to the aim", 1)
        if not passed:
            return found(0, [missed], "The aim was left out of it.", debits=debits)
        over = cite(passed[0], "spoke of the aim and left the question unanswered", 1, "refocus")
        return found(1, [over, missed], "The aim, in place of an answer.", debits=debits)
    came = _came_of_it(play, cited[0])
    again = len(cited) > 1
    rung = 2 if came is None else 3 + again
    evidence = [cite(s, "back to the aim", rung, "refocus") for s in cited[:2]]
    if came is None:
        evidence.append(absent(play, "the list stayed long, and led nowhere", 2, cited[0]))
    elif came not in cited[:2]:
        evidence.append(cite(came, "and something came of it", rung))
    if came is not None and not again:
        evidence.append(absent(play, "the aim was not held on to", 3, cited[0]))
    note = "The aim cut the list." if came else "The aim was named."
    count = f"times brought back to the aim: {len(cited)}"
    return found(rung, evidence, note, debits=debits, count=count)


_BACK = Row("Which of these bear on her write-offs?", "refocus ask_rank", told="rank")
_NAMED = Row("She wants it under 35 days. How does this line help?", "refocus")
_ASIDE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_FEATURE = Row("And it does forty more formats.", "tell_feature")

CRITERION = Criterion(
    id="refocus_delegate",
    title="Bring implementers back to the goal",
    group="H",
    definition=(
        "Whoever was handed the evaluation gets lost in features. Answer in a line, and go back "
        "to the aim of the person who asked for it."
    ),
    why="A list held against the aim gets short, and whoever shortens it has something to take "
    "upstairs.",
    ladder={
        4: "Brought back to the aim twice, with other matters between, and something came of it: "
        "what matters was told, something was given, or a step was agreed.",
        3: "Once, and something came of it.",
        2: "Brought back, and nothing came of it.",
        1: "Only in place of an answer to the question that was put.",
        0: "Never. Three turns of features in a row, unasked, take a level off.",
    },
    source="Domain study 2H. A short answer to a question is no drift, however many there are.",
    measure=_measure,
    reads=("refocus", *PRODUCT, "get", "lift"),
    passes=(
        Sample("Twice, and a shorter list", 4, (_NAMED, _ASIDE, _BACK)),
        Sample("Said twice in a row, and a shorter list", 3, (_NAMED, _BACK)),
        Sample(
            "Twice, and the way back up",
            4,
            (
                _NAMED,
                _ASIDE,
                _NAMED,
                Row("Shall we see her on Monday?", "next_step", takes="agrees"),
            ),
        ),
        Sample("Once, and a shorter list", 3, (_BACK,)),
        Sample("Named once", 2, (_NAMED,)),
    ),
    fails=(
        Sample("All the settings", 0, (_FEATURE, _FEATURE, _FEATURE)),
        Sample(
            "The boss's name, to silence a question",
            1,
            (Row("She only cares about the write-offs.", "refocus", evaded="feature"),),
        ),
        Sample("Named, then a tour", 1, (_NAMED, _FEATURE, _FEATURE, _FEATURE)),
        Sample(
            "Answers every line",
            0,
            (Row("It reads files.", "(tell_feature)", answered="feature"),),
        ),
    ),
)
