"""Questions and the subjects they are about, as choices; and the teacher of likeness."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor
from torch.nn import functional
from transformers import AutoModel

from roleplay.understanding.encoder import Layout
from roleplay.understanding.normalise import clean
from roleplay.understanding.pieces import Pieces
from roleplay.understanding.training.augment import hurried
from roleplay.understanding.training.network import Batch, Network, base_folder
from roleplay.understanding.training.pairs import AskedOf, Field
from roleplay.understanding.training.rows import Row

SHARP = 16.0
"""How sharply likeness decides between subjects while learning."""
LIKENESS = 10.0
"""Weight of the teacher's likeness."""
TAUGHT = 16
"""Texts whose likeness to each other the teacher looks at in one batch."""
SAID_BEFORE = 20
"""Pieces of the buyer's words before a question, at most."""
SAID, LED = 0.3, 0.25
"""Shares of questions that come after words of the buyer, and after other words of the seller."""


class Teacher:
    """The base encoder as it came: what it found alike shall stay so."""

    def __init__(self) -> None:
        self._model = AutoModel.from_pretrained(str(base_folder())).eval()

    def loss(self, network: Network, known: Pieces, texts: Sequence[str]) -> Tensor:
        """How far the learner's likenesses between texts are from the teacher's."""
        mine = _ways(network, [whole(known, clean(text)) for text in texts])
        numbers = [[known.start, *(n for n, _, _ in known.of(clean(t))), known.gap] for t in texts]
        longest = max(map(len, numbers))
        padded = torch.tensor([row + [0] * (longest - len(row)) for row in numbers])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in numbers])
        with torch.no_grad():
            last = self._model(input_ids=padded, attention_mask=mask).last_hidden_state.float()
        mean = (last * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        theirs = functional.normalize(mean, dim=-1)
        return ((mine @ mine.T - theirs @ theirs.T) ** 2).mean()


class Choices:
    """Batches of one buyer's subjects with questions about them, and about none."""

    def __init__(
        self,
        known: Pieces,
        fields: Sequence[Field],
        rows: Sequence[Row],
        chance: Random,
        teacher: Teacher,
    ) -> None:
        self._known, self._fields, self._chance, self._teacher = known, fields, chance, teacher
        listening = {"mirror", "tell_ack", "rapport"}
        self._leads = [
            row.turn[0][0]
            for row in rows
            if row.turn[0][1] and listening.issuperset(row.turn[0][1])
        ]
        self._said = [row.buyer for row in rows if row.buyer]
        self._clauses = [clause for row in rows for clause, _ in row.turn]

    def loss(self, network: Network, field: Field) -> Tensor:
        """How far likeness is from choosing the subject meant, or none."""
        chance = self._chance
        subjects = chance.sample(field.subjects, chance.randint(6, len(field.subjects)))
        phrases, owners = [], []
        for place, subject in enumerate(subjects):
            every = (*subject.phrases, subject.name)
            for phrase in chance.sample(every, chance.randint(3, len(every))):
                phrases.append(phrase)
                owners.append(place)
        questions, wanted = self._questions(field, subjects)
        asked = _ways(network, [self._asked(q) for q in questions])
        known = _ways(network, [whole(self._known, p) for p in phrases])
        likeness = alike(asked, known, torch.tensor(owners), len(subjects))
        none = network.none.expand(len(questions), 1)
        chosen = torch.cat([likeness, none], dim=1) * SHARP
        loss = functional.cross_entropy(chosen, torch.tensor(wanted), label_smoothing=0.03)
        taught = self._teacher.loss(network, self._known, chance.sample(self._clauses, TAUGHT))
        return loss + LIKENESS * taught

    def _questions(self, field: Field, subjects: Sequence[AskedOf]) -> tuple[list[str], list[int]]:
        chance, none = self._chance, len(subjects)
        pairs = [
            (question, place)
            for place, subject in enumerate(subjects)
            for _, question in chance.sample(subject.asked, 2)
        ]
        pairs += [(question, none) for question in chance.sample(field.near, 5)]
        pairs += [(question, none) for question in chance.sample(field.off, 1)]
        gone = [subject for subject in field.subjects if subject not in subjects]
        others = [other for other in self._fields if other is not field]
        strangers = [*gone[:2], chance.choice(chance.choice(others).subjects)]
        pairs += [(chance.choice(subject.asked)[1], none) for subject in strangers]
        return [question for question, _ in pairs], [place for _, place in pairs]

    def _asked(self, question: str) -> Layout:
        """A question as it comes in a talk: typed in a hurry, or after some words of listening."""
        chance = self._chance
        text = clean(hurried([(question, ())], chance)[0][0])
        said = clean(chance.choice(self._said)) if chance.random() < SAID else ""
        lead = clean(chance.choice(self._leads)) if chance.random() < LED else ""
        return whole(self._known, text, said, lead)


def whole(known: Pieces, text: str, said: str = "", lead: str = "") -> Layout:
    """A text as one clause, perhaps with other words of the same turn before it."""
    before = [number for number, _, _ in known.of(said)][-SAID_BEFORE:]
    first = len(before) + 2
    mine = [number for number, _, _ in known.of(text)] or [known.gap]
    other = [number for number, _, _ in known.of(lead)]
    start = first + len(other)
    numbers = (known.start, *before, known.gap, *other, *mine, known.gap)
    return Layout(numbers, first, (0,), ((start, start + len(mine)),), ())


def _ways(network: Network, found: Sequence[Layout]) -> Tensor:
    return Batch(found).through(network)[1][:, 0]


def alike(asked: Tensor, known: Tensor, owners: Tensor, count: int) -> Tensor:
    """Likeness of each question to each subject: to its nearest phrase and to all, halfway."""
    near = asked @ known.T
    best = torch.stack([near[:, owners == place].max(1)[0] for place in range(count)], 1)
    middle = torch.stack([known[owners == place].mean(0) for place in range(count)])
    return (best + asked @ functional.normalize(middle, dim=-1).T) / 2
