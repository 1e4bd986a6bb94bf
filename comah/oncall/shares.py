"""How much of the time somebody is on call, over all their roles and places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from comah.model.oncall import Person
from comah.oncall.availability import is_serving
from comah.oncall.civil_time import civil_of
from comah.oncall.stints import Stint

_A_DAY = timedelta(days=1)


def share_of(person: Person, stints: Iterable[Stint], start: datetime, end: datetime) -> float:
    """Return the part of the time from one instant to another on which somebody is on call: 0 to 1.

    Days on which they are not in post are left out. Two places at one time count once: they are on call once.
    """
    serving = days_in_post(person, start, end) * _A_DAY
    if not serving:
        return 0.0
    return min(time_held(stints, start, end) / serving, 1.0)


def time_held(stints: Iterable[Stint], start: datetime, end: datetime) -> timedelta:
    """Return for how long somebody is on call from one instant to another."""
    spans = sorted((part.start, part.end) for stint in stints for part in stint.parts)
    total, reached = timedelta(), start
    for first, last in spans:
        begins, ends = max(first, reached), min(last, end)
        if begins < ends:
            total, reached = total + (ends - begins), ends
    return total


def days_in_post(person: Person, start: datetime, end: datetime) -> int:
    """Return on how many days, from the day of one instant to the day before that of another, somebody serves."""
    first = civil_of(start).date()
    days = (civil_of(end).date() - first).days
    if person.from_ is None and person.until is None:
        return days
    return sum(is_serving(person, first + number * _A_DAY) for number in range(days))
