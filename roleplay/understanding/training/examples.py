"""Coded turns as examples: laid out as in play, with what is true of each clause and each turn."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from roleplay.acts import ACTS
from roleplay.understanding.clauses import split
from roleplay.understanding.encoder import Layout, layouts
from roleplay.understanding.hearing import FLAGS, FORMS
from roleplay.understanding.normalise import clean
from roleplay.understanding.pieces import Pieces
from roleplay.understanding.training.augment import Turn
from roleplay.understanding.training.guess import guessed_form
from roleplay.understanding.training.network import Batch, Network
from roleplay.understanding.training.rows import Row

OUTPUTS = (*ACTS, *FLAGS, *FORMS)
"""What the encoder scores, in this order."""
GUESSED = 0.3
"""Weight of a form that the rules guessed, against one that was coded."""
SOFT = 0.005
"""Chance that a code is wrong: what was coded counts as nearly true."""
AWAY = -20.0
"""Score of a clause that isn't there."""


class Example:
    """One turn, laid out, with what is true of it."""

    def __init__(self, known: Pieces, row: Row, turn: Turn) -> None:
        self.text = clean(" ".join(clause for clause, _ in turn))
        self.clauses = split(self.text)
        self._coded = _places(turn, self.text)
        found = layouts(known, clean(row.buyer), self.text, self.clauses)
        self.layout: Layout | None = found[0] if found else None
        self.flags = row.flags
        self.form = row.form or guessed_form(clean(row.text))
        self.form_weight = 1.0 if row.form else GUESSED

    def acts_of(self, index: int) -> set[str]:
        """The acts of the coded clauses that this one covers, or is covered by, for the most."""
        clause = self.clauses[index]
        acts: set[str] = set()
        for first, last, found in self._coded:
            shared = min(last, clause.end) - max(first, clause.start)
            if shared > 0 and shared >= 0.5 * min(last - first, clause.end - clause.start):
                acts.update(found)
        return acts


def _places(turn: Turn, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    places, at = [], 0
    for clause, acts in turn:
        piece = clean(clause)
        start = text.find(piece, at)
        start = at if start < 0 else start
        places.append((start, start + len(piece), acts))
        at = start + len(piece)
    return places


def turn_loss(network: Network, examples: Sequence[Example]) -> Tensor:
    """How far the scores of a batch of turns are from what was coded."""
    batch = Batch([e.layout for e in examples if e.layout])
    scores, _ = batch.through(network)
    acts = torch.zeros(*batch.there.shape, len(ACTS))
    places = {act: i for i, act in enumerate(ACTS)}
    for row, example in enumerate(examples):
        for clause, index in enumerate(example.layout.clauses if example.layout else ()):
            for act in example.acts_of(index):
                acts[row, clause, places[act]] = 1
    off = binary_cross_entropy_with_logits(
        scores[..., : len(ACTS)], acts * (1 - 10 * SOFT) + SOFT, reduction="none"
    )
    loss = (off.sum(-1) * batch.there).sum() / batch.there.sum()
    whole = scores.masked_fill(batch.there[..., None] == 0, AWAY).max(1)[0][:, len(ACTS) :]
    wanted = torch.tensor([_whole(example) for example in examples])
    weight = torch.ones_like(wanted)
    weight[:, len(FLAGS) :] = torch.tensor([[e.form_weight] * len(FORMS) for e in examples])
    off = binary_cross_entropy_with_logits(whole, wanted, weight, reduction="none")
    return loss + 0.5 * off.sum(-1).mean()


def _whole(example: Example) -> list[float]:
    """What is true of a turn as a whole: its flags, and whether it asks openly or closed."""
    flags = [float(flag in example.flags) for flag in FLAGS]
    return flags + [float(example.form in (form, "both")) for form in FORMS]
