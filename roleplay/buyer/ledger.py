"""Give and get: which cards a turn lays down, and what the buyer grants (domain 1.3, M7).

A card is offered, or asked for, where a clause both trades and is about it; a question that is
surely about a card asks for it too. Gives come first, so
that "three per cent if you sign for two years" is heard as a trade and not as a present.
"""

from __future__ import annotations

import re
from dataclasses import replace

from roleplay.acts import family
from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.naming import SURELY
from roleplay.buyer.persona import GET, GIVE, Trade
from roleplay.buyer.state import Dealt
from roleplay.heard import ACCEPTED, ActHeard

TRADING = {GIVE: ("give",), GET: ("get", "lift", "next_step")}
"""Acts whose clause may lay down a card of a side."""
_SPELT = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}


def deal(beat: Beat) -> None:
    """Lay down what this turn offers and asks for; the buyer grants what its guard allows."""
    if not beat.persona.trades:
        return
    for side in (GIVE, GET):
        for trade, act in _laid_down(beat, side):
            _offer(beat, trade, act) if side == GIVE else _ask(beat, trade, act)


def _laid_down(beat: Beat, side: str) -> list[tuple[Trade, ActHeard]]:
    """The cards of one side that the turn's clauses are about, each once."""
    cards = {name: card for name, card in beat.persona.trades.items() if card.side == side}
    found: dict[str, tuple[Trade, ActHeard]] = {}
    for act in beat.heard.acts:
        trades = act.id in TRADING[side] or (side == GET and _asks_for_one(beat, act, cards))
        card = _about(beat, act, cards) if trades and not act.answering else None
        if card is not None:
            found.setdefault(card.id, (card, act))
    return list(found.values())


def _asks_for_one(beat: Beat, act: ActHeard, cards: dict[str, Trade]) -> bool:
    """Whether a question is surely about a card, and about nothing that could be told.

    "Could we take that to her together?" asks for something to be done.
    """
    if family(act.id) != "ask":
        return False
    here = [match for match in beat.heard.subjects if match.clause == act.clause]
    best = max(here, key=lambda match: match.score, default=None)
    return best is not None and best.id in cards and best.score >= SURELY


def _about(beat: Beat, act: ActHeard, cards: dict[str, Trade]) -> Trade | None:
    """The card that an act's clause is most surely about; a bare per cent is the price's card.

    Where a card of the other side is nearer, only a sure match counts: "a whole morning with you,
    and a second one if you like" offers a lesson and asks for nothing.
    """
    here = [m for m in beat.heard.subjects if m.clause == act.clause and m.score >= ACCEPTED]
    best = max((m for m in here if m.id in cards), key=lambda match: match.score, default=None)
    trades = beat.persona.trades
    nearest = max((m.score for m in here if m.id in trades), default=0)
    if best is not None and best.score >= min(nearest, SURELY):
        return cards[best.id]
    if act.id == "give" and _per_cent(beat):
        return next((card for card in cards.values() if card.per_cent), None)
    return None


def _offer(beat: Beat, card: Trade, act: ActHeard) -> None:
    old = beat.ledger
    per_cent = max(old.per_cent, _per_cent(beat)) if card.per_cent else old.per_cent
    cost = card.value * per_cent if card.per_cent else card.value
    more = cost > old.given.get(card.id, -1)
    beat.ledger = replace(
        old,
        given={**old.given, card.id: cost},
        per_cent=per_cent,
        unreturned=old.unreturned + more,
    )
    beat.dealt.append(Dealt(card.id, GIVE, words=act.words))
    if more:
        beat.gain(card.effects, f"trade.{card.id}", act.words)


def _ask(beat: Beat, card: Trade, act: ActHeard) -> None:
    old = beat.ledger
    if card.id in old.got:
        return
    wanted = tuple(dict.fromkeys((*old.wanted, card.id)))
    beat.ledger = replace(old, wanted=wanted)
    if not guard(card.requires)(beat):
        assert card.requires is not None
        why = false_clause(card.requires, beat)
        beat.dealt.append(Dealt(card.id, GET, granted=False, words=act.words, clause=why))
        return
    beat.ledger = replace(beat.ledger, got={**old.got, card.id: card.value}, unreturned=0)
    beat.dealt.append(Dealt(card.id, GET, words=act.words))
    beat.gain(card.effects, f"trade.{card.id}", act.words)


def _per_cent(beat: Beat) -> int:
    """The highest per cent that the turn names, in whole points; 0 for none."""
    return max((_points(s.text) for s in beat.heard.slots if s.kind == "percent"), default=0)


def _points(text: str) -> int:
    """ "3%", "2.5 per cent" or "three per cent" in points, a broken one rounded up."""
    found = re.match(r"(\d+)(?:\.(\d+))?", text)
    if found:
        return int(found[1]) + bool(int(found[2] or 0))
    return _SPELT.get(re.split(r"[\s-]", text.lower())[0], 0)
