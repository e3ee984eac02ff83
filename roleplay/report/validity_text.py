"""The validity report in words and columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from roleplay.report.text import blocks, count, heading, table, wrap
from roleplay.simulate.measures import Interval
from roleplay.simulate.metamorphic import Effect
from roleplay.simulate.sensitivity import Shift
from roleplay.simulate.validity import TOP, Gate, Reach, Separation, StyleRow, Validity

STYLES = ("seller", "mean", "95 of 100", "se", "sd", "expected", "passed", "scenarios", "open")
SEPARATIONS = ("criterion", "good", "one-habit", "gap", "nearest", "calls")
EFFECTS = ("change", "wanted", "calls", "mean", "worst", "kept")
SHIFTS = ("weights", "tau", "most moved")


def validity_text(
    found: Validity, shifts: Sequence[Shift], effects: Sequence[Effect], width: int
) -> str:
    """The whole report: styles, gates, criteria, reach, reliability, weights."""
    return blocks(
        heading("Known groups"),
        wrap(
            f"{count(found.calls, 'call')} in {count(found.stages, 'form')} of scenarios. Mean: "
            "practice score of 100, with the interval and the standard error over forms; sd: of "
            "single calls; open: calls without an ending or not understood.",
            width,
        ),
        table(STYLES, map(_style, found.styles)),
        heading("Gates"),
        "\n".join(_gate(gate, width) for gate in found.gates),
        heading("Criteria: good sellers against one-habit ones (mean levels, 0 to 4)"),
        table(SEPARATIONS, map(_separation, found.separations)),
        heading("Reach"),
        _reach(found.reaches, width),
        heading("Reliability"),
        wrap(_reliability(found), width),
        heading("Weights"),
        table(SHIFTS, map(_shift, shifts)),
        heading("Known changes to good calls"),
        table(EFFECTS, map(_effect, effects)),
        wrap("* outside what is expected or wanted.", width),
    )


def interval(value: Interval) -> str:
    """The ends of an interval."""
    return f"{value.low:.1f} to {value.high:.1f}"


def _style(row: StyleRow) -> tuple[str, ...]:
    return (
        row.seller,
        f"{row.mean.value:.1f}",
        interval(row.mean),
        "-" if row.error is None else f"{row.error:.1f}",
        f"{row.spread:.1f}",
        f"{row.expected[0]} to {row.expected[1]}{'' if row.as_expected else ' *'}",
        f"{row.passed} of {row.calls}",
        str(len(row.scenarios_passed)),
        str(row.incomplete),
    )


def _gate(gate: Gate, width: int) -> str:
    word = "holds " if gate.holds else "FAILS "
    return wrap(f"{gate.name}: {gate.found} (wanted: {gate.wanted})", width, word, "      ")


def _separation(row: Separation) -> tuple[str, ...]:
    return (
        row.criterion,
        f"{row.gold:.2f}",
        f"{row.tricks:.2f}",
        f"{row.gold - row.tricks:.2f}{'' if row.holds else ' *'}",
        f"{row.nearest} {row.nearest_level:.2f}",
        str(row.observed),
    )


def _reach(reaches: Sequence[Reach], width: int) -> str:
    """Where a criterion's highest or lowest level was never reached by any seller."""
    never_high = [r for r in reaches if r.highest < TOP]
    never_low = [r for r in reaches if r.lowest > 0]
    lines = [
        (
            f"{len(reaches)} pairs of a criterion and a scenario. Level 4 was never reached in "
            f"{len(never_high)}, level 0 in {len(never_low)}."
        ),
        *(f"Not 4: {r.criterion} in {r.scenario} (most {r.highest})." for r in never_high),
        *(f"Not 0: {r.criterion} in {r.scenario} (least {r.lowest})." for r in never_low),
    ]
    return "\n".join(wrap(line, width, "", "  ") for line in lines)


def _reliability(found: Validity) -> str:
    if math.isnan(found.alpha):
        return "Too few sellers or scenarios for a reliability."
    return (
        f"Alpha over scenarios {found.alpha:.2f}, sellers as persons: these sellers differ far "
        "more than people do, so people's will be lower. Standard error of measurement of one "
        f"scenario's score: {found.measurement_error:.1f} points."
    )


def _shift(shift: Shift) -> tuple[str, ...]:
    star = "" if shift.holds else " *"
    return (shift.name, f"{shift.tau:.3f}{star}", f"{shift.most:.1f}")


def _effect(effect: Effect) -> tuple[str, ...]:
    star = "" if effect.kept == effect.calls else " *"
    return (
        effect.name,
        effect.wanted,
        str(effect.calls),
        f"{effect.mean:+.1f}",
        f"{effect.worst:+.0f}",
        f"{effect.kept}{star}",
    )
