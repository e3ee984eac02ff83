"""Come second by leaving first."""

from roleplay.coach.criteria.leave_misfit import apart, gives_reason, leaving
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

STANDING = "rank"
"""Kind of fact by which it is known who is meant to win."""
SOON = 4
"""Turns within which stepping aside follows what was told."""
DOORS = ("next_step", "plan", "own_it", "refer_on", "tell_do", "get", "give", "rapport")
"""Acts that leave something behind: a call to come, a line for the file, thanks."""
BLAME = ("tell_rival_bad", "tell_past_bad", "tell_deny", "press")
"""Acts that put the leaving on somebody."""
FACTS = ("mgr_facts", "mgr_hold")


def _told_manager(play: Play) -> bool:
    """Whether the seller's manager, if on the line, was given the facts and no promise."""
    turns = play.with_manager
    if not turns:
        return True
    yielded = any(step.does("mgr_yield", answering=True) for step in turns)
    trusts = turns[-1].meters("trust")[1] > turns[0].meters("trust")[0]
    return not yielded and (trusts or any(s.does(*FACTS, answering=True) for s in turns))


def _blamed(play: Play, left: Step) -> list[Evidence]:
    """The turn in which the leaving was put on somebody."""
    after = [step for step in play.main if step.index >= left.index]
    bitter = [step for step in after if step.does(*BLAME) or step.flagged("bully")]
    return [debit(step, "left with blame", 2, *BLAME, "bully") for step in bitter[:1]]


def _lacks(play: Play, left: Step) -> list[str]:
    """What a good leaving would have had besides; the buyer's meters speak where acts may not."""
    after = [step for step in play.main if step.index >= left.index]
    warmed = left.meters("trust")[1] > left.meters("trust")[0]
    door = warmed or any(step.does(*DOORS, answering=True) for step in after)
    parts = {
        "no reason was given": any(gives_reason(play, step) for step in after),
        "no door was left open": door,
        "the manager was not given the facts": _told_manager(play),
    }
    return [rule for rule, there in parts.items() if not there]


def _measure(play: Play) -> Finding:
    left = leaving(play, STANDING)
    grade = play.ended.grade if play.ended else ""
    if left is None:
        missed = absent(play, "nobody stepped aside once it was told how things stand", 0)
        return found(0, [missed], "Stayed in, came back, or left on a feeling.")
    if grade not in ("best", "good", "neutral"):
        wrong = absent(play, "what was told gave no cause to leave, or it was not kept to", 0)
        return found(0, [wrong], "Left where leaving was wrong.")
    told = [step for step in play.telling(STANDING) if step.index < left.index][-1]
    prompt, lacks = apart(play, told, left) <= SOON, _lacks(play, left)
    debits = _blamed(play, left)
    rung = max(1, 4 - len(lacks)) if prompt else max(1, 2 - len(lacks))
    shown = cite(left, "stepped aside", rung, *WITHDRAWING)
    evidence = [shown, *(absent(play, rule, rung, left) for rule in lacks)]
    if not prompt:
        evidence.append(absent(play, "turns went by after it was told", rung, told))
    note = "Stepped aside early." if prompt else "Stepped aside late."
    return found(rung, evidence, note, debits=debits, each=2)


_STAND = Row("Where would we come in?", "ask_rank", told="rank")
_ASIDE = Row("On what you've said, we'll step aside.", "step_back", "carried", takes="lets_go")

CRITERION = Criterion(
    id="withdraw_well",
    title="Come second by leaving first",
    group="A",
    definition=(
        "Once it is told that somebody else is meant to win, step aside early and courteously, "
        "with the reason and an open door, and tell your own side why."
    ),
    why="A buyer keeps the number of whoever spared them a thin bid, and rings it in another year.",
    ladder={
        4: "Within four turns of being told, the seller stepped aside with a reason, left a door "
        "open or the buyer's trust higher, and gave their manager the facts, if on the line.",
        3: "As early, with one of these missing.",
        2: "As early with two missing; or later, with nothing missing.",
        1: "Early with all of them missing; or later with one missing.",
        0: "Stayed in, came back to it, or left before it was told. Blame takes two levels off.",
    },
    source=(
        "Domain study 2A. Leaving earns only where this scenario's truth does not speak against "
        "it; an offer to stay on one condition is a step, judged as such."
    ),
    measure=_measure,
    reads=(
        *WITHDRAWING,
        *DOORS,
        *BLAME,
        *("tell_limit", "tell_equal", "tell_logic", "tell_insight"),
        *("mirror", "deepen", "recap", "carried", "close", "mgr_facts", "mgr_hold", "mgr_yield"),
        "bully",
    ),
    passes=(
        Sample(
            "Early, with thanks and a reason",
            4,
            (
                _STAND,
                Row(
                    "On what you've said we'll step aside, with thanks; ring me if it opens.",
                    "step_back rapport next_step",
                    "carried",
                    takes="lets_go",
                ),
            ),
            "best",
        ),
        Sample("Early, no door", 3, (_STAND, _ASIDE), "good"),
        Sample(
            "Late, with everything",
            2,
            (
                _STAND,
                *(Row(f"And question {n}?", "ask_path") for n in range(4)),
                Row("We'll pass, with thanks.", "step_back rapport", "carried", takes="lets_go"),
            ),
            "good",
        ),
        Sample(
            "The manager was promised it",
            2,
            (
                _STAND,
                Row("I'll get it in, Sandra.", "mgr_yield", with_manager=True),
                _ASIDE,
            ),
            "neutral",
        ),
    ),
    fails=(
        Sample("A thin one, for the list", 0, (_STAND, Row("We'll send it.", "plan")), "poor"),
        Sample("On a feeling", 0, (_ASIDE,), "neutral"),
        Sample(
            "A walk-away as a lever",
            0,
            (_STAND, _ASIDE, Row("Unless you can sign now?", "close")),
            "neutral",
        ),
        Sample(
            "Bitter",
            1,
            (
                _STAND,
                Row("It's their game. We're out.", "step_back tell_rival_bad", takes="lets_go"),
                Row("You did say we came last.", "recap"),
            ),
            "good",
        ),
        Sample("An open field, left", 0, (_STAND, _ASIDE), "poor"),
    ),
)
