"""The one vocabulary: what a seller's turn does, and how it is said.

The coding manual as data. Personas, criteria, tests and debriefs name acts and flags by these
ids; what a trainee sees is ``plain``. The text of the rules is for people who code turns by hand
and for the guide; the reader learns the same rules from coded examples.
"""

from __future__ import annotations

from dataclasses import dataclass

FAMILIES = ("ask", "listen", "tell", "trade", "move", "manager")
FORMS = {
    "open": "invites a story: what, how, why, tell me",
    "closed": "yes or no, or one fact: when, how many, how long, who signs, which of these",
    "both": "one of each in the turn, or an open stem with options",
    "none": "nothing that wants an answer; a pitch in the shape of a question, a rhetorical one",
}
"""Question forms: shown to the trainee, never scored."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a seller's turn can do."""

    id: str
    family: str
    meaning: str
    """Completes "The seller …" (for the family ask: "The seller asks …")."""
    plain: str
    """The same for a trainee: completes "You …"."""
    example: str
    confused_with: str = ""
    """Neighbouring acts and what tells them apart."""


@dataclass(frozen=True, slots=True)
class Flag:
    """How something was said."""

    id: str
    meaning: str
    plain: str


_ACTS = (
    Act(
        id="ask_goal",
        family="ask",
        meaning="what the buyer wants to achieve, why now, what good looks like",
        plain="asked what they want to achieve",
        example="What are you hoping to get done this year?",
        confused_with="ask_trouble (what is wrong)",
    ),
    Act(
        id="ask_today",
        family="ask",
        meaning="how it is done now: steps, tools, people, volumes (facts of the present way)",
        plain="asked how it is done today",
        example="How does an order get from the phone to the lorry?",
        confused_with="ask_figure (a number for cost or loss)",
    ),
    Act(
        id="ask_trouble",
        family="ask",
        meaning="what goes wrong, is hard, falls short, annoys",
        plain="asked what goes wrong",
        example="Where does that break down?",
        confused_with="ask_effect (what it leads to)",
    ),
    Act(
        id="ask_cause",
        family="ask",
        meaning="why it happens",
        plain="asked why it happens",
        example="What do you think is behind the late changes?",
        confused_with="ask_trouble",
    ),
    Act(
        id="ask_effect",
        family="ask",
        meaning="what the trouble leads to, for whom",
        plain="asked what the trouble leads to",
        example="When that slips, who feels it?",
        confused_with="ask_figure, ask_wait",
    ),
    Act(
        id="ask_figure",
        family="ask",
        meaning="for a number on the trouble: cost, count, time, share, date",
        plain="asked for a number",
        example="Roughly what does one of those cost you?",
        confused_with="ask_today (neutral volume)",
    ),
    Act(
        id="ask_wait",
        family="ask",
        meaning="what happens if nothing changes",
        plain="asked what happens if nothing changes",
        example="If you left it alone for another year, then what?",
        confused_with="ask_effect",
    ),
    Act(
        id="ask_use",
        family="ask",
        meaning=(
            "whether a capability, described in use by someone, would help (a "
            "vision put as a question)"
        ),
        plain="asked whether seeing it in use would help",
        example="If Ana could see what would slip before she says yes, what would that change?",
        confused_with="leading, tell_feature",
    ),
    Act(
        id="ask_people",
        family="ask",
        meaning="who else is touched, cares, or should be heard",
        plain="asked who else is touched",
        example="Who else lives with this?",
        confused_with="ask_power",
    ),
    Act(
        id="ask_power",
        family="ask",
        meaning="who can decide or commit",
        plain="asked who can decide",
        example="Whose decision was it in the end, last time?",
        confused_with="ask_path",
    ),
    Act(
        id="ask_funds",
        family="ask",
        meaning="where the money would come from, planned or not",
        plain="asked where the money would come from",
        example="Is there money set aside for this?",
        confused_with="tell_price",
    ),
    Act(
        id="ask_path",
        family="ask",
        meaning="the steps, approvals and dates of a decision",
        plain="asked about the steps of a decision",
        example="What has to happen between a yes from you and a start?",
        confused_with="ask_power",
    ),
    Act(
        id="ask_rank",
        family="ask",
        meaning="where we stand, who else is looked at, how this ranks among priorities",
        plain="asked how it ranks",
        example="Where does this sit among the other things on your plate?",
        confused_with="ask_past",
    ),
    Act(
        id="ask_around",
        family="ask",
        meaning="the work that surrounds the purchase: process, training, data, roll-out, change",
        plain="asked about the work around it",
        example="Who would have to work differently the week after?",
        confused_with="plan",
    ),
    Act(
        id="ask_past",
        family="ask",
        meaning="why the earlier choice was made, what was tried, how it went",
        plain="asked about the earlier choice",
        example="What made that system the right choice at the time?",
        confused_with="tell_past_bad",
    ),
    Act(
        id="ask_feel",
        family="ask",
        meaning="the buyer's personal stake, worry or hope",
        plain="asked what it means for them personally",
        example="And for you personally, what rides on it?",
        confused_with="rapport",
    ),
    Act(
        id="ask_ready",
        family="ask",
        meaning=(
            "whether a condition for going ahead is met, what is still missing, "
            "what would make it comfortable"
        ),
        plain="asked what is still missing",
        example="What would still have to be true before you'd be comfortable?",
        confused_with="close",
    ),
    Act(
        id="ask_evidence",
        family="ask",
        meaning="for an example, a case, data, a look at the real thing; how they know",
        plain="asked for an example or proof",
        example="Can you take me through the last time it happened?",
        confused_with="ask_figure",
    ),
    Act(
        id="mirror",
        family="listen",
        meaning="repeats or lightly rewords what the buyer just said",
        plain="repeated what they said",
        example="So the cut-off keeps moving.",
        confused_with="deepen",
    ),
    Act(
        id="deepen",
        family="listen",
        meaning="reflects and adds: links two things, names the feeling or the meaning behind",
        plain="said what lies behind their words",
        example="So it isn't the lateness as such, it's having to promise before you know.",
        confused_with="tell_insight (new information)",
    ),
    Act(
        id="recap",
        family="listen",
        meaning="sums up several things and checks",
        plain="summed up and checked",
        example=(
            "Let me see if I have it: two sites, one cut-off, and nobody keeps it. Is that right?"
        ),
        confused_with="mirror",
    ),
    Act(
        id="tell_feature",
        family="tell",
        meaning="describes the offering, its parts or what it does, or the seller's own firm",
        plain="described the product or the firm",
        example="We run a containerised stack with an open interface.",
        confused_with="tell_use",
    ),
    Act(
        id="tell_generic",
        family="tell",
        meaning="claims a benefit for customers in general, or an industry statistic",
        plain="made a general claim",
        example="Companies like yours typically save 30%.",
        confused_with="tell_story (a named or concrete case)",
    ),
    Act(
        id="tell_need",
        family="tell",
        meaning="tells the buyer what they need or should do, unasked",
        plain="told them what they need",
        example="What you need is a real planning system.",
        confused_with="tell_do (asked for, or from their own facts)",
    ),
    Act(
        id="tell_solve",
        family="tell",
        meaning="promises that the seller will solve the buyer's problem or deliver their result",
        plain="promised to solve it for them",
        example="We'll fix your late deliveries.",
        confused_with="own_it (a bounded, dated action)",
    ),
    Act(
        id="tell_answer",
        family="tell",
        meaning="calls the own offering the solution, the answer, the perfect fit",
        plain="called the product the answer",
        example="I've got just the solution for you.",
        confused_with="tell_solve",
    ),
    Act(
        id="tell_use",
        family="tell",
        meaning="describes someone at the buyer's using a capability, as a statement",
        plain="described someone of theirs using it",
        example="Ana would see the clash before she picks up the phone.",
        confused_with="ask_use",
    ),
    Act(
        id="tell_story",
        family="tell",
        meaning="a concrete case of another customer",
        plain="told of another customer",
        example="A packer in Leeds had two sites on one cut-off. What they found was…",
        confused_with="tell_generic",
    ),
    Act(
        id="tell_insight",
        family="tell",
        meaning="gives new, specific information that bears on this buyer's situation",
        plain="brought a fact about their situation",
        example="Your accounts show stock days going from 31 to 44.",
        confused_with="tell_generic",
    ),
    Act(
        id="tell_limit",
        family="tell",
        meaning="admits a limit, a risk, a no, or that they do not know",
        plain="admitted a limit",
        example="We don't go below twenty kilohertz.",
        confused_with="step_back",
    ),
    Act(
        id="tell_do",
        family="tell",
        meaning="a concrete do or don't, asked for or built on the buyer's own facts",
        plain="gave concrete advice",
        example="Don't move the cut-off before Ana's team has agreed who may break it.",
        confused_with="tell_need",
    ),
    Act(
        id="tell_ack",
        family="tell",
        meaning="acknowledges a feeling, a mistake or a view as valid; apologises",
        plain="granted a feeling or a mistake",
        example="That would wear anyone down, and some of it is on us.",
        confused_with="rapport, mirror",
    ),
    Act(
        id="tell_deny",
        family="tell",
        meaning="denies, argues with or explains away what the buyer feels or says",
        plain="argued with what they said",
        example="Well, our records show 99.4% uptime.",
        confused_with="tell_limit",
    ),
    Act(
        id="tell_past_bad",
        family="tell",
        meaning="runs down an earlier choice of the buyer's",
        plain="ran down an earlier choice",
        example="Honestly, nobody uses that old thing any more.",
        confused_with="ask_past",
    ),
    Act(
        id="tell_rival_bad",
        family="tell",
        meaning="runs down a competitor",
        plain="ran down a competitor",
        example="Corvane's support is a nightmare.",
        confused_with="tell_contrast",
    ),
    Act(
        id="tell_contrast",
        family="tell",
        meaning="says how the offering differs from a rival's",
        plain="compared with a rival",
        example="Unlike Corvane, we re-plan every minute.",
        confused_with="tell_feature",
    ),
    Act(
        id="tell_equal",
        family="tell",
        meaning="grants that a rival or the present way meets the need equally well",
        plain="granted that another way does as well",
        example="Either of us would handle the order volumes.",
        confused_with="tell_limit",
    ),
    Act(
        id="tell_logic",
        family="tell",
        meaning=(
            "gives the buyer a reason, in figures or in words others would accept, "
            "to defend the choice"
        ),
        plain="gave a reason that can be defended",
        example=(
            "Nine shifts at your rate is more than the year's fee; that's the line for your board."
        ),
        confused_with="tell_generic",
    ),
    Act(
        id="tell_price",
        family="tell",
        meaning="states a price or commercial term",
        plain="stated a price or a term",
        example="It's 42,000 a year for both sites.",
        confused_with="give",
    ),
    Act(
        id="give",
        family="trade",
        meaning=(
            "grants something of value: price, terms, work, teaching, a trial (slot"
            " `kind`: price, terms, work, teaching, access; slot `conditional`)"
        ),
        plain="gave something of value",
        example="I can take five per cent off.",
        confused_with="tell_price",
    ),
    Act(
        id="get",
        family="trade",
        meaning=(
            "asks for something of value in return (slot `kind`: access, "
            "information, commitment, reference, terms, volume)"
        ),
        plain="asked for something in return",
        example="In return I'd want an hour with your finance director.",
        confused_with="next_step",
    ),
    Act(
        id="hold",
        family="trade",
        meaning="declines to give, keeps the position",
        plain="kept the position",
        example="I'd rather not move on price.",
        confused_with="tell_limit",
    ),
    Act(
        id="agenda",
        family="move",
        meaning=(
            "states purpose, time or how to run the talk, asks leave to go on, leaves a way out"
        ),
        plain="said why you are there and how to run the talk",
        example="Could I ask a few questions first, and if it isn't a fit we stop there?",
        confused_with="get",
    ),
    Act(
        id="rapport",
        family="move",
        meaning="greets, thanks, small talk, human warmth",
        plain="was friendly",
        example="Thanks for making the time. How's the new depot?",
        confused_with="tell_ack",
    ),
    Act(
        id="next_step",
        family="move",
        meaning="proposes a meeting, a test, a visit, a call",
        plain="proposed a next step",
        example="Shall we sit down with Ana on Thursday and take the ten worst orders?",
        confused_with="close",
    ),
    Act(
        id="drift",
        family="move",
        meaning="wanders off the matter",
        plain="wandered off the matter",
        example='Did you see the match on Saturday? What a goal." (well into the talk)',
        confused_with="rapport",
    ),
    Act(
        id="lift",
        family="move",
        meaning="asks for access to a more senior person, with or without a reason",
        plain="asked to see someone more senior",
        example="Would it make sense to see Ingrid together?",
        confused_with="ask_power",
    ),
    Act(
        id="refocus",
        family="move",
        meaning="brings the talk back to the sponsor's or buyer's stated goal",
        plain="came back to the stated goal",
        example="Ingrid's aim was write-offs. Which of these ninety lines bear on that?",
        confused_with="recap",
    ),
    Act(
        id="plan",
        family="move",
        meaning="fixes an item with an owner or a date, of the work to come",
        plain="fixed who does what by when",
        example="You pull last month's orders by Friday, I bring the test sheet Monday.",
        confused_with="next_step",
    ),
    Act(
        id="close",
        family="move",
        meaning="asks for the order, the signature, the go-ahead",
        plain="asked for the order",
        example="Shall we go ahead and sign?",
        confused_with="next_step, ask_ready",
    ),
    Act(
        id="press",
        family="move",
        meaning="pushes: repeats an ask after a no, deadline, scarcity, guilt",
        plain="pushed",
        example="This price is only good until Friday.",
        confused_with="honest haste with a true reason (`plan`, `tell_logic`)",
    ),
    Act(
        id="step_back",
        family="move",
        meaning="withdraws, offers to stop, says it is not a fit",
        plain="offered to stop",
        example="On what you've told me we can't help, so I'll leave it there.",
        confused_with="tell_limit",
    ),
    Act(
        id="refer_on",
        family="move",
        meaning="sends the buyer to someone better placed",
        plain="named someone better placed",
        example="For that you want a lead agency; I can name two.",
        confused_with="step_back",
    ),
    Act(
        id="no_buy",
        family="move",
        meaning="advises not to buy, or to keep, mend or better use what they have",
        plain="advised not to buy",
        example="Keep what you have; switch the reminders on for that branch first.",
        confused_with="refer_on",
    ),
    Act(
        id="own_it",
        family="move",
        meaning="takes personal charge of a bounded trouble with an act or a date",
        plain="took charge of a trouble",
        example="That's mine. I'll be in the cellar on filling night, the 14th.",
        confused_with="tell_solve",
    ),
    Act(
        id="mgr_hold",
        family="manager",
        meaning="declines to force a deal",
        plain="declined to force a deal",
        example="I won't push her this week.",
    ),
    Act(
        id="mgr_yield",
        family="manager",
        meaning="agrees to force it",
        plain="agreed to force a deal",
        example="OK, I'll get it in.",
    ),
    Act(
        id="mgr_facts",
        family="manager",
        meaning="gives facts: what is true, what is missing, by when",
        plain="gave the manager facts",
        example="Funds aren't released and counsel has the terms until the 9th.",
    ),
)

_FLAGS = (
    Flag(
        "stacked",
        "three or more questions in one turn",
        "three questions or more at once",
    ),
    Flag(
        "grovel",
        "begs, over-apologises, belittles self",
        "begged",
    ),
    Flag(
        "bully",
        "insults, mocks, threatens",
        "insulted or mocked",
    ),
    Flag(
        "leading",
        "a question that carries its own answer or pushes to a yes",
        "a question that carries its own answer",
    ),
    Flag(
        "mislead",
        "contradicts the product card, invents facts or scarcity (needs the scenario's cards)",
        "claimed what the product does not do",
    ),
    Flag(
        "off_register",
        (
            "talk at a level this buyer does not work at: technology to an "
            "executive, strategy to a technician (needs the persona)"
        ),
        "talk for someone else's desk",
    ),
    Flag(
        "carried",
        "uses a fact that this buyer disclosed earlier (needs the conversation)",
        "used what they told you",
    ),
    Flag(
        "answers",
        "replies to a question that the buyer just put (needs the buyer's words)",
        "answered their question",
    ),
    Flag(
        "unclear",
        "a buyer could not make sense of it",
        "could not be made sense of",
    ),
)

ACTS: dict[str, Act] = {act.id: act for act in _ACTS}
FLAGS: dict[str, Flag] = {flag.id: flag for flag in _FLAGS}

CODING_RULES = (
    "Split the turn into clauses; the turn's acts are the union of its clauses' acts.",
    "Purpose decides, not form.",
    "Negated and reported acts are not acts.",
    "When two acts fit, take the more specific; when nothing fits, code nothing.",
    "Two unrelated questions to one person are two acts; three or more add the flag stacked.",
    "Back-channel and finding-your-way talk carry no act.",
    "Orders to the program and talk to someone off-stage are drift; word salad is unclear.",
)

BOUNDARIES = {
    "tell_ack / deepen": (
        "sympathy with a feeling, spoken or not, is tell_ack; stating what lies behind "
        "it, as a meaning to check, is deepen"
    ),
    "ask_figure / ask_today": (
        "what the present way costs, or a rate that shows how well it works, is "
        "ask_figure once either side has called it a trouble; before that ask_today"
    ),
    "ask_effect / ask_wait / ask_people": (
        'what if X happens?" and "who feels it?" are ask_effect; ask_wait needs "nothing '
        'changes" or a span of time; "who else should we hear?" is ask_people'
    ),
    "ask_path / ask_ready": (
        "what an approver requires is ask_path; what would settle this buyer's doubt is ask_ready"
    ),
    "ask_goal / ask_rank / ask_feel": (
        'what matters most to you?" is ask_goal, unless it weighs given items (ask_rank) '
        "or names the person's own stake (ask_feel)"
    ),
    "no_buy / tell_do / step_back": (
        "hold off, mend or use what you have is no_buy; the concrete how adds tell_do; "
        "step_back only when the seller offers to end or leave the talk"
    ),
    "next_step / plan / own_it": (
        "proposed and not yet agreed is next_step, even with a date; agreed, or owner by "
        "owner, is plan; own_it needs a trouble that the buyer has named"
    ),
    "hold / tell_limit / agenda": (
        "putting off a price, or declining by choice, is hold; cannot by ability is "
        "tell_limit; putting something later in the talk is agenda"
    ),
    "tell_price / give": (
        "a standing list term, even a free or conditional one, is tell_price; give "
        "departs from the list for this buyer or answers an ask"
    ),
    "tell_rival_bad / tell_past_bad": (
        "of a former or present supplier: the firm run down is rival, the choosing or the"
        " present way run down is past; both if both"
    ),
    "press / tell_logic": "a deadline after a no is press unless the card shows it true",
    "lift / next_step": "lift needs someone above the buyer; a partner or peer is next_step",
    "stacked": "counts question clauses, also of one act",
    "ask_figure with a loss in the noun": (
        "rework, no-shows, write-offs, complaints are troubles by name: asking their "
        "number is ask_figure even before anyone called them one"
    ),
    "tell_ack / nothing": (
        'sorry, say that again?", "good point" and other tics are nothing; "I bet that '
        'stings" is tell_ack'
    ),
    "press / bully": "a parting shot with guilt or scarcity is press; an insult is bully",
    '"not until X"': "tell_do; no_buy only when the purchase itself is advised against",
    '"does she notice it?"': "ask_effect",
    "a trial in trade": "give; next_step as well once it has a date or a place",
    "mgr_hold / mgr_facts": "a fact inside a refusal counts as mgr_facts beside mgr_hold",
    '"you do want X, don\'t you?"': "closed, with the flag leading",
}
"""Rules for neighbours that are easily confused, by the names of the neighbours."""


def family(act: str) -> str:
    """Family of an act; empty for a flag, an event or an unknown id."""
    known = ACTS.get(act)
    return known.family if known else ""


def plain(act_or_flag: str) -> str:
    """Plain words for an act or a flag, for every trainee's screen."""
    known = ACTS.get(act_or_flag) or FLAGS.get(act_or_flag)
    return known.plain if known else act_or_flag.replace("_", " ")
