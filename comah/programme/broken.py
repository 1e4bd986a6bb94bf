"""The hard rules that a programme breaks, in words. A proposed programme breaks none; one made by hand may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from comah.model.words import count_words, day_words, weekday_words
from comah.programme.days import hard_against
from comah.programme.loads import Held, all_held, load_on, start_of_planning
from comah.programme.problem import Agency, Choice, Limits, Problem
from comah.programme.score import pairs_too_near, plans_without_live, years_without
from comah.workdays.week import monday_of

_MONTHS_A_QUARTER = 3
_Span = TypeVar("_Span", date, tuple[int, int])


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """A hard rule that a programme breaks."""

    rule: str  # day, early, planning, week, in-planning, gap, a-year, agency-week, agency-quarter, group
    day: date
    words: str


def broken_rules(problem: Problem, choices: Iterable[Choice]) -> tuple[Broken, ...]:
    """Return every hard rule that a programme breaks, by day. Safe dates are no rule here: the score counts them."""
    chosen = tuple(choices)
    held = all_held(problem, chosen)
    found = [
        *(one for choice in chosen for one in _of_choice(problem, choice)),
        *(one for limits in problem.limits for one in _of_authority(problem, limits, held)),
        *(one for agency in problem.agencies for one in _of_agency(problem, agency, held)),
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.rule, one.words)))


def missed_words(problem: Problem, choices: Iterable[Choice]) -> Iterator[str]:
    """Yield in words what a programme leaves out that a hard rule asks for. The score counts each."""
    chosen = tuple(choices)
    held = all_held(problem, chosen)
    for limits in problem.limits:
        if limits.yearly.is_hard:
            yield from (f"{year.name}: no exercise of {limits.name}" for year in years_without(problem, limits, held))
        if limits.live.is_hard:
            late = plans_without_live(problem, limits, chosen)
            yield from (f"{plan.name}: not tested live every {plan.live_interval}" for plan in late)


def quarter_of(day: date) -> tuple[int, int]:
    """Return the calendar quarter of a day.

    >>> quarter_of(date(2027, 3, 31)), quarter_of(date(2027, 4, 1))
    ((2027, 1), (2027, 2))
    """
    return day.year, (day.month - 1) // _MONTHS_A_QUARTER + 1


def _of_choice(problem: Problem, choice: Choice) -> Iterator[Broken]:
    limits, day = problem.limit[choice.authority], choice.day
    for why in hard_against(limits, day):
        yield Broken(rule="day", day=day, words=f"{weekday_words(day)}: {why}")
    if not problem.on < day <= problem.ends_on:
        yield Broken(rule="day", day=day, words=f"{day_words(day)} is outside the programme")
    plans = tuple(problem.plan[ref] for ref in choice.plans)
    for plan in plans:
        if plan.is_too_early(day):
            words = f"{weekday_words(day)}: so early a test would make {plan.name} due sooner than it is"
            yield Broken(rule="early", day=day, words=words)
    if start_of_planning(problem, choice) is None:
        words = f"{weekday_words(day)}: no time is left to plan it from {day_words(problem.first_planning)}"
        yield Broken(rule="planning", day=day, words=words)
    if len(plans) > 1 and (len({plan.group for plan in plans}) > 1 or not plans[0].group):
        yield Broken(rule="group", day=day, words=f"{', '.join(choice.plans)} are not of one group")
    most = limits.group_cap if plans[0].group else 1
    if len(plans) > most:
        words = f"{weekday_words(day)}: {count_words(len(plans), 'plan')}, and one exercise may test {most}"
        yield Broken(rule="group", day=day, words=words)


def _of_authority(problem: Problem, limits: Limits, held: Sequence[Held]) -> Iterator[Broken]:
    own = tuple(one for one in held if one.authority == limits.authority)
    for number, first in enumerate(own):
        for second in own[number + 1 :]:
            if monday_of(first.day) == monday_of(second.day) and not (first.id and second.id):
                yield Broken(
                    rule="week",
                    day=second.day,
                    words=f"{day_words(second.day)}: a second exercise that week{_on_record((first, second))}",
                )
    if limits.gap.is_hard:
        for first, second in pairs_too_near(limits, own):
            days = count_words((second.day - first.day).days, "day")
            words = f"{day_words(second.day)} is {days} after the last, and {limits.gap_days} are to be kept"
            yield Broken(rule="gap", day=second.day, words=f"{words}{_on_record((first, second))}")
    if limits.in_planning.is_hard and limits.most_in_planning:
        yield from _too_many_in_planning(limits, own)
    if limits.most_a_year:
        yield from _too_many_a_year(problem, limits, own)


def _too_many_in_planning(limits: Limits, own: Sequence[Held]) -> Iterator[Broken]:
    for day in sorted({one.day for one in own}):
        running = [one for one in own if one.planning_from <= day <= one.day]
        if load_on(own, day) > limits.most_in_planning and any(one.choice for one in running):
            words = f"{day_words(day)}: {len(running)} exercises in planning, at most {limits.most_in_planning}"
            yield Broken(rule="in-planning", day=day, words=f"{words}{_on_record(running)}")


def _too_many_a_year(problem: Problem, limits: Limits, own: Sequence[Held]) -> Iterator[Broken]:
    for number, year in enumerate(problem.years):
        within = [one for one in own if one.day in year]
        count = len(within) + (limits.held_this_year if number == 0 else 0)
        if count > limits.most_a_year and any(one.choice for one in within):
            words = f"{year.name}: {count_words(count, 'exercise')}, at most {limits.most_a_year}{_on_record(within)}"
            yield Broken(rule="a-year", day=within[-1].day, words=words)


def _of_agency(problem: Problem, agency: Agency, held: Sequence[Held]) -> Iterator[Broken]:
    asked = [one for one in held if agency.id in one.agencies]
    if agency.a_week:
        before = {monday_of(problem.on): agency.held_this_week}
        yield from _too_many_asked(agency, _by_span(asked, monday_of), before, agency.a_week, "week")
    if agency.a_quarter:
        first = {quarter_of(problem.on): agency.held_this_quarter}
        yield from _too_many_asked(agency, _by_span(asked, quarter_of), first, agency.a_quarter, "quarter")


def _by_span(asked: Iterable[Held], span_of: Callable[[date], _Span]) -> dict[_Span, list[Held]]:
    found: dict[_Span, list[Held]] = {}
    for one in asked:
        found.setdefault(span_of(one.day), []).append(one)
    return found


def _too_many_asked(
    agency: Agency, asked: Mapping[_Span, Sequence[Held]], before: Mapping[_Span, int], most: int, span: str
) -> Iterator[Broken]:
    for which, within in asked.items():
        count = len(within) + before.get(which, 0)
        if count > most and any(one.choice for one in within):
            day = within[-1].day
            words = f"{agency.name} is asked for {count} in the {span} of {day_words(day)}, at most {most}"
            yield Broken(rule=f"agency-{span}", day=day, words=f"{words}{_on_record(within)}")


def _on_record(held: Iterable[Held]) -> str:
    """Name those of some exercises that are on record: one that is moved may make room. One without notice is not."""
    names = ", ".join(one.id for one in held if one.id and not one.no_notice)
    return f"; on record: {names}" if names else ""
