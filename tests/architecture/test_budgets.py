"""The size and shape budgets of the house, counted."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "roleplay"
TABLES = {"acts.py"}
"""Modules that are data tables: no ceiling on their lines."""
MODULES = sorted(PACKAGE.rglob("*.py"))
CONTENT = [*(ROOT / "buyers").glob("*.yaml"), *(ROOT / "scenarios").glob("*.yaml")]


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the package, with its length in lines."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield f"{path.name}:{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_five_hundred_lines(path: Path) -> None:
    """A module ends at 500 lines, unless it is a table of data."""
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 500 or path.name in TABLES


def test_functions_are_short() -> None:
    """Nine functions in ten have at most 30 lines, and none has more than 80."""
    lengths = dict(functions())
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= 30
    assert {name: n for name, n in lengths.items() if n > 80} == {}


def content_ids() -> set[str]:
    """Ids of every bundled buyer, scenario and fact."""
    ids = {path.stem for path in CONTENT}
    for path in (ROOT / "buyers").glob("*.yaml"):
        inside = False
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith((" ", "#")):
                inside = line.startswith("facts:")
            elif inside and line.startswith("  ") and line[2] not in " #" and ":" in line:
                ids.add(line.split(":")[0].strip())
    return ids


def test_no_code_names_a_bundled_persona_scenario_or_fact() -> None:
    """Buyers are YAML only: an id with an underscore is found in no module, in no string."""
    ids = {name for name in content_ids() if "_" in name}
    assert len(ids) > 10
    found = {
        (path.name, name) for path in MODULES for name in ids if name in path.read_text("utf-8")
    }
    assert found == set()


def test_every_test_states_a_behaviour() -> None:
    """Each test function of the suite has a docstring."""
    silent = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_test = isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            if is_test and not ast.get_docstring(node):
                silent.append(f"{path.name}:{node.name}")
    assert silent == []
