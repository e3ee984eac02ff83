"""Pages of the problems that loading finds. A table of text: code to title and page."""

from __future__ import annotations

LOADING: dict[str, tuple[str, str]] = {
    # The file itself
    "file-unreadable": (
        "A file that cannot be read",
        "The file is not there, may not be read, or is not an ordinary file.",
    ),
    "file-too-big": (
        "A file of more than 1 MiB",
        "Content files are small. The limit keeps a stranger's file from filling the memory.",
    ),
    "not-utf8": ("Bytes that are not UTF-8", "Save the file as UTF-8; accents then work too."),
    "control-character": (
        "A character that is not text",
        """\
Control characters can rewrite the screen they are printed on, and marks that turn the
direction of text make a line look other than it is. Both are refused, written as they
are or as an escape in double quotes.""",
    ),
    "empty-file": ("A file with nothing in it", "A content file begins with 'schema: 1'."),
    "unknown-kind": (
        "A file of no known kind",
        """\
A content file says what it is in its first lines: 'buyer: ID', 'journey: ID',
'temperament: ID', 'trait: ID', 'scenario: ID', 'card: ID', 'rubric: ID', 'seller: ID' or
'bank: ID'.""",
    ),
    "id-not-file-name": (
        "An id that differs from the file's name",
        "The file buyers/ana_lima.yaml holds 'buyer: ana_lima', so that an id finds its file.",
    ),
    "newer-schema": (
        "A file for a newer program",
        "'schema' is the version of the format. This file needs a newer version of the program.",
    ),
    "bad-schema": ("A schema that is no version", "Write 'schema: 1' on the first line."),
    # YAML
    "yaml-syntax": (
        "Text that is not YAML",
        """\
Usually the indentation, a tab, a colon inside text, or a quote that is not closed. The
fault is at the place named or in the line above. Speech belongs in a | block, in which
no sign has a meaning.""",
    ),
    "not-a-mapping": ("A file that is not keys and values", "Write 'key: value' lines."),
    "bad-key": ("A key that is not a word", "Keys are plain words: 'key: value'."),
    "repeated-key": (
        "A key that stands twice",
        "YAML programs often keep the last silently; here it is a fault. Keep one.",
    ),
    "too-many-parts": ("A file of more than 50,000 parts", "Split the file."),
    "nested-too-deep": (
        "Nesting of more than 40 levels",
        "No content needs it; most often brackets were opened and never closed.",
    ),
    "several-documents": ("More than one document in a file", "Delete the '---' line."),
    "directive": ("A YAML directive", "Lines that begin with % are not read. Delete them."),
    "alias": (
        "A YAML alias",
        """\
Aliases (*name) repeat a value by reference, and a few lines of them can grow into
gigabytes. Write the value out.""",
    ),
    "anchor": ("A YAML anchor", "Anchors (&name) serve only aliases. Delete it."),
    "tag": (
        "A YAML tag",
        "Tags (!name) can ask a program to build objects. Content is text: delete it.",
    ),
    "merge-key": ("A YAML merge key", "Write the keys out instead of '<<'."),
    # Keys and values
    "unknown-key": (
        "A key that this file cannot have",
        "Often misspelt, or one level too deep or too shallow: look at the indentation.",
    ),
    "missing-key": ("A key that must be there", "Add the key at the place named."),
    "missing-value": ("A key without a value", "Write the value, or leave the key out."),
    "wrong-shape": (
        "A value of the wrong shape",
        "Text, a list, or keys and values were expected and another was found.",
    ),
    "wrong-value": ("A value that does not fit", "The message says what was expected."),
    "out-of-range": ("A number outside its bounds", "Meters and scores run from 0 to 100."),
    "too-long": ("A text or list that is too long", "Bounds keep files playable. Shorten it."),
    "bad-name": (
        "A name that is not snake_case",
        "Ids are small letters, digits and _, and begin with a letter. Forms are capitals.",
    ),
    "reserved-name": (
        "A state with a reserved name",
        "'any', 'stay' and 'again' have a meaning in from and goes_to.",
    ),
    "not-a-block": (
        "Speech or phrases that are not a block",
        """\
Outside a | block YAML eats #, : and quotes. Write

    says: |
      First wording.

      Second wording.

A blank line parts the variants of speech; among phrases each line is one. In place of
speech, one plain word names a line under 'lines'.""",
    ),
    # Small languages
    "bad-condition": (
        "A condition that cannot be read",
        """\
A condition holds: and, or, not, parentheses; comparisons (< <= > >= == !=) of whole
numbers with a meter, turn, here or words; heard('act') as a count; and the predicates
told, told_kind, asked, heard, now, slot, state, scar, put and waits, each with one name
in quotes. At most 300 characters. Nothing else is ever evaluated: a dotted name such as
os.system is refused, not called.""",
    ),
    "bad-effect": (
        "An effect that cannot be read",
        """\
Effects are parted by commas: 'trust up some', 'guard down a little', 'patience down 1',
'rapport up a little until 10', 'scar overreach'. a little = 3, some = 6, a lot = 12.""",
    ),
    "bad-template": (
        "A line whose template cannot be read",
        "A line may quote {{ name }} and hold {% if name %} … {% endif %}; nothing else.",
    ),
    "unknown-figure": (
        "A line that quotes what nothing gives",
        """\
A line may quote the figures of this buyer's facts, and their_figure, their_percent,
their_date, their_time and their_name: what the trainee has just said.""",
    ),
    # Names
    "unknown-state": ("A state that there is not", "States stand under 'states'."),
    "unknown-act": (
        "An act that there is not",
        """\
Acts and flags are a closed list; transitions may also name the events silence, unclear,
repeated, turn_window, message and fact_told.""",
    ),
    "unknown-fact": ("A fact that this buyer does not have", "Facts stand under 'facts'."),
    "unknown-fact-kind": ("A kind of fact that there is not", "Kinds are a closed list."),
    "unknown-disclosure-level": (
        "A disclosure level that there is not",
        "The levels are public, goal, trouble, consequence and personal.",
    ),
    "unknown-level": (
        "A disclosure level without a gate",
        """\
The journey says under 'levels' when facts of a level may be told. Without an entry the
fact would be open to anybody, so it is a fault.""",
    ),
    "unknown-line": (
        "A line that there is not",
        """\
A plain word under says, not_yet, evaded or answered names a line under 'lines'. Speech
is written as a | block.""",
    ),
    "unknown-meter": ("A meter that there is not", "Meters stand in the temperament."),
    "unknown-ask": ("A question that this buyer does not put", "They stand under 'asks'."),
    "unknown-mood": (
        "A mood that there is not",
        "Moods stand in the temperament; 'any' serves every mood not named.",
    ),
    "unknown-slot": (
        "A slot that there is not",
        "The slots are money, percent, date, duration, quantity and person.",
    ),
    "unknown-scar": ("A scar that there is not", "Scars are a closed list; 'any' is for all."),
    "unknown-criterion": ("A criterion that there is not", "Criteria are a closed list."),
    "unknown-grade": (
        "A grade that there is not",
        "Endings are graded best, good, neutral, poor or harmful.",
    ),
    "unknown-transition": (
        "A change to what is not there",
        "'change' and 'remove' name transitions and moves of the parts that this buyer uses.",
    ),
    "unknown-buyer": ("A buyer that there is not", "Buyers stand in buyers/ID.yaml."),
    "unknown-journey": ("A journey that there is not", "See buyers/journeys."),
    "unknown-temperament": ("A temperament that there is not", "See buyers/temperaments."),
    "unknown-trait": ("A trait that there is not", "See buyers/traits."),
    "unknown-card": ("A product card that there is not", "See scenarios/cards."),
    "unknown-rubric": ("A rubric that there is not", "See scenarios/rubrics."),
    "unknown-seller": ("A scripted seller that there is not", "See scenarios/sellers."),
    "unknown-bank": ("A bank of lines that there is not", "See scenarios/banks."),
    "unknown-group": (
        "A group of sellers that there is not",
        "A scripted seller is gold, novice, trick or noise.",
    ),
    "unknown-section": (
        "A section that there is not",
        """\
A policy draws on the seller's own sections and on those that every scenario's bank may
have: respond, answer, ask, agree, part, told, pitch; and on pasted, the better lines.""",
    ),
    "two-policies": (
        "A seller with two policies",
        "A seller has 'policy', or 'like: ID' for the policy of another that has its own.",
    ),
    "unknown-scenario": (
        "A next call that is not written yet",
        "The ending offers a scenario that there is not. The trainee is offered nothing.",
    ),
    # The whole
    "missing-line": (
        "A line that every buyer needs",
        """\
The engine says these itself: opening, unclear, ambiguous, as_i_said, cannot_say, go_on,
silence, repeated, closing_best, closing_good, closing_neutral, closing_poor,
closing_harmful; and thinks_on_ACT for each harmful act, or 'thinks' for all of them.
They may be the buyer's own or a part's.""",
    ),
    "no-plain-variant": (
        "A line that always quotes the trainee",
        """\
A variant with their_figure and the like is passed over when the trainee gave none, so
the line needs one variant without.""",
    ),
    "told-after-circle": (
        "Facts that wait for each other",
        "Each may be told only after the other, so neither ever is.",
    ),
    "leaves-final-state": (
        "A transition out of a final state",
        "The conversation ends in a final state; nothing can follow.",
    ),
    "moods-without-otherwise": (
        "Moods of which none may hold",
        "Moods are tried in order; the last must be 'otherwise', so that there always is one.",
    ),
    "figure-twice": (
        "One figure with two values",
        "Lines quote figures by name alone, whatever fact they belong to.",
    ),
    "ready-in-readiness": (
        "A precondition that rests on readiness",
        "Whether the buyer is ready follows from the preconditions, so none may ask for it.",
    ),
    "better-line-misread": (
        "A better line that is not heard as meant",
        """\
The debrief would teach words that this program reads otherwise. Say it more plainly, or
correct 'expects'.""",
    ),
}
