"""Product cards and rubrics: their files to frozen values."""

from __future__ import annotations

from roleplay.authoring.nodes import Mapping, Scalar, at, texts
from roleplay.authoring.problems import validated
from roleplay.authoring.scenario_models import CardModel, RubricModel
from roleplay.authoring.sources import Source, Sources
from roleplay.authoring.speech import phrases
from roleplay.heard import Limit
from roleplay.scenario import Card, Rubric


def find_card(sources: Sources, node: Mapping) -> Card | None:
    """The card that a scenario names."""
    named = next(iter(texts(node.get("card"))), None)
    source = sources.find("card", named.text.strip(), named.place) if named else None
    return build_card(sources, source) if source else None


def build_card(sources: Sources, source: Source) -> Card | None:
    """The product card of a file; None, with problems noted, if it does not hold."""
    model, problems, node = validated(source.node, CardModel)
    sources.report.take(problems)
    if model is None:
        return None
    limits = []
    for name in model.limits:
        block = at(node, "limits", name, "phrases")
        said = phrases(block if isinstance(block, Scalar) else None, sources.report)
        limits.append(Limit(name, said))
    return Card(
        id=model.card,
        seller=model.seller,
        product=model.product,
        does=model.does,
        limits=tuple(limits),
        prices=model.prices,
        may_promise=model.may_promise,
        limits_said={name: limit.says for name, limit in model.limits.items()},
    )


def find_rubric(sources: Sources, node: Mapping) -> Rubric | None:
    """The rubric that a scenario names."""
    named = next(iter(texts(node.get("rubric"))), None)
    source = sources.find("rubric", named.text.strip(), named.place) if named else None
    return build_rubric(sources, source) if source else None


def build_rubric(sources: Sources, source: Source) -> Rubric | None:
    """The rubric of a file; None, with problems noted, if it does not hold."""
    model, problems, _ = validated(source.node, RubricModel)
    sources.report.take(problems)
    if model is None:
        return None
    bands = sorted(((band.from_, band.name, band.meaning) for band in model.bands), reverse=True)
    return Rubric(
        id=model.rubric,
        groups={letter: (group.title, group.weight) for letter, group in model.groups.items()},
        bands=tuple(bands),
        critical={
            name: (error.cap, error.meaning.strip()) for name, error in model.critical_errors
        },
        technique=model.technique,
        passed=model.passed,
        group_floor=model.group_floor,
    )
