"""When an exercise must be started, and whether its undone steps still fit."""

from __future__ import annotations

from datetime import date

import pytest

from comah.exercises.backplan import Fit, fit_of, latest_start, least_days_before
from comah.exercises.template import Template, template_for
from comah.model.kinds import ExerciseType, Nation
from comah.workdays.working_days import nation_calendar

ENGLAND, SCOTLAND = nation_calendar(Nation.ENGLAND), nation_calendar(Nation.SCOTLAND)
LIVE, TABLETOP = ExerciseType.LIVE, ExerciseType.TABLETOP
READY = frozenset({"initiation", "invite-agencies", "scenario", "events-list", "safety", "player-briefing"})


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("safe_on", "exercise_type", "start"),
    [
        ("2027-03-31", LIVE, "2026-09-30"),
        ("2027-03-31", TABLETOP, "2026-12-02"),
        ("2027-03-31", ExerciseType.UNKNOWN, "2026-12-02"),
        ("2027-02-13", LIVE, "2026-08-14"),  # 182 days before is Saturday 15 August
        ("2027-04-23", TABLETOP, "2026-12-24"),  # Christmas Day
        ("2027-04-25", TABLETOP, "2026-12-24"),  # Sunday 27 December
        ("2027-04-26", TABLETOP, "2026-12-24"),  # Boxing Day's substitute
        ("2027-04-27", TABLETOP, "2026-12-29"),
        ("2026-10-05", LIVE, "2026-04-02"),  # Easter Monday
    ],
)
def test_the_latest_start_in_england(safe_on: str, exercise_type: ExerciseType, start: str) -> None:
    assert latest_start(d(safe_on), exercise_type, ENGLAND) == d(start)


def test_the_latest_start_in_scotland() -> None:
    assert latest_start(d("2026-10-05"), LIVE, SCOTLAND) == d("2026-04-06")  # Easter Monday is worked
    assert latest_start(d("2027-03-29"), TABLETOP, SCOTLAND) == d("2026-11-27")  # St Andrew's Day is not


@pytest.mark.parametrize(
    ("done", "live", "tabletop"),
    [
        ("", 35, 32),  # 5 + 5 + 10 + 10, then safety 5 or briefing 2
        ("initiation", 30, 27),
        ("initiation invite-agencies", 25, 22),
        ("initiation invite-agencies scenario", 15, 12),
        ("initiation invite-agencies scenario events-list", 5, 2),
        ("initiation invite-agencies scenario events-list safety", 2, 2),
        ("initiation invite-agencies scenario events-list player-briefing", 5, 0),
        ("initiation invite-agencies scenario events-list safety player-briefing", 0, 0),
        ("events-list", 25, 22),  # the steps before it are not on record as done
        ("planning-meetings debrief-booked public-notice", 35, 32),  # none of them holds the exercise up
        ("hot-debrief no-such-phase", 35, 32),
    ],
)
def test_the_longest_chain_of_undone_steps(done: str, live: int, tabletop: int) -> None:
    phases = frozenset(done.split())
    assert least_days_before(template_for(LIVE), phases) == live
    assert least_days_before(template_for(TABLETOP), phases) == tabletop


def test_a_template_without_an_exercise_is_refused() -> None:
    with pytest.raises(ValueError, match="'empty' has no exercise"):
        least_days_before(Template(id="empty", length_days=0, phases=()), frozenset())


@pytest.mark.parametrize(
    ("on", "exercise_day", "done", "found", "enough"),
    [
        # Safety, five days: 21 to 24 and 29 December. Then the exercise on the 30th.
        ("2026-12-21", "2026-12-30", READY - {"safety"}, Fit(needed=5, available=5), True),
        ("2026-12-22", "2026-12-30", READY - {"safety"}, Fit(needed=5, available=4), False),
        # Easter takes Friday and Monday.
        ("2026-04-01", "2026-04-09", READY - {"safety"}, Fit(needed=5, available=4), False),
        # A Saturday exercise: the briefing takes Thursday and Friday.
        ("2026-11-19", "2026-11-21", READY - {"player-briefing"}, Fit(needed=2, available=2), True),
        ("2026-11-20", "2026-11-21", READY - {"player-briefing"}, Fit(needed=2, available=1), False),
        # The day itself.
        ("2026-12-02", "2026-12-02", READY, Fit(needed=0, available=0), True),
        ("2026-12-02", "2026-12-02", READY - {"player-briefing"}, Fit(needed=2, available=0), False),
        # A day past: nothing is left.
        ("2026-12-03", "2026-12-02", READY - {"player-briefing"}, Fit(needed=2, available=0), False),
        # Nothing done yet.
        ("2026-10-14", "2026-12-02", frozenset(), Fit(needed=35, available=35), True),
        ("2026-10-15", "2026-12-02", frozenset(), Fit(needed=35, available=34), False),
    ],
)
def test_whether_a_live_exercise_still_fits(
    on: str, exercise_day: str, done: frozenset[str], found: Fit, enough: bool
) -> None:
    assert fit_of(d(on), d(exercise_day), LIVE, done, ENGLAND) == found
    assert found.is_enough is enough


def test_a_tabletop_needs_no_safety_assessment() -> None:
    assert fit_of(d("2026-12-02"), d("2026-12-02"), TABLETOP, READY - {"safety"}, ENGLAND).is_enough


def test_easter_monday_is_worked_in_scotland() -> None:
    assert fit_of(d("2026-04-01"), d("2026-04-09"), LIVE, READY - {"safety"}, SCOTLAND).is_enough
