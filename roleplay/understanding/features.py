"""What the learned part of the reader looks at in one clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from roleplay.understanding.clauses import Clause
from roleplay.understanding.form import form_of
from roleplay.understanding.normalise import STOP, Word, content_stems, stem, words_of

Feature = tuple[str, int, int]
"""Name, and the characters of the clause that it came from (equal: the whole clause)."""


def features_of(
    clauses: Sequence[Clause], index: int, buyer: str, mend: Callable[[str], str] = str
) -> list[Feature]:
    """Features of one clause in its turn, in the light of the buyer's last words.

    ``mend`` puts a misspelt word right; places stay those of the word as typed.
    """
    clause = clauses[index]
    words = tuple(replace(word, text=mend(word.text)) for word in words_of(clause.text))
    return [
        *_words(words),
        *((name, 0, 0) for name in _shape(clauses, index, words)),
        *((name, 0, 0) for name in _echo(clause.text, words, buyer)),
    ]


def _words(words: Sequence[Word]) -> Iterator[Feature]:
    """Single words, pairs, gapped pairs and triples; figures stand as one token."""
    texts = ["<n>" if any(c.isdigit() for c in word.text) else word.text for word in words]
    for i, word in enumerate(words):
        yield f"w {texts[i]}", word.start, word.end
        if texts[i] not in STOP:
            yield f"s {stem(texts[i])}", word.start, word.end
        if i + 1 < len(words):
            yield f"2 {texts[i]} {texts[i + 1]}", word.start, words[i + 1].end
        if i + 2 < len(words):
            yield f"3 {texts[i]} {texts[i + 1]} {texts[i + 2]}", word.start, words[i + 2].end
            yield f"g {texts[i]} {texts[i + 2]}", word.start, words[i + 2].end
    for size in (1, 2, 3):
        if len(texts) >= size:
            yield f"^ {' '.join(texts[:size])}", words[0].start, words[size - 1].end
            yield f"$ {' '.join(texts[-size:])}", words[-size].start, words[-1].end


def _shape(clauses: Sequence[Clause], index: int, words: Sequence[Word]) -> Iterator[str]:
    text = clauses[index].text
    yield f"form {form_of(text)}"
    yield f"mark {text[-1] if text[-1] in '?!.' else '-'}"
    yield f"place {'only' if len(clauses) == 1 else 'first' if index == 0 else 'later'}"
    yield f"length {min(len(words) // 4, 6)}"
    if any(any(c.isdigit() for c in word.text) for word in words):
        yield "figure"
    if index:
        yield f"before {form_of(clauses[index - 1].text)}"


def _echo(text: str, words: Sequence[Word], buyer: str) -> Iterator[str]:
    """How much of the clause is the buyer's own last words: what listening looks like."""
    if not buyer:
        yield "echo opening"
        return
    mine, theirs = content_stems(text), content_stems(buyer)
    share = 4 * len(mine & theirs) // len(mine) if mine else 0
    yield f"echo {share}"
    yield f"echo {share} {form_of(text)}"
    yield f"asked {buyer.rstrip().endswith('?')}"
    if words and words[0].text in ("so", "it", "sounds", "that", "and"):
        yield f"echo {share} {words[0].text}"
