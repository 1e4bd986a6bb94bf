"""A calendar is issued, taken over by three programs, changed and issued again: each ends with what is now right.

In November an officer issues the meetings and exercises of two sites. A week later one planning meeting is moved, one
exercise is cancelled with its meetings, and one meeting is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from kept_register import Kept, runner
from oracles.event import Event
from oracles.stores import Calcurse, Khal, Radicale, Store, radicale

NORTHBANK = """
name = "Exercise Long Reach"
planned_on = 2027-03-10
starts_at = "10:00"
ends_at = "14:00"
confirmed_on = 2026-11-02
will_test = ["northbank"]
meetings = [{ number = 1, planned_on = 2026-12-02 }, { number = 2, planned_on = 2027-01-06 }]
"""
EASTQUAY = """
name = "Exercise Tall Ship"
type = "tabletop"
planned_on = 2027-02-03
will_test = ["eastquay"]
meetings = [{ number = 1, planned_on = 2026-12-09 }]
"""
RECORDS = {
    "establishments/northbank": "",
    "establishments/eastquay": "",
    "exercises/2027-northbank": NORTHBANK,
    "exercises/2027-eastquay": EASTQUAY,
}
KINDS = ("--kind", "exercises", "--kind", "meetings")
Row = tuple[str, str, str]
ISSUED_IN_NOVEMBER: list[Row] = [
    ("Planning meeting 1: Exercise Long Reach", "2026-12-02", "2026-12-03"),
    ("Planning meeting 1: Exercise Tall Ship", "2026-12-09", "2026-12-10"),
    ("Planning meeting 2: Exercise Long Reach", "2027-01-06", "2027-01-07"),
    ("Planning meeting 2: Exercise Tall Ship (usual day, not called)", "2027-01-13", "2027-01-14"),
    ("Exercise Tall Ship (tabletop exercise, not confirmed)", "2027-02-03", "2027-02-04"),
    ("Planning meeting 3: Exercise Long Reach (usual day, not called)", "2027-02-03", "2027-02-04"),
    ("Exercise Long Reach (live exercise)", "2027-03-10T10:00:00Z", "2027-03-10T14:00:00Z"),
]
A_WEEK_LATER: list[Row] = [
    ("Planning meeting 1: Exercise Long Reach", "2026-12-02", "2026-12-03"),
    ("CANCELLED: Planning meeting 1: Exercise Tall Ship", "2026-12-09", "2026-12-10"),
    ("CANCELLED: Planning meeting 2: Exercise Tall Ship (usual day, not called)", "2027-01-13", "2027-01-14"),
    ("Planning meeting 2: Exercise Long Reach", "2027-01-13", "2027-01-14"),
    ("CANCELLED: Exercise Tall Ship (tabletop exercise)", "2027-02-03", "2027-02-04"),
    ("Planning meeting 3: Exercise Long Reach (usual day, not called)", "2027-02-03", "2027-02-04"),
    ("Planning meeting 4: Exercise Long Reach", "2027-02-24", "2027-02-25"),
    ("Exercise Long Reach (live exercise)", "2027-03-10T10:00:00Z", "2027-03-10T14:00:00Z"),
]
# what the list for the e-mail names as moved or cancelled: to be deleted by hand where a program duplicates
GONE = (
    "Planning meeting 2: Exercise Long Reach",
    "Planning meeting 1: Exercise Tall Ship",
    "Planning meeting 2: Exercise Tall Ship",
    "Exercise Tall Ship",
)


class Issued:
    """What an officer hands out: the file of November, that of a week later, and the changes between the two."""

    def __init__(self, folder: Path) -> None:
        self.first = folder / "november.ics"
        self.second = folder / "a-week-later.ics"
        self.changes = folder / "changes.ics"
        self.list = folder / "changes.txt"


@pytest.fixture
def issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Issued:
    kept, made = Kept(tmp_path / "register", RECORDS), Issued(tmp_path)
    comah = runner(kept, monkeypatch, capsys, on=date(2026, 11, 23))
    assert comah("calendar", *KINDS, "--issue", "--output", str(made.first)).status == 0
    comah = runner(kept, monkeypatch, capsys, on=date(2026, 11, 30))
    for change in (
        ("exercise", "meeting", "2027-northbank", "2", "--called", "2027-01-13"),
        ("exercise", "cancel", "2027-eastquay", "--on", "2026-11-30", "--reason", "the operator is shut down"),
        ("exercise", "meeting", "2027-northbank", "4", "--called", "2027-02-24"),
    ):
        assert comah(*change).status == 0
    difference = ("--changes-only", "--output", str(made.changes), "--list", str(made.list))
    assert comah("calendar", *KINDS, *difference, by="").status == 0
    assert comah("calendar", *KINDS, "--issue", "--output", str(made.second)).status == 0
    return made


@contextmanager
def started(name: str, folder: Path) -> Iterator[Store]:
    """Start a program with an empty calendar."""
    if name == "khal":
        yield Khal(folder / "khal")
    elif name == "calcurse":
        yield Calcurse(folder / "calcurse")
    else:
        with radicale(folder) as server:
            yield server if name == "Radicale" else ByUid(server)


class ByUid:
    """Radicale, with each event put at an address of its own, as a program does that keeps calendars in step."""

    def __init__(self, server: Radicale) -> None:
        self._server = server
        self._has_a_calendar = False

    def take_over(self, file: Path) -> None:
        if self._has_a_calendar:
            self._server.take_over_each(file)
        else:
            self._server.take_over(file)
        self._has_a_calendar = True

    def events(self) -> list[Event]:
        return self._server.events()


def held(store: Store) -> list[Row]:
    """What a program holds, without its UIDs, which calcurse does not keep."""
    return sorted_rows((event.summary, event.starts, event.ends) for event in store.events())


def sorted_rows(rows: Iterator[Row] | list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row[1], row[0]))


def each(*names: str) -> pytest.MarkDecorator:
    """Run a test with each of some programs."""
    marks = [pytest.param(name, marks=pytest.mark.oracles(name.partition(",")[0])) for name in names]
    return pytest.mark.parametrize("name", marks)


@each("khal", "Radicale", "Radicale, by UID", "calcurse")
def test_what_is_issued_is_taken_over_whole(name: str, issued: Issued, tmp_path: Path) -> None:
    with started(name, tmp_path) as store:
        store.take_over(issued.first)
        assert held(store) == ISSUED_IN_NOVEMBER


@each("khal", "Radicale", "Radicale, by UID")
def test_the_next_issue_brings_a_calendar_up_to_date(name: str, issued: Issued, tmp_path: Path) -> None:
    with started(name, tmp_path) as store:
        store.take_over(issued.first)
        known = {event.uid for event in store.events()}
        store.take_over(issued.second)
        assert held(store) == A_WEEK_LATER
        (added,) = [event for event in store.events() if event.uid not in known]
        assert added.summary == "Planning meeting 4: Exercise Long Reach"


@each("khal", "Radicale", "Radicale, by UID")
def test_the_same_issue_twice_changes_nothing(name: str, issued: Issued, tmp_path: Path) -> None:
    with started(name, tmp_path) as store:
        store.take_over(issued.second)
        store.take_over(issued.second)
        assert held(store) == A_WEEK_LATER


@each("khal", "Radicale, by UID")
def test_the_changes_alone_are_enough_where_events_are_known_by_their_uid(
    name: str, issued: Issued, tmp_path: Path
) -> None:
    with started(name, tmp_path) as store:
        store.take_over(issued.first)
        store.take_over(issued.changes)
        assert held(store) == A_WEEK_LATER


@each("Radicale")
def test_the_changes_published_in_place_of_the_calendar_leave_the_rest_out(
    name: str, issued: Issued, tmp_path: Path
) -> None:
    with started(name, tmp_path) as store:
        store.take_over(issued.first)
        store.take_over(issued.changes)
        assert len(held(store)) == 5 < len(A_WEEK_LATER)


@each("calcurse")
def test_a_program_that_knows_no_uid_has_everything_twice(name: str, issued: Issued, tmp_path: Path) -> None:
    with started(name, tmp_path) as store:
        store.take_over(issued.first)
        store.take_over(issued.second)
        assert held(store) == sorted_rows(ISSUED_IN_NOVEMBER + A_WEEK_LATER)
        twice = [row for row, number in Counter(held(store)).items() if number == 2]
        assert len(twice) == 3  # those that did not change; the other four stand in their old form and their new


@pytest.mark.oracles("calcurse")
def test_there_the_calendar_is_emptied_first(issued: Issued, tmp_path: Path) -> None:
    store = Calcurse(tmp_path / "calcurse")
    store.take_over(issued.first)
    store.empty()
    assert held(store) == []
    store.take_over(issued.second)
    assert held(store) == A_WEEK_LATER


@pytest.mark.oracles("calcurse")
def test_or_what_has_changed_is_deleted_first_and_the_changes_taken_over(issued: Issued, tmp_path: Path) -> None:
    store = Calcurse(tmp_path / "calcurse")
    store.take_over(issued.first)
    for title in GONE:
        assert title in issued.list.read_text(encoding="utf-8")
        store.delete(title)
    store.take_over(issued.changes)
    assert held(store) == A_WEEK_LATER
