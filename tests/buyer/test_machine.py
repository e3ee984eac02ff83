"""The machine on transitions: shared, closures only, no jumps past a guard."""

import ast
from dataclasses import replace
from pathlib import Path

import roleplay.buyer.machine as module
from roleplay.buyer.beat import Beat
from roleplay.buyer.machine import BuyerMachine, Position
from roleplay.buyer.state import opening
from tests.builders import gardener, heard


def test_no_automatic_transition_jumps_past_a_guard() -> None:
    """There is no to_<state> event; firing one moves nothing."""
    position = Position("guarded")
    beat = Beat(gardener(), opening(gardener()), heard())
    assert not BuyerMachine(gardener()).fire(position, "to_agreed", beat)
    assert position.state == "guarded"


def test_one_machine_serves_many_conversations_and_keeps_none() -> None:
    """Positions are not registered: the machine holds no model after ten thousand of them."""
    machine = BuyerMachine(gardener())
    beat = Beat(gardener(), opening(gardener()), heard("x", "off_register"))
    for _ in range(100):
        assert machine.fire(Position("guarded"), "off_register", beat)
    assert machine._machine.models == []


def test_an_act_named_like_a_method_is_only_an_act() -> None:
    """Trigger names never become attributes of anything."""
    transition = replace(gardener().transitions[0], acts=("close",))
    machine = BuyerMachine(gardener(transitions=(transition,)))
    position = Position("guarded")
    beat = Beat(gardener(), opening(gardener()), heard("x", "close"))
    assert machine.fire(position, "close", beat)
    assert not hasattr(position, "close")


def test_only_closures_reach_the_library() -> None:
    """No string literal is given as a guard or callback anywhere in the module."""
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.keyword)]
    guarded = [k for k in calls if k.arg in ("conditions", "unless", "before", "after", "prepare")]
    assert guarded
    for keyword in guarded:
        strings = [
            n
            for n in ast.walk(keyword.value)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        ]
        assert strings == []
