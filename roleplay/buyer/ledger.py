"""Give and get: which cards a turn lays down, and what the buyer grants (domain 1.3, M7).

A card is offered, or asked for, where a clause both trades and is about it; a question that is
surely about a card asks for it too. Gives come first, so
that "three per cent if you sign for two years" is heard as a trade and not as a present.

Phrases of trading are much alike whatever is traded ("in return I'd want …"), so a card whose
name is spelt out in a clause goes before one that is only a little nearer; and a clause may spell
out several: "two fixed years, and your name as a reference".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from roleplay.acts import family
from roleplay.buyer.beat import Beat
from roleplay.buyer.conditions import false_clause, guard
from roleplay.buyer.naming import NAMED, SURELY
from roleplay.buyer.persona import GET, GIVE, Trade
from roleplay.buyer.state import Dealt
from roleplay.heard import ACCEPTED, ActHeard

TRADING = {GIVE: ("give",), GET: ("get", "lift", "next_step")}
"""Acts whose clause may lay down a card of a side."""
NEVER = 101
"""A score that no match reaches."""
_SPELT = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}


_FIGURES = {str(number): word for word, number in _SPELT.items()}
_SMALL = frozenset("a an and as at for from in of on or the to with".split())
"""Words of a card's name that name nothing."""


def deal(beat: Beat) -> None:
    """Lay down what this turn offers and asks for; the buyer grants what its guard allows."""
    if not beat.persona.trades:
        return
    for side in (GIVE, GET):
        for trade, act in _laid_down(beat, side):
            _offer(beat, trade, act) if side == GIVE else _ask(beat, trade, act)


def _laid_down(beat: Beat, side: str) -> list[tuple[Trade, ActHeard]]:
    """The cards of one side that the turn's clauses are about, each once."""
    cards = _cards(beat, side)
    found: dict[str, tuple[Trade, ActHeard]] = {}
    for act in beat.heard.acts:
        if act.answering:
            continue
        asks = side == GET and _asks_for_one(beat, act, cards)
        trades = act.id in TRADING[side] or asks or (side == GIVE and _offers_to_close(beat, act))
        about = _about(beat, act, cards) if trades else _other_half(beat, act, cards)
        for card in about:
            found.setdefault(card.id, (card, act))
    return list(found.values())


def _offers_to_close(beat: Beat, act: ActHeard) -> bool:
    """Whether a request for the order names money off: "three per cent, and we sign today"."""
    surely = (m for m in beat.heard.subjects if m.clause == act.clause and m.score >= SURELY)
    cards = beat.persona.trades
    cut = any(match.id in cards and cards[match.id].per_cent for match in surely)
    return act.id == "close" and cut and _per_cent(beat) > 0


def _cards(beat: Beat, side: str) -> dict[str, Trade]:
    return {name: card for name, card in beat.persona.trades.items() if card.side == side}


def _other_half(beat: Beat, act: ActHeard, cards: dict[str, Trade]) -> list[Trade]:
    """What one clause spells out beside the half it was heard for: "two per cent, for two years".

    Words of the card that it was heard for don't count: a price held for two years asks for no
    term. What is given for a thing asked for counts only where that thing is spelt out as well.
    """
    if act.id not in (GIVE, GET) or any(card.side == act.id for card in cards.values()):
        return []
    one = _cards(beat, act.id)
    heard = _about(beat, act, one) if act.id == GIVE else _spelt_out(beat, act.clause, one)
    taken = {word for card in heard for word in _words(card.name)}
    return _spelt_out(beat, act.clause, cards, taken) if heard else []


def _asks_for_one(beat: Beat, act: ActHeard, cards: dict[str, Trade]) -> bool:
    """Whether a question is surely about a card, and about nothing that could be told.

    "Could we take that to her together?" asks for something to be done.
    """
    if family(act.id) != "ask":
        return False
    here = [match for match in beat.heard.subjects if match.clause == act.clause]
    best = max(here, key=lambda match: match.score, default=None)
    return best is not None and best.id in cards and best.score >= SURELY


def _about(beat: Beat, act: ActHeard, cards: dict[str, Trade]) -> list[Trade]:
    """The cards that an act's clause is most surely about; a bare per cent is the price's card.

    What is spelt out goes first. Where a card of the other side is nearer, only a sure match
    counts: "a whole morning with you, and a second one if you like" offers a lesson and asks for
    nothing. Nor does one of which the clause holds no more than the other side's words: a price
    held for two years is no term of two years.
    """
    others = {name: card for name, card in beat.persona.trades.items() if name not in cards}
    rivals = _spelt_out(beat, act.clause, others)
    taken = {word for card in rivals for word in _words(card.name)}
    spelt = _spelt_out(beat, act.clause, cards, taken)
    if spelt:
        return spelt
    here = [m for m in beat.heard.subjects if m.clause == act.clause and m.score >= ACCEPTED]
    best = max((m for m in here if m.id in cards), key=lambda match: match.score, default=None)
    nearest = max((m.score for m in here if m.id in beat.persona.trades), default=0)
    if best is not None and best.score >= _enough(beat, act, cards[best.id], nearest):
        held = _words(cards[best.id].name) & _words(beat.heard.clauses[act.clause])
        return [] if held and held <= taken else [cards[best.id]]
    if act.id == "give" and _per_cent(beat):
        return [card for card in cards.values() if card.per_cent][:1]
    return []


def _enough(beat: Beat, act: ActHeard, card: Trade, nearest: int) -> int:
    """The score from which a card that is not spelt out is meant.

    In a clause that is heard both to give and to ask only a sure one is, and money off only where
    it is named in per cents: "in return I'd like your signature" takes nothing off the price.
    """
    both = {GIVE, GET} <= {other.id for other in beat.heard.acts if other.clause == act.clause}
    if both and card.per_cent and not _per_cent(beat):
        return NEVER
    return SURELY if both else min(nearest, SURELY)


def _spelt_out(
    beat: Beat, clause: int, cards: dict[str, Trade], taken: Collection[str] = ()
) -> list[Trade]:
    """The cards most of whose name stands in a clause that is near them, in the file's order."""
    said = _words(beat.heard.clauses[clause]) - set(taken)
    near = {m.id for m in beat.heard.subjects if m.clause == clause and m.score >= NAMED}
    named = ((card, _words(card.name)) for card in cards.values() if card.id in near)
    return [card for card, name in named if 2 * len(name & said) > len(name)]


def _words(text: str) -> set[str]:
    """What a text names, word by word: figures spelt, plurals and small words left out."""
    plain = text.lower().replace("%", " per cent ")
    found = (_FIGURES.get(word, word) for word in re.findall(r"[a-z]+|\d+", plain))
    return {word.removesuffix("s") for word in found} - _SMALL


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
