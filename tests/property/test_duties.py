"""What holds of every duty, whatever the dates."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from register_text import AsAt

from comah.model.duty import Duty, Status
from comah.model.place import NOWHERE

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
# How far a plan is from being in date. Which of the last three it is, is a matter of what can be shown.
RANK = {Status.DUE: 0, Status.ARRANGED: 0, Status.PLANNED: 1, Status.AT_RISK: 2} | dict.fromkeys(
    (Status.MAY_BE_OVERDUE, Status.UNKNOWN, Status.OVERDUE), 3
)
DAYS = st.dates(date(2016, 1, 1), date(2029, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 400)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))
few = settings(max_examples=60, deadline=None)


def written(span: tuple[date, date]) -> str:
    """Write one day, known to lie in a span."""
    return f'"[{span[0]}..{span[1]}]"' if span[0] != span[1] else str(span[0])


def credited(span: tuple[date, date], plan: str = "northbank") -> str:
    return f'held_on = {written(span)}\ncredits = [{{ plan = "{plan}", conclusion = "tested" }}]'


def planned(day: date, plan: str = "northbank") -> str:
    return f'planned_on = {day}\nconfirmed_on = 2016-01-01\nwill_test = ["{plan}"]'


def duty(on: date, records: dict[str, str], name: str = "COMAH-14-TEST") -> Duty:
    return AsAt(str(on), records).duty(name)


def plain(found: Duty) -> Duty:
    """Leave out where the trigger was read: a place is equal to itself alone."""
    if found.trigger is None:
        return found
    return msgspec.structs.replace(found, trigger=msgspec.structs.replace(found.trigger, place=NOWHERE))


@few
@given(on=DAYS, spans=st.lists(SPANS, max_size=3), coming=DAYS)
@example(on=date(2026, 5, 12), spans=[(date(2023, 5, 12), date(2023, 5, 12))], coming=date(2026, 5, 11))
def test_lateness_is_decided_by_the_dates_alone(on: date, spans: list[tuple[date, date]], coming: date) -> None:
    records = {SITE: COMAH, "exercises/next": planned(coming)}
    records |= {f"exercises/past{number}": credited(span) for number, span in enumerate(spans)}
    found = duty(on, records)
    if found.due_on is None or found.due_latest_on is None:
        assert (found.status, found.days_left, found.days_overdue) == (Status.UNKNOWN, None, 0)
        assert found.in_date_only_if_since is not None
        return
    assert found.due_on <= found.due_latest_on
    assert (found.status is Status.OVERDUE) == (on > found.due_latest_on)
    assert (found.status is Status.MAY_BE_OVERDUE) == (found.due_on < on <= found.due_latest_on)
    assert found.safe_on == found.due_on - timedelta(days=1)
    assert found.days_left == (found.safe_on - on).days
    assert found.days_overdue == max(0, (on - found.due_latest_on).days)


@few
@given(
    on=DAYS,
    narrow=SPANS,
    before=st.integers(0, 400),
    after=st.integers(0, 400),
    other=SPANS,
)
def test_to_know_a_date_less_well_never_makes_a_plan_look_better(
    on: date, narrow: tuple[date, date], before: int, after: int, other: tuple[date, date]
) -> None:
    assume(narrow[0] <= on)
    wide = narrow[0] - timedelta(days=before), narrow[1] + timedelta(days=after)
    known = duty(on, {SITE: COMAH, "exercises/past": credited(narrow), "exercises/other": credited(other)})
    vague = duty(on, {SITE: COMAH, "exercises/past": credited(wide), "exercises/other": credited(other)})
    assert RANK[vague.status] >= RANK[known.status]
    assert known.due_on is not None
    assert known.due_latest_on is not None
    assert vague.due_on is not None
    assert vague.due_latest_on is not None
    assert vague.due_on <= known.due_on
    assert vague.due_latest_on >= known.due_latest_on


@few
@given(on=DAYS, narrow=SPANS, later=st.integers(0, 1500), is_complete=st.booleans(), kind=st.integers(0, 2))
def test_time_alone_never_improves_a_plan(
    on: date, narrow: tuple[date, date], later: int, is_complete: bool, kind: int
) -> None:
    assume(narrow[0] <= on)
    prepared = f"first_prepared_on = {written(narrow)}\nhistory_complete = {str(is_complete).lower()}\n"
    reviewed = f"reviews = [{{ on = {written(narrow)} }}]\n"
    records = [
        {SITE: COMAH, "exercises/past": credited(narrow)},
        {SITE: COMAH + prepared},
        {SITE: COMAH + reviewed},
    ][kind]
    name = "COMAH-14-REVIEW" if kind == 2 else "COMAH-14-TEST"
    now, then = duty(on, records, name), duty(on + timedelta(days=later), records, name)
    assert RANK[then.status] >= RANK[now.status]
    if now.status is Status.OVERDUE:
        assert then.status is Status.OVERDUE


@few
@given(on=DAYS, mine=SPANS, theirs=SPANS, coming=DAYS)
def test_a_record_of_another_regime_changes_nothing(
    on: date, mine: tuple[date, date], theirs: tuple[date, date], coming: date
) -> None:
    alone = {SITE: COMAH, "exercises/past": credited(mine)}
    day = written(theirs)
    reppir = f'[[plans]]\nregime = "reppir"\nfirst_prepared_on = {day}\nreviews = [{{ on = {day} }}]\n'
    both = alone | {
        SITE: COMAH + reppir,
        "exercises/theirs": credited(theirs, "northbank/reppir"),
        "exercises/coming": planned(coming, "northbank/reppir"),
    }
    for name in ("COMAH-13-PREP", "COMAH-14-TEST", "COMAH-14-REVIEW", "POL-ELEMENTS"):
        assert plain(duty(on, both, name)) == plain(duty(on, alone, name))


@few
@given(on=DAYS, spans=st.lists(SPANS, min_size=1, max_size=3), until=DAYS)
def test_no_letter_extends_a_comah_interval(on: date, spans: list[tuple[date, date]], until: date) -> None:
    tests = {f"exercises/past{number}": credited(span) for number, span in enumerate(spans)}
    extension = f'extensions = [{{ duty = "test", until_on = {until} }}]\n'
    assert plain(duty(on, tests | {SITE: COMAH + extension})) == plain(duty(on, tests | {SITE: COMAH}))


@few
@given(on=DAYS, spans=st.lists(SPANS, max_size=3), coming=DAYS)
def test_the_same_records_and_day_give_the_same_answer(on: date, spans: list[tuple[date, date]], coming: date) -> None:
    records = {SITE: COMAH, "exercises/next": planned(coming)}
    records |= {f"exercises/past{number}": credited(span) for number, span in enumerate(spans)}
    first, second = AsAt(str(on), records).assessment, AsAt(str(on), dict(reversed(records.items()))).assessment
    assert [plain(found) for found in first.duties] == [plain(found) for found in second.duties]
    assert (first.left_out, first.register_digest) == (second.left_out, second.register_digest)
