"""Moves said in so many words, which a long turn may hide from the encoder; and prices that are
none.

Few and exact, each measured on the coded turns: what is told not to buy is so in 28 of 29. A
proposal in its own words counts only well into a talk, since at its beginning what is proposed is
how to run it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleplay.acts import family
from roleplay.heard import ActHeard, Context
from roleplay.understanding.hearing import OUT_OF_IT, Said
from roleplay.understanding.normalise import straighten
from roleplay.understanding.slots import figures_of, names_a_day

SURELY = 75
"""Confidence of a move said in so many words."""
_NO_BUY = re.compile(
    r"\b(?:you (?:shouldn't|should not|don't need to|needn't|do not need to) (?:buy|replace|"
    r"spend|change|get)|i wouldn't buy|i(?:'d| would)? advise (?:you )?against|"
    r"i(?:'d| would) sign nothing|keep what you(?:'ve| have)|keep the (?:one|system) you)|"
    r"(?:^|[,.:;] )(?:so |please |just )*don't buy"
)
_LEAVING = re.compile(
    r"\b(?:we(?:'ll| will)|i(?:'ll| will)|we(?:'re| are) going to|i(?:'d| would) rather) "
    r"(?:pass on (?:this|it)|step aside|stand aside|bow out|withdraw|drop out|leave it (?:there|"
    r"here|at that)|stay out|stop here|call it a day)\b|"
    r"\bwe(?:'re| are) out(?: of this| of it)?[.!]?$|"
    r"\bi (?:won't|will not) keep you (?:any longer|from)\b|"
    r"\b(?:good ?bye|bye|bye bye)\b|\bi(?:'m| am) off\b(?! to)|"
    r"\bi(?:'d| had) better (?:be off|be going|go|get going)\b|\bi(?:'ll| will) (?:let you get on|"
    r"be off|get out of your (?:hair|way)|leave you to it)\b|"
    r"\bthis (?:one )?(?:isn't|is not) for us\b"
)
"""Out of the talk in so many words."""
_SMALL_TALK = re.compile(
    r"\b(?:how are you(?: keeping| doing| today| getting on| this morning| then)*|"
    r"how(?:'s| is| are) (?:it going|things(?: with you)?|life|"
    r"your (?:day|week|morning|afternoon)(?: going)?)|"
    r"how was (?:your|the) (?:weekend|holiday|journey|trip|morning|week|drive|summer|christmas)|"
    r"(?:lovely|nice|awful|terrible|miserable|gorgeous|grim) (?:weather|day|morning)|"
    r"(?:did you|have you) (?:have|had) a (?:good|nice) (?:weekend|holiday|week|day)|"
    r"(?:good|busy) weekend)\b"
)
_NOD = re.compile(
    r"^(?:so|and|now|or|but)?,? ?(?:"
    r"(?:is|was|isn't) (?:that|this|it) (?:all |about |roughly )?(?:right|fair|ok|okay|correct|so|"
    r"it|clear|good|fine|true|a deal|all right|enough)(?: (?:for|with|by) (?:you|both of you))?|"
    r"(?:does|do|would|will|could|can|did) (?:that|this|it|you) (?:help|suit|work|make sense|agree|"
    r"fit|sound (?:right|fair|good|ok|okay|about right|reasonable|like you)|be (?:ok|okay|fine|all "
    r"right|useful|fair))(?: (?:for|with|to) (?:you|everyone|both of you))?|"
    r"(?:have|did) i (?:got|get|understood|understand|heard|hear) (?:that|it|this|you) (?:right|"
    r"correctly|straight)|"
    r"(?:agreed|deal|yes|ok|okay|right|fair|fair enough|correct|sounds? (?:good|fair|right)))"
    r"[ ?.!]*$"
)
"""A question that wants a nod and no fact."""
_MOST_BESIDE_SMALL_TALK = 5
"""Words of a clause beside the small talk in it, up to which it is nothing else."""
_PROPOSAL = re.compile(
    r"\b(?:here(?:'s| is) (?:what|how) i(?:'d| would|'ll)? (?:propose|suggest)|my (?:proposal|"
    r"suggestion)\b|i(?:'d| would)? (?:propose|suggest)\b|what i(?:'d| would) (?:propose|"
    r"suggest|like to do)|would it be worth (?:\w+ ){0,4}(?:you and i|we|us)\b)"
)


_TOGETHER = re.compile(
    r"\b(?:shall|could|can|might|why don'?t|what if|how about|would you be up for|suppose) "
    r"(?:we|you and i|the (?:two|three|four) of us|you and me) (?:\w+ ){0,3}?(?:meet|sit|"
    r"get together|take|go|look|spend|put|try|test|run|walk|do)\b|"
    r"\blet'?s (?:meet|sit|get together|take|put|try|test|run|say|make it|fix|book)\b|"
    r"\b(?:we|i)(?:'ll| will) (?:meet|come (?:back|by|over|round|in)|"
    r"be (?:there|back|with you))\b"
)
"""Something to be done together; with a day it is a step: so in 20 of 21 coded turns."""
_OFFER = re.compile(
    r"\bi(?:'d| would|'ll| will) (?:gladly|happily|love to|"
    r"be (?:very )?(?:glad|happy|delighted) to) (?:give|run|hold|do|show|teach|put on|throw in)\b"
    r"(?!.*(?:\bif you (?!like|want|wish)|in return|provided))"
)
"""Something given with pleasure and for nothing."""
_ORDER = re.compile(
    r"\b(?:would you like to|shall we|are you (?:happy|ready) to|do you want to|can we) "
    r"(?:go ahead(?! with (?:\w+day|that|this|the [vtmns]))|sign|proceed|"
    r"place the order|get it signed)\b(?!.*\b(?:meeting|visit|test)\b)"
)
"""The order asked for: so in 15 of 15 coded turns."""
_STANDS = re.compile(
    r"\b(?:i'm|i am|we're|we are|i'll|i'd rather) (?:hold|holding|keep|keeping|stick|sticking)"
    r"(?: to| at| with)? (?:the|our|my|that|this) (?:price|figure|list)\b|"
    r"\b(?:the|our|my|that) (?:price|figure|offer) (?:stands|holds|stays|remains)\b"
)
"""The position kept: so in 6 of 6."""
_RETURN = re.compile(
    r"(?<!even )\bif you (?:(?:can|could|will|'ll) )?(?:get|give|bring|send|let|put|pull|introduce|"
    r"arrange|lend|open) (?:us|me|two|three|your)\b|\b(?:can|could|may) (?:i|we) (?:have|get|take|"
    r"borrow) (?:a copy\b|(?:the|that|your) (?:file|sheet|list|data|figures|numbers)\b)"
)
"""Something asked for in return: so, with the wish to see somebody, in 18 of 19."""
_PURPOSE = re.compile(
    r"\bi(?:'m| am) (?:only |just )?(?:ringing|calling|here|writing|phoning) (?:for one reason|to "
    r"(?:find out|learn|hear|understand))\b|"
    r"\b(?:may|can|could|shall) i (?:say|tell you|share) what i\b|"
    r"\byou(?:'re| are) (?:quite |perfectly |entirely )?free to say no\b|"
    r"\byou can (?:always |just )?say no\b"
)
"""What one is here for, leave to tell something, and a way out."""
_SPELL = re.compile(
    r"\b(?:half an hour|an hour|half a day|a morning|an afternoon|"
    r"(?:ten|fifteen|twenty|thirty|forty|sixty|ninety|\d+) minutes)\b"
)
"""A spell of time; with a day, and well into the talk, it is proposed as a step."""
_TELLING = re.compile(
    r"\b(?:(?:i|we) (?:can|could|will|'ll)?(?:'ll)? ?|let me )(?:tell|show|explain to) you "
    r"(?:what|why|how|where|which|who)\b"
)
"""What is announced is not asked."""
ECHO = 4
"""Words in a row that make the buyer's own words an echo."""
LATE = 4
"""Earlier turns from which a way out beside a proposal does not make it the talk's agenda."""
SOMETHING_ELSE = {"agenda", "plan", "own_it", "refocus", "lift", "close"}
"""Acts beside which it is theirs and no step of its own."""


def without_their_figures(said: Sequence[Said], context: Context) -> list[Said]:
    """The clauses, without prices that are only the buyer's own figures put together."""
    theirs = frozenset().union(*map(figures_of, (context.buyer, *context.disclosed)))
    return [
        replace(each, acts=tuple(a for a in each.acts if a.id != "tell_price"))
        if figures_of(each.clause.text) & theirs
        else each
        for each in said
    ]


def echoing(said: Sequence[Said], buyer: str) -> list[Said]:
    """The clauses; the buyer's last words said back as they were are a mirror, and neither ask,
    offer nor propose what the buyer did."""
    theirs = f" {_bare(buyer)} "
    return [_mirror(each) if _echoes(each.clause.text, theirs) else each for each in said]


def _echoes(clause: str, theirs: str) -> bool:
    bare = _bare(clause)
    return len(bare.split()) >= ECHO and f" {bare} " in theirs


def _mirror(said: Said) -> Said:
    clause = said.clause
    act = ActHeard("mirror", SURELY, "", clause.start, clause.end, said.number)
    return replace(
        said, form="none", acts=(act,), near=(), flags=said.flags | {"asks": 0}, direction=None
    )


def _bare(words: str) -> str:
    return " ".join(re.findall(r"[\w']+", straighten(words)))


def with_small_talk(said: Sequence[Said]) -> list[Said]:
    """The clauses; "how are you?" and the weather are small talk, however they are put, and
    neither "is that right?" nor "I can tell you why" asks for a fact."""
    return [
        _small_talk(each)
        if _is_small_talk(each)
        else _asking_nothing(each)
        if _wants_no_fact(each)
        else each
        for each in said
    ]


def _names_a_day(said: Sequence[Said]) -> bool:
    return any(names_a_day(each.clause.text) for each in said)


def _wants_no_fact(said: Said) -> bool:
    plain = straighten(said.clause.text).strip()
    return (said.asks and _NOD.match(plain) is not None) or (
        "?" not in plain and _TELLING.search(plain) is not None
    )


def _asking_nothing(said: Said) -> Said:
    acts = tuple(act for act in said.acts if family(act.id) != "ask")
    return replace(said, form="none", acts=acts, near=(), flags=said.flags | {"asks": 0})


def _is_small_talk(said: Said) -> bool:
    plain = straighten(said.clause.text)
    match = _SMALL_TALK.search(plain)
    rest = f"{plain[: match.start()]} {plain[match.end() :]}" if match else ""
    return match is not None and len(rest.split()) <= _MOST_BESIDE_SMALL_TALK


def _small_talk(said: Said) -> Said:
    clause = said.clause
    act = ActHeard("rapport", SURELY, "", clause.start, clause.end, said.number)
    return replace(said, form="none", acts=(act,), near=())


def with_outright(said: Sequence[Said], context: Context) -> list[Said]:
    """The clauses, with the moves that were said in so many words and not heard."""
    heard = {act.id for each in said for act in each.acts}
    begun, late = len(context.earlier) > 1, len(context.earlier) >= LATE
    elsewhere = heard & (SOMETHING_ELSE - {"agenda"} if late else SOMETHING_ELSE)
    dated = begun and not elsewhere and _names_a_day(said)
    found = list(said)
    for number, each in enumerate(said):
        plain = straighten(each.clause.text)
        for act, pattern, fits in (
            ("no_buy", _NO_BUY, not each.asks),
            ("step_back", _LEAVING, not each.asks),
            ("step_back", OUT_OF_IT, not each.asks),
            ("give", _OFFER, not each.asks),
            ("hold", _STANDS, not each.asks),
            ("close", _ORDER, begun),
            ("get", _RETURN, not heard & {"get", "lift", "hold"}),
            ("agenda", _PURPOSE, True),
            ("next_step", _PROPOSAL, begun and "agenda" not in heard),
            ("next_step", _TOGETHER, dated),
            ("next_step", _SPELL, dated and late and not heard & {"get", "give"}),
        ):
            match = pattern.search(plain) if fits and act not in heard else None
            if match:
                start, end = (each.clause.start + place for place in match.span())
                move = ActHeard(act, SURELY, "", start, end, number)
                found[number] = replace(found[number], acts=(*found[number].acts, move))
                heard.add(act)
    return found
