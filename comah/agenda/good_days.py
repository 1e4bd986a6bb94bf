"""The days around an exercise: what speaks against one, and the nearest that nothing speaks against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.exercises.backplan import Fit, fit_of
from comah.exercises.clashes import ahead_of
from comah.exercises.phases import done_phases
from comah.exercises.template import Template, template_of
from comah.model.book import AuthorityBook, Book
from comah.model.exercise import Exercise
from comah.model.forum import ExerciseAhead
from comah.model.when import When
from comah.model.words import count_words, weekday_words
from comah.workdays.planning_days import planning_calendar
from comah.workdays.taken import Taken, taken_days
from comah.workdays.working_days import WorkCalendar, work_calendar

_MOST: Final = 3  # days offered
_FURTHEST: Final = timedelta(days=120)  # from the day that was asked for
_STEPS_REACH: Final = timedelta(days=400)  # from an exercise to the furthest of its steps
_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around an exercise that is to have a day."""

    on: date
    exercise: Exercise
    records: AuthorityBook  # of the authority that keeps it
    template: Template
    calendar: WorkCalendar
    clash_days: int
    others: tuple[tuple[str, ExerciseAhead], ...]  # exercises still to come, with their authorities
    safe_on: date | None  # the earliest safe date of its plans that has not passed

    def against(self, first: date, last: date) -> Iterator[str]:
        """Yield in words everything that speaks against some days, the days themselves first."""
        yield from _non_working(self.calendar, first, last)
        for one in taken_days(self.records.diary, first, last):
            yield taken_words(one)
        yield from self._clashes(first, last)

    def blocked(self, first: date, last: date) -> tuple[Taken, ...]:
        """Return the diary entries that keep exercises off some days."""
        return tuple(one for one in taken_days(self.records.diary, first, last) if one.is_blocked)

    def good_days(self, wanted: date, length: int = 1) -> tuple[date, ...]:
        """Return the nearest days that nothing speaks against, in order.

        They are working days after today on which the steps not done still fit, free of the diary and of
        clashes, and not after the safe date while that has not passed.

        Args:
            wanted: the day that was asked for.
            length: how many days the exercise lasts.
        """
        start = max(self.on + _ONE_DAY, wanted - _FURTHEST)
        end = max(start, wanted) + _FURTHEST
        span = timedelta(days=length - 1)
        if self.safe_on is not None:
            end = min(end, self.safe_on - span)
        days = (start + timedelta(days=number) for number in range((end - start).days + 1))
        by_nearness = sorted(days, key=lambda day: (abs((day - wanted).days), day))
        found: list[date] = []
        for day in by_nearness:
            if (
                self.calendar.is_working_day(day)
                and not any(self.against(day, day + span))
                and self._fit(day).is_enough
            ):
                found.append(day)
            if len(found) == _MOST:
                break
        return tuple(sorted(found))

    def good_words(self, wanted: date, length: int = 1) -> str:
        """Say which days are good."""
        found = self.good_days(wanted, length)
        limit = f", by the safe date {weekday_words(self.safe_on)}" if self.safe_on else ""
        if not found:
            return f"No good day is near: a working day free of diary and clashes on which its steps still fit{limit}"
        return f"Nearest good days: {', '.join(map(weekday_words, found))}"

    def too_short(self, when: When | None) -> tuple[str, ...]:
        """Say, where it is so, that the steps not done no longer fit before a day."""
        if when is None:
            return ()
        fit = self._fit(when.began_latest)
        if fit.is_enough:
            return ()
        needed = count_words(fit.needed, "working day")
        return (f"TOO SHORT: its steps not recorded as done need {needed} at least, and {fit.available} are left",)

    def _fit(self, day: date) -> Fit:
        return fit_of(self.on, day, self.template, done_phases(self.exercise, self.on), self.calendar)

    def _clashes(self, first: date, last: date) -> Iterator[str]:
        own = frozenset((*self.exercise.agencies, *(part.agency for part in self.exercise.attendance)))
        for authority, other in self.others:
            days = max(0, (other.earliest - last).days, (first - other.latest).days)
            shared = sorted(own & frozenset(other.agencies))
            if authority == self.records.authority.id:
                if not days:
                    yield f"The authority's own exercise {other.id} is on {_span_words(other)}"
            elif shared and days <= self.clash_days:
                near = f"{count_words(days, 'day')} away" if days else "on the same day"
                yield f"{other.id} of {authority}, {_span_words(other)}, wants {', '.join(shared)} too, {near}"


def around(book: Book, exercise: Exercise, on: date, safe_on: date | None) -> Around:
    """Gather what stands around an exercise."""
    records = keeper_of(book, exercise)
    found = (
        (one.authority.id, ahead)
        for one in book.authorities
        for each in one.exercises
        if each.id != exercise.id
        for ahead in [ahead_of(each, on)]
        if ahead is not None
    )
    return Around(
        on=on,
        exercise=exercise,
        records=records,
        template=template_of(exercise, records.authority),
        calendar=work_calendar(book.register, records.authority),
        clash_days=book.register.clash_days,
        others=tuple(found),
        safe_on=safe_on,
    )


def keeper_of(book: Book, exercise: Exercise) -> AuthorityBook:
    """Return the records of the authority that keeps an exercise."""
    return next(one for one in book.authorities if any(each.id == exercise.id for each in one.exercises))


def steps_calendar(book: Book, records: AuthorityBook, days: Sequence[When]) -> WorkCalendar:
    """Return the calendar by which the steps of an exercise on one of some days are planned."""
    calendar = work_calendar(book.register, records.authority)
    if not days:
        return calendar
    first, last = min(when.earliest for when in days), max(when.latest for when in days)
    return planning_calendar(calendar, records.diary, first - _STEPS_REACH, last + _STEPS_REACH)


def taken_words(one: Taken) -> str:
    """Say what the diary holds, and where that is written."""
    days = weekday_words(one.first)
    if one.first != one.last:
        days = f"{days} {'to' if one.is_certain else 'or up to'} {weekday_words(one.last)}"
    read = f"{one.entry.place.file.name}:{one.entry.place.line}"
    kind = "blocked by the diary" if one.is_blocked else "in the diary"
    return f"{days} is {kind}: {one.entry.title or one.entry.id} ({read})"


def _non_working(calendar: WorkCalendar, first: date, last: date) -> Iterator[str]:
    day = first
    while day <= last:
        if day.weekday() >= _SATURDAY:
            yield f"{weekday_words(day)} is at a weekend"
        elif not calendar.is_working_day(day):
            yield f"{weekday_words(day)} is a bank holiday"
        day += _ONE_DAY


def _span_words(other: ExerciseAhead) -> str:
    when = When("", other.earliest, other.latest, is_exact=other.is_exact)
    days = weekday_words(when.earliest)
    return days if when.is_day else f"{days} {'to' if other.is_exact else 'or up to'} {weekday_words(when.latest)}"
