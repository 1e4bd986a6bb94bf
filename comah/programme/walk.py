"""What a series of tests means for one plan: its safe dates one after another, and how well they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import msgspec

from comah.programme.problem import Plan


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Days added up over a plan's tests, and over what is left of the programme after the last."""

    late: int  # after safe dates
    short: int  # by which the margin is missed, besides
    given_up: int  # of statutory life


def safe_dates(plan: Plan, days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield each day of test, in order, with the safe date that it was to meet."""
    safe_on = plan.safe_on
    for day in sorted(days):
        yield day, safe_on
        safe_on = plan.safe_after(day)


def kept(plan: Plan, days: Iterable[date], ends_on: date) -> Kept:
    """Add up what a plan's tests keep and miss.

    A safe date that no test meets counts its days to the end of the programme.

    >>> from comah.model.provision import Counting, Period
    >>> plan = Plan(ref="a", name="A", authority="x", safe_on=date(2027, 3, 31), interval=Period(years=3),
    ...             counting=Counting.EXCLUSIVE, margin_days=90)
    >>> kept(plan, [date(2027, 3, 1)], date(2029, 1, 1))
    Kept(late=0, short=60, given_up=30)
    >>> kept(plan, [date(2027, 4, 2)], date(2029, 1, 1))
    Kept(late=2, short=90, given_up=0)
    >>> kept(plan, [], date(2027, 4, 10))
    Kept(late=10, short=90, given_up=0)
    """
    in_order = sorted(days)
    late = short = given_up = 0
    safe_on = plan.safe_on
    for day in in_order:
        margin = (safe_on - day).days
        late += max(0, -margin)
        short += min(plan.margin_days, max(0, plan.margin_days - margin))
        given_up += max(0, margin)
        safe_on = plan.safe_after(day)
    left = (safe_on - ends_on).days
    return Kept(
        late=late + max(0, -left),
        short=short + min(plan.margin_days, max(0, plan.margin_days - left)),
        given_up=given_up,
    )


def is_live_in_time(plan: Plan, days: Iterable[date], ends_on: date) -> bool:
    """Whether a plan has its live exercises as often as its authority wishes."""
    if plan.live_safe_on is None:
        return True
    return _in_time(plan.live_safe_on, plan.live_safe_after, days, ends_on)


def _in_time(safe_on: date, after: Callable[[date], date], days: Iterable[date], ends_on: date) -> bool:
    for day in sorted(days):
        if day > safe_on:
            return False
        safe_on = after(day)
    return safe_on >= ends_on
