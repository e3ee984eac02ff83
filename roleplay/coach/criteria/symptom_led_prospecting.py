"""Read the signs before you ring."""

from roleplay.acts import ACTS, family
from roleplay.buyer.naming import SURELY
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step
from roleplay.heard import HEARD

OPENING = 2
"""First turns in which a sign can open the talk; a note is one turn."""
ASKS = tuple(act.id for act in ACTS.values() if act.family == "ask")
PRODUCT = (
    *("tell_feature", "tell_generic", "tell_solve", "tell_answer", "tell_need", "tell_price"),
    *("tell_contrast", "close", "press"),
)
"""Words about the seller: in a first message they speak louder than the rest."""
SEEN = ("public", "process", "trouble", "cause", "effect", "figure", "wait", "past", "evidence")
"""Kinds of fact that may show from outside before the buyer has told them."""


def surely_named(step: Step) -> set[str]:
    """Facts, topics and cards that a turn surely names for the first time, in any words.

    A clause in which no act stood out, and that has but the form of a question, states nothing:
    "let me tell you what I think is going on" is near a cause by its turn of phrase alone.
    """
    heard = step.turn.heard
    faint = {a.clause for a in heard.acts if family(a.id) == "ask" and a.confidence < HEARD}
    silent = faint - {a.clause for a in heard.acts if a.confidence >= HEARD}
    sure = {m.id for m in heard.subjects if m.score >= SURELY and m.clause not in silent}
    return sure & set(step.after.named) - set(step.before.named)


def states(play: Play, step: Step, *kinds: str) -> bool:
    """Whether a turn surely states something of these kinds that the buyer has not told."""
    facts = play.content.personas[step.turn.buyer].facts
    new = surely_named(step) - set(step.before.told)
    named = any(facts[name].kind in kinds for name in new if name in facts)
    return named or step in play.borrowing(*kinds)


def about_them(play: Play, step: Step) -> bool:
    """Whether a turn names something that only this buyer could be told."""
    return states(play, step, *SEEN) or step in play.naming("sign") or step.does("tell_insight")


def asks_openly(step: Step) -> bool:
    """Whether a turn asks something that could come out either way.

    "Let me tell you what I think is going on" has the form of a question and is none: where no
    kind of question stood out, it takes a question mark.
    """
    marked = "?" in step.turn.text
    asked = any(marked or act.confidence >= HEARD for act in step.acts(*ASKS))
    return asked and not step.flagged("leading")


def landed(step: Step) -> bool:
    """Whether the buyer thought more of the seller for it: standing or trust up, guard not."""
    standing, trust, guard = (step.meters(name) for name in ("standing", "trust", "guard"))
    return (standing[1] > standing[0] or trust[1] > trust[0]) and guard[1] <= guard[0]


def _opener(play: Play) -> Step | None:
    """The opening turn that names a sign; without one, the first that asks anything."""
    first = play.main[:OPENING]
    signs = (step for step in first if about_them(play, step))
    return next(signs, next((step for step in first if asks_openly(step)), None))


def _measure(play: Play) -> Finding:
    step = _opener(play)
    if step is None:
        missed = absent(play, "the opening named no sign and asked nothing", 0)
        return found(0, [missed], "Nothing in the opening was about this buyer.")
    sign, asked, warmed = about_them(play, step), asks_openly(step), landed(step)
    parts = {
        "no sign that can be seen from outside": sign,
        "it was not put as a question that could come out either way": asked,
        "the buyer thought no more of the caller for it": warmed,
    }
    rung = (3 if asked else 1) + warmed if sign else 1
    own = [s for s in play.main[: play.main.index(step) + 1] if s.does(*PRODUCT)]
    if own:
        rung = 1 if sign else 0
    what = "named a sign of this buyer's" if sign else "asked about the buyer, without a sign"
    words = ("tell_insight",) if sign else ASKS
    evidence: list[Evidence] = [cite(step, what, rung, *words)]
    evidence += [absent(play, lack, rung) for lack, there in parts.items() if not there]
    evidence += [debit(s, "spoke of what is sold in the same breath", 1, *PRODUCT) for s in own]
    note = "A guess that could be wrong, from what can be seen." if rung == 4 else "In part."
    return found(rung, evidence, note)


CRITERION = Criterion(
    id="symptom_led_prospecting",
    title="Read the signs before you ring",
    group="A",
    definition=(
        "Form a guess at the trouble from what anybody can see of this buyer, and open with it as "
        "a question that could come out either way."
    ),
    why="A buyer who has only an inkling will test a guess, and will not answer a compliment.",
    ladder={
        4: "The opening named a sign of this buyer's, asked about it openly, and the buyer "
        "thought more of the caller for it.",
        3: "A sign and an open question about it; the buyer was not moved.",
        2: "A sign, with no open question about it, and the buyer thought more of the caller.",
        1: "A sign that moved nothing; a sign with the offering in the same breath; or an open "
        "question without any sign.",
        0: "Neither: a compliment, a claim for everybody, or a greeting.",
    },
    source=(
        "Domain study 2A. A question that carries its own answer tests nothing; how many signs "
        "are too many is left to the buyer, who stops reading."
    ),
    measure=_measure,
    reads=(*ASKS, *PRODUCT, "tell_insight", "leading"),
    passes=(
        Sample(
            "A sign, and what is behind it",
            4,
            (
                Row(
                    "You've advertised one post three times. How is it planned at present?",
                    "tell_insight ask_today",
                    meters="standing 26, trust 33",
                ),
            ),
        ),
        Sample(
            "A sign, and no answer to it",
            3,
            (Row("Your stock days went to 44. Why?", "ask_cause", names="sign"),),
        ),
        Sample(
            "A sign, and no question",
            2,
            (
                Row("Good morning.", "rapport"),
                Row("You've added Friday evenings.", "tell_insight", meters="standing 23"),
            ),
        ),
    ),
    fails=(
        Sample(
            "A compliment",
            0,
            (Row("I was really impressed by your website.", "rapport"),),
        ),
        Sample(
            "Their sign, our product",
            1,
            (
                Row(
                    "You missed two deliveries, and ours would plan them. Why was it?",
                    "tell_insight tell_feature ask_cause",
                    meters="standing 26",
                ),
            ),
        ),
        Sample(
            "A sign with the answer in it",
            1,
            (
                Row(
                    "You ran late in March, so you do want help, don't you?",
                    "tell_insight ask_trouble",
                    "leading",
                ),
            ),
        ),
        Sample(
            "A question for anybody",
            1,
            (Row("What changed in spring?", "ask_past", meters="standing 23"),),
        ),
        Sample(
            "Signs once the talk is under way",
            0,
            (
                Row("Good morning.", "rapport"),
                Row("How's the new depot?", "rapport"),
                Row("Your stock days rose. Why?", "tell_insight ask_cause"),
            ),
        ),
    ),
)
