"""When planning of an exercise that may be pressed can start sooner than the latest day: while a hand is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from comah.programme.days import usual_start
from comah.programme.loads import Held, all_held, kind_chosen, load_on, peak_of
from comah.programme.problem import Choice, Limits, Problem

_ONE_DAY = timedelta(days=1)


def planning_starts(problem: Problem, choices: Iterable[Choice]) -> dict[Choice, date]:
    """Return by exercise the day on which its planning starts: at the usual time, or as near to it as hands allow.

    A programme is chosen with pressed planning as late as can be. No exercise is given more time than leaves as
    many in planning at once as the rules allow, and no more than are so already on some day.
    """
    held = all_held(problem, choices)
    starts = {one.choice: one.planning_from for one in held if one.choice is not None}
    for limits in problem.limits:
        own = [one for one in held if one.authority == limits.authority]
        _spread(problem, limits, own, starts)
    return starts


def _spread(problem: Problem, limits: Limits, own: Sequence[Held], starts: dict[Choice, date]) -> None:
    most = peak_of(own)
    if limits.in_planning.is_hard and limits.most_in_planning:
        most = min(most, limits.most_in_planning)
    others = list(own)
    for number, one in enumerate(own):
        if one.choice is not None:
            earliest = max(problem.first_planning, usual_start(limits, one.day, kind_chosen(problem, one.choice)))
            start = one.planning_from
            while start > earliest and load_on(others, start - _ONE_DAY) < most:
                start -= _ONE_DAY
            start = min(one.planning_from, limits.calendar.indexed.on_or_after(start))
            others[number] = replace(one, planning_from=start)
            starts[one.choice] = start
