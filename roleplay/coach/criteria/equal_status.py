"""Not a supplicant."""

from roleplay.coach.criteria.quid_pro_quo import asks_return, regarded, sealed, swapped
from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.regard import minded
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

RETURN = ("get", "lift")
"""Acts that ask the buyer for something worth having."""
SHARED = (*RETURN, "plan")
"""Acts of an agreed step to which both sides bring something."""
FOOTING = ("agenda", "hold", "tell_limit")
"""Acts by which a seller says terms of their own, or where those end."""
BELOW, ABOVE = "grovel", "bully"
FREE = 2
"""Things given for nothing after which a first return comes late."""


def _granted(play: Play) -> list[Step]:
    """Turns at which the buyer gave something in return.

    A card; their part of a step; or their yes to what the seller had held out for it.
    """
    dealt, agreed = play.dealing("get"), play.agreed()

    def gave(step: Step) -> bool:
        joined = step is agreed and step.does(*SHARED, answering=True)
        at = play.main.index(step)
        asked = any(asks_return(s, *RETURN) for s in play.main[max(0, at - 1) : at + 1])
        return step in dealt or joined or (asked and swapped(step)) or sealed(play, step)

    return [step for step in play.main if gave(step)]


def _on_terms(play: Play) -> Step | None:
    """The turn agreed to while nothing given for nothing was outstanding."""
    agreed = play.agreed()
    even = agreed is not None and agreed.after.ledger.unreturned == 0
    return agreed if even else None


def _bare_refusals(play: Play) -> list[Step]:
    """Refusals that offered nothing instead, and that the buyer minded."""
    return [
        step
        for step in play.doing("hold", answering=True)
        if minded(step)
        and not regarded(step, "standing")
        and not step.turn.reaction.dealt
        and not step.does("give", *RETURN)
    ]


def _measure(play: Play) -> Finding:
    debits = [debit(s, "begged or belittled themselves", 4, BELOW) for s in play.flagged(BELOW)]
    debits += [debit(s, "talked down to the buyer", 4, ABOVE) for s in play.flagged(ABOVE)]
    debits += [debit(s, "refused, with nothing instead", 4, "hold") for s in _bare_refusals(play)]
    granted = _granted(play)
    if granted:
        first = granted[0]
        late = first.before.ledger.unreturned >= FREE
        ways = (*SHARED, "give")
        got = [cite(s, "the buyer gave something in return", 4, *ways) for s in granted[:2]]
        if late:
            got.append(absent(play, "nothing was asked for the first things given", 4))
            return found(3, got, "Both sides gave, one of them late.", debits=debits, each=2)
        return found(4, got, "Both sides brought something.", debits=debits, each=2)
    terms = next(iter(play.doing(*FOOTING)), None)
    agreed = _on_terms(play)
    if agreed is not None and terms is not None:
        both = [cite(terms, "said terms of their own", 3, *FOOTING)]
        both.append(cite(agreed, "the buyer agreed, and nothing was given away", 3))
        both.append(absent(play, "nothing of the buyer's own was asked for", 4))
        return found(3, both, "Agreed on even terms.", debits=debits, each=2)
    asked = [s for s in play.doing(*RETURN) if s.before.ledger.unreturned < FREE]
    missed = absent(play, "the buyer committed nothing in return", 2)
    if asked:
        tried = cite(asked[0], "asked for something in return", 2, *RETURN)
        return found(2, [tried, missed], "Asked as an equal, in vain.", debits=debits, each=2)
    if terms is not None:
        stood = cite(terms, "said terms of their own", 1, *FOOTING)
        return found(1, [stood, missed], "Nothing was asked in return.", debits=debits, each=2)
    return found(0, [missed], "Nothing was asked for and no terms were set.", debits=debits, each=2)


_TRADE = Row("My day for two of your people in the room?", "get", deals="get people")

CRITERION = Criterion(
    id="equal_status",
    title="Not a supplicant",
    group="B",
    definition=(
        "The seller's time and help have worth too. Deal as an equal: neither begging nor "
        "bullying, and both sides bring something."
    ),
    why="What is asked for calmly, against something given, is granted; what is begged for is not.",
    ladder={
        4: "The buyer gave something in return: time, people, facts, a way up, a term, their "
        "part of a plan, or a yes to what was held out for it.",
        3: "The same, but only after two things had been given for nothing; or the buyer agreed "
        "to a step, terms had been said and nothing was given away.",
        2: "Something was asked for in return before two things had been given, and not granted.",
        1: "Terms were set or a position kept, and nothing was asked for in time.",
        0: "Neither. Each turn that begs or talks down, and each refusal that offers nothing "
        "instead and is minded, takes two levels off any of these.",
    },
    source="Domain study 2B. Toughness earns nothing by itself; what the buyer granted does.",
    measure=_measure,
    reads=(*SHARED, *FOOTING, "give", BELOW, ABOVE),
    passes=(
        Sample("Each brings something", 4, (_TRADE,)),
        Sample(
            "Asked in a step that was agreed",
            4,
            (Row("Shall we see her together on Monday?", "lift", takes="agrees"),),
            "good",
        ),
        Sample(
            "A yes to what was held out",
            4,
            (
                Row("We could start your second site in January.", "give", deals="give start"),
                Row("Will you sign for that?", "close", takes="signs"),
            ),
            "best",
        ),
        Sample(
            "Two lessons first",
            3,
            (
                Row("I'll show you how it works.", "give", deals="give lesson"),
                Row("And a second time.", "give", deals="give workshop"),
                _TRADE,
            ),
        ),
        Sample(
            "Agreed on even terms",
            3,
            (
                Row("We can't be live by Christmas.", "tell_limit"),
                Row("Will you sign subject to counsel?", "close", takes="signs"),
            ),
            "best",
        ),
        Sample(
            "Asked and refused",
            2,
            (Row("Could I have your trip data for it?", "get", deals="refused data"),),
        ),
        Sample(
            "Begged once, then traded",
            2,
            (Row("I'd be so grateful for even five minutes.", "rapport", "grovel"), _TRADE),
        ),
    ),
    fails=(
        Sample(
            "Whatever you need",
            0,
            (
                Row("Any time, day or night, just say.", "rapport", "grovel"),
                Row("I'd be ever so grateful.", "rapport", "grovel"),
            ),
        ),
        Sample("Terms and nothing else", 1, (Row("I can give this half an hour.", "agenda"),)),
        Sample(
            "Tough for its own sake",
            0,
            (Row("No. I don't do that.", "hold", meters="guard 35", by="move.refused"),),
        ),
        Sample(
            "Asked once all was given",
            0,
            (
                Row("I'll teach you.", "give", deals="give lesson"),
                Row("And your people.", "give", deals="give workshop"),
                Row("Could I meet her, then?", "get", deals="refused meeting"),
            ),
        ),
        Sample("All for nothing", 0, (Row("I'll teach you.", "give", deals="give lesson"),)),
        Sample(
            "Two insults beside a trade",
            0,
            (_TRADE, Row("Are you slow?", "", "bully"), Row("You are slow.", "", "bully")),
        ),
    ),
)
