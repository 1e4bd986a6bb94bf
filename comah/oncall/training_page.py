"""The page of training: which courses lapse, have lapsed or were never taken, and who can still serve in each role."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.model.oncall import Course, Person, Role
from comah.model.oncall_page import PageHead
from comah.model.oncall_training import PoolRow, TrainingPage, TrainingRow, TrainingState
from comah.model.page import source_of
from comah.oncall.availability import is_serving
from comah.oncall.can_serve import Serving
from comah.oncall.training import LAPSING_DAYS, course_state, is_trained, last_passed

_STATES: Final = tuple(TrainingState)
_A_DAY: Final = timedelta(days=1)


class TrainingScope(msgspec.Struct, frozen=True, kw_only=True):
    """Which courses are asked for."""

    role: str = ""
    person: str = ""
    days: int = LAPSING_DAYS  # ahead, within which a course that ends is said to lapse
    is_all: bool = False  # those that stay valid too

    @property
    def words(self) -> str:
        """What was asked for."""
        return ", ".join(name for name in (self.role, self.person) if name)


def training_page(serving: Serving, head: PageHead, on: date, scope: TrainingScope) -> TrainingPage:
    """Return how the courses of those who serve on a day stand, worst first, and who can serve in each role."""
    roles = [one for one in serving.oncall.roles if scope.role in {"", one.id}]
    rows = [row for one in roles for row in _rows(serving, one, on, scope.days) if scope.person in {"", row.person}]
    lasting = [row for row in rows if row.state is TrainingState.VALID]
    shown = rows if scope.is_all else [row for row in rows if row.state is not TrainingState.VALID]
    return TrainingPage(
        head=head,
        on=on,
        until=on + timedelta(days=scope.days),
        scope=scope.words,
        rows=tuple(sorted(shown, key=_order)),
        valid=len(lasting),
        pools=tuple(pool_of(serving, one, on, scope.days) for one in roles),
        is_all=scope.is_all,
    )


def pool_of(serving: Serving, role: Role, on: date, days: int = LAPSING_DAYS) -> PoolRow:
    """Return who can serve in a role on a day, and whether enough still can within so many days.

    Somebody who is away for a while is of the pool; somebody who has left, or is not trained, is not.
    """
    listed = [one for one in serving.people_of(role) if is_serving(one, on)]
    can = [one for one in listed if is_trained(one, role, on, serving.played)]
    later = [on + number * _A_DAY for number in range(1, days + 1)]
    counts = {day: len(able(serving, role, day)) for day in (on, *later)}
    return PoolRow(
        role=role.id,
        role_name=role.shown,
        listed=len(listed),
        can_serve=tuple(one.shown for one in can),
        cannot=tuple(one.shown for one in listed if one not in can),
        minimum=role.minimum_pool,
        on_day=counts[on + days * _A_DAY],
        short_from=next((day for day, number in counts.items() if number < role.minimum_pool), None),
    )


def able(serving: Serving, role: Role, day: date) -> tuple[Person, ...]:
    """Return those of a role who serve on a day with every course valid."""
    people = serving.people_of(role)
    return tuple(one for one in people if is_serving(one, day) and is_trained(one, role, day, serving.played))


def _rows(serving: Serving, role: Role, on: date, days: int) -> Iterator[TrainingRow]:
    for person in serving.people_of(role):
        if is_serving(person, on):
            for course in role.courses:
                yield _row(serving, role, person, course, on, days)


def _row(  # noqa: PLR0913, PLR0917 - the parts of one row
    serving: Serving, role: Role, person: Person, course: Course, on: date, days: int
) -> TrainingRow:
    played = serving.played.get(person.id, ()) if course.played_in_counts else ()
    found = course_state(person, course, on, played, within=days)
    alone = course_state(person, course, on, within=days)
    last = last_passed(person, course.id)
    return TrainingRow(
        person=person.id,
        post=person.shown,
        role=role.id,
        role_name=role.shown,
        course=course.id,
        course_name=found.name,
        state=found.state,
        until=found.until,
        passed=last.passed_on.text if last and last.passed_on else "",
        played=played[-1].text if (found.state, found.until) != (alone.state, alone.until) else "",
        place=source_of((last or person).place, "course" if last else "id"),
    )


def _order(row: TrainingRow) -> tuple[int, date, str, str, str]:
    return _STATES.index(row.state), row.until or date.max, row.role, row.person, row.course
