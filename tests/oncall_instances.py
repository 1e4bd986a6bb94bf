"""Rosters of a size, made at random from a number, and the ways in which the usual on-call servers fill them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from comah.model.kinds import Nation, Weekday
from comah.model.oncall import Away, Course, Person, Preference, Role, Training, Wish
from comah.model.oncall_book import Oncall
from comah.model.when import When
from comah.oncall.build.conflicts import clash
from comah.oncall.build.opening import Asked
from comah.oncall.build.problem import Problem, Vacancy
from comah.oncall.build.question import Question, question_of
from comah.oncall.can_serve import Serving
from comah.oncall.ledgers import LedgerDays
from comah.workdays.working_days import nation_calendar

FIRST = date(2027, 1, 4)
BEFORE = datetime(2026, 11, 2, tzinfo=UTC)
DAYS = LedgerDays(calendar=nation_calendar(Nation.ENGLAND))
Teams = list[list[str]]
_HANDOVERS = (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)


def roster(number: int, *, people: int, roles: int, weeks: int, courses: bool = False) -> Oncall:
    """Return records: every fifth post serves in two roles, everybody is away five weeks a year, some are part-time."""
    random = Random(number)  # noqa: S311 - the same roster for the same number
    names = [f"role-{each}" for each in range(roles)]
    return Oncall(
        folder="halton/oncall",
        roles=tuple(
            Role(
                id=name,
                handover_day=_HANDOVERS[at % 3],
                minimum_gap_days=14,
                longest_run=1,
                courses=(Course(id=name, valid_months=36),) if courses else (),
            )
            for at, name in enumerate(names)
        ),
        people=tuple(_person(random, at, names, weeks, courses=courses) for at in range(people)),
    )


def _person(random: Random, at: int, names: Sequence[str], weeks: int, *, courses: bool) -> Person:
    own = {names[at % len(names)]} | ({random.choice(names)} if at % 5 == 0 else set())
    aways = sorted(random.sample(range(weeks), k=round(weeks * 5 / 52)))
    wished = random.randrange(weeks)
    # of those with courses one in three lapses within the year
    passed = date(2024, 1, 8) + timedelta(days=random.randrange(1000)) if at % 3 == 0 else date(2026, 3, 2)
    return Person(
        id=f"officer-{at:02}",
        roles=tuple(sorted(own)),
        training=tuple(Training(course=name, passed_on=When.on_day(passed)) for name in sorted(own)) if courses else (),
        away=tuple(_week_away(week) for week in aways),
        prefers=(Preference(days=_span(FIRST + timedelta(weeks=wished), 14), wish=random.choice(list(Wish))),),
        available_percent=60 if at % 7 == 3 else 100,
    )


def _week_away(week: int) -> Away:
    first = FIRST + timedelta(weeks=week)
    return Away(from_=When.on_day(first), to=When.on_day(first + timedelta(days=6)))


def _span(first: date, days: int) -> When:
    return When.read(f"{first}/{first + timedelta(days=days - 1)}")


def question(oncall: Oncall, weeks: int, seed: int = 1) -> Question:
    """Return the question of building some weeks."""
    return question_of(Serving(oncall=oncall), DAYS, Asked(first=FIRST, weeks=weeks, now=BEFORE, seed=seed))


def round_robin(problem: Problem) -> Teams:
    """Fill turn after turn from a list that goes round; who cannot is passed over."""
    at: dict[str, int] = {}

    def order(role: str, pool: Sequence[str]) -> list[str]:
        start = at.get(role, 0)
        return [pool[(start + number) % len(pool)] for number in range(len(pool))]

    def took(role: str, pool: Sequence[str], person: str) -> None:
        at[role] = (pool.index(person) + 1) % len(pool)

    return _filled(problem, order, took)


def least_recently(problem: Problem) -> Teams:
    """Give each turn to whoever can take it and was on call in the role the longest time ago."""
    last: dict[tuple[str, str], int] = {}
    count = iter(range(len(problem.vacancies) * 3))

    def order(role: str, pool: Sequence[str]) -> list[str]:
        return sorted(pool, key=lambda person: (last.get((role, person), -1), person))

    def took(role: str, _: Sequence[str], person: str) -> None:
        last[role, person] = next(count)

    return _filled(problem, order, took)


def _filled(
    problem: Problem,
    order: Callable[[str, Sequence[str]], list[str]],
    took: Callable[[str, Sequence[str], str], None],
) -> Teams:
    """Fill the turns in order of time with the first of an order who can take each."""
    teams: Teams = [[] for _ in problem.vacancies]
    had: dict[str, list[Vacancy]] = {person.id: [] for person in problem.candidates}
    days = {person.id: person.most_days for person in problem.candidates}
    pools: dict[str, list[str]] = {}
    for person in problem.candidates:
        for role in sorted({problem.vacancies[number].role for number in person.can}):
            pools.setdefault(role, []).append(person.id)
    able = {person.id: person.can for person in problem.candidates}
    for number, vacancy in sorted(enumerate(problem.vacancies), key=lambda each: (each[1].start, each[1].role)):
        pool = pools.get(vacancy.role, [])
        for _ in vacancy.seats:
            free = [
                person
                for person in (order(vacancy.role, pool) if pool else [])
                if number in able[person]
                and days[person] >= vacancy.days
                and not any(clash(vacancy, other) for other in had[person])
            ]
            if free:
                teams[number].append(free[0])
                had[free[0]].append(vacancy)
                days[free[0]] -= vacancy.days
                took(vacancy.role, pool, free[0])
    return teams
