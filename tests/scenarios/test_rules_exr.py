"""Rules on exercises: each fires, does not fire, and its boundary day.

The plan of northbank was tested on 12 May 2023: last lawful day 12 May 2026, safe date 11 May 2026.
"""

from __future__ import annotations

import pytest
from rule_findings import codes, found_of, kinds, lines

SITE = "establishments/northbank"
TESTED = 'held_on = 2023-05-12\nclosed_on = 2024-01-10\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
IN_DATE = {SITE: "", "exercises/y2023": TESTED}
MEANT = 'will_test = ["northbank"]\n'
BEFORE = ("initiation", "invite-agencies", "planning-meetings", "scenario", "debrief-booked", "events-list")
AFTER = ("urgent-corrections", "single-agency-debriefs", "draft-report", "report-agreed", "invoice", "plan-revised")


def done(*steps: str, day: str = "2025-10-01", more: str = "") -> str:
    rows = ", ".join(f'{{ id = "{step}", done_on = {day} }}' for step in steps)
    return f"phases = [{rows}{more}]\n"


def exercise(text: str, **more: str) -> dict[str, str]:
    return {SITE: "", "exercises/next": text} | {f"exercises/{name}": one for name, one in more.items()}


def exr(on: str, records: dict[str, str]) -> list[str]:
    return codes(on, records, "EXR")


def test_what_stands_behind_each_rule() -> None:
    assert kinds("EXR") == {
        "EXR001": "law error",
        "EXR002": "practice warning",
        "EXR003": "local warning",
        "EXR004": "local warning",
        "EXR005": "law error",
        "EXR006": "local note",
        "EXR007": "practice warning",
        "EXR008": "law warning",
        "EXR009": "practice warning",
        "EXR010": "practice warning",
        "EXR011": "practice warning",
    }


def test_an_authority_with_exercises_at_every_stage_in_november() -> None:
    records = {
        "establishments/eastquay": "",
        "establishments/westbank": "",
        "exercises/2024-westbank": (
            'held_on = 2024-02-14\nclosed_on = 2024-09-02\ncredits = [{ plan = "westbank", conclusion = "tested" }]'
        ),
        "exercises/2026-eastquay": (
            'type = "control-post"\nheld_on = 2026-07-20\nwill_test = ["eastquay"]\n'
            + done("urgent-corrections", "single-agency-debriefs", "multi-agency-debrief", day="2026-08-03")
        ),
        "exercises/2026-westbank-live": (
            'planned_on = 2026-12-02\nconfirmed_on = 2026-07-14\nwill_test = ["westbank"]\n'
            + done("initiation", "invite-agencies", "planning-meetings", "scenario", "events-list", "safety")
            + 'attendance = [{ agency = "example-police", asked_on = 2026-06-17, asked_under_14_5 = true }]'
        ),
    }
    assert lines("2026-11-21", records, "EXR") == [
        "warning EXR004 eastquay: report 12 days past the local target, not law",
        # the draft report: 42 days after is 31 August, a bank holiday, so it was due on 1 September
        "warning EXR002 eastquay: 3 steps late, the worst by 81 days",
        "warning EXR008 westbank: example-police asked 157 days ago under reg 14(5), no reply on record",
        "warning EXR002 westbank: step debrief-booked 80 days late",
        "warning EXR010 westbank: confirmed for 2 Dec 2026 without a date for the multi-agency debrief",
    ]


# --- EXR001 steps that endanger the test, EXR002 steps that do not -------------------------------

# Live, 6 May 2026, begun and no more: 30 working days are needed at least. From 25 March to the day
# before the safe date there are 30 (3 and 6 April and 4 May are bank holidays), from 26 March 29.
HURRIED = IN_DATE | {"exercises/next": MEANT + "planned_on = 2026-05-06\n" + done("initiation")}


def test_late_steps_endanger_the_test_once_they_no_longer_fit_before_the_safe_date() -> None:
    assert exr("2026-03-25", HURRIED) == ["EXR002"]
    assert exr("2026-03-26", HURRIED) == ["EXR001"]
    (found,) = found_of("EXR001", "2026-03-26", HURRIED)
    assert found.raised.message == "4 steps late, the worst by 127 days; the test of northbank no longer fits in time"
    assert (found.raised.establishment, found.raised.plan, found.raised.provision) == (
        "northbank",
        "comah",
        "COMAH 2015 reg 14(1)(b)",
    )
    assert ("Safe", "Mon 11 May 2026: 30 working days needed at least, 29 left before the safe date") in (
        found.raised.details
    )


@pytest.mark.parametrize("confirmed", ["confirmed_on = 2026-01-12\n", ""])
def test_nothing_is_endangered_where_another_exercise_tests_the_plan_in_time(confirmed: str) -> None:
    ready = done(*BEFORE, "safety", "player-briefing", "public-notice")
    other = f"{MEANT}planned_on = 2026-05-07\n{confirmed}debrief_on = 2026-06-03\n{ready}"
    assert exr("2026-03-26", HURRIED | {"exercises/other": other}) == ["EXR002"]


def test_after_the_safe_date_the_breach_itself_is_the_finding() -> None:
    later = IN_DATE | {"exercises/next": MEANT + "planned_on = 2026-06-10\n" + done("initiation")}
    assert exr("2026-05-11", later) == ["EXR001"]
    assert exr("2026-05-12", later) == ["EXR002"]


def test_an_exercise_that_is_to_test_no_plan_endangers_none() -> None:
    assert exr("2026-03-26", IN_DATE | {"exercises/next": "planned_on = 2026-05-06"}) == ["EXR002"]


READY = "planned_on = 2026-12-02\ndebrief_on = 2027-01-06\n" + done(*BEFORE[:4])


@pytest.mark.parametrize(
    ("on", "messages"),
    [
        ("2026-10-21", []),
        ("2026-10-22", ["step events-list 1 day late"]),
        ("2026-11-05", ["2 steps late, the worst by 15 days"]),  # and the safety assessment of 4 November
        ("2026-12-03", []),  # the day has passed: what became of the exercise is asked instead
    ],
)
def test_a_step_is_late_from_the_day_after_its_own(on: str, messages: list[str]) -> None:
    found = found_of("EXR002", on, exercise(READY))
    assert [one.raised.message for one in found] == messages


def test_late_steps_are_listed_with_their_days() -> None:
    (found,) = found_of("EXR002", "2026-11-05", exercise(READY))
    assert found.raised.details == (
        ("Step", "events-list: due Wed 21 Oct 2026 by the template, 15 days late"),
        ("Step", "safety: due Wed 4 Nov 2026 by the template, 1 day late"),
    )
    assert (str(found.raised.since), found.raised.days) == ("2026-10-22", 15)


def test_a_step_done_or_given_a_later_day_is_not_late() -> None:
    later = ', { id = "events-list", due_on = 2026-11-06 }'
    assert exr("2026-11-04", exercise(READY.replace("}]", f"}}{later}]"))) == []
    assert exr("2026-11-04", exercise(READY.replace("}]", '}, { id = "events-list", done_on = 2026-10-20 }]'))) == []


# --- the debrief: EXR006 late, EXR003 past its limit ---------------------------------------------

ALL_AFTER = done(*AFTER, "report-published", "lessons-reviewed", day="2026-10-10")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-06", []),  # 28 days after Friday 9 October 2026
        ("2026-11-07", ["EXR006"]),
        ("2026-11-20", ["EXR006"]),  # 42 days after
        ("2026-11-21", ["EXR003"]),
    ],
)
def test_a_debrief_is_late_after_four_weeks_and_past_its_limit_after_six(on: str, expected: list[str]) -> None:
    assert exr(on, exercise("held_on = 2026-10-09\n" + ALL_AFTER)) == expected


def test_a_debrief_held_is_not_late_and_one_booked_is_shown() -> None:
    held = ALL_AFTER.replace("}]", '}, { id = "multi-agency-debrief", done_on = 2026-11-20 }]')
    assert [code for code in exr("2026-11-21", exercise("held_on = 2026-10-09\n" + held)) if code != "EXR007"] == []
    booked = exercise("held_on = 2026-10-09\ndebrief_on = 2026-11-18\n" + ALL_AFTER.replace("report-agreed", "invoice"))
    (found,) = found_of("EXR006", "2026-11-16", booked)
    assert ("Booked", "18 Nov 2026") in found.raised.details
    assert (found.raised.message, found.raised.days, str(found.raised.since)) == (
        "multi-agency debrief 10 days past the local target, not law",
        10,
        "2026-11-07",
    )


def test_the_limit_of_a_debrief_counts_from_the_last_day_the_exercise_can_have_been() -> None:
    vague = exercise('held_on = "2026-09"\n' + ALL_AFTER)
    assert exr("2026-11-11", vague) == ["EXR006"]  # 42 days after 30 September
    assert exr("2026-11-12", vague) == ["EXR003"]


# --- EXR004 the local target of a report, EXR005 the law of a REPPIR report ------------------------


def test_a_report_is_late_against_the_local_target_after_112_days() -> None:
    held = exercise(MEANT + "held_on = 2026-07-20\n" + done("multi-agency-debrief", *AFTER, "lessons-reviewed"))
    assert exr("2026-11-09", held) == []
    (found,) = found_of("EXR004", "2026-11-10", held)
    assert (found.raised.message, found.raised.days, found.raised.establishment) == (
        "report 1 day past the local target, not law",
        1,
        "northbank",
    )
    assert exr("2026-11-10", exercise(f"{held['exercises/next']}closed_on = 2026-11-10")) == []


REPPIR = '[[plans]]\nregime = "comah"\n[[plans]]\nregime = "reppir"\n'


def reppir(text: str) -> dict[str, str]:
    return {SITE: REPPIR, "exercises/next": 'will_test = ["northbank/reppir"]\n' + text}


@pytest.mark.parametrize(
    ("on", "text", "message"),
    [
        ("2026-11-20", "held_on = 2026-08-20", None),  # three months: the corresponding day counts
        ("2026-11-21", "held_on = 2026-08-20", "report of the REPPIR test 1 day overdue"),
        ("2026-11-01", 'held_on = "2026-08"', None),
        ("2026-11-02", 'held_on = "2026-08"', "report of the REPPIR test may be overdue"),
        ("2026-12-01", 'held_on = "2026-08"', "report of the REPPIR test 1 day overdue"),
        ("2026-10-29", "held_on = 2026-08-20\n" + done("report-agreed", day="2026-10-01"), None),  # 28 days
        (
            "2026-10-30",
            "held_on = 2026-08-20\n" + done("report-agreed", day="2026-10-01"),
            "sending the report of the REPPIR test 1 day overdue",
        ),
        ("2027-10-30", "held_on = 2026-08-20\n" + done("report-agreed", "report-published", day="2026-10-01"), None),
    ],
)
def test_a_reppir_report_has_three_months_and_28_days_by_law(on: str, text: str, message: str | None) -> None:
    found = found_of("EXR005", on, reppir(text))
    assert [one.raised.message for one in found] == ([message] if message else [])


def test_a_reppir_report_is_late_since_the_day_after_its_last_lawful_day() -> None:
    (late,) = found_of("EXR005", "2026-11-21", reppir("held_on = 2026-08-20"))
    assert (str(late.raised.since), late.raised.days, late.raised.plan) == ("2026-11-21", 1, "reppir")
    (vague,) = found_of("EXR005", "2026-11-02", reppir('held_on = "2026-08"'))
    assert (vague.raised.since, vague.raised.days, vague.severity.value) == (None, None, "error")


def test_a_reppir_report_of_a_test_without_its_day_cannot_be_shown_in_time() -> None:
    (found,) = found_of("EXR005", "2026-11-21", reppir('held_on = "unknown"'))
    assert found.severity.value == "error"
    assert found.raised.message.startswith("report of the REPPIR test cannot be shown in time: the day")


def test_closing_a_reppir_exercise_does_not_close_its_report() -> None:
    assert exr("2026-11-21", reppir("held_on = 2026-08-20\nclosed_on = 2026-10-01")) == ["EXR005"]


# --- EXR007 the report before the debrief ---------------------------------------------------------


@pytest.mark.parametrize(
    ("debrief", "message"),
    [
        ('{ id = "multi-agency-debrief", done_on = 2026-11-03 }', None),
        (
            '{ id = "multi-agency-debrief", done_on = 2026-11-04 }',
            "report agreed 3 Nov 2026, before the debrief held 4 Nov 2026",
        ),
        ('{ id = "multi-agency-debrief", done_on = "2026-11" }', None),  # it may have been before
        ('{ id = "draft-report", done_on = 2026-11-02 }', None),  # no debrief on record: see EXR006
    ],
)
def test_a_report_is_not_agreed_before_the_debrief(debrief: str, message: str | None) -> None:
    text = f'held_on = 2026-10-20\nphases = [{{ id = "report-agreed", done_on = 2026-11-03 }}, {debrief}]'
    found = found_of("EXR007", "2026-11-30", exercise(text))
    assert [one.raised.message for one in found] == ([message] if message else [])


def test_a_report_agreed_while_the_debrief_is_still_booked() -> None:
    text = "held_on = 2026-10-20\ndebrief_on = 2026-12-01\n" + done("report-agreed", day="2026-11-03")
    (found,) = found_of("EXR007", "2026-11-21", exercise(text))
    assert found.raised.message == "report agreed 3 Nov 2026, before the debrief booked for 1 Dec 2026"
    assert found_of("EXR007", "2026-11-02", exercise(text)) == []


# --- EXR008 no reply, EXR009 absent --------------------------------------------------------------


def asked(row: str, on: str = "2026-11-22", policy: str = "", more: str = "") -> list[str]:
    text = f'{MEANT}planned_on = 2027-01-27\n{more}attendance = [{{ agency = "example-police", {row} }}]'
    records = exercise(text) | {"authority": policy}
    return [one.raised.message for one in found_of("EXR008", on, records)]


ASKED = "asked_on = 2026-10-24, asked_under_14_5 = true"


def test_a_category_1_responder_has_28_days_to_reply() -> None:
    assert asked(ASKED, "2026-11-21") == []
    assert asked(ASKED, "2026-11-22") == ["example-police asked 29 days ago under reg 14(5), no reply on record"]


def test_an_authority_can_give_other_days_for_a_reply() -> None:
    fortnight = "[policy]\nreply_days = 14\n"
    assert asked(ASKED, "2026-11-07", fortnight) == []
    assert asked(ASKED, "2026-11-08", fortnight) != []


@pytest.mark.parametrize(
    "row",
    [
        f"{ASKED}, replied_on = 2026-11-20",
        f'{ASKED}, outcome = "apologised"',
        "asked_on = 2026-10-24",  # not asked in writing under regulation 14(5)
        f'{ASKED.replace("example-police", "")}, replied_on = "2026-11"',
    ],
)
def test_a_reply_an_outcome_or_another_kind_of_request_is_no_finding(row: str) -> None:
    assert asked(row) == []


def test_only_a_category_1_responder_owes_a_reply() -> None:
    text = f'planned_on = 2027-01-27\nattendance = [{{ agency = "halton", {ASKED} }}]'
    assert found_of("EXR008", "2026-11-22", exercise(text)) == []


def test_a_request_without_its_day_has_had_no_reply() -> None:
    assert asked("asked_under_14_5 = true") == [
        "example-police asked (day not on record) under reg 14(5), no reply on record"
    ]


def test_a_cancelled_exercise_waits_for_no_reply() -> None:
    assert asked(ASKED, more='cancelled = { on = 2026-11-01, reason = "shutdown" }\n') == []


@pytest.mark.parametrize(
    ("on", "row", "more", "message"),
    [
        ("2026-11-03", 'outcome = "absent"', "", None),
        ("2026-11-04", 'outcome = "absent"', "", "example-police absent without apology"),
        (
            "2026-11-04",
            'outcome = "absent", asked_on = 2026-07-01, asked_under_14_5 = true',
            "",
            "example-police absent without apology, asked in writing under reg 14(5)",
        ),
        ("2026-11-04", 'outcome = "apologised"', "", None),
        ("2026-11-04", 'outcome = "attended"', "", None),
        ("2026-11-21", 'outcome = "absent"', "closed_on = 2026-11-20\n", None),
    ],
)
def test_an_agency_absent_without_apology(on: str, row: str, more: str, message: str | None) -> None:
    text = f'held_on = 2026-11-04\n{more}attendance = [{{ agency = "example-police", {row} }}]'
    found = found_of("EXR009", on, exercise(text))
    assert [one.raised.message for one in found] == ([message] if message else [])


# --- EXR010 confirmed without a debrief date, EXR011 postponed past the due date --------------------


@pytest.mark.parametrize(
    ("on", "more", "fires"),
    [
        ("2026-07-13", "", False),
        ("2026-07-14", "", True),
        ("2026-12-02", "", True),
        ("2026-12-03", "", False),
        ("2026-07-14", "debrief_on = 2027-01-06\n", False),
    ],
)
def test_an_exercise_confirmed_without_a_date_for_its_debrief(on: str, more: str, fires: bool) -> None:
    text = f"planned_on = 2026-12-02\nconfirmed_on = 2026-07-14\n{more}"
    assert bool(found_of("EXR010", on, exercise(text))) is fires


def postponed(on: str, row: str) -> list[str]:
    text = f"{MEANT}planned_on = 2026-04-22\npostponements = [{{ on = 2026-02-20, from = 2026-04-22, {row} }}]"
    return [one.raised.message for one in found_of("EXR011", on, IN_DATE | {"exercises/next": text})]


def test_a_postponement_past_the_last_lawful_day_wants_the_authoritys_position() -> None:
    assert postponed("2026-03-02", "to = 2026-05-12") == []
    assert postponed("2026-03-02", "to = 2026-05-13") == [
        "put off to 13 May 2026, past the last lawful day 12 May 2026, without the competent authority's position"
    ]
    assert postponed("2026-02-19", "to = 2026-05-13") == []  # not yet put off
    assert postponed("2026-03-02", 'to = 2026-05-13, ca_position = "no objection"') == []


def test_a_postponement_to_a_month_may_pass_the_last_lawful_day() -> None:
    assert postponed("2026-03-02", 'to = "2026-05"') != []
    assert postponed("2026-03-02", 'to = "2026-04"') == []


def test_a_postponement_to_no_new_day_passes_it_once_it_has_passed() -> None:
    assert postponed("2026-05-12", 'reason = "shutdown"') == []
    assert postponed("2026-05-13", 'reason = "shutdown"') == [
        "put off to no new day, past the last lawful day 12 May 2026, without the competent authority's position"
    ]
