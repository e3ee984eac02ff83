"""How a turn was read, in plain words. A trainee never sees the id of an act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from roleplay.acts import plain
from roleplay.conversation.records import Turn
from roleplay.heard import AMBIGUOUS, NOT_UNDERSTOOD, Heard
from roleplay.report.clean import one_line
from roleplay.report.text import blocks, bullets, quote, wrap
from roleplay.report.words import capital, you

if TYPE_CHECKING:
    from roleplay.understanding.explaining import Weighed

_FORMS = {
    "open": "an open question: it invites a story",
    "closed": "a closed question: yes, no or one fact",
    "both": "an open and a closed question",
}
_SURE = 65
"""Per cent from which a reading is said without a doubt."""


def reading_lines(heard: Heard) -> list[str]:
    """One line for each thing that was heard: the acts first, in order, then how it was said."""
    lines = []
    for act in heard.acts:
        doubt = "" if act.confidence >= _SURE else " (not sure)"
        answer = ", in answer to their question" if act.answering else ""
        lines.append(f"{capital(you(act.id))}{answer}{doubt}: {quote(act.words)}")
    lines.extend(f"{capital(plain(flag.id))}: {quote(flag.words)}" for flag in heard.flags)
    return lines


def reading_text(heard: Heard, names: Mapping[str, str], width: int, numbered: bool) -> str:
    """How one turn was read. ``names`` are what the buyer calls the subjects, by id."""
    lines = reading_lines(heard)
    marks = [f"{number}. " if numbered else "- " for number in range(1, len(lines) + 1)]
    read = "\n".join(
        wrap(line, width, mark, " " * len(mark)) for mark, line in zip(marks, lines, strict=True)
    )
    return blocks(
        wrap(f"You said: {quote(heard.text)}", width),
        _verdict(heard, width),
        read or wrap("Nothing in it was read as anything that counts for or against.", width),
        "\n".join(wrap(line, width) for line in _rest(heard, names)),
    )


def _verdict(heard: Heard, width: int) -> str:
    if heard.verdict == NOT_UNDERSTOOD:
        return wrap("It was not understood. Not understood is not wrong.", width)
    if heard.verdict == AMBIGUOUS:
        between = " or ".join(one_line(choice) for choice in heard.choices)
        return wrap(f"It could be taken two ways: {between}. The buyer asks which.", width)
    return ""


def _rest(heard: Heard, names: Mapping[str, str]) -> list[str]:
    lines = []
    if heard.form in _FORMS:
        lines.append(f"As a question: {_FORMS[heard.form]}.")
    named = (names.get(subject.id, "") for subject in heard.subjects)
    about = dict.fromkeys(name for name in named if name)
    if about:
        lines.append(f"About: {', '.join(one_line(name) for name in about)}.")
    if heard.slots:
        found = ", ".join(f"{quote(slot.text)} ({slot.kind})" for slot in heard.slots)
        lines.append(f"Noted: {found}.")
    return lines


def all_readings_text(turns: tuple[Turn, ...], names: Mapping[str, str], width: int) -> str:
    """Every turn with what was heard in it."""
    parts = []
    for turn in turns:
        number = f"Turn {turn.number}" + (" (cost nothing)" if turn.free else "")
        parts.append(f"{number}\n{reading_text(turn.heard, names, width, numbered=False)}")
    return blocks(*parts) or "No turn has been played."


def detail_text(heard: Heard, width: int) -> str:
    """For trainers: ids, confidences, what came near, what a question was taken to be about."""
    lines = [f"{act.id} {act.confidence}%: {quote(act.words)}" for act in heard.acts]
    lines += [f"{flag.id} {flag.confidence}%: {quote(flag.words)}" for flag in heard.flags]
    near = [f"{act.id} {act.confidence}%: {quote(act.words)}" for act in heard.near]
    about = [f"{s.id} {s.score}%, like {quote(s.phrase)}" for s in heard.subjects]
    sections = (("Heard:", lines), ("Came near:", near), ("About:", about))
    return blocks(*(f"{title}\n{bullets(items, width)}" for title, items in sections if items))


def weighed_text(weighed: Sequence[Weighed], width: int) -> str:
    """For trainers: what each word was worth to the acts heard, and to the runner-up."""
    return blocks(*(_weighed(one, width) for one in weighed))


def _weighed(one: Weighed, width: int) -> str:
    said = "heard" if one.heard else "not heard"
    lines = [f"{quote(w.word)}: {w.without}% without it" for w in (*one.for_it, *one.against_it)]
    tipping = one.tipping
    if tipping:
        other = "would not be heard" if one.heard else "would be heard"
        lines.append(f"Tipping point: {other} without {quote(tipping.word)}.")
    else:
        lines.append("No single word would have tipped it.")
    head = f"{one.act}: {said}, {one.confidence}% where {one.least}% are needed."
    return f"{wrap(head, width)}\n{bullets(lines, width)}"
