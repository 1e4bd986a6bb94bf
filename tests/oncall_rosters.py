"""Rosters made at random: roles, posts, courses, absences, a rota that stands already. Small, and often too few."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from comah.model.kinds import Nation, Weekday
from comah.model.oncall import Away, Course, Person, Preference, Role, Training, Wish
from comah.model.oncall_book import Oncall
from comah.model.rota import Rota
from comah.model.when import When
from comah.oncall.build.opening import Asked
from comah.oncall.ledgers import LedgerDays
from comah.workdays.working_days import nation_calendar

FIRST = date(2026, 12, 14)  # Christmas lies in the weeks that are built
BEFORE = datetime(2026, 12, 1, tzinfo=UTC)
DAYS = LedgerDays(calendar=nation_calendar(Nation.ENGLAND))
_NAMES = ("duty", "tactical")
_day = st.integers(-20, 60).map(lambda number: When.on_day(FIRST + timedelta(days=number)))
_course = st.builds(
    Course, id=st.sampled_from(("basic", "command")), valid_months=st.none() | st.sampled_from((12, 24))
)
_training = st.builds(
    Training,
    course=st.sampled_from(("basic", "command")),
    passed_on=st.sampled_from(("2024-12-20", "2025-12-28", "2026", "2026-03")).map(When.read),
    valid_until=st.none() | _day,
)
_role = st.builds(
    Role,
    id=st.just(""),
    handover_day=st.sampled_from((Weekday.MONDAY, Weekday.FRIDAY)),
    handover_at=st.sampled_from(("09:00", "17:00", "00:00")),
    second=st.booleans(),
    minimum_gap_days=st.sampled_from((0, 0, 3, 7, 14)),
    longest_run=st.none() | st.integers(1, 2),
    share_warning_percent=st.sampled_from((30, 50, 100)),
    courses=st.just(()) | st.tuples(_course),
)


@st.composite
def _aways(draw: st.DrawFn) -> Away:
    first = draw(_day)
    length = timedelta(days=draw(st.integers(0, 12)))
    return Away(from_=first, to=When.on_day(first.earliest + length))


_person = st.builds(
    Person,
    id=st.just(""),
    roles=st.sampled_from((("duty",), ("tactical",), _NAMES, ("duty",))),
    from_=st.none() | st.none() | _day,
    until=st.none() | st.none() | _day,
    training=st.lists(_training, max_size=2).map(tuple),
    away=st.lists(_aways(), max_size=2).map(tuple),
    prefers=st.lists(
        st.builds(Preference, days=st.sampled_from(("2026-W52", "2027-01")).map(When.read), wish=st.sampled_from(Wish)),
        max_size=1,
    ).map(tuple),
    exempt_dates=st.sampled_from(((), (), ("25 Dec",))),
    available_percent=st.sampled_from((100, 100, 60)),
)


@st.composite
def rosters(draw: st.DrawFn, *, people: int = 6) -> Oncall:
    """Draw the records of an authority before anything is built."""
    own = draw(st.lists(_person, min_size=1, max_size=people))
    roles = draw(st.lists(_role, min_size=1, max_size=2))
    return Oncall(
        folder="halton/oncall",
        roles=tuple(_named(role, name) for role, name in zip(roles, _NAMES, strict=False)),
        people=tuple(_numbered(person, number) for number, person in enumerate(own)),
        rotas=(Rota(schema=1),),
    )


def asked(weeks: int, *, first: date = FIRST, keep_published: bool = False, seed: int = 1) -> Asked:
    """Ask for some weeks."""
    return Asked(first=first, weeks=weeks, now=BEFORE, keep_published=keep_published, seed=seed)


def _named(role: Role, name: str) -> Role:
    return replace(role, id=name)


def _numbered(person: Person, number: int) -> Person:
    return replace(person, id=f"officer-{number}")
