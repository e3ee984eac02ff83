"""Don't run a free school."""

from roleplay.buyer.persona import GET, GIVE
from roleplay.coach.criteria.quid_pro_quo import names_card
from roleplay.coach.criteria.symptom_led_prospecting import ASKS
from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

FREE_WORK = "free_work"
"""What the buyer's own question tests when it asks for work or teaching for nothing."""
USEFUL = (*("tell_feature", "tell_use", "tell_limit", "tell_story", "tell_equal", "tell_contrast"),)
"""Acts that explain something; in answer to a question they are what makes a seller useful."""
BESIDE = ("hold", "deepen", "mirror", "recap", "tell_need", "tell_answer", "tell_solve", "refer_on")
"""Acts that say something else than what the buyer asked."""
ABOUT_IT = ("product", "feature", "limit")
"""What the buyer's own question tests when it asks how the thing works, or where it ends."""
PROMISES = ("give", "plan", "own_it", "next_step")
"""Acts that say yes to a request for work."""
RETURNS = ("get", "lift")
"""Acts that ask for something in exchange."""


def _lesson(play: Play, step: Step) -> bool:
    """Whether a turn gives teaching or work away: a card, a meter, or a yes to the request."""
    trades = play.content.personas[step.turn.buyer].trades
    given = [d.trade for d in step.turn.reaction.dealt if d.side == GIVE]
    card = any(not (name in trades and trades[name].per_cent) for name in given)
    meter = step.meters("lessons")
    yes = step.does(*PROMISES, answering=True) or names_card(play, step, GIVE)
    asked = step.turn.reaction.answered_tests == FREE_WORK
    said_yes = asked and yes and not step.does("hold", *ASKS, answering=True)
    return card or meter[1] > meter[0] or said_yes


def _granted(play: Play) -> Step | None:
    """The turn in which the buyer gave something for what was asked: a card, or a step agreed."""
    for step in play.main:
        if any(d.side == GET and d.granted for d in step.turn.reaction.dealt):
            return step
        if step.does("get") and step.tells():
            return step
    return play.agreed()


def _asks_back(play: Play, step: Step) -> bool:
    """Whether a turn asks for something in exchange, or what the lesson would lead to."""
    asked = step.turn.reaction.answered_tests == FREE_WORK
    dealt = any(d.side == GET and d.granted for d in step.turn.reaction.dealt)
    led = asked and step.does(*ASKS, answering=True)
    return step.does(*RETURNS) or dealt or led or names_card(play, step, GET)


def _useful(play: Play) -> Step | None:
    """The first turn that explained something, or answered the buyer's question about it.

    A lesson that is promised explains nothing yet; and where something else was said, such as
    what is wrong with the buyer's firm, their question was not answered.
    """

    def explains(step: Step) -> bool:
        answered = step.turn.reaction.answered_tests in ABOUT_IT
        beside = step.does(*BESIDE, *ASKS, answering=True)
        return step.does(*USEFUL, answering=True) or (answered and not beside)

    return next((step for step in play.main if explains(step)), None)


def _passed_over(play: Play) -> Step | None:
    """The first turn that passed over the buyer's question about how it works."""
    return next((step for tests in ABOUT_IT for step in play.evaded(tests)), None)


def _traded(play: Play, lesson: Step) -> bool:
    """Whether something was asked for in the turn of a lesson, or in the one before or after."""
    at = play.main.index(lesson)
    return any(_asks_back(play, step) for step in play.main[max(0, at - 1) : at + 2])


def _refused(play: Play, useful: Step | None, refused: Step | None) -> Finding:
    """What is found where nothing was asked for in exchange, or before anything was explained."""
    if refused is None:
        shown = [cite(useful, "explained something", 0, *USEFUL)] if useful else []
        missed = absent(play, "nothing was asked for in exchange", 0)
        return found(0, [*shown, missed], "Nothing was asked for in exchange.")
    kept = cite(refused, "declined to do more", 2, "hold")
    if useful is None or refused.index < useful.index:
        missed = absent(play, "nothing had been explained by then", 1)
        return found(1, [kept, missed], "Refused before being of any use.")
    missed = absent(play, "nothing was asked for in exchange", 2)
    return found(2, [cite(useful, "explained something", 2, *USEFUL), kept, missed], "Firm.")


def _exchanged(play: Play, asked: Step, useful: Step | None) -> Finding:
    """What is found where something was asked for in exchange."""
    granted = _granted(play)
    tied = asked.turn.reaction.answered_tests == FREE_WORK or any(
        _lesson(play, step) and abs(step.index - asked.index) <= 1 for step in play.main
    )
    over = _passed_over(play) if useful is None else None
    rung = 2 + (useful is not None) if granted or tied else 2
    rung += granted is not None and over is None
    evidence = [cite(useful, "explained something", 2, *USEFUL)] if useful else []
    evidence.append(cite(asked, "asked for something in exchange", 3, *RETURNS, *ASKS))
    if granted is None:
        evidence.append(absent(play, "the buyer granted nothing", 3, asked))
    elif granted is not asked:
        evidence.append(cite(granted, "the buyer gave something in exchange", 4, *RETURNS))
    if over is not None:
        evidence.append(debit(over, "the buyer asked how it works, and was not told", 2))
    elif useful is None:
        evidence.append(absent(play, "nothing was explained", 3))
    return found(rung, evidence, "An exchange." if granted else "An exchange was asked for.")


def _measure(play: Play) -> Finding:
    lessons = [step for step in play.main if _lesson(play, step)]
    free = [step for step in lessons if not _traded(play, step)]
    debits = [debit(s, "taught or worked for nothing in return", 2, *PROMISES) for s in free]
    count = f"lessons given: {len(lessons)}, for nothing: {len(free)}"
    useful = _useful(play)
    asked = next((step for step in play.main if _asks_back(play, step)), None)
    refused = next(iter(play.doing("hold", answering=True)), None)
    flat = refused is not None and (useful is None or refused.index < useful.index)
    if asked is None or (flat and not _granted(play)):
        base = _refused(play, useful, refused)
    else:
        base = _exchanged(play, asked, useful)
    return found(base.level, base.evidence, base.note, debits=debits, each=2, count=count)


_ANSWER = Row("It reads the files you write.", "(tell_feature)", answered="product")

CRITERION = Criterion(
    id="no_free_education",
    title="Don't run a free school",
    group="A",
    definition=(
        "Answer what is asked, and exchange whatever is more than an answer: a session, a trial, "
        "an analysis is given for access, for facts or for a step that leads on."
    ),
    why="A lesson for nothing delights whoever gets it and brings nobody nearer to a decision.",
    ladder={
        4: "Something was explained when asked, the buyer granted something in exchange, and "
        "no lesson or work went out for nothing.",
        3: "The same, and what was asked for a lesson was not granted; or granted, and nothing "
        "was explained.",
        2: "Asked for something that was tied to no lesson; or useful, then a plain refusal to do "
        "more.",
        1: "Refused before anything had been explained.",
        0: "Explained and never asked for anything. Each lesson or piece of work for nothing "
        "takes two levels off.",
    },
    source=(
        "Domain study 2A. An exchange is a request in the turn of the lesson or the one before "
        "or after; asking what a lesson would lead to counts as one. A price cut is no lesson."
    ),
    measure=_measure,
    reads=(*USEFUL, *PROMISES, *RETURNS, *ASKS, *BESIDE),
    passes=(
        Sample(
            "A session for three months of data",
            4,
            (
                _ANSWER,
                Row("I'll do it, if you pull the data.", "give get", deals="give work, get data"),
            ),
        ),
        Sample(
            "Asked in exchange, and refused",
            3,
            (
                _ANSWER,
                Row("I'll run it if Rhona sits in.", "give get", deals="give work, refused seat"),
            ),
        ),
        Sample(
            "One for nothing, then an exchange",
            2,
            (
                _ANSWER,
                Row("I'll come back for a morning.", "give", "", deals="give lesson"),
                Row("How is it done now?", "ask_today", told="process"),
                Row("Would you send me the trips?", "get", deals="get trips"),
            ),
        ),
        Sample(
            "Says what is wrong instead of how it works",
            3,
            (
                Row("How is it done now?", "ask_today", told="process", tests="product"),
                Row("Your desk works blind.", "deepen", answered="product"),
                Row("I'll do it, if you pull the data.", "give get", deals="give work, get data"),
            ),
        ),
        Sample(
            "Useful, then firm",
            2,
            (_ANSWER, Row("Not another session just yet.", "hold", answered="free_work")),
        ),
    ),
    fails=(
        Sample(
            "Takes the data, and never says how it works",
            2,
            (
                Row("What are you after?", "ask_goal", told="goal", tests="product"),
                Row("Who else would care?", "ask_people", told="people", evaded="product"),
                Row("I'll do it, if you pull the data.", "give get", deals="give work, get data"),
            ),
        ),
        Sample(
            "A school",
            0,
            (
                _ANSWER,
                Row("Gladly, a whole day.", "next_step", answered="free_work", meters="lessons 1"),
                Row("And a workshop.", "give", deals="give workshop"),
            ),
        ),
        Sample(
            "Refuses to explain anything",
            1,
            (Row("I'd rather not go into how it works.", "hold", answered="product"),),
        ),
        Sample("Tells and tells", 0, (Row("It has nine modules.", "tell_feature"),)),
        Sample(
            "Said yes, asked nothing",
            0,
            (
                _ANSWER,
                Row("Shall we say Tuesday?", "next_step", answered="free_work"),
            ),
        ),
    ),
)
