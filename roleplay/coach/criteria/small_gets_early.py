"""Make reciprocity a habit early."""

from roleplay.buyer.persona import GET
from roleplay.coach.criteria.quid_pro_quo import ASKING, cuts, honoured, names_card
from roleplay.coach.criterion import Criterion, Finding, absent, cite, found
from roleplay.coach.play import WHOLE_CALL, Play
from roleplay.coach.samples import Row, Sample

PRICE = ("price", "discount", "trade")
"""What the buyer's own question tests when it is about money."""
SEVERAL = 2
"""Small returns that make a habit."""


def _price_from(play: Play) -> int:
    """Index of the first turn in which money is on the table; beyond the call if it never is."""
    told = [s.index for s in play.main if s.does("tell_price", answering=True) or cuts(s)]
    put = [step.index + 1 for tests in PRICE for step in play.put(tests)]
    return min([*told, *put], default=WHOLE_CALL)


def _measure(play: Play) -> Finding:
    price = _price_from(play)
    got = [step for step in play.main if honoured(play, step)]
    early = [step for step in got if step.index < price]
    asked = [s for s in play.main if s.index < price and names_card(play, s, GET)]
    count = f"returns before the price: {len(early)}, after it: {len(got) - len(early)}"
    shown = [cite(s, "the buyer gave this before any price", 4, *ASKING) for s in early[:SEVERAL]]
    if len(early) >= SEVERAL:
        return found(4, shown, "Small returns came early, more than once.", count=count)
    missed = absent(play, "the buyer was asked for nothing more, early on", 2)
    if early:
        late = [step for step in got if step not in early]
        after = [cite(step, "and this with the price", 3, *ASKING) for step in late[:1]]
        note = "One small return early."
        return found(2 + len(after), [*shown, *after, missed], note, count=count)
    if got or asked:
        first = (asked or got)[0]
        rule = "asked for, and refused" if asked else "the first return came with the price"
        shown = [cite(first, rule, 1, *ASKING)]
        return found(1, [*shown, missed], "Asked; none came early.", count=count)
    return found(0, [missed], "Nothing was asked of the buyer.", count=count)


_DATA = Row("Could you pull last month's list?", "get", deals="get data")
_LEAD = Row("Could the night lead join us?", "get", deals="get access")
_PRICE = Row("It's forty-two thousand a year.", "tell_price", slots="money")

CRITERION = Criterion(
    id="small_gets_early",
    title="Make reciprocity a habit early",
    group="H",
    definition=(
        "Ask for small things of worth from the start, a list, a name, an hour, so that a trade "
        "later on is nothing new."
    ),
    why="A buyer who has given something small gives something larger; one first asked at the "
    "price hears a change of tune.",
    ladder={
        4: "In two turns the buyer gave something that was asked for, before money was talked of.",
        3: "In one, and in another once it was.",
        2: "In one.",
        1: "Something was asked for early and refused, or the first return came with the price.",
        0: "Nothing of worth was asked for.",
    },
    source=(
        "Domain study 2H. One return a turn counts, however many were asked for; what has no "
        "worth to the seller counts for nothing."
    ),
    measure=_measure,
    reads=(*ASKING, "tell_price"),
    passes=(
        Sample("A list, then the night lead", 4, (_DATA, _LEAD, _PRICE)),
        Sample("One early, one late", 3, (_DATA, _PRICE, _LEAD)),
        Sample("One", 2, (_DATA, Row("Thank you.", "rapport"))),
    ),
    fails=(
        Sample("You just turn up", 0, (Row("I'll prepare it all.", "own_it"),)),
        Sample(
            "A pile of favours at once",
            2,
            (Row("The list and the lead?", "get", deals="get data, get access"),),
        ),
        Sample("First asked at the price", 1, (_PRICE, _DATA)),
        Sample("Refused", 1, (Row("Your list?", "get", deals="refused data"), _PRICE)),
        Sample("A favour worth nothing", 0, (Row("Will you like us in return?", "get"),)),
    ),
)
