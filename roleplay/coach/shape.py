"""The scorecard as the JSON shape that others build on (DESIGN section 9)."""

from __future__ import annotations

from typing import Any

from roleplay.coach.criterion import Evidence
from roleplay.coach.scorecard import Scorecard

SCHEMA = 1


def scorecard_json(scorecard: Scorecard) -> dict[str, Any]:
    """The scorecard in plain values. Fields may be added; none is renamed."""
    return {
        "schema": SCHEMA,
        "status": scorecard.status,
        "why": scorecard.why,
        "score": scorecard.score,
        "uncapped": scorecard.uncapped,
        "range": list(scorecard.range),
        "band": scorecard.band,
        "band_meaning": scorecard.band_meaning,
        "passed": scorecard.passed,
        "standard_error": scorecard.standard_error,
        "borderline": scorecard.borderline,
        "technique": scorecard.technique,
        "technique_standard_error": scorecard.technique_error,
        "ending": {
            "name": scorecard.ending,
            "grade": scorecard.grade,
            "points": scorecard.ending_points,
        },
        "observed": scorecard.observed,
        "minimum_observed": scorecard.minimum,
        "groups": [
            {
                "id": g.id,
                "title": g.title,
                "weight": g.weight,
                "score": g.score,
                "observed": g.observed,
                "standard_error": g.standard_error,
            }
            for g in scorecard.groups
        ],
        "criteria": [
            {
                "id": row.id,
                "title": row.title,
                "group": row.group,
                "status": row.status,
                "level": row.level,
                "points": row.points,
                "weight": row.weight,
                "note": row.note,
                "count": row.count,
                "evidence": [_evidence(evidence) for evidence in row.evidence],
            }
            for row in scorecard.criteria
        ],
        "critical_errors": [
            {
                "id": error.id,
                "cap": error.cap,
                "meaning": error.meaning,
                "evidence": [_evidence(evidence) for evidence in error.evidence],
            }
            for error in scorecard.critical_errors
        ],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "turn": evidence.turn,
        "until": evidence.until,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "acts": list(evidence.acts),
        "rule": evidence.rule,
        "polarity": evidence.polarity,
        "state_before": evidence.state_before,
        "state_after": evidence.state_after,
        "level": evidence.ladder_rung,
    }
