"""The debrief as a page: one self-contained HTML file (no script, no request, ready to print), or
Markdown.

Everything that a person typed, or a content file brought, is escaped by the template and freed of
control and direction characters first. The policy in the page's head allows its own style sheet,
by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from roleplay.coach.criterion import ABSENCE, Evidence
from roleplay.coach.debrief import Debrief
from roleplay.coach.fix import Fix
from roleplay.coach.repair import Repair
from roleplay.coach.scorecard import Scorecard
from roleplay.coach.wording import METERS
from roleplay.conversation.records import Call, Ended, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.report.clean import clean
from roleplay.report.debrief_repair import REPAIR, step_words
from roleplay.report.debrief_text import BACK, moves_line, next_words, why_it_worked
from roleplay.report.ending_text import how_it_ended
from roleplay.report.scorecard_text import groups_line, score_line, technique_line
from roleplay.report.text import count
from roleplay.report.timeline import timeline
from roleplay.report.words import capital
from roleplay.scenario import Content

_FOLDER = Path(__file__).parent / "templates"
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|]")


def debrief_html(
    debrief: Debrief,
    scorecard: Scorecard,
    transcript: Transcript,
    content: Content,
    name: str,
    repair: Repair | None = None,
) -> str:
    """The whole page. ``name`` is what the call is known by on the command line.

    ``repair`` has a section of its own where it is given.
    """
    style = (_FOLDER / "debrief.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    head = {"style": Markup(style), "style_hash": f"sha256-{digest}"}
    values = _values(debrief, scorecard, transcript, content, name) | _repair(repair, name)
    return str(_templates().get_template("debrief.html").render(head | _cleaned(values)))


def debrief_markdown(
    debrief: Debrief,
    scorecard: Scorecard,
    transcript: Transcript,
    content: Content,
    name: str,
    repair: Repair | None = None,
) -> str:
    """The same as Markdown; what could be taken for markup is escaped."""
    values = _values(debrief, scorecard, transcript, content, name) | _repair(repair, name)
    text = str(_templates().get_template("debrief.md").render(_plain(_cleaned(values))))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
    )


def _values(
    debrief: Debrief, scorecard: Scorecard, transcript: Transcript, content: Content, name: str
) -> dict[str, Any]:
    """What both templates draw of the debrief itself."""
    names = {persona.id: persona.name for persona in content.personas.values()}
    point = debrief.turning_point
    values: dict[str, Any] = {
        "title": content.scenario.title,
        "form": content.scenario.form,
        "people": list(dict.fromkeys(names[call.buyer] for call in transcript.calls)),
        "score_line": score_line(scorecard),
        "means": f"{technique_line(scorecard)} {groups_line(scorecard)}".strip(),
        "ending": _ending(transcript.ended),
        "point": point and {"quote": point.quote, "sentence": point.sentence},
        "fixes": [_fix(fix, name) for fix in debrief.fixes],
        "drill": next_words(debrief),
        "worked": [
            {"quote": w.quote, "turn": w.turn, "why": " ".join(why_it_worked(w))}
            for w in debrief.worked
        ],
        "chart": timeline(transcript, content),
        "rows": list(_rows(transcript, scorecard, names)),
        "criteria": [
            {"level": row.level, "title": row.title, "note": row.note}
            for row in scorecard.criteria
            if row.level is not None
        ],
        "unlearned": [each.words for each in debrief.unlearned],
    }
    return values


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """The same, free of control and direction characters, each text in one line."""
    cleaned: dict[str, Any] = _every_text(values, lambda text: clean(text).replace("\n", " "))
    return cleaned


def _repair(repair: Repair | None, name: str) -> dict[str, Any]:
    """The shortest repair, without what it would have opened."""
    if repair is None:
        return {"repair": None}
    steps = [(f"Turn {step.turn}", step_words(step)) for step in repair.steps]
    command = f"roleplay retry {name} --turn {repair.turn}"
    return {
        "repair": {
            "title": REPAIR,
            "sentence": repair.sentence,
            "steps": steps,
            "command": command if steps else "",
        }
    }


def _plain(value: Any) -> Any:
    """Texts as Markdown shows them: nothing in them is markup."""
    return _every_text(value, lambda text: _MARKUP.sub(r"\\\g<0>", text))


def _every_text(value: Any, change: Callable[[str], str]) -> Any:
    """A tree of lists and dicts with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _every_text(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_every_text(each, change) for each in value]
    return value


def _ending(ended: Ended | None) -> dict[str, Any] | None:
    if ended is None:
        return None
    return {
        "grade": how_it_ended(ended),
        "hours": count(ended.hours, "hour") if ended.hours else "",
        "epilogue": [part for part in ended.epilogue.split("\n\n") if part.strip()],
    }


def _fix(fix: Fix, name: str) -> dict[str, Any]:
    """One fix in its seven parts; the last is a command to paste."""
    parts = [
        (f"Turn {fix.turn}", f"“{fix.quote}”"),
        ("What the buyer heard" if fix.heard else BACK, f"“{fix.heard or fix.came_back}”"),
        ("What moved", f"{moves_line(fix.moved)} {fix.visible}"),
        ("Why", f"{capital(fix.rule.rstrip('.'))}. {fix.why}" if fix.rule else fix.why),
    ]
    if fix.better is None:
        parts.append(("A better line", fix.honest))
    else:
        parts.append(("A better line", f"“{fix.better.text}”"))
        parts.append(("Proof", f"{fix.better.proof} The buyer answers: “{fix.better.reply}”"))
    return {
        "title": fix.title,
        "cost": count(fix.cost, "point") if fix.cost else "",
        "parts": parts,
        "command": f"roleplay retry {name} --turn {fix.try_turn}",
    }


def _rows(
    transcript: Transcript, scorecard: Scorecard, names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """What was said, in order, each turn with the marks that rest on its words."""
    marks: dict[int, list[Evidence]] = {}
    for row in scorecard.criteria:
        for evidence in row.evidence:
            if evidence.polarity != ABSENCE:
                marks.setdefault(evidence.turn, []).append(evidence)
    for record in transcript.live:
        if isinstance(record, Call):
            parting = {"seller": None, "setting": "", "buyer": record.parting, "who": ""}
            if record.parting:
                yield parting
            yield {
                "seller": None,
                "setting": record.setting,
                "buyer": record.text,
                "who": record.name,
            }
        elif isinstance(record, Turn):
            mine = [] if record.free else marks.get(record.number, [])
            yield _turn(record, mine, names[record.buyer])
        elif isinstance(record, Ended) and record.text:
            yield {"seller": None, "setting": "", "buyer": record.text, "who": ""}


def _turn(turn: Turn, marks: list[Evidence], who: str) -> dict[str, Any]:
    free = ", beside the matter" if turn.heard.aside else ", not understood"
    net: dict[str, tuple[int, int]] = {}
    for move in turn.reaction.moved:
        if move.meter in METERS and move.meter != "patience":
            net[move.meter] = (net.get(move.meter, (move.before, 0))[0], move.after)
    moved = [f"{meter} {before} to {after}" for meter, (before, after) in net.items()]
    notes = [{"kind": mark.polarity, "text": mark.rule} for mark in marks]
    return {
        "number": turn.number,
        "cost": f"{free}; it cost nothing" if turn.free else "",
        "seller": _parts(turn.text, marks),
        "notes": [note for n, note in enumerate(notes) if note not in notes[:n]],
        "moved": "; ".join(moved),
        "buyer": turn.reply,
        "who": who,
        "setting": "",
    }


def _parts(text: str, marks: list[Evidence]) -> list[dict[str, Any]]:
    """The words, those that marks rest on set apart; of two that overlap the first counts."""
    parts, at = [], 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < at or mark.end <= mark.start or mark.end - mark.start == len(text):
            continue
        parts.append({"text": text[at : mark.start], "marked": False})
        parts.append({"text": text[mark.start : mark.end], "marked": True})
        at = mark.end
    parts.append({"text": text[at:], "marked": False})
    return [part for part in parts if part["text"]]
