"""First conversation: no product."""

from roleplay.coach.criterion import Criterion, Finding, absent, debit, found, some, told_in
from roleplay.coach.play import Play
from roleplay.coach.samples import Row, Sample

PRODUCT = ("tell_feature", "tell_price", "tell_answer", "tell_solve")
"""Talk of the offering. A short answer to the buyer's own question is none of it."""


def _measure(play: Play) -> Finding:
    trouble = play.first_telling("trouble", "cause", "effect")
    reached = trouble or play.first_telling("goal")
    product = play.doing(*PRODUCT)
    evaded = play.evaded("product")
    if reached is None:
        missed = absent(play, "neither an aim nor a trouble was told", 0)
        told_off = [debit(s, "product before anything was told", 0, *PRODUCT) for s in product]
        return found(0, [missed, *told_off], "The buyer told neither an aim nor a trouble.")
    early = [step for step in product if trouble is None or step.index <= trouble.index]
    late = [step for step in product if step not in early]
    good = [told_in(reached, "the buyer spoke of their own aim or trouble", 4)]
    debits = [debit(s, "product before the trouble was told", 1, *PRODUCT) for s in early[1:]]
    debits += [debit(s, "one more product turn", 2, *PRODUCT) for s in late[0 if early else 1 :]]
    debits += [debit(s, "passed over a straight question about the product", 3) for s in evaded]
    if early:
        good.append(debit(early[0], "product before the trouble was told", 1, *PRODUCT))
        rung, note = (1, "Product came first, and the trouble later.") if trouble else (0, "")
        return found(rung, good, note or "Product came before any trouble.", debits=debits)
    if late:
        good.append(debit(late[0], "product after the trouble was told", 2, *PRODUCT))
        return found(2, good, "One piece of product after the trouble was told.", debits=debits)
    if trouble is None:
        good.append(absent(play, "the trouble was never told", 3))
    rung = min(4 if trouble else 3, 1 if len(evaded) > 1 else 4)
    note = f"The product stayed out over {some(len(play.main), 'turn')}."
    return found(rung, good, note, debits=debits)


CRITERION = Criterion(
    id="first_talk_problem_only",
    title="First conversation: no product",
    group="B",
    definition=(
        "The opening conversation is about the buyer, the trouble and what it does to them; "
        "the product stays out, save for an honest short answer to a straight question."
    ),
    why="Talk of a product turns a buyer who was telling into a judge of features.",
    ladder={
        4: "The trouble was told, and the product came up only in short answers to the buyer.",
        3: "The same, but only the aim was told.",
        2: "One unasked piece of product, after the trouble was told.",
        1: "Product came before the trouble, which was told all the same.",
        0: "Product before anything was told, or neither an aim nor a trouble was ever told. "
        "Each further product turn, and each straight question about the product that was "
        "passed over, takes a level off any of these.",
    },
    source="Domain study 2B. Ladder: product turns count by what had been told when they came.",
    measure=_measure,
    reads=PRODUCT,
    passes=(
        Sample(
            "Trouble told; the product only in a short answer",
            4,
            (
                Row("What are you after this year?", "ask_goal", told="goal", tests="product"),
                Row(
                    "We keep stock plans honest. Is stock your worry?",
                    "(tell_feature) ask_trouble",
                    answered="product",
                ),
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
            ),
        ),
        Sample(
            "No product, and only the aim was told",
            3,
            (Row("What are you after this year?", "ask_goal", told="goal"),),
        ),
        Sample(
            "One product turn after the trouble",
            2,
            (
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
                Row("Our planner shows that.", "tell_feature"),
            ),
        ),
    ),
    fails=(
        Sample(
            "Opens with the product",
            0,
            (Row("Our platform has three modules.", "tell_feature"),),
        ),
        Sample(
            "Product first, trouble later",
            1,
            (
                Row("Our platform has three modules.", "tell_feature"),
                Row("Where does it go wrong?", "ask_trouble", told="trouble"),
            ),
        ),
        Sample(
            "Will not say what the product is",
            3,
            (
                Row("Where does it go wrong?", "ask_trouble", told="trouble", tests="product"),
                Row("Let's not talk about that.", "hold", evaded="product"),
            ),
        ),
        Sample(
            "Small talk to the end",
            0,
            (Row("Lovely office.", "rapport"), Row("And the view!", "rapport")),
        ),
    ),
)
