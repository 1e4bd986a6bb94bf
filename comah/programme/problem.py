"""The programme as a problem of dates alone: plans, exercises already committed, limits and wishes.

Nothing here reads a record. A plan is tested on the day of any exercise that is meant to test it, committed
or chosen; whether an exercise did test it is decided afterwards, plan by plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec

from comah.law.counting import last_lawful_day, safe_day
from comah.model.kinds import ExerciseType
from comah.model.provision import Counting, Period
from comah.workdays.financial_year import FinancialYear, financial_year_of
from comah.workdays.week import monday_of
from comah.workdays.working_days import WorkCalendar

if TYPE_CHECKING:
    from comah.programme.days import Slot


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How a rule binds: hard, or by a weight among the preferences; a weight of nought is no rule."""

    is_hard: bool = False
    weight: int = 0


HARD = Wish(is_hard=True)
OFF = Wish()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan whose test is to be given a day."""

    ref: str  # as will_test names it
    name: str  # as officers say it
    authority: str
    group: str = ""  # plans of one authority and group can be tested by one exercise
    safe_on: date  # by which it is to be tested next; where that is unknown or past, the first day of the programme
    is_assumed: bool = False  # true: the safe date is unknown or past
    passed_on: date | None = None  # the safe date, where that is past
    why: str = ""  # where the safe date comes from, in words
    interval: Period  # of the law, from a test to the next
    counting: Counting
    margin_days: int = 0
    type: ExerciseType = ExerciseType.LIVE  # of its exercises, unless a live one is owed
    agencies: tuple[str, ...] = ()  # asked to take part
    live_safe_on: date | None = None  # by which a live exercise is to come; None: no such rule
    live_interval: Period | None = None  # from a live exercise to the next
    pressed_until: date | None = None  # until then its exercise may be pressed, as it would else come too late

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of by when it is to be tested next."""
        return self.is_assumed and self.passed_on is None

    @property
    def unit(self) -> tuple[str, str, str]:
        """What one exercise can be meant to test together: the plans of one group, or this plan alone."""
        return (self.authority, self.group, "" if self.group else self.ref)

    def safe_after(self, day: date) -> date:
        """Return the safe date of the test that follows one on a day.

        >>> from datetime import date
        >>> plan = Plan(ref="a", name="A", authority="x", safe_on=date(2026, 1, 1), interval=Period(years=3),
        ...             counting=Counting.EXCLUSIVE)
        >>> print(plan.safe_after(date(2024, 2, 29)), plan.safe_after(date(2023, 5, 12)))
        2027-02-27 2026-05-11
        """
        return _safe_after(day, self.interval, self.counting)

    def is_too_early(self, day: date) -> bool:
        """Whether a test on a day would make the plan due sooner than it is: so where a letter gives it longer."""
        return day < self.safe_on and self.safe_after(day) < self.safe_on

    def live_safe_after(self, day: date) -> date:
        """Return the safe date of the live exercise that follows one on a day."""
        return _safe_after(day, self.live_interval or self.interval, self.counting)


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise on record whose day stays as it is."""

    id: str
    day: date
    authority: str
    plans: tuple[str, ...] = ()  # that it is meant to test
    type: ExerciseType = ExerciseType.UNKNOWN
    agencies: tuple[str, ...] = ()
    planning_from: date
    said: str = ""  # its days in words, where it is not one day known exactly
    is_fixed: bool = True  # its days are known exactly
    no_notice: bool = False  # nobody is to hear of it: it is not named in what may be published


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A test that others were told of and that may still move."""

    plan: str
    day: date


class Avoided(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which an authority holds no exercise, or would rather not."""

    first: date
    last: date
    why: str  # Example Festival; school holiday; before the election
    wish: Wish = HARD
    kind: str = "diary"  # diary, school-holidays, election, since (the exercise before the programme)


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """How long an exercise of a type is planned."""

    length_days: int  # calendar days from the first step to the exercise
    least_days: int  # working days that its steps take at the least


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What an authority can do, and what it would like."""

    authority: str
    name: str
    calendar: WorkCalendar
    leads: Mapping[ExerciseType, Lead]  # live, and every type that its plans name
    most_in_planning: int = 0  # exercises in planning on one day; none: no limit
    in_planning: Wish = HARD
    gap_days: int = 0  # days from an exercise to the next
    gap: Wish = HARD
    most_a_year: int = 0  # exercises in a financial year; none: no limit
    held_this_year: int = 0  # in the financial year of the first day, before it
    yearly: Wish = OFF  # at least one exercise each financial year
    live: Wish = OFF  # a live exercise every so many cycles
    group_cap: int = 1  # plans that one exercise may be meant to test
    preferred_weekdays: tuple[int, ...] = ()  # 0 is Monday, the best first; none: any
    weekdays: Wish = OFF
    preferred_months: tuple[int, ...] = ()
    months: Wish = OFF
    avoided: tuple[Avoided, ...] = ()
    is_usual: bool = False  # true: the authority has set none of its rules
    may_compress: bool = False  # true: planning may be pressed to its least lengths where a date would pass
    backlog_until: date | None = None  # until then plans wait for tests that come too late: any free day can be chosen
    open_days: frozenset[date] = frozenset()  # that can be chosen besides: those of a programme made by hand


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """What an agency can give the whole forum."""

    id: str
    name: str
    a_week: int = 0  # exercises; none: no limit
    a_quarter: int = 0
    held_this_quarter: int = 0  # in the calendar quarter of the first day, up to it
    held_this_week: int = 0


class Problem(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Everything that decides a programme."""

    on: date  # the first day; it can still be worked, and exercises come after it
    ends_on: date  # the last day
    plans: tuple[Plan, ...]
    limits: tuple[Limits, ...]
    agencies: tuple[Agency, ...] = ()
    committed: tuple[Committed, ...] = ()
    published: tuple[Published, ...] = ()
    as_at: date | None = None  # planning can start on this day, before the first; None: on the first

    @property
    def first_planning(self) -> date:
        """The first day on which planning can start."""
        return min(self.on, self.as_at or self.on)

    @cached_property
    def first_committed(self) -> Mapping[str, date]:
        """The first day on which a committed exercise tests a plan, for plans that have one."""
        tests = ((ref, one.day) for one in self.committed for ref in one.plans)
        return dict(sorted(tests, reverse=True))  # of the tests of one plan the earliest stays

    @cached_property
    def plan(self) -> Mapping[str, Plan]:
        """The plans by reference."""
        return {one.ref: one for one in self.plans}

    @cached_property
    def of_unit(self) -> Mapping[tuple[str, str, str], tuple[Plan, ...]]:
        """The plans that one exercise can be meant to test together, by what they are together."""
        return {unit: tuple(one for one in self.plans if one.unit == unit) for unit in {one.unit for one in self.plans}}

    @cached_property
    def limit(self) -> Mapping[str, Limits]:
        """What binds each authority, by its id."""
        return {one.authority: one for one in self.limits}

    @cached_property
    def slots(self) -> dict[str, tuple[Slot, ...]]:
        """The days that can be chosen, by authority, as far as they were asked for already."""
        return {}

    @cached_property
    def starts(self) -> dict[Choice, date | None]:
        """The day on which planning of an exercise starts, as far as it was asked for already."""
        return {}

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The Monday of every week that has a day after the first."""
        first = monday_of(self.on + timedelta(days=1))
        return tuple(first + timedelta(weeks=number) for number in range((self.ends_on - first).days // 7 + 1))

    @cached_property
    def years(self) -> tuple[FinancialYear, ...]:
        """The financial years that the programme touches."""
        first, last = financial_year_of(self.on), financial_year_of(self.ends_on)
        return tuple(FinancialYear(begins_in=year) for year in range(first.begins_in, last.begins_in + 1))


class Choice(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One exercise that a programme puts on a day."""

    day: date
    authority: str
    plans: tuple[str, ...]  # in order of reference
    is_live: bool


class Score(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """How good a programme is: less is better, and a field counts only where those before it are equal."""

    late: int  # days after safe dates, to the test or to the end of the programme
    short: int  # days by which the local margin is missed, besides
    missed: int  # hard local rules: financial years without an exercise, plans without a live one in time
    exercises: int
    given_up: int  # days of statutory life
    peak: int  # exercises in planning at once: the most of each authority, added up
    disliked: int  # the weights of the wishes that are not met
    changes: int  # published tests that are not in their week


@lru_cache(maxsize=16384)  # the same days are asked for while programmes are compared
def _safe_after(day: date, interval: Period, counting: Counting) -> date:
    return safe_day(last_lawful_day(day, interval, counting))
