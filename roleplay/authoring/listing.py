"""Light lists of content: a few keys of each file, nothing compiled."""

from __future__ import annotations

from roleplay.authoring.compile_scenario import forms_of
from roleplay.authoring.library import BuyerListing, ScenarioListing
from roleplay.authoring.nodes import Mapping, keys_at, text_at
from roleplay.authoring.sources import Source, Sources
from roleplay.errors import Place


def list_scenarios(sources: Sources) -> tuple[ScenarioListing, ...]:
    """Every scenario that can be read. Problems go to the sources' report."""
    found = []
    for name in sources.shelves.ids("scenario"):
        source = sources.find("scenario", name, Place(name))
        if source is not None:
            found.append(_scenario(sources, source))
    return tuple(found)


def _scenario(sources: Sources, source: Source) -> ScenarioListing:
    node = source.node
    card_id = text_at(node, "card")
    card = sources.find("card", card_id, node.key_place("card")) if card_id else None
    minutes = text_at(node, "minutes")
    return ScenarioListing(
        id=source.id,
        title=text_at(node, "title") or source.id,
        minutes=int(minutes) if minutes.isdecimal() and len(minutes) < 4 else 0,
        forms=forms_of(node),
        buyers=_buyers(node),
        seller=text_at(card.node, "seller") if card else "",
        summary=text_at(node, "summary"),
    )


def _buyers(node: Mapping) -> tuple[str, ...]:
    calls = keys_at(node, "calls")
    named = [text_at(node, "buyer"), *(text_at(node, "calls", call, "buyer") for call in calls)]
    return tuple(dict.fromkeys(name for name in named if name))


def list_buyers(sources: Sources) -> tuple[BuyerListing, ...]:
    """Every buyer that can be read. Problems go to the sources' report."""
    found = []
    for name in sources.shelves.ids("buyer"):
        source = sources.find("buyer", name, Place(name))
        if source is not None:
            node = source.node
            found.append(
                BuyerListing(
                    source.id,
                    text_at(node, "name") or source.id,
                    text_at(node, "role"),
                    text_at(node, "company"),
                )
            )
    return tuple(found)
