"""How a call finished, and what the buyer did next."""

from __future__ import annotations

from roleplay.conversation.records import Ended
from roleplay.report.text import blocks, paragraphs, wrap
from roleplay.scenario import Content

_CAUSES = {
    "turns": "The time was up.",
    "final_state": "The buyer brought it to an end.",
    "unclear": "The buyer could not follow any more.",
}


def ending_text(ended: Ended, content: Content, width: int) -> str:
    """The ending's name and grade, how it came, and its epilogue."""
    name = ended.ending.replace("_", " ")
    epilogue = {ending.id: ending.epilogue for ending in content.scenario.endings}
    return blocks(
        wrap(
            f"The call is over: {name} ({ended.grade} ending). {_CAUSES.get(ended.cause, '')}",
            width,
        ),
        paragraphs(epilogue.get(ended.ending, ""), width),
        wrap(f"The next call: roleplay play {ended.next_call}", width) if ended.next_call else "",
    )
