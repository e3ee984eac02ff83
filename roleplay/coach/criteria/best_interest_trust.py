"""Be seen to act in their interest."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import Play
from roleplay.coach.regard import hurt, moved_on, warmed
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

AGAINST = ("no_buy", "refer_on", "tell_equal", "step_back")
"""Acts against one's own short-term interest."""
CANDID = ("tell_limit", "hold")
"""Acts near them; as good where the buyer moved on by them."""
PUSH = ("tell_need", "tell_generic", "tell_answer", "tell_solve", "press", "close")
"""Pushing the newest thing, or assuring without a deed."""
NEED = ("trouble", "cause", "effect", "figure", "wait", "stake", "feel")
"""What a buyer tells from which it is known what would be good for them."""
PUSHES = 3


def _true(step: Step) -> bool:
    """Whether the buyer came closer by words that the card bears out."""
    return warmed(step) and not hurt(step) and not step.flagged("mislead")


def _measure(play: Play) -> Finding:
    known = next((s for s in play.main if s.tells(*NEED)), None)
    pushed = [s for s in play.doing(*PUSH) if hurt(s)]
    against = [debit(s, "pushed, and the buyer drew back", 2, *PUSH) for s in pushed[:PUSHES]]
    candid = [s for s in play.doing(*AGAINST, *CANDID, answering=True) if _true(s)]
    if known is None:
        missed = absent(play, "what would be good for the buyer was never told", 0)
        if not candid:
            return found(0, [missed], "Nothing was done in their interest.", debits=against)
        early = cite(candid[0], "candid before anything was known", 1, *AGAINST, *CANDID)
        return found(1, [early, missed], "Candid, on nothing of theirs.", debits=against)
    told = told_in(known, "what would be good for the buyer was told", 2)
    after = [s for s in candid if s.index > known.index]
    plain = [s for s in after if s.does(*AGAINST, answering=True) or moved_on(play, s, *CANDID)]
    if not after:
        missed = absent(play, "nothing against one's own interest was said after that", 2, known)
        return found(2, [told, missed], "Neither pushed nor helped against it.", debits=against)
    if not plain:
        shown = cite(after[0], "said a limit, and was believed", 3, *CANDID)
        return found(3, [told, shown], "Candid about what was theirs.", debits=against)
    shown = cite(plain[0], "acted against one's own interest", 4, *AGAINST, *CANDID)
    return found(4, [told, shown], "The buyer saw an act in their interest.", debits=against)


_TROUBLE = Row("Where does it go wrong?", "ask_trouble", told="trouble")
_NO = Row("The cheaper one covers that.", "no_buy", meters="trust 42")
_PUSH = Row("Everybody is moving to the new one.", "tell_generic", meters="trust 24, guard 31")
_MORE = Row("You want the newest.", "tell_need", meters="trust 20, guard 37")

CRITERION = Criterion(
    id="best_interest_trust",
    title="Be seen to act in their interest",
    group="F",
    definition=(
        "Trust is the belief that somebody is looking out for you. One act against one's own "
        "short-term interest shows it; assurances do not."
    ),
    why="A buyer who has seen one act against the seller's interest needs no assurance.",
    ladder={
        4: "Once the buyer had told what is wrong, something was said against one's own "
        "interest, and they came closer.",
        3: "A limit or a refusal was said after that, and they came closer.",
        2: "What is wrong was told, and nothing was pushed.",
        1: "Candid before anything of theirs was known.",
        0: "Neither. Each push from which the buyer drew back takes a level off, up to three.",
    },
    source="Domain study 2F. An act is judged by what the buyer did with it, and by the card.",
    measure=_measure,
    reads=(*AGAINST, *CANDID, *PUSH, "mislead"),
    passes=(
        Sample("Advised against the dearer one", 4, (_TROUBLE, _NO)),
        Sample(
            "A limit after the trouble",
            3,
            (_TROUBLE, Row("We don't do that part.", "tell_limit", meters="trust 34")),
        ),
        Sample("No push", 2, (_TROUBLE, Row("Who feels it?", "ask_effect", told="effect"))),
        Sample("In their interest, after one push", 3, (_PUSH, _TROUBLE, _NO)),
    ),
    fails=(
        Sample("Pushed twice", 0, (_TROUBLE, _PUSH, _MORE)),
        Sample("Candid about nothing of theirs", 1, (_NO,)),
        Sample(
            "Customers come first",
            0,
            (Row("I always put customers first.", "tell_generic", meters="trust 28"),),
        ),
        Sample(
            "A sacrifice that is not on the card",
            2,
            (_TROUBLE, Row("Theirs is free.", "refer_on", "mislead", meters="trust 42")),
        ),
    ),
)
