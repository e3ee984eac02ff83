"""Give when you get."""

from roleplay.buyer.naming import SURELY
from roleplay.buyer.persona import GET, GIVE
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

ASKING = ("get", "lift")
"""Acts that ask for something in return."""
WIDER = (*ASKING, "next_step", "plan", "close")
"""Acts that may hold a return for anything but money off."""
OWN = ("give", "own_it", "tell_do")
"""Acts that put something of the seller's beside what is asked for."""
LATELY = 3
"""Turns for which a thing that was held out stands."""
WANTED = ("free_work", "discount", "trade")
"""What the buyer's own question tests when it asks for something of worth."""


def cuts(step: Step) -> bool:
    """Whether a turn took more off the price than had been taken before."""
    return step.after.ledger.per_cent > step.before.ledger.per_cent


def offers(step: Step) -> bool:
    """Whether a turn gave something new of worth, money off or anything else."""
    return step.after.ledger.gives > step.before.ledger.gives or cuts(step)


def names_card(play: Play, step: Step, side: str) -> bool:
    """Whether a turn laid down a card of a side, or surely named one that is not a price.

    A question that is sooner about something to be told names no card.
    """
    persona = play.content.personas[step.turn.buyer]
    trades, subjects = persona.trades, step.turn.heard.subjects
    told: dict[int, int] = {}
    for match in subjects:
        if match.id in persona.facts:
            told[match.clause] = max(match.score, told.get(match.clause, 0))
    sure = (m.id for m in subjects if m.score >= max(SURELY, told.get(m.clause, 0)))
    named = [trades[name] for name in sure if name in trades]
    about = any(card.side == side and not card.per_cent for card in named)
    return about or any(dealt.side == side for dealt in step.turn.reaction.dealt)


def regarded(step: Step, meter: str) -> bool:
    """Whether what a turn led to raised the buyer's regard.

    Neither a give's own charm nor a good word for having asked, nor what is told of something
    else in the same turn, is regard for a trade.
    """
    return any(
        moved.meter == meter and moved.after > moved.before and moved.rule.startswith("transition.")
        for moved in step.turn.reaction.moved
    )


def swapped(step: Step) -> bool:
    """Whether the buyer took a give as a fair exchange: it raised their regard.

    An order that is given for money off is no return for it.
    """
    bought = cuts(step) and step.does("close")
    return offers(step) and regarded(step, "standing") and not bought


def sealed(play: Play, step: Step) -> bool:
    """Whether the buyer agreed to a step, with a thing other than money off held out for it."""
    lately = [late for late in play.main if late.index > step.index - LATELY]
    held_out = any(
        names_card(play, late, GIVE) and late.does(*OWN, "hold") and not cuts(late)
        for late in lately
    )
    return held_out and step is play.agreed()


def honoured(play: Play, step: Step) -> bool:
    """Whether the buyer gave something that the turn asked for.

    A card granted; something told for the asking; a return that raised their regard; or a step
    agreed in exchange.
    """
    if step.after.ledger.gets > step.before.ledger.gets or swapped(step) or sealed(play, step):
        return True
    refused = any(not dealt.granted for dealt in step.turn.reaction.dealt)
    told = asks_return(step, "get") and step.tells()
    asked = names_card(play, step, GET) or step.does("get")
    return not refused and (told or (asked and regarded(step, "standing")))


def asks_return(step: Step, *acts: str) -> bool:
    """Whether a turn asked for something, otherwise than with the words that gave something."""
    gives = {act.clause for act in step.acts("give")}
    return any(act.clause not in gives for act in step.acts(*acts, answering=True))


def paid_for(play: Play, give: Step) -> tuple[bool, bool]:
    """Whether a return was asked for by the turn of a give, and whether at least just after."""
    acts = ASKING if cuts(give) else WIDER
    at = play.main.index(give)

    def asks(step: Step) -> bool:
        ways = acts if step is give else ASKING
        return names_card(play, step, GET) or step.does(*ways, answering=True)

    first = swapped(give) or any(asks(step) for step in play.main[max(0, at - 1) : at + 1])
    return first, first or any(asks(step) for step in play.main[at + 1 : at + 2])


def _promised(play: Play, step: Step) -> bool:
    """Whether a turn that asked for something put something of the seller's beside it."""
    wanted = step.turn.reaction.answered_tests in WANTED
    held_out = names_card(play, step, GIVE) or sealed(play, step)
    return wanted or held_out or step.does(*OWN, answering=True)


def _rung(play: Play, gives: list[Step], free: list[Step], got: list[Step]) -> int:
    ledger = play.main[-1].after.ledger
    balanced = ledger.ledger >= 0 or not ledger.got
    if not gives:
        both = any(_promised(play, step) for step in got)
        return 2 + 2 * both if got else int(any(names_card(play, s, GET) for s in play.main))
    if got and not free:
        return 3 + (balanced and all(paid_for(play, step)[0] for step in gives))
    if got:
        return 2 if balanced else 1
    if free:
        return int(len(free) < len(gives))
    return 2 if any(names_card(play, step, GET) for step in play.main) else 1


def _measure(play: Play) -> Finding:
    gives = [step for step in play.main if offers(step)]
    free = [step for step in gives if not paid_for(play, step)[1]]
    got = [step for step in play.main if honoured(play, step)]
    asked = [step for step in play.main if names_card(play, step, GET)]
    missed = absent(play, "nothing was exchanged", 0)
    if not (gives or got or asked):
        return found(0, [missed], "Nothing was given for anything, and nothing asked for.")
    rung = _rung(play, gives, free, got)
    debits = [debit(s, "money off for nothing in return", 4, "give") for s in free if cuts(s)]
    evidence: list[Evidence] = [cite(s, "the buyer gave this", rung, *WIDER) for s in got[:2]]
    if rung and not evidence:
        shown = asked or [step for step in gives if step not in free]
        evidence = [cite(shown[0], "a return was asked for", rung, *WIDER)]
    loose = [step for step in free if not cuts(step)]
    evidence += [cite(s, "given, and nothing asked for it", rung, "give") for s in loose[:2]]
    if rung < 4:
        lacking = "not every give was an even exchange" if gives else "nothing was exchanged"
        evidence.append(absent(play, lacking, rung))
    count = f"gives: {len(gives)}, for nothing: {len(free)}, returns: {len(got)}"
    note = "Mine for yours, each time." if rung == 4 else "Not every give had its return."
    return found(rung, evidence, note, debits=debits, each=2, count=count)


_TRADE = Row("Three per cent, for two years.", "give get", deals="give price, get term", per_cent=3)
_WORK = Row("I'll do the sums for you.", "give", deals="give work")

CRITERION = Criterion(
    id="quid_pro_quo",
    title="Give when you get",
    group="H",
    definition=(
        "Make it an exchange: whatever is given goes out with a request for something of worth, "
        "from the first hour to the last."
    ),
    why="A buyer values what was paid for, and asks again for what came for nothing.",
    ladder={
        4: "Each give went out with its return or after it, or was held out in exchange; the "
        "buyer gave something, worth as much.",
        3: "Each had a return and the buyer gave something, for less than it cost or asked for "
        "only afterwards.",
        2: "Returns were asked for and none came; or something came and nothing was held out; or "
        "one of several gives was for nothing, and the sum still even.",
        1: "Some gives had a return and some had none; or one was asked for, and refused.",
        0: "Given for nothing, or nothing exchanged. Money off for nothing takes two levels off.",
    },
    source="Domain study 2H. A return counts by what the buyer gave, not by the words 'in return'.",
    measure=_measure,
    reads=(*WIDER, *OWN),
    passes=(
        Sample("Two years for three per cent", 4, (_TRADE,)),
        Sample(
            "A workshop asked for, and something wanted first",
            4,
            (Row("Gladly, for your trips.", "get", answered="free_work", deals="get data"),),
        ),
        Sample(
            "Asked for in the next breath",
            3,
            (_WORK, Row("For that I'd want your data.", "get", deals="get data")),
        ),
        Sample(
            "Asked, and refused",
            2,
            (Row("The sums, for your data?", "give get", deals="give work, refused data"),),
        ),
    ),
    fails=(
        Sample("No obligation", 0, (_WORK,)),
        Sample(
            "Five off, just like that",
            0,
            (Row("I'll knock five off.", "give", deals="give price", per_cent=5),),
        ),
        Sample(
            "Twenty-five, if you sign today",
            0,
            (
                Row(
                    "Twenty-five, if you sign today.",
                    "give close",
                    deals="give price",
                    per_cent=25,
                    takes="signs",
                    meters="standing 40",
                    by="transition.signs",
                ),
            ),
        ),
        Sample(
            "A trade, then more for nothing",
            0,
            (_TRADE, Row("Pardon?"), Row("Make it eight.", "give", deals="give price", per_cent=8)),
        ),
        Sample(
            "A return worth nothing",
            1,
            (Row("The sums, and you'll be happy in return.", "give get", deals="give work"),),
        ),
        Sample("Asked for nothing, gave nothing", 0, (Row("How is it ordered?", "ask_today"),)),
    ),
)
