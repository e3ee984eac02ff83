"""What an exploration came to, in words."""

from __future__ import annotations

from collections import Counter

from roleplay.conversation.search import Proof, Thing
from roleplay.report.text import blocks, bullets, count, wrap
from roleplay.scenario import Content

KINDS = ("state", "fact", "ending")


def proof_text(content: Content, proof: Proof, width: int) -> str:
    """What was reached of what there is, and what was not, with the bound of the search."""
    reached = Counter(kind for kind, _, _ in proof.reached)
    missing = Counter(kind for kind, _, _ in proof.missing)
    tallies = [f"{reached[k]} of {count(reached[k] + missing[k], k)}" for k in KINDS]
    scenario = content.scenario
    tried = f"{count(proof.turns, 'turn')} tried from {count(proof.places, 'place')}"
    left = bullets([_named(thing) for thing in proof.missing], width)
    stuck = (
        f"In {count(len(proof.stuck), 'place')} looked at, nothing that can be said changes "
        "anything while the call goes on."
    )
    return blocks(
        wrap(f"{scenario.id}, form {scenario.form}: {', '.join(tallies)} ({tried}).", width),
        f"Not reached:\n{left}" if left else "",
        wrap(stuck, width) if proof.stuck else "",
    )


def _named(thing: Thing) -> str:
    kind, buyer, name = thing
    return f"{kind} {name} of {buyer}" if buyer else f"{kind} {name}"
