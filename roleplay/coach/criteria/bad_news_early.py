"""Hunt for the no."""

from roleplay.coach.criteria.leave_misfit import apart
from roleplay.coach.criterion import (
    Criterion,
    Evidence,
    Finding,
    absent,
    cite,
    debit,
    found,
    told_in,
)
from roleplay.coach.play import WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample
from roleplay.coach.step import Step

BLOCKERS = ("rank", "power", "funds", "path", "past", "people")
"""Kinds of fact that can stop a matter that everybody likes: where it stands, whose it is, how it
came about."""
HISTORY = "past"
HUNTS = ("ask_rank", "ask_ready", "ask_power", "ask_funds", "ask_path")
"""Acts that look for a reason why not; what they draw counts, of whatever kind."""
HEEDS = ("refocus", "lift", "get", "hold", "deepen", "recap", "tell_ack", "tell_limit")
"""Acts that take a no seriously, beside leaving and asking further."""
PITCHES = ("tell_feature", "tell_generic", "tell_solve", "tell_answer", "close", "press")
SOON = 3
"""Turns within which bad news is acted on."""
HALF = 2
"""Early is before half of the first call is over."""


def _found(play: Play) -> list[Step]:
    """Turns in which the buyer told something that could stop the matter, one for each kind.

    How it came about is many things, and each of them speaks for itself.
    """
    steps: dict[str, Step] = {}
    for step in play.telling():
        told = step.told
        if told is not None and (told.kind in BLOCKERS or told.act in HUNTS):
            steps.setdefault(told.fact if told.kind == HISTORY else told.kind, step)
    return list(steps.values())


def _early(play: Play, step: Step) -> bool:
    return step.number * HALF <= play.content.scenario.first.turns


def _next(play: Play, step: Step) -> list[Step]:
    """The turns in which bad news should have been acted on."""
    return [s for s in play.main if 0 < apart(play, step, s) <= SOON]


def _heeded(play: Play, step: Step) -> bool:
    """Whether one of the next turns took it up, asked on, or left."""

    def takes_up(after: Step) -> bool:
        said = after.does(*HEEDS, *WITHDRAWING, answering=True)
        told = after.told
        on = told is not None and (told.kind in BLOCKERS or told.act in HUNTS)
        return said or on or after.flagged("carried") or after.turn.reaction.followed

    return any(takes_up(after) for after in _next(play, step))


def _ignored(play: Play, steps: list[Step]) -> list[Evidence]:
    """The first pitch that went on over bad news which nobody took up."""
    for step in steps:
        pitches = [s for s in _next(play, step) if s.does(*PITCHES)]
        if pitches and not _heeded(play, step):
            return [debit(pitches[0], "went on over the bad news", 2, *PITCHES)]
    return []


def _measure(play: Play) -> Finding:
    steps = _found(play)
    count = f"reasons why not that were told: {len(steps)}"
    if not steps:
        missed = absent(play, "nothing that could stop it was told", 0)
        asked = next(iter(play.doing(*HUNTS)), None)
        if asked is None:
            return found(0, [missed], "Nobody looked for a no.", count=count)
        tried = cite(asked, "looked for what could stop it", 1, *HUNTS)
        return found(1, [tried, missed], "Asked, and not told.", count=count)
    early = [step for step in steps if _early(play, step)]
    debits = _ignored(play, steps)
    shown = [told_in(s, "something that could stop it was told", 2) for s in (early or steps)[:2]]
    if not early:
        late = absent(play, "it was told only in the second half of the call", 1)
        note = "Bad news late."
        return found(1, [*shown, late], note, debits=debits, each=2, count=count)
    if len(early) == 1:
        one = absent(play, "nothing else that could stop it was told early", 2)
        note = "One reason why not, early."
        return found(2, [*shown, one], note, debits=debits, each=2, count=count)
    left = next((step for step in early if not _heeded(play, step)), None)
    if left is not None:
        open_yet = absent(play, "one of them was not acted on", 3, left)
        note = "Found early, one left lying."
        return found(3, [*shown, open_yet], note, debits=debits, each=2, count=count)
    return found(4, shown, "Found early, and acted on.", debits=debits, each=2, count=count)


_RANK = Row("If you had to bet, would you bet on staying put?", "ask_rank", told="rank")
_PATH = Row("So what could stop it if everybody liked it?", "ask_ready", "carried", told="path")

CRITERION = Criterion(
    id="bad_news_early",
    title="Hunt for the no",
    group="A",
    definition=(
        "Look early for whatever could stop the matter even if everybody liked it, and act on "
        "what you hear."
    ),
    why="A calm question about reasons why not gets truer answers than a hopeful one.",
    ladder={
        4: "In the first half of the call the buyer told two different things that could stop "
        "it, and each was taken up within three turns.",
        3: "Two told early, one of them left lying.",
        2: "One told early.",
        1: "Told only in the second half; or asked about, and not told.",
        0: "Nobody looked. A pitch over bad news that nobody took up takes two levels off.",
    },
    source=(
        "Domain study 2A. A volley or a sour opening earns nothing, since the buyer tells "
        "nothing to it; half of the call stands for a third, because doors take turns to open."
    ),
    measure=_measure,
    reads=(*HUNTS, *HEEDS, *PITCHES, *WITHDRAWING, "carried"),
    passes=(
        Sample(
            "Two, and heeded",
            4,
            (_RANK, _PATH, Row("Then let's see her first.", "lift")),
        ),
        Sample(
            "Two, the last left lying",
            3,
            (_RANK, _PATH, Row("How do orders come in?", "ask_today", told="process")),
        ),
        Sample("One", 2, (_RANK, Row("I see, so it's third.", "deepen"))),
    ),
    fails=(
        Sample("Feeling good about this one", 0, (Row("It's a great fit!", "tell_answer"),)),
        Sample(
            "A volley at the door",
            1,
            (Row("What could stop it? Who? When?", "ask_ready ask_power", refused="path"),),
        ),
        Sample(
            "Heard and talked over",
            0,
            (_RANK, Row("Wait till you see the screens.", "tell_feature")),
        ),
        Sample(
            "In the last minutes",
            1,
            (
                *(Row(f"And step {n}?", "ask_today") for n in range(10)),
                _RANK,
            ),
        ),
    ),
)
