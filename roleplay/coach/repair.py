"""``repair``: the fewest turns that would have opened what was never told, each in words to say.

Beside the debrief and not in it: the search takes far longer than the rest, and only a full look
back shows it. The way is found by the engine with readings that are surely heard, and played again
with the words of this scenario's better lines wherever one does the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.buyer.persona import DISCLOSURE_LEVELS, Fact, Persona
from roleplay.buyer.state import BuyerState, Reaction
from roleplay.coach.debrief import Debrief
from roleplay.coach.play import Play
from roleplay.coach.repair_words import RepairStep, worded
from roleplay.coach.step import PUBLIC, Step
from roleplay.coach.weigh import harmed
from roleplay.coach.wording import first_name, kind_words
from roleplay.conversation.repairs import MOST_STATES, MOST_TURNS, Fair, Strides, shortest_way
from roleplay.conversation.transcript import Transcript
from roleplay.scenario import Content


@dataclass(frozen=True, slots=True)
class Repair:
    """The shortest way to something that the buyer never told, from one turn of the call."""

    turn: int
    """Number of the turn in whose place it begins."""
    quote: str
    """What the trainee said there."""
    level: str
    """Disclosure level of what it opens; empty: no way was found."""
    kind: str
    """What sort of thing that is, in plain words; empty: no way was found."""
    truth: str
    """For the full reveal: what would have been told."""
    steps: tuple[RepairStep, ...]
    """Empty: no way was found."""
    states: int
    """Memories of the buyer that were looked at."""
    most_turns: int
    most_states: int
    whole: bool
    """The search came to its end before it reached ``most_states``."""
    sentence: str
    """What was found, and within which bounds; no fact, no threshold."""


def repair(debrief: Debrief, transcript: Transcript, content: Content) -> Repair | None:
    """Search the shortest repair of a debriefed call; ``debrief`` must be of this transcript.

    It begins at the turn of the first fix, or else at the turn that set the buyer furthest back,
    or else at the last one. None where nothing was left to be told, or nobody spoke, or where it
    would take the longest way from the call's first turn: that is another call, and no repair.
    The same arguments give the same repair.
    """
    play = Play.of(transcript, content)
    step = _moment(debrief, play)
    if step is None:
        return None
    wanted = _missed(play, step)
    if not wanted:
        return None
    found = _searched(play, step, wanted, transcript)
    whole_call = step is play.main[0] and len(found.steps) >= MOST_TURNS
    return None if whole_call else found


def _known(play: Play, step: Step, transcript: Transcript) -> list[str]:
    """All texts that were known before a turn: the briefing, and what had been said."""
    scenario = play.content.scenario
    names = (text for p in play.content.personas.values() for text in (p.name, p.company))
    texts = [scenario.briefing, *scenario.public_facts, scenario.goal, *names]
    for turn in transcript.turns[: step.index]:
        texts += [turn.text, turn.reply]
    return [*texts, *(call.text for call in transcript.calls[:1])]


def _moment(debrief: Debrief, play: Play) -> Step | None:
    """The turn to begin at."""
    lost = debrief.turning_point
    indexes = [fix.index for fix in debrief.fixes[:1]]
    indexes += [lost.index] if lost and lost.change < 0 else []
    steps = {step.index: step for step in play.main}
    return next((steps[i] for i in indexes if i in steps), play.main[-1] if play.main else None)


def _missed(play: Play, step: Step) -> list[Fact]:
    """What this buyer never told, one for each disclosure level, the deepest first.

    Of one level what was asked for goes first, and then what waits for the fewest other facts.
    """
    persona = play.content.personas[step.turn.buyer]
    end = [s.after for s in play.steps if s.turn.buyer == persona.id][-1]
    rank = {level: number for number, level in enumerate(DISCLOSURE_LEVELS)}
    left: dict[str, list[Fact]] = {}
    for fact in persona.facts.values():
        if fact.id not in {*end.told, *play.content.scenario.never} and fact.level != PUBLIC:
            left.setdefault(fact.level, []).append(fact)

    def nearness(fact: Fact) -> tuple[bool, int]:
        return fact.id not in end.asked, _waits_for(fact, persona, step.before)

    deepest = sorted(left, key=lambda level: (-rank.get(level, 0), level))
    return [min(left[level], key=nearness) for level in deepest]


def _waits_for(fact: Fact, persona: Persona, state: BuyerState) -> int:
    """How many untold facts stand before one."""
    found: set[str] = set()
    waiting = list(fact.told_after)
    while waiting:
        name = waiting.pop()
        if name not in found and name not in state.told:
            found.add(name)
            waiting += persona.facts[name].told_after
    return len(found)


def _searched(play: Play, step: Step, wanted: list[Fact], transcript: Transcript) -> Repair:
    """Look for each in turn with half of the states that are left, and for the last with all."""
    seed = transcript.header.seed
    persona = play.content.personas[step.turn.buyer]
    fair = fair_to(persona)
    turns = min(MOST_TURNS, step.turn.left + 1)
    looked, whole = 0, True
    strides: Strides = ()
    found: Fact | None = None
    for fact in wanted:
        left = MOST_STATES - looked
        bound = left if fact is wanted[-1] else left // 2
        way = shortest_way(
            persona, step.before, fact.id, seed, fair=fair, turns=turns, states=bound
        )
        looked, whole = looked + way.states, whole and way.whole
        if way.strides:
            found, strides = fact, way.strides
            break
    steps: tuple[RepairStep, ...] = ()
    if found is not None:
        said = _known(play, step, transcript)
        steps = worded(play.content, persona, strides, found.id, seed, fair, step.number, said)
    return Repair(
        turn=step.number,
        quote=step.turn.text,
        level=found.level if found else "",
        kind=kind_words(found.kind) if found else "",
        truth=found.truth if found else "",
        steps=steps,
        states=looked,
        most_turns=turns,
        most_states=MOST_STATES,
        whole=whole,
        sentence=_sentence(step.number, first_name(persona), found, len(steps), turns, looked),
    )


def fair_to(persona: Persona) -> Fair:
    """Turns that a repair may take: no harm, no scar, no question passed over, the call goes on."""

    def fair(before: BuyerState, reaction: Reaction) -> bool:
        target = persona.states[reaction.after.state]
        over = target.final or target.hands_over
        scarred = reaction.after.scars != before.scars
        return not (over or scarred or reaction.evaded or harmed(persona, reaction))

    return fair


def _sentence(turn: int, name: str, found: Fact | None, took: int, turns: int, looked: int) -> str:
    most = "1 turn" if turns == 1 else f"{turns} turns"
    bounds = f"{looked:,} of at most {MOST_STATES:,} moments looked at, {most} ahead at most"
    if found is None:
        return f"From turn {turn}, no way was found to anything that {name} never told ({bounds})."
    ways = "1 turn" if took == 1 else f"{took} turns"
    what = f"{kind_words(found.kind)}, at the {found.level} level"
    return f"From turn {turn}, {ways} would have opened something never told: {what} ({bounds})."
