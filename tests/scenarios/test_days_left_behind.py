"""What is left behind when days change: booked debriefs, called meetings, closings and sign-offs out of order.

As at 21 November 2026. Northbank was tested on 12 May 2024: last lawful day 12 May 2027, safe date 11 May.
"""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register
from rule_findings import found_of

from comah.agenda.day_change import calendar_of, change_of_day, effects_of
from comah.duties.review_walk import review_walk
from comah.errors import RefusedError
from comah.exercises.attendance import history_of
from comah.exercises.lesson_adding import LessonFacts, add_lesson
from comah.exercises.lifecycle.close import close_exercise
from comah.exercises.lifecycle.confirm import confirm_exercise
from comah.exercises.lifecycle.credit import Decision, credit_plan
from comah.exercises.lifecycle.draft import Draft
from comah.exercises.lifecycle.hold import hold_exercise
from comah.exercises.lifecycle.move import move_exercise
from comah.exercises.phases import done_phases, phase_days
from comah.exercises.template import template_of
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, Nation, Regime
from comah.model.when import When
from comah.plans.activation_recording import ActivationFacts, record_activation
from comah.plans.review_steps import StepFacts, record_step
from comah.plans.review_writing import complete_review
from comah.workdays.working_days import nation_calendar

ON = date(2026, 11, 21)
NAME = "2027-northbank-live"
FILE = f"halton/exercises/{NAME}.toml"
SITE = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'
TESTED = 'held_on = 2024-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
BASE = {"establishments/northbank": SITE, "exercises/2024-northbank": TESTED}


def day(text: str) -> When:
    return When.read(text)


def made(text: str, others: dict[str, str] | None = None) -> tuple[Book, Exercise]:
    book = register({**BASE, **(others or {}), f"exercises/{NAME}": f'will_test = ["northbank"]\n{text}'})
    return book, next(one for records in book.authorities for one in records.exercises if one.id == NAME)


# --- the debrief booked for a day that the exercise now comes after --------------------------------

STALE = "planned_on = 2027-04-14\nconfirmed_on = 2026-11-02\ndebrief_on = 2027-01-06\n"


@pytest.mark.parametrize(
    ("planned", "debrief", "is_booked"),
    [
        ("2027-04-14", "2027-05-12", True),
        ("2027-04-14", "2027-04-14", True),
        ("2027-04-14", "2027-04-13", False),
        ("2027-04-14/2027-04-15", "2027-04-14", False),
        ("2027-04-14/2027-04-15", "2027-04-15", True),
        ("2027-04", "2027-04-05", True),  # the exercise may come before it
        ("2027-04", "2027-03-31", False),
    ],
)
def test_a_debrief_before_the_exercise_is_not_booked(planned: str, debrief: str, *, is_booked: bool) -> None:
    _, exercise = made(f'planned_on = "{planned}"\ndebrief_on = {debrief}\n')
    assert ("debrief-booked" in done_phases(exercise, ON)) is is_booked


def test_a_debrief_booked_before_the_exercise_leaves_its_finding_standing() -> None:
    records = {**BASE, f"exercises/{NAME}": f'will_test = ["northbank"]\n{STALE}'}
    assert [one.raised.message for one in found_of("EXR010", "2026-11-21", records)] == [
        "confirmed for 14 Apr 2027, and the multi-agency debrief is booked for 6 Jan 2027, before it"
    ]
    records[f"exercises/{NAME}"] = records[f"exercises/{NAME}"].replace("2027-01-06", "2027-05-12")
    assert found_of("EXR010", "2026-11-21", records) == []


def test_confirming_a_moved_exercise_says_that_its_debrief_comes_before_it() -> None:
    book, exercise = made(STALE.replace("confirmed_on = 2026-11-02\n", ""))
    draft = confirm_exercise(exercise, day("2026-11-20"), on=ON, calendar=calendar_of(book, exercise))
    assert draft.notices == (
        (
            "THE DEBRIEF IS BOOKED FOR 6 Jan 2027, BEFORE THE EXERCISE: EXR010 stands until it is booked anew; "
            "the usual day is Wed 12 May 2027, the latest Wed 26 May 2027. "
            f"Book it: comah exercise confirm {NAME} --on 2026-11-20 --debrief DATE --by POST"
        ),
    )


# --- planning meetings called for a day ---------------------------------------------------------------


def test_no_exercise_moves_to_before_its_first_meeting() -> None:
    _, exercise = made("planned_on = 2027-04-14\nmeetings = [{ number = 1, planned_on = 2027-01-13 }]\n")
    with pytest.raises(RefusedError) as refused:
        move_exercise(exercise, day("2027-01-13"), on=ON)
    assert str(refused.value) == (
        f"{NAME}: 13 Jan 2027 is not after its first planning meeting, 13 Jan 2027 ({FILE}:7). Nothing was recorded"
    )
    assert not move_exercise(exercise, day("2027-01-14"), on=ON).change.is_empty


def test_a_meeting_called_for_a_day_after_the_exercise_is_said() -> None:
    text = "meetings = [{ number = 1, held_on = 2026-11-11 }, { number = 3, planned_on = 2027-03-10 }]\n"
    _, exercise = made(f"planned_on = 2027-04-14\n{text}")
    assert move_exercise(exercise, day("2027-03-10"), on=ON).notices == (
        f"Planning meeting 3 is called for 10 Mar 2027, not before the exercise ({FILE}:7): call it for another day",
    )
    assert move_exercise(exercise, day("2027-03-11"), on=ON).notices == ()


# --- a move past the safe date ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("2027-05-11", ""),
        ("2027-05-12", "Nearest good days: Fri 7 May 2027, Mon 10 May 2027, Tue 11 May 2027"),
        ("2027-06-09", "Nearest good days: Fri 7 May 2027, Mon 10 May 2027, Tue 11 May 2027"),
    ],
)
def test_a_move_past_the_safe_date_offers_days_before_it(to: str, words: str) -> None:
    book, exercise = made("planned_on = 2027-04-14\n")

    def make() -> Draft:
        return move_exercise(exercise, day(to), on=ON)

    _, change = change_of_day(book, load_law(), exercise, make, on=ON, wanted=day(to))
    assert change.good_days == words


def test_crediting_a_plan_shows_what_that_does_to_its_test_also_where_it_was_not_meant() -> None:
    book, exercise = made(
        'held_on = 2026-05-12\ntakes_part = ["westbank"]\n',
        {"establishments/westbank": '[[plans]]\nregime = "comah"\n'},
    )
    site = next(one for one in book.authorities[0].establishments if one.id == "westbank")
    decision = Decision(conclusion=Conclusion.TESTED, by="emergency planning officer", decided_on=date(2026, 6, 10))
    draft = credit_plan(exercise, site, site.plans[0], decision, on=ON)
    assert [(one.plan, str(one.safe_on)) for one in effects_of(book, load_law(), draft, on=ON)] == [
        ("westbank", "2029-05-11"),
    ]


# --- what must come before a closing, and before a sign-off ---------------------------------------------


def test_an_exercise_is_not_closed_before_what_closes_it() -> None:
    _, exercise = made(
        'held_on = 2026-05-12\nno_lessons = "all answered"\n'
        'phases = [{ id = "report-published", done_on = 2026-09-03 }]\n'
        'credits = [{ plan = "northbank", conclusion = "tested", decided_on = 2026-06-10 }]\n'
    )
    with pytest.raises(RefusedError) as refused:
        close_exercise(exercise, day("2026-06-09"), template=template_of(exercise), on=ON)
    assert str(refused.value) == "\n".join(
        [
            f"{NAME} cannot be closed ({FILE}):",
            f"  credit: northbank was decided 10 Jun 2026, after the closing of 9 Jun 2026 ({FILE}:9)",
            f"  report: report-published was done 3 Sep 2026, after the closing of 9 Jun 2026 ({FILE}:8)",
            "Nothing was recorded",
        ]
    )
    assert not close_exercise(exercise, day("2026-09-03"), template=template_of(exercise), on=ON).change.is_empty


def test_a_review_is_not_signed_off_before_the_last_body_was_asked() -> None:
    book = register(
        {
            "establishments/northbank": (
                '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\nreview_started_on = 2026-09-01\n'
                'consulted = [{ body = "public", on = 2026-11-10 }]\n'
            )
        }
    )
    site = book.authorities[0].establishments[0]
    with pytest.raises(RefusedError, match="a day not before its last step, 10 Nov 2026"):
        complete_review(site, site.plans[0], day("2026-11-09"), approved_by="head of service", missing=(), on=ON)
    done = complete_review(site, site.plans[0], day("2026-11-10"), approved_by="head of service", missing=(), on=ON)
    assert not done.is_empty


# --- a limit of law where the day is not known closely --------------------------------------------------


@pytest.mark.parametrize(
    ("held", "agreed", "report_by", "sent_by"),
    [
        ("2026-08-20", "", "2026-11-20", "2026-12-10"),
        ("2026-08-20/2026-08-21", "", "2026-11-21", "2026-12-11"),  # concluded on its last day
        ("2026-08", "", "2026-11-01", "2026-11-23"),  # 1 August, to be sure; agreed Mon 26 October by the template
        ("2026-08-20", "2026-10", "2026-11-20", "2026-10-29"),
        ("2026-08-20", "2026-10-14", "2026-11-20", "2026-11-11"),
    ],
)
def test_the_last_lawful_day_of_a_report_counts_from_the_earliest_that_the_day_can_be(
    held: str, agreed: str, report_by: str, sent_by: str
) -> None:
    done = f'phases = [{{ id = "report-agreed", done_on = "{agreed}" }}]\n' if agreed else ""
    book = register(
        {
            "establishments/northbank": '[[plans]]\nregime = "reppir"\n',
            f"exercises/{NAME}": f'will_test = ["northbank/reppir"]\nheld_on = "{held}"\n{done}',
        }
    )
    (exercise,) = book.authorities[0].exercises
    days = {each.phase.id: each for each in phase_days(exercise, ON, nation_calendar(Nation.ENGLAND))}
    assert [str(days[name].limit_on) for name in ("report-agreed", "report-published")] == [report_by, sent_by]


# --- an agency's history, a lesson's name, an activation of a site that closed ------------------------------


def test_an_agencys_history_is_latest_first_however_a_day_is_written() -> None:
    part = 'agencies = ["example-police"]\n'
    book = register(
        {
            "establishments/northbank": "",
            "exercises/early-september": f'held_on = "[2020-09-01..2020-09-11]"\n{part}',
            "exercises/march": f"held_on = 2021-03-03\n{part}",
            "exercises/some-day": f'held_on = "unknown"\n{part}',
            "exercises/some-day-in-2022": f'held_on = "2022"\n{part}',
            "exercises/to-come": f"planned_on = 2027-03-03\n{part}",
            "exercises/undated": part,
        }
    )
    assert [row.exercise for row in history_of(book, "example-police", ON).rows] == [
        "undated",
        "to-come",
        "some-day-in-2022",
        "march",
        "early-september",
        "some-day",
    ]


def test_a_lessons_own_name_is_of_lower_case_words() -> None:
    _, exercise = made("held_on = 2026-05-12\n")
    with pytest.raises(RefusedError) as refused:
        add_lesson(exercise, LessonFacts(text="Keys", id="Bad ID"), on=ON, known=())
    assert str(refused.value) == (
        f"{NAME}: 'Bad ID' is no name for a lesson: lower-case words joined by hyphens, such as radio-channels. "
        "Nothing was recorded"
    )


def test_an_activation_of_a_site_that_closed_is_recorded_and_said() -> None:
    book = register(
        {
            "establishments/northbank": f'{SITE}\n[[history]]\non = 2022-06-30\nevent = "closed"\n',
        }
    )
    site = book.authorities[0].establishments[0]
    late = record_activation(site, ActivationFacts(when=day("2026-11-20")), on=ON, activations=(), taken=())
    assert late.summary == (
        "2026-northbank-major-incident: major incident at northbank, 20 Nov 2026. "
        "Note: the establishment closed (30 Jun 2022), so it owes no external plan"
    )
    before = record_activation(site, ActivationFacts(when=day("2021-11-20")), on=ON, activations=(), taken=())
    assert "Note" not in before.summary


# --- what to do next, for a plan that is not the COMAH plan ---------------------------------------------


def test_what_a_review_tells_an_officer_to_type_names_the_regime() -> None:
    text = '[[plans]]\nregime = "comah"\n[[plans]]\nregime = "reppir"\n'
    records = {"establishments/northbank": text}
    book = register(records)
    walk = review_walk(book, load_law(), ON, "northbank", Regime.REPPIR)
    assert walk.missing == ("its start (comah review start northbank --regime reppir --on DATE)",)
    records["establishments/northbank"] = f"{text}review_started_on = 2026-11-02\n"
    walk = review_walk(register(records), load_law(), ON, "northbank", Regime.REPPIR)
    assert walk.missing[0] == (
        "step establishment-changes (comah review step northbank establishment-changes --regime reppir --on DATE)"
    )
    site = book.authorities[0].establishments[0]
    facts = StepFacts(step="new-knowledge", when=day("2026-11-03"), by="emergency planning officer")
    with pytest.raises(RefusedError, match="First: comah review start northbank --regime reppir --on DATE"):
        record_step(site, site.plans[1], facts, on=ON)
    with pytest.raises(RefusedError, match="First: comah review start northbank --on DATE"):
        record_step(site, site.plans[0], facts, on=ON)


# --- a year typed wrongly ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("planning_from = 2026-06-03\n", f"before its planning began, 3 Jun 2026 ({FILE}:6)"),
        ('planning_from = "2025-11"\n', ""),  # may have been on the day
        ("planned_on = 2026-11-18\nconfirmed_on = 2026-07-14\n", f"before its day was agreed, 14 Jul 2026 ({FILE}:7)"),
        (
            "meetings = [{ number = 1, held_on = 2026-07-08 }]\n",
            f"before its planning meeting 1, 8 Jul 2026 ({FILE}:6)",
        ),
    ],
)
def test_an_exercise_was_not_held_before_it_was_planned(record: str, words: str) -> None:
    _, exercise = made(record)
    if not words:
        assert not hold_exercise(exercise, day("2025-11-18"), on=ON).change.is_empty
        return
    with pytest.raises(RefusedError) as refused:
        hold_exercise(exercise, day("2025-11-18"), on=ON)
    assert str(refused.value) == (
        f"{NAME}: held 18 Nov 2025, {words}. Nothing was recorded. Edit the record by hand if it is wrong"
    )
    assert not hold_exercise(exercise, day("2026-11-18"), on=ON).change.is_empty


def test_a_step_done_after_the_day_on_which_the_exercise_is_said_to_have_been_held_is_named() -> None:
    _, exercise = made('phases = [{ id = "events-list", done_on = 2026-10-21 }]\n')
    notices = hold_exercise(exercise, day("2025-11-18"), on=ON).notices
    assert f"events-list was done only on 21 Oct 2026 ({FILE}:6): is the day right?" in notices
    assert not any("is the day right" in one for one in hold_exercise(exercise, day("2026-11-18"), on=ON).notices)
    _, held = made('held_on = "2026-05"\nphases = [{ id = "report-published", done_on = 2026-09-03 }]\n')
    assert not any("is the day right" in one for one in hold_exercise(held, day("2026-05-12"), on=ON).notices)
