"""Learn the reader: ``make reader``, or ``python -m roleplay.understanding.training.train``.

One encoder learns two things at once, on the passes that it will make in play: which acts, flags
and forms each clause of a coded turn has, in the light of the buyer's last words (``examples``);
and which subject a question is about, or none, as one choice among a buyer's subjects
(``choices``). Turns are also learned as they might be typed in a hurry (``augment``). The base
encoder stays beside it as a teacher of likeness, so that what no row shows isn't lost.

Every eighth block of rows and every sixth buyer is kept apart for ``calibrate``, which sets
confidences and thresholds for the weights that ship. Seeds are fixed; on two cores all of it
takes well under an hour. Floats differ between processors, so weights made elsewhere differ in
their last bits, which is why the shipped ones are kept and not made at installation.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random

import torch
from torch import nn
from torch.optim.lr_scheduler import LambdaLR

from roleplay.understanding.pieces import Pieces
from roleplay.understanding.training.augment import hurried
from roleplay.understanding.training.calibrate import calibrate
from roleplay.understanding.training.choices import Choices, Teacher
from roleplay.understanding.training.examples import OUTPUTS, Example, turn_loss
from roleplay.understanding.training.network import Network, vocabulary
from roleplay.understanding.training.pairs import Field, load_pairs
from roleplay.understanding.training.pairs import held_out as fields_held_out
from roleplay.understanding.training.rows import Row, held_out, load
from roleplay.understanding.training.ship import ship

EPOCHS, BATCH, RATE, HEAD_RATE = 5, 16, 2e-4, 3e-3
WARM = 0.08
"""Share of the steps in which the rate rises."""
FIELDS_EACH = 3
"""Batches of each buyer's subjects in an epoch."""
SORTED = 16
"""Batches' worth of turns that are put together by length."""
THREADS = 2


class Learner:
    """A network, what it learns from, and how it moves."""

    def __init__(self, rows: list[Row], fields: list[Field], layers: list[int], epochs: int):
        torch.manual_seed(1)
        torch.set_num_threads(THREADS)
        self.chance = Random(1)
        self.rows, self.fields, self.epochs = rows, fields, epochs
        self.pieces = Pieces(vocabulary())
        self.network = Network(len(OUTPUTS), layers)
        self.choices = Choices(self.pieces, fields, rows, self.chance, Teacher())
        heads = [*self.network.shares.parameters(), self.network.none]
        groups = [
            {"params": [*self.network.base.parameters(), self.network.directions.weight]},
            {"params": heads, "lr": HEAD_RATE},
        ]
        self.move = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
        steps = epochs * (-(-len(rows) // BATCH) + FIELDS_EACH * len(fields))
        self.rate = LambdaLR(
            self.move,
            lambda step: min((step + 1) / (WARM * steps), (steps - step) / ((1 - WARM) * steps)),
        )

    def learn(self) -> Network:
        """All epochs."""
        began = time.monotonic()
        for epoch in range(self.epochs):
            self.network.train()
            total = 0.0
            batches: list[list[Example] | Field] = [*self._batches()]
            batches += self.fields * FIELDS_EACH
            self.chance.shuffle(batches)
            for batch in batches:
                total += self._step(batch)
            seconds = time.monotonic() - began
            print(f"epoch {epoch + 1}: {total / len(batches):.3f}, {seconds:.0f} s", flush=True)
        self.network.eval()
        return self.network

    def _batches(self) -> list[list[Example]]:
        """This epoch's turns, typed anew, in batches of about the same length."""
        found = [
            Example(self.pieces, row, hurried(list(row.turn), self.chance)) for row in self.rows
        ]
        found = [example for example in found if example.layout]
        self.chance.shuffle(found)
        batches = []
        for start in range(0, len(found), BATCH * SORTED):
            part = found[start : start + BATCH * SORTED]
            part.sort(key=lambda example: len(example.layout.numbers) if example.layout else 0)
            batches += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
        return batches

    def _step(self, batch: list[Example] | Field) -> float:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if isinstance(batch, Field):
                loss = self.choices.loss(self.network, batch)
            else:
                loss = turn_loss(self.network, batch)
        self.move.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.move.step()
        self.rate.step()
        return float(loss.detach())


def main() -> None:
    """Learn, ship, calibrate, and print what was reached on the rows kept apart."""
    options = argparse.ArgumentParser()
    options.add_argument("--epochs", type=int, default=EPOCHS)
    options.add_argument("--layers", default="0,1,2,3,4,5")
    options.add_argument("--share", type=float, default=1.0, help="of the rows, for a curve")
    options.add_argument(
        "--out", type=Path, help="folder for the weights; the reader's own if none"
    )
    chosen = options.parse_args()
    rows, _ = held_out(load())
    fields, _ = fields_held_out(load_pairs())
    rows = rows[: int(len(rows) * chosen.share)]
    layers = [int(layer) for layer in chosen.layers.split(",")]
    print(f"{len(rows)} turns, {len(fields)} buyers, layers {layers}", flush=True)
    network = Learner(rows, fields, layers, chosen.epochs).learn()
    folder = ship(network, OUTPUTS, chosen.out)
    calibrate(folder)


if __name__ == "__main__":
    main()
