"""Rules on lessons: each fires, does not fire, and its boundary day."""

from __future__ import annotations

import pytest
from rule_findings import found_of, kinds, lines

OWNED = 'owner = "duty officer", due_on = 2026-10-30'


def lesson(row: str, name: str = "l1", text: str = "Two log keepers for three posts") -> str:
    return f'{{ id = "{name}", text = "{text}", {row} }}'


def exercise(*rows: str, held: str = "2026-07-20", more: str = "") -> dict[str, str]:
    return {f"exercises/y{held}": f"held_on = {held}\n{more}lessons = [{', '.join(rows)}]"}


def messages(code: str, on: str, records: dict[str, str]) -> list[str]:
    return [one.raised.message for one in found_of(code, on, records)]


def test_what_stands_behind_each_rule() -> None:
    assert kinds("LSN") == {
        "LSN001": "practice warning",
        "LSN002": "local warning",
        "LSN003": "practice warning",
        "LSN004": "practice warning",
    }


def test_the_lessons_of_an_authority_in_november() -> None:
    records = exercise(
        lesson(
            'owner = "duty officer", due_on = 2023-10-30, closed_on = 2023-10-12, evidence = "key safe fitted"', "k"
        ),
        held="2023-07-03",
    ) | exercise(
        lesson("due_on = 2027-01-29", "a"),
        lesson(OWNED, "b", "Traffic plan shut the ambulance route"),
        lesson(f"{OWNED}, closed_on = 2026-10-12", "c", "Messages missing"),
    )
    assert lines("2026-11-21", records, "LSN") == [
        "warning LSN002 y2026-07-20: lesson b 22 days overdue, not law",
        "warning LSN001 y2026-07-20: lesson a has no owner",
        "warning LSN003 y2026-07-20: lesson c closed without evidence",
        "warning LSN004 y2026-07-20: lesson a was met before, in y2023-07-03 (closed 12 Oct 2023)",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (OWNED, []),
        ('owner = "duty officer"', ["lesson l1 has no date"]),
        ("due_on = 2026-10-30", ["lesson l1 has no owner"]),
        ('evidence = ""', ["lesson l1 has no owner and no date"]),
        ("closed_on = 2026-10-12", []),  # closed: see LSN003
        ("closed_on = 2026-11-22", ["lesson l1 has no owner and no date"]),  # not closed yet
    ],
)
def test_an_open_lesson_has_an_owner_and_a_date(row: str, expected: list[str]) -> None:
    assert messages("LSN001", "2026-11-21", exercise(lesson(row))) == expected


def test_a_lesson_is_overdue_from_the_day_after_its_own() -> None:
    records = exercise(lesson(OWNED))
    assert messages("LSN002", "2026-10-30", records) == []
    (found,) = found_of("LSN002", "2026-10-31", records)
    assert (found.raised.message, found.raised.days, str(found.raised.since)) == (
        "lesson l1 1 day overdue, not law",
        1,
        "2026-10-31",
    )
    assert messages("LSN002", "2026-10-31", exercise(lesson(f"{OWNED}, closed_on = 2026-10-31"))) == []
    assert messages("LSN002", "2026-10-31", exercise(lesson('due_on = "2026-10"'))) == []  # nor before its last day
    assert messages("LSN002", "2026-11-01", exercise(lesson('due_on = "2026-10"'))) != []
    assert messages("LSN002", "2026-10-31", exercise(lesson('due_on = "2026-10"'))) == []


def test_a_lesson_of_an_exercise_not_held_yet_or_cancelled_is_none() -> None:
    assert messages("LSN002", "2026-07-19", exercise(lesson("due_on = 2026-07-01"))) == []
    assert messages("LSN002", "2026-07-20", exercise(lesson("due_on = 2026-07-01"))) != []


@pytest.mark.parametrize(
    ("on", "row", "more", "expected"),
    [
        ("2026-10-11", f"{OWNED}, closed_on = 2026-10-12", "", []),
        ("2026-10-12", f"{OWNED}, closed_on = 2026-10-12", "", ["lesson l1 closed without evidence"]),
        ("2026-10-12", "closed_on = 2026-10-12", "", ["lesson l1 closed without evidence or owner"]),
        ("2026-10-12", f'{OWNED}, closed_on = 2026-10-12, evidence = "photograph"', "", []),
        ("2026-10-20", f"{OWNED}, closed_on = 2026-10-12", "closed_on = 2026-10-19\n", []),
    ],
)
def test_a_lesson_is_closed_with_evidence(on: str, row: str, more: str, expected: list[str]) -> None:
    assert messages("LSN003", on, exercise(lesson(row), more=more)) == expected


FIRST = exercise(lesson(OWNED, text="Rest-centre keys: NOT found."), held="2023-07-03")


@pytest.mark.parametrize(
    ("held", "row", "text", "expected"),
    [
        ("2023-07-03", OWNED, "rest centre keys not found", []),  # on the same day: not later
        ("2023-07-04", OWNED, "rest centre keys not found", ["lesson l2 was met before, in y2023-07-03 (still open)"]),
        ("2023-07-02", OWNED, "rest centre keys not found", ["lesson l1 was met before, in y2023-07-02 (still open)"]),
        ("2023-07-04", f"{OWNED}, closed_on = 2026-11-20", "rest centre keys not found", []),  # closed again
        ("2023-07-04", OWNED, "rest centre keys not labelled", []),
    ],
)
def test_a_lesson_met_again_is_one_in_the_same_words_later(held: str, row: str, text: str, expected: list[str]) -> None:
    again = {"exercises/again": f"held_on = {held}\nlessons = [{lesson(row, 'l2', text)}]"}
    found = messages("LSN004", "2026-11-21", FIRST | again)
    assert found == [one.replace("y2023-07-02", "again") for one in expected]


def test_a_lesson_met_a_third_time_says_how_often() -> None:
    records = FIRST | exercise(lesson(OWNED, text="Rest centre keys not found"), held="2024-07-03")
    records |= exercise(lesson(OWNED, text="REST CENTRE KEYS NOT FOUND"), held="2025-07-03")
    assert messages("LSN004", "2026-11-21", records) == [
        "lesson l1 was met before, in y2023-07-03 (still open)",
        "lesson l1 was met before, in y2024-07-03 (still open) and 1 time before that",
    ]


def test_lessons_without_words_are_not_the_same() -> None:
    records = exercise(lesson(OWNED, text=""), held="2023-07-03") | exercise(lesson(OWNED, text="..."))
    assert messages("LSN004", "2026-11-21", records) == []


def test_a_lesson_named_in_another_authority_is_met_again_and_one_of_the_same_words_there_is_not() -> None:
    other = 'schema = 1\nid = "NAME"\nname = "n"\ntype = "live"\nheld_on = 2023-07-03\nlessons = [LESSON]'
    records = exercise(
        lesson(f'{OWNED}, same_as = "2023-a/l9"', "a", "Nobody could open the hall"), lesson(OWNED, "b", "Sirens")
    ) | {
        "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"',
        "eastshire/exercises/2023-a": other.replace("NAME", "2023-a").replace("LESSON", lesson(OWNED, "l9", "Keys")),
        "eastshire/exercises/2023-b": other.replace("NAME", "2023-b").replace("LESSON", lesson(OWNED, "l1", "Sirens")),
    }
    assert messages("LSN004", "2026-10-01", records) == ["lesson a was met before, in 2023-a (still open)"]
