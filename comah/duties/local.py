"""Local duties and measures: what an authority has set itself. None of it is law."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from comah.duties.build import with_clock
from comah.duties.clock import Clock, clock_from, trigger_of
from comah.duties.situation import Situation, plans_named
from comah.exercises.state import is_cancelled, is_fact
from comah.law.counting import safe_day
from comah.model.authority import LocalDuty, Measure
from comah.model.duty import Duty, MeasureResult, MeasureStatus, Status
from comah.model.exercise import Exercise
from comah.model.provision import Counting, Period, Standing, Who
from comah.model.recurring import rule_of
from comah.model.words import count_words, day_words, when_words
from comah.plans.as_at import Dated
from comah.workdays.financial_year import FinancialYear, financial_year_of

_EVERY: Final = re.compile(r"^(\d{1,4}) (day|week|month|year)s?$", re.ASCII)
_DAYS_A_WEEK: Final = 7


def local_duty(sit: Situation, local: LocalDuty) -> Duty:
    """Return a local duty as it stands: due one interval, or the next recurrence, after it was last done."""
    done = _done(sit, local)
    clock = _clock(local, done)
    status, reason = _status(sit, local, done, clock)
    duty = Duty(
        duty=local.id,
        authority=sit.authority.id,
        who=Who.LOCAL_AUTHORITY,
        standing=Standing.LOCAL,
        title=local.title or local.id,
        provision="",
        link="",
        status=status,
        reason=reason,
    )
    duty = with_clock(duty, clock, sit.on)
    return msgspec.structs.replace(duty, trigger=trigger_of(done)) if done else duty


def period_of(every: str) -> Period | None:
    """Read an interval in words; None where it is a recurrence rule or nothing.

    >>> period_of("1 year"), period_of("6 months"), period_of("2 weeks")
    (Period(years=1, months=0, days=0), Period(years=0, months=6, days=0), Period(years=0, months=0, days=14))
    """
    found = _EVERY.match(every)
    if not found:
        return None
    number, unit = int(found.group(1)), found.group(2)
    if unit == "year":
        return Period(years=number)
    if unit == "month":
        return Period(months=number)
    return Period(days=number * (_DAYS_A_WEEK if unit == "week" else 1))


def next_recurrence(rule: str, after: date) -> date | None:
    """Return the first day of a recurrence rule after a day; None where there is none.

    >>> str(next_recurrence("FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE", date(2026, 11, 21)))
    '2026-12-02'
    >>> str(next_recurrence("the 3rd of every month", date(2026, 11, 21)))
    '2026-12-03'

    The rule's form is checked when the record is read.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 -- only where a register has such a rule

    start = datetime(after.year, after.month, after.day)  # noqa: DTZ001 -- a day, in no zone
    found = rrulestr(rule_of(rule), dtstart=start).after(start)
    return found.date() if found else None


def _done(sit: Situation, local: LocalDuty) -> Dated | None:
    when = local.last_on
    if when is None or not is_fact(when, sit.on):
        return None
    return Dated(event="last done", when=when, place=local.place, key="last_on")


def _clock(local: LocalDuty, done: Dated | None) -> Clock:
    if done is None or not local.every:
        return Clock()
    period = period_of(local.every)
    if period is not None:
        return clock_from((done,), period, Counting.EXCLUSIVE)
    first = next_recurrence(local.every, done.when.earliest)
    last = next_recurrence(local.every, done.when.latest)
    if first is None or last is None:
        return Clock()
    return Clock(trigger=trigger_of(done), due_on=first, due_latest_on=last)


def _status(sit: Situation, local: LocalDuty, done: Dated | None, clock: Clock) -> tuple[Status, str]:
    if done is None:
        return Status.UNKNOWN, "when it was last done is not on record"
    if not local.every:
        last = when_words(done.when)
        return Status.UNKNOWN, f"last done {last}; how often is not on record, so nothing can be counted"
    if clock.due_on is None or clock.due_latest_on is None:
        return Status.UNKNOWN, f"{local.every} names no day after {when_words(done.when)}"
    if sit.on > clock.due_latest_on:
        late = count_words((sit.on - clock.due_latest_on).days, "day")
        return Status.OVERDUE, f"last done {when_words(done.when)}, {local.every}: {late} overdue (local, not law)"
    if sit.on > clock.due_on:
        return Status.MAY_BE_OVERDUE, f"last done {when_words(done.when)}, day not known; {local.every}"
    return Status.DUE, f"last done {when_words(done.when)}; by {day_words(safe_day(clock.due_on) + timedelta(days=1))}"


def measure_result(sit: Situation, measure: Measure, year: FinancialYear | None = None) -> MeasureResult:
    """Count a measure in a financial year; left out, the one that the day lies in.

    It counts exercises held in the year that name a COMAH plan; one whose day may lie outside the
    year is not counted.
    """
    year = year or financial_year_of(sit.on)
    count = sum(is_counted(exercise, year, sit) for exercise in sit.records.exercises)
    missed = MeasureStatus.MISSED if year.ends_on < sit.on else MeasureStatus.OPEN
    return MeasureResult(
        id=measure.id,
        authority=sit.authority.id,
        title=measure.title,
        period=year.name,
        count=count,
        target=measure.target,
        days_left=year.days_left(sit.on),
        status=MeasureStatus.MET if count >= measure.target else missed,
    )


def is_counted(exercise: Exercise, year: FinancialYear, sit: Situation) -> bool:
    """Whether a measure of exercises counts one: held in the year for certain, and of a COMAH plan."""
    held = exercise.held_on
    if held is None or not is_fact(held, sit.on) or is_cancelled(exercise, sit.on):
        return False
    names_comah = any("/" not in plan for plan in plans_named(exercise))
    return names_comah and held.earliest in year and held.latest in year
