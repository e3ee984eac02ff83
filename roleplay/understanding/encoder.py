"""The learned part: one pass of a small encoder over the buyer's last words and the turn.

The pass gives every piece of the turn a share in every act's score, and a direction of meaning.
What a clause scores is the mean of the shares of its pieces, so that the words that decided are
known from the same pass; what it means is the mean of their directions.

Weights are whole numbers of eight bits; only the sums between them are floats. Their last bits
may differ between processors, so all that leaves this module is rounded, and a transcript keeps
what was read. A turn is always passed alone: its reading never depends on what else is read.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from roleplay.acts import ACTS
from roleplay.understanding.clauses import Clause
from roleplay.understanding.pieces import Pieces

if TYPE_CHECKING:
    import numpy as np

    Direction = np.ndarray[tuple[int], np.dtype[np.float32]]
    """Where a text points, of length one."""

HEARD_BEFORE = 32
"""Pieces of the buyer's last words that are read, counted from their end."""
WINDOW = 160
"""Pieces of a turn in one pass; a longer turn takes several, cut between clauses."""
FOLDER = "model"
WEIGHTS, VOCABULARY, SETTINGS = "encoder.onnx", "vocabulary.txt", "settings.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """One pass: the pieces that go in, and where each clause stands among them."""

    numbers: tuple[int, ...]
    first: int
    """Index of the turn's first piece: what is before it is the buyer's."""
    clauses: tuple[int, ...]
    """Which of the turn's clauses are in this pass."""
    spans: tuple[tuple[int, int], ...]
    """For each of them its first piece and the one after its last."""
    places: tuple[tuple[int, int], ...]
    """For each piece of the turn, start and end of its word in the text."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What one clause came to."""

    scores: np.ndarray
    """One score an output (``Encoder.outputs``), before calibration."""
    shares: np.ndarray
    """For each piece its share in each score; their mean is ``scores``."""
    places: tuple[tuple[int, int], ...]
    """Start and end in the text of the word that each piece belongs to."""
    direction: np.ndarray
    """Where the clause points, of length one."""


def layouts(pieces: Pieces, buyer: str, text: str, clauses: Sequence[Clause]) -> tuple[Layout, ...]:
    """The passes that a turn takes, the same in training and in play. Every clause is in one."""
    before = [number for number, _, _ in pieces.of(buyer)][-HEARD_BEFORE:]
    head = (pieces.start, *before, pieces.gap)
    groups = _windows(_pieces_of(pieces, text, clauses))
    found = []
    for group in groups:
        numbers, places, spans = list(head), [], []
        for _, row in group:
            spans.append((len(numbers), len(numbers) + len(row)))
            numbers += [number for number, _, _ in row]
            places += [(start, end) for _, start, end in row]
        numbers.append(pieces.gap)
        inside = tuple(index for index, _ in group)
        found.append(Layout(tuple(numbers), len(head), inside, tuple(spans), tuple(places)))
    return tuple(found)


_Row = tuple[int, list[tuple[int, int, int]]]


def _pieces_of(pieces: Pieces, text: str, clauses: Sequence[Clause]) -> list[_Row]:
    """Each clause's pieces up to where the next begins: the mark that ends it belongs to it."""
    ends = [*(clause.start for clause in clauses[1:]), len(text)][: len(clauses)]
    rows: list[_Row] = []
    for index, (clause, end) in enumerate(zip(clauses, ends, strict=True)):
        start = 0 if index == 0 else clause.start
        found = [(n, start + a, start + b) for n, a, b in pieces.of(text[start:end])]
        if found:
            rows.append((index, found[:WINDOW]))
    return rows


def _windows(rows: list[_Row]) -> list[list[_Row]]:
    groups: list[list[_Row]] = []
    room = 0
    for row in rows:
        if not groups or len(row[1]) > room:
            groups.append([])
            room = WINDOW
        groups[-1].append(row)
        room -= len(row[1])
    return groups


class Encoder:
    """The shipped encoder, loaded on first use. Holds no conversation."""

    def __init__(self, folder: Traversable | None = None, threads: int = 1) -> None:
        self._threads = threads
        self._folder = folder or files("roleplay.understanding").joinpath(FOLDER)

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What was learned beside the weights: outputs, calibration, thresholds."""
        found: dict[str, Any] = json.loads(self._folder.joinpath(SETTINGS).read_bytes())
        return found

    @cached_property
    def outputs(self) -> dict[str, int]:
        """Place of each output among a clause's scores, by the id of its act or flag."""
        return {name: place for place, name in enumerate(self.settings["outputs"])}

    @cached_property
    def least(self) -> dict[str, int]:
        """Confidence from which each act is heard."""
        found: dict[str, int] = self.settings["least"]
        return found

    @property
    def accept(self) -> float:
        """Likeness from which a subject is taken as meant."""
        return float(self.settings["accept"])

    @property
    def maybe(self) -> float:
        """Likeness from which it may be meant, so that a buyer asks."""
        return float(self.settings["maybe"])

    def confidences(self, passed: Passed) -> dict[str, int]:
        """How sure each act of a clause is, in per cent, as measured on turns kept apart."""
        slope, shifts = self.settings["slope"], self.settings["shift"]
        return {act: per_cent(slope * self.score(passed, act) + shifts[act]) for act in ACTS}

    def score(self, passed: Passed, output: str) -> float:
        """What a clause came to for one output."""
        return float(passed.scores[self.outputs[output]])

    @cached_property
    def pieces(self) -> Pieces:
        """The vocabulary."""
        return Pieces(self._folder.joinpath(VOCABULARY).read_text("utf-8").split("\n"))

    @cached_property
    def digest(self) -> str:
        """Fingerprint of everything learned, as recorded with the settings."""
        return sha256(self._folder.joinpath(SETTINGS).read_bytes()).hexdigest()[:16]

    def whole(self) -> bool:
        """Whether weights and vocabulary are those that the settings were measured with."""
        made_of: dict[str, str] = self.settings["made_of"]
        return all(
            sha256(self._folder.joinpath(name).read_bytes()).hexdigest() == fingerprint
            for name, fingerprint in made_of.items()
        )

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        raw = self._folder.joinpath(WEIGHTS).read_bytes()
        return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])

    def warm(self) -> None:
        """Load weights and vocabulary now."""
        _ = self._session, self.pieces, self.settings

    def read(self, buyer: str, text: str, clauses: Sequence[Clause]) -> dict[int, Passed]:
        """What each clause of a turn came to, by its index; one without a piece is left out."""
        found: dict[int, Passed] = {}
        for layout in layouts(self.pieces, buyer, text, clauses):
            shares, directions = self._run(layout)
            for index, (start, end) in zip(layout.clauses, layout.spans, strict=True):
                mine = shares[start:end]
                found[index] = Passed(
                    mine.mean(axis=0),
                    mine,
                    layout.places[start - layout.first : end - layout.first],
                    _unit(directions[start:end].mean(axis=0)),
                )
        return found

    def direction(self, text: str) -> Direction | None:
        """Where a text by itself points; None for one without a single word or mark."""
        found = self.read("", text, (Clause(text, 0, len(text)),))
        return found[0].direction if found else None

    def _run(self, layout: Layout) -> tuple[np.ndarray, np.ndarray]:
        import numpy as np

        numbers = np.array([layout.numbers], dtype=np.int64)
        kinds = (np.arange(numbers.shape[1]) >= layout.first).astype(np.int64)[None]
        shares, directions = self._session.run(None, {"numbers": numbers, "kinds": kinds})
        return shares[0], directions[0]


def together(directions: Sequence[Direction]) -> Direction:
    """Where several directions point together."""
    total = directions[0]
    for direction in directions[1:]:
        total = total + direction
    return _unit(total)


def per_cent(score: float) -> int:
    """A score on the logistic scale as whole per cents."""
    return round(100 / (1 + math.exp(-score)))


def _unit(vector: np.ndarray) -> np.ndarray:
    length = float((vector * vector).sum()) ** 0.5
    return vector / length if length else vector
