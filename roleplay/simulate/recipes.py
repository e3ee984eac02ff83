"""Sellers who follow a recipe: one act for ever, or the same order of acts for everybody.

A scenario that such a seller wins can be won without listening. The recipes are played as surely
heard readings, so that nothing is owed to a slip of the reader.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice

from roleplay.acts import ACTS, family
from roleplay.buyer.persona import GIVE, Persona
from roleplay.conversation.conversation import Conversation
from roleplay.conversation.sayings import saying
from roleplay.conversation.search import Nobody
from roleplay.heard import Heard
from roleplay.scenario import Content

WON = ("best", "good")
"""Grades of an ending that was won."""
LEAVING = frozenset(("step_back", "no_buy", "refer_on"))
"""Acts that may win alone, where leaving is right."""
LONGEST = 200
"""Turns after which a recipe gives up."""
STEPS = tuple(act for act in ACTS if family(act) in ("ask", "listen", "tell", "trade", "move"))
"""Acts of which orders are made."""


def play(content: Content, turns: Iterable[Heard], seed: int = 1) -> str:
    """The grade of the ending that these turns come to; empty if the call is still open."""
    talk = Conversation(content, Nobody(), seed)
    for heard in islice(turns, LONGEST):
        if talk.ended is not None:
            break
        talk.hear(heard)
    return talk.ended.grade if talk.ended else ""


def one_act(persona: Persona, act: str) -> Iterator[Heard]:
    """One act for ever, about one thing after another, with whatever an agreed step may need."""
    about = [*persona.facts, *persona.topics]
    if family(act) == "trade":
        side = act == GIVE
        about = [c.id for c in persona.trades.values() if (c.side == GIVE) is side] or [""]
    slots = ("date", "person") if family(act) == "move" else ()
    for subject in cycle(about or [""]):
        yield saying([(act, subject)], slots=slots, per_cent=3 if act == GIVE else 0)


def in_order(acts: Sequence[str]) -> Iterator[Heard]:
    """These acts one a turn, without a subject, the last one for ever."""
    for act in (*acts, *islice(cycle(acts[-1:]), LONGEST)):
        yield saying([(act, "")], slots=("date", "person") if family(act) == "move" else ())


def orders(many: int, seed: int = 0) -> list[tuple[str, ...]]:
    """Orders of acts as sellers are taught them, and ``many`` drawn ones of ten acts."""
    chance = random.Random(seed)
    return [*TAUGHT, *(tuple(chance.sample(STEPS, 10)) for _ in range(many))]


TAUGHT = (
    tuple("rapport agenda ask_goal ask_today ask_trouble ask_cause ask_effect ask_figure "
          "ask_wait recap next_step".split()),
    tuple("agenda ask_goal ask_trouble ask_effect ask_figure tell_use next_step".split()),
    tuple("rapport ask_today ask_trouble ask_effect ask_wait tell_answer close".split()),
    tuple("rapport tell_feature tell_story tell_price close".split()),
    tuple("agenda ask_power ask_funds ask_goal ask_wait next_step".split()),
    tuple("agenda ask_goal ask_today ask_trouble ask_cause mirror deepen recap tell_do "
          "own_it next_step".split()),
    tuple("tell_ack ask_today ask_trouble own_it plan".split()),
    tuple("ask_goal ask_trouble ask_cause no_buy tell_do step_back".split()),
    tuple("ask_ready ask_funds ask_power ask_path give get plan close".split()),
)  # fmt: skip
"""Orders that are taught as methods, each a reasonable one somewhere."""
