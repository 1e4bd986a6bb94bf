"""Turns on call as calendar entries: timed from handover to handover, one for each turn and person."""

from __future__ import annotations

from datetime import date, time

from calendar_files import calendar_bytes
from oncall_rota import COVER, PEOPLE, RECORDS, ROTA
from register_text import register

from comah.agenda import agenda
from comah.agenda.naming import Part, Wanted, view_of
from comah.agenda.oncall import oncall_entries
from comah.agenda.selecting import holder
from comah.assess import assess
from comah.calendar_lint.check import lint
from comah.law.load import load_law
from comah.model.calendar_issue import Selection
from comah.model.entry import Entry, EntryKind

ON = date(2026, 11, 21)
YEAR = Wanted(first=date(2026, 1, 1), last=date(2027, 12, 31))


def entries(wanted: Wanted = YEAR, rota: str = ROTA + COVER, people: str = PEOPLE) -> list[Entry]:
    book = register(RECORDS | {"oncall/rota-2026": rota, "oncall/people": people})
    assert book.problems == ()
    return [*oncall_entries(view_of(book, ON, wanted))]


def of_turn(shift: str, rota: str = ROTA + COVER, people: str = PEOPLE) -> list[Entry]:
    return sorted(
        (one for one in entries(rota=rota, people=people) if shift in one.identity),
        key=lambda one: (one.first, one.starts_at),
    )


def spans(found: list[Entry]) -> list[tuple[str, str, str]]:
    return [(one.title, f"{one.first} {one.starts_at}", f"{one.last} {one.ends_at}") for one in found]


def test_a_turn_is_timed_from_handover_to_handover() -> None:
    (found,) = of_turn("2026-w47-duty-officer-1")
    assert spans([found]) == [
        ("On call: Duty officer first, EP Officer A", "2026-11-16 09:00:00", "2026-11-23 09:00:00")
    ]
    assert found.identity == ("halton", "2026-w47-duty-officer-1", "officer-a", "oncall")
    assert (found.posts, found.roles, found.kind) == (("EP Officer A",), ("Duty officer",), EntryKind.ONCALL)
    assert found.lines == (
        "Turn on call, as the rota has it",
        "Turn: 2026-w47-duty-officer-1",
        "Mon 16 Nov 2026 09:00 to Mon 23 Nov 2026 09:00",
        "Local, not law",
        "Do: see who holds it by the latest records: comah oncall now",
        "Record: halton/oncall/rota-2026.toml",
    )


def test_cover_parts_a_turn_between_two_people() -> None:
    assert spans(of_turn("2026-w47-tactical-1")) == [
        ("On call: Tactical, Division Mgr D", "2026-11-16 09:00:00", "2026-11-20 17:00:00"),
        ("On call: Tactical, Division Mgr B", "2026-11-20 17:00:00", "2026-11-23 09:00:00"),
    ]


def test_who_has_a_turn_before_and_after_it_is_covered_has_two_entries_of_their_own() -> None:
    found = of_turn("2026-w47-tactical-1", rota=ROTA + COVER + 'to = "2026-11-22 09:00"\n')
    assert [one.identity[2:] for one in found] == [
        ("division-d", "oncall"),
        ("division-b", "oncall"),
        ("division-d", "2", "oncall"),
    ]


def test_a_swap_takes_the_entry_from_one_and_gives_one_to_the_other() -> None:
    before = {one.identity for one in entries(rota=ROTA)}
    swap = '[[swaps]]\nshift = "2026-w48-duty-officer-1"\nperson = "officer-b"\n'
    after = {one.identity for one in entries(rota=ROTA + swap)}
    assert before - after == {("halton", "2026-w48-duty-officer-1", "officer-c", "oncall")}
    assert after - before == {("halton", "2026-w48-duty-officer-1", "officer-b", "oncall")}


def test_an_explicit_gap_is_an_entry_that_is_not_firm_and_a_time_without_a_turn_is_none() -> None:
    (gap,) = of_turn("2026-w48-strategic-1")
    assert (gap.title, gap.is_firm, gap.posts) == ("On call: Strategic, NOBODY", False, ())
    assert "1 lapsed" in gap.lines
    assert {one.identity[1] for one in entries()} == {
        line.split('"')[1] for line in ROTA.splitlines() if "{ id" in line
    }


def test_a_boundary_in_the_missing_or_the_repeated_hour_is_the_instant_of_the_handover() -> None:
    shift = (
        '    { id = "spring", role = "tactical", from = "2027-03-28 01:30", to = "2027-03-29 09:00" },\n'
        '    { id = "autumn", role = "tactical", from = "2026-10-25 01:30 GMT", to = "2026-10-26 09:00" },\n]'
    )
    rota = ROTA.rstrip().removesuffix("]") + shift
    (spring,) = of_turn("spring", rota=rota)
    (autumn,) = of_turn("autumn", rota=rota)
    assert (spring.starts_at, spring.first) == (time(2, 0), date(2027, 3, 28))
    assert autumn.starts_at is not None
    assert (autumn.starts_at, autumn.starts_at.fold) == (time(1, 30), 1)
    data = calendar_bytes((spring, autumn), name="On call", on=ON, timezone="Europe/London", forum="Example")
    assert b"DTSTART;TZID=Europe/London:20270328T020000\r\n" in data
    assert b"DTSTART:20261025T013000Z\r\n" in data
    assert b"DTEND;TZID=Europe/London:20261026T090000\r\n" in data


def test_a_calendar_of_turns_is_one_that_the_check_of_calendars_passes() -> None:
    found = tuple(entries())
    data = calendar_bytes(found, name="On call", on=ON, timezone="Europe/London", forum="Example")
    assert data.count(b"BEGIN:VEVENT") == len(found) == 9
    assert [one for one in lint(data) if one.severity.value == "error"] == []


def test_only_turns_that_touch_the_period_are_entered() -> None:
    week = Wanted(first=date(2026, 11, 24), last=date(2026, 11, 29))
    assert {one.identity[1] for one in entries(week)} == {
        "2026-w48-duty-officer-1",
        "2026-w48-tactical-1",
        "2026-w48-strategic-1",
    }


def test_a_register_without_on_call_records_gives_none() -> None:
    assert [*oncall_entries(view_of(register({}), ON, YEAR))] == []


def test_a_post_whose_entry_cannot_be_found_is_named_by_its_id() -> None:
    people = "\n".join(line for line in PEOPLE.split("\n") if "officer-a" not in line)
    (found,) = of_turn("2026-w47-duty-officer-1", people=people)
    assert found.title == "On call: Duty officer first, officer-a"


def test_a_rota_that_cannot_be_read_is_said_in_every_calendar_of_turns() -> None:
    book, law = register(RECORDS | {"oncall/rota-2026": "this is = = no TOML"}), load_law()
    wanted = Wanted(first=ON, last=YEAR.last, parts=frozenset({Part.ONCALL}))
    found = agenda(book, assess(book, law, ON), wanted)[0]
    assert (found.title, found.first) == ("On call: 1 record file CANNOT BE READ", date(2026, 11, 23))
    assert "Record: halton/oncall/rota-2026.toml" in found.lines
    assert holder(Selection(kinds=("oncall",)), book)(found)
    assert not holder(Selection(kinds=("deadlines",)), book)(found)
