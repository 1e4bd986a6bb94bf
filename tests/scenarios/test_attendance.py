"""Agencies of an exercise: asked, asked under regulation 14(5), replied, came; and an agency's history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from kept_register import Kept

from comah.errors import RefusedError
from comah.exercises.attendance import attendance_of, category_of, history_of
from comah.exercises.attendance_writing import PartFacts, record_part
from comah.model.attendance_list import AttendanceList
from comah.model.book import Book
from comah.model.change import Change
from comah.model.exercise import Exercise
from comah.model.kinds import Attendance
from comah.model.when import When

TODAY = date(2026, 11, 21)
RECORDS = {
    "register": """\
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "halton", name = "Halton" }, { id = "eastshire", name = "Eastshire" }]
agencies = [
    { id = "example-police", name = "Example Constabulary", category = 1 },
    { id = "example-fire", name = "Example Fire and Rescue", category = 1 },
    { id = "example-water", name = "Example Water", category = 2 },
    { id = "example-raynet", name = "Example Raynet" },
]
""",
    "authority": "[policy]\nreply_days = 21\n",
    "establishments/northbank": "",
    "exercises/2023-live": """\
held_on = 2023-07-03
agencies = ["example-police", "example-fire"]
attendance = [
    { agency = "example-police", asked_on = 2023-04-03, replied_on = 2023-04-10, outcome = "attended" },
]
""",
    "exercises/2025-tabletop": """\
held_on = "2025-06"
attendance = [
    { agency = "example-police", asked_on = 2025-03-03, outcome = "absent" },
    { agency = "example-fire", outcome = "apologised" },
]
""",
    "exercises/2027-live": """\
planned_on = 2027-05-19
agencies = ["example-police", "example-raynet"]
attendance = [
    { agency = "example-police", asked_on = 2026-10-24, asked_under_14_5 = true },
    { agency = "example-fire", asked_on = 2026-10-24, replied_on = 2026-11-02 },
    { agency = "example-water", asked_on = "2026-11" },
]
""",
    "exercises/2026-off": 'cancelled = { on = 2026-03-01, reason = "flood" }\nplanned_on = 2026-05-01',
}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, RECORDS)


def exercise(book: Book, name: str) -> Exercise:
    return next(one for one in book.authorities[0].exercises if one.id == name)


def record(book: Book, name: str, agency: str, **stated: object) -> Change:
    read = {key: When.read(value) if isinstance(value, str) else value for key, value in stated.items()}
    facts = PartFacts(**read)  # type: ignore[arg-type]
    return record_part(exercise(book, name), agency, facts, on=TODAY, category=category_of(book, agency))


def refusal(make: Callable[[], Change]) -> str:
    with pytest.raises(RefusedError) as refused:
        make()
    return str(refused.value)


def states(found: AttendanceList) -> list[tuple[str, str]]:
    return [(row.exercise if found.is_history else row.agency, row.state.value) for row in found.rows]


# --- as at a day ---------------------------------------------------------------------------------------


def test_every_agency_that_takes_part_or_was_asked_is_shown(kept: Kept) -> None:
    book = kept.book
    found = attendance_of(book, exercise(book, "2027-live"), TODAY)
    assert states(found) == [
        ("example-police", "asked"),
        ("example-raynet", "not-asked"),
        ("example-fire", "replied"),
        ("example-water", "asked"),
    ]
    police, _, _, water = found.rows
    assert (police.days_waiting, police.reply_by, police.is_under_14_5) == (28, date(2026, 11, 14), True)
    assert (water.asked, water.days_waiting, water.reply_by) == ("2026-11", 0, None)
    counts = found.counts
    assert (counts.asked, counts.under_14_5, counts.awaited) == (3, 1, 2)


def test_as_at_an_earlier_day_what_came_later_is_left_out(kept: Kept) -> None:
    book = kept.book
    assert states(attendance_of(book, exercise(book, "2027-live"), date(2026, 10, 23))) == [
        ("example-police", "not-asked"),
        ("example-raynet", "not-asked"),
        ("example-fire", "not-asked"),
        ("example-water", "not-asked"),
    ]
    before = attendance_of(book, exercise(book, "2027-live"), date(2026, 11, 1))
    assert states(before)[2] == ("example-fire", "asked")
    assert (before.rows[2].replied, before.rows[2].days_waiting) == ("", 8)
    assert states(attendance_of(book, exercise(book, "2023-live"), date(2023, 7, 2)))[0] == (
        "example-police",
        "replied",
    )


def test_of_a_held_exercise_what_is_not_recorded_is_said(kept: Kept) -> None:
    book = kept.book
    found = attendance_of(book, exercise(book, "2023-live"), TODAY)
    assert states(found) == [("example-police", "attended"), ("example-fire", "not-recorded")]
    assert (found.counts.attended, found.counts.not_recorded, found.counts.awaited) == (1, 1, 0)


def test_the_history_of_an_agency_latest_first(kept: Kept) -> None:
    found = history_of(kept.book, "example-police", TODAY)
    assert states(found) == [("2027-live", "asked"), ("2025-tabletop", "absent"), ("2023-live", "attended")]
    assert found.about == "Example Constabulary"
    assert (found.counts.attended, found.counts.absent, found.counts.asked) == (1, 1, 3)


def test_an_apology_is_an_answer_before_the_day(kept: Kept) -> None:
    book = kept.book
    assert states(attendance_of(book, exercise(book, "2025-tabletop"), date(2025, 5, 1))) == [
        ("example-police", "asked"),
        ("example-fire", "apologised"),
    ]


# --- put on record -------------------------------------------------------------------------------------


def test_a_request_under_regulation_14_5_and_its_reply(kept: Kept) -> None:
    made = kept.write(record(kept.book, "2027-live", "halton", asked_on="2026-11-03", is_under_14_5=True))
    assert made.summary == (
        "2027-live, halton: asked 3 Nov 2026, in writing under regulation 14(5). Note: the agency is not a Category 1 "
        "responder by register.toml, and regulation 14(5) of COMAH 2015 binds Category 1 responders alone"
    )
    made = kept.write(record(kept.book, "2027-live", "example-police", replied_on="2026-11-20"))
    assert made.summary == "2027-live, example-police: replied 20 Nov 2026"
    assert "replied_on = 2026-11-20" in kept.text("exercises/2027-live")
    assert kept.journal()[-1]["what"] == "attendance"


def test_a_category_1_responder_needs_no_note_and_a_category_2_one_does(kept: Kept) -> None:
    assert (
        "Note" not in record(kept.book, "2027-live", "example-fire", asked_on="2026-10-24", is_under_14_5=True).summary
    )
    assert "the agency is a Category 2 responder" in (
        record(kept.book, "2027-live", "example-water", asked_on="2026-11-03", is_under_14_5=True).summary
    )


def test_an_outcome_of_a_held_exercise(kept: Kept) -> None:
    kept.write(record(kept.book, "2023-live", "example-fire", outcome=Attendance.ATTENDED))
    book = kept.book
    assert states(attendance_of(book, exercise(book, "2023-live"), TODAY))[1] == ("example-fire", "attended")


def test_a_month_is_made_a_day_and_the_same_changes_nothing(kept: Kept) -> None:
    change = record(kept.book, "2027-live", "example-water", asked_on="2026-11-03")
    assert change.summary == "2027-live, example-water: asked 3 Nov 2026"
    same = record(kept.book, "2023-live", "example-police", outcome=Attendance.ATTENDED)
    assert same.is_empty
    assert same.summary == (
        "already on record: 2023-live, example-police (halton/exercises/2023-live.toml:8). Nothing changed"
    )


@pytest.mark.parametrize(
    ("name", "agency", "stated", "words"),
    [
        (
            "2027-live",
            "example-fire",
            {},
            (
                "2027-live, example-fire: say what is to be recorded: --asked DATE (with "
                "--under-14-5), --replied DATE or "
                "--outcome. Nothing was recorded"
            ),
        ),
        (
            "2027-live",
            "example-raynet",
            {"asked_on": "2026-11-22"},
            "22 Nov 2026 is after 21 Nov 2026. Only what has happened is recorded",
        ),
        (
            "2027-live",
            "example-raynet",
            {"is_under_14_5": True},
            (
                "2027-live, example-raynet: a request under regulation 14(5) is in writing and has a day: "
                "add --asked DATE. Nothing was recorded"
            ),
        ),
        (
            "2023-live",
            "example-fire",
            {"asked_on": "2023-07-04"},
            (
                "2023-live, example-fire: the exercise was held 3 Jul 2023 (halton/exercises/2023-live.toml:5), before "
                "4 Jul 2023. Nothing was recorded"
            ),
        ),
        (
            "2027-live",
            "example-police",
            {"replied_on": "2026-10-23"},
            (
                "2027-live, example-police: it was asked 24 Oct 2026, after this reply of 23 Oct 2026. Nothing was "
                "recorded. Edit the record by hand if it is wrong"
            ),
        ),
        (
            "2027-live",
            "example-police",
            {"outcome": Attendance.ABSENT},
            (
                "2027-live, example-police: the exercise is not recorded as held "
                "(halton/exercises/2027-live.toml:3), so "
                "who came is not known yet. Nothing was recorded. First: comah exercise hold 2027-live "
                "--on DATE --by POST"
            ),
        ),
        (
            "2026-off",
            "example-police",
            {"outcome": Attendance.ATTENDED},
            (
                "2026-off, example-police: the exercise was cancelled (halton/exercises/2026-off.toml:5), so nobody "
                "attended. Nothing was recorded"
            ),
        ),
        (
            "2026-off",
            "example-police",
            {"outcome": Attendance.ABSENT},
            (
                "2026-off, example-police: the exercise was cancelled (halton/exercises/2026-off.toml:5), so nobody "
                "was absent. Nothing was recorded"
            ),
        ),
        (
            "2027-live",
            "example-police",
            {"asked_on": "2026-10-25"},
            (
                "2027-live, example-police: asked_on is 24 Oct 2026 by the record (halton/exercises/2027-live.toml:8), "
                "not 25 Oct 2026. Nothing was recorded. Edit the record by hand if it is wrong"
            ),
        ),
        (
            "2023-live",
            "example-police",
            {"outcome": Attendance.ABSENT},
            (
                "2023-live, example-police: outcome is attended by the record (halton/exercises/2023-live.toml:8), not "
                "absent. Nothing was recorded. Edit the record by hand if it is wrong"
            ),
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_words(
    kept: Kept, name: str, agency: str, stated: dict[str, object], words: str
) -> None:
    assert refusal(lambda: record(kept.book, name, agency, **stated)) == words


def test_an_apology_can_be_recorded_before_the_day(kept: Kept) -> None:
    kept.write(record(kept.book, "2027-live", "example-raynet", outcome=Attendance.APOLOGISED))
    book = kept.book
    assert states(attendance_of(book, exercise(book, "2027-live"), TODAY))[1] == ("example-raynet", "apologised")
