"""Whatever is edited between issues: numbers never fall, rise with time and cancellation alone, identifiers stay."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from issuing_desk import FIRST_DAY, POLICE, WHOLE, Desk, entry
from msgspec.structs import replace

from comah.agenda.issued_history import times_of
from comah.model.entry import Entry
from comah.model.issued import Ledger, Outgoing

NAMES = ("live", "tabletop", "call-out")
DAYS = st.integers(30, 300).map(lambda days: FIRST_DAY + timedelta(days=days))
RECORDS = st.builds(
    lambda name, day, title, hours, flags: entry(
        name,
        day,
        title=title,
        starts_at=time(hours) if hours else None,
        ends_at=time(hours + 2) if hours else None,
        is_cancelled=flags[0],
        agencies=("example-police",) if flags[1] else (),
    ),
    st.sampled_from(NAMES),
    DAYS,
    st.sampled_from(["Exercise", "Exercise renamed"]),
    st.sampled_from([0, 9, 10]),
    st.tuples(st.booleans(), st.booleans()),
)
REGISTERS = st.lists(RECORDS, max_size=3, unique_by=lambda one: one.identity)
STEPS = st.lists(st.tuples(REGISTERS, st.integers(0, 10)), min_size=2, max_size=6)


def issued(desk: Desk, records: list[Entry], on: date) -> dict[str, Outgoing]:
    return {out.uid: out for out in desk.issue(*records, on=on).outgoing}


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_numbers_rise_with_time_and_cancellation_and_with_nothing_else(steps: list[tuple[list[Entry], int]]) -> None:
    desk, on, last = Desk(), FIRST_DAY, dict[str, Outgoing]()
    for records, days in steps:
        on += timedelta(days=days)
        found = issued(desk, records, on)
        for uid, out in found.items():
            if uid in last:
                has_moved = times_of(out.entry) != times_of(last[uid].entry)
                assert out.sequence - last[uid].sequence == has_moved
                assert out.revised_at >= last[uid].revised_at
                assert (out.revised_at > last[uid].revised_at) == (
                    out.entry != last[uid].entry
                ) or out.entry.is_cancelled
        last |= found
        assert {one.identity[0] for one in records} <= {uid.partition(".")[0] for uid in found}
        assert issued(desk, list(reversed(records)), on) == found  # another order, and nothing has changed


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(REGISTERS, st.sampled_from([WHOLE, POLICE]), st.booleans()), min_size=2, max_size=7))
def test_no_calendar_is_ever_given_a_lower_number(steps: list[tuple[list[Entry], object, bool]]) -> None:
    desk, given_out = Desk(), dict[tuple[object, str], Outgoing]()
    for number, (records, calendar, is_shuffled) in enumerate(steps):
        if is_shuffled:  # as a merge of two branches may leave it
            desk.ledger = replace(
                desk.ledger, lines=tuple(sorted(desk.ledger.lines, key=lambda line: line.fingerprint))
            )
        selection = WHOLE if calendar is WHOLE else POLICE
        for out in desk.issue(*records, calendar=selection, on=FIRST_DAY + timedelta(days=number)).outgoing:
            before = given_out.get((selection.key, out.uid))
            if before is not None:
                assert out.sequence >= before.sequence
                assert (out.sequence > before.sequence) or times_of(out.entry) == times_of(before.entry)
            given_out[selection.key, out.uid] = out


@settings(max_examples=50, deadline=None)
@given(REGISTERS, REGISTERS, REGISTERS)
def test_two_branches_joined_never_fall_below_either(
    first: list[Entry], ours: list[Entry], theirs: list[Entry]
) -> None:
    base = Desk()
    base.issue(*first)
    sides = []
    for records in (ours, theirs):
        side = Desk()
        side.ledger = base.ledger
        sides.append((side, issued(side, records, FIRST_DAY)))
    joined = Desk()
    joined.ledger = Ledger(lines=(*sides[1][0].ledger.lines, *sides[0][0].ledger.lines), digest="joined")
    for uid, out in issued(joined, ours, FIRST_DAY + timedelta(days=1)).items():
        for _, given_out in sides:
            if uid in given_out:
                assert out.sequence >= given_out[uid].sequence


@settings(max_examples=200, deadline=None)
@given(st.lists(REGISTERS, min_size=2, max_size=5), st.sets(st.integers(0, 9), min_size=1), REGISTERS)
def test_whatever_lines_are_lost_no_number_falls(steps: list[list[Entry]], lost: set[int], later: list[Entry]) -> None:
    desk, given_out = Desk(), dict[str, Outgoing]()
    for number, records in enumerate(steps):  # one issue a day: no number outruns the days
        given_out |= issued(desk, records, FIRST_DAY + timedelta(days=number))
    lines = desk.ledger.lines
    kept = tuple(line for place, line in enumerate(lines) if place not in lost)
    doubtful = max((place for place in lost if place < len(lines)), default=0)
    desk.ledger = Ledger(lines=kept, doubtful=sum(place not in lost for place in range(doubtful)), digest="damaged")
    for number in range(2):
        for uid, out in issued(desk, later, FIRST_DAY + timedelta(days=len(steps) + number)).items():
            before = given_out.get(uid)
            assert before is None or out.sequence > before.sequence or times_of(out.entry) == times_of(before.entry)
            assert before is None or out.sequence >= before.sequence
            given_out[uid] = out
