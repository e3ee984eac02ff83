"""Scripted sellers and their banks: files to frozen values."""

from __future__ import annotations

import re

from roleplay.authoring.nodes import Mapping as Tree
from roleplay.authoring.nodes import Node, Scalar, at
from roleplay.authoring.problems import validated
from roleplay.authoring.report import Report
from roleplay.authoring.seller_models import (
    BankModel,
    RuleModel,
    SaidModel,
    Sections,
    SellerModel,
)
from roleplay.authoring.sources import Source, Sources
from roleplay.authoring.speech import BLOCK_CURE, paragraphs
from roleplay.authoring.words import did_you_mean, shown
from roleplay.simulate.mind import SLOTS
from roleplay.simulate.seller import (
    ANY_VOICE,
    BANK_SECTIONS,
    FOREVER,
    PASTED,
    Line,
    Rule,
    Seller,
)

_QUOTED = re.compile(r"\{([a-z_]+)\}")


def build_seller(sources: Sources, source: Source) -> Seller | None:
    """The seller of a file; None, with problems noted, if it does not hold."""
    model, problems, node = validated(source.node, SellerModel)
    sources.report.take(problems)
    if model is None:
        return None
    sections = _sections(model.sections, at(node, "sections"), sources.report, "own.")
    policy = _policy(model, node, sources)
    return Seller(
        id=model.seller,
        title=model.title,
        group=model.group,
        expected=model.expected,
        voice=model.voice,
        policy=policy,
        sections=sections,
    )


def build_bank(sources: Sources, source: Source) -> dict[str, tuple[Line, ...]] | None:
    """The sections of a bank; None, with problems noted, if it does not hold."""
    model, problems, node = validated(source.node, BankModel)
    sources.report.take(problems)
    if model is None:
        return None
    for section in model.sections:
        _known(section, BANK_SECTIONS, at(node, "sections"), sources.report)
    return _sections(model.sections, at(node, "sections"), sources.report)


def _policy(model: SellerModel, node: Tree, sources: Sources) -> tuple[Rule, ...]:
    """The seller's own policy, or that of the seller it is like."""
    if model.like and model.policy:
        sources.report.add(
            "two-policies",
            node.key_place("policy"),
            f"This seller has a policy of its own and one like {shown(model.like)}.",
            "Keep 'policy' or 'like'.",
        )
    if model.like:
        named = at(node, "like")
        place = named.place if named is not None else node.place
        other = sources.find("seller", model.like, place)
        found = validated(other.node, SellerModel) if other is not None else None
        if found is None or found[0] is None:
            return ()
        if found[0].like:
            sources.report.add(
                "two-policies",
                place,
                f"{shown(model.like)} has no policy of its own: it is like {shown(found[0].like)}.",
                f"Write 'like: {found[0].like}'.",
            )
        return tuple(map(_rule, found[0].policy))
    if not model.policy:
        sources.report.add(
            "missing-key", node.place, "A seller needs a policy.", "Write 'policy' or 'like: ID'."
        )
    known = tuple(dict.fromkeys((*model.sections, *BANK_SECTIONS, PASTED)))
    for number, rule in enumerate(model.policy):
        for section in (*rule.say, *rule.then):
            _known(section, known, at(node, "policy", number), sources.report)
    return tuple(map(_rule, model.policy))


def _rule(model: RuleModel) -> Rule:
    return Rule(
        say=tuple(dict.fromkeys(model.say)),
        then=tuple(dict.fromkeys(model.then)),
        turns=model.turns,
        every=model.every,
        left=model.left or FOREVER,
        times=model.times or FOREVER,
        again=model.again,
        blind=model.blind,
        shuffled=model.shuffled,
    )


def _known(section: str, known: tuple[str, ...], node: Node | None, report: Report) -> None:
    if section in known or node is None:
        return
    place = node.key_place(section) if isinstance(node, Tree) else node.place
    cure = did_you_mean(section, known)
    report.add("unknown-section", place, f"There is no section {shown(section)}.", cure)


def _sections(
    models: Sections, node: Node | None, report: Report, owner: str = ""
) -> dict[str, tuple[Line, ...]]:
    return {
        section: tuple(
            _line(f"{owner}{section}.{number}", model, at(node, section, number - 1), report)
            for number, model in enumerate(lines, start=1)
        )
        for section, lines in models.items()
    }


def _line(name: str, model: SaidModel, node: Node | None, report: Report) -> Line:
    says = at(node, "says")
    voices = {ANY_VOICE: says} if isinstance(says, Scalar) else _voices(says)
    return Line(
        id=name,
        wordings={
            voice: _wordings(block, report)
            for voice, block in voices.items()
            if isinstance(block, Scalar)
        },
        hears=model.hears,
        after=model.after,
        unless=model.unless,
        briefed=model.briefed,
        to=model.to or "",
    )


def _voices(node: Node | None) -> dict[str, Node | None]:
    return {voice: node.get(voice) for voice in node} if isinstance(node, Tree) else {}


def _wordings(block: Scalar, report: Report) -> tuple[str, ...]:
    """The wordings of a block; a blank line parts them."""
    found = []
    for paragraph in paragraphs(block.text):
        text = " ".join(paragraph.text.split())
        for quoted in _QUOTED.findall(text):
            if quoted not in SLOTS:
                report.add(
                    "unknown-figure",
                    block.at(paragraph.line),
                    f"This line quotes {shown(quoted)}, which nothing gives.",
                    did_you_mean(quoted, SLOTS, "It may quote"),
                )
        found.append(text)
    if not found:
        report.add("missing-value", block.place, "This line has no words.", BLOCK_CURE)
        return ("",)
    return tuple(found)
