"""How a call finished, and what the buyer did next."""

from __future__ import annotations

from roleplay.conversation.records import Ended
from roleplay.report.text import blocks, count, paragraphs, wrap

_CAUSES = {
    "turns": "The time was up.",
    "final_state": "The buyer brought it to an end.",
    "unclear": "The buyer could not follow any more.",
}


def ending_text(ended: Ended, width: int) -> str:
    """The ending's name and grade, how it came, and its epilogue."""
    name = ended.ending.replace("_", " ")
    return blocks(
        wrap(
            f"The call is over: {name} ({ended.grade} ending). {_CAUSES.get(ended.cause, '')}",
            width,
        ),
        paragraphs(ended.epilogue, width),
        f"It cost you {count(ended.hours, 'hour')}." if ended.hours else "",
        wrap(f"The next call: roleplay play {ended.next_call}", width) if ended.next_call else "",
    )
