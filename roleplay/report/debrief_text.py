"""The debrief in plain words: one fix first, the rest on a key (domain 8.2)."""

from __future__ import annotations

from roleplay.coach.debrief import Debrief, TurningPoint, Worked
from roleplay.coach.fix import Fix
from roleplay.coach.numbers import Numbers
from roleplay.coach.repair import Repair
from roleplay.coach.scorecard import Scorecard
from roleplay.coach.unlearned import Unlearned
from roleplay.coach.weigh import Change
from roleplay.coach.wording import shown
from roleplay.report.debrief_repair import repair_text
from roleplay.report.scorecard_text import BAR, score_line, technique_line
from roleplay.report.text import blocks, bullets, count, heading, quote, wrap
from roleplay.report.words import capital

_PART = "  "
BACK = "What came back"
"""What stands for the buyer's thought where there is none: what they said next."""


def debrief_text(debrief: Debrief, scorecard: Scorecard, width: int) -> str:
    """What comes first: the turning point, one fix in its seven parts, the score."""
    first = debrief.fixes[0] if debrief.fixes else None
    return blocks(
        _turning_point(debrief.turning_point, width),
        fix_text(first, width, "Fix this first") if first else "",
        "" if first else wrap(debrief.drill.text, width),
        wrap(score_line(scorecard), width),
    )


def debrief_rest_text(
    debrief: Debrief,
    scorecard: Scorecard,
    width: int,
    *,
    full: bool = False,
    repair: Repair | None = None,
) -> str:
    """The rest: what worked, further fixes, what was never learned, numbers, criteria, a drill.

    ``full`` also reveals the buyer's secrets and what each door would have taken; ``repair`` is
    shown where it is given.
    """
    return blocks(
        _worked(debrief.worked, width),
        *(fix_text(fix, width, "Another fix") for fix in debrief.fixes[1:]),
        _unlearned(debrief.unlearned, width, full),
        repair_text(repair, width, full=full),
        _levels(scorecard, width),
        _numbers(debrief.numbers, width),
        _drill(debrief, width),
    )


def _turning_point(point: TurningPoint | None, width: int) -> str:
    if point is None:
        return ""
    own = ""
    if point.own_turn:
        beside = "the turn beside it" if point.agrees else "another moment"
        same = "the same turn" if point.own_turn == point.turn else beside
        own = f"You chose turn {point.own_turn}: {same}."
    return blocks(
        heading("The turn that changed the call"),
        wrap(f"You said: {quote(point.quote)}", width),
        wrap(point.sentence, width),
        wrap(own, width) if own else "",
    )


def fix_text(fix: Fix, width: int, title: str) -> str:
    """One fix in its seven parts."""
    said = "You said then" if fix.absence else "You said"
    read = f" It was read as: {'; '.join(fix.read_as)}." if fix.read_as else ""
    parts = [
        (f"Turn {fix.turn}", f"{said}: {quote(fix.quote)}{read}"),
        ("What the buyer heard", quote(fix.heard)) if fix.heard else (BACK, quote(fix.came_back)),
        ("What moved", f"{moves_line(fix.moved)} {fix.visible}"),
        ("Why", f"{capital(fix.rule.rstrip('.'))}. {fix.why}" if fix.rule else fix.why),
        *_better(fix),
        ("Try it", f"from turn {fix.try_turn}, {count(fix.tries, 'try', 'tries')}"),
    ]
    lines = [wrap(f"{name}: {text}", width, _PART, _PART * 2) for name, text in parts]
    cost = f" (about {count(fix.cost, 'point')})" if fix.cost else ""
    return "\n".join([heading(f"{title}: {fix.title}{cost}"), *lines])


def _better(fix: Fix) -> list[tuple[str, str]]:
    if fix.better is None:
        return [("A better line", fix.honest)]
    return [
        ("A better line", quote(fix.better.text)),
        ("Proof", f"{fix.better.proof} The buyer answers: {quote(fix.better.reply)}"),
    ]


def moves_line(moved: tuple[Change, ...]) -> str:
    """Shown meters before and after; the word says which way, not a colour."""
    parts = [
        f"{change.meter} {'up' if change.after > change.before else 'down'} "
        f"from {change.before} to {change.after}"
        for change in shown(moved)
    ]
    return f"{'; '.join(parts)}." if parts else "No meter moved."


def _worked(worked: tuple[Worked, ...], width: int) -> str:
    if not worked:
        return ""
    lines = [
        " ".join((f"Turn {each.turn}:", quote(each.quote), *why_it_worked(each, moved=True)))
        for each in worked
    ]
    return f"{heading('What worked')}\n{bullets(lines, width)}"


def why_it_worked(worked: Worked, *, moved: bool = False) -> tuple[str, ...]:
    """What it showed, what it moved (where ``moved``), and what could be seen; nothing twice."""
    told = worked.visible.partition(" told ")[2].rstrip(".")
    said = worked.rule.partition(" said ")[2]
    twice = bool(told) and (told in worked.rule or (bool(said) and said in told))
    meters = (moves_line(worked.moved),) if moved else ()
    return (f"{capital(worked.rule)}.", *meters, *(() if twice else (worked.visible,)))


def _unlearned(unlearned: tuple[Unlearned, ...], width: int, full: bool) -> str:
    if not unlearned:
        return ""
    parts = [heading("What you never learned")]
    for each in unlearned:
        numbers = f" {capital(each.numbers)}." if full and each.numbers else ""
        parts.append(bullets([f"{each.words}{numbers}"], width))
        if full and each.truths:
            parts.append(bullets(each.truths, width, _PART))
    return "\n".join(parts)


def _levels(scorecard: Scorecard, width: int) -> str:
    rows = [row for row in scorecard.criteria if row.level is not None]
    lines = [
        wrap(
            f"[{'#' * (row.level or 0)}{'-' * (BAR - (row.level or 0))}] {row.title}",
            width,
            "",
            " " * 7,
        )
        for row in rows
    ]
    title = heading(technique_line(scorecard).rstrip("."))
    return "\n".join([title, *lines]) if lines else ""


def _numbers(numbers: Numbers, width: int) -> str:
    forms = ", ".join(
        f"{form.form} {form.asked} ({form.answered} answered)" for form in numbers.forms
    )
    share = f"your share of the words: {numbers.word_share}%"
    lines = [
        f"{count(numbers.turns, 'turn')} understood; {share}.",
        f"Questions: {numbers.questions}, answered with something new: {numbers.answered}."
        + (f" By form: {forms}." if forms else ""),
        f"You gave back what they said in {count(numbers.reflections, 'turn')}.",
        f"Longest turn: {count(numbers.longest, 'word')} (turn {numbers.longest_turn}).",
    ]
    return f"{heading('Numbers, as information')}\n{bullets(lines, width)}"


def _drill(debrief: Debrief, width: int) -> str:
    drill = debrief.drill
    tries = f" {capital(count(drill.tries, 'try', 'tries'))}." if drill.turn else ""
    return f"{heading('Next')}\n{wrap(f'{next_words(debrief)}{tries}', width)}"


def next_words(debrief: Debrief) -> str:
    """The one thing to practise next, and from which turn."""
    drill = debrief.drill
    return f"{drill.text} Try it from turn {drill.turn}." if drill.turn else drill.text
