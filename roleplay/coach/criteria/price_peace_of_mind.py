"""They pay to have it gone."""

from roleplay.coach.criterion import (
    TOP,
    Criterion,
    Evidence,
    Finding,
    absent,
    cite,
    debit,
    found,
    told_in,
)
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt, speaks_of
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

RELIEF, EFFECT = ("feel", "stake"), "effect"
"""What a buyer tells of what it is to them; what the trouble leads to is not yet that."""
PRICE = ("tell_price", "give")
"""Acts that put a price."""
WORTH = (*PRICE, "hold", "get", "tell_logic", "ask_use", "tell_use")
"""Acts by which a price, or what it is for, is held against something."""
CARE = "relief"
"""Kind of topic that is what it would be to have it gone, in other words than the buyer's."""
LISTENING = ("mirror", "deepen", "recap", "tell_ack")


def _borrowed(step: Step) -> bool:
    """Whether the seller had said it before the buyer did (domain 1.3, M11)."""
    return step.told is not None and step.told.fact in step.after.borrowed


def _after(play: Play, first: Step, *acts: str) -> list[Step]:
    """Later turns with one of these acts that use what the buyer told, in words of any kind."""

    def uses(step: Step) -> bool:
        return step.flagged("carried") or speaks_of(play, step, CARE)

    later = [s for s in play.main if s.index > first.index]
    return [s for s in later if s.does(*acts, answering=True) and uses(s)]


def _measure(play: Play) -> Finding:
    relief = play.first_telling(*RELIEF) or play.first_telling(EFFECT)
    priced = [s for s in play.doing(*PRICE) if relief is None or s.index < relief.index]
    ill = [s for s in priced if hurt(s)]
    rule = "a price before its worth, and it was taken ill"
    against = [debit(s, rule, 2, *PRICE) for s in ill[:2]]
    if relief is None:
        return _unvoiced(play, against)
    voiced = told_in(relief, "the buyer said what it is to them", 2)
    framed = _after(play, relief, *WORTH)
    heard = [*_after(play, relief, *LISTENING), *_later(play, relief)]
    borrowed = _borrowed(relief)
    top = 3 if relief.tells(EFFECT) else TOP
    if framed:
        rung = 2 if priced or borrowed else top
        worth = cite(framed[0], "the price was held against that", rung, *WORTH)
        rule = "a price came first" if priced else "the seller had said it first"
        rule = rule if rung == 2 else "what it is to the buyer was not told"
        rest = [] if rung == TOP else [absent(play, rule, rung)]
        note = "The price stands against what it takes away."
        return found(rung, [voiced, worth, *rest], note, debits=against)
    rung = 1 if priced else 3 if heard and not borrowed and top == TOP else 2
    more = [cite(s, "it was taken further", 3, *LISTENING) for s in heard[:1]]
    missed = absent(play, "no price was held against it", rung, relief)
    return found(rung, [voiced, *more, missed], "Voiced, and not weighed.", debits=against)


def _later(play: Play, relief: Step) -> list[Step]:
    """Turns after it in which the buyer went on to what it would take."""
    return [s for s in play.telling("around") if s.index > relief.index]


def _unvoiced(play: Play, against: list[Evidence]) -> Finding:
    """The buyer never said it: asking for it, or a price with something of theirs, is worth 1."""
    tried = play.asking_for("feel", "ask_feel")
    own = tuple(s for s in play.doing(*PRICE) if s.flagged("carried"))
    missed = absent(play, "what it would be to have it gone was never told", 0)
    if not (tried or own):
        return found(0, [missed], "A price for a thing.", debits=against)
    near = cite((tried or own)[0], "came near to what it is worth", 1, "ask_feel", *PRICE)
    return found(1, [near, missed], "Asked, or priced on something of theirs.", debits=against)


_RELIEF = Row("What would that let you stop doing?", "ask_feel", told="feel")
_PRICE = Row("It's 4,100 a month.", "tell_price", meters="guard 31")

CRITERION = Criterion(
    id="price_peace_of_mind",
    title="They pay to have it gone",
    group="F",
    definition=(
        "The worth lies in the trouble being gone. Let the buyer say what that would be, and "
        "hold the price against it."
    ),
    why="A buyer who has said what it is to be rid of it does not haggle over parts.",
    ladder={
        4: "The buyer said what it is to them, or would be to have it gone, before any price; "
        "then the price, or what it buys, was held against that.",
        3: "They said so before any price, and it was taken further; or they said only what the "
        "trouble leads to, and the price was held against that.",
        2: "They said so and no more, or after a price that was then held against it; or the "
        "seller had said it first.",
        1: "They said so after a price; or it was asked for and stayed shut; "
        "or a price held something of theirs.",
        0: "A price alone. A price before its worth that was taken ill takes a level off.",
    },
    source="Domain study 2F. Only what the buyer said counts; relief painted for them does not.",
    measure=_measure,
    reads=(*WORTH, *LISTENING, "ask_feel", "carried"),
    passes=(
        Sample(
            "Relief, then the price of it",
            4,
            (_RELIEF, Row("So 4,100 a month, and no phone at night.", "tell_price", "carried")),
        ),
        Sample(
            "Relief, taken further",
            3,
            (_RELIEF, Row("So it's the phone, not the plant.", "deepen", "carried")),
        ),
        Sample(
            "Only what it leads to",
            3,
            (
                Row("Who feels it?", "ask_effect", told="effect"),
                Row("So 4,100 against that beer.", "tell_price", "carried"),
            ),
        ),
        Sample(
            "In other words than the buyer's",
            4,
            (_RELIEF, Row("4,100 a month for you to sleep.", "tell_price", names="relief")),
        ),
        Sample("Relief, and no more", 2, (_RELIEF,)),
        Sample(
            "The seller said it first",
            2,
            (
                Row("You'd sleep again.", "tell_use", borrows="feel"),
                _RELIEF,
                Row("So 4,100 for the nights.", "tell_price", "carried"),
            ),
        ),
    ),
    fails=(
        Sample("A price for a thing", 0, (_PRICE,)),
        Sample("Imagine the stress", 0, (Row("Imagine the stress.", "tell_use"),)),
        Sample(
            "Their nights in the pitch, before they were told",
            0,
            (Row("4,100 a month, and you sleep.", "tell_price", names="relief"),),
        ),
        Sample("Price first, taken ill", 0, (_PRICE, _RELIEF)),
        Sample("Asked, and kept shut", 1, (Row("How is it for you?", "ask_feel", refused="feel"),)),
    ),
)
