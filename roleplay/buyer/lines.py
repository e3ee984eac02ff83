"""The only speaker: picks a variant by seed and mood, and renders it.

Templates come from strangers' files, so three fences stand around them: a node allow-list at
load time (text, names, ``if``), an immutable sandbox, and StrictUndefined. Most lines hold no
template at all and never reach jinja2, which is imported when the first one does.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from roleplay.buyer.persona import Line, Variant
from roleplay.buyer.state import Said

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

THEIR_WORDS = ("their_figure", "their_percent", "their_date", "their_time", "their_name")
"""What the trainee just said, by slot; a variant that quotes an absent one is passed over."""
CHOICES = ("first", "second")
"""The two readings of an ambiguous turn."""
OWN = ("own_name", "last_words")
"""The buyer's name, and what the buyer said last; these always have a value."""
ONLY_IN = {"ambiguous": CHOICES, "say_again": OWN[1:]}
"""Names that a line may quote and others may not."""
QUOTED = (*THEIR_WORDS, *CHOICES)
"""Names that make a variant the better one where they have a value."""
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
"""A figure in words may stand at the start of a sentence."""
_MARKED = re.compile(r"\{[{%#]")


class TemplateError(ValueError):
    """A line whose template is not allowed or cannot be read; ``line`` counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def check_template(text: str) -> tuple[str, ...]:
    """The names that a line uses. Raises TemplateError for anything but text, names and ``if``."""
    if not _MARKED.search(text):
        return ()
    from jinja2 import TemplateSyntaxError, nodes

    try:
        tree = _environment().parse(text)
    except TemplateSyntaxError as error:
        raise TemplateError(f"not a template: {error.message}", error.lineno) from None
    except RecursionError:
        raise TemplateError("not a template: it is nested too deeply") from None
    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not)
    names: dict[str, None] = {}
    for node in _walk(tree):
        if not isinstance(node, allowed):
            kind = type(node).__name__.lower()
            raise TemplateError(
                f"found a template {kind}; a line may hold {{{{ name }}}} and "
                "{% if name %} … {% endif %} only",
                getattr(node, "lineno", 1),
            )
        if isinstance(node, nodes.Name):
            names[node.name] = None
    return tuple(names)


def _walk(node: Any) -> Iterator[Any]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


@lru_cache(maxsize=4096)
def _template(text: str) -> Template:
    check_template(text)
    return _environment().from_string(text)


def speak(line: Line, mood: str, values: Mapping[str, str], seed: int, times: int) -> Said:
    """Say a line for the ``times``-th time, counted from 0.

    The variants come in turn, so that none comes again before it must; where they begin follows
    from a hash of seed, line and mood.
    """
    pool = line.moods.get(mood) or line.moods.get("any") or next(iter(line.moods.values()))
    usable = [i for i, variant in enumerate(pool) if all(values.get(n) for n in variant.needs)]
    quoting = [i for i in usable if any(n in QUOTED for n in pool[i].needs)]
    choices = quoting or usable or [0]
    begins = _start(seed, line.id, mood if mood in line.moods else "any")
    chosen = choices[(begins + times) % len(choices)]
    return Said(line.id, mood, chosen, _render(pool[chosen], values))


def _start(seed: int, line: str, mood: str) -> int:
    """Where a line's variants begin, the same on every machine."""
    digest = hashlib.blake2b(f"{seed}:{line}:{mood}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _render(variant: Variant, values: Mapping[str, str]) -> str:
    if not _MARKED.search(variant.text):
        return variant.text
    text = " ".join(_template(variant.text).render(values).split())
    return _SENTENCE_START.sub(lambda match: match.group().upper(), text)
