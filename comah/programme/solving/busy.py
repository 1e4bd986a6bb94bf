"""The exercises of an authority by day alone: whatever they test, at most one of a week is held.

Most limits ask nothing but the days. Counted by these few unknowns, their rows stay short.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from comah.programme.days import Slot
from comah.programme.solving.choosing import Chosen, Option

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    Count = cp_model.LinearExpr | int


class Busy(msgspec.Struct, frozen=True, kw_only=True):
    """That an exercise of the authority is held on a day, planned from another."""

    slot: Slot
    planning_from: date
    is_held: cp_model.IntVar

    @property
    def day(self) -> date:
        """The suggested day."""
        return self.slot.day


def busy_days(chosen: Chosen) -> Mapping[str, tuple[Busy, ...]]:
    """Return for each authority the days on which it can hold an exercise, one entry for each start of planning."""
    return {one.authority: _busy_days(chosen, one.authority) for one in chosen.field.problem.limits}


def _busy_days(chosen: Chosen, authority: str) -> tuple[Busy, ...]:
    terms: dict[tuple[date, date], list[Count]] = {}
    slots: dict[date, Slot] = {}
    for option in chosen.of_authority(authority):
        slots[option.day] = option.start.slot
        for planning_from, term in _terms(option):
            terms.setdefault((option.day, planning_from), []).append(term)
    return tuple(
        Busy(slot=slots[day], planning_from=planning_from, is_held=_one_of(chosen, terms[day, planning_from]))
        for day, planning_from in sorted(terms)
    )


def _one_of(chosen: Chosen, terms: list[Count]) -> cp_model.IntVar:
    is_held = chosen.model.new_bool_var("")
    chosen.model.add(sum(terms) == is_held)
    return is_held


def _terms(option: Option) -> Iterator[tuple[date, Count]]:
    """Yield from when an exercise is planned, with the expression of that it is: live, or not."""
    calm, live = option.start.calm_from, option.start.live_from
    if option.is_live is None:
        planning_from = live if option.unit.is_always_live else calm
        if planning_from is not None:
            yield planning_from, option.is_held
    elif calm == live and calm is not None:
        yield calm, option.is_held
    else:
        if calm is not None:
            yield calm, option.is_held - option.is_live
        if live is not None:
            yield live, option.is_live
