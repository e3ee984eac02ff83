"""How well the reader reads what nobody wrote for it: ``python -m tests.understanding.measure``.

The sets in ``blind/`` were written, and coded a second time, by people who had seen neither rules
nor training rows. An act counts as missed when both coders gave it, and as false when neither
did. Nothing is learned or set here; ``--json`` prints the figures alone.

``acts``, ``subjects``, ``harm`` and ``negated`` were first opened with the thresholds that ship;
what ``harm`` and ``negated`` showed was mended by rule, and ``harm_2`` and ``negated_2`` were
written afterwards to measure that; after ``harm_2`` four thresholds were raised, and ``harm_3``
was written to measure these.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from roleplay.acts import ACTS, family
from roleplay.heard import ACCEPTED, Context, Heard, Limit, Subject
from roleplay.understanding import default_reader
from roleplay.understanding.training.augment import slip

FOLDER = Path(__file__).parent / "blind"
ENOUGH = 5
"""Cases from which an act counts in the macro mean."""
SLIPS = 1 / 7
"""Share of words with a slip of the fingers in the test of typos."""
Row = dict[str, Any]


class Count:
    """Right, false and missed."""

    def __init__(self) -> None:
        self.right = self.false = self.missed = 0

    def add(self, said: set[str], one: set[str], other: set[str]) -> None:
        """One turn, as said by the reader and by two coders."""
        self.right += len(said & (one | other))
        self.false += len(said - one - other)
        self.missed += len((one & other) - said)

    @property
    def f1(self) -> float:
        """Twice the right over twice the right, the false and the missed."""
        return 2 * self.right / max(2 * self.right + self.false + self.missed, 1)


def rows(name: str) -> list[Row]:
    """A blind set."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read(row: Row, text: str = "", **context: Any) -> Heard:
    """A row's turn in the light of the buyer's words. Managers are told by the codes alone."""
    manager = any(family(act) == "manager" for act in row.get("acts", ()))
    light = Context(buyer=row.get("buyer", ""), manager=manager, **context)
    return default_reader().listen(text or row["text"], light)


def acts_of(heard: Heard) -> set[str]:
    """The acts that stood out."""
    return {act.id for act in heard.acts}


def acts(found: list[tuple[Row, Heard]]) -> dict[str, Any]:
    """Macro- and micro-F1, over acts, families and styles."""
    whole, by_act, by_style, families = Count(), defaultdict(Count), defaultdict(Count), Count()
    cases: dict[str, int] = defaultdict(int)
    for row, heard in found:
        one, other, said = set(row["acts"]), set(row["second"]), acts_of(heard)
        whole.add(said, one, other)
        by_style[row["style"]].add(said, one, other)
        families.add(*({family(act) for act in part} for part in (said, one, other)))
        for act in ACTS:
            by_act[act].add(said & {act}, one & {act}, other & {act})
            cases[act] += act in one
    enough = {act: by_act[act].f1 for act in ACTS if cases[act] >= ENOUGH}
    return {
        "turns": len(found),
        "macro": sum(enough.values()) / len(enough),
        "micro": whole.f1,
        "families": families.f1,
        "styles": {style: count.f1 for style, count in by_style.items()},
        "acts": dict(sorted(enough.items(), key=lambda item: item[1])),
        "counts": {
            a: (by_act[a].right, by_act[a].false, by_act[a].missed, cases[a]) for a in enough
        },
    }


def reliability(found: list[tuple[Row, Heard]]) -> dict[str, tuple[int, float]]:
    """For each tenth of confidence: how many readings, heard or near, and how many were right."""
    tenths: dict[int, list[bool]] = defaultdict(list)
    for row, heard in found:
        sure: dict[str, int] = {}
        for act in (*heard.near, *heard.acts):
            sure[act.id] = max(sure.get(act.id, 0), act.confidence)
        for act_id, points in sure.items():
            tenths[min(points // 10, 9)].append(act_id in row["acts"] or act_id in row["second"])
    return {f"{10 * t}-{10 * t + 9}": (len(h), mean(h)) for t, h in sorted(tenths.items())}


def forms(found: list[tuple[Row, Heard]]) -> float:
    """Share of turns whose question form is as one of the coders said."""
    return mean(heard.form in (row["form"], row["second_form"]) for row, heard in found)


def mean(hits: Iterable[bool]) -> float:
    """Share of the true."""
    every = list(hits)
    return sum(every) / max(len(every), 1)


def interval(right: int, of: int) -> tuple[float, float, float]:
    """A share with its 95 per cent interval (Wilson)."""
    if not of:
        return 0.0, 0.0, 1.0
    p, z = right / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return p, middle - half, middle + half


def harm(limits: tuple[Limit, ...], name: str) -> dict[str, dict[str, Any]]:
    """Precision and recall of what can cost a trainee marks, in one of the sets."""
    ids = (
        "tell_feature tell_need tell_solve tell_answer tell_rival_bad tell_past_bad tell_deny "
        "press close bully mislead"
    ).split()
    found: dict[str, list[int]] = {each: [0, 0, 0] for each in ids}
    for row in rows(name):
        own = "mislead" in row["kind"]
        heard = read(row, limits=limits if own else ())
        said = acts_of(heard) | {flag.id for flag in heard.flags}
        true = set(row["acts"]) | set(row["flags"])
        for each in ids:
            if each == "mislead" and not own:
                continue
            found[each][0] += each in said and each in true
            found[each][1] += each in said
            found[each][2] += each in true
    return {
        each: {"precision": interval(right, said), "recall": right / max(true, 1), "true": true}
        for each, (right, said, true) in found.items()
        if true
    }


def subjects() -> dict[str, float]:
    """Questions about unseen buyers' subjects, and about none: accepted, and accepted rightly."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for field in rows("subjects"):
        known = tuple(Subject(s["id"], tuple(s["phrases"]), s["name"]) for s in field["subjects"])

        def best(text: str, known: tuple[Subject, ...] = known) -> tuple[str, int]:
            heard = default_reader().listen(text, Context(subjects=known))
            first = max(heard.subjects, key=lambda m: (m.score, m.clause), default=None)
            return (first.id, first.score) if first else ("", 0)

        for subject in field["subjects"]:
            for kind, text in subject["asked"]:
                found, score = best(text)
                hits[kind].append(found == subject["id"] and score >= ACCEPTED)
        for kind in ("near", "off"):
            hits[kind] += [best(text)[1] >= ACCEPTED for text in field[kind]]
    return {kind: mean(found) for kind, found in hits.items()}


def typed_badly(row: Row, chance: Random) -> str:
    """The turn with a slip in one word of seven."""
    words = row["text"].split(" ")
    return " ".join(slip(word, chance) if chance.random() < SLIPS else word for word in words)


def negated(name: str) -> float:
    """Share of negated acts that are heard all the same, in one of the sets."""
    return mean(row["negated"] in acts_of(read(row)) for row in rows(name))


def main() -> None:
    """Print everything."""
    options = argparse.ArgumentParser()
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    every = rows("acts")
    chance = Random(1)
    plain = [(row, read(row)) for row in every]
    bare = [(row, read(row, row["text"].replace("?", ""))) for row in every]
    slipped = [(row, read(row, typed_badly(row, chance))) for row in every]
    found = {
        "acts": acts(plain),
        "typos_lose": acts(plain)["micro"] - acts(slipped)["micro"],
        "reliability": reliability(plain),
        "form": forms(plain),
        "form_without_marks": forms(bare),
        "negated_misread": negated("negated"),
        "negated_misread_second_set": negated("negated_2"),
        "harm": harm(card_limits(), "harm"),
        "harm_second_set": harm(card_limits(), "harm_2"),
        "harm_third_set": harm(card_limits(), "harm_3"),
        "subjects": subjects(),
    }
    if chosen.json:
        print(json.dumps(found))
        return
    _print(found)


def card_limits() -> tuple[Limit, ...]:
    """The limits of the card that the blind writers had before them."""
    from roleplay.authoring.library import Library

    return Library().content("s01_thirty_minutes", "A").card.limits


def _print(found: dict[str, Any]) -> None:
    read_acts = found["acts"]
    for act, f1 in read_acts["acts"].items():
        print(f"  {act:16} F1 {f1:.2f}  right, false, missed, cases {read_acts['counts'][act]}")
    print(
        f"acts: {read_acts['turns']} turns, macro-F1 {read_acts['macro']:.3f}, "
        f"micro-F1 {read_acts['micro']:.3f}, families {read_acts['families']:.3f}"
    )
    print("styles: " + ", ".join(f"{s} {f1:.3f}" for s, f1 in read_acts["styles"].items()))
    for tenth, (count, right) in found["reliability"].items():
        print(f"  confidence {tenth}: {count} readings, {right:.2f} right")
    for name in ("typos_lose", "form", "form_without_marks"):
        print(f"{name.replace('_', ' ')}: {found[name]:.3f}")
    for name in ("negated_misread", "negated_misread_second_set"):
        print(f"{name.replace('_', ' ')}: {found[name]:.3f}")
    for which in ("harm", "harm_second_set", "harm_third_set"):
        print(which.replace("_", " "))
        for name, one in found[which].items():
            share, low, high = one["precision"]
            print(
                f"  {name:16} precision {share:.2f} ({low:.2f} to {high:.2f}), "
                f"recall {one['recall']:.2f} of {one['true']}"
            )
    print("subjects: " + ", ".join(f"{kind} {s:.3f}" for kind, s in found["subjects"].items()))


if __name__ == "__main__":
    main()
