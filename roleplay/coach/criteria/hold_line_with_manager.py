"""Bring facts to pressure."""

from roleplay.coach.criteria.quid_pro_quo import regarded
from roleplay.coach.criterion import Criterion, Evidence, Finding, absent, cite, debit, found
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

REFUSING = ("mgr_hold", "hold", "no_buy", "step_back")
"""Acts that decline to force it."""
FACTS = ("mgr_facts", "tell_limit", "tell_insight")
"""Acts that say what is so and what is not yet."""
COSTS = ("tell_logic",)
"""Acts that say what forcing it would lead to."""
INSTEAD = ("plan", "next_step", "own_it")
"""Acts that say what will be done in its place."""
FACT_TOPICS, COST_TOPICS, PLAN_TOPICS = ("sign", "misfit"), ("reason", "worry"), ("plan", "around")
"""Kinds of topic that are a fact, a consequence, something to do instead."""
PITCHES = ("tell_feature", "tell_generic", "tell_solve", "tell_answer")
"""Acts by which a clause speaks of the offering, and is no fact about the deal."""
HOLLOW = ("bully", "grovel")
"""Flags of a feeling in place of a fact."""


def _names(play: Play, step: Step, *kinds: str) -> int:
    """How many topics of these kinds a turn named for the first time."""
    topics = play.content.personas[step.turn.buyer].topics
    new = set(step.after.named) - set(step.before.named)
    return sum(name in topics and topics[name].kind in kinds for name in new)


def _convinced(play: Play, step: Step) -> bool:
    """Whether what the seller said, and not a question, moved the manager to trust it."""
    transition = play.taken(step)
    fair = transition is not None and not transition.harmful
    return fair and regarded(step, "trust") and step.told is None


def _costs(play: Play, step: Step) -> bool:
    return step.does(*COSTS, answering=True) or _names(play, step, *COST_TOPICS) > 0


def _instead(play: Play, step: Step) -> bool:
    return step.does(*INSTEAD, answering=True) or _names(play, step, *PLAN_TOPICS) > 0


def _facts(play: Play, step: Step) -> int:
    """How many facts a turn brought: topics named, or clauses that state one."""
    pitched = {act.clause for act in step.acts(*PITCHES)}
    clauses = {act.clause for act in step.acts(*FACTS, answering=True)} - pitched
    return max(_names(play, step, *FACT_TOPICS), len(clauses))


def _last_word(play: Play, turns: list[Step], parts: int) -> int:
    """The rung of so many parts after what the manager made of them.

    Content, they leave at once: what they need they have, and nobody can add the part that is
    missing. Angry, they heard none of it.
    """
    last = turns[-1]
    transition = play.taken(last)
    if transition is None or not play.state_of(last).final:
        return parts
    if transition.harmful:
        return min(parts, 1)
    return max(parts + 1, 3) if regarded(last, "trust") else parts


def _yielded(play: Play, turns: list[Step]) -> Step | None:
    """The first turn that gave in: the manager took it for a yes, or nothing stood against it."""

    def yes(step: Step) -> bool:
        held = step.does(*REFUSING, *FACTS, answering=True)
        return step.does("mgr_yield", answering=True) and not held

    def taken(step: Step) -> bool:
        transition = play.taken(step)
        return transition is None or transition.harmful

    firm = any(step.does("mgr_hold", "mgr_facts", answering=True) for step in turns)
    return next((s for s in turns if yes(s) and (taken(s) or not firm)), None)


def _elements(play: Play, turns: list[Step]) -> dict[str, Step]:
    """The first turn of each part of an answer to pressure."""
    parts: dict[str, Step] = {}
    facts = 0
    for step in turns:
        # Who gives way to facts alone has heard one, though a later turn may move them otherwise.
        facts += _facts(play, step) or int(not facts and _convinced(play, step))
        there = {
            "one fact": facts > 0,
            "a second fact": facts > 1,
            "what it would cost": _costs(play, step),
            "what to do instead": _instead(play, step),
        }
        for name in (name for name, found_here in there.items() if found_here):
            parts.setdefault(name, step)
    return parts


def _debits(turns: list[Step]) -> list[Evidence]:
    """Heat in place of facts, and what was not true; two at most."""

    def hot(step: Step) -> bool:
        return step.flagged(*HOLLOW) and not step.does(*FACTS, answering=True)

    against = [s for s in turns if hot(s) or s.flagged("mislead")]
    rule = "heat, or something untrue, in place of a fact"
    return [debit(s, rule, 4, *HOLLOW, "mislead") for s in against[:2]]


def _measure(play: Play) -> Finding:
    turns = [step for step in play.with_manager if step.number <= play.last]
    debits = _debits(turns)
    gave_in = _yielded(play, turns)
    parts = _elements(play, turns)
    refused = next((s for s in turns if s.does(*REFUSING, answering=True)), None)
    if gave_in is not None:
        given = cite(gave_in, "agreed to force it", 0, "mgr_yield")
        return found(0, [given], "The order was promised.", debits=debits)
    if refused is None and "one fact" not in parts:
        missed = absent(play, "the manager was given no fact and no refusal", 0)
        return found(0, [missed], "Nothing met the pressure.", debits=debits)
    rung = _last_word(play, turns, len(parts)) if "one fact" in parts else 1
    acts = (*FACTS, *COSTS, *INSTEAD)
    evidence = [cite(s, f"the manager heard {name}", rung, *acts) for name, s in parts.items()]
    if refused is not None:
        evidence.insert(0, cite(refused, "declined to force it", rung, *REFUSING))
    if rung < 4:
        evidence.append(absent(play, "part of the answer was missing", rung))
    note = "Facts, what it would cost, and something better." if rung == 4 else "Held in part."
    return found(rung, evidence, note, debits=debits, count=f"parts of it: {len(parts)}")


def _row(text: str, acts: str, flags: str = "", names: str = "") -> Row:
    return Row(text, acts, flags, names=names, with_manager=True)


_FACT = _row("Finance hasn't released the money.", "mgr_facts")
_MORE = _row("And counsel has the terms until the ninth.", "mgr_facts")
_COST = _row("Asking now would lose us the second site.", "tell_logic")
_PLAN = _row("I'll bring you a date for each by Thursday.", "plan")

CRITERION = Criterion(
    id="hold_line_with_manager",
    title="Bring facts to pressure",
    group="H",
    definition=(
        "When the firm wants an order before its time, say what is not yet true, what asking now "
        "would cost, and what will be done instead."
    ),
    why="A manager can carry facts and a date upstairs; a feeling or a bare no leaves only the "
    "order to push.",
    ladder={
        4: "The manager heard two facts, what forcing it would cost, and what to do instead; or "
        "three of these four, and was content to carry them. Nothing was promised.",
        3: "Three of these four; or fewer, and the manager was content to carry them.",
        2: "Two, a fact among them.",
        1: "One fact; a refusal without any; or the manager parted from it in anger.",
        0: "The order was promised, or the pressure was left unanswered. Heat or something "
        "untrue in place of a fact takes a level off.",
    },
    source="Domain study 2H. Holding out without facts is not holding the line.",
    measure=_measure,
    reads=(*REFUSING, *FACTS, *COSTS, *INSTEAD, *PITCHES, "mgr_yield", *HOLLOW, "mislead"),
    passes=(
        Sample("Two facts, a cost and a date", 4, (_FACT, _MORE, _COST, _PLAN)),
        Sample("Two facts and a date", 3, (_FACT, _MORE, _PLAN)),
        Sample("Two facts", 2, (_FACT, _MORE)),
        Sample(
            "Two facts and a date, and the manager carries them",
            4,
            (
                _FACT,
                Row(
                    "Counsel has the terms, and I'll know on Thursday.",
                    "mgr_facts plan",
                    takes="agrees",
                    meters="trust 36",
                    by="transition.agrees",
                    with_manager=True,
                ),
            ),
        ),
        Sample(
            "Two facts, and the manager carries them",
            3,
            (
                _FACT,
                Row(
                    "And counsel has the terms.",
                    "mgr_facts",
                    takes="agrees",
                    meters="trust 36",
                    by="transition.agrees",
                    with_manager=True,
                ),
            ),
        ),
    ),
    fails=(
        Sample("I'll ring him and push", 0, (_row("OK, I'll ring him and push.", "mgr_yield"),)),
        Sample("Facts, and then a promise", 0, (_FACT, _row("Fine, I'll get it.", "mgr_yield"))),
        Sample("A bare no", 1, (_row("I won't push her.", "mgr_hold"),)),
        Sample(
            "Temper",
            0,
            (_row("You only care about your number.", "mgr_hold", "bully"),),
        ),
        Sample(
            "A feature is no fact",
            0,
            (_row("It keeps what nobody else can show.", "tell_feature tell_limit"),),
        ),
        Sample(
            "Something untrue", 1, (_FACT, _row("They've no money at all.", "mgr_facts", "mislead"))
        ),
    ),
)
