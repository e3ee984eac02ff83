"""How sure the shipped weights are, and from when on they are believed.

Measured on rows and buyers that training never saw, with the weights as they ship. A score
becomes a confidence by one slope for all outputs and a shift for each, drawn towards one for
all where there are few rows; an act is heard from the confidence at which it read best, drawn
towards the common one in the same way. What can cost marks is heard only from where nine in ten
are right.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from roleplay.acts import ACTS
from roleplay.heard import HEARD
from roleplay.understanding.encoder import SETTINGS, Encoder
from roleplay.understanding.training.examples import OUTPUTS, Example
from roleplay.understanding.training.pairs import held_out as fields_held_out
from roleplay.understanding.training.pairs import likenesses, load_pairs
from roleplay.understanding.training.rows import Row, held_out, load

COSTLY = frozenset(
    (
        "tell_feature tell_generic tell_need tell_solve tell_answer tell_deny tell_past_bad "
        "tell_rival_bad press close drift mgr_yield"
    ).split()
)
"""Acts that can cost marks."""
FEW = 12.0
"""Rows at which an act's own best threshold counts as much as the common one."""
DRAWN = 0.5
"""How strongly shifts are drawn towards none."""
PRECISE, ENOUGH = 0.90, 6
"""Share that must be right of what can cost marks, and turns on which that is judged."""
CAREFUL = {"tell_deny": 94, "tell_past_bad": 90, "tell_answer": 60, "tell_solve": 60}
"""Least thresholds of acts that two sets of near-misses showed to be heard too easily; a third
set, written afterwards, measures what they do (``tests/understanding/measure.py``)."""
CUTS = range(HEARD + 1, 90, 2)
ACCEPT_AMISS, MAYBE_AMISS = 0.05, 0.30
"""Shares of questions near the field, but about no subject, that pass each threshold."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Clauses of rows that training never saw."""

    scores: np.ndarray
    """Clauses by outputs."""
    truth: np.ndarray
    """The same, true or not."""
    owners: np.ndarray
    """Row of each clause."""


def scored(encoder: Encoder, rows: Sequence[Row]) -> Scored:
    """What the weights give each clause, and what is true of it."""
    scores, truth, owners = [], [], []
    for number, row in enumerate(rows):
        example = Example(encoder.pieces, row, list(row.turn))
        for index, found in encoder.read(row.buyer, example.text, example.clauses).items():
            scores.append(found.scores)
            truth.append([output in example.acts_of(index) for output in OUTPUTS])
            owners.append(number)
    return Scored(np.array(scores), np.array(truth), np.array(owners))


def calibrate(folder: Path) -> None:
    """Fit on the rows kept apart, write the settings, print what was reached."""
    encoder = Encoder(folder)
    _, rows = held_out(load())
    found = scored(encoder, rows)
    acts = len(ACTS)
    slope, shifts = _fit(found.scores[:, :acts], found.truth[:, :acts])
    sure = 1 / (1 + np.exp(-(slope * found.scores[:, :acts] + shifts)))
    by_turn = np.zeros((len(rows), acts))
    np.maximum.at(by_turn, found.owners, sure)
    truth = np.array([[act in row.acts for act in ACTS] for row in rows])
    least = _thresholds(by_turn, truth)
    accept, maybe = _likeness(encoder)
    settings = json.loads((folder / SETTINGS).read_text("utf-8")) | {
        "slope": round(slope, 3),
        "shift": {act: round(float(shift), 3) for act, shift in zip(ACTS, shifts, strict=True)},
        "least": least,
        "accept": round(accept, 3),
        "maybe": round(maybe, 3),
    }
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", "utf-8")
    said = by_turn >= np.array([least[act] for act in ACTS]) / 100
    right = (said & truth).sum(0)
    f1 = 2 * right / np.maximum(said.sum(0) + truth.sum(0), 1)
    for act, one, count in zip(ACTS, f1, truth.sum(0), strict=True):
        print(f"{act:16} n {count:4}  from {least[act]:3}  F1 {one:.2f}")
    micro = 2 * right.sum() / (said.sum() + truth.sum())
    enough = truth.sum(0) >= 5
    print(f"kept apart: {len(rows)} rows, macro-F1 {f1[enough].mean():.3f}, micro-F1 {micro:.3f}")


def _fit(scores: np.ndarray, truth: np.ndarray) -> tuple[float, np.ndarray]:
    """One slope and a shift for each output, by Newton's steps on the likelihood."""
    outputs = scores.shape[1]
    slope, shifts = 1.0, np.zeros(outputs)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(slope * scores + shifts)))
        off, width = truth - chance, chance * (1 - chance)
        shifts = shifts + (off.sum(0) - DRAWN * shifts) / (width.sum(0) + DRAWN)
        slope += float((off * scores).sum() / (width * scores**2).sum())
    return slope, shifts


def _thresholds(by_turn: np.ndarray, truth: np.ndarray) -> dict[str, int]:
    """Per cent from which each act is heard."""
    common = max(CUTS, key=lambda cut: _f(by_turn >= cut / 100, truth))
    least = {}
    for place, act in enumerate(ACTS):
        mine, true = by_turn[:, place], truth[:, place]
        own = max(CUTS, key=lambda cut: _f(mine >= cut / 100, true))
        trust = true.sum() / (true.sum() + FEW)
        cut = round(float(trust * own + (1 - trust) * common))
        least[act] = _precise(mine, true, cut) if act in COSTLY else cut
        least[act] = max(least[act], CAREFUL.get(act, 0))
    return least


def _precise(sure: np.ndarray, true: np.ndarray, least: int) -> int:
    """The first threshold from ``least`` on at which enough is right, or the best there is."""

    def right(cut: int) -> float:
        said = sure >= cut / 100
        return float((said & true).sum()) / float(said.sum()) if said.sum() >= ENOUGH else 0.0

    cuts = range(least, 92, 2)
    return next((cut for cut in cuts if right(cut) >= PRECISE), max(cuts, key=right))


def _f(said: np.ndarray, truth: np.ndarray) -> float:
    """F1 of what is said."""
    return 2 * float((said & truth).sum()) / max(float(truth.sum() + said.sum()), 1.0)


def _likeness(encoder: Encoder) -> tuple[float, float]:
    """Likenesses from which a subject is accepted, and from which it may be meant."""
    _, fields = fields_held_out(load_pairs())
    amiss = sorted(best for field in fields for _, best in likenesses(encoder, field, field.near))
    accept, maybe = (
        amiss[min(int(len(amiss) * (1 - share)), len(amiss) - 1)]
        for share in (ACCEPT_AMISS, MAYBE_AMISS)
    )
    right = [
        (kind, found == subject.id, best)
        for field in fields
        for subject in field.subjects
        for kind in ("plain", "disjoint")
        for found, best in likenesses(encoder, field, [q for k, q in subject.asked if k == kind])
    ]
    for kind in ("plain", "disjoint"):
        mine = [(hit, best) for k, hit, best in right if k == kind]
        first = np.mean([hit for hit, _ in mine])
        taken = np.mean([hit and best > accept for hit, best in mine])
        print(f"subjects, {kind}: first and right {first:.3f}, accepted and right {taken:.3f}")
    return accept, maybe
