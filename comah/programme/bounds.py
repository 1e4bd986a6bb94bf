"""What no programme can be better than, by counting alone: it needs no solver.

Each bound holds for every programme that is no worse in the fields of the score before its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from comah.model.kinds import ExerciseType
from comah.programme.field import Field, Unit
from comah.programme.given_up import least_given_up
from comah.programme.loads import all_held, peak_of
from comah.programme.problem import Limits, Score
from comah.programme.reach import Reach
from comah.programme.score import years_without
from comah.programme.waiting import least_late, least_unwished, reaches_of, tests_besides
from comah.workdays.financial_year import FinancialYear


def least(field: Field, name: str, value: Score) -> int:
    """Return what a field of the score cannot be less than.

    Args:
        field: what can be chosen.
        name: of the field.
        value: the score whose fields before that one are not exceeded.
    """
    ways = {
        "late": _late,
        "short": _short,
        "missed": _missed,
        "exercises": _exercises,
        "given_up": _given_up,
        "peak": _peaks,
    }
    return ways[name](field, value) if name in ways else 0


def exercises_of(unit: Unit, needed: Sequence[int]) -> int:
    """Count the exercises for some tests of a unit's plans, as many at once as one may be meant to test."""
    return max(*needed, -(-sum(needed) // max(1, unit.cap)), 0)


def _late(field: Field, value: Score) -> int:
    del value
    return least_late(field)


def _short(field: Field, value: Score) -> int:
    return max(0, least_unwished(field, value.late) - value.late)


def _missed(field: Field, value: Score) -> int:
    del value
    return sum(_years_lost(field, limits) for limits in field.problem.limits if limits.yearly.is_hard)


def _exercises(field: Field, value: Score) -> int:
    found = reaches_of(field, value)
    needed = sum(_exercises_of(field, limits, found, value.missed) for limits in field.problem.limits)
    return max(needed, _alone_in_their_weeks(field, value, found))


def _given_up(field: Field, value: Score) -> int:
    """Count what each plan gives up alone; where that is not known, the margins of its tests that are not missed."""
    found = reaches_of(field, value)
    alone = {ref: least_given_up(reach) for ref, reach in found.items()}
    margins = sum(len(reach.needed) * reach.plan.margin_days for ref, reach in found.items() if alone[ref] is None)
    return sum(one.total for one in alone.values() if one is not None) + max(0, margins - value.short)


def _peaks(field: Field, value: Score) -> int:
    found = reaches_of(field, value)
    return sum(_peak(field, limits, found) for limits in field.problem.limits)


def _years_lost(field: Field, limits: Limits) -> int:
    """Count the financial years without an exercise in which none can be."""
    units = (unit for unit in field.units if unit.limits.authority == limits.authority)
    days = [one.slot.day for unit in units for one in unit.starts]
    return sum(not any(day in year for day in days) for year in _empty_years(field, limits))


def _empty_years(field: Field, limits: Limits) -> tuple[FinancialYear, ...]:
    """Return the financial years, ended within the programme, that have no exercise yet."""
    return years_without(field.problem, limits, all_held(field.problem, ()))


def _exercises_of(field: Field, limits: Limits, found: Mapping[str, Reach], missed: int) -> int:
    """Count the exercises that an authority's plans need, and its financial years."""
    units = [unit for unit in field.units if unit.limits.authority == limits.authority]
    needed = sum(exercises_of(unit, [len(found[plan.ref].needed) for plan in unit.plans]) for unit in units)
    years = len(_empty_years(field, limits)) - missed if limits.yearly.is_hard else 0
    return max(needed, years)


def _alone_in_their_weeks(field: Field, value: Score, found: Mapping[str, Reach]) -> int:
    """Count the exercises where plans are all tested alone, each first in a week of its own, and never late after."""
    is_shared = any(len(unit.plans) > 1 for unit in field.units) or len(field.problem.limits) > 1
    if is_shared or any(one.committed or one.unwished.later for one in found.values()):
        return 0
    return tests_besides(field, value, lambda plan, day: found[plan.ref].tests_after(day))


def _peak(field: Field, limits: Limits, found: Mapping[str, Reach]) -> int:
    """Spread the planning of what is needed by a day evenly over the days until then: the most of all days.

    It is the most, over stretches from the first day, of what the tests confined to the stretch take up.
    """
    committed = peak_of(one for one in all_held(field.problem, ()) if one.authority == limits.authority)
    if limits.may_compress:
        return committed
    units = [unit for unit in field.units if unit.limits.authority == limits.authority]
    needed = {plan.ref: found[plan.ref].needed for unit in units for plan in unit.plans}
    days = {day for each in needed.values() for day in each}
    return max([committed, *(_spread(field, units, needed, by) for by in days)])


def _spread(field: Field, units: Sequence[Unit], needed: Mapping[str, Sequence[date]], by: date) -> int:
    days = sum(
        exercises_of(unit, [sum(day <= by for day in needed[plan.ref]) for plan in unit.plans]) * _planning_days(unit)
        for unit in units
    )
    return -(-days // ((by - field.problem.first_planning).days + 1))


def _planning_days(unit: Unit) -> int:
    """Return the fewest days that an exercise of a unit is in planning, its own day among them."""
    kinds = {plan.type for plan in unit.plans} | ({ExerciseType.LIVE} if unit.may_be_live else set())
    return min(unit.limits.leads[kind].length_days for kind in kinds) + 1
