"""Every duty that reads a record: dated, undated, and on both sides of its last lawful day.

A record in, the answer out. ``DAY`` in a record stands for the day of the event.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from register_text import AsAt

from comah.law.counting import last_lawful_day
from comah.law.load import load_law

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
REPPIR = '[[plans]]\nregime = "reppir"\n'
PIPELINE = '[[plans]]\nregime = "pipeline"\n'
PREPARED = "first_prepared_on = 2010-01-01\n"


def credited_test(plan: str) -> str:
    """Write a held exercise that is credited as a test of one plan."""
    return f"""
held_on = DAY
will_test = ["{plan}"]
credits = [{{ plan = "{plan}", conclusion = "tested", elements = ["all"] }}]
"""


class Row(NamedTuple):
    """A duty with a period: what is written, when it happened, and the last lawful day by hand."""

    duty: str
    records: dict[str, str]
    happened: str
    last_lawful: str
    in_time: str  # the status on the last lawful day
    undated: str  # the status where no day is on record
    exercise: str = ""


# a step of its own, so that it is not known by its result alone
WITH_A_STEP = 'held_on = DAY\nphases = [{ id = "invoice", done_on = "unknown" }]'


def rows() -> list[Row]:
    tests = {
        "COMAH-14-TEST": {SITE: COMAH + PREPARED, "exercises/drill": credited_test("northbank")},
        "REPPIR-12-TEST": {SITE: REPPIR + PREPARED, "exercises/drill": credited_test("northbank/reppir")},
    }
    comah_test, reppir_test = tests["COMAH-14-TEST"], tests["REPPIR-12-TEST"]
    comah_review = {SITE: COMAH + PREPARED + "reviews = [{ on = DAY }]"}
    reppir_review = {SITE: REPPIR + PREPARED + "reviews = [{ on = DAY }]"}
    pipeline_review = {SITE: PIPELINE + PREPARED + "reviews = [{ on = DAY }]"}
    report = {SITE: REPPIR, "exercises/drill": 'held_on = DAY\nwill_test = ["northbank/reppir"]\n'}
    sent = {
        SITE: REPPIR,
        "exercises/drill": 'held_on = 2026-01-14\nwill_test = ["northbank/reppir"]\n'
        'phases = [{ id = "report-agreed", done_on = DAY }]\n',
    }
    made = {
        "COMAH-13-PREP": {SITE: COMAH + "information_received_on = DAY"},
        "REPPIR-11-PREP": {SITE: REPPIR + "consequences_report_received_on = DAY"},
        "PSR-25-PREP": {SITE: PIPELINE + "notified_on = DAY"},
    }
    zone = {SITE: REPPIR + "consequences_report_received_on = DAY"}
    internal = "[internal_plan]\n"
    information = "[public_information]\n"
    return [
        Row("COMAH-14-TEST", comah_test, "2023-05-12", "2026-05-12", "at-risk", "unknown"),
        Row("COMAH-14-TEST", comah_test, "2024-02-29", "2027-02-28", "at-risk", "unknown"),
        Row("COMAH-14-TEST", comah_test, "2021-02-28", "2024-02-28", "at-risk", "unknown"),
        Row("REPPIR-12-TEST", reppir_test, "2023-05-12", "2026-05-12", "at-risk", "unknown"),
        Row("COMAH-14-REVIEW", comah_review, "2023-05-12", "2026-05-12", "at-risk", "unknown"),
        Row("COMAH-14-REVIEW", comah_review, "2024-02-29", "2027-02-28", "at-risk", "unknown"),
        Row("REPPIR-12-REVIEW", reppir_review, "2023-05-12", "2026-05-12", "at-risk", "unknown"),
        Row("PSR-25-REVIEW", pipeline_review, "2023-05-12", "2026-05-12", "at-risk", "unknown"),
        Row("COMAH-13-PREP", made["COMAH-13-PREP"], "2025-08-31", "2026-02-28", "due", "not-applicable"),
        Row("REPPIR-11-PREP", made["REPPIR-11-PREP"], "2025-06-30", "2026-02-28", "due", "not-applicable"),
        Row("PSR-25-PREP", made["PSR-25-PREP"], "2025-05-31", "2026-02-28", "due", "not-applicable"),
        Row("REPPIR-8-DEPZ", zone, "2025-12-31", "2026-02-28", "due", "not-applicable"),
        Row("REPPIR-12-REPORT", report, "2025-11-30", "2026-02-28", "due", "unknown", "drill"),
        Row("REPPIR-12-SEND", sent, "2026-02-10", "2026-03-10", "due", "unknown", "drill"),
        Row("COMAH-12-REVIEW", {SITE: internal + "reviewed_on = DAY"}, "2023-05-12", "2026-05-12", "due", "unknown"),
        Row("COMAH-12-TEST", {SITE: internal + "tested_on = DAY"}, "2023-05-12", "2026-05-12", "due", "unknown"),
        Row("COMAH-18-REVIEW", {SITE: information + "reviewed_on = DAY"}, "2023-05-12", "2026-05-12", "due", "unknown"),
        Row("COMAH-18-SEND", {SITE: information + "sent_on = DAY"}, "2021-05-12", "2026-05-12", "due", "unknown"),
        Row("COMAH-10-SR", {SITE: "[safety_report]\nsent_on = DAY"}, "2021-05-12", "2026-05-12", "due", "unknown"),
        Row("COMAH-10-SR", {SITE: "[safety_report]\nreviewed_on = DAY"}, "2021-05-12", "2026-05-12", "due", "unknown"),
        Row("POL-DEBRIEF", {"exercises/drill": WITH_A_STEP}, "2026-02-10", "2026-03-10", "due", "unknown", "drill"),
        Row("POL-REPORT", {"exercises/drill": WITH_A_STEP}, "2026-01-14", "2026-05-06", "due", "unknown", "drill"),
        Row("POL-ELEMENTS", comah_test, "2023-05-12", "2026-05-12", "due", "unknown"),
    ]  # fmt: skip


ROWS = rows()
NAMES = [f"{row.duty} {row.happened}" for row in ROWS]


def dated(row: Row, when: str) -> dict[str, str]:
    """Put a day, or what is written instead of one, into the records."""
    return {name: text.replace("DAY", when) for name, text in row.records.items()}


def site_of(row: Row) -> str:
    return "" if row.duty in {"POL-DEBRIEF", "POL-REPORT"} else "northbank"


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_the_last_lawful_day_is_in_time_and_the_day_after_is_not(row: Row) -> None:
    last = date.fromisoformat(row.last_lawful)
    records = dated(row, row.happened)
    on_it = AsAt(row.last_lawful, records).duty(row.duty, site_of(row), exercise=row.exercise)
    after = AsAt(str(last + timedelta(days=1)), records).duty(row.duty, site_of(row), exercise=row.exercise)
    assert (on_it.status.value, str(on_it.due_on), str(on_it.due_latest_on)) == (row.in_time, *[row.last_lawful] * 2)
    assert (on_it.days_left, on_it.days_overdue) == (-1, 0)
    assert on_it.safe_on == last - timedelta(days=1)
    assert (after.status.value, after.days_overdue) == ("overdue", 1)
    assert after.trigger is not None
    assert (after.trigger.is_precise, str(after.trigger.earliest)) == (True, row.happened)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_day_known_to_the_week_counts_from_both_its_ends(row: Row) -> None:
    happened, last = date.fromisoformat(row.happened), date.fromisoformat(row.last_lawful)
    records = dated(row, f'"[{happened - timedelta(days=6)}..{row.happened}]"')
    on_it = AsAt(row.last_lawful, records).duty(row.duty, site_of(row), exercise=row.exercise)
    after = AsAt(str(last + timedelta(days=1)), records).duty(row.duty, site_of(row), exercise=row.exercise)
    assert (on_it.status.value, str(on_it.due_latest_on), on_it.days_overdue) == ("may-be-overdue", row.last_lawful, 0)
    assert on_it.due_on is not None
    assert on_it.due_on < last
    assert on_it.trigger is not None
    assert not on_it.trigger.is_precise
    assert (after.status.value, after.days_overdue) == ("overdue", 1)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_without_a_day_nothing_is_counted(row: Row) -> None:
    undated = '"unknown"' if "exercises/drill" in row.records else '""'
    found = AsAt(row.last_lawful, dated(row, undated)).duty(row.duty, site_of(row), exercise=row.exercise)
    assert (found.status.value, found.due_on, found.days_left, found.days_overdue) == (row.undated, None, None, 0)


# --- the first day in force -------------------------------------------------------------------

LEAK = {SITE: COMAH, "activations/leak": 'site = "northbank"\non = 2015-05-01'}
DRILL_2019 = 'held_on = 2019-05-01\nwill_test = ["northbank/reppir"]\n'
HELD_2019 = {SITE: REPPIR, "exercises/drill": DRILL_2019}
REPORTED_2019 = {
    SITE: REPPIR,
    "exercises/drill": DRILL_2019 + 'phases = [{ id = "report-agreed", done_on = 2019-05-10 }]',
}
AGREED = 'attendance = [{ agency = "example-police", asked_on = 2010-01-05, asked_under_14_5 = true }]'
IN_FORCE = [
    ("COMAH-13-PREP", "2015-06-01", {SITE: COMAH + "information_received_on = 2015-03-02"}, "due"),
    ("COMAH-14-TEST", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("COMAH-14-REVIEW", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("COMAH-14-FACTORS", "2015-06-01", {SITE: COMAH + '[[history]]\non = "2014"\nevent = "modified"'}, "due"),
    ("COMAH-14-COOP", "2015-06-01", {SITE: COMAH, "exercises/drill": f'will_test = ["northbank"]\n{AGREED}'}, "due"),
    ("COMAH-15-EXEMPT", "2015-06-01", {SITE: COMAH + "exemptions = [{ from = 2012-01-01 }]"}, "met"),
    ("COMAH-16-IMPL", "2015-06-01", LEAK, "met"),
    ("COMAH-26-INFORM", "2015-06-01", LEAK, "unknown"),
    ("COMAH-10-SR", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("COMAH-12-REVIEW", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("COMAH-12-TEST", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("COMAH-18-REVIEW", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("COMAH-18-SEND", "2015-06-01", {SITE: COMAH}, "unknown"),
    ("REPPIR-8-DEPZ", "2019-05-22", {SITE: REPPIR + "consequences_report_received_on = 2019-05-01"}, "due"),
    ("REPPIR-11-PREP", "2019-05-22", {SITE: REPPIR + "consequences_report_received_on = 2019-05-01"}, "due"),
    ("REPPIR-12-TEST", "2019-05-22", {SITE: REPPIR}, "unknown"),
    ("REPPIR-12-REVIEW", "2019-05-22", {SITE: REPPIR}, "unknown"),
    ("REPPIR-12-REPORT", "2019-05-22", HELD_2019, "due"),
    ("REPPIR-12-SEND", "2019-05-22", REPORTED_2019, "due"),
    ("PSR-25-PREP", "1996-04-11", {SITE: PIPELINE + "notified_on = 1996-03-01"}, "due"),
    ("PSR-25-REVIEW", "1996-04-11", {SITE: PIPELINE}, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("duty", "first", "records", "status"), IN_FORCE, ids=[row[0] for row in IN_FORCE])
def test_a_duty_arises_on_its_first_day_in_force(duty: str, first: str, records: dict[str, str], status: str) -> None:
    before = AsAt(str(date.fromisoformat(first) - timedelta(days=1)), records).duty(duty)
    assert (before.status.value, before.due_on) == ("not-applicable", None)
    assert "in force" in before.reason
    assert AsAt(first, records).status(duty) == status


UNREAD = [
    ("COMAH-13-INFO", "2015-06-01", COMAH),
    ("COMAH-13-CONSULT", "2015-06-01", COMAH),
    ("COMAH-14-SUBST", "2015-06-01", COMAH),
    ("COMAH-17-UPDATE", "2015-06-01", COMAH),
    ("COMAH-24-DOMINO", "2015-06-01", COMAH),
    ("COMAH-29-FEE", "2015-06-01", COMAH),
    ("COMAH-6-NOTIFY", "2015-06-01", COMAH),
    ("COMAH-6-OTHER", "2015-06-01", COMAH),
    ("COMAH-7-MAPP", "2015-06-01", COMAH),
    ("COMAH-9-OTHER", "2015-06-01", COMAH),
    ("COMAH-12-OTHER", "2015-06-01", COMAH),
    ("REPPIR-21-INFO", "2019-05-22", REPPIR),
]


@pytest.mark.parametrize(("duty", "first", "plan"), UNREAD, ids=[row[0] for row in UNREAD])
def test_a_duty_that_no_record_answers_is_shown_and_not_passed_over(duty: str, first: str, plan: str) -> None:
    before = AsAt(str(date.fromisoformat(first) - timedelta(days=1)), {SITE: plan}).duty(duty, "")
    since = AsAt(first, {SITE: plan}).duty(duty, "")
    assert (before.status.value, since.status.value) == ("not-applicable", "not-applicable")
    assert "not in force before" in before.reason
    assert "no record kind" in since.reason


@pytest.mark.parametrize(
    ("duty", "event", "last_lawful"),
    [
        ("COMAH-6-OTHER", "2025-01-01", "2025-12-31"),  # "beginning on" the day it became one
        ("COMAH-9-OTHER", "2025-01-01", "2026-12-31"),
        ("COMAH-12-OTHER", "2025-01-01", "2026-12-31"),
        ("COMAH-7-MAPP", "2021-05-12", "2026-05-12"),
        ("COMAH-29-FEE", "2026-02-10", "2026-03-12"),
        ("REPPIR-21-INFO", "2024-02-29", "2027-02-28"),
    ],
)
def test_a_period_that_no_record_starts_yet_is_counted_all_the_same(duty: str, event: str, last_lawful: str) -> None:
    provision = load_law().find(duty)
    assert provision is not None
    value = provision.value_on(date(2026, 11, 21))
    assert value is not None
    assert value.interval is not None
    assert str(last_lawful_day(date.fromisoformat(event), value.interval, provision.counting)) == last_lawful


def test_the_civil_contingencies_regulations_are_in_force_from_14_november_2005() -> None:
    provision = load_law().find("CCA-25-EXERCISE")
    assert provision is not None
    assert provision.value_on(date(2005, 11, 13)) is None
    assert provision.value_on(date(2005, 11, 14)) is not None


# --- preparing a plan -------------------------------------------------------------------------


def prepare(on: str, plan: str, duty: str = "COMAH-13-PREP") -> tuple[str, str, str]:
    return AsAt(on, {SITE: plan}).position(duty)


@pytest.mark.parametrize(
    ("agreed", "last_lawful"),
    [
        ('"2026-04-15"\nagreed_reference = "CA/2025/3"', "2026-04-15"),
        ('"2026-05-31"\nagreed_reference = "CA/2025/3"', "2026-05-31"),  # nine months to the day
        ('"2026-06-01"\nagreed_reference = "CA/2025/3"', "2026-05-31"),  # no more can be agreed
        ('"2026-04-15"', "2026-04-15"),  # no reference: a finding, and the date still counts
        ('"2026-01-31"', "2026-02-28"),  # no longer period: six months stand
    ],
)
def test_a_longer_period_agreed_by_the_competent_authority(agreed: str, last_lawful: str) -> None:
    plan = f"{COMAH}information_received_on = 2025-08-31\nagreed_until_on = {agreed}\n"
    assert prepare(last_lawful, plan) == ("due", last_lawful, last_lawful)
    assert prepare(str(date.fromisoformat(last_lawful) + timedelta(days=1)), plan)[0] == "overdue"


def test_information_known_to_the_month_with_nine_months_agreed() -> None:
    plan = f'{COMAH}information_received_on = "2025-08"\nagreed_until_on = 2026-05-31\n'
    assert prepare("2026-05-02", plan) == ("may-be-overdue", "2026-05-01", "2026-05-31")


def test_a_longer_period_without_the_information_counts_from_nothing() -> None:
    assert prepare("2026-11-21", f"{COMAH}agreed_until_on = 2026-05-31\n") == ("not-applicable", "", "")


def test_a_plan_once_prepared_has_met_the_duty_for_good() -> None:
    plan = f"{COMAH}information_received_on = 2025-08-31\nfirst_prepared_on = 2026-03-10\n"
    assert prepare("2026-03-09", plan)[0] == "overdue"
    late = AsAt("2026-03-10", {SITE: plan}).duty("COMAH-13-PREP")
    assert (late.status.value, late.days_overdue, late.days_left) == ("met", 0, None)
    assert "28 Feb 2026" in late.reason


@pytest.mark.parametrize(
    ("work", "last_lawful", "latest"),
    [
        ("", "2026-09-05", "2026-09-05"),
        ("work_starts_on = 2026-06-01", "2026-06-01", "2026-06-01"),
        ("work_starts_on = 2027-01-04", "2026-09-05", "2026-09-05"),
        ('work_starts_on = "2026-09"', "2026-09-01", "2026-09-05"),
    ],
)
def test_a_reppir_plan_is_due_before_the_work_where_that_comes_first(work: str, last_lawful: str, latest: str) -> None:
    plan = f"{REPPIR}consequences_report_received_on = 2026-01-05\n{work}\n"
    assert prepare("2026-02-01", plan, "REPPIR-11-PREP") == ("due", last_lawful, latest)


def test_a_reppir_plan_whose_report_day_is_not_on_record_is_due_by_the_start_of_the_work() -> None:
    plan = f"{REPPIR}work_starts_on = 2026-06-01\n"
    assert prepare("2026-06-01", plan, "REPPIR-11-PREP") == ("due", "2026-06-01", "2026-06-01")
    assert prepare("2026-06-02", plan, "REPPIR-11-PREP")[0] == "overdue"


@pytest.mark.parametrize(
    ("first_use", "last_lawful"),
    [("", "2026-11-02"), ("first_use_on = 2026-06-01", "2026-11-02"), ("first_use_on = 2027-01-04", "2027-01-04")],
)
def test_a_pipeline_plan_is_due_in_nine_months_or_by_a_later_first_use(first_use: str, last_lawful: str) -> None:
    plan = f"{PIPELINE}notified_on = 2026-02-02\n{first_use}\n"
    assert prepare("2026-03-01", plan, "PSR-25-PREP") == ("due", last_lawful, last_lawful)


def test_a_zone_once_told_has_met_the_duty() -> None:
    plan = f"{REPPIR}consequences_report_received_on = 2026-01-05\nzone_told_on = 2026-02-20\n"
    assert AsAt("2026-02-19", {SITE: plan}).position("REPPIR-8-DEPZ") == ("due", "2026-03-05", "2026-03-05")
    told = AsAt("2026-06-01", {SITE: plan}).duty("REPPIR-8-DEPZ")
    assert (told.status.value, told.days_left, told.days_overdue) == ("met", None, 0)


# --- after an exercise ------------------------------------------------------------------------


def test_a_test_over_two_days_is_concluded_on_the_second() -> None:
    records = {SITE: REPPIR, "exercises/drill": 'held_on = "2026-03-10/2026-03-11"\nwill_test = ["northbank/reppir"]'}
    assert AsAt("2026-06-11", records).position("REPPIR-12-REPORT", exercise="drill") == (
        "due",
        "2026-06-11",
        "2026-06-11",
    )
    assert AsAt("2026-06-12", records).status("REPPIR-12-REPORT", exercise="drill") == "overdue"


def test_a_report_completed_and_sent() -> None:
    drill = 'held_on = 2026-01-14\nwill_test = ["northbank/reppir"]\n'
    agreed = '{ id = "report-agreed", done_on = 2026-02-10 }'
    published = '{ id = "report-published", done_on = 2026-03-02 }'
    records = {SITE: REPPIR, "exercises/drill": f"{drill}phases = [{agreed}, {published}]"}
    assert AsAt("2026-02-09", records).status("REPPIR-12-REPORT") == "due"
    assert AsAt("2026-02-09", records).status("REPPIR-12-SEND") == "not-applicable"
    assert AsAt("2026-02-10", records).status("REPPIR-12-REPORT") == "met"
    assert AsAt("2026-02-10", records).position("REPPIR-12-SEND") == ("due", "2026-03-10", "2026-03-10")
    assert AsAt("2026-03-02", records).status("REPPIR-12-SEND") == "met"


def test_a_report_known_only_to_be_published_was_sent() -> None:
    drill = 'held_on = 2026-01-14\nwill_test = ["northbank/reppir"]\n'
    published = 'phases = [{ id = "report-published", done_on = 2026-03-02 }]'
    found = AsAt("2026-11-21", {SITE: REPPIR, "exercises/drill": drill + published})
    assert (found.status("REPPIR-12-REPORT"), found.status("REPPIR-12-SEND")) == ("met", "met")


def test_a_comah_test_has_no_statutory_report() -> None:
    records = {SITE: COMAH, "exercises/drill": 'held_on = 2026-01-14\nwill_test = ["northbank"]\n'}
    found = AsAt("2026-11-21", records).assessment.duties
    assert [row.duty for row in found if row.exercise == "drill"] == ["POL-DEBRIEF", "POL-REPORT"]
    assert {row.standing.value for row in found if row.exercise == "drill"} == {"local"}


def test_a_debrief_held_late_is_met_and_says_so() -> None:
    drill = 'held_on = 2026-02-10\nphases = [{ id = "multi-agency-debrief", done_on = 2026-03-20 }]'
    found = AsAt("2026-11-21", {"exercises/drill": drill}).duty("POL-DEBRIEF", "", exercise="drill")
    assert (found.status.value, found.days_overdue) == ("met", 0)
    assert "after 10 Mar 2026" in found.reason


def test_nothing_follows_from_an_exercise_not_held_or_cancelled() -> None:
    records = {
        "exercises/coming": "planned_on = 2026-12-02",
        "exercises/off": "planned_on = 2026-01-14\ncancelled = { on = 2026-01-10 }",
    }
    assert not [row for row in AsAt("2026-11-21", records).assessment.duties if row.exercise]


# --- duties that arise with an event ----------------------------------------------------------


def coop(on: str, part: str, drill: str = 'will_test = ["northbank"]') -> str:
    text = f'{drill}\nattendance = [{{ agency = "example-police", {part} }}]'
    return AsAt(on, {SITE: COMAH, "exercises/drill": text}).status("COMAH-14-COOP")


ASKED = "asked_on = 2026-07-01, asked_under_14_5 = true"


def test_a_designated_authority_asked_in_writing_owes_co_operation() -> None:
    assert coop("2026-06-30", ASKED) == "not-applicable"
    assert coop("2026-07-01", ASKED) == "due"
    assert coop("2026-07-19", f"{ASKED}, replied_on = 2026-07-20") == "due"
    assert coop("2026-07-20", f"{ASKED}, replied_on = 2026-07-20") == "met"


def test_a_request_without_its_day_was_made() -> None:
    assert coop("2026-11-21", "asked_under_14_5 = true") == "due"


def test_an_agency_asked_otherwise_owes_nothing_under_regulation_14() -> None:
    assert coop("2026-11-21", "asked_on = 2026-07-01") == "not-applicable"


def test_to_be_absent_after_being_asked_in_writing_is_not_to_co_operate() -> None:
    held = 'will_test = ["northbank"]\nheld_on = 2026-10-07'
    assert coop("2026-11-21", f'{ASKED}, outcome = "attended"', held) == "met"
    assert coop("2026-11-21", f'{ASKED}, outcome = "absent"', held) == "unknown"
    assert coop("2026-11-21", f'{ASKED}, replied_on = 2026-07-20, outcome = "absent"', held) == "unknown"
    assert coop("2026-10-06", f'{ASKED}, outcome = "attended"', held) == "due"


def factors(on: str, history: str, reviews: str = "") -> str:
    return AsAt(on, {SITE: f"{COMAH}{reviews}\n{history}"}).status("COMAH-14-FACTORS")


def test_changes_since_the_last_full_review_wait_for_the_next() -> None:
    modified = '[[history]]\non = 2025-03-01\nevent = "modified"'
    assert factors("2025-02-28", modified) == "not-applicable"
    assert factors("2025-03-01", modified) == "due"
    assert factors("2026-11-21", modified, "reviews = [{ on = 2025-03-02 }]") == "not-applicable"
    assert factors("2026-11-21", modified, "reviews = [{ on = 2025-02-28 }]") == "due"
    assert factors("2026-11-21", modified, 'reviews = [{ on = 2025-03-02, kind = "contacts" }]') == "due"
    assert factors("2026-11-21", '[[history]]\nevent = "modified"', "reviews = [{ on = 2025-03-02 }]") == "due"


def test_an_exemption_is_in_force_from_its_first_day_to_its_last() -> None:
    plan = f"{COMAH}exemptions = [{{ from = 2016-06-01, until = 2025-03-31 }}]"
    found = {on: AsAt(on, {SITE: plan}).status("COMAH-15-EXEMPT") for on in
             ("2016-05-31", "2016-06-01", "2025-03-31", "2025-04-01")}  # fmt: skip
    assert list(found.values()) == ["not-applicable", "met", "met", "not-applicable"]


def activation(on: str, text: str, site: str = COMAH) -> tuple[str, str]:
    found = AsAt(on, {SITE: site, "activations/leak": f'site = "northbank"\n{text}'})
    return found.status("COMAH-16-IMPL"), found.status("COMAH-26-INFORM")


def test_a_plan_put_into_effect() -> None:
    leak = 'on = 2025-03-09\nkind = "major-incident"\n'
    assert activation("2025-03-08", leak) == ("not-applicable", "not-applicable")
    assert activation("2025-03-09", leak) == ("met", "unknown")
    assert activation("2025-03-09", f"{leak}public_informed_on = 2025-03-10") == ("met", "unknown")
    assert activation("2025-03-10", f"{leak}public_informed_on = 2025-03-10") == ("met", "met")
    assert activation("2025-03-10", 'kind = "major-incident"') == ("met", "unknown")
    assert activation("2025-03-10", 'on = 2025-03-09\nkind = "standby"') == ("not-applicable", "not-applicable")


def test_a_lower_tier_site_has_no_external_plan_to_put_into_effect() -> None:
    assert activation("2025-03-10", "on = 2025-03-09", f'tier = "lower"\n{COMAH}') == ("not-applicable", "unknown")


# --- the operator's first intervals -------------------------------------------------------------


@pytest.mark.parametrize("duty", ["COMAH-12-TEST", "COMAH-12-REVIEW"])
def test_the_internal_plan_first_counts_from_its_preparation(duty: str) -> None:
    records = {SITE: "[internal_plan]\nfirst_prepared_on = 2023-05-12"}
    assert AsAt("2026-05-12", records).position(duty) == ("due", "2026-05-12", "2026-05-12")
    after = AsAt("2026-05-13", records).duty(duty)
    assert (after.status.value, str(after.in_date_only_if_since)) == ("unknown", "2023-05-13")


def test_the_safety_report_counts_from_the_later_of_sent_and_reviewed() -> None:
    records = {SITE: "[safety_report]\nsent_on = 2018-06-30\nreviewed_on = 2022-06-30"}
    assert AsAt("2026-11-21", records).position("COMAH-10-SR") == ("due", "2027-06-30", "2027-06-30")


def test_an_operator_owes_nothing_at_a_lower_tier_site() -> None:
    records = {SITE: 'tier = "lower"\n[safety_report]\nsent_on = 2010-06-30'}
    assert AsAt("2026-11-21", records).status("COMAH-10-SR") == "not-applicable"


# --- a measure is no duty ---------------------------------------------------------------------


def measure(on: str, *held: str) -> tuple[str, int, str, int]:
    records = {"authority": '[[measures]]\nid = "exercises-a-year"\ntarget = 1', SITE: COMAH}
    for number, day in enumerate(held):
        records[f"exercises/drill{number}"] = f'held_on = {day}\ntakes_part = ["northbank"]'
    (found,) = AsAt(on, records).assessment.measures
    return found.period, found.count, found.status.value, found.days_left


def test_a_measure_counts_the_exercises_of_its_financial_year() -> None:
    assert measure("2026-11-21") == ("2026/27", 0, "open", 130)
    assert measure("2026-11-21", "2026-04-01") == ("2026/27", 1, "met", 130)
    assert measure("2026-11-21", "2026-03-31") == ("2026/27", 0, "open", 130)
    assert measure("2026-03-31", "2026-03-31") == ("2025/26", 1, "met", 0)
    assert measure("2026-11-21", '"2026-03/2026-05"') == ("2026/27", 0, "open", 130)
    assert measure("2026-11-21", "2026-11-22") == ("2026/27", 0, "open", 130)
    assert measure("2026-11-21", '"unknown"') == ("2026/27", 0, "open", 130)
