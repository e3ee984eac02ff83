"""Acts that are named and not done: denied, disclaimed, or reported of somebody else.

The encoder has learned most of this. What can cost a trainee marks gets a rule beside it, since
a word as small as "not" must never be overheard.
"""

from __future__ import annotations

import re

from roleplay.understanding.normalise import straighten

_NOT = (
    r"\b(?:not(?! (?:just|only|merely|simply))|never(?! mind)|no(?! (?:other|question|doubt))|"
    r"nobody|no one|nothing|none|neither|without|rather than|instead of|far from|"
    r"(?:is|are|was|do|does|did|wo|would|could|should|have|has)n't|can't|cannot|"
    r"(?:lying|wrong|foolish) (?:if|to))\b"
)
_CORES = {
    "tell_feature": r"sell|pitch|demo|product|brochure|slides|what (?:it|we|the \w+) (?:do|does)",
    "tell_generic": r"like yours|averages?|statistics?|case stud",
    "tell_need": r"need|should|ought|must|have to|tell you to|say what you",
    "tell_solve": r"solve|fix|sort|cure|rid of|mend|promise|guarantee|go(?:ne)? away",
    "tell_answer": r"answer|solution|(?:perfect|right|ideal|good) (?:fit|match|thing)|cure",
    "tell_rival_bad": r"bad word|against|run(?:ning)? (?:\w+ )?down|fault|knock|criticis|slag",
    "tell_past_bad": r"mistake|wrong|bad|silly|fool|daft|knock|criticis",
    "give": r"free|for nothing|build you",
    "close": r"sign|order|go(?:ing)? ahead|commit|contract|decision|decide|yes (?:or|today)",
    "press": r"rush|deadline|hurry|push|press|pressur|expir|clock|stampede",
}
_DENIED = {act: re.compile(rf"{_NOT}[^.,;!?]{{0,45}}\b(?:{core})") for act, core in _CORES.items()}
_MEANT = re.compile(
    r"\b(?:can't afford|don't (?:wait|miss|let)|why not|why don't|won't (?:let|regret)|"
    r"not (?:a|any|one) \w+ (?:longer|more))\b"
)
_STEP_ONLY = re.compile(
    r"\bgo ahead with (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\bgo ahead with (?:that|this|the) (?:visit|test|meeting|night|survey|trial|session)\b"
)
"""A step agreed on, and no order."""
_REPORTED = re.compile(
    r"\b(?:they|he|she|someone|somebody|supplier|vendor|consultants?|rep|salesman|the last \w+|"
    r"people)(?:'d| had| have| has)?(?: \w+)? (?:said|say|says|told|tell|promised?|claimed?|"
    r"reckoned|swore|sold|call(?:ed)?)\b|\byou(?:'ve)? (?:said|mentioned|told|heard)\b"
)


def denied(act: str, clause: str) -> bool:
    """Whether a clause only denies or reports an act that can cost marks."""
    pattern = _DENIED.get(act)
    if pattern is None:
        return False
    plain = straighten(clause)
    if act == "close" and _STEP_ONLY.search(plain):
        return True
    if _MEANT.search(plain):
        return False
    return bool(pattern.search(plain) or (act.startswith("tell_") and _REPORTED.search(plain)))
