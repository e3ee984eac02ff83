"""``/meant``: how the last turn was read; in practice it may be put right, in an exam disputed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from roleplay.acts import ACTS, plain
from roleplay.cli.calls import OpenCall, Spoken
from roleplay.cli.screen import Screen
from roleplay.conversation.records import Turn
from roleplay.errors import UsageError
from roleplay.heard import CLEAR, Heard
from roleplay.report.readings_text import reading_text
from roleplay.report.text import wrap

_NEAR_ENOUGH = 0.55
"""Likeness of words from which an act is taken to be the one that was described."""
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are ask asked do did for how i in is it me my of on or our that the their them "
        "they to was what where whether who you your",
    )
)
"""Words that say nothing about which act is meant."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a trainee changes about a reading."""

    remove: tuple[int, ...] = ()
    """Numbers in the list of readings, from 1."""
    add: str = ""
    """Id of an act to add; empty: none."""


def meant(call: OpenCall, screen: Screen, words: str) -> None:
    """Show how the last turn was read, and take the trainee's word on it."""
    turn = call.last_turn()
    if turn is None:
        screen.tell("You have not said anything yet.")
        return
    if not words:
        numbered = not call.exam
        screen.tell(reading_text(turn.heard, call.subjects, screen.width, numbered))
        words = _ask(call, screen)
    if not words:
        return
    if call.exam:
        dispute(call, turn, words)
        screen.tell("Your dispute is kept with this call; a person can look at it.")
        return
    correction = _understood(words, turn, screen)
    if correction is None:
        return
    said = correct(call, correction)
    screen.tell(wrap(f"Read anew: {describe(correction, turn.heard)}.", screen.width))
    for spoken in said:
        screen.says(spoken.speaker, spoken.text)


def _understood(words: str, turn: Turn, screen: Screen) -> Correction | None:
    """What the trainee wants put right; asks again on a terminal, so that a slip of the pen there
    is never said to the buyer. None for an empty answer."""
    while True:
        try:
            return parse(words, turn.heard)
        except UsageError as error:
            if not screen.interactive:
                raise
            screen.tell(wrap(str(error), screen.width))
        words = screen.ask("meant > ").strip()
        if not words:
            return None


def _ask(call: OpenCall, screen: Screen) -> str:
    if not screen.interactive:
        return ""
    if call.exam:
        screen.tell("Read wrongly? Type what you meant and a person can look at it; Enter: leave.")
    else:
        offer = (
            "Read wrongly? Type the number of a reading to take it away, or + and plain words to "
            "add one (+ asked what goes wrong). Enter: leave it."
        )
        screen.tell(wrap(offer, screen.width))
    return screen.ask("meant > ").strip()


def dispute(call: OpenCall, turn: Turn, words: str) -> None:
    """Keep the trainee's objection to a reading beside the turns."""
    call.conversation.note("dispute", words, turn.number)


def parse(words: str, heard: Heard) -> Correction:
    """Numbers to take away, and after a plus sign an act to add. Raises UsageError."""
    numbers, plus, described = words.partition("+")
    listed = len(heard.acts) + len(heard.flags)
    found = re.findall(r"\d+", numbers)
    if re.sub(r"[\d\s,;]", "", numbers) or not (found or plus):
        raise UsageError(
            f"expected the number of a reading, or + and what you did; found {words!r:.80}"
        )
    remove = tuple(sorted({int(number) for number in found}))
    wrong = [number for number in remove if not 1 <= number <= listed]
    if wrong:
        there = f"1 to {listed}" if listed else "none"
        raise UsageError(f"there is no reading {wrong[0]}; the list has {there}")
    return Correction(remove, _act(described.strip()) if plus else "")


def _act(described: str) -> str:
    """The act that these words describe best. Raises UsageError where none comes near."""
    wanted = described.lower().removeprefix("you ").removeprefix("i ").strip(" .")
    if wanted.replace(" ", "_") in ACTS:
        return wanted.replace(" ", "_")
    ranked = sorted(ACTS.values(), key=lambda act: (-_likeness(wanted, act.plain), act.id))
    best = ranked[0]
    if not wanted or _likeness(wanted, best.plain) < _NEAR_ENOUGH:
        near = "; ".join(act.plain for act in ranked[:3])
        raise UsageError(f"found nothing that fits {described!r:.60}; the nearest are: {near}")
    return best.id


def _likeness(wanted: str, known: str) -> float:
    mine, theirs = _words(wanted), _words(known)
    shared = len(mine & theirs) / max(1, len(mine))
    letters = SequenceMatcher(None, wanted, known.lower(), autojunk=False).ratio()
    return max(letters, (shared + letters) / 2)


def _words(text: str) -> set[str]:
    words = set(re.findall(r"[a-z]+", text.lower()))
    return words - _SMALL or words


def corrected(heard: Heard, correction: Correction) -> Heard:
    """The reading with the trainee's correction."""
    acts = [act for number, act in enumerate(heard.acts, 1) if number not in correction.remove]
    first_flag = len(heard.acts) + 1
    flags = [
        flag
        for number, flag in enumerate(heard.flags, first_flag)
        if number not in correction.remove
    ]
    if correction.add and correction.add not in [act.id for act in acts]:
        acts.append(heard.by_hand(correction.add))
    return replace(heard, acts=tuple(acts), flags=tuple(flags), verdict=CLEAR, choices=())


def correct(call: OpenCall, correction: Correction) -> list[Spoken]:
    """Take the last turn back and let the buyer answer it as corrected. Practice only."""
    turn = call.last_turn()
    if turn is None:
        raise UsageError("there is no turn to put right yet")
    heard = corrected(turn.heard, correction)
    call.undo()
    said = call.hear(heard)
    now = call.last_turn()
    number = now.number if now is not None else turn.number
    removed = ",".join(_ids(turn.heard)[number - 1] for number in correction.remove)
    call.conversation.note(
        "correction",
        describe(correction, turn.heard),
        number,
        removed=removed,
        added=correction.add,
    )
    return said


def _ids(heard: Heard) -> list[str]:
    return [act.id for act in heard.acts] + [flag.id for flag in heard.flags]


def describe(correction: Correction, heard: Heard) -> str:
    """A correction in plain words."""
    ids = _ids(heard)
    parts = [f"not: {plain(ids[number - 1])}" for number in correction.remove]
    if correction.add:
        parts.append(f"also: {plain(correction.add)}")
    return "; ".join(parts)
