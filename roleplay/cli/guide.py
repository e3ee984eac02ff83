"""``guide``: the manual, page by page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from roleplay.errors import EXIT_DONE, NotFoundError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@click.command()
@click.argument("page", required=False)
@click.option("--source", is_flag=True, help="The page as it is written, in Markdown.")
def guide(page: str | None, source: bool) -> int:
    """Read the manual.

    Without PAGE, the pages are listed.
    """
    from roleplay.cli.kit import width
    from roleplay.report.markdown_text import markdown_text

    pages = _pages()
    if page is None:
        for name, file in pages.items():
            title = file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
            print(f"{name:<9} {title}")
        print("\nRead one with: roleplay guide PAGE", file=sys.stderr)
        return EXIT_DONE
    if page not in pages:
        raise NotFoundError(_no_page(page, pages))
    text = pages[page].read_text(encoding="utf-8")
    print(text.rstrip("\n") if source else markdown_text(text, width()))
    return EXIT_DONE


def _pages() -> dict[str, Traversable]:
    from importlib.resources import files

    found = {
        file.name.removesuffix(".md"): file
        for file in files("roleplay").joinpath("guide").iterdir()
        if file.name.endswith(".md")
    }
    first = ("trainee", "trainer")
    order = [*(name for name in first if name in found), *sorted(set(found) - set(first))]
    return {name: found[name] for name in order}


def _no_page(page: str, pages: dict[str, Traversable]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(page, pages, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"The guide has no page {page!r}.{meant} Its pages: {', '.join(pages)}."
