"""How something was said: the flags of acts.md, and the two events that are seen in the words.

What is said in so many words is heard by rule, with the words to point at; beyond that the
encoder's scores count, from a confidence that is higher the more a flag can cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roleplay.acts import family
from roleplay.heard import ActHeard, Context, FlagHeard
from roleplay.understanding.encoder import Encoder
from roleplay.understanding.hearing import Said
from roleplay.understanding.normalise import content_stems, straighten, words_of
from roleplay.understanding.slots import figures_of
from roleplay.understanding.subjects import alike, touches

SHORT_ANSWER = 45
"""Words of its telling clauses up to which an answer to the buyer's question is no pitch."""
MANNER = 70
"""Confidence from which the encoder is heard on how something was said."""
STACKED = 3
"""Questions in one turn from which it is stacked."""
PITCHING = ("tell_feature", "tell_use", "tell_contrast", "tell_price", "tell_generic", "tell_solve")
CLAIMING = (
    "tell_feature",
    "tell_use",
    "tell_solve",
    "tell_answer",
    "tell_generic",
    "tell_contrast",
)

CLAIMED = 0.75
"""Likeness to a phrase of the card's limits from which a claim is that claim."""
PASSING = frozenset("rapport agenda tell_ack step_back drift".split())
"""Acts that answer no question."""

_BULLY = re.compile(
    r"\b(?:you(?:'re| are| must be| people are|'d have to be)(?: all| both| just| clearly|"
    r" really| obviously| such| being)*(?: an?| some kind of)?(?: complete| total| bloody|"
    r" utter| absolute| real)* (?:idiots?|stupid|morons?|fools?|useless|pathetic|dumb|"
    r"losers?|incompetent|clueless|imbeciles?|liars?)|you (?:complete |total |bloody |"
    r"stupid |utter )*(?:idiots?|morons?|fools?|losers?|imbeciles?|bastards?|bitch|"
    r"liars?)|only an? (?:idiot|fool|moron)|shut (?:up|your)|screw you|f+u+c+k (?:you|"
    r"off)|piss off|go to hell|you'?ll regret|bullshit|wast(?:e|ing) of (?:space|skin)|"
    r"you(?:'re| are) (?:all )?(?:a joke|a disgrace|hopeless|an embarrassment|thick|deluded|"
    r"out of your depth|not very bright|asleep at)|(?:a child|a monkey|my dog|my kid) could|"
    r"what do they (?:even )?pay you for|are you (?:stupid|thick|deaf|blind|slow|dense)|"
    r"you people (?:are|never|couldn't|wouldn't) (?:\w+ ){0,3}(?:clue|useless|competent|idiots?|"
    r"manage|organise|run)|"
    r"what(?:'s| is) wrong with you)\b"
)
_BULLY_NOT = re.compile(
    r"\b(?:feel|felt|sound|look|not|never|n't|nobody|no one|if|whether|say|said|"
    r"saying) (?:\w+ ){0,4}(?:you(?:'re| are) )?(?:an? )?(?:stupid|dumb|idiots?|fools?|"
    r"useless|incompetent|pathetic)|you(?:'d| would) be (?:stupid|a fool|an idiot) not to"
)
_GROVEL = re.compile(
    r"\b(?:i'?m begging|please,? please|i beg you|so,? so sorry|terribly sorry|i know i'?m "
    r"(?:nobody|useless|just)|only a (?:humble|small)|i'?m not worthy|a thousand apologies|"
    r"i'?d be (?:so|eternally) grateful|wouldn'?t dream of taking|you must be so busy)\b"
)
_LEADING = re.compile(
    r"(?:don'?t you (?:think|agree|find|want)|wouldn'?t you (?:agree|say|like|want|rather)|"
    r"surely you|isn'?t it (?:true|obvious|time)|you do (?:want|need|agree)|"
    r"(?:isn'?t it|wouldn'?t it|don'?t you|aren'?t you|can'?t you|shouldn'?t you|, right)\?*$)"
)
_OURS = re.compile(
    r"^(?:and |but |so |yes,? )*(?:it|it'll|our|we|we'll|we'd|this|the system|you'll|you will)\b"
)
_QUESTIONS = re.compile(r"[^.!?]+\?")
_YES = re.compile(
    r"^(?:(?:yes|yeah|yep|of course|sure|absolutely|certainly|definitely)\b|(?:it does|we do)"
    r"(?:[,.!]|$))"
)
_NO_TROUBLE = re.compile(r"\b(?:no (?:problem|worries|doubt|question)|not a problem|not only)\b")
"""Words that deny nothing."""
_NEGATED = re.compile(
    r"\b(?:no|not|never|nor|nothing|without|can't|cannot|won't|doesn't|don't|isn't|aren't|"
    r"wouldn't|couldn't|neither|nobody|outside|beyond|other than|someone else)\b"
)


def flags_of(
    text: str, said: Sequence[Said], context: Context, encoder: Encoder, answering: bool
) -> tuple[FlagHeard, ...]:
    """Every flag of the turn but ``answers``, with the words that decided it."""
    return (
        *_stacked(text, said),
        *_manner(text, said),
        *_carried(text, context),
        *_repeated(text, context),
        *_off_register(text, said, context),
        *_mislead(said, context, encoder, answering),
    )


def answering(said: Sequence[Said], flag: FlagHeard | None) -> list[Said]:
    """Mark the pitch-like acts of a short, honest answer to the buyer's own question."""
    pitching = [each for each in said if each.does(*PITCHING)]
    short = sum(len(words_of(each.clause.text)) for each in pitching) <= SHORT_ANSWER
    if not (flag and short):
        return list(said)
    return [replace(each, acts=tuple(map(_as_answer, each.acts))) for each in said]


def _as_answer(act: ActHeard) -> ActHeard:
    return replace(act, answering=True) if act.id in PITCHING else act


def _stacked(text: str, said: Sequence[Said]) -> Iterator[FlagHeard]:
    asking = [each.clause for each in said if each.asks]
    if len(asking) >= STACKED:
        start, end = asking[0].start, asking[-1].end
        yield FlagHeard("stacked", text[start:end], start, end)


def _manner(text: str, said: Sequence[Said]) -> Iterator[FlagHeard]:
    """Abuse in so many words; begging and leading also where the encoder is sure of them.

    Abuse ends calls and caps scores, so it takes words that can be pointed at.
    """
    plain = straighten(text)
    abuse = _BULLY.search(plain)
    if abuse and not _BULLY_NOT.search(plain):
        yield FlagHeard("bully", text[abuse.start() : abuse.end()], *abuse.span())
    for flag, pattern in (("grovel", _GROVEL), ("leading", _LEADING)):
        match = pattern.search(plain)
        if match:
            yield FlagHeard(flag, text[match.start() : match.end()], *match.span())
            continue
        each = max(said, key=lambda each: each.flags.get(flag, 0), default=None)
        if each and each.flags.get(flag, 0) >= MANNER:
            clause = each.clause
            yield FlagHeard(flag, clause.text, clause.start, clause.end, each.flags[flag])


def _carried(text: str, context: Context) -> Iterator[FlagHeard]:
    """Something that this buyer disclosed: a figure of theirs, or two telling words of theirs."""
    figures = figures_of(text)
    stems = content_stems(text)
    for disclosed in context.disclosed:
        shared = stems & content_stems(disclosed)
        if figures & figures_of(disclosed) or len(shared) >= 2:
            places = [
                (w.start, w.end)
                for w in words_of(text)
                if content_stems(w.text) & shared or figures_of(w.text) & figures
            ]
            if places:
                start, end = places[0][0], places[-1][1]
                yield FlagHeard("carried", text[start:end], start, end)
                return


def _repeated(text: str, context: Context) -> Iterator[FlagHeard]:
    mine = {w.text for w in words_of(text)}
    for earlier in context.earlier:
        theirs = {w.text for w in words_of(earlier)}
        if len(mine) >= 3 and 10 * len(mine & theirs) >= 9 * len(mine | theirs):
            yield FlagHeard("repeated", text, 0, len(text))
            return


def answer(said: Sequence[Said], context: Context) -> FlagHeard | None:
    """The flag ``answers``: something to the point was said to the question that the buyer put.

    A greeting, thanks or the terms of the talk answer nothing, and neither does asking back. Of
    several clauses the one counts that the encoder takes for an answer most.
    """
    if not context.question:
        return None
    fit = [each for each in said if not each.only(*PASSING) and not _asks_back(each)]
    best = max(fit, key=lambda each: each.flags.get("answers", 0), default=None)
    if best is None:
        return None
    return FlagHeard("answers", best.clause.text, best.clause.start, best.clause.end)


def _asks_back(each: Said) -> bool:
    """A question, unless the encoder is sure that a clause with the form of one is an answer."""
    asks = any(family(act.id) == "ask" for act in each.acts)
    return asks or (each.asks and each.flags.get("answers", 0) < MANNER)


def _off_register(text: str, said: Sequence[Said], context: Context) -> Iterator[FlagHeard]:
    """Acts that this buyer never works at, and words of another desk that the seller brought in."""
    pardoned = {each.number for each in said if any(act.answering for act in each.acts)}
    plain = straighten(text)
    theirs = straighten(" ".join((context.buyer, *context.disclosed)))
    for phrase in context.register.words:
        pattern = rf"\b{re.escape(straighten(phrase))}s?\b"
        match = re.search(pattern, plain)
        if not match or re.search(pattern, theirs):
            continue
        at = match.start()
        each = next((s for s in said if s.clause.start <= at < s.clause.end), None)
        if each and (each.number in pardoned or _NEGATED.search(straighten(each.clause.text))):
            continue
        yield FlagHeard("off_register", text[match.start() : match.end()], *match.span())
        return
    for each in said:
        for act in each.acts:
            if act.id in context.register.acts and each.number not in pardoned:
                words = text[act.start : act.end]
                yield FlagHeard("off_register", words, act.start, act.end, act.confidence)
                return


def _mislead(
    said: Sequence[Said], context: Context, encoder: Encoder, answering: bool
) -> Iterator[FlagHeard]:
    """A claim of something that the card says the offering does not do.

    A "yes" claims what it was asked, and nothing else that the buyer has said.
    """
    asked = " ".join(_QUESTIONS.findall(context.buyer))
    for limit in context.limits:
        for each in said:
            clause = each.clause
            plain = straighten(clause.text)
            denied = _NEGATED.search(_NO_TROUBLE.sub(" ", plain))
            if denied or each.asks or each.does("tell_limit"):
                continue
            ours = each.does(*CLAIMING) or _OURS.search(plain)
            claimed = ours and (
                touches(clause.text, limit.phrases, 80)
                or alike(encoder, each.direction, limit.phrases) >= CLAIMED
            )
            agreed = answering and _YES.match(plain) and touches(asked, limit.phrases, 60)
            if claimed or agreed:
                yield FlagHeard("mislead", clause.text, clause.start, clause.end)
                return
