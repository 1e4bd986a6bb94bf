"""How long first tests must wait: for the time to plan them, and for one another. It needs no solver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, reduce

import msgspec

from comah.programme.assignment import least_assignment
from comah.programme.field import Field, Unit
from comah.programme.loads import Held, all_held
from comah.programme.problem import Limits, Plan, Score
from comah.programme.reach import Reach, Spare, reaches
from comah.programme.room import Room

_ABOVE = 10**7  # more than the days that all plans together can wait
_ANY = Spare(first=timedelta(days=36_500), later=timedelta(days=36_500))

Way = Callable[[Plan], date]  # by which day a plan's first test is wished for


def safe_on(plan: Plan) -> date:
    """Return the safe date of the first test."""
    return plan.safe_on


def wished_on(plan: Plan) -> date:
    """Return the safe date of the first test less the local margin."""
    return plan.safe_on - timedelta(days=plan.margin_days)


def wait(field: Field, plan: Plan, wished: date) -> int:
    """Count the days from one by which a plan is wished to be tested to the first on which it can be."""
    ends_on = field.problem.ends_on
    return max(0, (min(field.first_day(plan) or ends_on, ends_on) - wished).days)


def least_late(field: Field) -> int:
    """Return the fewest days that first tests come after their safe dates, all together."""
    return max(_least(field, (safe_on,)), field.first_late)


def least_unwished(field: Field, late: int) -> int:
    """Return the fewest days that first tests come after the days by which they are wished for, all together.

    Args:
        field: what can be chosen.
        late: days after safe dates; where there can be no fewer, only programmes that have no more are looked at.
    """
    lateness, unwished = divmod(_least(field, (safe_on, wished_on)), _ABOVE)
    if late == field.first_late:
        return max(field.first_unwished, unwished if lateness == late else 0)
    return unwished if lateness == late else _least(field, (wished_on,))


def reaches_of(field: Field, value: Score, *, is_short_known: bool = True) -> Mapping[str, Reach]:
    """Return how far each plan's tests reach in programmes that keep dates no worse than a score does.

    Args:
        field: what can be chosen.
        value: the score of a programme.
        is_short_known: false: its lateness alone is kept to, not its shortfall.
    """
    late = _spares(field, safe_on, value.late, least_late(field))
    if not is_short_known:
        return reaches(field, late, dict.fromkeys(late, _ANY))
    days = value.late + value.short
    return reaches(field, late, _spares(field, wished_on, days, least_unwished(field, value.late)))


def _spares(field: Field, way: Way, days: int, least: int) -> Mapping[str, Spare]:
    """Return what each plan can lose in a programme that is so many days late or short, by one way of counting."""
    if way not in field.besides:
        field.besides[way] = dict(_besides(field, way))
    later, others = timedelta(days=days - least), field.besides[way]
    return {
        plan.ref: Spare(first=timedelta(days=days - others[plan.ref] - wait(field, plan, way(plan))), later=later)
        for plan in field.problem.plans
    }


def _besides(field: Field, way: Way) -> Iterator[tuple[str, int]]:
    """Yield each plan with what all others wait at the least, by one way of counting."""
    turns = [_turns(field, limits, (way,)) for limits in field.problem.limits]
    least = [_least_in_turn(own) for own in turns]
    for number, own in enumerate(turns):
        elsewhere = sum(least) - least[number]
        for first, _ in own:
            others = elsewhere + _least_in_turn([one for one in own if one[0] is not first])
            alone = {plan.ref: wait(field, plan, way(plan)) for plan in first.unit.plans}
            yield from ((ref, others + sum(alone.values()) - days) for ref, days in alone.items())


def _least(field: Field, ways: tuple[Way, ...]) -> int:
    """Return the least waiting, by one way of counting; or by several, each far above the next."""
    if ways not in field.counted:
        field.counted[ways] = sum(_least_of(field, limits, ways) for limits in field.problem.limits)
    return field.counted[ways]


def _least_of(field: Field, limits: Limits, ways: tuple[Way, ...]) -> int:
    """Return the same for one authority, whose units take turns."""
    turns = _turns(field, limits, ways)
    committed = sum(one.of_committed for one, _ in turns)
    return max(_least_in_turn(turns), committed + _a_week_each([one for one, in_turn in turns if in_turn]))


def _turns(field: Field, limits: Limits, ways: tuple[Way, ...]) -> list[tuple[_First, list[int]]]:
    """Return the first exercises of an authority's units, each with what it waits for the earliest day, the next..."""
    units = (unit for unit in field.units if unit.limits.authority == limits.authority)
    firsts = [_First(field=field, ways=ways, unit=unit) for unit in units]
    chosen = [one for one in firsts if one.plans]
    days = list(_earliest_days(field, limits, [one.unit for one in chosen], len(chosen)))
    places = [*days, *[None] * (len(chosen) - len(days))]
    return [(one, [one.waiting(day) for day in places] if one.plans else []) for one in firsts]


def _least_in_turn(turns: Sequence[tuple[_First, list[int]]]) -> int:
    """Return the least waiting of some first exercises, each on another of the earliest days; or on none."""
    chosen = [in_turn for _, in_turn in turns if in_turn]
    return sum(one.of_committed for one, _ in turns) + least_assignment(chosen)


class _First(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The first exercise of a unit: none of its plans is tested before."""

    field: Field
    ways: tuple[Way, ...]
    unit: Unit

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that no committed exercise tests."""
        committed = {ref for one in self.field.problem.committed for ref in one.plans}
        return tuple(plan for plan in self.unit.plans if plan.ref not in committed)

    @property
    def of_committed(self) -> int:
        """The days that the other plans wait, each as if it were alone."""
        others = [plan for plan in self.unit.plans if plan not in self.plans]
        return _weighed(sum(wait(self.field, plan, way(plan)) for plan in others) for way in self.ways)

    def waiting(self, day: date | None) -> int:
        """Count the days that the plans wait for an exercise on a day, at the least; or for none at all."""
        ends_on = self.field.problem.ends_on
        until = min(day, ends_on) if day else ends_on
        return _weighed(sum(max(alone, (until - wished).days) for wished, alone in way) for way in self._alone)

    @cached_property
    def _alone(self) -> list[list[tuple[date, int]]]:
        """By when each plan is wished to be tested, and how long it waits as if it were alone."""
        return [[(way(plan), wait(self.field, plan, way(plan))) for plan in self.plans] for way in self.ways]


def _weighed(days: Iterable[int]) -> int:
    """Put days counted in several ways into one number, the first far above the next."""
    return reduce(lambda total, one: total * _ABOVE + one, days)


def _a_week_each(firsts: Sequence[_First]) -> int:
    """Give each first exercise a week of its own, at the least cost; or none, to the end of the programme."""
    return least_assignment([[min(map(one.waiting, days)) for days in row] for one, row in _weeks(firsts)])


def tests_besides(field: Field, value: Score, after: Callable[[Plan, date], int]) -> int:
    """Count the tests of plans that each have an exercise of their own, and wait for the first no longer than a score.

    Args:
        field: what can be chosen, by one authority.
        value: a score whose lateness and shortfall are all of first tests.
        after: the tests that a plan needs after a first one on a day.
    """
    firsts = [_First(field=field, ways=(safe_on, wished_on), unit=unit) for unit in field.units]
    costs = [
        [
            min(one.waiting(day) * _ABOVE + (0 if day is None else 1 + after(one.plans[0], day)) for day in days)
            for days in row
        ]
        for one, row in _weeks(firsts)
    ]
    waited = _weighed((value.late, value.late + value.short))
    return least_assignment(costs) - waited * _ABOVE


def _weeks(firsts: Sequence[_First]) -> Iterator[tuple[_First, list[Sequence[date | None]]]]:
    """Yield each first exercise with a place for every week that any of them can have: its days there, or None."""
    weeks = sorted({start.slot.week for one in firsts for start in one.unit.starts})
    for one in firsts:
        possible: dict[date, list[date | None]] = {}
        for start in one.unit.starts:
            possible.setdefault(start.slot.week, []).append(start.slot.day)
        yield one, [*(possible.get(week, (None,)) for week in weeks), *[(None,)] * len(firsts)]


def _earliest_days(field: Field, limits: Limits, units: Sequence[Unit], number: int) -> Iterator[date]:
    """Yield the earliest days on which so many exercises of an authority can be, each planned as short as any.

    To take every day that fits is to have each exercise as early as can be: an earlier one is out of the way sooner.
    """
    starts: dict[date, date] = {}
    for unit in units:
        for one in unit.starts:
            known = (one.calm_from, one.live_from, starts.get(one.slot.day))
            starts[one.slot.day] = max(day for day in known if day)
    asked = frozenset[str].intersection(*(unit.agencies for unit in units)) if units else frozenset[str]()
    room = Room(field.problem)
    for held in all_held(field.problem, ()):
        room.take(held)
    for day in sorted(starts):
        if not number:
            return
        held = Held(day=day, authority=limits.authority, planning_from=starts[day], agencies=asked)
        if room.has(held):
            room.take(held)
            number -= 1
            yield day
