"""Where rules overrule the learned part: negated and reported acts, orders to the program."""

from __future__ import annotations

import re

from roleplay.understanding.normalise import straighten

HARM = frozenset(
    (
        "tell_feature tell_generic tell_need tell_solve tell_answer tell_deny tell_past_bad "
        "tell_rival_bad tell_contrast close press tell_price drift"
    ).split()
)
_NOT_SELLING = re.compile(
    r"\b(?:not|n't|never|no|without|rather than|instead of|before i|isn't about|skip|"
    r"leave)\b[^.?!]{0,40}\b(?:sell\w*|pitch\w*|product|brochure|demo|slides?|promis\w+|"
    r"push\w*|software|what we (?:do|sell)|sales|present\w*|solve|solutions?|fix(?:ed)?|"
    r"answer|close|decid\w+|sign)\b"
)
_REPORTED = re.compile(
    r"\b(?:they|he|she|someone|supplier|vendor|consultants?|the last \w+|people) (?:said|"
    r"say|told|promised|claimed|reckoned|swore|sold)\b|\byou(?:'ve)? (?:said|mentioned|"
    r"told)"
)
_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any |your |the |my |previous |"
    r"prior )+(?:previous |prior )?(?:rules?|instructions?|prompts?|guidelines)|\b(?:give|"
    r"award|grant) me (?:full|top|maximum|100|the highest|a perfect)\b|\bsystem prompt\b|"
    r"\byou are (?:now )?(?:a|an) (?:ai|assistant|chatbot|language model|grader)\b|"
    r"\bscore (?:me )?(?:this )?(?:as )?100\b|</?[a-z]+[^>]*>|\bset trust\b"
)
_BACK_TO_YOU = re.compile(
    r"\bcome back to (?:you|that|this|it|my|your)\b(?! (?:in|on|next|with|two|three|a)\b)"
)
_PRICED = re.compile(
    r"\b(?:our|ours|we|we're|it's|it is|it'd|comes? at|pric\w+|fees?|charg\w+|licen[cs]es?|"
    r"subscription|discount\w*|free)\b"
)
_WHETHER = re.compile(r"\bwhether\b")
_CONDITION = re.compile(r"\bif\b")
_OWN_TERMS = re.compile(
    r"\bi (?:won't|will not|don't want to|shan't)\b|\bi'll (?:say so|stop|leave)\b"
)
_IF_SO = re.compile(
    r"\bif (?:that|this|it)(?:'s| is| was) what you (?:need|want)|\bi'm not saying\b"
)
_FAREWELL = re.compile(
    r"\b(?:good ?bye|bye(?: now| then)?|i'?ll (?:leave (?:it|you) (?:there|be|to it)|"
    r"let you (?:go|get on)|get out of your (?:way|hair)|stop (?:here|there)|be off|"
    r"go now)|let'?s (?:leave|stop) it (?:there|here)|"
    r"i won'?t take (?:up )?any more of your time|thanks for your time[.!]?$|not a fit|"
    r"nothing (?:here )?for (?:us|me) to do)\b"
)


_BACK_CHANNEL = frozenset(
    (
        "ok okay right yes yeah yep no mm mmm hm hmm uh huh ah oh sure fine good great well "
        "so i see go on fair deal agreed alright got it and interesting really true indeed "
        "exactly understood noted"
    ).split()
)
_LONGEST_BACK_CHANNEL = 4


def back_channel(clause: str) -> bool:
    """Whether a clause only shows that one is listening, or wants no more than a nod ("OK?")."""
    words = straighten(clause).replace(",", " ").strip(" .!?").split()
    return len(words) <= _LONGEST_BACK_CHANNEL and all(
        w.strip(".!") in _BACK_CHANNEL for w in words
    )


def vetoed(act: str, clause: str) -> bool:
    """Whether a clause negates or reports an act that would otherwise be heard."""
    plain = straighten(clause)
    if act == "next_step" and _BACK_TO_YOU.search(plain):
        return True
    if act == "step_back" and _CONDITION.search(plain):
        return True
    if act == "tell_price" and not _PRICED.search(plain):
        return True
    if act in ("next_step", "close") and _WHETHER.search(plain):
        return True
    if act == "tell_limit" and _OWN_TERMS.search(plain):
        return True
    if act not in HARM:
        return False
    if _IF_SO.search(plain):
        return True
    if _NOT_SELLING.search(plain):
        return True
    return bool(_REPORTED.search(plain)) and act not in ("tell_deny", "tell_past_bad")


def to_the_program(text: str) -> re.Match[str] | None:
    """Orders to the program, or markup: talk that no buyer would take as talk to them."""
    return _INJECTION.search(straighten(text))


def farewell(clause: str) -> re.Match[str] | None:
    """Words with which a seller leaves."""
    plain = straighten(clause)
    return None if _CONDITION.search(plain) else _FAREWELL.search(plain)
