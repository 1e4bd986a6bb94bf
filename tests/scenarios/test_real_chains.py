"""Public exercises with planning and report dates, replayed: how late each step was against the template.

The template is good practice of today. That a step was later says nothing against those who did it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from register_text import register

from comah.exercises.phases import late_phases
from comah.exercises.planned_back import plan_exercise
from comah.exercises.replay import steps_kept
from comah.model.exercise import Exercise
from comah.model.kinds import Nation
from comah.workdays.working_days import nation_calendar

ENGLAND = nation_calendar(Nation.ENGLAND)
GREY_SEAL = (
    'held_on = "2016-11-22/2016-11-23"\ntype = "other"\nphases = ['
    '{ id = "draft-report", done_on = 2017-02-27 }, { id = "report-agreed", done_on = 2017-06-05 }]'
)


class Chain(NamedTuple):
    """An exercise as a public source gives it, and each step that it dates: due, done, days late at least, at most."""

    source: str
    text: str
    on: str
    steps: list[tuple[str, str, str, int, int]]
    late: list[bool | None]


CHAINS = {
    "grey-seal-two-days-and-drafts-after-debrief": Chain(
        "Exercise Grey Seal report, front matter: drafts 27 February to 27 April 2017, agreed 5 June 2017; "
        "exercise dates: HM Coastguard, 22 November 2016",
        GREY_SEAL,
        "2017-06-06",
        [
            ("draft-report", "2017-01-04", "2017-02-27", 54, 54),
            ("report-agreed", "2017-02-08", "2017-06-05", 117, 117),
        ],
        [True, True],
    ),
    "carr-gate-planned-since-june": Chain(
        "West Yorkshire Fire and Rescue, 16 March 2016: in preparation since June last year",
        'type = "live"\nplanning_from = "2015-06"\nplanned_on = 2016-03-16\nheld_on = 2016-03-16',
        "2016-03-17",
        [("initiation", "2015-09-16", "2015-06", -107, -78)],
        [False],
    ),
    "runcorn-quarter-and-report-month": Chain(
        "Halton Safer PPB report, 10 September 2024, paragraph 3.12: delivered in the last quarter, report July 2024",
        'type = "unknown"\nheld_on = "2024-04/2024-06"\nphases = [{ id = "report-published", done_on = "2024-07" }]',
        "2024-09-10",
        [("report-published", "2024-06-24..2024-09-23", "2024-07", -84, 37)],
        [None],
    ),
    "widnes-planned-from-june-for-autumn": Chain(
        "Halton Safer PPB report, 10 September 2024, paragraph 3.12: monthly meetings since June, autumn 2024",
        'type = "live"\nplanning_from = "2024-06"\nplanned_on = "2024-09/2024-11"',
        "2024-09-10",
        [("initiation", "2024-03-01..2024-05-31", "2024-06", 1, 121)],
        [True],
    ),
    "watermark-months-only": Chain(
        "Exercise Watermark report, September 2011: exercise March 2011",
        'type = "other"\nheld_on = "2011-03"\nphases = [{ id = "report-published", done_on = "2011-09" }]',
        "2011-10-01",
        [("report-published", "2011-05-24..2011-06-23", "2011-09", 70, 129)],
        [True],
    ),
}


def exercise(text: str) -> Exercise:
    (found,) = register({"exercises/real": text}).authorities[0].exercises
    return found


@pytest.mark.parametrize("chain", CHAINS.values(), ids=list(CHAINS))
def test_a_real_chain_replays_with_its_true_dates(chain: Chain) -> None:
    found = steps_kept(exercise(chain.text), date.fromisoformat(chain.on), ENGLAND)
    assert [
        (
            step.id,
            str(step.due_on) if step.due_on == step.due_latest_on else f"{step.due_on}..{step.due_latest_on}",
            step.done_text,
            step.least_late,
            step.most_late,
        )
        for step in found
    ] == chain.steps
    assert [step.is_late for step in found] == chain.late
    assert chain.source


def test_grey_seal_on_the_day_before_its_report_was_agreed() -> None:
    grey_seal, on = exercise(GREY_SEAL), date(2017, 6, 4)
    assert [step.id for step in steps_kept(grey_seal, on, ENGLAND)] == ["draft-report"]
    late = {day.phase.id: day.days_late(on) for day in late_phases(grey_seal, on, ENGLAND)}
    # debrief held on a day that no source gives: 21 December 2016 by the template, with its limit on 4 January
    assert (late["multi-agency-debrief"], late["report-agreed"], late["report-published"]) == (165, 116, 109)
    plan = plan_exercise(grey_seal, on, ENGLAND)
    assert plan is not None
    assert {step.endangers for step in plan.late} == {()}  # there is no period in law for this report


def test_widnes_in_september_could_be_held_in_november_at_its_least_lengths() -> None:
    """Of the planning nothing is dated but its start, so every step counts as not done."""
    widnes = exercise(CHAINS["widnes-planned-from-june-for-autumn"].text)
    plan = plan_exercise(widnes, date(2024, 9, 10), ENGLAND)
    assert plan is not None
    assert (str(plan.exercise_on), plan.is_compressed, plan.fits) == ("2024-09-01", True, False)
    assert (str(plan.reach.compressed_on), str(plan.reach.usual_on)) == ("2024-10-29", "2025-03-11")
    assert plan.critical_path == (
        "initiation", "invite-agencies", "scenario", "events-list", "safety", "exercise",
    )  # fmt: skip
