"""How a call finished, and what the buyer did next."""

from __future__ import annotations

from roleplay.conversation.records import Ended
from roleplay.report.text import blocks, count, paragraphs, wrap

_CAUSES = {
    "turns": "The time was up.",
    "final_state": "The buyer brought it to an end.",
    "unclear": "The buyer could not follow any more.",
}


_GRADES = {
    "best": "It ended as well as this call can.",
    "good": "It ended well.",
    "neutral": "It ended neither well nor badly.",
    "poor": "It ended poorly.",
    "harmful": "It ended with harm done.",
}


def how_it_ended(ended: Ended) -> str:
    """An ending's grade as a sentence."""
    return _GRADES.get(ended.grade, f"It ended: {ended.grade}.")


def ending_text(ended: Ended, width: int) -> str:
    """How it ended and how that came, and its epilogue."""
    return blocks(
        wrap(f"The call is over. {_CAUSES.get(ended.cause, '')} {how_it_ended(ended)}", width),
        paragraphs(ended.epilogue, width),
        f"It cost you {count(ended.hours, 'hour')}." if ended.hours else "",
        wrap(f"The next call: roleplay play {ended.next_call}", width) if ended.next_call else "",
    )
