"""``clean``: what a stranger wrote, made safe to print.

A trainee's words and a trainer's files may hold escape sequences, control characters or marks
that turn the reading direction; a terminal would obey them (DESIGN promise 8).
"""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"""
      (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]?            # control sequences: colour, cursor
    | (?: \x1b[\]PX^_] | [\x9d\x90\x98\x9e\x9f] )         # titles, links, device strings
        [^\x07\x1b\x9c\n]* (?: \x07 | \x1b\\ | \x9c )?
    | \x1b [ -/]* [0-~]?                                  # the short ones
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and new line
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, direction marks, empty spaces
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # overrides, isolates, invisible marks
    "\U000e0000-\U000e007f]"  # tags
)
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without anything that a terminal would obey; new lines stay, tabs are spaces."""
    text = _ESCAPES.sub("", text)
    text = _NEW_LINES.sub("\n", text)
    text = _HIDDEN.sub("", text)
    return _SURROGATES.sub("\ufffd", text).replace("\t", " ")


def one_line(text: str) -> str:
    """The text cleaned and on one line, with single spaces."""
    return " ".join(clean(text).split())
