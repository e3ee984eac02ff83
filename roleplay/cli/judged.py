"""One call judged: the only way from the commands to the coach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleplay.errors import TranscriptError

if TYPE_CHECKING:
    from roleplay.coach.debrief import Debrief
    from roleplay.coach.repair import Repair
    from roleplay.coach.rulings import Ruling
    from roleplay.coach.scorecard import Scorecard
    from roleplay.conversation.transcript import Transcript
    from roleplay.scenario import Content


@dataclass(frozen=True, slots=True)
class Judged:
    """A scorecard and, made on demand, its debrief."""

    transcript: Transcript
    content: Content
    scorecard: Scorecard
    rulings: int = 0
    """Readings that were corrected by ruling."""
    elsewhere: tuple[int, ...] = ()
    """Turns at which the buyer would have done something else, read as ruled."""

    @property
    def debrief(self) -> Debrief:
        """The look back. Raises TranscriptError where the call does not fit its content."""
        from roleplay.coach.debrief import debrief

        with _fitting(self.transcript, self.content):
            return debrief(self.scorecard, self.transcript, self.content)

    @property
    def repair(self) -> Repair | None:
        """The shortest repair, searched anew each time: seconds, where the debrief takes none.

        Raises TranscriptError as ``debrief`` does.
        """
        from roleplay.coach.repair import repair

        with _fitting(self.transcript, self.content):
            return repair(self.debrief, self.transcript, self.content)


def judged(transcript: Transcript, content: Content, rulings: Sequence[Ruling] = ()) -> Judged:
    """Judge one call, read as ruled. Raises TranscriptError where it does not fit its content."""
    from roleplay.coach.rulings import gone_elsewhere, ruled
    from roleplay.coach.score import judge

    with _fitting(transcript, content):
        elsewhere = gone_elsewhere(transcript, rulings, content) if rulings else ()
        read = ruled(transcript, rulings)
        return Judged(read, content, judge(read, content), len(rulings), elsewhere)


@contextmanager
def _fitting(transcript: Transcript, content: Content) -> Iterator[None]:
    """What a changed scenario no longer knows is the transcript's trouble, not a bug."""
    try:
        yield
    except (KeyError, IndexError) as error:
        if transcript.header.content == content.digest:
            raise
        raise TranscriptError(
            f"the scenario has changed since this call was played and no longer knows {error}; "
            "judge it with the version it was played with"
        ) from None
