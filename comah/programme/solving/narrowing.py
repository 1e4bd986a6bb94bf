"""Days left out of the model because no programme better than the one known can use them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from comah.programme.bounds import exercises_of, least
from comah.programme.field import Field, Unit
from comah.programme.given_up import least_given_up
from comah.programme.problem import Score
from comah.programme.reach import Reach
from comah.programme.waiting import reaches_of

_FIELDS = Score.__struct_fields__
_SHORT = _FIELDS.index("short")
_EXERCISES = _FIELDS.index("exercises")
_GIVEN_UP = _FIELDS.index("given_up")


def reaches_for(field: Field, name: str, value: Score) -> Mapping[str, Reach]:
    """Return how far each plan's tests reach where one field of a score, and those before it, are not exceeded."""
    return reaches_of(field, value, is_short_known=_FIELDS.index(name) >= _SHORT)


def narrowed(field: Field, name: str, value: Score, found: Mapping[str, Reach]) -> Field:
    """Return the field with the days that a programme no worse in some fields can have.

    Args:
        field: what can be chosen.
        name: the field of the score that is sought; it and those before it are not exceeded.
        value: the score of a programme.
        found: how far each plan's tests reach in such a programme.
    """
    stage = _FIELDS.index(name)
    needed = sum(exercises_of(unit, [len(found[plan.ref].needed) for plan in unit.plans]) for unit in field.units)
    most = None if stage < _EXERCISES else value.exercises - needed
    days = {unit.plans[0].ref: _days(unit, found, most) for unit in field.units if len(unit.plans) == 1}
    if stage >= _GIVEN_UP:
        spare = value.given_up - least(field, "given_up", value)
        days = {ref: _sparing(found[ref], own, spare, max(0, most or 0)) for ref, own in days.items()}
    return msgspec.structs.replace(field, units=tuple(_kept(unit, days) for unit in field.units))


def by_first_tests(field: Field, value: Score) -> Field:
    """Return the field of first tests alone with the days that one can have in a programme no later or shorter.

    Args:
        field: of plans that are tested once: what comes after a plan's first test is for nothing.
        value: the score of a programme.
    """
    found = reaches_of(field, value)

    def kept(unit: Unit) -> Unit:
        last = max(found[plan.ref].first_by for plan in unit.plans)
        return msgspec.structs.replace(unit, starts=tuple(one for one in unit.starts if one.slot.day <= last))

    return msgspec.structs.replace(field, units=tuple(map(kept, field.units)))


def _days(unit: Unit, found: Mapping[str, Reach], spare: int | None) -> frozenset[date]:
    """Return the days for a lone plan: with a spare exercise, it may have it."""
    reach = found[unit.plans[0].ref]
    return frozenset(reach.days if spare is None else reach.within(len(reach.needed) + max(0, spare)))


def _sparing(reach: Reach, days: frozenset[date], spare: int, most: int) -> frozenset[date]:
    """Leave out the days on which one plan alone gives up more than all do together in the programme known.

    Args:
        reach: how far the plan's tests reach.
        days: that it may be tested on.
        spare: days of life that the programme known gives up beyond what any does.
        most: tests that the plan may have beyond the fewest.
    """
    fewest, within = least_given_up(reach), least_given_up(reach, most)
    if fewest is None or within is None:
        return days
    return frozenset(day for day, cost in within.through.items() if cost <= fewest.total + spare)


def _kept(unit: Unit, days: Mapping[str, frozenset[date]]) -> Unit:
    own = days.get(unit.plans[0].ref) if len(unit.plans) == 1 else None
    if own is None:
        return unit
    return msgspec.structs.replace(unit, starts=tuple(start for start in unit.starts if start.slot.day in own))
