"""Executive access is a loaded gift."""

from roleplay.coach.criterion import Criterion, Finding, absent, cite, debit, found, told_in
from roleplay.coach.play import STEPS, WITHDRAWING, Play
from roleplay.coach.samples import Row, Sample


def _measure(play: Play) -> Finding:
    ended, handed = play.ended_by_buyer(), play.handed_over()
    goal = play.first_telling("goal")
    leaving = play.honest_exit()
    if ended is not None or (handed is not None and not play.recovered()):
        step = ended or handed
        assert step is not None
        rule = "the buyer ended it" if ended else "the buyer gave the time to a colleague"
        return found(0, [debit(step, rule, 0)], f"{rule[0].upper()}{rule[1:]}.")
    if goal is None and leaving is None:
        missed = absent(play, "no aim was told in the time given", 0)
        return found(0, [missed], "The time ended without an aim.")
    idle = [step for step in play.main if not step.tells()]  # what was told was worth its price
    wasted = [(step, play.wasted(step)) for step in idle if play.wasted(step)]
    debits = [debit(s, f"cost the buyer {points} patience for nothing", 4) for s, points in wasted]
    evidence = [told_in(goal, "the time bought an aim", 3)] if goal else []
    agreed = play.agreed()
    if leaving is not None:
        evidence.append(cite(leaving, "left when that was right", 4, *WITHDRAWING))
    elif agreed is not None:
        evidence.append(cite(agreed, "ended with something earned", 4, *STEPS))
    else:
        evidence.append(absent(play, "the time ended with nothing agreed", 3))
    rung = 4 if leaving or agreed else 3
    left = play.main[-1].meters("patience")[1]
    note = "The time was used well." if not debits else "Some of the time was spent for nothing."
    return found(rung, evidence, note, debits=debits, count=f"patience left: {left}")


CRITERION = Criterion(
    id="respect_exec_time",
    title="Executive access is a loaded gift",
    group="B",
    definition=(
        "A senior meeting is short, rarely runs its length and can do harm. Come prepared, keep "
        "to what only this person can say, and end with something earned."
    ),
    why="Every turn that brings a senior buyer nothing is paid for out of their patience.",
    ladder={
        4: "An aim was told, no patience was thrown away, and it ended with a step agreed or an "
        "honest way out.",
        3: "An aim was told and nothing was thrown away, but nothing was agreed; or a step was "
        "agreed with one turn thrown away.",
        2: "One or two turns more were thrown away.",
        1: "Patience was thrown away again and again, and the aim was told all the same.",
        0: "The buyer ended it or passed the call on, or no aim was told. Each turn that cost "
        "patience and brought nothing of weight takes a level off.",
    },
    source="Domain study 2B. Patience that the buyer lost to waste, never a count of words.",
    measure=_measure,
    reads=(),
    passes=(
        Sample(
            "No waste, and a step agreed",
            4,
            (
                Row(
                    "What are you after?", "ask_goal", told="goal", meters="patience 13", by="turn"
                ),
                Row("Friday with Tom?", "next_step", slots="date person", takes="agrees"),
            ),
            "good",
        ),
        Sample(
            "One question that the accounts answer",
            3,
            (
                Row(
                    "So what do you do here?",
                    "ask_today",
                    told="public",
                    meters="patience 11",
                    by="level.public",
                ),
                Row("What are you after?", "ask_goal", told="goal"),
                Row("Friday with Tom?", "next_step", slots="date person", takes="agrees"),
            ),
            "good",
        ),
        Sample(
            "Leaving when that is right",
            4,
            (
                Row("What are you after?", "ask_goal", told="goal"),
                Row("Then you don't need us.", "step_back", takes="lets_go"),
            ),
            "best",
        ),
    ),
    fails=(
        Sample(
            "Ended by the buyer",
            0,
            (
                Row("What are you after?", "ask_goal", told="goal"),
                Row("Sign today or lose it.", "press", takes="throws_out"),
            ),
            "poor",
        ),
        Sample(
            "Over after two turns, to be brief",
            0,
            (
                Row("I'll keep this short.", "agenda"),
                Row("That's it, then.", "step_back", takes="lets_go"),
            ),
            "neutral",
        ),
        Sample(
            "An aim, three wasted turns, nothing agreed",
            0,
            (
                Row("What are you after?", "ask_goal", told="goal"),
                Row("How big are you?", "ask_today", meters="patience 12", by="level.public"),
                Row("And where?", "ask_today", meters="patience 10", by="level.public"),
                Row("And since when?", "ask_today", meters="patience 8", by="level.public"),
            ),
        ),
    ),
)
