"""One transcript judged: criteria, score, range, debrief.

Law of this room: it judges one transcript, finished or open, from what was recorded. Nothing is
read again, and nothing is reacted to again except to prove a better line. There are no people
here and no files: who played, when, and what the grade counts for are other rooms' matters.
Everything is worked out in whole numbers and fractions, in a fixed order.

``judge`` gives the Scorecard, ``debrief`` the look back, ``explain_transcript`` every reason,
``scorecard_json`` the shape that others build on.
"""

from roleplay.coach.criteria import CRITERIA
from roleplay.coach.debrief import debrief
from roleplay.coach.explain import explain_transcript
from roleplay.coach.score import judge
from roleplay.coach.shape import scorecard_json

__all__ = ["CRITERIA", "debrief", "explain_transcript", "judge", "scorecard_json"]
