"""What the trainee reads before and during a call: briefing, cards, recap of where it stands."""

from __future__ import annotations

from roleplay.conversation.records import Call, Event, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.report.clean import one_line
from roleplay.report.text import blocks, bullets, count, heading, paragraphs, quote, wrap
from roleplay.scenario import Card, Content, Scenario


def briefing_text(content: Content, width: int) -> str:
    """The briefing: who, why now, what is known, what to reach, how much time there is."""
    scenario = content.scenario
    known = bullets(scenario.public_facts, width)
    length = f"{_turns(scenario)}, about {count(scenario.minutes, 'minute')}."
    return blocks(
        heading(scenario.title),
        paragraphs(scenario.briefing, width),
        f"What you know:\n{known}" if known else "",
        wrap(f"Your goal: {scenario.goal}", width) if scenario.goal else "",
        wrap(f"{length} Type what you would say. /help lists the commands.", width),
    )


def _turns(scenario: Scenario) -> str:
    """The turns of the first call, and of those that may follow with the same person."""
    first, *others = scenario.calls.values()
    more = [call.turns for call in others if call.buyer == first.buyer and not call.during]
    turns = count(first.turns, "turn")
    return f"{turns}, then up to {' and '.join(map(str, more))} more" if more else turns


def card_text(card: Card, width: int) -> str:
    """The seller's card: what the offering does, what it does not, prices, promises."""
    limits = [card.limits_said.get(limit.id, limit.id.replace("_", " ")) for limit in card.limits]
    sections = (
        ("It does:", card.does),
        ("It does not:", limits),
        ("Prices:", card.prices),
        ("You may promise:", card.may_promise),
    )
    lists = [f"{title}\n{bullets(items, width)}" for title, items in sections if items]
    return blocks(wrap(f"{card.seller}: {card.product}", width), *lists)


def notes_text(transcript: Transcript, names: dict[str, str], width: int) -> str:
    """What the buyer has told so far, in the buyer's words, and the trainee's own notes.

    ``names`` are the buyers' names by id.
    """
    told = [
        f"turn {turn.number}, {names.get(turn.buyer, turn.buyer)}: {quote(turn.reply)}"
        for turn in transcript.turns
        if turn.reaction.told is not None and not turn.reaction.told.again
    ]
    events = [record for record in transcript.live if isinstance(record, Event)]
    own = [one_line(event.text) for event in events if event.kind == "note"]
    return blocks(
        f"What you were told:\n{bullets(told, width)}" if told else "Nothing told yet.",
        f"Your notes:\n{bullets(own, width)}" if own else "",
        wrap("Add one with: /notes your words", width),
    )


def recap_text(content: Content, transcript: Transcript, left: int, width: int) -> str:
    """Three lines for somebody who comes back to a call: who, your last words, turns left."""
    last: Turn | Call = [r for r in transcript.live if isinstance(r, Turn | Call)][-1]
    persona = content.personas[last.buyer]
    mine = [turn for turn in transcript.turns if turn.text.strip()]
    said = f"You said last: {quote(mine[-1].text)}" if mine else "You have not said anything yet."
    who = f"You are talking to {persona.name}, {persona.role}."
    return "\n".join(wrap(line, width) for line in (who, said, f"{count(left, 'turn')} left."))
