"""What the clauses of a turn are about: the buyer's subjects that each comes near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from roleplay.acts import family
from roleplay.heard import Context, SubjectHeard
from roleplay.understanding.encoder import together
from roleplay.understanding.hearing import PICKED, Said
from roleplay.understanding.normalise import content_stems, straighten
from roleplay.understanding.subjects import SubjectIndex

if TYPE_CHECKING:
    from roleplay.understanding.encoder import Direction

FEW = 2
"""Telling words up to which a clause that points back is read with what it points at."""
MOST = 3
"""Subjects of one clause that are kept."""
_POINTING = re.compile(r"\b(?:that|this|it|they|them|those|one)\b")
_ORDINAL = re.compile(r"\b(?:(first|former|one)|(second|latter|two|other))\b")


def subjects_of(said: Sequence[Said], context: Context, index: SubjectIndex) -> list[SubjectHeard]:
    """For each clause the subjects it may be about, or the one that an answer picked."""
    picked = _picked(said, context, index)
    if picked:
        return [SubjectHeard(picked, PICKED, each.number, index.names[picked]) for each in said]
    found: list[SubjectHeard] = []
    for number in range(len(said)):
        found.extend(_nearest(said, number, index))
    return found


def _nearest(said: Sequence[Said], number: int, index: SubjectIndex) -> list[SubjectHeard]:
    """The subjects nearest to a clause: ``MOST`` that can be asked about, then ``MOST`` that can
    only be named.

    A clause that only points back ("and why is that?") is also read with what it points at: the
    one or two clauses before it; for each subject the better score counts.
    """
    best: dict[str, SubjectHeard] = {}
    for direction in _readings(said, number, index):
        for match in index.match(direction, number):
            if match.id not in best or best[match.id].score < match.score:
                best[match.id] = match
    ranked = sorted(best.values(), key=lambda match: (-match.score, match.id))
    asked = [match for match in ranked if index.acts[match.id]][:MOST]
    return [*asked, *[match for match in ranked if not index.acts[match.id]][:MOST]]


def _readings(said: Sequence[Said], number: int, index: SubjectIndex) -> list[Direction]:
    """What a clause may mean: by itself, and with the clauses that it points back to.

    Each is read among its neighbours and alone, as the trainer's phrases are: among them it takes
    on what they are about, alone it loses what it hangs on; both together are right most often
    (of questions in other words than the phrases .51, against .45 and .43).
    """
    text = said[number].clause.text
    mine = None if said[number].only("rapport") else _meant(said[number], index)
    if mine is None:
        return []
    if not _POINTING.search(straighten(text)) or len(content_stems(text)) > FEW:
        return [mine]
    before = [_meant(each, index) for each in said[max(number - 2, 0) : number]]
    known = [direction for direction in before if direction is not None]
    return [mine, *(together((*known[-n:], mine)) for n in range(1, len(known) + 1))]


def _meant(said: Said, index: SubjectIndex) -> Direction | None:
    """What a clause means: among its neighbours, and where it asks also alone.

    Reading a clause once more costs as much as reading a short turn, and what is only named is
    named well enough without.
    """
    asks = said.asks or any(family(act.id) == "ask" for act in said.acts)
    alone = index.direction(said.clause.text) if asks else said.direction
    if said.direction is None or alone is None:
        return None
    return together((said.direction, alone)) if asks else said.direction


def _picked(said: Sequence[Said], context: Context, index: SubjectIndex) -> str:
    """The subject that an answer to "do you mean … or …?" picked; empty for none."""
    if not context.choices or not said:
        return ""
    plain = straighten(said[0].clause.text)
    for choice in context.choices:
        name = straighten(index.names.get(choice, ""))
        if name and name in plain:
            return choice
    ordinal = _ORDINAL.search(plain)
    if ordinal and len(plain.split()) <= 6:
        number = 0 if ordinal.group(1) else 1
        return context.choices[number] if number < len(context.choices) else ""
    alone = index.direction(said[0].clause.text)
    named = next((match.id for match in index.match(alone, 0)), "")
    return named if named in context.choices else ""
