"""Learned weights as the files that ship: whole numbers of eight bits in one graph."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from roleplay.understanding.encoder import FOLDER, SETTINGS, VOCABULARY, WEIGHTS
from roleplay.understanding.training.network import Network, vocabulary

TARGET = Path(__file__).parent.parent / FOLDER


class _Alone(nn.Module):  # type: ignore[misc]
    """One turn at a time, without padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, numbers: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        shares, directions = self.network(numbers, kinds, torch.ones_like(numbers))
        return shares, directions


def ship(network: Network, outputs: Sequence[str], folder: Path | None = None) -> Path:
    """Write weights, vocabulary and the names of the outputs; returns the folder.

    Weights take seven of their eight bits, so that no processor's products overflow and the
    whole-number part of a pass is exactly the same everywhere.
    """
    folder = folder or TARGET
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(scratch) / "plain.onnx"
        _export(network, plain)
        quantize_dynamic(
            plain,
            folder / WEIGHTS,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=_heads(plain),
        )
    (folder / VOCABULARY).write_text("\n".join(vocabulary()), "utf-8")
    prints = {
        name: sha256((folder / name).read_bytes()).hexdigest() for name in (WEIGHTS, VOCABULARY)
    }
    settings = {"outputs": list(outputs), "made_of": prints}
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", "utf-8")
    return folder


def _export(network: Network, target: Path) -> None:
    example = torch.ones(1, 12, dtype=torch.long)
    names = {"numbers": {1: "pieces"}, "kinds": {1: "pieces"}}
    torch.onnx.export(
        _Alone(network).eval(),
        (example, torch.zeros_like(example)),
        str(target),
        input_names=list(names),
        output_names=["shares", "directions"],
        dynamic_axes=names | {"shares": {1: "pieces"}, "directions": {1: "pieces"}},
        opset_version=17,
        dynamo=False,
    )


def _heads(graph: Path) -> list[str]:
    """The nodes of the two heads: small, and what is measured; they stay floats."""
    import onnx

    nodes = onnx.load(str(graph)).graph.node
    return [node.name for node in nodes if "/shares/" in node.name or "/directions/" in node.name]
