"""Problems small enough to try every programme, and the trying."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import strategies as st
from msgspec.structs import replace

from comah.model.kinds import ExerciseType, Nation
from comah.model.provision import Counting, Period
from comah.programme.broken import broken_rules
from comah.programme.days import slots
from comah.programme.problem import (
    HARD,
    OFF,
    Agency,
    Avoided,
    Choice,
    Committed,
    Lead,
    Limits,
    Plan,
    Problem,
    Published,
    Score,
    Wish,
)
from comah.programme.score import score
from comah.workdays.week import monday_of
from comah.workdays.working_days import WorkCalendar

ON = date(2027, 1, 4)  # a Monday
LIVE, TABLETOP = ExerciseType.LIVE, ExerciseType.TABLETOP
WEIGHED = Wish(weight=2)


SITE = Plan(
    ref="site",
    name="Site",
    authority="x",
    safe_on=ON,
    interval=Period(days=35),
    counting=Counting.DAYS,
    type=TABLETOP,
)
TEAM = Limits(
    authority="x",
    name="Exampleshire",
    calendar=WorkCalendar(nation=Nation.ENGLAND, bank_holidays=(date(2027, 1, 20),), first_year=2027, last_year=2027),
    leads={LIVE: Lead(length_days=14, least_days=4), TABLETOP: Lead(length_days=7, least_days=2)},
)


def plan(ref: str, safe_in: int, **more: object) -> Plan:
    """Make a plan that is due so many days from the first day and every five weeks."""
    return replace(SITE, ref=ref, name=ref.title(), safe_on=ON + timedelta(days=safe_in), **more)


def limits(**more: object) -> Limits:
    """Make an authority that plans a tabletop exercise for a week and a live one for two."""
    return replace(TEAM, **more)


def problem(plans: list[Plan], weeks: int = 6, **more: object) -> Problem:
    """Make a problem of some weeks."""
    ends_on = ON + timedelta(days=7 * weeks - 1)
    return replace(Problem(on=ON, ends_on=ends_on, plans=tuple(plans), limits=(TEAM,)), **more)


def best_of_all(given: Problem) -> tuple[Score, tuple[Choice, ...]]:
    """Try every programme that breaks no hard rule, and return the least score."""
    allowed = (choices for choices in every_programme(given) if not broken_rules(given, choices))
    return min((score(given, choices), choices) for choices in allowed)


def every_programme(given: Problem) -> Iterator[tuple[Choice, ...]]:
    """Give every choice of exercises that can be: of each authority one a week or none."""
    weeks = [
        [one for one in _of_week(given, limit.authority, slot.day) if one is None or not broken_rules(given, [one])]
        for limit in given.limits
        for slot in slots(given, limit.authority)
    ]
    for chosen in product(*weeks):
        yield tuple(sorted(one for one in chosen if one is not None))


def _of_week(given: Problem, authority: str, day: date) -> Iterator[Choice | None]:
    yield None
    units: dict[tuple[str, str, str], list[Plan]] = {}
    for one in given.plans:
        if one.authority == authority:
            units.setdefault(one.unit, []).append(one)
    for plans in units.values():
        for number in range(1, len(plans) + 1):
            for some in combinations(plans, number):
                refs = tuple(sorted(one.ref for one in some))
                for is_live in _kinds(plans, some):
                    yield Choice(day=day, authority=authority, plans=refs, is_live=is_live)


def _kinds(plans: list[Plan], some: tuple[Plan, ...]) -> tuple[bool, ...]:
    if any(one.type is LIVE for one in some):
        return (True,)
    return (False, True) if any(one.live_safe_on for one in plans) else (False,)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Give small problems of any shape: two authorities or one, groups, agencies, rules of any strictness."""
    is_shared = draw(st.integers(0, 3)) == 0
    plans = draw(_plans(is_shared=is_shared))
    weeks = draw(st.integers(3, 4 if is_shared or any(one.group for one in plans) else 6))
    bounds = [draw(_limits("x"))] + ([draw(_limits("y"))] if is_shared else [])
    ends_on = ON + timedelta(days=7 * weeks - 1)
    return Problem(
        on=ON,
        ends_on=ends_on,
        plans=plans,
        limits=tuple(bounds),
        agencies=(draw(_fire()),),
        committed=draw(_committed(plans, ends_on)),
        published=tuple(
            Published(plan=one.ref, day=ON + timedelta(days=draw(st.integers(1, 7 * weeks - 1))))
            for one in plans
            if draw(st.booleans())
        ),
    )


@st.composite
def _plans(draw: st.DrawFn, *, is_shared: bool) -> tuple[Plan, ...]:
    found, is_group = [], not is_shared and draw(st.booleans())
    for ref in ("ashby", "brampton", "corby")[: draw(st.integers(2, 2 if is_shared else 3))]:
        has_live = draw(st.integers(0, 3)) == 0
        found.append(
            plan(
                ref,
                draw(st.sampled_from([0, 8, 12, 12, 17, 24, 30, 45])),
                authority="y" if is_shared and ref == "brampton" else "x",
                group="quays" if is_group and draw(st.integers(0, 3)) else "",
                interval=Period(days=draw(st.sampled_from([16, 16, 23, 35]))),
                margin_days=draw(st.sampled_from([0, 0, 5, 9])),
                type=draw(st.sampled_from([LIVE, TABLETOP, TABLETOP])),
                pressed_until=draw(st.sampled_from([None, None, ON + timedelta(days=12), ON + timedelta(days=30)])),
                agencies=("fire",) if draw(st.booleans()) else (),
                live_safe_on=ON + timedelta(days=draw(st.integers(10, 40))) if has_live else None,
                live_interval=Period(days=40) if has_live else None,
            )
        )
    return tuple(found)


@st.composite
def _limits(draw: st.DrawFn, authority: str) -> Limits:
    wish = st.sampled_from([HARD, WEIGHED, OFF])
    facts: Mapping[str, object] = {
        "authority": authority,
        "most_in_planning": draw(st.integers(0, 2)),
        "in_planning": draw(wish),
        "gap_days": draw(st.sampled_from([0, 10, 16])),
        "gap": draw(wish),
        "most_a_year": draw(st.sampled_from([0, 0, 2, 3])),
        "held_this_year": draw(st.integers(0, 1)),
        "yearly": draw(wish),
        "live": draw(wish),
        "group_cap": draw(st.integers(1, 3)),
        "preferred_weekdays": draw(st.sampled_from([(), (2,), (4, 1)])),
        "weekdays": draw(wish),
        "preferred_months": draw(st.sampled_from([(), (2,)])),
        "months": draw(st.sampled_from([WEIGHED, OFF])),
        "may_compress": draw(st.booleans()),
        "avoided": (
            Avoided(
                first=ON + timedelta(days=15),
                last=ON + timedelta(days=draw(st.integers(15, 24))),
                why="Example Festival",
                wish=draw(wish),
            ),
        ),
    }
    return limits(**facts)


@st.composite
def _fire(draw: st.DrawFn) -> Agency:
    return Agency(
        id="fire",
        name="Fire",
        a_week=draw(st.integers(0, 1)),
        a_quarter=draw(st.integers(0, 3)),
        held_this_quarter=draw(st.integers(0, 1)),
        held_this_week=draw(st.integers(0, 1)),
    )


@st.composite
def _committed(draw: st.DrawFn, plans: tuple[Plan, ...], ends_on: date) -> tuple[Committed, ...]:
    if draw(st.integers(0, 2)):
        return ()
    day = ON + timedelta(days=draw(st.integers(1, (ends_on - ON).days)))
    one = draw(st.sampled_from(plans))
    return (
        Committed(
            id="on-record",
            day=day,
            authority=one.authority,
            plans=(one.ref,) if draw(st.booleans()) else (),
            type=draw(st.sampled_from([LIVE, TABLETOP])),
            agencies=("fire",) if draw(st.booleans()) else (),
            planning_from=monday_of(day),
        ),
    )
