"""An exercise planned back before it is on record, or on another day than its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from register_text import register

from comah.agenda.back_plan_day import FromDay
from comah.agenda.back_plan_page import Subject, back_plan_page
from comah.agenda.exercise_view import exercise_view
from comah.errors import RefusedError
from comah.law.load import load_law
from comah.model.back_plan_page import BackPlanPage
from comah.model.backplan import CountedFrom
from comah.model.kinds import ExerciseType, Severity

SITE = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'
TESTED = (
    'held_on = {on}\nclosed_on = {on}\nwill_test = ["{site}"]\n'
    'credits = [{{ plan = "{site}", conclusion = "tested" }}]\n'
)
RECORDS = {
    "authority": 'marking = "OFFICIAL"\n',
    "diary": '[[entries]]\nid = "fair"\ntitle = "Fair"\non = "2027-04-19/2027-04-23"\nblocks = true\n',
    "establishments/northbank": SITE,  # safe date Tuesday 11 May 2027
    "establishments/eastquay": f'group = "quays"\n{SITE}',  # safe date Saturday 13 February 2027
    "establishments/westquay": f'group = "quays"\n{SITE}',  # safe date 1 March 2029
    "establishments/closed": f'history = [{{ on = 2022-06-30, event = "closed" }}]\n{SITE}',
    "establishments/lower": 'tier = "lower"\n',
    "establishments/untested": '[[plans]]\nregime = "comah"\nfirst_prepared_on = "2012"\n',
    "establishments/nuclear": '[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2025-06-01\n',  # safe 31 May 2028
    "exercises/2024-northbank": TESTED.format(on="2024-05-12", site="northbank"),
    "exercises/2024-eastquay": TESTED.format(on="2024-02-14", site="eastquay"),
    "exercises/2026-westquay": TESTED.format(on="2026-03-02", site="westquay"),
}
LATE, EARLY = date(2026, 11, 21), date(2026, 10, 1)  # a Saturday, a Thursday


def d(text: str) -> date:
    return date.fromisoformat(text)


def planned(
    *refs: str,
    on: date = LATE,
    records: Mapping[str, str] = RECORDS,
    exercise: str = "",
    kind: ExerciseType | None = None,
    **wanted: str,
) -> BackPlanPage:
    book = register(records)
    assert [fault for fault in book.problems if fault.severity is Severity.ERROR] == []
    known = {one.id: one for each in book.authorities for one in each.exercises}
    subject = Subject(name=exercise or refs[0], refs=refs, exercise=known.get(exercise), kind=kind)
    days = FromDay(**{name: d(text) for name, text in wanted.items()})
    return back_plan_page(book, load_law(), subject, days, on=on)


def day_of(page: BackPlanPage) -> str:
    return str(page.plan.exercise_on) if page.plan else ""


def starts(page: BackPlanPage) -> tuple[str, str]:
    return str(page.latest_start), str(page.compressed_start)


def test_from_the_safe_date_with_time_enough_the_usual_days_stand() -> None:
    page = planned("northbank", on=EARLY)
    assert (page.counted_from, page.counted_on, day_of(page)) == (
        CountedFrom.SAFE_DATE,
        d("2027-05-11"),
        "2027-05-11",
    )
    assert page.why == (
        "the last working day on or before the safe date, 11 May 2027; the local margin of 90 days is not taken off",
    )
    assert page.fit == ""
    # 182 days before; 35 working days before, past Easter and the early May holiday
    assert starts(page) == ("2026-11-10", "2027-03-18")
    assert page.start_words == "Latest start: Tue 10 Nov 2026; compressed, Thu 18 Mar 2027."
    assert page.plan is not None
    found = {one.id: (str(one.usual_on), str(one.latest_on), one.slack_days) for one in page.plan.steps}
    assert found["initiation"] == ("2026-11-10", "2027-03-24", 93)
    assert found["scenario"] == ("2027-01-12", "2027-04-16", 66)
    assert page.plan.critical_path == (
        "initiation",
        "invite-agencies",
        "scenario",
        "events-list",
        "safety",
        "exercise",
    )
    assert [step.id for step in page.plan.steps if step.is_critical] == list(page.plan.critical_path)
    assert [(one.law.words, one.days_late) for one in page.at_stake] == [(("Test by 11 May 2027 (safe date).",), 0)]
    assert page.movable == ""


def test_where_the_usual_days_no_longer_fit_the_plan_is_compressed_and_says_so() -> None:
    page = planned("northbank")
    assert page.fit == "COMPRESSED: the usual days no longer fit; each step at its least length still does."
    assert page.start_words == "Latest start: Tue 10 Nov 2026, passed 11 days ago; compressed, Thu 18 Mar 2027."
    assert page.plan is not None
    assert (page.plan.is_compressed, page.plan.fits, day_of(page)) == (True, True, "2027-05-11")


def test_if_you_start_today() -> None:
    page = planned("northbank")
    assert page.reach_words == (
        "If you start today, the earliest exercise is Mon 24 May 2027; compressed, Thu 14 Jan 2027 (35 working days)."
    )


def test_a_start_at_christmas_never_puts_the_first_step_before_it() -> None:
    """182 days before Monday 28 June 2027 is a bank holiday, and its step would be on the 24th."""
    page = planned("northbank", on=d("2026-12-26"), start="2026-12-26")
    assert (day_of(page), str(page.latest_start)) == ("2027-06-29", "2026-12-29")
    assert page.plan is not None
    assert not page.plan.is_compressed


def test_a_safe_date_that_even_the_compressed_plan_misses_is_planned_from_today_and_late() -> None:
    page = planned("eastquay", on=d("2027-01-04"))
    # 35 working days from Monday 4 January
    assert (page.counted_from, page.counted_on, day_of(page)) == (CountedFrom.START, d("2027-01-04"), "2027-02-22")
    assert page.why[0] == (
        "COMPRESSED, AND LATE: even compressed it comes 9 days after the safe date, 13 Feb 2027; "
        "the soonest that can be, if started today"
    )
    assert page.start_words == (
        "Latest start for the safe date: Fri 14 Aug 2026, passed 143 days ago; "
        "compressed, Tue 22 Dec 2026, passed 13 days ago."
    )
    assert [(one.days_late, one.law.endangered_days) for one in page.at_stake] == [(8, 9)]
    assert page.at_stake[0].law.words == (
        "Test by 13 Feb 2027 (safe date).",
        "Its day is 8 days LATE.",
        "It cannot be met: not before Mon 22 Feb 2027 if begun now, 9 days after the safe date.",
    )


def test_the_last_day_on_which_a_compressed_plan_still_meets_the_safe_date() -> None:
    assert day_of(planned("eastquay", on=d("2026-12-22"))) == "2027-02-12"
    assert day_of(planned("eastquay", on=d("2026-12-23"))) == "2027-02-15"


def test_a_safe_date_that_has_passed() -> None:
    page = planned("eastquay", on=d("2027-03-01"))
    assert page.why[0].startswith("COMPRESSED, AND LATE: the safe date has passed, 13 Feb 2027;")
    assert page.at_stake[0].law.words[0] == "Test by 13 Feb 2027 (safe date), which HAS PASSED."


def test_a_group_goes_by_the_earliest_safe_date_and_says_whose() -> None:
    page = planned("eastquay", "westquay")
    assert (day_of(page), page.plans) == ("2027-02-12", ("eastquay", "westquay"))
    assert page.why[0].startswith("the last working day on or before eastquay's safe date, 13 Feb 2027;")


def test_of_a_group_what_cannot_be_tested_is_named_and_what_is_not_known_too() -> None:
    page = planned("northbank", "closed", "lower", "untested")
    assert day_of(page) == "2027-05-11"
    assert page.notices == (
        "closed: the establishment closed (30 Jun 2022) (halton/establishments/closed.toml:3)",
        "lower: it has no external plan under COMAH (halton/establishments/lower.toml:4)",
        "The safe date of untested is not known: it may be earlier than those counted from",
    )


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("closed", "closed: the establishment closed (30 Jun 2022)"),
        ("lower", "lower: it has no external plan under COMAH"),
        ("northbank/reppir", "northbank/reppir: no such plan on record"),
    ],
)
def test_a_plan_that_cannot_be_tested_is_refused_with_the_reason(ref: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        planned(ref)
    assert str(refused.value).startswith(f"There is no plan to test:\n  {words}")


def test_without_a_safe_date_what_is_known_is_said_and_a_day_is_asked_for() -> None:
    page = planned("untested")
    assert (page.plan, page.counted_from, page.start_words, page.latest_start) == (None, None, "", None)
    assert page.reach_words.startswith("If you start today, the earliest exercise is Mon 24 May 2027;")
    assert page.at_stake[0].law.words[0].startswith("Safe date not known: no test on record; first prepared 2012")
    assert page.notices == ("No safe date is known to plan back from: give --exercise-on, --first-meeting or --start",)
    given = planned("untested", exercise_on="2027-06-09")
    assert (day_of(given), given.at_stake[0].days_late, given.movable) == ("2027-06-09", 0, "")


def test_from_an_exercise_day_what_of_law_is_missed_is_said_and_until_when_it_can_move() -> None:
    page = planned("northbank", exercise_on="2027-06-09")
    assert (page.counted_from, day_of(page), page.fit) == (CountedFrom.EXERCISE_DATE, "2027-06-09", "")
    assert page.at_stake[0].days_late == 28  # the last lawful day is 12 May
    assert page.movable == "To keep the safe date it must move to Tue 11 May 2027 or before."
    early = planned("northbank", exercise_on="2027-05-05")
    assert early.movable == "Can move as late as Tue 11 May 2027 (last working day; 6 days)."


def test_an_exercise_day_too_soon_for_even_the_compressed_plan() -> None:
    page = planned("northbank", exercise_on="2027-01-13")
    assert page.fit == (
        "TOO SHORT: even compressed it needs 35 working days; the earliest exercise is Thu 14 Jan 2027."
    )


def test_a_day_that_the_diary_blocks_is_shown_with_the_good_ones() -> None:
    page = planned("northbank", exercise_on="2027-04-21")
    assert page.notices == ("Mon 19 Apr 2027 to Fri 23 Apr 2027 is blocked by the diary: Fair (halton/diary.toml:2)",)
    assert page.good_days == "Nearest good days: Thu 15 Apr 2027, Fri 16 Apr 2027, Mon 26 Apr 2027"


def test_from_a_first_meeting_the_template_leads_to_the_day() -> None:
    page = planned("northbank", on=EARLY, first_meeting="2026-11-11")
    # 154 days; the first planning meeting of a live exercise is 22 weeks ahead
    assert (page.counted_from, page.counted_on, day_of(page)) == (
        CountedFrom.FIRST_MEETING,
        d("2026-11-11"),
        "2027-04-14",
    )
    assert page.why == ("the earliest that a first meeting on Wed 11 Nov 2026 leads to by the template",)


def test_a_template_without_planning_meetings_takes_the_meeting_for_the_start() -> None:
    own = {"authority": '[[phases]]\nid = "planning-meetings"\ndropped = true\n'}
    page = planned("northbank", on=EARLY, records=RECORDS | own, first_meeting="2026-11-10")
    assert (day_of(page), page.why) == (
        "2027-05-11",
        ("the template has no planning meetings: Tue 10 Nov 2026 is taken for the start",),
    )


def test_a_first_meeting_too_close_to_the_exercise_waits_for_the_steps() -> None:
    own = {"authority": '[[phases]]\nid = "planning-meetings"\nfirst_offset = -14\nlast_offset = -14\nneeds = []\n'}
    page = planned("northbank", records=RECORDS | own, first_meeting="2026-12-01")
    assert day_of(page) == "2027-01-14"
    assert page.why[0] == (
        "the earliest that a first meeting on Tue 1 Dec 2026 leads to by the template, Tue 15 Dec 2026, "
        "is too soon for steps not done, each at its least length"
    )


def test_from_a_start_the_usual_days_lead_to_the_day() -> None:
    page = planned("northbank", kind=ExerciseType.TABLETOP, start="2027-01-05")
    assert (page.type, page.template, day_of(page)) == ("tabletop", "tabletop", "2027-05-04")
    assert page.why[0] == (
        "the earliest by the usual days, if work on it starts on Tue 5 Jan 2027; "
        "compressed, Thu 18 Feb 2027 (32 working days)"
    )


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (
            FromDay(exercise_on=d("2026-10-01")),
            "Thu 1 Oct 2026 has passed (as at Sat 21 Nov 2026): an exercise is planned",
        ),
        (
            FromDay(exercise_on=d("2026-11-21")),
            "Sat 21 Nov 2026 is today (as at Sat 21 Nov 2026): an exercise is planned",
        ),
        (FromDay(first_meeting=d("2026-11-20")), "Fri 20 Nov 2026 has passed (as at Sat 21 Nov 2026): give the day"),
        (FromDay(start=d("2026-11-20")), "Fri 20 Nov 2026 has passed (as at Sat 21 Nov 2026): give a day on which"),
    ],
)
def test_a_day_past_is_refused(wanted: FromDay, words: str) -> None:
    subject = Subject(name="northbank", refs=("northbank",))
    with pytest.raises(RefusedError) as refused:
        back_plan_page(register(RECORDS), load_law(), subject, wanted, on=LATE)
    assert str(refused.value).startswith(words)


def test_the_report_of_a_reppir_test_has_its_days_in_law() -> None:
    page = planned("nuclear/reppir", on=d("2026-11-23"))
    completed, sent = page.limits
    assert completed == (
        "Report completed (REPPIR 2019 reg 12(8)) and agreed: by 31 Aug 2028 at the latest [REPPIR-12-REPORT]"
    )
    assert sent == (
        "Report sent to the regulator, exchanged with the operator (REPPIR 2019 reg 12(9),(10)), and published: "
        "by 20 Sep 2028 at the latest [REPPIR-12-SEND]"
    )


DONE = (
    'phases = [{ id = "initiation", done_on = 2026-09-01 }, { id = "invite-agencies", done_on = 2026-09-14 },\n'
    '{ id = "scenario", done_on = "2026-10" }, { id = "debrief-booked", done_on = "2026-W45" }]\n'
)
ARRANGED = {
    "exercises/next": f'name = "Exercise Next"\nplanned_on = "2027-03-10/2027-03-11"\nwill_test = ["northbank"]\n{DONE}'
}


def test_an_exercise_on_record_is_planned_with_what_is_done_and_for_all_its_days() -> None:
    page = planned(exercise="next", records=RECORDS | ARRANGED)
    assert day_of(page) == "2027-05-10"  # it ends on the safe date
    assert page.about == (
        "Exercise Next. Live, by the template live. To test: northbank. "
        "On record planned for 10-11 Mar 2027; nothing is moved by this."
    )
    assert page.why[0].startswith("the last working day that leaves its 2 days by the safe date, 11 May 2027;")
    # events list 10 days and safety 5 before Monday 10 May, less the early May holiday
    assert page.start_words == "Begun. Latest day to take up what is not done, at its least lengths: Fri 16 Apr 2027."
    assert page.reach_words == (
        "If what is not done is taken up today, the earliest exercise is Mon 4 Jan 2027; "
        "compressed, Mon 14 Dec 2026 (15 working days)."
    )
    assert page.notices == ()
    assert planned("northbank", records=RECORDS | ARRANGED).notices == (
        "next, 10-11 Mar 2027, is meant to test northbank already",
    )


def test_an_exercise_that_was_put_off_or_has_no_plan_is_planned_for_the_day_given() -> None:
    put_off = 'postponements = [{ on = 2026-11-02, from = 2026-12-02, to = 2027-03-03, reason = "strike" }]\n'
    records = RECORDS | {"exercises/next": f"planned_on = 2026-12-02\n{put_off}"}
    page = planned(exercise="next", records=records, exercise_on="2027-06-09", kind=ExerciseType.UNKNOWN)
    assert (day_of(page), page.plans, page.at_stake) == ("2027-06-09", (), ())
    assert page.about.startswith("next. Type not on record, by the template tabletop. To test: no plan. On record")


def test_an_exercise_without_a_day_is_said_to_have_none() -> None:
    page = planned(exercise="next", records=RECORDS | {"exercises/next": 'will_test = ["northbank"]\n'})
    assert page.about.endswith("On record without a day; nothing is moved by this.")
    assert day_of(page) == "2027-05-11"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "held_on = 2026-11-04\n",
            "next was held (4 Nov 2026, halton/exercises/next.toml:5): nothing is left to plan.",
        ),
        ('held_on = "unknown"\n', "next was held (day not on record, halton/exercises/next.toml:5): nothing is left"),
        ('cancelled = { reason = "shutdown" }\n', "next was cancelled (halton/exercises/next.toml:5): nothing is left"),
    ],
)
def test_an_exercise_that_is_over_is_refused(text: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        planned(exercise="next", records=RECORDS | {"exercises/next": text})
    assert str(refused.value).startswith(words)
    assert str(refused.value).endswith("See: comah exercise show next --all")


def kept_lines(text: str, on: date = LATE) -> dict[str, str]:
    """Return what the whole page of an exercise says of its steps that are done."""
    book = register(RECORDS | {"exercises/next": text})
    found = next(one for each in book.authorities for one in each.exercises if one.id == "next")
    view = exercise_view(book, load_law(), found, on, is_all=True)
    return {line.label: line.text for part in view.parts if part.id == "kept" for line in part.lines}


def test_the_whole_page_of_an_exercise_says_how_late_each_step_was_done() -> None:
    assert kept_lines(f"planned_on = 2027-03-10\n{DONE}") == {
        "Commissioned": "done 1 Sep 2026, day 9 Sep 2026: 8 days early",
        "Agencies asked": "done 14 Sep 2026, day 23 Sep 2026: 9 days early",
        "Scenario fixed": "done Oct 2026, day 11 Nov 2026: not late",
        "Debrief date booked": "done between 2 and 8 Nov 2026, day 9 Dec 2026: not late",
    }


def test_a_step_done_late_is_said_no_more_exactly_than_its_dates_tell() -> None:
    assert kept_lines(f"planned_on = 2027-02-17\n{DONE}") == {
        "Commissioned": "done 1 Sep 2026, day 19 Aug 2026: 13 days LATE",
        "Agencies asked": "done 14 Sep 2026, day 2 Sep 2026: 12 days LATE",
        "Scenario fixed": "done Oct 2026, day 21 Oct 2026: may be LATE, by up to 10 days",
        "Debrief date booked": "done between 2 and 8 Nov 2026, day 18 Nov 2026: not late",
    }
    assert kept_lines(f"planned_on = 2027-01-13\n{DONE}")["Scenario fixed"] == (
        "done Oct 2026, day 16 Sep 2026: LATE, by 15 to 45 days"
    )
    assert kept_lines('planned_on = "2027-03"\nphases = [{ id = "initiation", done_on = 2026-09-07 }]\n') == {
        "Commissioned": "done 7 Sep 2026, day 28 Aug 2026 or up to 30 Sep 2026: may be LATE, by up to 10 days"
    }
    assert kept_lines('planned_on = 2027-03-10\nphases = [{ id = "initiation", done_on = 2026-09-09 }]\n') == {
        "Commissioned": "done 9 Sep 2026, day 9 Sep 2026: on its day"
    }


def test_nothing_done_is_no_part_of_the_page() -> None:
    assert kept_lines("planned_on = 2027-03-10\n") == {}
