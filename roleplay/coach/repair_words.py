"""The turns of a repair in words that could be said, each proved by playing the way with them."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.acts import ACTS, FLAGS, family, plain
from roleplay.buyer.persona import Fact, Persona
from roleplay.coach.better import sayable
from roleplay.coach.weigh import Change, changes
from roleplay.coach.wording import visible
from roleplay.conversation.repairs import Fair, Stride, Strides, follow
from roleplay.heard import Heard
from roleplay.scenario import BetterLine, Content

LINE, PHRASE, EXAMPLE = "line", "phrase", "example"
"""Where words come from: an authored better line, the buyer's own phrases, or the plain example of
an act, which is from another firm."""
_INVITING = frozenset("tell take walk give show talk describe help".split())
"""First words of a phrase that invites and does not ask."""
_SHORT = 3
"""Letters of a word up to which it says little by itself."""
_MARKS_AROUND = ".,;:?!'\"£$%"


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One turn of a repair."""

    turn: int
    """Number that the turn would have had."""
    acts: tuple[str, ...]
    """What it does, in plain words that complete "You …"."""
    words: str
    """Words that do it; empty where nobody else can word it."""
    source: str
    """``line``, ``phrase`` or ``example``; empty where there are no words."""
    answer_first: bool
    """The buyer's own question has to be answered before these words, which do not."""
    moved: tuple[Change, ...]
    visible: str
    """What could have been seen of it; not what was told."""


def worded(
    content: Content,
    persona: Persona,
    strides: Strides,
    fact: str,
    seed: int,
    fair: Fair,
    first: int,
) -> tuple[RepairStep, ...]:
    """A way to ``fact`` with words for each of its turns, the first of which is number ``first``.

    A better line takes a turn's place where it does the same and the fact is still told at the
    end; it may bring it sooner.
    """
    lines: dict[int, BetterLine] = {}
    at = 0
    while at < len(strides):
        for line in _candidates(content, strides[at]):
            said = [s.heard for s in (*strides[:at], *strides[at + 1 :])]
            said.insert(at, line.heard)
            played = follow(persona, strides[0].before, said, fact, seed, fair)
            if played and len(played) > at:
                strides, lines[at] = played, line
                break
        at += 1
    return tuple(
        _step(persona, stride, lines.get(number), first + number)
        for number, stride in enumerate(strides)
    )


def _candidates(content: Content, stride: Stride) -> list[BetterLine]:
    """Better lines that fit the moment and hold all of a turn's acts, those nearest to it first."""
    wanted = _marks(stride.heard)
    lines = [
        line
        for line in content.scenario.better_lines
        if sayable(line, stride.before) and wanted <= _marks(line.heard)
    ]
    return sorted(lines, key=lambda line: (len(_marks(line.heard)), line.id))


def _marks(heard: Heard) -> set[str]:
    """What a turn does, and what its questions are about."""
    asked = {act.clause for act in heard.acts if family(act.id) == "ask"}
    about = {subject.id for subject in heard.subjects if subject.clause in asked}
    return about | {act.id for act in heard.acts} | {flag.id for flag in heard.flags}


def _step(persona: Persona, stride: Stride, line: BetterLine | None, number: int) -> RepairStep:
    before, reaction = stride.before, stride.reaction
    words, source = (line.line, LINE) if line else _plain_words(persona, stride.heard)
    flags = [flag.id for flag in stride.heard.flags if flag.id in FLAGS]
    first = [flag for flag in flags if flag == "answers"]
    done = [*first, *(act.id for act in stride.heard.acts), *flags]
    return RepairStep(
        turn=number,
        acts=tuple(plain(act) for act in dict.fromkeys(done)),
        words=words,
        source=source,
        answer_first=line is None and stride.heard.flagged("answers"),
        moved=changes(before, reaction.after),
        visible=visible(persona, before, reaction),
    )


def _plain_words(persona: Persona, heard: Heard) -> tuple[str, str]:
    """Words for a turn without a line of its own: this buyer's phrases, else the acts' examples."""
    about = {subject.clause: subject.id for subject in heard.subjects}
    said, source = [], ""
    for act in sorted(heard.acts, key=lambda act: family(act.id) == "ask"):
        fact = persona.facts.get(about.get(act.clause, ""))
        if fact is not None:
            said.append(_asked(persona, fact))
            source = source or PHRASE
        elif act.id in ACTS:
            said.append(ACTS[act.id].example)
            source = EXAMPLE
    return " ".join(said), source


def _asked(persona: Persona, fact: Fact) -> str:
    """A question for a fact, in that of its phrases that gives least of it away."""
    secret = _telling(" ".join((fact.truth, *persona.figures.values())))
    phrase = min(fact.phrases, key=lambda phrase: len(_telling(phrase) & secret))
    mark = "." if phrase.split()[0].lower() in _INVITING else "?"
    return f"{phrase[:1].upper()}{phrase[1:]}{mark}"


def _telling(text: str) -> set[str]:
    """The words of a text that say something: figures, and words that are not the shortest."""
    words = (word.strip(_MARKS_AROUND).lower() for word in text.split())
    return {word for word in words if len(word) > _SHORT or word.isdigit()}
