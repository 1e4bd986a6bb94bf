"""Exercises of which an imported history holds the result alone: nothing chases their steps, the law still counts.

The day looked at is Saturday 21 November 2026: 365 days before it is 21 November 2025.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from register_text import AsAt, register
from rule_findings import codes, lines

from comah.agenda.exercise_list import ExerciseScope, exercise_list
from comah.agenda.exercise_view import exercise_view
from comah.agenda.naming import Wanted, view_of
from comah.agenda.week_steps import step_lines
from comah.exercises.known_by_result import is_known_by_result
from comah.law.load import load_law
from comah.model.exercise import Exercise
from comah.model.exercise_view import ExerciseView

ON = "2026-11-21"
DAY = date.fromisoformat(ON)
SITE = {"establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'}
REPPIR = {"establishments/northbank": '[[plans]]\nregime = "comah"\n[[plans]]\nregime = "reppir"\n'}
CREDIT = 'credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]\n'
RESULT = (
    'lead = "halton"\nagencies = ["example-police"]\nwill_test = ["northbank"]\n'
    f'{CREDIT}source = "board report"\nnotes = ["from the old workbook"]\n'
)
SAID = "Known by its result: its steps are not on record"


def drill(text: str, site: dict[str, str] = SITE) -> dict[str, str]:
    return site | {"exercises/drill": text}


def exercise(text: str) -> Exercise:
    (found,) = register(drill(text)).authorities[0].exercises
    return found


def page(text: str, site: dict[str, str] = SITE) -> ExerciseView:
    book = register(drill(text, site))
    return exercise_view(book, load_law(), book.authorities[0].exercises[0], DAY)


def weeks_steps(text: str) -> list[str]:
    book = register(drill(text))
    until = DAY + timedelta(days=32)
    return [line.text for line in step_lines(view_of(book, DAY, Wanted(first=DAY, last=until)), None, until)]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("2016-11-25", True),
        ("2025-11-20", True),  # 366 days
        ("2025-11-21", False),  # 365 days
        ('"2025-11-18/2025-11-20"', True),  # of several days the last counts
        ('"2025-11-20/2025-11-21"', False),
        ('"2025-10"', True),
        ('"2025-11"', False),  # it may have been on the 30th
        ('"2015"', True),
        ('"unknown"', True),
        ("2027-01-27", False),  # not held yet
    ],
)
def test_more_than_365_days_after_it_or_without_its_day(held: str, expected: bool) -> None:
    assert is_known_by_result(exercise(f"held_on = {held}\n{RESULT}"), DAY) is expected


def test_365_days_after_it_every_step_is_chased_and_a_day_later_none() -> None:
    chased = ["EXR002", "EXR003", "EXR004"]
    assert codes(ON, drill(f"held_on = 2025-11-21\n{RESULT}"), "EXR") == chased
    assert codes(ON, drill(f"held_on = 2025-11-20\n{RESULT}"), "EXR") == []


def test_ten_years_of_history_leave_the_monday_screen_to_this_year() -> None:
    assert weeks_steps(f"held_on = 2016-11-25\n{RESULT}") == []
    (first, *_) = weeks_steps(f"held_on = 2025-11-21\n{RESULT}")
    assert "LATE" in first


def test_its_debrief_and_report_are_not_counted_among_local_targets() -> None:
    for held in ("2016-11-25", '"unknown"'):
        found = AsAt(ON, drill(f"held_on = {held}\n{RESULT}"))
        for duty in ("POL-DEBRIEF", "POL-REPORT"):
            row = found.duty(duty, "", exercise="drill")
            assert (row.status.value, row.due_on, row.days_overdue) == ("not-applicable", None, 0)
            assert row.reason == "the exercise is known by its result: its steps are not on record"


def test_the_list_and_the_page_call_no_step_late_and_the_page_says_why_once() -> None:
    text = f"held_on = 2016-11-25\n{RESULT}"
    (row,) = exercise_list(register(drill(text)), DAY, ExerciseScope()).rows
    assert (row.state, row.steps_late) == ("held", 0)
    found = page(text)
    assert (found.head, found.steps_late, found.to_do) == ("HELD", 0, ())
    assert [line for line in found.about if "result" in line] == [SAID]
    assert [step.id for step in found.steps if step.is_wrong] == []
    chased = page(f"held_on = 2025-11-21\n{RESULT}")
    assert (SAID in chased.about, chased.steps_late > 0) == (False, True)


@pytest.mark.parametrize(
    "recorded",
    [
        'phases = [{ id = "single-agency-debriefs", done_on = 2016-12-09 }]',
        'phases = [{ id = "plan-revised", due_on = 2017-06-01 }]',
        "planned_on = 2016-11-25",
        'planning_from = "2016-05"',
        "confirmed_on = 2016-07-14",
        "debrief_on = 2016-12-20",
        "meetings = [{ number = 1, held_on = 2016-06-08 }]",
        "postponements = [{ on = 2016-08-01, from = 2016-09-14, to = 2016-11-25 }]",
        'attendance = [{ agency = "example-police", outcome = "attended" }]',
        'lessons = [{ id = "l1", text = "Siren late" }]',
        'carries = ["old/l1"]',
    ],
)
def test_one_thing_recorded_of_how_it_was_run_and_it_is_chased_again(recorded: str) -> None:
    text = f"held_on = 2016-11-25\n{RESULT}{recorded}\n"
    assert not is_known_by_result(exercise(text), DAY)
    assert {"EXR002", "EXR003", "EXR004"} <= set(codes(ON, drill(text), "EXR"))
    assert page(text).steps_late > 0


def test_a_cancelled_exercise_has_no_result() -> None:
    assert not is_known_by_result(exercise('held_on = 2016-11-25\ncancelled = { reason = "fire" }\n'), DAY)


def test_looked_at_on_an_earlier_day_its_steps_were_still_chased() -> None:
    text = f"held_on = 2025-11-20\n{RESULT}"
    assert codes("2026-11-20", drill(text), "EXR") == ["EXR002", "EXR003", "EXR004"]
    assert codes("2025-11-21", drill(text), "EXR") == []  # the day after it nothing is due yet


# --- what the law wants stays -------------------------------------------------------------------


def test_held_and_not_decided_is_found_however_old_and_is_all_there_is_to_do() -> None:
    text = 'held_on = 2016-11-25\nwill_test = ["northbank"]\n'
    (found,) = lines("2017-11-26", drill(text), "TST009")
    assert "not decided after" in found
    assert is_known_by_result(exercise(text), date(2017, 11, 26))
    (to_do,) = page(text).to_do
    assert to_do.startswith("credit: nothing is decided for northbank")


def test_the_credit_of_an_exercise_known_by_its_result_still_counts_the_next_test() -> None:
    shown = AsAt(ON, drill(f"held_on = 2016-11-25\n{RESULT}")).position("COMAH-14-TEST")
    assert shown == ("overdue", "2019-11-25", "2019-11-25")
    with_step = RESULT + 'phases = [{ id = "invoice", done_on = 2017-01-09 }]\n'
    assert AsAt(ON, drill(f"held_on = 2016-11-25\n{with_step}")).position("COMAH-14-TEST") == shown


@pytest.mark.parametrize("held", ["2024-05-01", '"2024-05"', '"unknown"'])
@pytest.mark.parametrize("credited", ["", 'credits = [{ plan = "northbank/reppir", conclusion = "tested" }]\n'])
def test_the_report_of_a_reppir_test_is_owed_by_law(held: str, credited: str) -> None:
    text = f'type = "live"\nheld_on = {held}\nwill_test = ["northbank/reppir"]\n{credited}'
    assert is_known_by_result(exercise(text), DAY)
    assert codes(ON, drill(text, REPPIR), "EXR005") == ["EXR005"]
    assert set(codes(ON, drill(text, REPPIR), "EXR")) <= {"EXR002", "EXR005"}


def test_of_the_steps_of_a_reppir_test_those_that_the_law_limits_are_late_and_to_be_done() -> None:
    found = page('held_on = 2024-05-01\nwill_test = ["northbank/reppir"]\n', REPPIR)
    late = [step for step in found.steps if step.mark.value == "late"]
    assert [(step.id, step.provision) for step in late] == [
        ("report-agreed", "REPPIR-12-REPORT"),
        ("report-published", "REPPIR-12-SEND"),
    ]
    assert [line.partition(" --")[0].rpartition(" ")[2] for line in found.to_do[:2]] == [
        "report-agreed",
        "report-published",
    ]
    assert found.to_do[2].startswith("credit: nothing is decided for northbank/reppir")
