"""``explain``: the page of a criterion, or of a problem that ``check`` finds."""

from __future__ import annotations

import click

from roleplay.errors import EXIT_DONE, NotFoundError


@click.command()
@click.argument("name", required=False)
def explain(name: str | None) -> int:
    """Explain a criterion, or a problem that check finds.

    NAME is a criterion's id, as scorecards name it, or the code in square brackets of a problem.
    Without it, the criteria are listed.
    """
    from roleplay.authoring.catalogue import page, pages
    from roleplay.authoring.words import did_you_mean
    from roleplay.cli.kit import width
    from roleplay.coach.criteria import CRITERIA
    from roleplay.report.criterion_text import criterion_page
    from roleplay.report.text import blocks, heading, paragraphs, wrap

    if name is None:
        for criterion in CRITERIA.values():
            print(wrap(f"{criterion.id}: {criterion.title}", width(), "", "  "))
        return EXIT_DONE
    if name in CRITERIA:
        print(criterion_page(CRITERIA[name], width()))
        return EXIT_DONE
    codes = [found.code for found in pages()]
    if name not in codes:
        raise NotFoundError(
            f"there is no criterion or problem {name!r}. {did_you_mean(name, [*CRITERIA, *codes])}"
        )
    found = page(name)
    print(blocks(heading(found.title), paragraphs(found.text, width())))
    return EXIT_DONE
