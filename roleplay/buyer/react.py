"""One turn of the buyer: ``react(persona, before, heard, seed) -> Reaction``.

The order of a turn (DESIGN section 4): harm first, then at most one transition (harmful acts,
then the last clause first, then events), at most one fact told, the buyer's own question, and
last the gains, which later turns will feel.
"""

from __future__ import annotations

from roleplay.buyer.beat import Beat, rule_text
from roleplay.buyer.disclosure import disclose, settled
from roleplay.buyer.ledger import deal
from roleplay.buyer.machine import Position
from roleplay.buyer.persona import AGAIN, STAY, Ask, Effect, Move, Persona
from roleplay.buyer.script import Script, script_of
from roleplay.buyer.speech import Speech
from roleplay.buyer.state import BuyerState, Reaction, Taken
from roleplay.heard import CLEAR, Heard

FREE_TURNS = 5
"""Turns of a call that are not understood and cost nothing (DESIGN promise 4)."""
UNCLEAR_ENDS = 3
"""Turns in a row that made no sense to anybody after which the event ``unclear`` fires."""
SURELY_ELSE = 60
"""Confidence from which an act in what may be an answer says that it was something else."""
EVENTS_OF_A_TURN = ("repeated", "silence", "fact_told", "turn_window")


def react(persona: Persona, before: BuyerState, heard: Heard, seed: int) -> Reaction:
    """What this turn does to this buyer, and what the buyer answers.

    ``seed`` says where each line's variants begin. The same arguments give the same Reaction on
    any machine.
    """
    script = script_of(persona)
    heard = settled(persona, before, heard)
    beat = Beat(persona, before, heard)
    if heard.verdict != CLEAR:
        return _ask_what_is_meant(beat, script, seed)
    deal(beat)
    harmed_by = _harm(beat, script)
    acts = _acts_in_order(beat)
    hurt = _fire(beat, script, acts, harmful_only=True)
    if not hurt:
        _fire(beat, script, acts)
    shut = None if hurt or beat.leaving or harmed_by else disclose(beat, script)
    if beat.taken is None:
        _fire(beat, script, _events(beat))
    question = _waiting(beat)
    answered = question is not None and _answers(question, beat)
    _settle(beat, script, question, answered)
    speech = Speech(beat, script, seed)
    speech.reply(shut=shut, harmed_by=harmed_by, question=question, answered=answered)
    own = None if hurt or beat.leaving or harmed_by else _own_question(beat, script)
    if own is not None:
        speech.say(own.says)
        beat.raised = tuple(dict.fromkeys((*beat.raised, *own.subjects)))
    return _reaction(beat, speech, question, answered, own)


def mood_of(persona: Persona, before: BuyerState) -> str:
    """The mood in which a buyer would answer a turn that changes nothing."""
    return Speech(Beat(persona, before, Heard("")), script_of(persona), 0).mood


def _acts_in_order(beat: Beat) -> list[str]:
    """Flags first (they colour the whole turn), then the acts of the last clause, and so on."""
    flags = [flag.id for flag in beat.heard.flags]
    acts = sorted(beat.heard.acts, key=lambda act: -act.clause)
    ids = dict.fromkeys([*flags, *(act.id for act in acts if not act.answering)])
    return [act for act in ids if act not in EVENTS_OF_A_TURN]


def _events(beat: Beat) -> list[str]:
    happened = {
        "repeated": "repeated" in beat.acts,
        "silence": "silence" in beat.acts,
        "fact_told": beat.told is not None and not beat.told.again,
        "turn_window": True,
    }
    return [event for event in EVENTS_OF_A_TURN if happened[event]]


def _fire(beat: Beat, script: Script, acts: list[str], harmful_only: bool = False) -> bool:
    """Try the acts until one takes a transition."""
    for act in acts:
        position = Position(beat.state, harmful_only)
        if script.machine.fire(position, act, beat):
            transition = position.taken
            assert transition is not None
            words = beat.acts.get(act, "")
            stays = transition.goes_to in (STAY, AGAIN)
            beat.goes_to = beat.state if stays else transition.goes_to
            beat.taken = Taken(
                transition.name,
                act,
                words,
                beat.state,
                beat.goes_to,
                rule_text(transition.requires),
                transition.place,
            )
            apply = beat.suffer if transition.harmful else beat.gain
            apply(transition.effects, f"transition.{transition.name}", words)
            return True
        beat.refused.extend(position.refused)
    return False


def _moves(beat: Beat, script: Script, harmful: bool) -> list[tuple[Move, str]]:
    """The temperament's moves that this turn sets off, in file order, each once."""
    found: dict[str, tuple[Move, str]] = {}
    for act in beat.acts:
        for move, holds in script.moves.get(act, ()):
            if move.harmful is harmful and move.name not in found and holds(beat):
                found[move.name] = (move, act)
    return list(found.values())


def _harm(beat: Beat, script: Script) -> Move | None:
    """Let harm count at once; the move that is answered instead of all else (domain 9, G7)."""
    moves = _moves(beat, script, harmful=True)
    for move, act in moves:
        beat.suffer(move.effects, f"move.{move.name}", beat.acts[act])
    return next((move for move, _ in moves if move.says), None)


def _waiting(beat: Beat) -> Ask | None:
    waiting = beat.before.question
    return next((ask for ask in beat.persona.asks if ask.id == waiting), None)


def _answers(ask: Ask, beat: Beat) -> bool:
    """Whether the turn takes up the buyer's own question.

    By an act that answers it, or by words that the reader took for an answer and for nothing else
    that it was sure of.
    """
    heard = beat.heard
    if not ask.answered_by or any(act.id in ask.answered_by for act in heard.acts):
        return True
    said = next((flag for flag in heard.flags if flag.id == "answers"), None)
    return said is not None and not any(
        said.start <= act.start and act.end <= said.end and act.confidence >= SURELY_ELSE
        for act in heard.acts
    )


def _settle(beat: Beat, script: Script, question: Ask | None, answered: bool) -> None:
    """Everything that waits for the end of the turn: gains, and the turn's own cost."""
    for move, act in _moves(beat, script, harmful=False):
        beat.gain(move.effects, f"move.{move.name}", beat.acts[act])
    if question is not None and answered:
        beat.gain(question.answered_effects, f"ask.{question.id}")
    elif question is not None and not beat.before.passed_over:
        beat.gain(question.evaded_effects, f"ask.{question.id}")
    beat.gain((Effect("patience", -1),), "turn")
    beat.settle()


def _own_question(beat: Beat, script: Script) -> Ask | None:
    """The first of the buyer's own questions whose moment has come."""
    turn = beat.number("turn")
    for ask, holds in script.asks:
        first, last = ask.window
        if ask.id not in beat.before.asks and first <= turn <= last and holds(beat):
            return ask
    return None


def _followed(beat: Beat) -> bool:
    """Whether the turn took up what the last reply had raised."""
    raised = set(beat.before.raised)
    touched = {subject.id for subject in beat.heard.subjects} | set(beat.asked)
    if beat.told is not None:
        touched.add(beat.told.fact)
    listening = beat.acts.keys() & {"mirror", "deepen", "recap", "carried"}
    return bool(raised) and bool(raised & touched or listening)


def _reaction(
    beat: Beat, speech: Speech, question: Ask | None, answered: bool, own: Ask | None
) -> Reaction:
    asks = (*beat.before.asks, own.id) if own else beat.before.asks
    missed = question is not None and not answered and not beat.before.passed_over
    after = beat.after(
        spoken=speech.spoken,
        said=tuple(said.line for said in speech.said),
        question=own.id if own else beat.before.question if missed else "",
        passed_over=missed and own is None,
        asks=asks,
    )
    return Reaction(
        says=tuple(speech.said),
        after=after,
        taken=beat.taken,
        refused=tuple(beat.refused),
        moved=tuple(beat.moved),
        told=beat.told,
        dealt=tuple(beat.dealt),
        borrowed=beat.newly_borrowed,
        asked=tuple(beat.asked),
        question=own.id if own else "",
        tests=own.tests if own else "",
        answered=question.id if question and answered else "",
        answered_tests=question.tests if question and answered else "",
        evaded=question.id if question and missed else "",
        raised=beat.raised,
        followed=_followed(beat),
        mood=speech.mood,
    )


def _ask_what_is_meant(beat: Beat, script: Script, seed: int) -> Reaction:
    """Not understood is not wrong: the buyer asks, and for five turns a call it costs nothing."""
    before = beat.before
    streak = before.unclear + 1 if beat.heard.flagged("unclear") else 0
    free = before.free < FREE_TURNS
    if streak >= UNCLEAR_ENDS:
        _fire(beat, script, ["unclear"])
    if not free:
        beat.gain((Effect("patience", -1),), "turn")
    beat.settle()
    speech = Speech(beat, script, seed)
    speech.ask_what_is_meant()
    after = beat.after(
        turn=before.turn if free else before.turn + 1,
        here=before.here if free else before.here + 1,
        heard=before.heard,
        named=before.named,
        borrowed=before.borrowed,
        spoken=speech.spoken,
        said=tuple(said.line for said in speech.said),
        raised=before.raised,
        free=before.free + 1,
        unclear=streak,
    )
    return Reaction(
        says=tuple(speech.said),
        after=after,
        free=free,
        taken=beat.taken,
        refused=tuple(beat.refused),
        moved=tuple(beat.moved),
        mood=speech.mood,
    )
