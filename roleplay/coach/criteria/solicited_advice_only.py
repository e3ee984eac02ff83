"""Advice lands when asked for."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, some
from roleplay.coach.play import Play
from roleplay.coach.regard import minded
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

ADVICE = ("tell_do", "tell_need")
"""Acts that tell the buyer what to do."""
PROPOSALS = ("no_buy", "refer_on", "next_step", "plan", "own_it")
"""Acts that are advice where the buyer asked for a view, or where they build on what was told."""
LEAVE = ("agenda", "ask_ready")
"""Acts by which leave to advise is asked for."""
VIEW = ("next_step", "remedy", "verdict")
"""What a question of the buyer's tests that asks for the seller's view."""
LASTS = 2
"""Turns for which leave holds, and the number of times that it can be asked for."""


def _leave(play: Play) -> list[Step]:
    """The turns that asked for leave to advise, once there was something to advise on."""
    trouble = play.first_telling("trouble", "cause", "effect")
    if trouble is None:
        return []
    return [step for step in play.doing(*LEAVE) if step.index > trouble.index][:LASTS]


def _wanted(play: Play) -> list[Step]:
    """Turns with advice or a proposal while the buyer waited for the seller's view."""
    asked = [step for view in VIEW for step in play.put(view)]
    return [
        step
        for step in play.doing(*ADVICE, *PROPOSALS, answering=True)
        if any(0 < step.index - question.index <= LASTS for question in asked)
    ]


def _built(play: Play) -> list[Step]:
    """Turns with advice or a proposal that used what the buyer had told of the trouble."""
    trouble = play.first_telling("trouble", "cause", "effect")
    made = play.doing(*ADVICE, *PROPOSALS, answering=True)
    return [s for s in made if trouble and s.index > trouble.index and s.flagged("carried")]


def _solicited(step: Step, leave: list[Step]) -> bool:
    """Whether a piece of advice answers the buyer, or came under leave asked for lately."""
    given = any(0 <= step.index - asked.index <= LASTS for asked in leave)
    return bool(step.turn.reaction.answered) or given


def _measure(play: Play) -> Finding:
    advised = play.doing(*ADVICE, answering=True)
    leave = _leave(play)
    wanted = _wanted(play)
    asked = [s for s in advised if _solicited(s, leave) or s in wanted]
    welcome = [s for s in play.main if (s in wanted or s in asked) and not minded(s)]
    own = [s for s in _built(play) if not minded(s)]
    unasked = [s for s in advised if s not in asked and s not in own]
    lapses = [s for s in unasked if minded(s) or s.does("tell_need")]
    debits = [debit(s, "advice that nobody had asked for", 4, *ADVICE) for s in lapses]
    debits += [debit(s, "the buyer asked for a view and got none", 4) for s in _withheld(play)]
    count = f"{some(len(advised), 'turn')} with advice"
    if welcome:
        rule = "advice that was asked for, or let in"
        good = [cite(s, rule, 4, *ADVICE, *PROPOSALS) for s in welcome[:2]]
        return found(4, good, "Advice came when it was wanted.", debits=debits, each=2, count=count)
    if own:
        rule = "advice built on what the buyer told"
        good = [cite(s, rule, 3, *ADVICE, *PROPOSALS) for s in own[:2]]
        good.append(absent(play, "leave to advise was never asked for", 4))
        return found(3, good, "Unasked, and theirs.", debits=debits, each=2, count=count)
    told = play.first_telling("trouble", "cause", "effect")
    missed = absent(play, "no advice was asked for, let in or taken", 2)
    if told is None:
        return found(0, [missed], "Nothing was told to advise on.", debits=debits, each=2)
    kept = cite(told, "the buyer spoke of the trouble, and was left to speak", 2)
    note = "Advice was kept back, and never wanted." if not lapses else "Advice came unasked."
    return found(2, [kept, missed], note, debits=debits, each=2, count=count)


def _withheld(play: Play) -> list[Step]:
    return [step for view in VIEW for step in play.evaded(view)]


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_ADVICE = Row("I'd begin with the reminders.", "tell_do")

CRITERION = Criterion(
    id="solicited_advice_only",
    title="Advice lands when asked for",
    group="C",
    definition=(
        "Advice is heard once the buyer has asked for it, or has let it in. Until then a question "
        "does more."
    ),
    why="Advice that a buyer asked for is weighed; the same advice unasked is fended off.",
    ladder={
        4: "Advice or a proposal answered the buyer's question, or advice came within two turns "
        "of asking for leave, and was well taken.",
        3: "Nobody asked for it, but it was built on what the buyer had told of the trouble, and "
        "well taken.",
        2: "The trouble was told and no advice was given.",
        1: "Advice on the buyer's own facts once, and thrust on the buyer once.",
        0: "Nothing was told to advise on. Each piece of unasked advice that the buyer minded, or "
        "that told them what they need, and each request for a view that was passed over, takes "
        "two levels off any of these.",
    },
    source="Domain study 2C. Leave counts twice at most, and not before a trouble was told.",
    measure=_measure,
    reads=(*ADVICE, *PROPOSALS, *LEAVE, "carried"),
    passes=(
        Sample(
            "Asked what to do, and answered",
            4,
            (
                _TROUBLE,
                Row("How long?", "ask_figure", told="figure", tests="next_step"),
                Row("Since you ask: begin with Tuesdays.", "tell_do", answered="next_step"),
            ),
        ),
        Sample(
            "Leave asked for first",
            4,
            (_TROUBLE, Row("May I think aloud? Stop me if it's wrong.", "agenda"), _ADVICE),
        ),
        Sample(
            "Built on their own facts",
            3,
            (_TROUBLE, Row("With 41 gaps on Tuesdays, begin there.", "tell_do", "carried")),
        ),
        Sample(
            "Keep what you have",
            3,
            (_TROUBLE, Row("With a bypass open since March, don't buy.", "no_buy", "carried")),
        ),
        Sample(
            "One lapse",
            2,
            (
                _TROUBLE,
                Row("You should text them all.", "tell_need", meters="guard 35", by="move.advised"),
                Row("Sorry. May I say what others did?", "agenda"),
                _ADVICE,
            ),
        ),
    ),
    fails=(
        Sample("Advice before anything", 0, (Row("You need a planner.", "tell_need"),)),
        Sample(
            "Unasked, and minded",
            0,
            (
                _TROUBLE,
                Row("You should hire.", "tell_do", meters="guard 35", by="move.advised"),
            ),
        ),
        Sample(
            "Leave asked as a habit",
            0,
            (
                _TROUBLE,
                Row("May I?", "agenda"),
                Row("May I again?", "agenda"),
                Row("Go on, then.", "rapport"),
                Row("So.", "rapport"),
                Row("May I once more?", "agenda"),
                Row("You need a planner.", "tell_need"),
            ),
        ),
        Sample(
            "Own facts, then a sermon",
            1,
            (
                _TROUBLE,
                Row("With 41 gaps on Tuesdays, begin there.", "tell_do", "carried"),
                Row("You need to change your whole desk.", "tell_need"),
            ),
        ),
        Sample("Kept back", 2, (_TROUBLE,)),
    ),
)
