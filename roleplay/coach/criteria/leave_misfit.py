"""Leave when you cannot help."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found
from roleplay.coach.play import WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

DECIDES = ("cause", "rank", "power", "funds")
"""Kinds of fact by which it is known whether there is anything to sell."""
SOON = 2
"""Turns within which leaving follows what decided it."""
REASONS = (
    *("tell_limit", "tell_equal", "tell_do", "tell_logic", "tell_insight"),
    *("mirror", "deepen", "recap", "refer_on"),
)
"""Acts that give a reason together with the leaving."""
STRETCHES = ("tell_solve", "tell_answer", "close", "press")
"""Acts that bend the offering to the buyer once it is known not to fit."""


def _leaves(play: Play, step: Step) -> bool:
    """Whether the buyer took this turn for leaving, or for advice not to buy."""
    transition, taken = play.taken(step), step.turn.reaction.taken
    if transition is None or taken is None or transition.harmful:
        return False
    said = step.does(*WITHDRAWING, answering=True) or taken.act in ("hold", "turn_window")
    return said and any(act in WITHDRAWING for act in transition.acts)


def _comes_back(play: Play, step: Step) -> bool:
    """Whether this turn sold again, or cost the buyer's good opinion."""
    transition = play.taken(step)
    if _leaves(play, step):
        return False
    if transition is None:
        return step.does("close", "press")
    lost = any(e.meter in ("trust", "standing") and e.by < 0 for e in transition.effects)
    return transition.harmful or lost or step.does("close", "press")


def leaving(play: Play, *known: str) -> Step | None:
    """The turn at which the seller left and stayed with it, once one of these kinds was told."""
    since = play.first_telling(*known)
    if since is None:
        return None
    back = max((s.index for s in play.main if _comes_back(play, s)), default=-1)
    after = [step for step in play.main if step.index > max(back, since.index)]
    return next((step for step in after if _leaves(play, step)), None)


def right_to_leave(play: Play) -> bool:
    """Whether leaving was right by this scenario's truth: its ending is a good or the best one."""
    return play.ended is not None and play.ended.grade in ("best", "good")


def apart(play: Play, first: Step, second: Step) -> int:
    """How many turns with the main buyers lie from one turn to another."""
    return play.main.index(second) - play.main.index(first)


def gives_reason(play: Play, step: Step) -> bool:
    """Whether a turn says why, in the buyer's matter or the offering's limits."""
    named = step in play.naming("misfit", "sign", "reason")
    counted = step.meters("reasons")
    given = step.flagged("carried") or named or counted[1] > counted[0]
    return given or step.does(*REASONS, answering=True)


def _measure(play: Play) -> Finding:
    left = leaving(play, *DECIDES)
    if left is None:
        missed = absent(play, "nobody left on the strength of what was told", 0)
        return found(0, [missed], "Stayed, or left before anything was known.")
    known = play.telling(*DECIDES)
    bent = [
        debit(step, "bent the offering to fit after that was known", 1, *STRETCHES, "mislead")
        for step in play.main
        if known[0].index < step.index < left.index
        and (step.does(*STRETCHES) or step.flagged("mislead"))
    ][:2]
    if not right_to_leave(play):
        early = play.ended is not None and play.ended.grade == "neutral"
        said = cite(left, "left on what was told", 1, *WITHDRAWING)
        short = absent(play, "something that could be helped was left behind", 1, left)
        return found(1 if early else 0, [said, short], "Left with the matter open.", debits=bent)
    last = [step for step in known if step.index < left.index][-1]
    prompt, why = apart(play, last, left) <= SOON, gives_reason(play, left)
    rung = (3 if prompt else 1) + why
    evidence = [cite(left, "said that there was nothing to sell here", rung, *WITHDRAWING)]
    if not prompt:
        evidence.append(absent(play, "turns went by after it was known", rung, last))
    if not why:
        evidence.append(absent(play, "no reason was given", rung, left))
    note = "Left as soon as it was known." if prompt else "Left, some time after it was known."
    return found(rung, evidence, note, debits=bent)


_CAUSE = Row("Why do they go late?", "ask_cause", told="cause")

CRITERION = Criterion(
    id="leave_misfit",
    title="Leave when you cannot help",
    group="A",
    definition=(
        "When what troubles the buyer is not what you mend, or somebody else mends it better, "
        "say so and go, and point to what would help."
    ),
    why="A plain no, with its reason, is what a buyer remembers and passes on.",
    ladder={
        4: "Within two turns of what decided it, the buyer was told not to buy or that this is "
        "no fit, with a reason, and it stayed so.",
        3: "As promptly, without a reason.",
        2: "Later than that, with a reason.",
        1: "Later and without a reason; or left, when it was known, with something still open.",
        0: "Stayed; came back to selling; left before anything was known, or where leaving was "
        "wrong. Each turn that bent the offering to fit takes a level off, two at most.",
    },
    source="Domain study 2A. Leaving earns only where this scenario's truth says so.",
    measure=_measure,
    reads=(*WITHDRAWING, *REASONS, *STRETCHES, "carried", "mislead"),
    passes=(
        Sample(
            "At once, with the reason",
            4,
            (_CAUSE, Row("Then keep it, and show them.", "no_buy tell_do", takes="lets_go")),
            "best",
        ),
        Sample(
            "At once, no reason",
            3,
            (_CAUSE, Row("I don't think we're for you.", "step_back", takes="lets_go")),
            "good",
        ),
        Sample(
            "Three turns late",
            2,
            (
                _CAUSE,
                Row("And in the other branches?", "ask_today", told="process"),
                Row("Who types them?", "ask_people", told="people"),
                Row("On what you've said, no.", "step_back", "carried", takes="lets_go"),
            ),
            "best",
        ),
    ),
    fails=(
        Sample(
            "Noble, and nothing known",
            0,
            (Row("I doubt we can help you.", "step_back", takes="lets_go"),),
            "poor",
        ),
        Sample(
            "Left a buyer who could be helped",
            0,
            (_CAUSE, Row("That isn't for us.", "step_back", "carried", takes="lets_go")),
            "poor",
        ),
        Sample(
            "A lever, not a leaving",
            0,
            (
                _CAUSE,
                Row("Then it's no fit.", "step_back", takes="lets_go"),
                Row("Unless you sign today?", "close press"),
            ),
            "good",
        ),
        Sample(
            "Bent to fit first",
            2,
            (
                _CAUSE,
                Row("We could make ours do that.", "tell_solve"),
                Row("But no, keep yours.", "no_buy", takes="lets_go"),
            ),
            "good",
        ),
        Sample(
            "Left half way",
            1,
            (_CAUSE, Row("Keep what you have.", "no_buy tell_do", takes="lets_go")),
            "neutral",
        ),
    ),
)
