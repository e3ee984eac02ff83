"""Cues: phrase patterns that signal an act almost whatever stands around them.

Few and precise on purpose. The learned part carries the rest; a cue is for what is said in so
many words, and fires in a question clause only (``ASKING``) or in a statement only (``TELLING``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay.understanding.normalise import straighten

SURE = 96
"""Confidence of an act heard by a cue: said in so many words."""

_ASKING = {
    "ask_goal": r"\b(?:hoping|hope|trying|aiming|looking|want|wanting|like) to (?:achieve|get|do|"
    r"reach|see|accomplish|change|be able)|\b(?:goals?|aims?|priorit\w+ for (?:you|this year)|"
    r"objectives?|good look like|success look|made you (?:take|agree)|why did you (?:take|agree)|"
    r"prompted|brings? you)\b",
    "ask_wait": (
        r"\b(?:nothing (?:changes|changed|happens|is done)|leave (?:it|things|this) (?:as|"
        r"alone|where)|stays? (?:as|like|the same)|carr(?:y|ies) on (?:like|as|at|rising)|"
        r"do nothing|another (?:year|quarter|six months|twelve months)|keeps? (?:rising|going|"
        r"growing|on) (?:like|at|as)|at (?:this|that) rate|(?:run|if|"
        r"when) [^?]{0,40}(?:forward|to march|until march|by march))"
    ),
    "ask_power": (
        r"\b(?:who (?:decides|signs?|approves|has the (?:final|last)|makes the (?:call|"
        r"decision)|gets to decide|else has to (?:agree|sign))|your (?:call|"
        r"decision) (?:alone|to make)|sign(?:s|ed)? (?:this |that |it )?off)\b"
    ),
    "ask_funds": (
        r"\b(?:budget|money (?:come|set aside|for)|fund(?:s|ed|ing)?|pay for (?:it|this)|"
        r"paid for out of)\b"
    ),
    "ask_people": (
        r"\b(?:who else|anyone else|who (?:would|should) (?:i|we) (?:also )?(?:talk|speak|"
        r"hear)|whose (?:patch|area|problem)|who (?:runs|owns|looks after|feels|gets))\b"
    ),
    "ask_past": (
        r"\b(?:tried (?:before|already|so far|anything)|what have you tried|have you tried|"
        r"last time|used to|before (?:this|now)|back then|why did you (?:choose|pick|"
        r"go with))\b"
    ),
    "ask_feel": (
        r"\b(?:for you personally|you personally|(?:mean|matter)s? to you\b|keeps? you (?:up|"
        r"awake)|worr(?:y|ies) you|how do you feel|rides? on (?:it|this) for you|"
        r"your own (?:name|neck|stake))"
    ),
    "ask_figure": (
        r"\b(?:how (?:many|much)|what(?:'s| is| was| does)? [^?]{0,40}(?:cost|worth|come to|"
        r"add up|total|figure|number)|what percentage|how (?:big|large|often)|put a (?:number|"
        r"figure)|in pounds|ballpark)\b"
    ),
    "ask_cause": (
        r"^(?:and |so |but )*(?:why\b(?! did you (?:choose|pick|take|agree|go))|how come|"
        r"what(?:'s| is| was| has)?(?: been)? (?:causing|driving|(?:got )?in the way|"
        r"the (?:cause|reason)))|\bwhat do you put (?:it|that|this) down to|"
        r"\bwhere does (?:it|that) come from|\bwhat(?:'s| is| was| has been|'s been) behind"
    ),
    "ask_trouble": (
        r"\b(?:go(?:es|ing)? wrong|breaks? down|biggest (?:problem|headache|issue)|problems?|"
        r"trouble|isn't working|not working|in the way|what's (?:hard|"
        r"difficult)|where does it (?:hurt|slip|fall)|struggl\w+|pain points?|frustrat\w+)\b"
    ),
    "ask_effect": (
        r"\b(?:what does (?:that|it|this) (?:do|mean)|who feels|knock[- ]on|"
        r"what happens (?:then|when|to)|lead(?:s)? to|impact|effect|consequence|affect\w*)\b"
    ),
    "ask_evidence": (
        r"\b(?:for (?:example|instance)|an example|how do you know|show me|could i see|"
        r"can i see|take me through (?:the last|one))\b"
    ),
    "ask_path": (
        r"\b(?:what (?:has|needs|would have|would need) to happen|approval|process (?:for|"
        r"to) (?:buy|approv|sign)|steps? (?:to|would|are)|once you (?:say|said) yes)\b"
    ),
    "ask_rank": (
        r"\b(?:how (?:high|far up)|where does (?:this|that|it) (?:sit|rank|come)|"
        r"on your (?:list|plate|desk)|compared (?:to|with)|looking at (?:anyone|others)|"
        r"priority)\b"
    ),
    "ask_today": (
        r"\b(?:how (?!are you (?:doing|keeping|today|getting on))(?:do|does|is|are) (?:you|it|"
        r"an?|the|your|stock|orders?)|walk me through|talk me through|take me through how|"
        r"step by step|what happens (?:today|now|at the moment)|at the moment|these days|"
        r"who does (?:that|what))\b"
    ),
}
_TELLING = {
    "tell_generic": (
        r"\b(?:(?:companies|businesses|firms|people|clients|customers|"
        r"distributors) (?:like (?:you|yours)|such as)|our (?:clients|customers|"
        r"average client) (?:typically|usually|see|save|average|get|all)|on average|"
        r"industry (?:average|standard|studies|research)|studies show|(?:typically|"
        r"usually) (?:save|see|get|reduce|cut))"
    ),
    "tell_need": (
        r"\b(?:what you (?:really |actually )?need is|you (?:really |clearly |"
        r"just )?need (?:a|an|our|to (?:get|buy|have|move|invest))|"
        r"you should (?:really )?(?:get|buy|have|invest|replace|move))\b"
    ),
    "tell_solve": (
        r"\b(?:(?:we|i)(?:'ll| will|'d| would| can|'re going to) (?:\w+ )?(?:solve|fix|sort|"
        r"eliminate|get rid of|make sure you (?:never|don't)|take care of) (?:your|that|this|"
        r"it|all|the)|(?:problem|issue)s? (?:will be )?(?:solved|gone|a thing of the past))\b"
    ),
    "tell_answer": (
        r"\b(?:(?:have|got|is|are|be) (?:just |exactly )?(?:the|your|a) (?:perfect |right |"
        r"ideal |complete )?(?:solution|answer|perfect fit)\b|just the (?:thing|solution|"
        r"answer)|perfect (?:fit|match|solution) for you|exactly what you(?:'re looking for|"
        r" need))"
    ),
    "tell_feature": (
        r"\b(?:our (?:platform|software|system|product|solution|tool|app|engine|suite) (?:is|"
        r"has|uses|runs|does|can|lets|gives|offers|integrates|connects|includes|comes|checks|"
        r"plans|shows|will)|we (?:offer|provide|run a|have a (?:platform|suite|module)|"
        r"integrate)|it (?:checks|plans|tells|shows|compares|works out) (?:\w+ )?(?:each|"
        r"every|your|the|whether|which|promise|order))"
    ),
    "tell_limit": (
        r"\b(?:we (?:don't|do not|can't|cannot|couldn't|won't) (?:do|track|cover|handle|offer|"
        r"touch|help|bring|make|know|go|replace|see)|i (?:don't|do not) know|"
        r"that's (?:not something we|outside|beyond)|it (?:won't|doesn't|does not|can't|"
        r"wouldn't)|not our (?:thing|area|business)|that's where we stop)\b"
    ),
    "close": (
        r"\b(?:sign (?:the|today|up|now|here)|ready to (?:sign|buy|go ahead)|"
        r"shall we go ahead|get you (?:signed|started)|place the order|do we have a deal|"
        r"send (?:over |you )?the contract)\b"
    ),
    "press": (
        r"\b(?:(?:only|offer|price|discount)[^.?!]{0,40}(?:until|till|today|this week|friday|"
        r"expires)|before it's too late|last chance|act now|can't afford (?:not to|to wait)|"
        r"out of business|now or never|every day you (?:wait|delay))\b"
    ),
    "tell_ack": (
        r"\b(?:(?:that|it) (?:must|sounds|can't) (?:be |have been )?(?:hard|rough|frustrating|"
        r"painful|tough|difficult|easy|uncomfortable|lonely)|i can (?:see|understand) why|"
        r"fair (?:point|enough|comment)|you're right|i'm sorry (?:about|that|to hear)|"
        r"my (?:mistake|fault)|i apologi[sz]e|understandable|i'd feel the same)\b"
    ),
    "recap": (
        r"\b(?:is that right|let me (?:see if|check|play|sum|say what|make sure)|"
        r"so (?:what )?i(?:'ve| have)? (?:heard|understand)|if i(?:'ve| have)? (?:understood|"
        r"got|heard)|to (?:sum|summari[sz]e|recap)|have i got (?:that|it)|did i (?:get|"
        r"hear) (?:that|it)|to sum up)\b"
    ),
}
_EITHER = {
    "rapport": (
        r"\b(?:weekend|weather|lovely (?:office|place|view|building)|nice (?:office|view|"
        r"place|to (?:meet|see))|great coffee|how are you|hope you(?:'re| are) well|"
        r"pleasure to|good to (?:meet|see|finally)|thank(?:s| you)(?: so much| very much|"
        r" again)* for (?:seeing|having|making|taking|your time|the time|agreeing)|"
        r"i (?:really )?admire|such a (?:great|nice|lovely)|congratulations|good (?:morning|"
        r"afternoon)|^(?:morning|hello|hi)\b)"
    ),
    "next_step": (
        r"\b(?:i(?: would|'d)? propose|(?:let us|let's|you and i|we could) meet|"
        r"i(?:'d| would)? suggest (?:a|an|we|that)|(?:would|does|is|how about) (?:next |"
        r"this )?(?:monday|tuesday|wednesday|thursday|friday)[^?.!]{0,20} (?:work|suit|good|"
        r"ok|fine)|(?:give|spare|have) (?:me|us|you) (?:an|half|twenty|thirty|forty|"
        r"forty-five|\d+) (?:an )?(?:minutes|hour)|i'd like to propose|my proposal|"
        r"what i'd (?:suggest|propose)|come back to you (?:in|on|next|two|three|with)|(?:ring|"
        r"call) you (?:on|next)|may i send you|can we meet|(?:shall|could|can|should|"
        r"might) we (?:\w+ )?(?:sit down|meet|put|get|set|book|arrange|have|take|spend|bring|"
        r"look|go through)|(?:i'd|i would) (?:suggest|propose|like to (?:come back|bring|sit|"
        r"meet|set up))|how about (?:we|a|an|thursday|next|meeting)|let's (?:get|put|set|sit|"
        r"meet|book|find|take|bring)|an hour with|half (?:an hour|a day) with|come back (?:on|"
        r"next|in) |joint (?:session|meeting)|(?:would|are) you (?:be )?(?:open|willing|free|"
        r"up) (?:to|for))\b"
    ),
    "agenda": (
        r"\b(?:if [^.?!]{0,60}\b(?:i'll|i will|we'll|we)(?: \w+)? (?:be (?:out|gone|off)|"
        r"leave|stop|go|say so|tell you)|(?:could|can|may|might) i (?:just )?(?:start|begin|"
        r"open) (?:with|by)|i(?:'d| would) like to (?:work out|see whether|see if|learn|hear)|"
        r"if there(?:'s| is) nothing|give you (?:the|your|some) time back|i(?: will|"
        r"'ll) (?:just |first )?ask (?:you )?(?:some|a few|a couple|two|three)|"
        r"questions? first|(?:does|would|is) (?:that|this|it)? ?(?:work|suit|ok|okay|fine|"
        r"alright|all right) (?:for|with|by)? ?you|(?:decide|see|agree) together|if (?:it|"
        r"this|we|there|that|i)(?:'s|'re| is| are)?(?:n't| not) [^.?!]{0,40}(?:say so|stop|"
        r"leave|tell you|go)|(?:can|could|may|might) i (?:just |"
        r"first )?ask (?:you )?(?:a (?:few|couple)|some|two|three|one|about)|"
        r"ok(?:ay)? if i ask|i'd like to (?:understand|start|ask|use|find out|spend)|(?:i'm|"
        r"i am) here to|reason (?:i'm|for)|i haven't (?:brought|come)|is that (?:ok|okay|"
        r"all right|alright|fair)|what i'd like to do)\b"
    ),
    "lift": (
        r"\b(?:get (?:back )?(?:to|in front of|in to see)|see|speak (?:to|with)|meet|"
        r"bring in) (?:the )?(?:your (?:boss|chief executive|ceo|board)|the (?:board|"
        r"chief executive|ceo))"
    ),
    "get": (
        r"\b(?:in (?:return|exchange)|could you (?:send|share|get|pull|let)|would you (?:send|"
        r"share|get|pull|bring|ask)|can you (?:send|share|get|pull|bring)|i'd (?:need|"
        r"want) (?:from you|you to))\b"
    ),
}
_TABLES = tuple(
    {act: re.compile(pattern) for act, pattern in table.items()}
    for table in (_ASKING, _TELLING, _EITHER)
)


def cued(clause: str, question: bool) -> Iterator[tuple[str, int, int]]:
    """Acts that a clause signals outright, each with the characters that signal it."""
    plain = straighten(clause)
    asking, telling, either = _TABLES
    for table in (asking if question else telling, either):
        for act, pattern in table.items():
            if match := pattern.search(plain):
                yield act, match.start(), match.end()
