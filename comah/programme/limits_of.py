"""What binds an authority's programme: its own rules, its diary, school holidays and elections, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.exercises.backplan import least_days_before
from comah.exercises.template import template_for
from comah.model.authority import Authority
from comah.model.book import AuthorityBook
from comah.model.kinds import Counted, ExerciseType
from comah.model.programme_keys import Month, ProgrammeKeys, ProgrammeRule
from comah.model.register import Register
from comah.model.when import When
from comah.model.words import day_words
from comah.programme.asked import Asked
from comah.programme.broken import quarter_of
from comah.programme.problem import HARD, OFF, Agency, Avoided, Committed, Lead, Limits, Plan, Wish
from comah.workdays.taken import taken_days
from comah.workdays.week import monday_of
from comah.workdays.working_days import work_calendar

DIARY: Final = "diary"
SCHOOL: Final = "school-holidays"
ELECTION: Final = "election"
SINCE: Final = "since"
_A_WEEK: Final = timedelta(days=7)
_MONTHS: Final = tuple(Month)


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """Exercises up to the first day of a programme, which it cannot move."""

    held_this_year: int  # in the financial year of the first day, as measures count them
    exercises: tuple[Committed, ...]  # of every authority; the next one keeps its distance from them


def limits_of(
    register: Register,
    records: AuthorityBook,
    plans: Sequence[Plan],
    asked: Asked,
    before: Before,
) -> Limits:
    """Return what binds the exercises of one authority.

    Args:
        register: whose bank holidays and elections count.
        records: the authority's.
        plans: those of the authority that are to have dates; without any it is asked for no exercise.
        asked: for which years.
        before: what comes before the first day.
    """
    keys = records.authority.programme
    planning = wish_of(keys, ProgrammeRule.MOST_IN_PLANNING)
    yearly = wish_of(keys, ProgrammeRule.AT_LEAST_ONE_A_YEAR)
    live = wish_of(keys, ProgrammeRule.LIVE_EVERY_CYCLES)
    return Limits(
        authority=records.authority.id,
        name=records.authority.name,
        calendar=work_calendar(register, records.authority),
        leads=_leads(records.authority, plans),
        most_in_planning=keys.most_in_planning if planning != OFF else 0,
        in_planning=planning,
        gap_days=keys.gap_days,
        gap=wish_of(keys, ProgrammeRule.GAP_DAYS),
        most_a_year=keys.most_a_year,
        held_this_year=before.held_this_year,
        yearly=yearly if plans and _is_wanted_each_year(records.authority) else OFF,
        live=live if plans and keys.live_every_cycles else OFF,
        group_cap=keys.group_cap,
        preferred_weekdays=tuple(day.number for day in keys.preferred_weekdays),
        weekdays=wish_of(keys, ProgrammeRule.PREFERRED_WEEKDAYS),
        preferred_months=tuple(_MONTHS.index(month) + 1 for month in keys.preferred_months),
        months=wish_of(keys, ProgrammeRule.PREFERRED_MONTHS),
        avoided=(*_avoided(register, records, asked), *_since(records, asked, before.exercises)),
        may_compress=keys.may_compress,
        is_usual=keys == ProgrammeKeys(),
    )


def agencies_of(register: Register, first: date, earlier: Sequence[Committed]) -> tuple[Agency, ...]:
    """Return what each agency can give the whole forum.

    Args:
        register: with the agencies and their limits.
        first: the first day of the programme.
        earlier: exercises up to it, which take their share of its week and quarter.
    """
    weeks = Counter(agency for one in earlier if monday_of(one.day) == monday_of(first) for agency in one.agencies)
    quarters = Counter(agency for one in earlier if quarter_of(one.day) == quarter_of(first) for agency in one.agencies)
    return tuple(
        Agency(
            id=one.id,
            name=one.name,
            a_week=one.a_week,
            a_quarter=one.a_quarter,
            held_this_quarter=quarters[one.id],
            held_this_week=weeks[one.id],
        )
        for one in register.agencies
    )


def wish_of(keys: ProgrammeKeys, rule: ProgrammeRule) -> Wish:
    """Return how a rule binds: hard, or by its place among the wishes, of which the last weighs one.

    >>> rules = (ProgrammeRule.DIARY, ProgrammeRule.PREFERRED_MONTHS)
    >>> [wish_of(ProgrammeKeys(hard=(), wishes=rules), rule).weight for rule in rules]
    [2, 1]
    """
    if rule in keys.hard:
        return HARD
    return Wish(weight=len(keys.wishes) - keys.wishes.index(rule)) if rule in keys.wishes else OFF


def _is_wanted_each_year(authority: Authority) -> bool:
    """Whether each financial year is to have an exercise: as the authority says, else where it is measured by that."""
    said = authority.programme.at_least_one_a_year
    return any(one.counts is Counted.EXERCISES and one.target for one in authority.measures) if said is None else said


def _leads(authority: Authority, plans: Sequence[Plan]) -> dict[ExerciseType, Lead]:
    kinds = dict.fromkeys((ExerciseType.LIVE, *(plan.type for plan in plans)))
    return {kind: lead_of(kind, authority) for kind in kinds}


def lead_of(kind: ExerciseType, authority: Authority) -> Lead:
    """Return how long an exercise of a type is planned, as the authority runs it."""
    template = template_for(kind, authority=authority)
    return Lead(length_days=template.length_days, least_days=least_days_before(template, frozenset()))


def _avoided(register: Register, records: AuthorityBook, asked: Asked) -> Iterator[Avoided]:
    keys = records.authority.programme
    diary = wish_of(keys, ProgrammeRule.DIARY)
    for one in taken_days(records.diary, asked.first, asked.ends_on):
        wish = HARD if one.is_blocked else diary
        yield Avoided(first=one.first, last=one.last, why=one.entry.title or one.entry.id, wish=wish, kind=DIARY)
    school = wish_of(keys, ProgrammeRule.SCHOOL_HOLIDAYS)
    yield from _periods(keys.school_holidays, "school holidays", school, SCHOOL, asked)
    election = wish_of(keys, ProgrammeRule.PRE_ELECTION)
    yield from _periods(register.pre_election, "pre-election period", election, ELECTION, asked)


def _since(records: AuthorityBook, asked: Asked, earlier: Sequence[Committed]) -> Iterator[Avoided]:
    """Yield the days too near an exercise up to the first day: the rest of its week, and the gap where that is hard."""
    keys = records.authority.programme
    gap = keys.gap_days if wish_of(keys, ProgrammeRule.GAP_DAYS).is_hard else 0
    for one in earlier:
        last = max(monday_of(one.day) + _A_WEEK, one.day + timedelta(days=gap)) - timedelta(days=1)
        if one.authority == records.authority.id and last >= asked.first:
            why = f"too near {'another' if one.no_notice else one.id}, {day_words(one.day)}"
            yield Avoided(first=asked.first, last=last, why=why, wish=HARD, kind=SINCE)


def _periods(days: Sequence[When | None], why: str, wish: Wish, kind: str, asked: Asked) -> Iterator[Avoided]:
    for when in days:
        if when is not None and wish != OFF and when.latest >= asked.first and when.earliest <= asked.ends_on:
            yield Avoided(first=when.earliest, last=when.latest, why=why, wish=wish, kind=kind)
