"""Why everything happened: each change, refusal, disclosure and point with turn, words and rule.

DESIGN promise 3. ``text`` is in plain words; ``rule`` is the rule as written, for the full reveal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roleplay.acts import plain
from roleplay.buyer.persona import Persona
from roleplay.buyer.state import Reaction
from roleplay.coach.score import judge
from roleplay.coach.wording import clause_words, first_name, kind_words
from roleplay.conversation.records import Turn
from roleplay.conversation.transcript import Transcript
from roleplay.scenario import Content


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that happened, and why."""

    index: int
    """Index into ``Transcript.turns``; -1 for a point that rests on no one turn."""
    turn: int
    kind: str
    """``transition``, ``refused``, ``told``, ``moved``, ``scar``, ``question``, ``passed over``,
    ``not understood`` or ``point``."""
    words: str
    """The trainee's words that decided it; empty where none did."""
    text: str
    rule: str
    place: str = ""
    """File, line and column of the rule, where known."""


def explain_transcript(transcript: Transcript, content: Content) -> tuple[Explained, ...]:
    """Everything that each turn did, in order, then every point of the scorecard."""
    found: list[Explained] = []
    for index, turn in enumerate(transcript.turns):
        persona = content.personas[turn.buyer]
        found += _of_turn(index, turn, persona)
    return (*found, *_points(transcript, content))


def _of_turn(index: int, turn: Turn, persona: Persona) -> Iterator[Explained]:
    # A guard that was tried for several acts of one turn is told once.
    for kind, words, text, rule, place in dict.fromkeys(_happenings(turn, persona)):
        yield Explained(index, turn.number, kind, words, text, rule, place)


_Row = tuple[str, str, str, str, str]


def _happenings(turn: Turn, persona: Persona) -> Iterator[_Row]:
    reaction, name = turn.reaction, first_name(persona)
    if reaction.free:
        if turn.heard.aside:
            yield "aside", "", "it was beside the matter and cost nothing", "", ""
        else:
            yield "not understood", "", f"{name} asked what was meant; it cost nothing", "", ""
    if (taken := reaction.taken) is not None:
        where = taken.target.replace("_", " ")
        text = (
            f"{name} reacted and stayed at “{where}”; heard as: {plain(taken.act)}"
            if taken.target == taken.source
            else f"{name} went from “{taken.source.replace('_', ' ')}” to “{where}”; "
            f"{_cause(taken.act)}"
        )
        rule = f"{taken.name}: {taken.rule}" if taken.rule else taken.name
        yield "transition", taken.words, text, rule, taken.place
    for refused in reaction.refused:
        what = "kept something back" if refused.fact else "did not move on"
        text = f"{name} {what}: {clause_words(refused.clause, name)}"
        yield (
            "refused",
            next((act.words for act in turn.heard.acts if act.id == refused.act), ""),
            text,
            f"{refused.name}: {refused.clause}",
            _place(refused.fact, persona),
        )
    if (told := reaction.told) is not None:
        again = " once more" if told.again else ""
        text = f"{name} told {kind_words(told.kind)}{again}; heard as: {plain(told.act)}"
        yield "told", told.words, text, told.rule, _place(told.fact, persona)
    for moved in reaction.moved:
        if moved.scar:
            text = f"{name} will not forget this"
            yield "scar", moved.words, text, f"{moved.rule}: scar {moved.scar}", ""
        else:
            text = f"{moved.meter.replace('_', ' ')} {moved.before} to {moved.after}"
            yield "moved", moved.words, text, moved.rule, ""
    yield from _own_questions(reaction, name)


def _cause(act: str) -> str:
    events = {
        "turn_window": "things had come that far",
        "fact_told": "because of what had been told",
        "repeated": "the same was said again",
        "silence": "nothing was said",
        "unclear": "nothing could be made out three times running",
        "message": "a message came",
    }
    return events.get(act) or f"heard as: {plain(act)}"


def _own_questions(reaction: Reaction, name: str) -> Iterator[_Row]:
    if reaction.answered:
        yield "question", "", f"{name}'s own question was answered", reaction.answered, ""
    if reaction.evaded:
        text = f"{name}'s own question was passed over"
        yield "passed over", "", text, reaction.evaded, ""
    if reaction.question:
        yield "question", "", f"{name} put a question of their own", reaction.question, ""


def _place(fact: str, persona: Persona) -> str:
    return persona.facts[fact].place if fact in persona.facts else ""


def _points(transcript: Transcript, content: Content) -> Iterator[Explained]:
    indexes = {turn.number: index for index, turn in enumerate(transcript.turns) if not turn.free}
    for row in judge(transcript, content).criteria:
        for evidence in row.evidence:
            sign = {"gain": "counts for", "debit": "counts against"}.get(
                evidence.polarity, "is missing for"
            )
            text = f"{evidence.rule}: {sign} “{row.title}” (level {row.level} of 4)"
            index = indexes.get(evidence.turn, -1) if evidence.quote else -1
            yield Explained(index, evidence.turn, "point", evidence.quote, text, row.id)
