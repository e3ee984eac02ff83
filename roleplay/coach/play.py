"""``Play``: a transcript as criteria see it, with named queries.

Queries speak of acts, families, kinds and disclosure levels, never of fact ids. "The turns" are
those that were understood and counted. Unless a query says otherwise it looks only at turns with
the scenario's main buyers: what is said to a colleague after a hand-over earns and costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from roleplay.buyer.persona import DISCLOSURE_LEVELS, Fact, Persona, State, Transition
from roleplay.coach.states import states_before
from roleplay.coach.step import Step
from roleplay.conversation.conversation import EXAM
from roleplay.conversation.records import Ended, Turn
from roleplay.conversation.transcript import Transcript
from roleplay.heard import CLEAR, Heard
from roleplay.scenario import Content

WITHDRAWING = ("step_back", "no_buy", "refer_on")
"""Acts that offer to end the talk, or advise against buying."""
STEPS = ("next_step", "plan", "get", "lift")
"""Acts that propose what comes after the call."""
AT_EASE = DISCLOSURE_LEVELS[: DISCLOSURE_LEVELS.index("goal") + 1]
"""Disclosure levels of what a buyer says of aims and of how the work is done."""
WHOLE_CALL = 999


@dataclass(frozen=True)
class Play:
    """A read-only view of one transcript and its content."""

    content: Content
    steps: tuple[Step, ...]
    """Every understood, counted turn, with whichever buyer."""
    ended: Ended | None
    last: int = WHOLE_CALL
    """Last turn that counts for the criterion in hand (its window of opportunity)."""
    pasted: frozenset[int] = frozenset()
    """Numbers of the turns of an exam that are a better line of this scenario, word for word."""

    @classmethod
    def of(cls, transcript: Transcript, content: Content) -> Play:
        """The view of a transcript."""
        before = states_before(transcript)
        steps = tuple(
            Step(index, turn, before[index])
            for index, turn in enumerate(transcript.turns)
            if not turn.free and turn.heard.verdict == CLEAR
        )
        exam = transcript.header.mode == EXAM
        shown = {_bare(line.line) for line in content.scenario.better_lines} if exam else set()
        pasted = frozenset(step.number for step in steps if _bare(step.turn.text) in shown)
        return cls(content, steps, transcript.ended, pasted=pasted)

    def until(self, last: int) -> Play:
        """The same play, looked at up to a turn."""
        played = self.steps[-1].number if self.steps else 0
        return self if last >= min(self.last, played) else replace(self, last=last)

    def reread(self, index: int, heard: Heard) -> Play:
        """The same play with one turn read otherwise; recorded reactions stand."""
        return self._replaced(index, lambda turn: replace(turn, heard=heard))

    def answered_otherwise(self, index: int, turn: Turn) -> Play:
        """The same play with one turn replaced; the turns after it stand as recorded."""
        return self._replaced(index, lambda _: turn)

    def _replaced(self, index: int, change: Callable[[Turn], Turn]) -> Play:
        steps = tuple(
            replace(step, turn=change(step.turn)) if step.index == index else step
            for step in self.steps
        )
        return replace(self, steps=steps)

    # Turns ---------------------------------------------------------------------------------

    @cached_property
    def main(self) -> tuple[Step, ...]:
        """The turns with the main buyers, inside the window."""
        main = self.content.scenario.main
        return tuple(s for s in self.steps if s.turn.buyer in main and s.number <= self.last)

    def state_of(self, step: Step, name: str = "") -> State:
        """The state that a turn led to, or another state of the same buyer by its name."""
        states = self.content.personas[step.turn.buyer].states
        return states[name or step.after.state]

    def doing(self, *acts: str, answering: bool = False) -> tuple[Step, ...]:
        """Turns in which any of these acts was heard."""
        return tuple(step for step in self.main if step.does(*acts, answering=answering))

    def flagged(self, *flags: str) -> tuple[Step, ...]:
        """Turns that carry any of these flags."""
        return tuple(step for step in self.main if step.flagged(*flags))

    def telling(self, *kinds: str) -> tuple[Step, ...]:
        """Turns in which the buyer disclosed something new of these kinds (none: not public)."""
        return tuple(step for step in self.main if step.tells(*kinds))

    def first_telling(self, *kinds: str) -> Step | None:
        """The first turn in which something of these kinds was disclosed."""
        return next(iter(self.telling(*kinds)), None)

    def asking_for(self, kind: str, act: str) -> tuple[Step, ...]:
        """Turns that asked for something of this kind, by the act or by what was asked about."""

        def asked(step: Step) -> bool:
            about = any(fact.kind == kind for fact in self._about(step))
            return about or step.tells(kind) or step.does(act)

        return tuple(step for step in self.main if asked(step))

    def confessing(self, kind: str, act: str) -> tuple[Step, ...]:
        """Turns that asked for something of this kind, as an admission.

        What a question was taken to be about decides: one about aims, or about how the work is
        done, demands no admission, whatever kind of question it was heard as.
        """

        def at_ease(step: Step) -> bool:
            about = self._about(step)
            return bool(about) and all(fact.level in AT_EASE for fact in about)

        return tuple(s for s in self.asking_for(kind, act) if s.tells(kind) or not at_ease(s))

    def _about(self, step: Step) -> list[Fact]:
        """The facts that a turn was taken to ask for, told or not."""
        facts = self.content.personas[step.turn.buyer].facts
        reaction = step.turn.reaction
        told = [reaction.told.fact] if reaction.told else []
        wanted = [*told, *reaction.asked, *(r.fact for r in reaction.refused if r.fact)]
        return [facts[fact] for fact in wanted if fact in facts]

    def dealing(self, side: str, granted: bool = True) -> tuple[Step, ...]:
        """Turns in which a card of this side was laid down (a get: granted, or refused)."""
        return tuple(
            step
            for step in self.main
            if any(d.side == side and d.granted is granted for d in step.turn.reaction.dealt)
        )

    def naming(self, *kinds: str) -> tuple[Step, ...]:
        """Turns that named a topic of these kinds for the first time."""

        def fresh(step: Step) -> bool:
            topics = self.content.personas[step.turn.buyer].topics
            new = set(step.after.named) - set(step.before.named)
            return any(topics[name].kind in kinds for name in new if name in topics)

        return tuple(step for step in self.main if fresh(step))

    def borrowing(self, *kinds: str) -> tuple[Step, ...]:
        """Turns that stated a fact of these kinds before the buyer had told it (domain M11)."""

        def borrowed(step: Step) -> bool:
            facts = self.content.personas[step.turn.buyer].facts
            return any(facts[f].kind in kinds for f in step.turn.reaction.borrowed if f in facts)

        return tuple(step for step in self.main if borrowed(step))

    @cached_property
    def with_manager(self) -> tuple[Step, ...]:
        """The turns with the seller's own manager."""
        personas = self.content.personas
        return tuple(step for step in self.steps if personas[step.turn.buyer].manager)

    def unready(self, step: Step) -> tuple[str, ...]:
        """The preconditions that did not hold before a turn (domain 3.1)."""
        relevant = self.content.personas[step.turn.buyer].readiness
        return tuple(p.name for p in relevant if p.name not in step.before.ready)

    # The buyer's own questions and topics ----------------------------------------------------

    def put(self, tests: str) -> tuple[Step, ...]:
        """Turns after which the buyer put a question that tests this."""
        return tuple(step for step in self.main if step.turn.reaction.tests == tests)

    def answered(self, tests: str) -> tuple[Step, ...]:
        """Turns that took up the buyer's question that tests this."""
        return tuple(step for step in self.main if step.turn.reaction.answered_tests == tests)

    def evaded(self, tests: str = "") -> tuple[Step, ...]:
        """Turns that passed over a question of the buyer's (that tests this, or any)."""
        asked = {s.turn.reaction.question: s.turn.reaction.tests for s in self.main}
        return tuple(
            step
            for step in self.main
            if step.turn.reaction.evaded and tests in ("", asked.get(step.turn.reaction.evaded, ""))
        )

    def raised(self) -> tuple[tuple[Step, Step], ...]:
        """Turns after which the buyer raised a topic, each with the turn that came next."""
        pairs = zip(self.main, self.main[1:], strict=False)
        return tuple((step, after) for step, after in pairs if step.turn.reaction.raised)

    # What the buyer did ----------------------------------------------------------------------

    @property
    def buyer(self) -> Persona:
        """The first of the main buyers."""
        return self.content.personas[self.content.scenario.main[0]]

    def taken(self, step: Step) -> Transition | None:
        """The transition that a turn fired, as its author wrote it."""
        taken = step.turn.reaction.taken
        persona = self.content.personas[step.turn.buyer]
        return None if taken is None else _transitions(persona).get(taken.name)

    def _harmful(self) -> Iterator[tuple[Step, str]]:
        for step in self.main:
            transition, taken = self.taken(step), step.turn.reaction.taken
            if transition is not None and transition.harmful and taken is not None:
                yield step, "" if taken.target == taken.source else taken.target

    def warned(self, act: str) -> tuple[Step, ...]:
        """Turns for which the buyer told the seller off and stayed, because of this act."""
        return tuple(
            step
            for step, target in self._harmful()
            if not target and step.turn.reaction.taken and step.turn.reaction.taken.act == act
        )

    def handed_over(self) -> Step | None:
        """The turn after which the buyer passed the seller on."""
        return next((s for s in self.main if self.state_of(s).hands_over), None)

    def recovered(self) -> bool:
        """Whether the buyer came back on the line after a hand-over."""
        handed = self.handed_over()
        return handed is not None and any(
            step.index > handed.index and step.turn.buyer == handed.turn.buyer for step in self.main
        )

    def closed_up(self) -> tuple[Step, ...]:
        """Turns by which the buyer was driven into a state that is neither final nor a hand-over.

        That is what shutting down looks like, whatever the state is called (domain 1.3, M3).
        """

        def up(step: Step, target: str) -> bool:
            state = self.state_of(step, target)
            return not state.final and not state.hands_over

        return tuple(step for step, target in self._harmful() if target and up(step, target))

    def ended_by_buyer(self) -> Step | None:
        """The turn at which the buyer ended the call because of what was said or lost."""
        harmful = self._harmful()
        return next((s for s, target in harmful if target and self.state_of(s, target).final), None)

    def agreed(self) -> Step | None:
        """The turn whose step the buyer agreed to.

        A transition into a final state that does no harm, costs no trust or standing, and was
        not fired by the seller's leaving or by talk that made no sense.
        """
        step = self._finishing()
        transition = self.taken(step) if step else None
        taken = step.turn.reaction.taken if step else None
        if transition is None or taken is None or taken.act in (*WITHDRAWING, "unclear"):
            return None
        costs = any(e.meter in ("trust", "standing") and e.by < 0 for e in transition.effects)
        return None if transition.harmful or costs else step

    def honest_exit(self) -> Step | None:
        """The turn at which the seller rightly withdrew.

        Right only where this scenario's truth says so: its ending is a good or the best one.
        """
        step = self._finishing()
        taken = step.turn.reaction.taken if step else None
        right = self.ended is not None and self.ended.grade in ("best", "good")
        return step if taken is not None and taken.act in WITHDRAWING and right else None

    def _finishing(self) -> Step | None:
        """The last turn, if it brought a main buyer to a final state."""
        if not self.main:
            return None
        last = self.main[-1]
        return last if self.state_of(last).final else None

    def wasted(self, step: Step) -> int:
        """Points of patience that a turn threw away, beyond what any turn costs.

        The clock's own point (the rule ``turn``, and one point of a transition that does no
        harm) is not waste; what the buyer charged on top of it is.
        """
        transition = self.taken(step)
        waste = 0
        for moved in step.turn.reaction.moved:
            lost = moved.before - moved.after
            if moved.meter != "patience" or lost <= 0 or moved.rule == "turn":
                continue
            clock = moved.rule.startswith("transition.") and lost == 1
            if not (clock and transition is not None and not transition.harmful):
                waste += lost
        return waste


def _bare(words: str) -> str:
    """Words without case and marks, so that a comma makes no line somebody's own."""
    return " ".join(re.findall(r"\w+", words.casefold()))


@lru_cache(maxsize=64)
def _transitions(persona: Persona) -> dict[str, Transition]:
    return {transition.name: transition for transition in persona.transitions}
