"""What one turn did to the buyer, each change with its rule in plain words."""

from __future__ import annotations

from roleplay.acts import ACTS, FLAGS, plain
from roleplay.buyer.persona import Persona
from roleplay.buyer.state import Moved, Reaction, Refused
from roleplay.coach.wording import clause_words, first_name
from roleplay.conversation.records import Turn
from roleplay.report.clean import one_line
from roleplay.report.text import blocks, quote, wrap
from roleplay.report.words import capital, you

_EVENTS = {
    "silence": "you said nothing",
    "unclear": "they could not follow you three times running",
    "repeated": "you said the same again",
    "turn_window": "the moment had come",
    "message": "a message came in",
    "fact_told": "they had just told you something",
}
_LEVELS = {
    "public": "something anybody may know",
    "goal": "what they want to reach",
    "trouble": "what goes wrong",
    "consequence": "what it costs or leads to",
    "personal": "something personal",
}


def why_text(turn: Turn, persona: Persona, width: int) -> str:
    """One turn: where the talk went, what was told or kept back, which meters moved and why."""
    reaction = turn.reaction
    lines = [
        *_standing(reaction),
        *(moved_line(moved, reaction, persona) for moved in reaction.moved),
        *(refused_line(refused, persona) for refused in _once(reaction.refused)),
        *_question(reaction),
    ]
    body = "\n".join(wrap(line, width, "- ", "  ") for line in lines)
    nothing = "It moved nothing."
    if reaction.free:
        why = "beside the matter" if turn.heard.aside else "not understood"
        nothing = f"It was {why}, so it cost nothing and moved nothing."
    return blocks(wrap(f"You said: {quote(turn.text)}", width), body or wrap(nothing, width))


def because(act: str, words: str = "") -> str:
    """Why, as the end of a sentence: the act in plain words and the words that showed it."""
    otherwise = _EVENTS.get(act) or f"of this: {plain(act)}"
    reason = you(act) if act in ACTS else otherwise
    return f"because {reason}" + (f" ({quote(words)})" if words else "")


def level_words(level: str) -> str:
    """A disclosure level in plain words."""
    return _LEVELS.get(level, level.replace("_", " "))


def _standing(reaction: Reaction) -> list[str]:
    lines = []
    taken = reaction.taken
    if taken is not None:
        why = because(taken.act, taken.words)
        if taken.source == taken.target:
            lines.append(f"It set off {_name(taken.name)}, {why}.")
        else:
            lines.append(
                f"The talk moved from {_name(taken.source)} to {_name(taken.target)}, {why}."
            )
    told = reaction.told
    if told is not None:
        again = " again" if told.again else ""
        lines.append(
            f"They told you{again} {level_words(told.level)}, {because(told.act, told.words)}."
        )
    return lines


def moved_line(moved: Moved, reaction: Reaction, persona: Persona) -> str:
    """One meter's move, or a scar, with its cause."""
    why = _rule(moved, reaction, persona)
    if moved.scar:
        return f"It left a lasting mark ({_name(moved.scar)}), {why}."
    way = "up" if moved.after > moved.before else "down"
    return f"{capital(_name(moved.meter))} {way} from {moved.before} to {moved.after}, {why}."


def _rule(moved: Moved, reaction: Reaction, persona: Persona) -> str:
    kind, _, name = moved.rule.partition(".")
    if kind == "transition" and reaction.taken is not None:
        return because(reaction.taken.act, moved.words)
    if kind == "move":
        return because(_act_of(name, moved.words, persona), moved.words)
    if kind in ("level", "fact"):
        return "because they confided in you"
    if kind == "ask":
        return "by what you made of their question"
    if kind == "turn":
        return "because each turn takes some of their time"
    return f"by the rule {_name(moved.rule)}"


def _act_of(move: str, words: str, persona: Persona) -> str:
    """The act that a move answers; where it answers several, the move's own name."""
    acts: tuple[str, ...] = next((m.acts for m in persona.moves if m.name == move), ())
    known = [act for act in acts if act in ACTS or act in FLAGS or act in _EVENTS]
    return known[0] if len(known) == 1 else move


def refused_line(refused: Refused, persona: Persona) -> str:
    """Something that stayed shut, and what was missing, without thresholds."""
    what = "what you asked about" if refused.fact else _name(refused.name)
    missing = clause_words(refused.clause, first_name(persona))
    return f"{capital(what)} stayed shut: {missing}."


def _once(refused: tuple[Refused, ...]) -> list[Refused]:
    facts = [each for each in refused if each.fact]
    # What waits on events alone says nothing about this turn's words.
    doors = [each for each in refused if not each.fact and each.act not in _EVENTS]
    return list(dict.fromkeys([*facts, *doors]))


def _question(reaction: Reaction) -> list[str]:
    lines = []
    if reaction.answered:
        lines.append("You took up the question they had put.")
    if reaction.evaded:
        lines.append("You passed over the question they had put.")
    if reaction.question:
        lines.append("They put a question of their own; they will notice how you take it.")
    return lines


def _name(id: str) -> str:
    return one_line(id.replace("_", " ").replace(".", ": "))
