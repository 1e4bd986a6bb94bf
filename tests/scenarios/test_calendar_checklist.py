"""The checklist that every calendar file satisfies, number by number, on files of every kind.

Each number can fail: a file that breaks it is found, by its own test here and, where the number has a code of the
lint, by the lint too.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from checklist.files import KINDS, SHIFTS, File, example_entries, files, written
from checklist.item import Item
from checklist.items import ITEMS
from checklist.reading import calendar_of, events_of
from command_line import EXAMPLE
from ical.calendar_stream import IcsCalendarStream

from comah.calendar_lint import EXPLANATIONS, lint
from comah.law.load import load_law
from comah.model.entry import Entry, EntryKind
from comah.records.load import load_book

EACH = [pytest.param(item, id=str(item), marks=pytest.mark.oracles(*item.oracles)) for item in ITEMS]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("item", EACH)
def test_checklist(item: Item, kind: str) -> None:
    assert list(item.faults(files()[kind])) == []


@pytest.mark.parametrize("item", EACH)
def test_a_file_that_breaks_the_checklist_is_found(item: Item) -> None:
    good = files()["everything"]
    broken = File(good.entries, item.broken(good.data))
    assert broken.data != good.data
    assert list(item.faults(broken))
    if f"CAL{item.number:02}" in EXPLANATIONS:
        assert f"CAL{item.number:02}" in {finding.code for finding in lint(broken.data)}


def test_no_number_is_left_out() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 36))


@pytest.mark.parametrize("kind", KINDS)
def test_the_own_lint_finds_nothing(kind: str) -> None:
    assert lint(files()[kind].data) == ()


def test_the_files_hold_every_kind_of_entry() -> None:
    assert set(files()) == set(KINDS)
    assert {entry.kind for entry in example_entries()} == set(EntryKind)
    assert all(file.entries for file in files().values())
    gone = files()["cancelled"].entries
    assert {entry.is_timed for entry in gone} == {True, False}


def test_text_is_escaped_to_the_letter() -> None:
    (event,) = [one for one in events_of(files()["everything"].data) if one.value("UID").startswith("shift-winter.")]
    odd = "Exercise ünï 🧪 \u05e9\u05dc\u05d5\u05dd\\; a\\,b\\\\n BEGIN:VEVENT " + "x" * 1500
    assert event.value("SUMMARY") == odd
    assert event.value("DESCRIPTION") == f"{odd}\\nEND:VCALENDAR"
    assert event.value("LOCATION") == "Example Hall\\; room 1\\, floor 2"
    assert event.value("CATEGORIES") == "one\\, two\\; three"


@pytest.mark.parametrize(("entry", "hours"), SHIFTS, ids=[entry.identity[0] for entry, _ in SHIFTS])
def test_a_shift_over_a_change_of_clocks_has_its_true_length(entry: Entry, hours: float) -> None:
    events = IcsCalendarStream.calendar_from_ics(files()["clocks-change"].data.decode()).events
    position = [one for one, _ in SHIFTS].index(entry)
    starts, ends = events[position].dtstart, events[position].dtend
    assert isinstance(starts, datetime)
    assert isinstance(ends, datetime)
    assert (ends.astimezone(UTC) - starts.astimezone(UTC)) / timedelta(hours=1) == hours


def test_a_zone_is_described_only_where_it_is_used() -> None:
    assert not calendar_of(files()["all-day"].data).within("VTIMEZONE")
    assert len(calendar_of(files()["timed"].data).within("VTIMEZONE")) == 1


def test_no_identifier_is_made_of_a_date_but_where_a_rule_repeats() -> None:
    for event in events_of(files()["everything"].data):
        if ".diary@" not in event.value("UID"):
            assert event.value("DTSTART")[:8] not in event.value("UID").replace("-", "")


def test_without_a_ledger_the_sequence_is_nought() -> None:
    assert {event.value("SEQUENCE") for event in events_of(files()["everything"].data)} == {"0"}


def test_a_name_says_neither_day_nor_number() -> None:
    names = {calendar_of(file.data).value("X-WR-CALNAME") for file in files().values() if len(file.entries) > 1}
    assert names == {"External plans"}


def test_entries_are_in_order() -> None:
    days = [entry.first for entry in example_entries()]
    assert days == sorted(days)


def test_nothing_in_the_file_tells_of_law_version_or_digest() -> None:
    data = written(example_entries())
    assert load_book(EXAMPLE).digest.encode() not in data
    assert load_law().version.encode() not in data
