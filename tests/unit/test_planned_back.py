"""An exercise planned back from its day: usual and latest days, slack, what is endangered, where it can move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from register_text import register

from comah.exercises.backplan import from_first_meeting, from_safe_date, last_move, reach_of, start_of
from comah.exercises.planned_back import back_plan, plan_exercise
from comah.exercises.template import template_for
from comah.model.backplan import BackPlan, LateStep
from comah.model.kinds import ExerciseType, Nation, Regime
from comah.workdays.working_days import nation_calendar

ENGLAND, SCOTLAND = nation_calendar(Nation.ENGLAND), nation_calendar(Nation.SCOTLAND)
LIVE = template_for(ExerciseType.LIVE)
BEFORE = ("initiation", "invite-agencies", "planning-meetings", "scenario", "debrief-booked", "events-list", "safety")


def d(text: str) -> date:
    return date.fromisoformat(text)


def safe(**dates: str) -> dict[str, date]:
    return {plan: d(day) for plan, day in dates.items()}


def planned(text: str, on: str, safe_dates: Mapping[str, date] | None = None) -> BackPlan:
    book = register({"exercises/next": text})
    (found,) = book.authorities[0].exercises
    plan = plan_exercise(found, d(on), ENGLAND, authority=book.authorities[0].authority, safe_dates=safe_dates or {})
    assert plan is not None
    return plan


def done(*steps: str) -> str:
    rows = ", ".join(f'{{ id = "{step}", done_on = 2026-06-02 }}' for step in steps)
    return f"phases = [{rows}]\n"


def late(plan: BackPlan) -> dict[str, LateStep]:
    return {step.id: step for step in plan.late}


def test_the_chain_of_a_live_exercise_walked_back_in_working_days() -> None:
    plan = back_plan(LIVE, d("2026-12-02"), ENGLAND, on=d("2026-06-01"))
    assert (plan.is_compressed, plan.fits) == (False, True)
    found = {
        step.id: (str(step.usual_on), str(step.latest_on), step.slack_days) for step in plan.steps if step.id in BEFORE
    }
    assert found == {
        "initiation": ("2026-06-03", "2026-10-20", 98),
        "invite-agencies": ("2026-06-17", "2026-10-27", 93),
        "planning-meetings": ("2026-11-18", "2026-12-01", 9),
        "scenario": ("2026-08-05", "2026-11-10", 68),
        "debrief-booked": ("2026-09-02", "2026-12-01", 64),
        "events-list": ("2026-10-21", "2026-11-24", 24),
        "safety": ("2026-11-04", "2026-12-01", 19),
    }
    assert (str(plan.latest_start), str(plan.compressed_start)) == ("2026-06-03", "2026-10-14")


def test_after_the_exercise_only_limits_set_a_latest_day() -> None:
    plan = back_plan(LIVE, d("2026-12-02"), ENGLAND, on=d("2026-06-01"))
    latest = {step.id: step.latest_on for step in plan.steps if step.slack_days is not None and step.id not in BEFORE}
    assert latest == {
        "player-briefing": d("2026-12-01"),
        "public-notice": d("2026-12-01"),
        "exercise": d("2026-12-02"),
        "hot-debrief": d("2026-12-02"),
        "single-agency-debriefs": d("2027-01-12"),
        "multi-agency-debrief": d("2027-01-13"),
    }


def test_what_the_exercise_can_be_held_without_never_pushes_what_it_needs() -> None:
    """Planning meetings take 28 working days at least, and invitations need not wait for them."""
    plan = back_plan(LIVE, d("2026-12-02"), ENGLAND, on=d("2026-06-01"))
    latest = {step.id: step.latest_on for step in plan.steps}
    assert latest["invite-agencies"] == d("2026-10-27")


def test_a_step_done_takes_no_time() -> None:
    plan = back_plan(LIVE, d("2026-12-02"), ENGLAND, on=d("2026-06-01"), done=frozenset({"events-list", "safety"}))
    latest = {step.id: step.latest_on for step in plan.steps}
    # the briefing, on 30 November and 1 December, still follows both
    assert (latest["events-list"], latest["scenario"]) == (d("2026-11-27"), d("2026-11-27"))
    assert latest["invite-agencies"] == d("2026-11-13")


def test_a_day_that_the_record_sets_is_the_usual_day() -> None:
    text = 'planned_on = 2026-12-02\nphases = [{ id = "events-list", due_on = 2026-11-25 }]'
    step = next(step for step in planned(text, "2026-06-01").steps if step.id == "events-list")
    assert (step.usual_on, step.slack_days) == (d("2026-11-25"), -1)


def test_a_plan_that_no_longer_fits_as_usual_is_compressed_and_says_so() -> None:
    text = "planned_on = 2026-12-02\n" + done("initiation", "invite-agencies")
    plan = planned(text, "2026-10-20")
    assert (plan.is_compressed, plan.fits) == (True, True)
    found = {step.id: str(step.usual_on) for step in plan.steps}
    # ten working days from Tuesday 20 October, ten more, then five and two
    assert (found["scenario"], found["events-list"], found["safety"]) == ("2026-11-02", "2026-11-16", "2026-11-23")
    assert found["player-briefing"] == "2026-12-01"  # its usual day still works
    assert found["initiation"] == "2026-06-03"  # done
    assert found["report-published"] == "2027-03-24"


def test_the_boundary_of_a_compressed_plan() -> None:
    text = "planned_on = 2026-12-02\n" + done("initiation", "invite-agencies")
    assert planned(text, "2026-10-28").fits
    assert not planned(text, "2026-10-29").fits


def test_if_you_start_today() -> None:
    found = reach_of(d("2026-11-21"), LIVE, frozenset(), ENGLAND)
    assert (str(found.usual_on), str(found.compressed_on), found.needed_days) == ("2027-05-24", "2027-01-14", 35)
    ready = reach_of(d("2026-11-21"), LIVE, LIVE.before - {"safety"}, ENGLAND)
    # five working days from Monday the 23rd; as usual, 28 days ahead
    assert (str(ready.usual_on), str(ready.compressed_on), ready.needed_days) == ("2026-12-21", "2026-11-30", 5)


def test_counted_from_a_safe_date_a_meeting_or_nothing() -> None:
    assert from_safe_date(d("2026-12-28"), ENGLAND) == d("2026-12-24")
    assert (from_safe_date(d("2026-04-06"), SCOTLAND), from_safe_date(d("2026-04-06"), ENGLAND)) == (
        d("2026-04-06"),  # Easter Monday is worked in Scotland
        d("2026-04-02"),
    )
    tabletop = template_for(ExerciseType.TABLETOP)
    assert from_first_meeting(d("2026-09-02"), tabletop, ENGLAND) == d("2026-12-02")
    assert from_first_meeting(d("2026-09-26"), tabletop, ENGLAND) == d("2026-12-29")
    assert from_first_meeting(d("2026-06-03"), LIVE, ENGLAND, "no-such-phase") == d("2026-12-02")
    assert start_of(d("2026-12-02"), LIVE, ENGLAND) == d("2026-06-03")


def test_the_last_day_to_move_to_is_the_earliest_plans() -> None:
    assert last_move(d("2026-12-02"), {}, ENGLAND) is None
    found = last_move(d("2026-12-02"), safe(westbank="2027-02-13", eastquay="2027-02-13"), ENGLAND)
    assert found is not None
    assert (str(found.on), found.plan, found.days) == ("2027-02-12", "eastquay", 72)
    too_late = last_move(d("2027-03-01"), safe(westbank="2027-02-13"), ENGLAND)
    assert too_late is not None
    assert too_late.days == -17


def test_a_late_booking_endangers_no_statutory_date() -> None:
    text = "planned_on = 2026-12-02\n" + done("initiation", "invite-agencies", "scenario", "events-list")
    plan = planned(text, "2026-10-28", safe(westbank="2027-02-13"))
    assert {name: (step.days_late, step.endangers) for name, step in late(plan).items()} == {"debrief-booked": (56, ())}
    assert plan.last_move is not None
    assert (str(plan.last_move.on), plan.last_move.days) == ("2027-02-12", 72)
    assert plan.critical_path == ("safety", "exercise")


def test_a_late_step_endangers_each_plan_that_its_chain_no_longer_meets() -> None:
    text = "planned_on = 2026-12-02\n" + done("initiation", "invite-agencies")
    plan = planned(text, "2026-10-28", safe(northbank="2026-11-30", westbank="2027-02-13", eastquay="2026-12-01"))
    scenario = late(plan)["scenario"]
    # 25 working days from 28 October: the exercise on 2 December at the earliest
    assert [(one.what, one.days, str(one.earliest_on)) for one in scenario.endangers] == [
        ("northbank", 2, "2026-12-02"),
        ("eastquay", 1, "2026-12-02"),
    ]
    assert late(plan)["debrief-booked"].endangers == ()


def test_on_the_safe_date_itself_nothing_is_endangered() -> None:
    text = "planned_on = 2026-12-02\n" + done("initiation", "invite-agencies")
    assert late(planned(text, "2026-10-28", safe(northbank="2026-12-02")))["scenario"].endangers == ()


REPPIR = 'held_on = 2026-08-20\nwill_test = ["castlefield/reppir"]\ntype = "tabletop"\n'


def test_a_late_step_after_a_reppir_test_endangers_its_report() -> None:
    """Held on 20 August: the report is completed by 20 November, and sent within 28 days of that."""
    found = late(planned(REPPIR, "2026-11-02"))
    # debriefs 5 days and 1, draft 10, report 10: 26 from Monday 2 November
    debriefs = found["single-agency-debriefs"].endangers
    assert [(one.what, str(one.date_on), str(one.earliest_on), one.days) for one in debriefs] == [
        ("REPPIR-12-REPORT", "2026-11-20", "2026-12-07", 17),
    ]
    assert found["urgent-corrections"].endangers == ()
    assert "report-published" not in found  # it is sent within 28 days of a report that is not completed yet
    both = REPPIR + done("urgent-corrections", "single-agency-debriefs", "multi-agency-debrief")
    assert late(planned(both, "2026-10-12"))["draft-report"].endangers == ()


def test_the_report_of_a_reppir_test_keeps_to_the_law() -> None:
    live = template_for(ExerciseType.LIVE, frozenset({Regime.REPPIR}))
    plan = back_plan(live, d("2026-08-20"), ENGLAND, on=d("2026-08-21"), done=live.before)
    found = {step.id: (str(step.usual_on), str(step.limit_on), step.provision) for step in plan.steps if step.provision}
    assert found == {
        "report-agreed": ("2026-11-12", "2026-11-20", "REPPIR-12-REPORT"),
        "report-published": ("2026-11-26", "2026-12-10", "REPPIR-12-SEND"),
    }


def test_an_exercise_without_a_day_or_cancelled_has_no_plan() -> None:
    for text in ("", 'planned_on = 2026-12-02\ncancelled = { reason = "shutdown" }', 'held_on = "unknown"'):
        (found,) = register({"exercises/next": text}).authorities[0].exercises
        assert plan_exercise(found, d("2026-10-28"), ENGLAND) is None


def test_a_held_exercise_keeps_what_was_not_recorded_as_done() -> None:
    plan = planned("held_on = 2026-12-02\n", "2026-12-03")
    assert not plan.is_compressed
    assert plan.critical_path == ()
    assert plan.last_move is None
    assert {step.id for step in plan.steps if step.is_done} == set()


def test_a_completed_report_that_is_not_sent_endangers_the_sending() -> None:
    text = REPPIR + done("draft-report").replace("2026-06-02 }]", "2026-10-01 }, REPORT]").replace(
        "REPORT", '{ id = "report-agreed", done_on = 2026-10-20 }'
    )
    sent = late(planned(text, "2026-11-16"))["report-published"]
    # five working days from Monday 16 November; 28 days from 20 October
    assert [(one.what, str(one.date_on), str(one.earliest_on), one.days) for one in sent.endangers] == [
        ("REPPIR-12-SEND", "2026-11-17", "2026-11-20", 3)
    ]


def test_working_days_are_counted_forward_or_back_and_never_by_less_than_none() -> None:
    with pytest.raises(ValueError, match="cannot go forward -1"):
        ENGLAND.forward(d("2026-12-02"), -1)
    with pytest.raises(ValueError, match="cannot go back -1"):
        ENGLAND.indexed.back(d("2026-12-02"), -1)
    # outside the table's years only weekends are taken off
    assert ENGLAND.indexed.on_or_after(d("2070-12-25")) == ENGLAND.on_or_after(d("2070-12-25"))
    assert ENGLAND.indexed.back(d("1999-12-31"), 3) == ENGLAND.back(d("1999-12-31"), 3)
    assert ENGLAND.indexed.forward(d("2060-12-30"), 5) == ENGLAND.forward(d("2060-12-30"), 5)
    assert ENGLAND.indexed.on_or_before(d("2000-01-01")) == d("1999-12-31")


def pressed(plan: BackPlan) -> list[str]:
    return [str(step.usual_on) for step in plan.steps if step.id in {"initiation", "invite-agencies", "scenario"}]


def test_a_pressed_plan_counts_from_the_start_of_planning_where_that_is_still_to_come() -> None:
    live = 'type = "live"\nplanned_on = 2027-04-01\n'
    from_today = ["2026-11-27", "2026-12-04", "2026-12-18"]
    assert pressed(planned(live, "2026-11-23")) == from_today
    assert pressed(planned(f"{live}planning_from = 2026-10-01\n", "2026-11-23")) == from_today  # it has begun
    later = planned(f"{live}planning_from = 2027-01-28\n", "2026-11-23")
    assert pressed(later) == ["2027-02-03", "2027-02-10", "2027-02-24"]
    assert late(later)["initiation"].days_late == 53  # by the template, as before


def test_a_start_of_planning_from_which_the_steps_no_longer_fit_gives_the_last_from_which_they_do() -> None:
    last = planned('type = "live"\nplanned_on = 2027-04-01\nplanning_from = 2027-03-15\n', "2026-11-23")
    assert last.fits
    assert str(last.compressed_start) == "2027-02-09"
    assert pressed(last) == ["2027-02-15", "2027-02-22", "2027-03-08"]
    assert all(step.usual_on < d("2027-04-01") for step in last.steps if step.id in BEFORE)
