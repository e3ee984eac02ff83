"""The criteria: one file each, collected from this folder.

A criterion's file holds its texts, its measure and its samples, which are its tests. It speaks of
acts, families, kinds and disclosure levels, never of a persona's or a scenario's ids.
"""

from importlib import import_module
from pkgutil import iter_modules

from roleplay.coach.criterion import Criterion


def _collected() -> dict[str, Criterion]:
    names = sorted(module.name for module in iter_modules(__path__))
    found = [import_module(f"{__name__}.{name}").CRITERION for name in names]
    ordered = sorted(found, key=lambda criterion: (criterion.group, criterion.id))
    return {criterion.id: criterion for criterion in ordered}


CRITERIA: dict[str, Criterion] = _collected()
"""Every criterion by id, in the order of the rubric's groups."""
