"""The days of an exercise's steps: offsets moved to working days, and what the record sets itself."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.exercises.phases import late_phases, phase_days
from comah.model.exercise import Exercise
from comah.model.kinds import Nation
from comah.workdays.working_days import nation_calendar

ENGLAND = nation_calendar(Nation.ENGLAND)


def exercise(text: str) -> Exercise:
    (found,) = register({"exercises/next": text}).authorities[0].exercises
    return found


def days(text: str, on: str = "2026-10-28") -> dict[str, str]:
    """The day of each step, with both ends where the exercise's day is not known."""
    return {
        day.phase.id: str(day.due_on) if day.due_on == day.due_latest_on else f"{day.due_on}..{day.due_latest_on}"
        for day in phase_days(exercise(text), date.fromisoformat(on), ENGLAND)
    }


def late(text: str, on: str) -> dict[str, int]:
    """The late steps with the days that each is late."""
    day = date.fromisoformat(on)
    return {one.phase.id: one.days_late(day) for one in late_phases(exercise(text), day, ENGLAND)}


def test_the_steps_of_a_live_exercise_on_a_wednesday() -> None:
    assert days("planned_on = 2026-12-02") == {
        "initiation": "2026-06-03",
        "invite-agencies": "2026-06-17",
        "planning-meetings": "2026-11-18",
        "scenario": "2026-08-05",
        "debrief-booked": "2026-09-02",
        "events-list": "2026-10-21",
        "safety": "2026-11-04",
        "player-briefing": "2026-12-01",
        "public-notice": "2026-11-25",
        "exercise": "2026-12-02",
        "hot-debrief": "2026-12-02",
        "urgent-corrections": "2026-12-16",
        "single-agency-debriefs": "2026-12-16",
        "multi-agency-debrief": "2026-12-30",
        "draft-report": "2027-01-27",
        "report-agreed": "2027-03-10",
        "report-published": "2027-03-24",
        "invoice": "2027-04-07",
        "plan-revised": "2027-06-02",
        "lessons-reviewed": "2027-06-02",
    }


def test_a_tabletop_has_neither_safety_nor_public_notice() -> None:
    found = days('type = "tabletop"\nplanned_on = 2026-12-02')
    assert (found["initiation"], found["report-published"]) == ("2026-08-05", "2027-02-24")
    assert "safety" not in found
    assert "public-notice" not in found


@pytest.mark.parametrize(
    ("planned", "step", "day"),
    [
        # Saturday 28 November 2026: 28 days after is Saturday 26 December, and the 28th is its substitute holiday
        ("2026-11-28", "multi-agency-debrief", "2026-12-29"),
        # Sunday 27 December 2026, 14 days before Sunday 10 January 2027: the working day before is Christmas Eve
        ("2027-01-10", "planning-meetings", "2026-12-24"),
        # Monday 1 March 2027: the day before is a Sunday, so the Friday before it
        ("2027-03-01", "player-briefing", "2027-02-26"),
        # an exercise and its hot debrief never move: Saturday 13 March 2027, and Boxing Day
        ("2027-03-13", "exercise", "2027-03-13"),
        ("2027-12-26", "hot-debrief", "2027-12-26"),
        # 14 days after Saturday 13 March 2027 is Saturday 27 March, and the 29th is Easter Monday
        ("2027-03-13", "urgent-corrections", "2027-03-30"),
    ],
)
def test_a_step_moves_to_the_working_day_before_before_and_after_after(planned: str, step: str, day: str) -> None:
    assert days(f"planned_on = {planned}")[step] == day


def test_a_day_that_the_record_sets_counts_as_it_stands() -> None:
    text = 'planned_on = 2026-12-02\nphases = [{ id = "events-list", due_on = 2026-10-25 }]'
    assert days(text)["events-list"] == "2026-10-25"  # a Sunday
    assert days('phases = [{ id = "events-list", due_on = 2026-10-25 }]') == {"events-list": "2026-10-25"}


def test_an_exercise_of_two_days_counts_from_its_first_before_and_its_last_after() -> None:
    found = days('planned_on = "2026-12-01/2026-12-02"')
    assert (found["public-notice"], found["urgent-corrections"]) == ("2026-11-24", "2026-12-16")


def test_a_day_not_known_gives_both_readings_and_is_late_on_the_latest_alone() -> None:
    text = 'planned_on = "2026-12"\nphases = [{ id = "initiation", done_on = 2026-05-01 }]'
    assert days(text)["public-notice"] == "2026-11-24..2026-12-24"
    assert "invite-agencies" not in late(text, "2026-07-16")
    assert late(text, "2026-07-17") == {"invite-agencies": 1}


def test_the_day_held_takes_the_place_of_the_day_planned() -> None:
    text = "planned_on = 2026-12-02\nheld_on = 2026-12-09"
    assert days(text, "2026-12-08")["urgent-corrections"] == "2026-12-16"
    assert days(text, "2026-12-09")["urgent-corrections"] == "2026-12-23"


def test_an_exercise_without_a_day_or_cancelled_has_no_steps() -> None:
    assert days("") == {}
    assert days('held_on = "unknown"') == {}
    assert days('planned_on = 2026-12-02\ncancelled = { reason = "shutdown" }') == {}


DONE = ", ".join(
    f'{{ id = "{one}", done_on = 2026-08-01 }}' for one in ("initiation", "invite-agencies", "planning-meetings")
)


def test_a_step_is_late_from_the_day_after_it_was_due() -> None:
    text = f"planned_on = 2026-12-02\nphases = [{DONE}]"
    assert late(text, "2026-08-05") == {}
    assert late(text, "2026-08-06") == {"scenario": 1}
    assert late(text, "2026-10-28") == {"scenario": 84, "debrief-booked": 56, "events-list": 7}


def test_the_debrief_is_booked_once_its_day_is_on_record() -> None:
    text = f"planned_on = 2026-12-02\ndebrief_on = 2027-01-06\nphases = [{DONE}]"
    assert late(text, "2026-10-28") == {"scenario": 84, "events-list": 7}


def test_after_the_exercise_only_what_follows_it_can_be_late() -> None:
    assert late("held_on = 2026-12-02", "2026-12-17") == {"urgent-corrections": 1, "single-agency-debriefs": 1}
    assert late("held_on = 2026-12-02\nclosed_on = 2026-12-10", "2026-12-17") == {}


def test_a_planned_day_that_has_passed_leaves_its_steps_alone() -> None:
    assert late("planned_on = 2026-12-02", "2026-12-02") != {}
    assert late("planned_on = 2026-12-02", "2026-12-03") == {}
