"""What is said beside the matter: back-channel, asides, and orders to the program."""

from __future__ import annotations

import re

from roleplay.heard import FlagHeard
from roleplay.understanding.normalise import straighten, words_of

_INJECTION = re.compile(
    r"\b(?:ignore|disregard|forget) (?:all |any |your |the |my |previous |"
    r"prior )+(?:previous |prior )?(?:rules?|instructions?|prompts?|guidelines)|\b(?:give|"
    r"award|grant) me (?:full|top|maximum|100|the highest|a perfect)\b|\bsystem prompt\b|"
    r"\byou are (?:now )?(?:a|an) (?:ai|assistant|chatbot|language model|grader)\b|"
    r"\bscore (?:me )?(?:this )?(?:as )?100\b|</?[a-z]+[^>]*>|\bset trust\b"
)
_BACK_CHANNEL = frozenset(
    (
        "ok okay right yes yeah yep no mm mmm hm hmm uh huh ah oh sure fine good great well "
        "so i see go on fair deal agreed alright got it and interesting really true indeed "
        "exactly understood noted"
    ).split()
)
_LONGEST_BACK_CHANNEL = 4
_ASIDES = {
    "say_again": re.compile(
        r"\b(?:(?:can|could|would) you (?:please )?(?:say|repeat|run|go over) (?:that|it|this)"
        r"(?: by me)?(?: (?:again|once more|one more time))?|say (?:that |it )?again|repeat that|"
        r"come again|(?:i )?(?:didn'?t|did not) (?:quite )?(?:catch|hear|get) (?:that|you|what you"
        r" said)|what did you (?:just )?say|what was that|(?:i )?missed that|i beg your pardon|"
        r"^(?:sorry|pardon|what|eh)\?+$|you(?:'re| are) breaking up|bad line)"
    ),
    "thinking": re.compile(
        r"\b(?:(?:let|lemme) (?:me )?(?:just )?(?:think|have a think)|(?:give|gimme) (?:me )?(?:a |"
        r"one )(?:moment|second|sec|minute|mo)|(?:one|just a) (?:moment|second|sec|minute)|bear "
        r"with me|hang on|hold on|wait a (?:moment|second|sec|minute))"
    ),
    "asks_name": re.compile(
        r"\b(?:(?:what(?:'s| is| was)|may i have|can i (?:have|take|ask)|could i (?:have|take|ask)|"
        r"remind me of|(?:didn'?t|did not) (?:catch|get)) your name|who (?:am i|i'?m) "
        r"(?:talking|speaking) (?:to|with)|who is this|what (?:do|should|can|shall) i call you)"
    ),
}
"""What a person says without meaning to get on, by the event that it is."""
_FILLER = frozenset(
    (
        "sorry please again i i'm im a an the my your you could can would was is that it then so "
        "um uh er well oh ok okay just for moment second minute sec there about this here please "
        "to on me one what more time may ask again line bit its it's blimey gosh wow hey"
    ).split()
)
_MOST_BESIDE = 2
"""Words beside an aside, fillers left out, that may stand in a turn that is nothing else."""
_GREETED = re.compile(
    r"(?:^|[.!?,] )(?i:hello|hi|hey|good (?:morning|afternoon|evening)|morning|thanks|thank you|"
    r"dear|listen|look|sorry|great to meet you|nice to meet you|pleasure to meet you),? "
    r"(?:Mr |Mrs |Ms |Miss |Dr |Mr\. |Mrs\. |Ms\. |Dr\. )?([A-Z][a-z]{2,})\b(?! (?:and|from|at)\b)"
)
_NO_NAME = frozenset(
    "there again everyone everybody all both very for sir madam doctor professor boss chef mate "
    "team folks you and what who how why when where tell".split()
)
_AGREES = re.compile(
    r"^(?:(?:oh|ah|well|ok|okay|right|so|brilliant|great|perfect|lovely|good|fine|sure|hm+|um+|er+)"
    r"[,.! ]+)*(?:yes|yeah|yep|yup|aye|of course|sure(?:ly)?|certainly|absolutely|definitely|"
    r"please do|go ahead|gladly|with pleasure|that works|done|agreed|deal|you'?re on)\b"
)
_REFUSES = re.compile(
    r"^(?:(?:oh|ah|well|ok|okay|right|hm+|um+|er+|sorry|thanks|thank you|that'?s kind,? but)"
    r"[,.! ]+)*(?:no|nope|nah|not (?:yet|now|today|really|this time|for me|for us)|never|"
    r"i'?d rather not|better not|no thanks?)\b(?! (?:problem|worries|doubt|question))"
)
_TAKEN_BACK = re.compile(
    r"\b(?:scrap that|strike that|forget (?:that|i said that|what i said)|never ?mind that|"
    r"let me (?:rephrase|start (?:again|over)|put (?:that|it) (?:another|a different) way)|"
    r"no,? wait|actually,? no|on second thoughts?|i take that back)\b[\s,.:;!-]*"
)


def back_channel(clause: str) -> bool:
    """Whether a clause only shows that one is listening, or wants no more than a nod ("OK?")."""
    words = straighten(clause).replace(",", " ").strip(" .!?").split()
    return len(words) <= _LONGEST_BACK_CHANNEL and all(
        w.strip(".!") in _BACK_CHANNEL for w in words
    )


def to_the_program(text: str) -> re.Match[str] | None:
    """Orders to the program, or markup: talk that no buyer would take as talk to them."""
    return _INJECTION.search(straighten(text))


_BEFORE = r"(?:well|right|um+|uh+|er+m?|hmm+|oh|ah|look|listen|anyway|okay|ok)(?: then| now)?"
_PAUSE = r"(?:\s*[,.!:…]+\s*|\s*-+\s+)"
_HESITATION = re.compile(
    rf"(?:{_BEFORE}{_PAUSE}?){{2,}}(?<=[,.!:…\s])|(?:(?:um+|uh+|er+m?|hmm+){_PAUSE})+",
    re.IGNORECASE,
)
"""What people say before they begin. A single "well" tells how they take it, and stays."""


def aside(text: str) -> FlagHeard | None:
    """The event of a turn that is nothing but an aside: say it again, wait, who are you?"""
    plain = straighten(text)
    for event, pattern in _ASIDES.items():
        match = pattern.search(plain)
        if match is None:
            continue
        rest = plain[: match.start()] + " " + plain[match.end() :]
        beside = [word.text for word in words_of(rest) if word.text not in _FILLER]
        if len(beside) <= _MOST_BESIDE and not any(word[0].isdigit() for word in beside):
            return FlagHeard(event, text[match.start() : match.end()], *match.span())
    return None


def wrong_name(text: str, names: tuple[str, ...]) -> FlagHeard | None:
    """A greeting by a name that is not this buyer's."""
    own = {part.lower() for name in names for part in re.split(r"[\s-]", name)}
    if any(word.text in own for word in words_of(text)):
        return None  # others in the room may be greeted too
    for match in _GREETED.finditer(text) if own else ():
        word = match.group(1).lower()
        if word not in own and word not in _NO_NAME:
            return FlagHeard("wrong_name", match.group(1), *match.span(1))
    return None


def assent(text: str) -> FlagHeard | None:
    """Whether a turn begins with a yes (``agrees``) or a no (``refuses``)."""
    plain = straighten(text)
    for event, pattern in (("refuses", _REFUSES), ("agrees", _AGREES)):
        match = pattern.search(plain)
        if match is not None:
            return FlagHeard(event, text[: match.end()], 0, match.end())
    return None


def without_hesitation(text: str) -> str:
    """A turn with blanks in place of what is said before one begins ("Well, um …"), so that
    places stay what they are. What is nothing else is left as it is."""
    begun = _HESITATION.match(text)
    if begun is None or not text[begun.end() :].strip():
        return text
    return " " * begun.end() + text[begun.end() :]


def taken_back(text: str) -> int:
    """Where in a turn it begins anew: "…, scrap that: …". 0 where nothing is taken back."""
    ends = [match.end() for match in _TAKEN_BACK.finditer(straighten(text))]
    return ends[-1] if ends and len(words_of(text[ends[-1] :])) > 2 else 0
