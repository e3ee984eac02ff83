"""Which fact a turn asks for, and whether the buyer tells it (domain 1.3, M2).

Reading is uncertain, so the subject decides and the exact kind of question hardly matters: any
question about a subject asks for it. A question that names no subject is taken to be about what
follows the fact told last, or else about a fact that is open to such questions.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleplay.acts import family
from roleplay.buyer.beat import Beat, rule_text
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.persona import Fact
from roleplay.buyer.script import Script
from roleplay.buyer.state import Refused, Told
from roleplay.heard import ActHeard


def disclose(beat: Beat, script: Script) -> Fact | None:
    """Tell at most one fact: the one that the last answerable question asks for.

    Sets ``beat.told``, notes what stayed shut and what waits. Returns the fact of the last
    question that stayed shut when none was told, so that the buyer can say "not yet".
    """
    shut: Fact | None = None
    for question in _questions(beat, script):
        fact = _wanted(question, beat, script)
        if fact is None:
            continue
        why = "" if fact.id in beat.told_facts else _shut(fact, beat)
        if beat.told is None and not why:
            _tell(fact, question, beat, script)
        elif beat.told is None or fact.id != beat.told.fact:
            beat.asked.append(fact.id)
            if why:
                beat.refused.append(Refused(fact.id, question.id, why, fact.id))
                shut = shut or fact
    return None if beat.told else shut


def _questions(beat: Beat, script: Script) -> Iterator[ActHeard]:
    """The turn's questions, last clause first."""
    asking = [
        act
        for act in beat.heard.acts
        if not act.answering and (family(act.id) == "ask" or act.id in script.asking)
    ]
    return iter(sorted(asking, key=lambda act: (-act.clause, -act.confidence)))


def _wanted(question: ActHeard, beat: Beat, script: Script) -> Fact | None:
    """The fact that a question asks for: by subject, by focus, or as open to such questions."""
    named = _by_subject(question, beat)
    if named is not None or any(s.clause == question.clause for s in beat.heard.subjects):
        return named
    fresh = [f for f in script.followers[beat.before.focus] if f.id not in beat.told_facts]
    for fact in fresh:
        if question.id in fact.asked_by:
            return fact
    willing = script.open_to.get(question.id, [])
    for fact in willing:
        if fact.id not in beat.told_facts and all(f in beat.told_facts for f in fact.told_after):
            return fact
    return willing[0] if willing else None


def _by_subject(question: ActHeard, beat: Beat) -> Fact | None:
    facts = beat.persona.facts
    found = [
        (question.id in facts[s.id].asked_by, s.score, facts[s.id])
        for s in beat.heard.subjects
        if s.clause == question.clause and s.id in facts
    ]
    if family(question.id) != "ask":
        found = [row for row in found if row[0]]
    # A fitting act is worth a few points of score, no more: the subject decides.
    best = max(found, key=lambda row: row[1] + (8 if row[0] else 0), default=None)
    return best[2] if best else None


def _shut(fact: Fact, beat: Beat) -> str:
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
