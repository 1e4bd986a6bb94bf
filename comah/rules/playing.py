"""Exercises whose players are on call meanwhile, with nobody left to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from comah.duties.played import Players
from comah.exercises.state import planned_day
from comah.model.exercise import Exercise
from comah.model.oncall import Role
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import instant_of, midnight
from comah.oncall.gaps import against_holder
from comah.oncall.holding import Held
from comah.rules.of_oncall import window

_A_DAY = timedelta(days=1)


def time_of(exercise: Exercise, on: date) -> tuple[datetime, datetime] | None:
    """Return when an exercise is played, in UTC; its whole days where it has no times.

    None where its day is not known exactly, or lies outside the days that are looked at.
    """
    when = planned_day(exercise, on)
    if when is None or not when.is_exact:
        return None
    start, end = midnight(when.earliest), midnight(when.latest + _A_DAY)
    if when.is_day and exercise.starts_at and exercise.ends_at:
        start, end = (_at(when.earliest, clock) for clock in (exercise.starts_at, exercise.ends_at))
        if end <= start:  # it ends after midnight
            end = _at(when.earliest + _A_DAY, exercise.ends_at)
    first, last = window(on)
    return (start, end) if start < last and end > first else None


def playing_alone(serving: Serving, players: Players, start: datetime, end: datetime) -> Iterator[tuple[Role, Held]]:
    """Yield each role with the player who is on call in it, where nobody else on call in it could answer."""
    held = serving.holders.between(start, end)
    for role in serving.oncall.roles:
        own = [one for one in held if one.role == role.id and one.person]
        named = {one.person for one in own if one.person in players.people or _is_meant(one, players)}
        able = [one for one in own if not against_holder(serving, one, role)]
        seen = set[str]()
        for one in able:
            if one.person not in seen and not _is_answered(one, able, named):
                seen.add(one.person)
                yield role, one


def _is_meant(held: Held, players: Players) -> bool:
    """Whether the name of a role means this holder: who is first on call in it."""
    return held.role in players.roles and held.seat == 1


def _is_answered(held: Held, able: list[Held], named: set[str]) -> bool:
    """Whether those who do not play are on call for all of the time; a holder who does not play is one of them."""
    reached = held.start
    for one in sorted(able, key=lambda each: each.start):
        if one.person not in named and one.start <= reached:
            reached = max(reached, one.end)
    return reached >= held.end


def _at(day: date, clock: str) -> datetime:
    return instant_of(datetime.combine(day, time.fromisoformat(clock)))
