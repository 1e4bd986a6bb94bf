"""Rules on training: each fires, does not fire, and its boundary day. As at 21 November 2026."""

from __future__ import annotations

import pytest
from oncall_text import PEOPLE, ROLES, person, role
from rule_findings import found_of, kinds, lines

ON = "2026-11-21"
ROLE = role("tactical", 'courses = [{ id = "command", name = "Command", valid_months = 24 }]')


def given(*training: str, more: str = "", roles: str = ROLE, **records: str) -> dict[str, str]:
    keys = f"training = [{', '.join(training)}]"
    named = {name.replace("__", "/"): text for name, text in records.items()}
    return {ROLES: roles, PEOPLE: person("a", keys, more)} | named


def passed(day: str, *more: str) -> str:
    keys = ('course = "command"', *((f"passed_on = {day}",) if day else ()), *more)
    return f"{{ {', '.join(keys)} }}"


def said(records: dict[str, str], on: str = ON) -> list[str]:
    return lines(on, records, "TRN")


def test_what_stands_behind_each_rule() -> None:
    assert kinds("TRN") == {
        "TRN001": "local warning",
        "TRN002": "local note",
        "TRN003": "local warning",
        "TRN004": "local warning",
    }


@pytest.mark.parametrize(
    ("training", "row"),
    [
        ((passed("2022-03-03"), passed("2020-01-06")), 0),  # the last by its day, not as the file has them
        (('{ course = "other" }', passed("2022-03-03")), 1),
        ((passed("2022-03-03"), passed("")), 0),
    ],
)
def test_a_finding_points_to_the_last_time_that_the_course_was_passed(training: tuple[str, ...], row: int) -> None:
    records = given(*training)
    (found,) = [one for code in ("TRN001", "TRN004") for one in found_of(code, ON, records)]
    assert found.raised.place is not None
    assert found.raised.place.path == ("people", 0, "training", row)


def test_a_finding_of_a_course_never_taken_points_to_the_post() -> None:
    (found,) = found_of("TRN003", ON, given())
    assert found.raised.place is not None
    assert (found.raised.place.path, found.raised.key) == (("people", 0), "id")


LAPSED = "warning TRN001 a: Command lapsed on"
LAPSING = "note TRN002 a: Command is valid to"
NEVER = "warning TRN003 a: Command never taken (A, tactical)"
UNSURE = "warning TRN004 a: Command cannot be shown to be valid (A, tactical)"


@pytest.mark.parametrize(
    ("training", "expected"),
    [
        ((passed("2024-11-20"),), [f"{LAPSED} 20 Nov 2026 (A, tactical)"]),
        ((passed("2024-11-21"),), [f"{LAPSING} 21 Nov 2026 (A, tactical)"]),
        ((passed("2025-02-19"),), [f"{LAPSING} 19 Feb 2027 (A, tactical)"]),  # the last of the 90 days
        ((passed("2025-02-20"),), []),
        ((passed("2020-01-06"), passed("2025-03-03")), []),
        ((passed("2022-03-03"), passed("2020-01-06")), [f"{LAPSED} 3 Mar 2024 (A, tactical)"]),
        ((passed("2026-11-22"),), [NEVER]),  # not passed yet
        ((), [NEVER]),
        (('{ course = "other", passed_on = 2026-01-05 }',), [NEVER]),
        ((passed(""),), [UNSURE]),  # on a day not on record
        ((passed('"2024"'),), [UNSURE]),
        ((passed('"2024-01/2024-03"'),), [f"{LAPSED} 31 Mar 2026 (A, tactical)"]),
        ((passed('"2025"'),), [f"{LAPSING} 1 Jan 2027 (A, tactical)"]),
        ((passed("2020-01-06", "valid_until = 2026-11-21"),), [f"{LAPSING} 21 Nov 2026 (A, tactical)"]),
        ((passed("2026-01-05", "valid_until = 2026-11-20"),), [f"{LAPSED} 20 Nov 2026 (A, tactical)"]),
        ((passed("", "valid_until = 2027-11-20"),), []),
        ((passed("", 'valid_until = "2026"'),), [UNSURE]),
    ],
)
def test_a_course_of_two_years(training: tuple[str, ...], expected: list[str]) -> None:
    assert said(given(*training)) == expected


def test_a_course_without_months_does_not_lapse() -> None:
    roles = role("tactical", 'courses = [{ id = "command", name = "Command" }]')
    assert said(given(passed("1999-01-05"), roles=roles)) == []
    assert said(given(passed(""), roles=roles)) == []
    assert said(given(roles=roles)) == [NEVER]


def test_months_end_on_the_corresponding_day_or_the_last_of_the_month() -> None:
    roles = role("tactical", 'courses = [{ id = "command", name = "Command", valid_months = 6 }]')
    assert said(given(passed("2026-08-31"), roles=roles), "2027-02-28") == [f"{LAPSING} 28 Feb 2027 (A, tactical)"]
    assert said(given(passed("2026-08-31"), roles=roles), "2027-03-01") == [f"{LAPSED} 28 Feb 2027 (A, tactical)"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("until = 2026-11-20", []),
        ("until = 2026-11-21", [NEVER]),
        ("from = 2026-11-22", []),
        ("from = 2026-11-21", [NEVER]),
    ],
)
def test_only_those_who_serve_on_the_day_are_looked_at(more: str, expected: list[str]) -> None:
    assert said(given(more=more)) == expected


PLAYED = role(
    "tactical", 'courses = [{ id = "command", name = "Command", valid_months = 24, played_in_counts = true }]'
)


@pytest.mark.parametrize(
    ("exercise", "expected"),
    [
        ('held_on = 2025-06-10\nplayers = ["A"]', []),  # counts anew from the exercise
        ('held_on = 2025-06-10\nplayers = ["a"]', []),
        ('held_on = 2025-06-10\nplayers = ["tactical"]', [f"{LAPSED} 6 Jan 2022 (A, tactical)"]),  # who, is not said
        ('held_on = 2025-06-10\nplayers = ["B"]', [f"{LAPSED} 6 Jan 2022 (A, tactical)"]),
        ('held_on = 2025-01-13\nplayers = ["A"]', [f"{LAPSING} 13 Jan 2027 (A, tactical)"]),
        ('held_on = 2019-06-10\nplayers = ["A"]', [f"{LAPSED} 6 Jan 2022 (A, tactical)"]),  # before it was passed
        ('held_on = "unknown"\nplayers = ["A"]', [f"{LAPSED} 6 Jan 2022 (A, tactical)"]),
        ('planned_on = 2026-11-01\nplayers = ["A"]', [f"{LAPSED} 6 Jan 2022 (A, tactical)"]),
        ('held_on = 2026-11-22\nplayers = ["A"]', [f"{LAPSED} 6 Jan 2022 (A, tactical)"]),
        (
            'held_on = 2025-06-10\nplayers = ["A"]\ncancelled = { on = 2025-06-01 }',
            [f"{LAPSED} 6 Jan 2022 (A, tactical)"],
        ),
    ],
)
def test_an_exercise_played_in_renews_a_course_where_the_role_says_so(exercise: str, expected: list[str]) -> None:
    records = given(passed("2020-01-06"), roles=PLAYED, exercises__one=exercise)
    assert said(records) == expected
    assert said(records | {ROLES: ROLE}) == [f"{LAPSED} 6 Jan 2022 (A, tactical)"]


def test_an_exercise_is_no_course_to_who_never_took_it() -> None:
    records = given(roles=PLAYED, exercises__one='held_on = 2025-06-10\nplayers = ["A"]')
    assert said(records) == [NEVER]
