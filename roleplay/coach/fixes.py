"""The fixes of a debrief: at most three, dearest first, each with its seven parts (domain 8.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from roleplay.acts import plain
from roleplay.buyer.lines import speak
from roleplay.buyer.persona import GOODWILL
from roleplay.coach.better import Better, best_moment, better_at
from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import DEBIT, Evidence
from roleplay.coach.critical import CRITERION_OF
from roleplay.coach.fix import BetterSaid, Fix
from roleplay.coach.play import Play
from roleplay.coach.scorecard import Scorecard
from roleplay.coach.step import Step
from roleplay.coach.total import half_up
from roleplay.coach.weigh import Change, changes, harmed, weight
from roleplay.coach.wording import first_name, moves_words, visible
from roleplay.errors import one_of

MOST = 3
SLIGHT = 3
"""Points up to which a loss is slight."""
NO_LINE = (
    "No authored line could be proved better at this moment, so none is shown. Try it from here "
    "in your own words."
)


@dataclass(frozen=True, slots=True)
class _Loss:
    """Something that cost points, before a turn is chosen for it."""

    criterion: str
    cost: Fraction
    evidence: tuple[Evidence, ...]
    error: str = ""
    """Id of a critical error, and"""
    meaning: str = ""
    """what it means."""


def fixes(scorecard: Scorecard, play: Play, seed: int) -> tuple[Fix, ...]:
    """At most three fixes, critical errors first, then dearest first; no two for one turn.

    Words that did harm, and what a line is proved to make good, go before what was missing and
    cannot be shown.
    """
    levels = {row.id: row.level for row in scorecard.criteria if row.level is not None}
    made: dict[int, Fix] = {}
    losses = list(enumerate(_losses(scorecard)))
    for showing in (True, False):
        for rank, loss in losses:
            if rank in made or len(made) == MOST:
                continue
            used = [fix.index for fix in made.values()]
            fix = _fix(loss, play, levels, used, seed)
            if fix is not None and not (showing and fix.absence and fix.better is None):
                made[rank] = fix
    order = sorted(made, key=lambda rank: (_slight(made[rank]), rank))
    return tuple(made[rank] for rank in order)


def _slight(fix: Fix) -> bool:
    """A small loss that nothing can be shown for: it does not open a debrief."""
    return fix.better is None and fix.cost <= SLIGHT and not fix.critical_error


def _losses(scorecard: Scorecard) -> list[_Loss]:
    """What cost points: critical errors, then criteria, dearest first; ties in rubric order."""
    lowest = min((error.cap for error in scorecard.critical_errors), default=0)
    losses: dict[str, _Loss] = {}
    for error in scorecard.critical_errors:
        cost = scorecard.uncapped - scorecard.score if error.cap == lowest else 0
        criterion = CRITERION_OF[error.id]
        losses[criterion] = _Loss(
            criterion, Fraction(cost), error.evidence, error.id, error.meaning
        )
    rows = [row for row in scorecard.criteria if row.lost > 0]
    for row in sorted(rows, key=lambda row: -row.lost):
        losses.setdefault(row.id, _Loss(row.id, row.lost, row.evidence))
    return list(losses.values())


def _fix(
    loss: _Loss, play: Play, levels: dict[str, int], used: Collection[int], seed: int
) -> Fix | None:
    free = {step.number: step for step in play.main if step.index not in used}
    faults = [e for e in loss.evidence if e.polarity == DEBIT and e.turn in free]
    faults.sort(key=lambda e: (_weight(play, free[e.turn]), e.turn))
    scored = {**levels, loss.criterion: levels.get(loss.criterion, 0)}
    for evidence in faults:
        step = free[evidence.turn]
        better = better_at(play, step, loss.criterion, scored, seed)
        if better is not None:
            return _made(loss, play, step, evidence, better)
    if faults:
        return _made(loss, play, free[faults[0].turn], faults[0], None)
    return _for_absence(loss, play, free, scored, seed)


def _for_absence(
    loss: _Loss, play: Play, free: dict[int, Step], levels: dict[str, int], seed: int
) -> Fix | None:
    """A fix for what was never done, at the turn where the better line fits best."""
    gap = next((e for e in loss.evidence if e.polarity != DEBIT and not e.quote), None)
    first, last = (gap.turn, gap.until) if gap else (1, play.last)
    steps = [step for number, step in free.items() if first <= number <= last]
    if not steps:
        return None
    better = best_moment(play, steps, loss.criterion, levels, seed)
    if better is not None:
        return _made(loss, play, better.step, gap, better)
    return _made(loss, play, min(steps, key=lambda s: (_weight(play, s), s.index)), gap, None)


def _weight(play: Play, step: Step) -> int:
    persona = play.content.personas[step.turn.buyer]
    focal = play.content.scenario.focal_meters
    return weight(persona, step.before, step.turn.reaction, focal)


def _made(
    loss: _Loss, play: Play, step: Step, evidence: Evidence | None, better: Better | None
) -> Fix:
    criterion = CRITERIA[loss.criterion]
    absence = evidence is None or not evidence.quote
    start, end = (
        (0, len(step.turn.text))
        if evidence is None or absence
        else (
            evidence.start,
            evidence.end,
        )
    )
    acts = evidence.acts if evidence and not absence else ()
    moved = changes(step.before, step.after)
    return Fix(
        criterion=criterion.id,
        title=criterion.title,
        cost=half_up(loss.cost),
        turn=step.number,
        index=step.index,
        quote=step.turn.text[start:end],
        start=start,
        end=end,
        absence=absence,
        read_as=tuple(plain(act) for act in acts or _marks(step)),
        heard=inner_voice(play, step, acts),
        moved=moved,
        visible=visible_in(play, step),
        rule=loss.meaning or (evidence.rule if evidence else ""),
        why=criterion.why,
        better=_said(play, step, moved, better) if better else None,
        honest="" if better else NO_LINE,
        critical_error=loss.error,
        try_turn=step.number,
    )


def _marks(step: Step) -> tuple[str, ...]:
    """Flags and acts of a turn, flags first: they colour it."""
    heard = step.turn.heard
    return tuple(dict.fromkeys([f.id for f in heard.flags] + [act.id for act in heard.acts]))


def _said(play: Play, step: Step, own: tuple[Change, ...], better: Better) -> BetterSaid:
    persona = play.content.personas[step.turn.buyer]
    moved = changes(step.before, better.reaction.after)
    mine, theirs = moves_words(own) or "nothing", moves_words(moved) or "nothing"
    reasons = "; ".join(better.reasons)
    return BetterSaid(
        line=better.line.id,
        text=better.line.line,
        moved=moved,
        visible=visible(persona, step.before, better.reaction),
        reply=better.reaction.text,
        reasons=better.reasons,
        level_before=better.level_before,
        level_after=better.level_after,
        proof=(
            f"From the same moment, what was said moved {mine}; this line moves {theirs}. "
            f"With it, {reasons}."
        ),
        drill=better.line.drill,
    )


def inner_voice(play: Play, step: Step, acts: Collection[str] = ()) -> str:
    """What the buyer made of a turn: the persona's inner voice, or the turn's acts in words.

    The line for one of the acts that did harm, or for anything heard with them; or else, for a
    turn that did harm, the general one, and for any other a line for how it came across.
    """
    persona = play.content.personas[step.turn.buyer]
    names = [f"thinks_on_{act}" for act in (*acts, *_marks(step))]
    hurt = bool(acts) or harmed(persona, step.turn.reaction)
    for name in (*names, *(["thinks"] if hurt else _situations(step))):
        line = persona.lines.get(name)
        if line is not None:
            mood, values = step.turn.reaction.mood, persona.quotable
            return speak(line, mood, values, 0, step.number).text
    heard = [act.id for act in step.acts(answering=True)]
    name = first_name(persona)
    if not heard:
        return f"{name} heard nothing to answer."
    return f"{name} heard a turn that {one_of([plain(a) for a in dict.fromkeys(heard)], 'and')}."


def _situations(step: Step) -> list[str]:
    """Inner voices for a turn that did no harm: it pleased, came too soon, or did nothing."""
    reaction = step.turn.reaction
    gained = any(m.after > m.before for m in reaction.moved if m.meter in GOODWILL)
    if gained or (reaction.told is not None and not reaction.told.again):
        return ["thinks_when_pleased"]
    shut = any(refused.fact for refused in reaction.refused)
    return ["thinks_when_shut"] if shut else ["thinks_when_idle"]


def visible_in(play: Play, step: Step) -> str:
    """What could be seen of a turn as it was played."""
    persona = play.content.personas[step.turn.buyer]
    calls = play.content.scenario.calls
    after = (c for c in calls.values() if c.after and calls[c.after].buyer == persona.id)
    following = next(after, None)
    successor = play.content.personas[following.buyer] if following else None
    name = first_name(successor) if successor else ""
    return visible(persona, step.before, step.turn.reaction, name)
