"""Every problem has one code and one page."""

import re
from pathlib import Path

import pytest

import roleplay.authoring
from roleplay.authoring.catalogue import checks, page, pages
from roleplay.authoring.loading_pages import LOADING
from roleplay.errors import NotFoundError

ROOM = Path(roleplay.authoring.__file__).parent


def test_codes_are_unique_and_in_kebab_case() -> None:
    """A code names one problem for ever."""
    codes = [found.code for found in pages()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)
    assert codes == sorted(codes)


def test_every_page_says_something() -> None:
    """Title and text are there, and fit a narrow terminal."""
    for found in pages():
        assert found.title
        assert found.text
        assert max(map(len, found.text.splitlines())) <= 100


def test_an_unknown_code_names_the_nearest() -> None:
    """``explain`` of a misspelt code helps."""
    assert page("unknown-key").title
    with pytest.raises(NotFoundError, match="unknown-key"):
        page("unkown-key")


def test_every_code_in_the_sources_has_a_page() -> None:
    """A problem that nobody can look up is not raised."""
    raised = set()
    for path in ROOM.rglob("*.py"):
        text = path.read_text("utf-8")
        raised |= set(
            re.findall(r'(?:_note|_stop|_fault|fault|\.add|Problem)\(\s*"([a-z-]+)"', text)
        )
    assert {"bad-condition", "alias", "missing-line", "newer-schema"} <= raised
    assert raised <= {found.code for found in pages()}


def test_every_check_has_its_own_file() -> None:
    """One file a problem, named as its code."""
    files = {path.stem for path in (ROOM / "checks").glob("*.py")}
    assert {check.page.code.replace("-", "_") for check in checks()} == files - {
        "__init__",
        "checked",
        "reach",
    }
    assert not {check.page.code for check in checks()} & LOADING.keys()
