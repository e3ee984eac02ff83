"""What the clauses of a turn are about: the buyer's subjects that each comes near."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay.heard import Context, SubjectHeard
from roleplay.understanding.clauses import Clause
from roleplay.understanding.normalise import content_stems, straighten
from roleplay.understanding.subjects import SubjectIndex, index_of

FEW = 2
"""Telling words up to which a clause that points back is read with what it points at."""
PICKED = 100
"""Score of a subject that the seller named outright: asked for, whatever the form."""
MOST = 3
"""Subjects of one clause that are kept."""
_POINTING = re.compile(r"\b(?:that|this|it|they|them|those|one)\b")
_ORDINAL = re.compile(r"\b(?:(first|former|one)|(second|latter|two|other))\b")


def subjects_of(clauses: Sequence[Clause], context: Context) -> list[SubjectHeard]:
    """For each clause the subjects it may be about, or the one that an answer picked."""
    index = index_of(context.subjects)
    picked = _picked(clauses, context, index)
    if picked:
        return [SubjectHeard(picked, PICKED, n, index.names[picked]) for n in range(len(clauses))]
    found: list[SubjectHeard] = []
    for number in range(len(clauses)):
        found.extend(_nearest(clauses, number, index))
    return found


def _nearest(clauses: Sequence[Clause], number: int, index: SubjectIndex) -> list[SubjectHeard]:
    """The subjects nearest to a clause, ``MOST`` at most.

    A clause that only points back ("and why is that?") is also read with what it points at: the
    one or two clauses before it; for each subject the better score counts.
    """
    text = clauses[number].text
    texts = [text]
    if _POINTING.search(straighten(text)) and len(content_stems(text)) <= FEW:
        before = [clause.text for clause in clauses[max(number - 2, 0) : number]]
        texts += [" ".join((*before[-n:], text)) for n in range(1, len(before) + 1)]
    best: dict[str, SubjectHeard] = {}
    for each in texts:
        for match in index.match(each, number):
            if match.id not in best or best[match.id].score < match.score:
                best[match.id] = match
    return sorted(best.values(), key=lambda match: (-match.score, match.id))[:MOST]


def _picked(clauses: Sequence[Clause], context: Context, index: SubjectIndex) -> str:
    """The subject that an answer to "do you mean … or …?" picked; empty for none."""
    if not context.choices or not clauses:
        return ""
    plain = straighten(clauses[0].text)
    for choice in context.choices:
        name = straighten(index.names.get(choice, ""))
        if name and name in plain:
            return choice
    ordinal = _ORDINAL.search(plain)
    if ordinal and len(plain.split()) <= 6:
        number = 0 if ordinal.group(1) else 1
        return context.choices[number] if number < len(context.choices) else ""
    named = next((match.id for match in index.match(clauses[0].text, 0)), "")
    return named if named in context.choices else ""
