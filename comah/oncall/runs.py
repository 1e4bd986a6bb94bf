"""Turns one after another: which of somebody's make a run, and how long it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comah.model.oncall import Role
from comah.oncall.rest import follows_on
from comah.oncall.stints import Stint


def runs_of(stints: Iterable[Stint]) -> tuple[tuple[Stint, ...], ...]:
    """Return one person's turns in runs, in order of time; of a turn of which they hold half or less, none is made.

    A turn that overlaps another of theirs is on call twice at one time, and makes a run no longer.
    """
    runs: list[list[Stint]] = []
    for stint in sorted((one for one in stints if one.is_most), key=lambda one: (one.start, one.end)):
        latest = runs[-1][-1].end if runs else None
        if latest is not None and follows_on(latest, stint.start):
            runs[-1].append(stint)
        elif latest is None or stint.start >= latest:
            runs.append([stint])
    return tuple(tuple(run) for run in runs)


def longest_allowed(run: Iterable[Stint], roles: Mapping[str, Role]) -> int | None:
    """Return how many turns a run may have: the least that any of its roles allows; None where none sets a number."""
    limits = (roles[stint.role].longest_run for stint in run if stint.role in roles)
    return min((limit for limit in limits if limit is not None), default=None)


def is_too_long(run: tuple[Stint, ...], roles: Mapping[str, Role]) -> bool:
    """Whether a run has more turns than its roles allow."""
    allowed = longest_allowed(run, roles)
    return allowed is not None and len(run) > allowed
