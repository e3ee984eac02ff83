"""The turns of a repair in words that could be said, each proved by playing the way with them.

Words that nobody had said by then, and that are no plain common ones, would give away what the
trainee could not know: such a turn is told by what it does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from roleplay.acts import ACTS, FLAGS, family, plain
from roleplay.buyer.persona import Fact, Persona
from roleplay.coach.better import sayable
from roleplay.coach.weigh import Change, changes
from roleplay.coach.wording import visible
from roleplay.conversation.repairs import Fair, Stride, Strides, follow
from roleplay.heard import Heard
from roleplay.scenario import BetterLine, Content
from roleplay.understanding.normalise import content_stems

LINE, PHRASE, EXAMPLE = "line", "phrase", "example"
"""Where words come from: an authored better line, the buyer's own phrases, or the plain example of
an act, which is from another firm."""
_INVITING = frozenset("tell take walk give show talk describe help".split())
"""First words of a phrase that invites and does not ask."""
_COMMON = """
    ability achieve admit advise afternoon again ago agree alone already although answer anybody
    anyone around ask away back bad bear become before begin behind being believe best better big
    both break bring business call care carry cause certain chance change check choice choose clear
    close comfort common compare consider cost could count course cover cut day deal decide
    decision deep depend describe desk detail die differ different difficult do doubt each early
    earn easy effect else end enough even event everybody everyone everything exactly example
    expect explain face fail fair fall far feel few figure find finish first fit fix follow forget
    free full further future gain general give good great grow guess half hand happen happy hard
    harm hear help here hold honest hope hour hurt idea important improve instead interest keep
    kind last late lead learn least leave less let level lie life likely limit line listen little
    live long look lose loss main make manage matter maybe meet might mind minute miss mistake
    moment money month morning move much near need never new next nice night nobody none nothing
    notice number offer often old once open opinion order other part past pay people perhaps
    person personal pick place plan plate play please point possible prefer present price problem
    promise proof put question quick quite rather reach ready real reason remain remember result
    ride right risk rough run same save second seem serious set share short should show side simple
    since sit situation slip small so solve somebody someone sometimes soon sorry spend stand
    start stay step still stop story straight strong success suggest suit sum support suppose sure
    surprise system take talk team tell test thank think third time today together tomorrow tonight
    top trouble true trust try turn type understand unless until usual value wait walk want watch
    week weight whole without wonder word work worry worse worst worth would write wrong year
    yesterday yet yourself
    became began brought came chose chosen cost felt found gave given goes grew heard held
    kept knew known left lost meant met paid put said sat saw seen sold spent spoke stood stuck
    taken taught thought told took went won wrote whose anything does isn't doesn't
"""
"""Plain words that are anybody's in any talk."""
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
    said: Iterable[str],
) -> tuple[RepairStep, ...]:
    """A way to ``fact`` with words for each of its turns, the first of which is number ``first``.

    A better line takes a turn's place where it does the same and the fact is still told at the
    end; it may bring it sooner. ``said`` are all texts that were known before the first turn; what
    the buyer answers on the way adds to them.
    """
    lines: dict[int, BetterLine] = {}
    at = 0
    while at < len(strides):
        for line in _candidates(content, strides[at]):
            way = [s.heard for s in (*strides[:at], *strides[at + 1 :])]
            way.insert(at, line.heard)
            played = follow(persona, strides[0].before, way, fact, seed, fair)
            if played and len(played) > at:
                strides, lines[at] = played, line
                break
        at += 1
    known = _common().union(*map(content_stems, said))
    steps = []
    for number, stride in enumerate(strides):
        steps.append(_step(persona, stride, lines.get(number), first + number, known))
        known |= content_stems(stride.reaction.text)
    return tuple(steps)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return content_stems(_COMMON)


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


def _step(
    persona: Persona,
    stride: Stride,
    line: BetterLine | None,
    number: int,
    known: frozenset[str],
) -> RepairStep:
    """``known``: stems of all words that could be said by then."""
    before, reaction = stride.before, stride.reaction
    words, source = (line.line, LINE) if line else ("", "")
    if not words or not content_stems(words) <= known:
        words, source = _plain_words(persona, stride.heard, known)
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


def _plain_words(persona: Persona, heard: Heard, known: frozenset[str]) -> tuple[str, str]:
    """Words for a turn without a line of its own: this buyer's phrases, else the acts' examples.

    None where a part of it can only be worded with what was not known by then.
    """
    about = {subject.clause: subject.id for subject in heard.subjects}
    said, source = [], ""
    for act in sorted(heard.acts, key=lambda act: family(act.id) == "ask"):
        fact = persona.facts.get(about.get(act.clause, ""))
        if fact is not None:
            said.append(_asked(persona, fact, known))
            source = source or PHRASE
        elif act.id in ACTS:
            said.append(ACTS[act.id].example)
            source = EXAMPLE
    words = " ".join(said)
    sayable_now = all(said) and content_stems(words) <= known
    return (words, source) if sayable_now else ("", "")


def _asked(persona: Persona, fact: Fact, known: frozenset[str]) -> str:
    """A question for a fact, in that of its phrases that gives least of it away; empty for none.

    Only phrases whose words are known count.
    """
    secret = _telling(" ".join((fact.truth, *persona.figures.values())))
    fit = [phrase for phrase in fact.phrases if content_stems(phrase) <= known]
    if not fit:
        return ""
    phrase = min(fit, key=lambda phrase: len(_telling(phrase) & secret))
    mark = "." if phrase.split()[0].lower() in _INVITING else "?"
    return f"{phrase[:1].upper()}{phrase[1:]}{mark}"


def _telling(text: str) -> set[str]:
    """The words of a text that say something: figures, and words that are not the shortest."""
    words = (word.strip(_MARKS_AROUND).lower() for word in text.split())
    return {word for word in words if len(word) > _SHORT or word.isdigit()}
