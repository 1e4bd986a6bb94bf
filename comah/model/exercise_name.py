"""How an exercise that is put on record is called: its identifier, and its name where it has none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from comah.model.establishment import Establishment
from comah.model.kinds import ExerciseType, Regime

_NAMELESS: Final = frozenset((ExerciseType.UNKNOWN, ExerciseType.OTHER))


def free_id(stem: str, taken: Collection[str]) -> str:
    """Return an identifier that is not in use.

    >>> free_id("2023-northbank-live", {"2023-northbank-live", "2023-northbank-live-2"})
    '2023-northbank-live-3'
    """
    number, identifier = 1, stem
    while identifier in taken:
        number += 1
        identifier = f"{stem}-{number}"
    return identifier


def exercise_stem(year: int, sites: Sequence[Establishment], regime: Regime, kind: ExerciseType) -> str:
    """Build an identifier: year, site or group, type; that of a joint exercise has the group's word.

    Args:
        year: in which it was held or is planned.
        sites: whose plans it plays, the first first.
        regime: of the first plan.
        kind: how it is played.
    """
    groups = {site.group for site in sites}
    group = re.sub("[^a-z0-9]+", "-", sites[0].group.lower()).strip("-")
    is_group = len({site.id for site in sites}) > 1 and len(groups) == 1 and group
    suffix = "" if regime is Regime.COMAH else f"-{regime.value}"
    how = "exercise" if kind in _NAMELESS else kind.value
    return f"{year}-{group if is_group else sites[0].id}{suffix}-{how}"


def exercise_name(kind: ExerciseType, sites: Sequence[Establishment]) -> str:
    """Describe an exercise that has no name of its own.

    >>> exercise_name(ExerciseType.CONTROL_POST, [])
    'Control post exercise, '
    """
    how = "Exercise" if kind in _NAMELESS else f"{kind.value.replace('-', ' ').capitalize()} exercise"
    return f"{how}, {', '.join(site.name for site in sites)}"
