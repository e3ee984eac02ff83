"""``debrief``: the look back, as frozen values that report rooms draw (domain 8.2).

In its order: the turning point, the ending and what came of it, two things that worked, at most
three fixes, what was never learned, numbers as information, one next drill.
"""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.coach.criteria import CRITERIA
from roleplay.coach.criterion import GAIN, Evidence
from roleplay.coach.fix import TRIES, Fix
from roleplay.coach.fixes import fixes, visible_in
from roleplay.coach.numbers import Numbers, numbers
from roleplay.coach.play import Play
from roleplay.coach.scorecard import Scorecard
from roleplay.coach.step import Step
from roleplay.coach.unlearned import Unlearned, unlearned
from roleplay.coach.weigh import Change, changes, weight
from roleplay.coach.wording import first_name, moves_words
from roleplay.conversation.records import Event
from roleplay.conversation.transcript import Transcript
from roleplay.scenario import Content

WORKED = 2
WHOLE = 200
"""Characters of a turn below which the whole of it is quoted as what worked."""
NEAR_TURN = 1
"""Turns by which the trainee's own choice of turning point may be off and still agree."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The single turn that gained or lost most."""

    turn: int
    index: int
    quote: str
    change: int
    """Weighted change, positive for a gain; it ranks turns and is no score."""
    moved: tuple[Change, ...]
    visible: str
    sentence: str
    own_turn: int
    """The turn that the trainee named; 0 if none was."""
    agrees: bool | None
    """Whether that is the same or the next turn; None if none was named. Never marked."""


@dataclass(frozen=True, slots=True)
class EndingSeen:
    """How the call ended and what the buyer did next."""

    ending: str
    grade: str
    closing: str
    epilogue: str
    next_call: str


@dataclass(frozen=True, slots=True)
class Worked:
    """One thing that worked."""

    turn: int
    quote: str
    start: int
    end: int
    moved: tuple[Change, ...]
    visible: str
    rule: str
    criterion: str
    """Id of the criterion that it counted for; empty: none."""


@dataclass(frozen=True, slots=True)
class Drill:
    """One thing to practise next."""

    criterion: str
    title: str
    text: str
    turn: int
    tries: int = TRIES


@dataclass(frozen=True, slots=True)
class Debrief:
    """The whole look back."""

    turning_point: TurningPoint | None
    ending: EndingSeen | None
    """None while the call is open."""
    worked: tuple[Worked, ...]
    fixes: tuple[Fix, ...]
    unlearned: tuple[Unlearned, ...]
    numbers: Numbers
    drill: Drill


def debrief(scorecard: Scorecard, transcript: Transcript, content: Content) -> Debrief:
    """Look back on a judged transcript. ``scorecard`` must be ``judge``'s of the same transcript.

    The same arguments give the same debrief. Only proofs of better lines react anew.
    """
    play = Play.of(transcript, content)
    found = fixes(scorecard, play, transcript.header.seed)
    point = _turning_point(play, transcript)
    return Debrief(
        turning_point=point,
        ending=_ending(play),
        worked=_worked(scorecard, play, point),
        fixes=found,
        unlearned=unlearned(play),
        numbers=numbers(play),
        drill=_drill(found, play),
    )


def _weight(play: Play, step: Step) -> int:
    persona = play.content.personas[step.turn.buyer]
    return weight(persona, step.before, step.turn.reaction, play.content.scenario.focal_meters)


def _turning_point(play: Play, transcript: Transcript) -> TurningPoint | None:
    if not play.steps:
        return None
    step = max(play.steps, key=lambda s: (abs(_weight(play, s)), -s.index))
    change, moved = _weight(play, step), changes(step.before, step.after)
    own = _own_turn(transcript)
    name = first_name(play.content.personas[step.turn.buyer])
    way = f"moved {name} furthest on" if change >= 0 else f"set {name} furthest back"
    tally = f" ({moves_words(moved)})" if moved else ""
    seen = visible_in(play, step)
    return TurningPoint(
        turn=step.number,
        index=step.index,
        quote=step.turn.text,
        change=change,
        moved=moved,
        visible=seen,
        sentence=f"Turn {step.number} {way}{tally}. {seen}",
        own_turn=own,
        agrees=abs(own - step.number) <= NEAR_TURN if own else None,
    )


def _own_turn(transcript: Transcript) -> int:
    events = [r for r in transcript.live if isinstance(r, Event) and r.kind == "self_judgement"]
    return events[-1].turn if events else 0


def _ending(play: Play) -> EndingSeen | None:
    ended = play.ended
    if ended is None:
        return None
    return EndingSeen(ended.ending, ended.grade, ended.text, ended.epilogue, ended.next_call)


def _worked(scorecard: Scorecard, play: Play, point: TurningPoint | None) -> tuple[Worked, ...]:
    """The turns that gained most among those that counted for something, dearest first.

    The turning point is told already.
    """
    told = -1 if point is None else point.index
    gains: dict[int, tuple[Evidence, str]] = {}
    for row in scorecard.criteria:
        for evidence in row.evidence:
            if evidence.polarity == GAIN and evidence.quote:
                gains.setdefault(evidence.turn, (evidence, row.id))
    good = [s for s in play.main if s.number in gains and s.index != told and _weight(play, s) > 0]
    good.sort(key=lambda s: (-_weight(play, s), s.index))
    return tuple(_as_worked(play, step, *gains[step.number]) for step in good[:WORKED])


def _as_worked(play: Play, step: Step, evidence: Evidence, criterion: str) -> Worked:
    text = step.turn.text
    whole = len(text) < WHOLE
    start, end = (0, len(text)) if whole else (evidence.start, evidence.end)
    return Worked(
        turn=step.number,
        quote=text[start:end],
        start=start,
        end=end,
        moved=changes(step.before, step.after),
        visible=visible_in(play, step),
        rule=evidence.rule,
        criterion=criterion,
    )


def _drill(found: tuple[Fix, ...], play: Play) -> Drill:
    """What the first fix says, as something to do: an exercise for it, or what is wanted."""
    if not found:
        text = "Nothing stood out to mend. Play this call again in its other form."
        return Drill("", "", text, 0)
    first = found[0]
    own = first.better.drill if first.better else ""
    lines = play.content.scenario.better_lines
    authored = (line.drill for line in lines if line.criterion == first.criterion and line.drill)
    text = own or next(authored, CRITERIA[first.criterion].definition)
    return Drill(first.criterion, first.title, text, first.try_turn)
