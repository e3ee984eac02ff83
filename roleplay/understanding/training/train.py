"""Learn the reader's weights: ``python -m roleplay.understanding.training.train``.

One logistic regression an act over the clauses that the reader itself would see. Thresholds are
chosen by five-fold cross-validation over whole files' blocks, so that no conversation is on both
sides. Weights are rounded to whole numbers; small ones are dropped.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from roleplay.acts import ACTS
from roleplay.understanding.clauses import Clause, split
from roleplay.understanding.features import features_of
from roleplay.understanding.linear import LENGTH, SCALE, SHORT
from roleplay.understanding.normalise import clean, words_of
from roleplay.understanding.training.rows import Row, load

FOLDS = 5
BLOCK = 24
"""Rows that stay together in cross-validation: about three conversations."""
STRENGTH = 1.0
LEAST = 2
"""Whole-number weights below this are dropped."""
SEEN = 2
"""Times that a feature must occur."""
COSTLY = frozenset(
    [
        "tell_need",
        "tell_solve",
        "tell_answer",
        "tell_deny",
        "tell_past_bad",
        "tell_rival_bad",
        "tell_generic",
        "press",
        "close",
        "drift",
        "mgr_yield",
    ]
)
"""Acts that can cost marks: their thresholds weigh precision double."""
TARGET = Path(__file__).parent.parent / "weights.json.gz"


def examples(rows: list[Row]) -> tuple[list[list[str]], list[frozenset[str]], list[int]]:
    """Features, acts and row number of every clause that the reader would see."""
    features, labels, owners = [], [], []
    for number, row in enumerate(rows):
        text = clean(row.text)
        clauses = split(text)
        coded = _places(row, text)
        for i, clause in enumerate(clauses):
            named = features_of(clauses, i, row.buyer)
            features.append(sorted({name for name, _, _ in named}))
            labels.append(_acts_at(clause, coded))
            owners.append(number)
    return features, labels, owners


def _places(row: Row, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    places, at = [], 0
    for clause, acts in row.turn:
        piece = clean(clause)
        start = text.find(piece, at)
        start = at if start < 0 else start
        places.append((start, start + len(piece), acts))
        at = start + len(piece)
    return places


def _acts_at(clause: Clause, coded: list[tuple[int, int, tuple[str, ...]]]) -> frozenset[str]:
    """The acts of the coded clauses that this one covers, or is covered by, for the most part."""
    acts: set[str] = set()
    for start, end, coded_acts in coded:
        shared = min(end, clause.end) - max(start, clause.start)
        if shared > 0 and shared >= 0.5 * min(end - start, clause.end - clause.start):
            acts.update(coded_acts)
    return frozenset(acts)


def matrix(features: list[list[str]], names: dict[str, int]) -> csr_matrix:
    """Features as a sparse matrix, every row of the same length."""
    rows, columns = [], []
    for i, found in enumerate(features):
        for name in found:
            if name in names:
                rows.append(i)
                columns.append(names[name])
    shape = (len(features), len(names))
    ones = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    features_each = np.asarray(ones.sum(axis=1)).ravel()
    length = LENGTH / np.sqrt(np.maximum(features_each, SHORT))
    return csr_matrix(ones.multiply(length[:, None]))


def fit(x: csr_matrix, y: np.ndarray) -> tuple[np.ndarray, float] | None:
    """Weights and intercept for one act; None where there is nothing to learn from."""
    if y.sum() < 3:
        return None
    model = LogisticRegression(
        C=STRENGTH, solver="liblinear", class_weight="balanced", random_state=1, max_iter=300
    )
    model.fit(x, y)
    return model.coef_[0], float(model.intercept_[0])


def cross_validated(x: csr_matrix, y: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Probability of each clause from a model that did not see its block."""
    out = np.zeros(len(y))
    for fold in range(FOLDS):
        held = folds == fold
        fitted = fit(x[~held], y[~held])
        if fitted:
            weights, bias = fitted
            out[held] = 1 / (1 + np.exp(-(x[held] @ weights + bias)))
    return out


def threshold(act: str, truth: np.ndarray, chance: np.ndarray) -> tuple[int, float, float]:
    """The confidence that reads best on held-out turns: F1, or F0.5 for acts that can cost."""
    beta = 0.25 if act in COSTLY else 1.0
    best = (50, -1.0, 0.0)
    for cut in range(10, 92, 2):
        said = chance >= cut / 100
        right = float((said & truth).sum())
        score = (1 + beta) * right / (beta * truth.sum() + said.sum()) if right else 0.0
        if score > best[1]:
            f1 = 2 * right / (truth.sum() + said.sum())
            best = (cut, score, f1)
    return best


def main() -> None:
    """Train, print the held-out table, write the weights."""
    rows = load()
    features, labels, owners = examples(rows)
    counts = Counter(name for found in features for name in found)
    names = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= SEEN))}
    x = matrix(features, names)
    folds = np.array([(owner // BLOCK) % FOLDS for owner in owners])
    owner_index = np.array(owners)
    weights: dict[str, list[int]] = {}
    biases: list[int] = []
    acts = [act for act in ACTS if sum(act in found for found in labels) >= 3]
    total = np.zeros(3)
    scores = []
    for position, act in enumerate(acts):
        y = np.array([act in found for found in labels], dtype=int)
        chance = cross_validated(x, y, folds)
        by_turn = np.zeros(len(rows))
        np.maximum.at(by_turn, owner_index, chance)
        truth = np.array([act in row.acts for row in rows])
        cut, _, f1 = threshold(act, truth, by_turn)
        said = by_turn >= cut / 100
        total += [float((said & truth).sum()), float(said.sum()), float(truth.sum())]
        scores.append(f1)
        print(f"{act:16} n {truth.sum():4}  cut {cut:3}  F1 {f1:.2f}")
        fitted = fit(x, y)
        assert fitted is not None
        _store(weights, position, fitted[0], names)
        biases.append(round((fitted[1] - math.log(cut / (100 - cut))) * SCALE))
    micro = 2 * total[0] / (total[1] + total[2])
    print(f"held out: macro-F1 {np.mean(scores):.3f}, micro-F1 {micro:.3f}, {len(rows)} rows")
    talk = [row for row in rows if "unclear" not in row.flags]
    known = sorted({word.text for row in talk for word in words_of(row.text + " " + row.buyer)})
    _write({"acts": acts, "bias": biases, "weights": weights, "known": known})


def _store(
    weights: dict[str, list[int]], position: int, values: np.ndarray, names: dict[str, int]
) -> None:
    whole = np.rint(values * SCALE).astype(int)
    for name, column in names.items():
        row = weights.setdefault(name, [])
        if abs(value := int(whole[column])) >= LEAST:
            row.extend((position, value))


def _write(data: dict[str, object]) -> None:
    body = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    TARGET.write_bytes(gzip.compress(body.encode(), 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
