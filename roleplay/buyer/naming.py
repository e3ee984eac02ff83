"""What the seller names in statements: topics, and reasons that the buyer then only borrows.

A reason that the buyer comes to say first is owned; one that the seller put to them before is
borrowed for good, and falls when a colleague asks about it (domain 1.3, M11).
"""

from __future__ import annotations

from roleplay.acts import family
from roleplay.heard import ACCEPTED, HEARD, Heard

NAMED = ACCEPTED + 5
"""Score from which a statement names a thing."""
SURELY = ACCEPTED + 12
"""Score from which a statement is taken to give a fact away."""
REASONS = ("trouble", "cause", "effect", "wait", "stake")
"""Kinds of fact that count as reasons."""
PUTS = frozenset(
    "tell_insight tell_need tell_solve tell_answer tell_generic tell_logic tell_past_bad "
    "deepen recap".split()
)
"""Acts that put a reason to the buyer."""


def named_in(heard: Heard) -> tuple[str, ...]:
    """Topics and facts that the turn's statements name."""
    asking = _asking(heard)
    found = (m.id for m in heard.subjects if m.score >= NAMED and m.clause not in asking)
    return tuple(dict.fromkeys(found))


def put_in(heard: Heard) -> tuple[str, ...]:
    """Facts that the turn surely states, or puts into the buyer's mouth by a leading question."""
    putting = {act.clause for act in heard.acts if act.id in PUTS and not act.answering}
    leading = heard.flagged("leading")
    clauses = putting | (_asking(heard) if leading else set())
    found = (m.id for m in heard.subjects if m.score >= SURELY and m.clause in clauses)
    return tuple(dict.fromkeys(found))


def _asking(heard: Heard) -> set[int]:
    """Clauses that ask for something, surely or with a question mark, and state nothing."""
    marked = _marked(heard)
    asks = {
        act.clause
        for act in heard.acts
        if family(act.id) == "ask" and (act.confidence >= HEARD or act.clause in marked)
    }
    tells = {act.clause for act in heard.acts if family(act.id) in ("tell", "trade", "move")}
    return asks - tells


def _marked(heard: Heard) -> set[int]:
    """Clauses with a question mark behind them."""
    text, found = heard.text, set()
    for number, (start, end) in enumerate(heard.spans):
        if start >= 0 and "?" in (text[end - 1 : end], text[end : end + 1]):
            found.add(number)
    return found
