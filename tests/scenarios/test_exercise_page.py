from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.agenda.exercise_list import ExerciseScope, exercise_list
from comah.agenda.exercise_view import exercise_view
from comah.agenda.meetings import meeting_entries
from comah.agenda.naming import Wanted, view_of
from comah.exercises.state import State
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.exercise_view import ExerciseView, StepShown

NAME = "2026-northbank-live"
SITE = {"establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'}
TESTED = 'held_on = 2024-02-14\nclosed_on = 2024-09-01\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
DONE = """\
phases = [
    { id = "initiation", done_on = 2026-06-03 },
    { id = "invite-agencies", done_on = 2026-06-17 },
    { id = "planning-meetings", done_on = 2026-10-20 },
    { id = "scenario", done_on = 2026-08-05 },
    { id = "events-list", due_on = 2026-10-21, done_on = 2026-10-21 },
]
"""
CONFIRMED = f'will_test = ["northbank"]\nplanned_on = 2026-12-02\nconfirmed_on = 2026-07-14\n{DONE}'


def book_of(text: str, **others: str) -> Book:
    files = {name.replace("__", "/").replace("_", "-"): value for name, value in others.items()}
    return register({**SITE, "exercises/2024-northbank": TESTED, f"exercises/{NAME}": text, **files})


def page(text: str, on: str = "2026-10-28", *, is_all: bool = False, **others: str) -> ExerciseView:
    book = book_of(text, **others)
    exercise = next(one for records in book.authorities for one in records.exercises if one.id == NAME)
    return exercise_view(book, load_law(), exercise, date.fromisoformat(on), is_all=is_all)


def step(view: ExerciseView, name: str) -> StepShown:
    return next(one for one in view.steps if one.id == name)


def rows(view: ExerciseView) -> list[tuple[str, str, str, str]]:
    return [("!" if one.is_wrong else "", one.id, one.day, one.note) for one in view.steps if one.is_shown]


def test_a_confirmed_exercise_without_a_debrief_date() -> None:
    view = page(CONFIRMED)
    assert view.head == "CONFIRMED, 1 STEP LATE"
    assert view.about == (f"{NAME}. Live, Wed 2 Dec 2026, in 35 days.", "Meant to test: northbank, all elements")
    assert rows(view) == [
        ("!", "debrief-booked", "2 Sep", "LATE 56 days (confirmed without it)"),
        ("", "events-list", "21 Oct", "done 21 Oct"),
        ("", "player-briefing", "2 Nov-1 Dec", "next"),
        ("", "safety", "4 Nov", "7 days"),
        ("", "public-notice", "25 Nov", "28 days"),
        ("", "exercise", "2 Dec", "fixed"),
        ("", "single-agency-debriefs", "16 Dec", ""),
        ("!", "multi-agency-debrief", "30 Dec", "Christmas week; limit 13 Jan 2027"),
        ("", "report-published", "24 Mar 2027", "local target, not law"),
    ]
    assert view.left_out == "Not shown: 4 steps done, 7 more (--all)"
    (law,) = view.laws
    assert law.words == ("Test by 13 Feb 2027 (safe date).", "The late step does NOT endanger it.")
    assert (law.safe_on, law.due_on, law.endangered_days) == (date(2027, 2, 13), date(2027, 2, 14), 0)
    assert view.movable == "Can move as late as Fri 12 Feb 2027 (last working day; 72 days)."
    assert view.to_do == (
        "Book Mon 4 Jan, Tue 5 Jan or Wed 6 Jan 2027 for the debrief: no clash in diary or on record",
    )


def test_the_days_offered_for_a_debrief_avoid_the_diary_and_other_debriefs() -> None:
    diary = '[[entries]]\nid = "audit"\non = 2027-01-04\n'
    other = "planned_on = 2027-01-05\n"
    debrief = "held_on = 2026-10-01\ndebrief_on = 2027-01-06\n"
    view = page(CONFIRMED, diary=diary, exercises__2027_a=other, exercises__2026_b=debrief)
    assert view.to_do[0].startswith("Book Thu 7 Jan, Fri 8 Jan or Mon 11 Jan 2027 for the debrief")
    blocked = '[[entries]]\nid = "x"\non = "2026-12-03/2027-01-13"\nblocks = true\n'
    assert page(CONFIRMED, diary=blocked).to_do[0].startswith("Book the debrief: no day up to its limit is free")


def test_a_booked_debrief_is_shown_on_its_own_day() -> None:
    view = page(f"{CONFIRMED}debrief_on = 2027-01-06\n")
    assert view.head == "CONFIRMED"
    assert (step(view, "multi-agency-debrief").day, step(view, "multi-agency-debrief").note) == (
        "6 Jan 2027",
        "booked; limit 13 Jan 2027",
    )
    assert step(view, "debrief-booked").note == "booked for 6 Jan 2027"
    assert view.to_do == ("Next: Players briefed, 2 Nov-1 Dec (EXCON)",)
    late = page(f"{CONFIRMED}debrief_on = 2027-02-06\n")
    assert step(late, "multi-agency-debrief").note == "booked; PAST ITS LIMIT; not a working day; limit 13 Jan 2027"
    assert step(late, "multi-agency-debrief").is_wrong


def test_a_late_step_that_endangers_the_safe_date_says_by_how_many_days() -> None:
    view = page(
        'will_test = ["northbank"]\nplanned_on = 2027-02-10\n', on="2027-01-04", exercises__2024_northbank=TESTED
    )
    (law,) = view.laws
    assert law.endangered_days == 9  # 35 working days from 4 January: Monday 22 February
    assert law.words[1] == (
        "4 of 5 late steps ENDANGER it (initiation, invite-agencies, scenario, events-list): "
        "not before Mon 22 Feb 2027 if begun now, 9 days after the safe date; the others do NOT."
    )
    assert view.fit == "TOO SHORT: even compressed it needs 35 working days; the earliest exercise is Mon 22 Feb 2027."
    assert view.movable == "Can move as late as Fri 12 Feb 2027 (last working day; 2 days)."
    assert view.to_do[0].startswith(f"Move it: comah exercise move {NAME} --to DATE. No good day is near")


def test_where_the_usual_days_no_longer_fit_each_late_step_has_its_compressed_day() -> None:
    view = page('will_test = ["northbank"]\nplanned_on = 2027-01-27\n', on="2026-11-23")
    assert view.is_compressed
    assert view.fit == "COMPRESSED: the usual days no longer fit; each step at its least length still does."
    assert step(view, "initiation").note == "LATE 117 days; now by 27 Nov"
    assert view.to_do[0] == f"Have the day agreed by operator and agencies: comah exercise confirm {NAME} --on DATE"
    assert "The late steps do NOT endanger it." in view.laws[0].words


def test_a_day_after_the_safe_date_is_late() -> None:
    view = page('will_test = ["northbank"]\nplanned_on = 2027-03-03\n')
    assert view.laws[0].words[:2] == ("Test by 13 Feb 2027 (safe date).", "Its day is 17 days LATE.")
    assert view.movable == "To keep the safe date it must move to Fri 12 Feb 2027 or before."
    on_the_day = page('will_test = ["northbank"]\nplanned_on = 2027-02-14\n')
    assert "Its day is the last lawful day itself." in on_the_day.laws[0].words
    vague = page('will_test = ["northbank"]\nplanned_on = "2027-02"\n')
    assert "Its day is, or may be, 14 days LATE." in vague.laws[0].words


def test_a_joint_exercise_says_whose_safe_date_decides() -> None:
    other = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2024-01-20\n'
    text = CONFIRMED.replace('["northbank"]', '["northbank", "westbank"]')
    view = page(text, establishments__westbank=other)
    assert [law.plan for law in view.laws] == ["northbank", "westbank"]
    assert view.movable == ("Can move as late as Tue 19 Jan 2027 (last working day; 48 days, by westbank's safe date).")


def test_a_plan_without_a_known_date_says_so() -> None:
    view = page(CONFIRMED.replace("northbank", "westbank"), establishments__westbank='[[plans]]\nregime = "comah"\n')
    assert view.laws[0].words[0].startswith("Safe date not known: ")
    assert (view.movable, view.movable_until) == ("", None)


def test_a_held_exercise_says_what_still_keeps_it_open() -> None:
    lesson = 'lessons = [{ id = "l1", text = "Siren", owner = "" }]\n'
    text = f'will_test = ["northbank"]\nheld_on = 2026-12-02\n{DONE}{lesson}'
    view = page(text, on="2027-02-10")
    assert view.head == "HELD, 4 STEPS LATE"
    assert view.laws[0].words[0] == "NOT CREDITED YET: it tests nothing until somebody decides."
    assert [line for line in view.to_do if line.startswith(("lesson", "credit", "report"))] == [
        (
            f"lesson l1: open, and nobody owns it and it has no day: "
            f"comah lesson assign {NAME}/l1 --owner POST --due DATE --by POST (halton/exercises/{NAME}.toml:14)"
        ),
        (
            f"credit: nothing is decided for northbank: comah exercise credit {NAME} northbank "
            "--conclusion tested|partly-tested|not-tested --elements LIST --evidence TEXT --by POST"
        ),
        (
            f"report: report-published is not recorded as done: comah exercise done {NAME} report-published "
            "--on DATE --by POST"
        ),
    ]
    assert step(view, "player-briefing").note == "not recorded as done"
    assert not step(view, "player-briefing").is_shown


def test_a_credited_exercise_says_what_it_did() -> None:
    credit = 'credits = [{ plan = "northbank", conclusion = "partly-tested", decided_on = 2026-12-10 }]\n'
    view = page(f'will_test = ["northbank"]\nheld_on = 2026-12-02\n{credit}', on="2026-12-12")
    assert view.laws[0].words[:2] == (
        "Credited: partly-tested; the clock is not restarted.",
        "Next test by 13 Feb 2027 (safe date).",
    )


@pytest.mark.parametrize(
    ("text", "on", "head", "do"),
    [
        ("planned_on = 2026-10-20\n", "2026-10-28", "PLANNED", "Its day has passed. Record what became of it:"),
        ("", "2026-10-28", "UNDATED", "Give it a day: comah exercise move"),
        ('planned_on = 2026-12-02\ncancelled = { on = 2026-10-01, reason = "x" }\n', "2026-10-28", "CANCELLED", ""),
        ("held_on = 2025-12-02\nclosed_on = 2026-06-01\n", "2026-10-28", "CLOSED", ""),
    ],
)
def test_what_to_do_follows_from_the_state(text: str, on: str, head: str, do: str) -> None:
    view = page(f'will_test = ["northbank"]\n{text}', on=on)
    assert view.head == head
    assert view.to_do[0].startswith(do) if do else not view.to_do


def test_an_undated_exercise_is_offered_days_within_the_safe_date() -> None:
    view = page('will_test = ["northbank"]\n')
    assert view.to_do[1] == (
        "If begun today, the earliest is Wed 28 Apr 2027; compressed, Wed 16 Dec 2026, and only that is by the safe "
        "date, 13 Feb 2027"
    )
    assert view.to_do[2] == "Nearest good days: Wed 10 Feb 2027, Thu 11 Feb 2027, Fri 12 Feb 2027"


def test_a_reppir_exercise_shows_the_report_as_law() -> None:
    text = 'will_test = ["northbank/reppir"]\nheld_on = 2026-08-20\n'
    site = '[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2024-01-01\n'
    view = page(
        text, on="2026-11-16", establishments__northbank=site, exercises__2024_northbank="held_on = 2024-02-14\n"
    )
    assert step(view, "report-agreed").note == "LATE 4 days; LAW by 20 Nov (REPPIR-12-REPORT)"
    # 26 working days from 16 November: to Monday 21 December
    said = "REPPIR-12-REPORT: owed by 20 Nov 2026; the late steps make it 31 days LATE, Mon 21 Dec 2026."
    assert view.report_laws == (said,)
    assert step(view, "report-agreed").endangers[0].days == 31


def test_a_report_that_was_made_in_time_is_not_called_late_for_steps_that_were_not() -> None:
    text = (
        'will_test = ["northbank/reppir"]\nheld_on = 2026-08-20\n'
        'phases = [{ id = "report-agreed", done_on = 2026-11-13 }]\n'
    )
    site = '[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2024-01-01\n'
    view = page(text, on="2026-11-23", establishments__northbank=site)
    assert view.report_laws == ()
    assert step(view, "report-published").note == "next; LAW by 11 Dec (REPPIR-12-SEND)"
    assert step(view, "draft-report").endangers == ()


def test_every_step_has_its_slack_and_the_longest_chain_is_marked() -> None:
    view = page(CONFIRMED, is_all=True)
    assert view.left_out == ""
    assert view.is_all
    assert step(view, "safety").slack_days == 19  # until Tuesday 1 December
    assert [one.id for one in view.steps if one.is_critical][-1] == "exercise"
    parts = {part.id: [line.text for line in part.lines] for part in view.parts}
    assert parts["back-plan"][0] == "live, the usual days"


def test_the_short_page_sums_up_agencies_meetings_lessons_and_postponements() -> None:
    text = (
        'will_test = ["northbank"]\nplanned_on = 2027-01-27\nagencies = ["example-police"]\n'
        'attendance = [{ agency = "example-police", asked_on = 2026-08-01, asked_under_14_5 = true }]\n'
        'postponements = [{ on = 2026-07-01, from = 2026-09-01, to = 2027-01-27, reason = "shutdown",'
        ' asked_by = "operator" }]\n'
        'lessons = [{ id = "m1-1", text = "Book the hall", owner = "lead", due_on = 2026-09-30 }]\n'
        'carries = ["2024-northbank/l1"]\n'
    )
    before = f'{TESTED}lessons = [{{ id = "l1", text = "Siren late" }}]\n'
    (part,) = page(text, exercises__2024_northbank=before).parts
    assert [(line.label, line.text) for line in part.lines] == [
        ("Objective", "show as learnt: Siren late (2024-northbank/l1, still open)"),
        ("Agencies", "1 of 1 asked; 0 replied; AWAITED: Example Constabulary"),
        ("Meetings", "0 of 5 recorded as held; next: number 3, Wed 28 Oct 2026 (usual day; today)"),
        ("Lessons", "1 open, 1 overdue, 0 closed"),
        ("Put off", "from 1 Sep 2026 to 27 Jan 2027: shutdown; asked by operator"),
    ]


def test_the_list_is_by_day_and_leaves_out_what_is_over() -> None:
    book = book_of(
        CONFIRMED,
        exercises__2027_a="planned_on = 2026-10-01\n",
        exercises__2028_b="",
        exercises__2025_c="held_on = 2025-05-01\n",
    )
    found = exercise_list(book, date(2026, 10, 28), ExerciseScope())
    assert [(row.exercise, row.day, row.state, row.steps_late, row.note) for row in found.rows] == [
        ("2025-c", "Thu 1 May 2025", "held", 0, ""),
        ("2027-a", "Thu 1 Oct 2026", "planned", 0, "day passed, not recorded as held"),
        (NAME, "Wed 2 Dec 2026", "confirmed", 1, ""),
        ("2028-b", "no day yet", "undated", 0, ""),
    ]
    assert found.left_out == 1
    of_2024 = exercise_list(book, date(2026, 10, 28), ExerciseScope(year=2024))
    assert [row.exercise for row in of_2024.rows] == ["2024-northbank"]
    held = exercise_list(book, date(2026, 10, 28), ExerciseScope(state=State.HELD, authority="halton"))
    assert [row.exercise for row in held.rows] == ["2025-c"]
    assert held.scope == "halton, held"
    assert len(exercise_list(book, date(2026, 10, 28), ExerciseScope(is_all=True)).rows) == 5


def test_the_whole_page_of_a_held_exercise_holds_every_fact_with_its_line() -> None:
    text = (
        'will_test = ["northbank"]\nheld_on = 2026-09-02\nagencies = ["example-police", "halton"]\n'
        'attendance = [{ agency = "example-police", asked_on = 2026-06-01, replied_on = 2026-06-09,'
        ' outcome = "attended" }]\n'
        'meetings = [{ number = 2, held_on = 2026-06-03, attended = ["halton"],'
        ' apologies = ["example-police"], note = "agreed" }]\n'
        'credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"], decided_by = "epo",'
        ' decided_on = 2026-09-20 }, { plan = "northbank", conclusion = "tested", decided_on = 2027-01-01 }]\n'
        'postponements = [{ on = 2026-01-05, reason = "floods", ca_position = "noted", interim_check = "call-out" }]\n'
        'lessons = [{ id = "l1", text = "Siren", owner = "lead", due_on = 2026-10-01, closed_on = 2026-10-02 },'
        ' { id = "l2" }]\nnotes = ["hall too small"]\n'
    )  # fmt: skip
    view = page(text, is_all=True)
    parts = {part.id: [(line.label, line.text) for line in part.lines] for part in view.parts}
    assert parts["agencies"] == [
        ("Example Constabulary", "attended, asked 2026-06-01, replied 2026-06-09"),
        ("Halton", "not recorded"),
    ]
    assert parts["meetings"] == [
        ("2", "Wed 3 Jun 2026: held; 1 attended; apologies Example Constabulary; agreed"),
    ]
    assert parts["lessons"] == [
        ("l1", "Siren (lead, by 1 Oct 2026; closed 2 Oct 2026)"),
        ("l2", "no text on record (NO OWNER, NO DAY; open)"),
    ]
    assert parts["credits"] == [("Credit", "northbank tested: all (epo, 20 Sep 2026)")]
    assert parts["postponements"] == [("Put off", "to no new day yet: floods; CA: noted; meanwhile: call-out")]
    assert parts["notes"] == [("", "hall too small")]
    (short,) = page(text).parts
    assert ("Agencies", "1 of 2 attended, 1 not recorded") in [(line.label, line.text) for line in short.lines]
    none = page('held_on = 2026-09-02\nno_lessons = "call-out only"\n').parts[0].lines
    assert [(line.label, line.text) for line in none] == [
        ("Agencies", "none on record"),
        ("Lessons", "none: call-out only"),
    ]


def test_an_exercise_that_tests_no_plan_hangs_on_no_date() -> None:
    view = page("planned_on = 2026-12-02\n")
    assert view.about[1] == "Meant to test: no plan on record"
    assert (view.laws, view.movable) == ((), "")
    today = page("planned_on = 2026-10-28\n")
    assert today.about[0].endswith("Live, Wed 28 Oct 2026, today.")
    ago = page('held_on = "unknown"\n')
    assert ago.about[0].endswith("Live, day not on record.")


def test_a_meeting_in_the_calendar_says_who_came() -> None:
    text = (
        'planned_on = 2026-12-02\nmeetings = [{ number = 1, held_on = 2026-07-01, attended = ["halton"],'
        ' apologies = ["example-police"] }]\n'
    )
    day = date(2026, 7, 2)
    view = view_of(book_of(text), day, Wanted(first=date(2026, 7, 1), last=date(2026, 9, 30)))
    found = [(one.identity, one.first.isoformat(), one.title, one.is_firm) for one in meeting_entries(view)]
    assert found == [
        ((NAME, "meeting", "1"), "2026-07-01", f"Planning meeting 1: {NAME}, held", True),
        ((NAME, "meeting", "2"), "2026-08-05", f"Planning meeting 2: {NAME} (usual day, not called)", False),
        ((NAME, "meeting", "3"), "2026-09-02", f"Planning meeting 3: {NAME} (usual day, not called)", False),
    ]
    first = next(iter(meeting_entries(view)))
    assert "Attended: Halton" in first.lines
    assert "Apologies: Example Constabulary" in first.lines


def test_a_no_notice_exercise_has_no_meeting_in_a_calendar_unless_it_is_named() -> None:
    book = book_of("planned_on = 2026-12-02\nno_notice = true\n")
    first, last = date(2026, 7, 1), date(2026, 12, 31)
    assert not list(meeting_entries(view_of(book, date(2026, 6, 1), Wanted(first=first, last=last))))
    named = Wanted(first=first, last=last, named=frozenset({NAME}))
    assert len(list(meeting_entries(view_of(book, date(2026, 6, 1), named)))) == 5


def test_an_exercise_of_two_days_must_begin_so_that_its_last_day_keeps_the_safe_date() -> None:
    view = page(CONFIRMED.replace("planned_on = 2026-12-02", 'planned_on = "2026-12-02/2026-12-03"'))
    # the safe date is Saturday 13 February: Friday is the first day, Saturday the second
    assert view.movable == "Can begin as late as Fri 12 Feb 2027 (last working day; 72 days)."
    assert step(view, "exercise").day == "2-3 Dec"
    tested = TESTED.replace("2024-02-14", "2024-02-13")
    earlier = page(
        CONFIRMED.replace("planned_on = 2026-12-02", 'planned_on = "2026-12-02/2026-12-03"'),
        exercises__2024_northbank=tested,
    )
    assert earlier.laws[0].words[0] == "Test by 12 Feb 2027 (safe date)."
    assert earlier.movable_until == date(2027, 2, 11)


def test_a_late_step_endangers_a_two_day_exercise_a_day_sooner() -> None:
    tested = TESTED.replace("2024-02-14", "2024-02-23")  # safe date Monday 22 February 2027
    one = page('will_test = ["northbank"]\nplanned_on = 2027-02-10\n', "2027-01-04", exercises__2024_northbank=tested)
    assert one.laws[0].words[1] == "The late steps do NOT endanger it."
    two = page(
        'will_test = ["northbank"]\nplanned_on = "2027-02-10/2027-02-11"\n',
        "2027-01-04",
        exercises__2024_northbank=tested,
    )
    assert two.laws[0].endangered_days == 1


def test_where_only_some_late_steps_endanger_the_date_they_are_named() -> None:
    done = 'phases = [{ id = "initiation", done_on = 2026-06-03 }, { id = "invite-agencies", done_on = 2026-06-17 }]\n'
    view = page(f'will_test = ["northbank"]\nplanned_on = 2027-02-10\n{done}', "2027-01-18", is_all=True)
    # scenario, events list and safety take 25 working days from 18 January: Monday 22 February
    assert view.laws[0].words[1] == (
        "3 of 4 late steps ENDANGER it (scenario, events-list, safety): "
        "not before Mon 22 Feb 2027 if begun now, 9 days after the safe date; the others do NOT."
    )
    assert [(one.id, [(each.what, each.days) for each in one.endangers]) for one in view.steps if one.days_late] == [
        ("scenario", [("northbank", 9)]),
        ("debrief-booked", []),
        ("events-list", [("northbank", 9)]),
        ("safety", [("northbank", 9)]),
    ]
    plan = next(part for part in view.parts if part.id == "back-plan")
    assert [line.text for line in plan.lines if line.label == "Late"] == [
        "scenario: endangers northbank by 9 days",
        "debrief-booked: endangers no statutory date",
        "events-list: endangers northbank by 9 days",
        "safety: endangers northbank by 9 days",
    ]


def test_where_the_safe_date_has_passed_a_late_step_says_the_soonest_only() -> None:
    view = page('will_test = ["northbank"]\nplanned_on = 2027-04-14\n', on="2027-03-01")
    assert view.laws[0].words == (
        "Test by 13 Feb 2027 (safe date), which HAS PASSED.",
        "Its day is 59 days LATE.",
        "With the late steps, not before Wed 21 Apr 2027 if begun now, 67 days after the safe date.",
    )


def test_a_step_of_a_vague_day_may_be_late_and_is_never_minus_some_days_off() -> None:
    view = page('will_test = ["northbank"]\nplanned_on = "2026-12/2027-02"\n', on="2026-11-23")
    assert step(view, "debrief-booked").note == "may be LATE: its day is not known"
    assert not any(" -" in one.note or one.note.startswith("-") for one in view.steps)
    assert view.fit == "COMPRESSED, and not before Thu 14 Jan 2027: it needs 35 working days at least."
    assert view.movable == "Can move as late as Fri 12 Feb 2027 (last working day)."
    assert view.to_do[0] == (
        f"Fix its day: comah exercise move {NAME} --to DATE. "
        "Nearest good days: Thu 14 Jan 2027, Fri 15 Jan 2027, Mon 18 Jan 2027"
    )


def test_a_day_that_passed_unrecorded_is_marked_and_what_follows_it_is_not_shown() -> None:
    view = page('will_test = ["northbank"]\nplanned_on = 2026-10-20\nconfirmed_on = 2026-07-14\n')
    assert rows(view) == [("!", "exercise", "20 Oct", "not recorded as held; its day has passed")]


def test_a_debrief_booked_before_the_exercise_is_no_booking() -> None:
    view = page(f"{CONFIRMED}debrief_on = 2026-12-01\n")
    debrief = step(view, "multi-agency-debrief")
    assert (debrief.is_wrong, debrief.note) == (True, "booked; BEFORE THE EXERCISE; limit 13 Jan 2027")
    assert view.to_do[0].startswith("Book Mon 4 Jan")


def test_a_cancelled_exercise_says_when_it_was_to_be_and_why_not() -> None:
    view = page('planned_on = 2026-12-02\ncancelled = { on = 2026-10-01, reason = "floods" }\n')
    assert view.about[0] == f"{NAME}. Live, was planned for Wed 2 Dec 2026; cancelled 1 Oct 2026: floods."
    bare = page('planned_on = 2026-12-02\ncancelled = { reason = "floods" }\n')
    assert bare.about[0] == f"{NAME}. Live, was planned for Wed 2 Dec 2026: floods."


CREDIT = 'will_test = ["northbank"]\nheld_on = 2026-09-02\ncredits = [{{ plan = "northbank", conclusion = "{}"{} }}]\n'


def test_a_credit_says_whether_it_restarted_the_clock() -> None:
    whole = page(CREDIT.format("tested", ""))
    assert whole.laws[0].words[:2] == ("Credited: tested.", "Next test by 1 Sep 2029 (safe date).")
    before = page(CREDIT.format("tested", ", decided_on = 2026-10-20"), on="2026-10-19")
    assert before.laws[0].words[0] == "NOT CREDITED YET: it tests nothing until somebody decides."
    whole_before = TESTED.replace('conclusion = "tested"', 'conclusion = "tested", elements = ["all"]')
    strict = page(
        CREDIT.format("tested", ', elements = ["activation", "warning"]'),
        authority="[policy]\nstrict_elements = true\n",
        exercises__2024_northbank=whole_before,
    )
    assert strict.laws[0].words[0] == (
        "Credited: tested, BUT THE CLOCK IS NOT RESTARTED: not every element that applies is named."
    )
    assert strict.laws[0].words[1] == "Next test by 13 Feb 2027 (safe date)."


def test_a_modular_plan_is_credited_element_by_element() -> None:
    site = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\nmodular = true\n'
    view = page(CREDIT.format("partly-tested", ', elements = ["warning"]'), establishments__northbank=site)
    assert view.laws[0].words[0] == (
        "Credited: partly-tested; the clocks of the elements that it names are restarted, no others."
    )
    assert view.about[1] == "Meant to test: northbank, element by element"


def test_a_report_late_is_asked_for_once() -> None:
    view = page('will_test = ["northbank"]\nheld_on = 2026-02-02\n')
    assert sum("report-published" in line for line in view.to_do) == 1


def test_an_undated_exercise_that_can_no_longer_be_in_time_says_so() -> None:
    view = page('will_test = ["northbank"]\n', on="2027-01-18")
    assert view.to_do[1] == (
        "If begun today, the earliest is Mon 19 Jul 2027; compressed, Mon 8 Mar 2027, both AFTER the safe date, "
        "13 Feb 2027"
    )
    early = page('will_test = ["northbank"]\n', on="2026-03-02")
    assert early.to_do[1] == "If begun today, the earliest is Tue 1 Sep 2026; compressed, Wed 22 Apr 2026"
