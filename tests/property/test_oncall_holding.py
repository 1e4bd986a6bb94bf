"""Whatever roles, turns, swaps and cover there are: at every instant each place has one holder, or an explicit gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comah.model.kinds import Weekday
from comah.model.moment import DayOrMoment, Moment
from comah.model.oncall import Role
from comah.model.oncall_book import Oncall
from comah.model.rota import Cover, Rota, Shift, Swap
from comah.oncall.civil_time import civil_of, instant_of, is_repeated
from comah.oncall.holding import BEGINNING, END, Holders, holdings
from comah.oncall.slots import slots_between, turn_bounds, turn_days
from comah.oncall.turns import turns_of

PEOPLE = ("", "officer-a", "officer-b", "officer-c")
FIRST = datetime.combine(date(2026, 10, 12), time())  # the clocks go back on the 25th
MINUTES = 40 * 24 * 60
times = st.integers(min_value=0, max_value=MINUTES).map(lambda minutes: FIRST + timedelta(minutes=minutes))
moments = times.map(lambda civil: Moment.read(f"{civil:%Y-%m-%d %H:%M}"))
days = st.dates(date(2024, 1, 1), date(2030, 1, 1))
clock = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
people = st.sampled_from(PEOPLE)
names = st.sampled_from(("duty", "tactical"))
roles = st.builds(
    Role,
    id=names,
    handover_day=st.sampled_from(Weekday),
    handover_at=clock,
    shift_days=st.integers(1, 9),
    second=st.booleans(),
    call_down=st.booleans(),
)
own_times = st.builds(
    Shift,
    id=st.integers(0, 6).map("turn-{}".format),
    role=names,
    seat=st.integers(1, 2),
    person=people,
    from_=st.none() | moments,
    to=st.none() | moments,
)
of_weeks = st.builds(
    lambda week, role, seat, person: Shift(id=f"2026-w{week}-{role}-{seat}", role=role, seat=seat, person=person),
    st.integers(42, 47),
    names,
    st.integers(1, 2),
    people,
)
shifts = st.one_of(own_times, of_weeks)


@st.composite
def rotas(draw: st.DrawFn) -> Oncall:
    """Roles and turns as they come, also overlapping and of roles that are not there, and what was agreed of them."""
    own = draw(st.lists(shifts, max_size=8))
    named = st.sampled_from([shift.id for shift in own] or ["none"])
    agreed = st.none() | times.map(lambda civil: DayOrMoment.read(f"{civil:%Y-%m-%d %H:%M}"))
    swaps = draw(st.lists(st.builds(Swap, shift=named, person=people, agreed_at=agreed), max_size=4))
    part = st.none() | moments
    cover = draw(
        st.lists(st.builds(Cover, shift=named, person=people, agreed_at=agreed, from_=part, to=part), max_size=4)
    )
    rota = Rota(schema=1, shifts=tuple(own), swaps=tuple(swaps), cover=tuple(cover))
    found = draw(st.lists(roles, max_size=2, unique_by=lambda role: role.id))
    return Oncall(folder="halton/oncall", roles=tuple(found), rotas=(rota,))


@given(rotas(), times)
def test_each_place_has_one_holder_or_a_gap_at_every_instant(oncall: Oncall, civil: datetime) -> None:
    now = instant_of(civil)
    found = Holders(oncall).at(now)
    places = [(held.role, held.seat) for held in found]
    assert len(set(places)) == len(places)
    assert {(role.id, seat) for role in oncall.roles for seat in role.places} <= set(places)
    assert all(held.start <= now < held.end for held in found)
    for held in found:
        running = [
            turn
            for turn in turns_of(oncall)
            if (turn.shift.role, turn.shift.seat) == (held.role, held.seat) and turn.start <= now < turn.end
        ]
        assert (held.turn is None) == (not running)
        assert held.turn is None or held.turn.start == max(turn.start for turn in running)


@given(rotas())
def test_what_is_held_parts_all_of_time(oncall: Oncall) -> None:
    reached: dict[tuple[str, int], datetime] = {}
    for held in Holders(oncall).between(BEGINNING, END):
        assert held.start == reached.get((held.role, held.seat), BEGINNING)
        assert held.start < held.end
        reached[held.role, held.seat] = held.end
    assert set(reached.values()) <= {END}


@given(rotas(), times, times)
def test_a_part_of_time_is_cut_from_the_whole(oncall: Oncall, one: datetime, other: datetime) -> None:
    start, end = sorted((instant_of(one), instant_of(other) + timedelta(minutes=1)))
    holders = Holders(oncall)
    for held in holdings(oncall, start, end):
        whole = holders.of_place((held.role, held.seat), held.start)
        assert (held.person, held.by) == (whole.person, whole.by)
        assert start <= held.start < held.end <= end


@given(rotas(), times)
def test_the_holder_is_who_was_agreed_last(oncall: Oncall, civil: datetime) -> None:
    """The same told anew: the last cover of the instant, else the last swap, else who is down for it."""
    now = instant_of(civil)
    for held in Holders(oncall).at(now):
        if held.turn is None:
            assert held.person == ""
            continue
        name = held.turn.shift.id
        covers = [one for one in oncall.cover if one.shift == name and _covers(one, now)]
        swaps = [one for one in oncall.swaps if one.shift == name]
        agreed = _last(covers, oncall.cover) or _last(swaps, oncall.swaps)
        assert held.person == (agreed.person if agreed is not None else held.turn.shift.person)


def _covers(cover: Cover, now: datetime) -> bool:
    begins = cover.from_ is None or instant_of(cover.from_.civil) <= now
    return begins and (cover.to is None or now < instant_of(cover.to.civil))


def _last(own: Sequence[Cover | Swap], all_of_file: Sequence[Cover | Swap]) -> Cover | Swap | None:
    """Return what was agreed last; what has no day was agreed with the one before it in the file."""
    dated, latest = {}, BEGINNING
    for number, one in enumerate(all_of_file):
        latest = instant_of(one.agreed_at.civil) if one.agreed_at is not None else latest
        dated[id(one)] = (latest, number)
    return max(own, key=lambda one: dated[id(one)], default=None)


@given(roles, days)
def test_turns_follow_one_another_and_each_is_found_by_its_id(role: Role, day: date) -> None:
    for first, second in pairwise(turn_days(role, day, day + timedelta(days=40))):
        assert turn_bounds(role, first)[1] == turn_bounds(role, second)[0]
    for slot in slots_between(role, day, day + timedelta(days=40)):
        shift = Shift(id=slot.id, role=role.id, seat=slot.seat)
        turns = turns_of(Oncall(folder="", roles=(role,), rotas=(Rota(schema=1, shifts=(shift,)),)))
        assert [(turn.start, turn.end) for turn in turns] == [(slot.start, slot.end)]


@given(days, st.times())
def test_a_civil_time_is_the_first_instant_at_which_the_clock_shows_it_or_a_later_one(day: date, at: time) -> None:
    civil = datetime.combine(day, at.replace(microsecond=0, fold=0))
    instant = instant_of(civil)
    assert instant.tzinfo is UTC
    assert civil_of(instant).replace(tzinfo=None) >= civil
    assert civil_of(instant - timedelta(seconds=1)).replace(tzinfo=None) < civil
    if is_repeated(civil):
        assert civil_of(instant).tzname() == "BST"
        assert civil_of(instant + timedelta(hours=1)).replace(tzinfo=None) == civil
