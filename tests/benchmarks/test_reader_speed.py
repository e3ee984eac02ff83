"""What reading costs: the first turn, any turn, a stream, memory, and beside its peers."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

import pytest

from roleplay.authoring.library import Library
from roleplay.conversation.contexts import subjects_of
from roleplay.heard import Context
from roleplay.understanding import Reader
from tests.understanding.record import coded_turns

COLD = """
import resource, time
began = time.process_time()
from roleplay.understanding import listen
listen("So what goes wrong when a tray arrives late?")
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def light() -> Context:
    """What a turn of a bundled call is read in the light of."""
    persona = Library().content("s01_thirty_minutes", "A").personas["ingrid_solheim"]
    return Context(buyer="Some of it dies on the shelf.", subjects=subjects_of(persona))


def test_the_first_turn_of_a_process() -> None:
    """At most half a second of processor time, and 250 MiB."""
    command = [sys.executable, "-c", COLD]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(5)]
    found = [tuple(map(float, run.stdout.split())) for run in runs]
    seconds, mebibytes = median(s for s, _ in found), median(m for _, m in found)
    print(f"cold {seconds:.2f} s, {mebibytes:.0f} MiB")
    assert seconds <= 0.5
    assert mebibytes <= 250


def test_a_turn() -> None:
    """A turn of a call with some thirty subjects: 10 ms on one core, in the middle."""
    reader, context = Reader(), light()
    turns = [text for text, _ in coded_turns()[:300]]
    reader.warm(context.subjects)
    took = []
    for text in turns:
        start = time.process_time()
        reader.listen(text, context)
        took.append(time.process_time() - start)
    print(f"a turn {1000 * median(took):.1f} ms")
    assert median(took) <= 0.010


def test_a_stream() -> None:
    """Turns a second of processor time; what was read before is free."""
    reader, turns = Reader(), coded_turns()[:1000]
    reader.warm()
    start = time.process_time()
    for turn in turns:
        reader.listen(*turn)
    first = time.process_time() - start
    for turn in turns:
        reader.listen(*turn)
    again = time.process_time() - start - first
    rate, kept = len(turns) / first, len(turns) / again
    print(f"a stream: {rate:.0f} turns a second and core, {kept:.0f} of those kept")
    assert again < first / 20


def test_beside_its_peers() -> None:
    """A turn against a bot of as many patterns as the buyer has phrases; skipped without them."""
    aiml = pytest.importorskip("aiml")
    rivescript = pytest.importorskip("rivescript")
    context = light()
    phrases = [p.lower().replace("'", "") for s in context.subjects for p in s.phrases]
    bare = ["".join(c for c in p if c.isalnum() or c == " ") for p in phrases]
    brain = rivescript.RiveScript()
    brain.stream("\n".join(f"+ [*] {p} [*]\n- ok {i}\n" for i, p in enumerate(bare)))
    brain.sort_replies()
    kernel = aiml.Kernel()
    kernel.verbose(False)
    for i, phrase in enumerate(bare):
        kernel._brain.add(
            (phrase.upper(), "*", "*"),
            ["template", {}, ["text", {"xml:space": "preserve"}, f"ok {i}"]],
        )
    reader = Reader()
    reader.warm(context.subjects)
    ways = {
        "this reader": lambda text: reader.listen(text, context),
        "rivescript": lambda text: brain.reply("me", text),
        "aiml": lambda text: kernel.respond(text),
    }
    for name, way in ways.items():
        took = []
        for text in bare[:100]:
            start = time.perf_counter()
            way(text)
            took.append(time.perf_counter() - start)
        print(f"{name}: {1000 * median(took):.2f} ms a turn, {len(bare)} patterns")
