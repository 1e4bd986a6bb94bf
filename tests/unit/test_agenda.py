from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from comah.agenda import Part, Wanted, agenda, concerning, left_out_words
from comah.assess import assess
from comah.law.load import load_law
from comah.model.entry import Alarm, EntryKind, ShownAs
from comah.records.load import load_book
from comah.workdays.recurrence import RuleNotReadError, days_of_years

if TYPE_CHECKING:
    from pathlib import Path

    from comah.model.book import Book
    from comah.model.entry import Entry

ON = date(2026, 11, 21)  # a Saturday
REGISTER = (
    'schema = 1\nforum = "Example Resilience Forum"\nauthorities = [{ id = "exampleshire", name = "Exampleshire" }]\n'
)
AUTHORITY = 'schema = 1\nid = "exampleshire"\nname = "Exampleshire"\n'
NORTHBANK = """
schema = 1
id = "northbank"
name = "Northbank Chemicals"
tier = "upper"
[[plans]]
regime = "comah"
reviews = [{ on = 2024-06-03, kind = "full" }]
"""
TESTED = """
schema = 1
id = "2024-northbank"
name = "Exercise Done"
type = "live"
held_on = 2024-05-12
will_test = ["northbank"]
credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"], decided_on = 2024-06-01 }]
phases = [{ id = "multi-agency-debrief", done_on = 2024-06-03 }, { id = "report-published", done_on = 2024-07-01 }]
"""


def exercise(**keys: str) -> str:
    """Write an exercise record; each key's value as TOML."""
    keys = {"id": '"2027-northbank"', "name": '"Exercise Next"', "type": '"live"', "will_test": '["northbank"]', **keys}
    return "schema = 1\n" + "\n".join(f"{key} = {value}" for key, value in keys.items())


def register(folder: Path, **files: str) -> Book:
    """Write a register of one authority; a file is named by kind and id, as ``exercises__2027_northbank``."""
    texts = {"establishments__northbank": NORTHBANK, "exercises__2024_northbank": TESTED, **files}
    texts.setdefault("authority", AUTHORITY)
    for name, text in texts.items():
        path = folder / "exampleshire" / (name.replace("__", "/").replace("_", "-") + ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    (folder / "register.toml").write_text(REGISTER, encoding="utf-8", newline="\n")
    return load_book(folder)


def entries(book: Book, *, on: date = ON, **asked: Any) -> tuple[Entry, ...]:
    wanted = Wanted(**{"first": on, "last": date(2028, 5, 21), **asked})
    return agenda(book, assess(book, load_law(), on), wanted)


def of_kind(found: tuple[Entry, ...], kind: EntryKind) -> list[Entry]:
    return [entry for entry in found if entry.kind is kind]


def next_exercise(folder: Path, **keys: str) -> Entry:
    book = register(folder, exercises__2027_northbank=exercise(**keys))
    (found,) = of_kind(entries(book), EntryKind.EXERCISE)
    return found


def test_a_test_of_12_may_2024_gives_its_safe_date_and_the_days_that_lead_to_it(tmp_path: Path) -> None:
    found = [one for one in entries(register(tmp_path)) if one.identity[1] == "comah-14-test"]
    assert [(one.first.isoformat(), one.title) for one in found] == [
        ("2027-02-10", "Northbank Chemicals: 90 days left, test the external plan"),
        ("2027-05-11", "Northbank Chemicals: safe date, test the external plan"),
    ]


def test_the_start_days_stand_where_they_are_still_to_come(tmp_path: Path) -> None:
    on = date(2026, 6, 1)
    found = [one for one in entries(register(tmp_path), on=on) if one.identity[1] == "comah-14-test"]
    assert [(one.first.isoformat(), one.kind.value) for one in found] == [
        ("2026-08-12", "start-by"),
        ("2026-11-10", "latest-start"),
        ("2027-02-10", "ninety-days"),
        ("2027-05-11", "deadline"),
    ]


def test_the_deadline_tells_the_last_lawful_day_the_law_and_the_record(tmp_path: Path) -> None:
    (test,) = [one for one in of_kind(entries(register(tmp_path)), EntryKind.DEADLINE) if "14-test" in one.identity[1]]
    text = "\n".join(test.lines)
    assert "Safe date (plan for this day): Tue 11 May 2027" in text
    assert "Last lawful day: Wed 12 May 2027" in text
    assert "COMAH 2015 reg 14(1)(b)" in text
    assert "12 May 2024 (exampleshire/exercises/2024-northbank.toml)" in text
    assert test.link == "https://www.legislation.gov.uk/uksi/2015/483/regulation/14"
    assert (test.shown_as, test.alarm, test.is_timed) == (ShownAs.FREE, Alarm.WEEK_BEFORE, False)


def test_a_vague_test_tells_both_last_lawful_days(tmp_path: Path) -> None:
    vague = TESTED.replace("held_on = 2024-05-12", 'held_on = "2024-04/2024-06"')
    found = of_kind(entries(register(tmp_path, exercises__2024_northbank=vague)), EntryKind.DEADLINE)
    test = next(one for one in found if one.identity[1] == "comah-14-test")
    assert test.first == date(2027, 3, 31)
    assert "Last lawful day: Thu 1 Apr 2027" in test.lines
    assert any(line.endswith("the last lawful day is Wed 30 Jun 2027") for line in test.lines)


def test_a_plan_with_nothing_on_record_has_one_entry_on_the_next_working_day(tmp_path: Path) -> None:
    bare = 'schema = 1\nid = "southbank"\nname = "Southbank"\ntier = "upper"\n'
    found = of_kind(entries(register(tmp_path, establishments__southbank=bare)), EntryKind.NOT_SHOWN)
    assert [(one.first, one.title) for one in found] == [
        (date(2026, 11, 23), "Southbank: external plan CANNOT BE SHOWN IN DATE")
    ]
    text = "\n".join(found[0].lines)
    assert text.count("since 21 Nov 2023") == 2  # the review and the test
    assert "COMAH 2015 reg 14(1)(a)" in text
    assert "COMAH 2015 reg 14(1)(b)" in text


def test_that_working_day_is_after_the_bank_holidays(tmp_path: Path) -> None:
    bare = 'schema = 1\nid = "southbank"\nname = "Southbank"\ntier = "upper"\n'
    book = register(tmp_path, establishments__southbank=bare)
    found = of_kind(entries(book, on=date(2026, 12, 24)), EntryKind.NOT_SHOWN)
    assert [one.first for one in found] == [date(2026, 12, 29)]  # 25 and 28 December are bank holidays


@pytest.mark.parametrize(
    ("on", "title"),
    [
        (date(2027, 5, 12), "Northbank Chemicals: external plan, SAFE DATE PASSED"),  # the last lawful day
        (date(2027, 5, 13), "Northbank Chemicals: external plan OVERDUE"),
    ],
)
def test_a_date_already_past_is_on_the_next_working_day(tmp_path: Path, on: date, title: str) -> None:
    (found,) = of_kind(entries(register(tmp_path), on=on, last=date(2027, 12, 31)), EntryKind.NOT_SHOWN)
    assert (found.first, found.title) == (on + timedelta(days=1), title)
    assert any("the last lawful day" in line and "Wed 12 May 2027" in line for line in found.lines)


def test_on_the_safe_date_itself_the_deadline_still_stands(tmp_path: Path) -> None:
    found = entries(register(tmp_path), on=date(2027, 5, 11), last=date(2027, 5, 11))
    assert [one.kind for one in found] == [EntryKind.DEADLINE]


def test_what_is_not_in_date_is_shown_whatever_the_period(tmp_path: Path) -> None:
    found = entries(register(tmp_path), on=date(2027, 5, 13), first=date(2030, 1, 1), last=date(2030, 1, 31))
    assert [one.kind for one in found] == [EntryKind.NOT_SHOWN]


def test_a_record_that_cannot_be_read_is_shown_too(tmp_path: Path) -> None:
    book = register(tmp_path, establishments__southbank="this is = = no TOML")
    (found,) = of_kind(entries(book), EntryKind.NOT_SHOWN)
    assert found.title == "Register: 1 record file CANNOT BE READ"
    assert "Record: exampleshire/establishments/southbank.toml" in found.lines
    assert concerning((found,), sites=["northbank"], authority="exampleshire") == (found,)


def test_a_calendar_of_any_kind_says_that_a_record_cannot_be_read(tmp_path: Path) -> None:
    book = register(tmp_path, establishments__southbank="this is = = no TOML")
    titles = [one.title for one in entries(book, parts=frozenset({Part.MEETINGS}))]
    assert titles == ["Register: 1 record file CANNOT BE READ"]


def test_an_exercise_that_cannot_be_read_is_not_named_for_it_may_be_one_without_notice(tmp_path: Path) -> None:
    book = register(tmp_path, exercises__2027_quiet="no_notice = true\nthis is = = no TOML")
    found = of_kind(entries(book), EntryKind.NOT_SHOWN)
    assert [one.title for one in found] == ["Register: 1 record file CANNOT BE READ"]
    assert "Record: exampleshire/exercises" in found[0].lines
    assert not any("2027-quiet" in line for line in found[0].lines)


def test_a_confirmed_exercise_with_both_times_is_timed_and_busy(tmp_path: Path) -> None:
    found = next_exercise(
        tmp_path, planned_on="2027-03-10", confirmed_on="2026-10-01", starts_at='"10:00"', ends_at='"14:00"'
    )
    assert (found.first, found.last, found.starts_at, found.ends_at) == (
        date(2027, 3, 10),
        date(2027, 3, 10),
        time(10),
        time(14),
    )
    assert (found.title, found.shown_as, found.is_firm) == ("Exercise Next (live exercise)", ShownAs.BUSY, True)
    assert "Meant to test: Northbank Chemicals" in found.lines


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({"starts_at": '"10:00"'}, "Planned for: Wed 10 Mar 2027, from 10:00; end not on record"),
        ({"ends_at": '"14:00"'}, "Planned for: Wed 10 Mar 2027, to 14:00; start not on record"),
        ({"starts_at": '"22:00"', "ends_at": '"02:00"'}, "Planned for: Wed 10 Mar 2027, 22:00 to 02:00"),
        ({"starts_at": '"10:00"', "ends_at": '"10:00"'}, "Planned for: Wed 10 Mar 2027, 10:00 to 10:00"),
        ({}, "Planned for: Wed 10 Mar 2027"),
    ],
)
def test_a_time_that_is_not_on_record_is_not_invented(tmp_path: Path, times: dict[str, str], words: str) -> None:
    found = next_exercise(tmp_path, planned_on="2027-03-10", **times)
    assert not found.is_timed
    assert found.lines[1] == words


def test_an_unconfirmed_exercise_is_tentative(tmp_path: Path) -> None:
    found = next_exercise(tmp_path, planned_on="2027-03-10")
    assert (found.title, found.shown_as, found.is_firm) == (
        "Exercise Next (live exercise, not confirmed)",
        ShownAs.TENTATIVE,
        False,
    )


def test_an_exercise_of_two_days_takes_both(tmp_path: Path) -> None:
    found = next_exercise(tmp_path, planned_on='"2027-03-10/2027-03-11"', starts_at='"10:00"', ends_at='"14:00"')
    assert (found.first, found.last, found.is_timed) == (date(2027, 3, 10), date(2027, 3, 11), False)


def test_a_day_not_fixed_is_on_its_earliest_day_and_says_so(tmp_path: Path) -> None:
    found = next_exercise(tmp_path, planned_on='"2027-03"')
    assert (found.first, found.last) == (date(2027, 3, 1), date(2027, 3, 1))
    assert found.title == "Exercise Next (live exercise, not confirmed) (day not fixed: Mar 2027)"
    assert (found.shown_as, found.is_firm) == (ShownAs.FREE, False)


def test_a_day_not_fixed_that_may_have_begun_is_on_its_latest_day(tmp_path: Path) -> None:
    found = next_exercise(tmp_path, planned_on='"2026-11/2026-12"')
    assert found.first == date(2026, 12, 31)


def test_a_cancelled_exercise_keeps_its_identity(tmp_path: Path) -> None:
    planned = next_exercise(tmp_path, planned_on="2027-03-10")
    gone = next_exercise(tmp_path, planned_on="2027-03-10", cancelled='{ on = 2026-11-01, reason = "shutdown" }')
    assert gone.identity == planned.identity
    assert (gone.is_cancelled, gone.shown_as, gone.alarm) == (True, ShownAs.FREE, Alarm.NONE)
    assert "Cancelled: shutdown" in gone.lines


def test_a_cancellation_after_the_day_has_not_happened_yet(tmp_path: Path) -> None:
    found = next_exercise(tmp_path, planned_on="2027-03-10", cancelled='{ on = 2026-12-01, reason = "shutdown" }')
    assert not found.is_cancelled


def test_a_held_exercise_is_on_the_day_it_was_held(tmp_path: Path) -> None:
    found = of_kind(entries(register(tmp_path), first=date(2024, 1, 1)), EntryKind.EXERCISE)
    assert [(one.first, one.title) for one in found] == [(date(2024, 5, 12), "Exercise Done (live exercise, held)")]


def test_a_booked_debrief_has_an_entry(tmp_path: Path) -> None:
    book = register(tmp_path, exercises__2027_northbank=exercise(planned_on="2027-03-10", debrief_on="2027-04-07"))
    (found,) = of_kind(entries(book), EntryKind.DEBRIEF)
    assert (found.first, found.title) == (date(2027, 4, 7), "Multi-agency debrief: Exercise Next")


def test_a_confirmed_exercise_in_time_silences_the_start_days(tmp_path: Path) -> None:
    book = register(tmp_path, exercises__2027_northbank=exercise(planned_on="2027-03-10", confirmed_on="2026-05-01"))
    found = [one for one in entries(book, on=date(2026, 6, 1)) if one.identity[1] == "comah-14-test"]
    assert [one.kind.value for one in found] == ["ninety-days", "deadline"]
    assert "Exercise meant to test it: Exercise Next, 10 Mar 2027, confirmed" in found[-1].lines


def test_a_no_notice_exercise_leaves_no_trace(tmp_path: Path) -> None:
    hidden = exercise(planned_on="2027-03-10", confirmed_on="2026-05-01", debrief_on="2027-04-07", no_notice="true")
    seen = entries(
        register(tmp_path / "a", exercises__2027_northbank=hidden), on=date(2026, 6, 1), parts=frozenset(Part)
    )
    bare = entries(register(tmp_path / "b"), on=date(2026, 6, 1), parts=frozenset(Part))
    assert seen == bare
    assert not any("Exercise Next" in part for one in seen for part in (one.title, *one.lines))


def test_a_no_notice_exercise_is_shown_when_asked_for_by_name(tmp_path: Path) -> None:
    hidden = exercise(planned_on="2027-03-10", no_notice="true")
    book = register(tmp_path, exercises__2027_northbank=hidden)
    found = entries(book, named=frozenset({"2027-northbank"}))
    assert [one.exercise for one in of_kind(found, EntryKind.EXERCISE)] == ["2027-northbank"]


def test_all_that_tells_of_a_named_no_notice_exercise_says_that_it_is_one(tmp_path: Path) -> None:
    """A telephone shows a title to whoever looks at it."""
    hidden = exercise(planned_on="2027-03-10", debrief_on="2027-04-07", no_notice="true")
    book = register(tmp_path, exercises__2027_northbank=hidden)
    found = [
        one
        for one in entries(book, named=frozenset({"2027-northbank"}), parts=frozenset(Part))
        if one.exercise == "2027-northbank"
    ]
    assert {one.kind for one in found} == {EntryKind.EXERCISE, EntryKind.DEBRIEF, EntryKind.MEETING, EntryKind.STEP}
    for one in found:
        assert one.title.startswith("NO NOTICE: ")
        assert "No notice: only for those who may know of it" in one.lines


def test_a_no_notice_exercise_that_was_held_is_no_secret_any_more(tmp_path: Path) -> None:
    book = register(tmp_path, exercises__2027_northbank=exercise(held_on="2026-11-10", no_notice="true"))
    found = entries(book, named=frozenset({"2027-northbank"}), parts=frozenset(Part), first=date(2026, 11, 1))
    assert any(one.kind is EntryKind.EXERCISE for one in found)
    assert not [one.title for one in found if one.title.startswith("NO NOTICE")]


def test_what_is_left_out_is_counted_and_hidden_exercises_are_not_named(tmp_path: Path) -> None:
    book = register(
        tmp_path,
        exercises__hidden=exercise(id='"hidden"', no_notice="true"),
        exercises__undated=exercise(id='"undated"'),
        exercises__past=exercise(id='"past"', planned_on="2026-09-01"),
    )
    wanted = Wanted(first=ON, last=date(2028, 5, 21))
    assert list(left_out_words(book, ON, wanted)) == [
        "1 no-notice exercise (--no-notice ID shows one)",
        "1 exercise without a day: undated",
        "1 exercise whose day has passed, not recorded as held: past",
        "steps, oncall, local, diary (--kind shows them)",
    ]


def test_local_duties_and_measures_stand_apart_and_say_so(tmp_path: Path) -> None:
    own = (
        AUTHORITY
        + '[[measures]]\nid = "one-a-year"\ntitle = "At least one exercise"\n'
        + '[[local_duties]]\nid = "board"\ntitle = "Report to the board"\nevery = "1 year"\nlast_on = 2026-02-03\n'
        + '[[local_duties]]\nid = "late"\ntitle = "Radio test"\nevery = "1 month"\nlast_on = 2026-09-01\n'
    )
    book = register(tmp_path, authority=own)
    found = [one for one in entries(book, parts=frozenset({Part.LOCAL})) if not one.establishments]
    assert [(one.first.isoformat(), one.title) for one in found] == [
        ("2026-11-23", "Exampleshire: late, radio test (not law)"),
        ("2027-02-03", "Exampleshire: report to the board (not law)"),
        ("2027-03-31", "Exampleshire: 2026/27 ends, at least one exercise (not law)"),
    ]
    assert all(one.kind is not EntryKind.DEADLINE for one in found)


def test_without_being_asked_for_local_duties_and_the_diary_are_left_out(tmp_path: Path) -> None:
    diary = 'schema = 1\n[[entries]]\nid = "fair"\ntitle = "Fair"\non = 2027-06-01\n'
    kinds = {one.kind for one in entries(register(tmp_path, diary=diary))}
    assert not kinds & {EntryKind.LOCAL, EntryKind.MEASURE, EntryKind.DIARY}


def test_the_diary_takes_days_spans_and_rules(tmp_path: Path) -> None:
    diary = (
        'schema = 1\n[[entries]]\nid = "fair"\ntitle = "Fair"\non = "2027-06-01/2027-06-03"\n'
        '[[entries]]\nid = "festival"\ntitle = "Festival"\n'
        'every = "FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO"\ndays_before = 3\n'
    )
    found = entries(register(tmp_path, diary=diary), parts=frozenset({Part.DIARY}))
    assert [(one.identity, one.first.isoformat(), one.last.isoformat()) for one in found] == [
        (("exampleshire", "fair", "diary"), "2027-06-01", "2027-06-03"),
        (("exampleshire", "festival", "2027-1", "diary"), "2027-08-27", "2027-08-30"),
    ]


def test_identity_survives_a_new_title_and_a_new_day(tmp_path: Path) -> None:
    parts = frozenset({Part.DEADLINES, Part.EXERCISES})  # a later exercise has more planning meetings
    first = register(tmp_path / "a", exercises__2027_northbank=exercise(planned_on="2027-03-10"))
    before = entries(first, parts=parts)
    renamed = NORTHBANK.replace("Northbank Chemicals", "Northbank Renamed")
    moved = exercise(planned_on="2027-04-14", name='"Exercise Renamed"')
    second = register(tmp_path / "b", establishments__northbank=renamed, exercises__2027_northbank=moved)
    after = entries(second, parts=parts)
    assert {one.identity for one in before} == {one.identity for one in after}
    assert {one.title for one in before} != {one.title for one in after}


def test_one_site_alone(tmp_path: Path) -> None:
    bare = 'schema = 1\nid = "southbank"\nname = "Southbank"\ntier = "upper"\n'
    found = entries(register(tmp_path, establishments__southbank=bare))
    assert {one.establishments for one in concerning(found, sites=["southbank"])} == {("southbank",)}
    assert concerning(found) == found
    assert concerning(found, authority="another") == ()


def test_marking_and_source_note_are_on_every_entry(tmp_path: Path) -> None:
    marked = AUTHORITY + 'marking = "OFFICIAL"\nsource_note = "public papers"\n'
    found = entries(register(tmp_path, authority=marked), parts=frozenset(Part))
    assert found
    assert all({"OFFICIAL", "Source: public papers"} <= set(one.lines) for one in found)


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ=DAILY", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;BYSETPOS=999", "every year", "FREQ=YEARLY\nX", "COUNT=1"],
)
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(RuleNotReadError):
        days_of_years(rule, 2027, 2027)


def test_a_rule_that_never_comes_gives_no_day() -> None:
    assert days_of_years("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 2027, 2027) == ()


def test_a_rule_counts_from_its_first_day() -> None:
    days = days_of_years("FREQ=YEARLY;INTERVAL=2", 2026, 2030, date(2026, 5, 1))
    assert [day.isoformat() for day in days] == ["2026-05-01", "2028-05-01", "2030-05-01"]
