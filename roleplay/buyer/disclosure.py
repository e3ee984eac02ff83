"""Which fact a turn asks for, and whether the buyer tells it (domain 1.3, M2).

Reading is uncertain, so the subject decides and the exact kind of question hardly matters: any
question about a subject asks for it. A question that names no subject is taken to be about what
follows the fact told last, or else about a fact that is open to such questions.
"""

from __future__ import annotations

from dataclasses import replace

from roleplay.acts import family
from roleplay.buyer.beat import Beat, rule_text
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.persona import DISCLOSURE_LEVELS, Fact, Persona
from roleplay.buyer.script import Script
from roleplay.buyer.state import BuyerState, Refused, Told
from roleplay.heard import (
    ACCEPTED,
    AMBIGUOUS,
    CLEAR,
    HEARD,
    ActHeard,
    Heard,
    SubjectHeard,
    weight_of,
)

ANSWERED_IN_ORDER = ("figure", "wait")
"""Kinds of fact that are never talked of before what they rest on."""
PUBLIC = DISCLOSURE_LEVELS[0]
RAISED = 12
"""Points of score for a fact that the buyer's last words led to."""
UNFIT = 8
"""Points against a fact that this kind of question is not known to ask for."""
LED = 6
"""Points against a fact that is only led to by the subject that was named."""
ASKS_FURTHER = ("ask_cause", "ask_effect", "ask_figure", "ask_wait", "ask_trouble")
"""Questions that lead on from something: where it was not told yet, it is told first."""
BRIEF = 9
"""Words of a question up to which it may hang on what was said before."""
PLAINLY = 60
"""Confidence from which the kind of a longer question says what it is after."""
AGAIN = 14
"""Points against a fact that was told before: people ask for what they don't know."""
SURELY_AGAIN = 62
"""Score from which a fact that was told is told once more."""


def disclose(beat: Beat, script: Script) -> Fact | None:
    """Tell at most one fact: the one that the last answerable question asks for.

    Sets ``beat.told``, notes what stayed shut and what waits. Returns the fact of the last
    question that stayed shut when none was told, so that the buyer can say "not yet".
    """
    shut: Fact | None = None
    for question, fact in _asked_for(beat, script):
        if shut is not None and fact.id in beat.told_facts:
            continue  # "not yet" answers better than telling an old thing again
        why = "" if fact.id in beat.told_facts else what_keeps_shut(fact, beat)
        if why and beat.told is None:
            nearer = _nearer(fact, beat) if _leads_back(question, fact, beat) else None
            if nearer is not None:
                fact, why = nearer, ""
        if beat.told is None and not why:
            _tell(fact, question, beat, script)
        elif beat.told is None or fact.id != beat.told.fact:
            beat.asked.append(fact.id)
            if why:
                beat.refused.append(Refused(fact.id, question.id, why, fact.id))
                shut = shut or _first_missing(fact, beat)
    return None if beat.told else shut


def settled(persona: Persona, before: BuyerState, heard: Heard) -> Heard:
    """An ambiguous turn without the choice that the buyer could not name yet.

    Asking "do you mean the total?" would tell that there is one. Where at most one of the two can
    be told now, the turn is taken to mean that one, or else the nearer; and of two of which one
    was told already, the other: people ask for what they don't know.
    """
    facts = persona.facts
    known = [choice for choice in heard.choices if choice in facts]
    if heard.verdict != AMBIGUOUS or not known:
        return heard
    beat = Beat(persona, before, replace(heard, verdict=CLEAR))
    spoken = [choice for choice in known if not what_keeps_shut(facts[choice], beat)]
    fresh = [choice for choice in spoken if choice not in before.told]
    if len(fresh or spoken) > 1:
        return heard
    meant = (fresh or spoken or known)[0]
    others = tuple(s for s in heard.subjects if s.id not in heard.choices or s.id == meant)
    return replace(heard, verdict=CLEAR, choices=(), subjects=others)


def _asked_for(beat: Beat, script: Script) -> list[tuple[ActHeard, Fact]]:
    """The turn's questions with the facts they ask for: the last clause first, and what anybody
    may know after all else, since nobody answers that first when something else was asked too."""
    asking = [
        act
        for act in beat.heard.acts
        if not act.answering and (family(act.id) == "ask" or act.id in script.asking)
    ]
    facts = [match for match in beat.heard.subjects if match.id in beat.persona.facts]
    asking.sort(key=lambda act: (-weight_of(act.clause, facts), -act.confidence))
    wanted = [(act, _wanted(act, beat, script)) for act in asking]
    found = [(act, fact) for act, fact in wanted if fact is not None]
    return sorted(found, key=lambda row: (row[1].level == PUBLIC, row[1].id in beat.told_facts))


def _wanted(question: ActHeard, beat: Beat, script: Script) -> Fact | None:
    """The fact that a question asks for: by subject, by focus, or as open to such questions."""
    named = _by_subject(question, beat, script)
    if named is not None:
        return named
    if any(act.id == "agenda" for act in _beside(question, beat)):
        return None  # "Would that suit you?" asks for leave, not for a fact
    clauses = beat.heard.clauses[question.clause : question.clause + 1]
    brief = all(len(clause.split()) <= BRIEF for clause in clauses)
    if not brief and question.confidence < PLAINLY:
        return None  # it is about something, and not about anything that is known here
    focus = _in_focus(beat, script)
    for fact in focus:
        if question.id in fact.asked_by:
            return fact
    follows = brief and focus and beat.before.raised and family(question.id) == "ask"
    if follows and not _names_another(question, beat):
        return focus[0]  # whatever kind of question: it takes up what was just raised
    willing = script.open_to.get(question.id, [])
    for fact in willing:
        if fact.id not in beat.told_facts and all(f in beat.told_facts for f in fact.told_after):
            return fact
    return willing[0] if willing and not _spoken_of(question, beat) else None


def _names_another(question: ActHeard, beat: Beat) -> bool:
    """Whether a question that fits nothing raised has words that point elsewhere."""
    raised = beat.before.raised
    return any(
        match.clause == question.clause and match.id not in raised for match in beat.heard.subjects
    )


def _beside(question: ActHeard, beat: Beat) -> list[ActHeard]:
    """The acts of the same clause, and of the one before where no act stood out in the question."""
    before = 0 if question.confidence >= HEARD else 1
    near = range(question.clause - before, question.clause + 1)
    return [act for act in beat.heard.acts if act.clause in near]


def _in_focus(beat: Beat, script: Script) -> list[Fact]:
    """Untold facts that the last reply, or else the fact told last, leads to."""
    facts = beat.persona.facts
    focus = facts.get(beat.before.focus)
    led = (*beat.before.raised, *(script.raised_by(focus) if focus else ()))
    return [facts[f] for f in dict.fromkeys(led) if f in facts and f not in beat.told_facts]


def _leads_back(question: ActHeard, fact: Fact, beat: Beat) -> bool:
    """Whether a question may be answered with what must come before: it asks what is behind a
    thing or what it comes to, or that is what it may be about as well."""
    if question.id in ASKS_FURTHER and question.confidence >= HEARD:
        return True
    about = {match.id for match in beat.heard.subjects if match.clause == question.clause}
    return any(earlier in about for earlier in fact.told_after)


def _nearer(fact: Fact, beat: Beat) -> Fact | None:
    """What must come before a fact and can be told now: asked why, the buyer first says what.

    A figure, or what waiting brings, is answerable only once its parents are on the table
    (domain 2, current_cost_of_today and cost_of_inaction); asked for one figure, a buyer may yet
    begin with another that it rests on.
    """
    in_order = fact.kind in ANSWERED_IN_ORDER
    for earlier in fact.told_after:
        parent = beat.persona.facts[earlier]
        if earlier not in beat.told_facts and (not in_order or parent.kind == fact.kind):
            return parent if not what_keeps_shut(parent, beat) else _nearer(parent, beat)
    return None


def _first_missing(fact: Fact, beat: Beat) -> Fact:
    """The earliest untold fact on the way to a shut one: what the buyer would have to hear about.

    A figure, or what waiting brings, speaks for itself: its own "not yet" names its parts.
    """
    missing = next((f for f in fact.told_after if f not in beat.told_facts), None)
    if missing is None or fact.kind in ANSWERED_IN_ORDER:
        return fact
    return _first_missing(beat.persona.facts[missing], beat)


def _by_subject(question: ActHeard, beat: Beat, script: Script) -> Fact | None:
    """The subject decides; what the buyer just raised and a fitting act speak for a fact.

    Asked "why?" about something that only has a "how much", the buyer takes what it leads to.
    """
    facts = beat.persona.facts
    ranked = []
    for match in _spoken_of(question, beat):
        if match.id in facts:
            fact = facts[match.id]
            fits = _fits(question, fact)
            if fact.id in beat.told_facts and not (fits and match.score >= SURELY_AGAIN):
                continue  # to be told an old thing for a new question is worse than "I don't know"
            if fits or family(question.id) == "ask":
                ranked.append((match.score + _standing(fact, beat) - UNFIT * (not fits), fact))
            for led in script.raised_by(fact) if not fits else ():
                if _fits(question, facts[led]):
                    ranked.append((match.score + _standing(facts[led], beat) - LED, facts[led]))
    best = max(ranked, key=lambda row: row[0], default=None)
    return best[1] if best and best[0] >= ACCEPTED else None


def _spoken_of(question: ActHeard, beat: Beat) -> list[SubjectHeard]:
    """The subjects of a question's clause; where it has none, those of what was said before it.

    "Stock days went from 31 to 44. … What is behind that, as you see it?"
    """
    own = [m for m in beat.heard.subjects if m.clause == question.clause]
    if own:
        return own
    asked = {act.clause for act in beat.heard.acts if family(act.id) == "ask"}
    return [m for m in beat.heard.subjects if m.clause < question.clause and m.clause not in asked]


def _fits(question: ActHeard, fact: Fact) -> bool:
    return question.id in fact.asked_by and question.confidence >= HEARD


def _standing(fact: Fact, beat: Beat) -> int:
    """Points for what the buyer just raised, against what was told before."""
    return RAISED * (fact.id in beat.before.raised) - AGAIN * (fact.id in beat.told_facts)


def what_keeps_shut(fact: Fact, beat: Beat) -> str:
    """Why a fact cannot be told now; empty if it can."""
    for earlier in fact.told_after:
        if earlier not in beat.told_facts:
            return f"told('{earlier}')"
    level = beat.persona.levels.get(fact.level)
    for condition in (level.requires if level else None, fact.requires):
        if condition is not None and not guard(condition)(beat):
            return false_clause(condition, beat)
    return ""


def _tell(fact: Fact, question: ActHeard, beat: Beat, script: Script) -> None:
    again = fact.id in beat.told_facts
    level = beat.persona.levels.get(fact.level)
    rules = [rule_text(level.requires if level else None), rule_text(fact.requires)]
    beat.told = Told(
        fact=fact.id,
        kind=fact.kind,
        level=fact.level,
        act=question.id,
        words=question.words,
        rule=" and ".join(rule for rule in rules if rule),
        parts=sum(part in beat.told_facts for part in fact.parts),
        figures=tuple(fact.figures.values()),
        again=again,
    )
    if again:
        beat.counts["asked_again"] = beat.counts.get("asked_again", 0) + 1
        return
    beat.told_facts.add(fact.id)
    beat.raised = tuple(f for f in script.raised_by(fact) if f not in beat.told_facts)
    beat.gain(level.effects if level else (), f"level.{fact.level}", question.words)
    beat.gain(fact.effects, f"fact.{fact.id}", question.words)
