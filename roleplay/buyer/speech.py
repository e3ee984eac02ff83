"""Puts one reply together: answer what was asked before anything else, never the same twice."""

from __future__ import annotations

from roleplay.acts import family
from roleplay.buyer.beat import Beat
from roleplay.buyer.disclosure import what_keeps_shut
from roleplay.buyer.lines import speak
from roleplay.buyer.naming import SURELY
from roleplay.buyer.persona import DISCLOSURE_LEVELS, GIVE, STALL, Ask, Fact, Move
from roleplay.buyer.script import Script
from roleplay.buyer.state import Said
from roleplay.heard import AMBIGUOUS, HEARD

_SLOT_NAMES = {
    "money": "their_figure",
    "quantity": "their_figure",
    "percent": "their_percent",
    "date": "their_date",
    "duration": "their_time",
    "person": "their_name",
}
TOO_SOON = "too_soon"
"""Line said when all that leads to a fact is told, and only its level is still closed."""
ONE_OF_THOSE = "one_of_those"
"""Line said before the answer where two things were asked; a buyer may do without it."""
VAGUE = "stall_vague"
"""Line said instead of signing where most of ``FOUNDATIONS`` do not hold."""
FOUNDATIONS = ("aim", "barrier", "stake")
WRONG_NAME = "wrong_name"
"""Line said first where the seller called the buyer by another name; a buyer may do without."""
SURELY_ASKED = 70
"""Confidence from which a question counts as one of two."""
LONGEST_QUOTE = 40
"""Characters of the trainee's words that a buyer quotes back at most."""


class Speech:
    """The reply of one turn while it is being put together."""

    def __init__(self, beat: Beat, script: Script, seed: int) -> None:
        self.said: list[Said] = []
        self.spoken = dict(beat.before.spoken)
        self.mood = next(name for name, holds in script.moods if holds(beat))
        self._beat = beat
        self._script = script
        self._seed = seed
        self._values = _values(beat)

    def say(self, line_id: str) -> None:
        """Say a line in the present mood."""
        line = self._beat.persona.lines[line_id]
        times = self.spoken.get(line_id, 0)
        self.said.append(speak(line, self.mood, self._values, self._seed, times))
        self.spoken[line_id] = times + 1

    def ask_what_is_meant(self) -> None:
        """The reply to a turn that was ambiguous or not understood."""
        if self._transition_says():
            return
        self.say("ambiguous" if self._beat.heard.verdict == AMBIGUOUS else "unclear")

    def reply(
        self, *, shut: Fact | None, harmed_by: Move | None, question: Ask | None, answered: bool
    ) -> None:
        """The reply to a turn that was understood."""
        leaving = self._beat.leaving
        if "wrong_name" in self._beat.acts and WRONG_NAME in self._beat.persona.lines:
            self.say(WRONG_NAME)
        # Who leaves answers first what was asked; who stays says first what the turn set off.
        weighty = leaving and self._answer(None)
        spoken = self._transition_says()
        weighty = spoken or weighty
        if question is not None and not (spoken or harmed_by):
            late = self._beat.before.passed_over
            lead = question.answered if answered else "" if late else question.evaded
            if lead:
                self.say(lead)
        if harmed_by is not None:
            if not spoken:
                self.say(harmed_by.says)
            weighty = True
        elif not leaving:
            traded = not spoken and self._trade_says()
            answered_it = self._answer(None if traded else shut)
            weighty = traded or answered_it or weighty
        nothing = all(said.line == WRONG_NAME for said in self.said)
        if nothing or (self._asks() and not weighty):
            self._passing()

    def _transition_says(self) -> bool:
        taken = self._beat.taken
        if taken is None:
            return False
        transition = self._script.transitions[taken.name]
        if transition.says:
            self.say(self._stall() if transition.says == STALL else transition.says)
        return bool(transition.says)

    def _stall(self) -> str:
        """What is said instead of signing: the first precondition that does not hold.

        Where the buyer does not even know what for, the stall is vague (domain 3.2, ST10).
        """
        beat = self._beat
        open_ = [p for p in beat.persona.readiness if p.name not in beat.ready]
        if sum(p.name in FOUNDATIONS for p in open_) >= 2 and VAGUE in beat.persona.lines:
            return VAGUE
        return open_[0].stall if open_ else "cannot_say"

    def _trade_says(self) -> bool:
        """The answer to what was offered or asked for: to what is wanted before what is given."""
        dealt = sorted(self._beat.dealt, key=lambda dealt: dealt.side == GIVE)
        if not dealt:
            return False
        card = self._beat.persona.trades[dealt[0].trade]
        self.say(card.says if dealt[0].granted else card.refused)
        return True

    def _answer(self, shut: Fact | None) -> bool:
        """Tell the fact, or say "not yet". Whether there was anything to say."""
        told = self._beat.told
        if told is not None:
            if told.again:
                self.say("as_i_said")
            elif self._leaves_one_out():
                self.say(ONE_OF_THOSE)
            self.say(self._beat.persona.facts[told.fact].says)
        elif shut is not None:
            self.say(self._not_yet(shut))
        return told is not None or shut is not None

    def _leaves_one_out(self) -> bool:
        """Whether another question was surely asked too, and the buyer has not just said so."""
        beat = self._beat
        asking = {
            act.clause
            for act in beat.heard.acts
            if family(act.id) == "ask" and act.confidence >= SURELY_ASKED
        }
        if beat.told is None:
            return False
        others = any(fact != beat.told.fact for fact in beat.asked)
        meant = any(m.id == beat.told.fact and m.score >= SURELY for m in beat.heard.subjects)
        open_to_it = beat.persona.facts[beat.told.fact].open
        meant = meant or (open_to_it and self._surely(beat.told.act))
        known = ONE_OF_THOSE in beat.persona.lines and ONE_OF_THOSE not in beat.before.said
        return known and others and meant and len(asking) > 1

    def _surely(self, act: str) -> bool:
        heard = self._beat.heard.acts
        return any(each.id == act and each.confidence >= SURELY_ASKED for each in heard)

    def _not_yet(self, shut: Fact) -> str:
        """Its own words while something must be told first; else that it is too soon for it."""
        beat = self._beat
        told = all(earlier in beat.told_facts for earlier in shut.told_after)
        why = what_keeps_shut(shut, beat)
        deep = shut.level in DISCLOSURE_LEVELS[2:]
        if told and deep and not why.startswith("told") and TOO_SOON in beat.persona.lines:
            return TOO_SOON
        return shut.not_yet

    def _passing(self) -> None:
        """Nothing weightier was said: react to what was heard, or leave the floor."""
        acts = sorted(self._beat.heard.acts, key=lambda act: -act.clause)
        if self._asks():
            self.say("cannot_say")
            return
        for act in [*(act.id for act in acts if not act.answering), *self._events()]:
            for move, holds in self._script.moves.get(act, ()):
                if move.says and holds(self._beat):
                    self.say(move.says)
                    return
        event = next(iter(self._events()), "")
        self.say(event or "go_on")

    def _asks(self) -> bool:
        """Whether the turn asks for anything. Terms that end in "does that suit you?" do not."""
        heard = self._beat.heard
        if any(act.id == "agenda" for act in heard.acts):
            return False
        last = len(heard.clauses) - 1
        moves = any(family(a.id) in ("move", "trade") and a.clause == last for a in heard.acts)
        asks = any(family(act.id) == "ask" for act in heard.acts)
        if any(family(a.id) == "listen" and a.confidence >= SURELY_ASKED for a in heard.acts):
            # "… Have I got that right?" wants a nod and no fact.
            return any(family(a.id) == "ask" and a.confidence >= HEARD for a in heard.acts)
        return asks or (heard.form != "none" and not moves)

    def _events(self) -> list[str]:
        return [event for event in ("silence", "repeated") if event in self._beat.acts]


def _values(beat: Beat) -> dict[str, str]:
    """What lines may quote: the persona's figures, the trainee's own, and the two readings."""
    values = beat.persona.quotable
    for slot in beat.heard.slots:
        values.setdefault(_SLOT_NAMES[slot.kind], slot.text[:LONGEST_QUOTE])
    for name, choice in zip(("first", "second"), beat.heard.choices, strict=False):
        fact = beat.persona.facts.get(choice)
        values[name] = fact.name if fact else choice
    return values
