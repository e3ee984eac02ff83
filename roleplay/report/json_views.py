"""The JSON shapes that others build on (documented field by field in the guide)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from roleplay.buyer.state import Reaction
from roleplay.heard import Heard

if TYPE_CHECKING:
    from roleplay.coach.debrief import Debrief
    from roleplay.coach.explain import Explained
    from roleplay.coach.fix import Fix
    from roleplay.coach.numbers import Numbers
    from roleplay.coach.repair import Repair
    from roleplay.coach.weigh import Change
    from roleplay.understanding.explaining import Weighed

SCHEMA = 1


def heard_json(heard: Heard) -> dict[str, Any]:
    """How a turn was read."""
    return {
        "text": heard.text,
        "acts": [
            {"id": act.id, "confidence": act.confidence, "words": act.words} for act in heard.acts
        ],
        "flags": [flag.id for flag in heard.flags],
        "form": heard.form,
        "topics": list(dict.fromkeys(subject.id for subject in heard.subjects)),
        "slots": [{"kind": slot.kind, "text": slot.text} for slot in heard.slots],
        "verdict": heard.verdict,
    }


def weighed_json(weighed: Sequence[Weighed]) -> dict[str, Any]:
    """What each word was worth to each act; nothing where it was not asked for."""
    if not weighed:
        return {}
    return {
        "explained": [
            {
                "id": one.act,
                "heard": one.heard,
                "confidence": one.confidence,
                "least": one.least,
                "words": [
                    {"word": worth.word, "without": worth.without}
                    for worth in (*one.for_it, *one.against_it)
                ],
                "tipping": one.tipping.word if one.tipping else None,
            }
            for one in weighed
        ]
    }


def moved_json(reaction: Reaction) -> dict[str, Any]:
    """What a turn did: every change with its words and its rule."""
    taken, told = reaction.taken, reaction.told
    return {
        "moved": [
            {
                "meter": moved.meter or None,
                "scar": moved.scar or None,
                "before": moved.before,
                "after": moved.after,
                "words": moved.words,
                "rule": moved.rule,
            }
            for moved in reaction.moved
        ],
        "transition": {
            "name": taken.name,
            "from": taken.source,
            "to": taken.target,
            "act": taken.act,
            "words": taken.words,
            "rule": taken.rule,
        }
        if taken
        else None,
        "told": {"fact": told.fact, "level": told.level, "words": told.words, "rule": told.rule}
        if told
        else None,
        "refused": [
            {"name": refused.fact or refused.name, "act": refused.act, "clause": refused.clause}
            for refused in reaction.refused
        ],
    }


def debrief_json(debrief: Debrief, repair: Repair | None = None) -> dict[str, Any]:
    """The look back, with the shortest repair where one was searched."""
    point, ending = debrief.turning_point, debrief.ending
    return {
        "schema": SCHEMA,
        "turning_point": {
            "turn": point.turn,
            "quote": point.quote,
            "moved": changes_json(point.moved),
            "visible": point.visible,
            "sentence": point.sentence,
            "own_turn": point.own_turn or None,
            "agrees": point.agrees,
        }
        if point
        else None,
        "ending": {
            "name": ending.ending,
            "grade": ending.grade,
            "closing": ending.closing,
            "epilogue": ending.epilogue,
            "next_call": ending.next_call or None,
        }
        if ending
        else None,
        "worked": [
            {
                "turn": worked.turn,
                "quote": worked.quote,
                "moved": changes_json(worked.moved),
                "visible": worked.visible,
                "rule": worked.rule,
                "criterion": worked.criterion or None,
            }
            for worked in debrief.worked
        ],
        "fixes": [fix_json(fix) for fix in debrief.fixes],
        "unlearned": [
            {
                "buyer": kept.buyer,
                "level": kept.level,
                "count": kept.count,
                "asked": kept.asked,
                "turns": list(kept.turns),
                "words": kept.words,
            }
            for kept in debrief.unlearned
        ],
        "numbers": _numbers(debrief.numbers),
        "drill": {
            "criterion": debrief.drill.criterion or None,
            "text": debrief.drill.text,
            "turn": debrief.drill.turn or None,
            "tries": debrief.drill.tries,
        },
        "repair": repair_json(repair) if repair else None,
    }


def repair_json(repair: Repair) -> dict[str, Any]:
    """The shortest repair, without what it would have opened."""
    return {
        "turn": repair.turn,
        "quote": repair.quote,
        "found": bool(repair.steps),
        "level": repair.level or None,
        "kind": repair.kind or None,
        "steps": [
            {
                "turn": step.turn,
                "acts": list(step.acts),
                "words": step.words,
                "source": step.source or None,
                "answer_first": step.answer_first,
                "moved": changes_json(step.moved),
                "visible": step.visible,
            }
            for step in repair.steps
        ],
        "states": repair.states,
        "most_turns": repair.most_turns,
        "most_states": repair.most_states,
        "whole": repair.whole,
        "sentence": repair.sentence,
    }


def fix_json(fix: Fix) -> dict[str, Any]:
    """One fix with its seven parts."""
    better = fix.better
    return {
        "criterion": fix.criterion,
        "title": fix.title,
        "cost": fix.cost,
        "turn": fix.turn,
        "quote": fix.quote,
        "start": fix.start,
        "end": fix.end,
        "absence": fix.absence,
        "read_as": list(fix.read_as),
        "heard": fix.heard,
        "came_back": fix.came_back,
        "moved": changes_json(fix.moved),
        "visible": fix.visible,
        "rule": fix.rule,
        "why": fix.why,
        "better": {
            "line": better.text,
            "moved": changes_json(better.moved),
            "visible": better.visible,
            "reply": better.reply,
            "level_before": better.level_before,
            "level_after": better.level_after,
            "proof": better.proof,
        }
        if better
        else None,
        "honest": fix.honest or None,
        "try_turn": fix.try_turn,
        "tries": fix.tries,
    }


def changes_json(moved: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Meters before and after."""
    return [{"meter": m.meter, "before": m.before, "after": m.after} for m in moved]


def _numbers(numbers: Numbers) -> dict[str, Any]:
    return {
        "turns": numbers.turns,
        "words": numbers.words,
        "word_share": numbers.word_share,
        "questions": numbers.questions,
        "answered": numbers.answered,
        "forms": [
            {"form": form.form, "asked": form.asked, "answered": form.answered}
            for form in numbers.forms
        ],
        "reflections": numbers.reflections,
        "longest": numbers.longest,
        "longest_turn": numbers.longest_turn,
    }


def explained_json(lines: tuple[Explained, ...]) -> list[dict[str, Any]]:
    """Everything that each turn did."""
    return [
        {
            "turn": line.turn,
            "kind": line.kind,
            "words": line.words,
            "text": line.text,
            "rule": line.rule,
            "place": line.place,
        }
        for line in lines
    ]
