"""State and meters over the turns, as numbers that a template draws."""

from __future__ import annotations

from typing import Any

from roleplay.coach.wording import METERS
from roleplay.conversation.records import Turn
from roleplay.conversation.transcript import Transcript
from roleplay.scenario import Content

WIDTH, HEIGHT = 720, 250
LEFT, RIGHT, TOP, BASE = 32, 620, 12, 210
MOST_LINES = 4
LABEL = 13
"""Points between two labels at the least."""


def timeline(transcript: Transcript, content: Content) -> dict[str, Any] | None:
    """Focal meters that are shown as lines, states as bands; None for a call without two turns."""
    turns = [turn for turn in transcript.turns if not turn.free]
    if len(turns) < 2:
        return None
    step = (RIGHT - LEFT) / (len(turns) - 1)
    meters = [m for m in content.scenario.focal_meters if m in METERS][:MOST_LINES]
    found = (_line(meter, turns, step) for meter in meters)
    lines = [line for line in found if line is not None]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "base": BASE,
        "rules": [(_y(value), str(value)) for value in (0, 25, 50, 75, 100)],
        "ticks": [(round(LEFT + n * step, 1), str(t.number)) for n, t in enumerate(turns)],
        "bands": _bands(turns, step),
        "lines": _apart(lines),
        "words": _words(turns, lines),
    }


def _y(value: int) -> float:
    bottom = BASE - 20
    return round(bottom - (bottom - TOP) * value / 100, 1)


def _line(meter: str, turns: list[Turn], step: float) -> dict[str, Any] | None:
    values = [
        (n, turn.reaction.after.meters[meter])
        for n, turn in enumerate(turns)
        if meter in turn.reaction.after.meters
    ]
    if len(values) < 2:
        return None
    points = " ".join(f"{round(LEFT + n * step, 1)},{_y(value)}" for n, value in values)
    first, last = values[0][1], values[-1][1]
    name = meter.replace("_", " ")
    return {"name": name, "points": points, "label_y": _y(last) + 4, "first": first, "last": last}


def _apart(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines with labels that don't lie on each other."""
    low = 0.0
    for line in sorted(lines, key=lambda line: float(line["label_y"])):
        line["label_y"] = max(line["label_y"], low)
        low = line["label_y"] + LABEL
    return lines


def _bands(turns: list[Turn], step: float) -> list[dict[str, Any]]:
    """The states in a row, each as long as it lasted."""
    bands: list[dict[str, Any]] = []
    for n, turn in enumerate(turns):
        name = turn.reaction.after.state.replace("_", " ")
        x = round(max(LEFT + (n - 0.5) * step, LEFT), 1)
        end = round(min(LEFT + (n + 0.5) * step, RIGHT), 1)
        if bands and bands[-1]["full"] == name:
            bands[-1]["width"] = round(end - bands[-1]["x"], 1)
        else:
            bands.append({"full": name, "x": x, "width": round(end - x, 1)})
    for band in bands:
        room = int(band["width"] // 6.2)
        band["name"] = band["full"] if len(band["full"]) <= room else ""
    return bands


def _words(turns: list[Turn], lines: list[dict[str, Any]]) -> str:
    """The same in a sentence, for those who don't see the picture."""
    states = list(dict.fromkeys(t.reaction.after.state.replace("_", " ") for t in turns))
    meters = "; ".join(f"{line['name']} from {line['first']} to {line['last']}" for line in lines)
    return f"States: {', '.join(states)}. Over {len(turns)} turns: {meters}."
