"""Every status of a test or review duty, in the order in which they are decided.

The plan of most tests was tested on 12 May 2023: last lawful day 12 May 2026, safe date 11 May 2026,
latest start of a live exercise 10 November 2025 (182 days before), of any other 12 January 2026.
"""

from __future__ import annotations

from datetime import date

import pytest
from register_text import AsAt, day, register

from comah.duties.arrangement import candidates
from comah.duties.situation import situations

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
REPPIR = '[[plans]]\nregime = "reppir"\n'
TESTED_2023 = 'held_on = 2023-05-12\ncredits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]'
IN_DATE = {SITE: COMAH, "exercises/y2023": TESTED_2023}
MEANT = 'will_test = ["northbank"]\n'
# what a live exercise needs before it: 35 working days at least
PHASES = ("initiation", "invite-agencies", "scenario", "events-list", "safety", "player-briefing")


def done(*undone: str) -> str:
    phases = ", ".join(f'{{ id = "{one}", done_on = 2025-10-01 }}' for one in PHASES if one not in undone)
    return f"phases = [{phases}]\n"


READY = done()


def position(on: str, records: dict[str, str], duty: str = "COMAH-14-TEST") -> tuple[str, str, str]:
    return AsAt(on, records).position(duty)


def status(on: str, records: dict[str, str], duty: str = "COMAH-14-TEST") -> str:
    return AsAt(on, records).status(duty)


def with_next(text: str, **more: str) -> dict[str, str]:
    """The plan tested in 2023 with an exercise to come that is meant to test it."""
    return IN_DATE | {"exercises/next": MEANT + text} | {f"exercises/{name}": one for name, one in more.items()}


# --- overdue, may be overdue, unknown -----------------------------------------------------------


def test_overdue_is_after_the_last_lawful_day_and_not_on_it() -> None:
    on_it, after = (AsAt(on, IN_DATE).duty("COMAH-14-TEST") for on in ("2026-05-12", "2026-11-21"))
    assert (on_it.status.value, on_it.days_left, on_it.days_overdue) == ("at-risk", -1, 0)
    assert (after.status.value, after.days_left, after.days_overdue) == ("overdue", -194, 193)


VAGUE = {SITE: COMAH, "exercises/vague": TESTED_2023.replace("2023-05-12", '"2024-04/2024-06"')}


@pytest.mark.parametrize(
    ("on", "expected", "overdue"),
    [
        ("2027-04-01", "at-risk", 0),
        ("2027-04-02", "may-be-overdue", 0),
        ("2027-06-30", "may-be-overdue", 0),
        ("2027-07-01", "overdue", 1),
    ],
)
def test_between_its_two_readings_a_plan_may_be_overdue(on: str, expected: str, overdue: int) -> None:
    found = AsAt(on, VAGUE).duty("COMAH-14-TEST")
    assert (found.status.value, day(found.due_on), day(found.due_latest_on)) == (expected, "2027-04-01", "2027-06-30")
    assert (day(found.safe_on), found.days_overdue) == ("2027-03-31", overdue)


@pytest.mark.parametrize(
    ("on", "since"),
    [
        ("2026-11-21", "2023-11-21"),
        ("2027-02-28", "2024-02-28"),
        ("2027-03-01", "2024-03-01"),
        ("2024-02-29", "2021-03-01"),
        ("2024-02-28", "2021-02-28"),
    ],
)
def test_unknown_says_since_when_it_would_have_to_be(on: str, since: str) -> None:
    for duty in ("COMAH-14-TEST", "COMAH-14-REVIEW"):
        found = AsAt(on, {SITE: COMAH}).duty(duty)
        assert (found.status.value, day(found.in_date_only_if_since)) == ("unknown", since)
        assert (found.due_on, found.safe_on, found.days_left, found.latest_start) == (None, None, None, None)


def test_a_plan_without_plans_of_its_own_has_one_empty_comah_plan() -> None:
    assert AsAt("2026-11-21", {SITE: 'town = "Exampleton"'}).duty("COMAH-14-TEST").plan == "comah"


def test_a_date_is_no_longer_asked_for_once_something_counts() -> None:
    assert AsAt("2026-11-21", IN_DATE).duty("COMAH-14-TEST").in_date_only_if_since is None


# --- what starts the clock ----------------------------------------------------------------------

PREPARED = COMAH + "first_prepared_on = 2022-03-14\n"
COMPLETE = PREPARED + "history_complete = true\n"


@pytest.mark.parametrize("duty", ["COMAH-14-TEST", "COMAH-14-REVIEW"])
def test_the_first_interval_while_it_runs(duty: str) -> None:
    assert position("2025-03-14", {SITE: PREPARED}, duty) == ("at-risk", "2025-03-14", "2025-03-14")
    after = AsAt("2025-03-15", {SITE: PREPARED}).duty(duty)
    assert (after.status.value, after.due_on, day(after.in_date_only_if_since)) == ("unknown", None, "2022-03-15")
    assert "not said to be complete" in after.reason


@pytest.mark.parametrize("duty", ["COMAH-14-TEST", "COMAH-14-REVIEW"])
def test_the_first_interval_of_a_complete_history(duty: str) -> None:
    assert position("2025-03-14", {SITE: COMPLETE}, duty)[0] == "at-risk"
    assert position("2025-03-15", {SITE: COMPLETE}, duty) == ("overdue", "2025-03-14", "2025-03-14")


def test_the_first_interval_from_a_vague_preparation() -> None:
    vague = {SITE: COMPLETE.replace("2022-03-14", '"2022"')}
    assert position("2025-01-01", vague) == ("at-risk", "2025-01-01", "2025-12-31")
    assert position("2025-01-02", vague) == ("may-be-overdue", "2025-01-01", "2025-12-31")
    assert position("2026-01-01", vague) == ("overdue", "2025-01-01", "2025-12-31")


def test_an_incomplete_history_with_a_vague_preparation_is_not_called_in_date() -> None:
    vague = {SITE: PREPARED.replace("2022-03-14", '"2022"')}
    assert position("2025-01-01", vague)[0] == "at-risk"
    assert position("2025-01-02", vague)[0] == "unknown"


def test_a_test_counts_whatever_the_rest_of_the_history() -> None:
    assert position("2025-04-01", IN_DATE | {SITE: PREPARED}) == ("due", "2026-05-12", "2026-05-12")


def test_a_tested_credit_without_a_day_counts_from_nothing() -> None:
    undated = {SITE: COMAH, "exercises/some-day": TESTED_2023.replace("2023-05-12", '"unknown"')}
    found = AsAt("2026-11-21", undated).duty("COMAH-14-TEST")
    assert (found.status.value, found.due_on, day(found.in_date_only_if_since)) == ("unknown", None, "2023-11-21")


def test_a_dated_test_holds_until_its_day_whatever_an_undated_one_adds() -> None:
    both = IN_DATE | {"exercises/some-day": TESTED_2023.replace("2023-05-12", '"unknown"')}
    assert position("2025-06-01", both) == ("due", "2026-05-12", "")
    later = AsAt("2026-05-13", both).duty("COMAH-14-TEST")
    assert (later.status.value, later.days_overdue) == ("unknown", 0)


def test_of_several_vague_tests_the_latest_of_each_end_counts() -> None:
    records = {
        SITE: COMAH,
        "exercises/a": TESTED_2023.replace("2023-05-12", '"2023"'),
        "exercises/b": TESTED_2023.replace("2023-05-12", '"2023-03/2023-06"'),
    }
    assert position("2025-06-01", records) == ("due", "2026-03-01", "2026-12-31")


def test_a_test_over_two_days_counts_from_its_first() -> None:
    two_days = {SITE: COMAH, "exercises/two": TESTED_2023.replace("2023-05-12", '"2023-05-11/2023-05-12"')}
    assert position("2026-05-11", two_days) == ("at-risk", "2026-05-11", "2026-05-11")
    assert position("2026-05-12", two_days)[0] == "overdue"


def test_an_early_test_starts_a_new_interval() -> None:
    early = IN_DATE | {"exercises/early": TESTED_2023.replace("2023-05-12", "2024-01-10")}
    assert position("2025-06-01", early) == ("due", "2027-01-10", "2027-01-10")


@pytest.mark.parametrize("conclusion", ["partly-tested", "not-tested"])
def test_only_tested_restarts_a_whole_plans_clock(conclusion: str) -> None:
    later = TESTED_2023.replace("2023-05-12", "2025-02-04").replace('"tested"', f'"{conclusion}"')
    assert position("2026-05-13", IN_DATE | {"exercises/later": later}) == ("overdue", "2026-05-12", "2026-05-12")


def test_a_review_starts_no_test_clock_and_a_test_no_review_clock() -> None:
    records = {SITE: COMAH + "reviews = [{ on = 2024-11-01 }]", "exercises/y2023": TESTED_2023}
    assert position("2025-06-01", records) == ("due", "2026-05-12", "2026-05-12")
    assert position("2025-06-01", records, "COMAH-14-REVIEW") == ("due", "2027-11-01", "2027-11-01")


def test_only_a_full_review_counts() -> None:
    contacts = 'reviews = [{ on = 2022-11-01, kind = "full" }, { on = 2025-02-03, kind = "contacts" }]'
    assert position("2025-11-02", {SITE: COMAH + contacts}, "COMAH-14-REVIEW")[0] == "overdue"
    only_contacts = AsAt("2025-11-02", {SITE: COMAH + 'reviews = [{ on = 2025-02-03, kind = "contacts" }]'})
    assert only_contacts.status("COMAH-14-REVIEW") == "unknown"
    assert "1 check of contacts only" in only_contacts.duty("COMAH-14-REVIEW").reason


def test_an_issue_of_the_plan_starts_no_clock() -> None:
    plan = COMAH + 'issues = [{ version = "5", on = 2026-06-01 }]'
    assert position("2026-11-21", {SITE: plan}) == ("unknown", "", "")
    assert position("2026-11-21", {SITE: plan}, "COMAH-14-REVIEW") == ("unknown", "", "")


def test_an_activation_is_never_by_itself_a_test() -> None:
    leak = 'site = "northbank"\non = 2025-03-09\n'
    decided = 'counts_as_test = { decided_by = "head of service", decided_on = 2025-06-02, ca_letter = "CA/14" }'
    assert position("2026-05-13", IN_DATE | {"activations/leak": leak})[0] == "overdue"
    assert position("2026-05-13", IN_DATE | {"activations/leak": leak + decided})[0] == "overdue"


def test_an_exercise_that_names_six_sites_tests_those_that_it_credits() -> None:
    names = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"]
    sites = {f"establishments/{name}": COMAH for name in names}
    named = f"held_on = 2025-06-11\nwill_test = {names}\n".replace("'", '"')
    before = AsAt("2026-11-21", sites | {"exercises/six": named})
    assert [before.status("COMAH-14-TEST", name) for name in names] == ["unknown"] * 6
    decisions = 'credits = [{ plan = "bravo", conclusion = "tested" }, { plan = "echo", conclusion = "not-tested" }]'
    after = AsAt("2026-11-21", sites | {"exercises/six": named + decisions})
    found = [after.position("COMAH-14-TEST", name) for name in names]
    assert found == [("unknown", "", ""), ("due", "2028-06-11", "2028-06-11"), *[("unknown", "", "")] * 4]


def test_what_crediting_a_held_exercise_would_mean() -> None:
    records = {
        SITE: COMAH,
        "exercises/meant": 'held_on = "2024-04/2024-06"\nwill_test = ["northbank"]',
        "exercises/played": 'held_on = 2025-06-11\ntakes_part = ["northbank"]',
        "exercises/undated": 'held_on = "unknown"\nwill_test = ["northbank"]',
        "exercises/decided": 'held_on = 2025-07-11\nwill_test = ["northbank"]\n'
        'credits = [{ plan = "northbank", conclusion = "not-tested" }]',
        "exercises/other": 'held_on = 2025-08-11\nwill_test = ["northbank/reppir"]',
        "exercises/coming": 'planned_on = 2026-12-02\nwill_test = ["northbank"]',
    } | {SITE: COMAH + REPPIR}
    found = AsAt("2026-11-21", records).duty("COMAH-14-TEST").if_credited
    assert [(one.exercise, str(one.due_on), str(one.safe_on)) for one in found] == [
        ("meant", "2027-04-01", "2027-03-31"),
        ("played", "2028-06-11", "2028-06-10"),
    ]


# --- arranged, planned, at risk, due --------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [
        ("2026-05-11", "arranged"),  # the safe date
        ("2026-05-12", "at-risk"),  # the last lawful day: in time, with no day in hand
        ("2026-05-13", "at-risk"),
        ('"2026-05-10/2026-05-11"', "arranged"),
        ('"2026-05-11/2026-05-12"', "at-risk"),
        ('"2026-04"', "arranged"),
        ('"2026-05"', "at-risk"),  # its latest day is 31 May
        ('"[2026-05-01..2026-05-11]"', "arranged"),
        ('""', "at-risk"),
    ],
)
def test_a_confirmed_exercise_is_in_time_by_its_latest_day(planned_on: str, expected: str) -> None:
    text = f"planned_on = {planned_on}\nconfirmed_on = 2025-11-03\n{READY}"
    assert status("2026-01-20", with_next(text)) == expected


def test_planned_is_not_confirmed() -> None:
    text = f"planned_on = 2026-03-10\n{READY}"
    assert status("2026-01-20", with_next(text)) == "planned"
    assert status("2026-01-20", with_next(f"{text}confirmed_on = 2026-01-20")) == "arranged"
    assert status("2026-01-20", with_next(f"{text}confirmed_on = 2026-01-21")) == "planned"


def test_the_exercise_is_shown_with_the_duty() -> None:
    found = AsAt("2026-01-20", with_next(f"planned_on = 2026-03-10\n{READY}")).duty("COMAH-14-TEST").arranged
    assert found is not None
    assert (found.exercise, day(found.earliest), found.is_confirmed, found.is_held) == (
        "next",
        "2026-03-10",
        False,
        False,
    )


@pytest.mark.parametrize(("on", "expected"), [("2026-03-10", "arranged"), ("2026-03-11", "at-risk")])
def test_an_exercise_past_and_unheld_does_not_qualify(on: str, expected: str) -> None:
    assert status(on, with_next(f"planned_on = 2026-03-10\nconfirmed_on = 2025-11-03\n{READY}")) == expected


def test_an_exercise_held_and_not_yet_credited_stays_arranged_until_the_date_passes() -> None:
    records = with_next("planned_on = 2026-03-10\nheld_on = 2026-03-10")
    assert [status(on, records) for on in ("2026-03-11", "2026-05-12", "2026-05-13")] == [
        "arranged",
        "arranged",
        "overdue",
    ]


@pytest.mark.parametrize(
    ("on", "undone", "expected"),
    [
        # Safety needs 5 working days: Tue 3, Wed 4, Thu 5, Fri 6, Mon 9 March; exercise on Tue 10.
        ("2026-03-03", ("safety",), "arranged"),
        ("2026-03-04", ("safety",), "at-risk"),
        # Briefing needs 2, beside safety: the longer chain counts.
        ("2026-03-03", ("safety", "player-briefing"), "arranged"),
        ("2026-03-06", ("player-briefing",), "arranged"),
        ("2026-03-09", ("player-briefing",), "at-risk"),
        # All of it needs 35: five weeks of days before Tue 10 March begin on Tue 20 January.
        ("2026-01-20", PHASES, "arranged"),
        ("2026-01-21", PHASES, "at-risk"),
        ("2026-03-10", (), "arranged"),
    ],
)
def test_the_undone_steps_fit_at_their_least_lengths(on: str, undone: tuple[str, ...], expected: str) -> None:
    text = f"planned_on = 2026-03-10\nconfirmed_on = 2025-11-03\n{done(*undone)}"
    assert status(on, with_next(text)) == expected


@pytest.mark.parametrize(("on", "expected"), [("2026-03-03", "arranged"), ("2026-03-04", "at-risk")])
def test_the_steps_are_done_before_the_first_of_two_days(on: str, expected: str) -> None:
    text = f'planned_on = "2026-03-10/2026-03-11"\nconfirmed_on = 2025-11-03\n{done("safety")}'
    assert status(on, with_next(text)) == expected


def test_a_tabletop_has_no_safety_step() -> None:
    text = f'type = "tabletop"\nplanned_on = 2026-03-10\nconfirmed_on = 2025-11-03\n{done("safety")}'
    assert status("2026-03-10", with_next(text)) == "arranged"


def test_a_bank_holiday_is_no_working_day() -> None:
    # Safety, 5 days, before Thu 9 April: Easter takes Fri 3 and Mon 6; so from Tue 31 March.
    text = f"planned_on = 2026-04-09\nconfirmed_on = 2025-11-03\n{done('safety')}"
    assert [status(on, with_next(text)) for on in ("2026-03-31", "2026-04-01")] == ["arranged", "at-risk"]


# postponed, cancelled


def test_an_exercise_put_off_without_a_new_day_does_not_qualify() -> None:
    put_off = 'postponements = [{ on = 2025-12-01, from = 2026-03-10, reason = "shutdown" }]\n'
    kept = f"confirmed_on = 2025-11-03\n{READY}{put_off}"
    assert status("2026-01-20", with_next(kept)) == "at-risk"
    assert status("2026-01-20", with_next(f"planned_on = 2026-03-10\n{kept}")) == "at-risk"
    assert status("2025-11-30", with_next(f"planned_on = 2026-03-10\n{kept}")) == "arranged"


MOVED = "postponements = [{ on = 2025-12-01, from = 2026-03-10, to = 2026-04-14 }]\n"


def test_confirmation_of_an_earlier_day_lapses_with_it() -> None:
    moved = f"planned_on = 2026-04-14\n{READY}{MOVED}"
    assert status("2026-01-20", with_next(f"{moved}confirmed_on = 2025-11-03")) == "planned"
    assert status("2026-01-20", with_next(f"{moved}confirmed_on = 2025-12-01")) == "arranged"
    assert status("2026-01-20", with_next(f"{moved}confirmed_on = 2025-12-15")) == "arranged"
    assert status("2026-01-20", with_next(f'{moved}confirmed_on = "2025"')) == "planned"
    undated = moved.replace("on = 2025-12-01, ", "")
    assert status("2026-01-20", with_next(f"{undated}confirmed_on = 2025-12-15")) == "planned"


def test_before_it_was_put_off_an_exercise_stood_on_its_first_day() -> None:
    late = MOVED.replace("2026-04-14", "2026-06-10")
    records = with_next(f"planned_on = 2026-06-10\nconfirmed_on = 2025-11-03\n{READY}{late}")
    before, after = (AsAt(on, records).duty("COMAH-14-TEST") for on in ("2025-11-30", "2025-12-01"))
    assert before.arranged is not None
    assert (before.status.value, day(before.arranged.earliest)) == ("arranged", "2026-03-10")
    assert after.status.value == "at-risk"


def test_the_new_day_counts_where_the_record_still_shows_the_old_one() -> None:
    late = MOVED.replace("2026-04-14", "2026-06-10")
    assert status("2026-01-20", with_next(f"planned_on = 2026-03-10\n{READY}{late}")) == "at-risk"
    assert status("2026-01-20", with_next(f"planned_on = 2026-03-10\n{READY}{MOVED}")) == "planned"


def test_a_postponement_never_moves_the_statutory_date() -> None:
    agreed = 'ca_position = "no objection", reference = "CA/9"'
    late = f"postponements = [{{ on = 2025-12-01, from = 2026-03-10, to = 2026-06-10, {agreed} }}]"
    records = with_next(f"planned_on = 2026-06-10\n{late}")
    assert position("2026-05-13", records) == ("overdue", "2026-05-12", "2026-05-12")


def test_a_cancelled_exercise_is_as_if_it_had_never_been_arranged() -> None:
    off = 'cancelled = { on = 2025-12-01, reason = "operator in administration" }'
    records = with_next(f"planned_on = 2026-03-10\nconfirmed_on = 2025-11-03\n{READY}{off}")
    assert status("2025-11-30", records) == "arranged"
    assert status("2025-12-01", records) == "at-risk"  # none is left and the latest start has passed
    sooner = {**records, "exercises/y2023": TESTED_2023.replace("2023-05-12", "2024-05-12")}
    assert status("2025-12-01", sooner) == "due"
    undated = with_next(f'planned_on = 2026-03-10\n{READY}cancelled = {{ reason = "administration" }}')
    assert status("2025-11-30", undated) == "at-risk"


# at risk or due


def test_an_exercise_that_does_not_qualify_puts_the_plan_at_risk_however_early() -> None:
    assert status("2024-01-10", IN_DATE) == "due"
    assert status("2024-01-10", with_next("planned_on = 2026-06-10")) == "at-risk"
    assert status("2024-01-10", with_next("")) == "at-risk"


def test_an_exercise_held_on_a_day_not_known_arranges_nothing() -> None:
    found = AsAt("2024-01-10", with_next('held_on = "unknown"')).duty("COMAH-14-TEST")
    assert (found.status.value, found.arranged, found.if_credited) == ("due", None, ())


def test_one_exercise_that_qualifies_is_enough() -> None:
    other = f"{MEANT}planned_on = 2026-03-10\n{READY}"
    assert (
        status("2026-01-20", with_next("planned_on = 2026-06-10\nconfirmed_on = 2025-11-03", sound=other)) == "planned"
    )
    confirmed = f"{MEANT}planned_on = 2026-04-14\nconfirmed_on = 2025-11-03\n{READY}"
    found = AsAt("2026-01-20", with_next(f"planned_on = 2026-03-10\n{READY}", sure=confirmed)).duty("COMAH-14-TEST")
    assert found.arranged is not None
    assert (found.status.value, found.arranged.exercise) == ("arranged", "sure")


def test_an_exercise_that_a_site_only_plays_in_is_not_meant_to_test_it() -> None:
    plays = IN_DATE | {"exercises/next": f'takes_part = ["northbank"]\nplanned_on = 2026-03-10\n{READY}'}
    found = AsAt("2026-01-20", plays).duty("COMAH-14-TEST")
    assert (found.status.value, found.arranged) == ("at-risk", None)


def test_an_exercise_of_the_cycle_before_puts_nothing_at_risk() -> None:
    assert status("2024-01-10", with_next("planned_on = 2023-03-01")) == "due"


def test_at_risk_begins_the_day_after_the_latest_start() -> None:
    assert status("2025-11-10", IN_DATE) == "due"
    assert status("2025-11-11", IN_DATE) == "at-risk"


def test_a_faulty_record_arranges_nothing() -> None:
    text = f"planned_on = 2026-03-10\nconfirmed_on = 2025-11-03\n{READY}debrief_on = 2026-02-30"
    faulty = AsAt("2026-01-20", with_next(text.replace("2026-02-30", '"2026-02-30"')), is_faulty=True)
    assert faulty.status("COMAH-14-TEST") == "at-risk"


# --- latest start and start-by --------------------------------------------------------------------


def start(site: str = "", policy: str = "") -> tuple[str, str, str]:
    found = AsAt("2025-01-10", IN_DATE | {SITE: f"{site}\n{COMAH}", "authority": policy}).duty("COMAH-14-TEST")
    return day(found.latest_start), day(found.start_by), found.start_by_basis


def test_the_latest_start_goes_by_the_type_of_the_next_test() -> None:
    tabletop, live = 'next_test_type = "tabletop"', 'next_test_type = "live"'
    assert start()[:2] == ("2025-11-10", "2025-08-12")
    assert start(policy=f"[policy]\n{tabletop}")[:2] == ("2026-01-12", "2025-10-14")
    assert start(site=tabletop)[:2] == ("2026-01-12", "2025-10-14")
    assert start(site=live, policy=f"[policy]\n{tabletop}")[:2] == ("2025-11-10", "2025-08-12")
    assert start(policy="[policy]\nmargin_days = 30")[:2] == ("2025-11-10", "2025-10-11")


def test_the_basis_names_type_and_margin() -> None:
    for word in ("live", "182 days", "90 days", "local"):
        assert word in start()[2]


def test_the_latest_start_is_a_working_day() -> None:
    # Safe date Mon 11 May 2026 is 182 days from Mon 10 Nov; tested a day earlier it would be Sun 9.
    records = IN_DATE | {"exercises/y2023": TESTED_2023.replace("2023-05-12", "2023-05-11")}
    assert day(AsAt("2025-01-10", records).duty("COMAH-14-TEST").latest_start) == "2025-11-07"


def test_the_margin_is_advice_and_changes_no_status() -> None:
    records = IN_DATE | {"authority": "[policy]\nmargin_days = 400"}
    assert status("2025-11-10", records) == "due"


REVIEWED = COMAH + "reviews = [{ on = 2023-05-12 }]\n"


def test_a_review_is_started_its_lead_before_the_safe_date() -> None:
    # 90 days before Mon 11 May 2026 is Tue 10 February.
    found = AsAt("2026-02-10", {SITE: REVIEWED}).duty("COMAH-14-REVIEW")
    assert (found.status.value, day(found.start_by)) == ("due", "2026-02-10")
    assert status("2026-02-11", {SITE: REVIEWED}, "COMAH-14-REVIEW") == "at-risk"
    longer = {SITE: REVIEWED, "authority": "[policy]\nreview_lead_days = 120"}
    assert day(AsAt("2025-06-10", longer).duty("COMAH-14-REVIEW").start_by) == "2026-01-09"  # 11 Jan is a Sunday


def review(on: str, started: str, reviewed: str = "2023-05-12") -> str:
    plan = f"{COMAH}reviews = [{{ on = {reviewed} }}]\nreview_started_on = {started}\n"
    return status(on, {SITE: plan}, "COMAH-14-REVIEW")


def test_a_review_under_way_is_planned() -> None:
    assert review("2026-01-19", "2026-01-20") == "due"
    assert review("2026-01-20", "2026-01-20") == "planned"
    assert review("2026-05-12", "2026-01-20") == "planned"
    assert review("2026-05-13", "2026-01-20") == "overdue"


def test_a_review_started_before_the_last_was_finished_is_that_one() -> None:
    assert review("2025-01-20", "2023-02-01") == "due"
    assert review("2025-01-20", "2023-05-12") == "due"
    assert review("2025-01-20", "2023-06-01", '"2023"') == "due"
    assert review("2025-01-20", '"2023"') == "due"
    assert review("2025-01-20", "2024-01-01", '"2023"') == "planned"


def test_an_exercise_arranges_no_review() -> None:
    records = with_next(f"planned_on = 2026-03-10\nconfirmed_on = 2025-11-03\n{READY}") | {SITE: REVIEWED}
    assert status("2026-03-01", records, "COMAH-14-REVIEW") == "at-risk"


# --- as at a day in the past ----------------------------------------------------------------------


def test_a_credit_counts_from_the_day_it_was_decided() -> None:
    decided = TESTED_2023.replace('"tested",', '"tested", decided_on = 2023-07-20,').replace("2023-05-12", "2023-06-12")
    records = {SITE: COMAH, "exercises/a": TESTED_2023.replace("2023-05-12", "2020-06-15"), "exercises/b": decided}
    assert position("2023-07-19", records) == ("overdue", "2023-06-15", "2023-06-15")
    assert position("2023-07-20", records) == ("due", "2026-06-12", "2026-06-12")


def test_a_fact_counts_from_its_earliest_day() -> None:
    assert status("2024-03-31", VAGUE) == "unknown"
    assert status("2024-04-01", VAGUE) == "due"
    assert status("2023-05-11", {SITE: REVIEWED}, "COMAH-14-REVIEW") == "unknown"


def test_facts_dated_after_the_day_are_counted_as_left_out() -> None:
    text = "planned_on = 2026-03-10\nconfirmed_on = 2025-11-03\nheld_on = 2026-03-10\ndebrief_on = 2026-04-01\n"
    credit = 'credits = [{ plan = "northbank", conclusion = "tested", decided_on = 2026-04-20 }]'
    local = '[[local_duties]]\nid = "board-report"\nevery = "1 year"\nlast_on = 2026-02-03'
    records = with_next(text + credit) | {SITE: REVIEWED, "authority": local}
    left_out = [
        AsAt(on, records).assessment.left_out for on in ("2022-01-01", "2023-05-12", "2026-01-20", "2026-11-21")
    ]
    # 2022: two events of 2023 besides. confirmed; held, decided and reported to the board
    assert left_out == [6, 4, 3, 0]


# --- not applicable and exempt --------------------------------------------------------------------


def positions(on: str, site: str, **more: str) -> tuple[str, str, str]:
    found = AsAt(on, {SITE: site} | {f"exercises/{name}": text for name, text in more.items()})
    return found.status("COMAH-13-PREP"), found.status("COMAH-14-TEST"), found.status("COMAH-14-REVIEW")


NONE = ("not-applicable", "not-applicable", "not-applicable")


def test_information_received_and_no_plan_yet() -> None:
    plan = COMAH + "information_received_on = 2026-09-01\n"
    assert positions("2026-11-21", plan) == ("due", "not-applicable", "not-applicable")
    assert "see preparation" in AsAt("2026-11-21", {SITE: plan}).duty("COMAH-14-TEST").reason
    assert positions("2027-03-02", plan) == ("overdue", "not-applicable", "not-applicable")
    prepared = plan + "first_prepared_on = 2026-12-01\n"
    assert positions("2026-11-30", prepared) == ("due", "not-applicable", "not-applicable")
    assert positions("2026-12-01", prepared) == ("met", "due", "due")
    assert positions("2026-08-31", plan) == ("not-applicable", "unknown", "unknown")


def test_a_lower_tier_site_owes_nothing() -> None:
    assert positions("2026-11-21", f'tier = "lower"\n{COMAH}', y2023=TESTED_2023) == NONE
    assert not [
        row
        for row in AsAt("2026-11-21", {SITE: 'tier = "lower"'}).assessment.duties
        if row.status.value not in {"not-applicable", "met", "exempt"}
    ]


def test_a_site_owes_nothing_before_it_became_upper_tier() -> None:
    site = f'{COMAH}[[history]]\non = 2024-09-02\nevent = "became-upper-tier"'
    assert positions("2024-09-01", site) == NONE
    assert positions("2024-09-02", site) == ("not-applicable", "unknown", "unknown")
    assert positions("2016-01-01", site.replace("2024-09-02", '"2016"'))[1] == "unknown"


def test_a_closed_site_owes_nothing() -> None:
    site = f'{COMAH}[[history]]\non = 2026-06-30\nevent = "closed"'
    assert positions("2026-06-29", site, y2023=TESTED_2023) == ("met", "overdue", "unknown")
    assert positions("2026-06-30", site, y2023=TESTED_2023) == NONE
    assert positions("2026-06-29", site.replace("2026-06-30", '"2026-06"'), y2023=TESTED_2023)[1] == "overdue"


EXEMPT = 'exemptions = [{ from = 2016-06-01, until = 2025-03-31, plan_by_on = 2025-12-31, reference = "CA/7" }]\n'


def test_an_exemption_and_its_end() -> None:
    plan = COMAH + EXEMPT
    assert positions("2016-05-31", plan) == ("not-applicable", "unknown", "unknown")
    assert positions("2016-06-01", plan) == ("exempt", "exempt", "exempt")
    assert positions("2025-03-31", plan) == ("exempt", "exempt", "exempt")
    assert positions("2025-04-01", plan) == ("due", "unknown", "unknown")
    assert AsAt("2025-12-31", {SITE: plan}).position("COMAH-13-PREP") == ("due", "2025-12-31", "2025-12-31")
    assert positions("2026-01-01", plan) == ("overdue", "unknown", "unknown")
    reason = AsAt("2026-01-01", {SITE: plan}).duty("COMAH-13-PREP").reason
    assert "exemption 31 Dec 2025; the last lawful day was 31 Dec 2025: 1 day overdue" in reason


def test_an_exemption_without_an_end_is_in_force_and_one_without_a_beginning_exempts_from_nothing() -> None:
    assert positions("2026-11-21", COMAH + "exemptions = [{ from = 2016-06-01 }]") == ("exempt", "exempt", "exempt")
    assert positions("2026-11-21", COMAH + 'exemptions = [{ reference = "CA/7" }]')[1] == "unknown"


@pytest.mark.parametrize("is_first_above", [True, False])
def test_of_two_exemptions_the_last_to_end_counts(is_first_above: bool) -> None:
    first = "{ from = 2010-01-01, until = 2012-12-31, plan_by_on = 2013-12-31 }"
    second = "{ from = 2016-06-01, until = 2025-03-31, plan_by_on = 2025-12-31 }"
    both = f"{first}, {second}" if is_first_above else f"{second}, {first}"
    plan = f"{COMAH}exemptions = [{both}]\n"
    assert AsAt("2016-01-01", {SITE: plan}).position("COMAH-13-PREP")[1] == "2013-12-31"
    assert positions("2020-01-01", plan) == ("exempt", "exempt", "exempt")
    assert AsAt("2025-06-01", {SITE: plan}).position("COMAH-13-PREP") == ("due", "2025-12-31", "2025-12-31")


def test_an_exemption_whose_end_is_vague_is_relied_on_no_longer_than_is_sure() -> None:
    plan = COMAH + 'exemptions = [{ from = "2016", until = "2025-03" }]\n'
    assert positions("2016-12-30", plan)[1] == "unknown"
    assert positions("2016-12-31", plan)[1] == "exempt"
    assert positions("2025-03-01", plan)[1] == "exempt"
    assert positions("2025-03-02", plan) == ("not-applicable", "unknown", "unknown")


@pytest.mark.parametrize(
    ("prepared", "words"),
    [
        ("2010-01-04", "in date only if tested since 12 May 2024 (that day counts)"),
        ('"2024"', "in date only if tested, or first prepared, since 12 May 2024 (that day counts)"),
    ],
)
def test_only_a_preparation_that_can_be_recent_enough_is_offered_as_what_would_do(prepared: str, words: str) -> None:
    duty = AsAt("2027-05-12", {SITE: COMAH + f"first_prepared_on = {prepared}\n"}).duty("COMAH-14-TEST")
    assert duty.status.value == "unknown"
    assert duty.reason.endswith(words)


def test_a_plan_prepared_again_after_an_exemption_starts_a_first_interval() -> None:
    plan = COMAH + EXEMPT + "first_prepared_on = 2025-11-03\n"
    assert positions("2025-11-02", plan) == ("due", "unknown", "unknown")
    assert positions("2025-11-03", plan) == ("met", "due", "due")
    assert AsAt("2026-11-21", {SITE: plan}).position("COMAH-14-TEST")[1] == "2028-11-03"


def test_what_was_done_before_an_exemption_does_not_count_after_it() -> None:
    plan = COMAH + EXEMPT + "first_prepared_on = 2010-01-04\nhistory_complete = true\nreviews = [{ on = 2024-05-01 }]\n"
    tested = TESTED_2023.replace("2023-05-12", "2024-05-12")
    assert positions("2025-04-01", plan, y2024=tested) == ("due", "unknown", "unknown")
    found = AsAt("2026-11-21", {SITE: plan, "exercises/y2024": tested}).duty("COMAH-14-TEST")
    assert day(found.in_date_only_if_since) == "2025-03-31"


def test_an_exemption_is_of_comah_alone() -> None:
    plan = REPPIR + "exemptions = [{ from = 2016-06-01 }]\n"
    assert status("2026-11-21", {SITE: plan}, "REPPIR-12-TEST") == "unknown"


# --- regimes, extensions, elements ------------------------------------------------------------------


def test_the_regimes_of_one_site_never_mix() -> None:
    both = {SITE: COMAH + "reviews = [{ on = 2024-11-01 }]\n" + REPPIR + "first_prepared_on = 2025-01-06\n"}
    tested = {"exercises/nuclear": TESTED_2023.replace('plan = "northbank"', 'plan = "northbank/reppir"')}
    found = AsAt("2026-03-01", both | tested)
    assert found.position("COMAH-14-TEST") == ("unknown", "", "")
    assert found.position("REPPIR-12-TEST") == ("at-risk", "2026-05-12", "2026-05-12")
    assert found.position("COMAH-14-REVIEW") == ("due", "2027-11-01", "2027-11-01")
    assert found.position("REPPIR-12-REVIEW") == ("due", "2028-01-06", "2028-01-06")
    lower = {SITE: f'tier = "lower"\n{both[SITE]}'}
    assert AsAt("2026-03-01", lower | tested).position("REPPIR-12-TEST")[0] == "at-risk"
    assert AsAt("2026-03-01", lower | tested).position("COMAH-14-TEST")[0] == "not-applicable"


def test_a_pipeline_plan_has_no_test_duty() -> None:
    found = AsAt("2026-11-21", {SITE: '[[plans]]\nregime = "pipeline"\n'}).assessment.duties
    assert [row.duty for row in found if row.plan == "pipeline"] == ["PSR-25-PREP", "PSR-25-REVIEW"]


EXTENSION = 'extensions = [{ duty = "test", until_on = 2026-09-30, reference = "ONR/12" }]\n'
NUCLEAR_TEST = TESTED_2023.replace('"northbank"', '"northbank/reppir"')


def test_an_extension_counts_for_reppir() -> None:
    records = {SITE: REPPIR + EXTENSION, "exercises/y2023": NUCLEAR_TEST}
    assert position("2026-09-30", records, "REPPIR-12-TEST") == ("at-risk", "2026-09-30", "2026-09-30")
    assert position("2026-10-01", records, "REPPIR-12-TEST")[0] == "overdue"


def test_an_extension_of_one_duty_is_not_of_the_other() -> None:
    plan = REPPIR + EXTENSION + "reviews = [{ on = 2023-05-12 }]\n"
    assert position("2026-05-13", {SITE: plan}, "REPPIR-12-REVIEW")[0] == "overdue"
    review_too = plan.replace('duty = "test"', 'duty = "review"')
    assert position("2026-05-13", {SITE: review_too}, "REPPIR-12-REVIEW") == ("due", "2026-09-30", "2026-09-30")


def test_an_extension_does_not_count_for_comah() -> None:
    records = IN_DATE | {SITE: COMAH + EXTENSION}
    found = AsAt("2026-05-13", records)
    assert found.position("COMAH-14-TEST") == ("overdue", "2026-05-12", "2026-05-12")


def test_an_extension_that_a_later_test_has_outrun_shortens_nothing() -> None:
    records = {SITE: REPPIR + EXTENSION, "exercises/y2024": NUCLEAR_TEST.replace("2023-05-12", "2024-05-12")}
    assert position("2026-11-21", records, "REPPIR-12-TEST") == ("at-risk", "2027-05-12", "2027-05-12")


def test_an_extension_where_no_test_is_on_record_sets_the_date() -> None:
    nuclear = f'will_test = ["northbank/reppir"]\nplanned_on = 2026-09-10\nconfirmed_on = 2025-11-03\n{READY}'
    records = {SITE: REPPIR + EXTENSION, "exercises/next": nuclear}
    assert position("2026-01-20", records, "REPPIR-12-TEST") == ("arranged", "2026-09-30", "2026-09-30")
    plan = REPPIR + EXTENSION.replace('"test"', '"review"') + "review_started_on = 2026-01-12\n"
    assert position("2026-01-20", {SITE: plan}, "REPPIR-12-REVIEW")[0] == "planned"


MODULAR = COMAH + "modular = true\n"
SIX = '"activation", "warning", "resources", "on-site-help", "off-site-action", "public-information"'


def module(held_on: str, elements: str, conclusion: str = "partly-tested") -> str:
    credit = f'{{ plan = "northbank", conclusion = "{conclusion}", elements = [{elements}] }}'
    return f"held_on = {held_on}\ncredits = [{credit}]"


def test_a_modular_plan_is_due_when_the_earliest_of_its_elements_is() -> None:
    records = {
        SITE: MODULAR,
        "exercises/first": module("2023-05-12", SIX),
        "exercises/second": module("2024-03-06", '"warning", "resources"'),
        "exercises/third": module("2024-10-02", '"activation", "on-site-help", "off-site-action"'),
    }
    found = AsAt("2025-01-10", records).duty("COMAH-14-TEST")
    assert (found.status.value, day(found.due_on)) == ("due", "2026-05-12")
    assert "element public-information" in found.reason
    assert status("2026-05-13", records) == "overdue"
    last = records | {"exercises/fourth": module("2025-02-04", '"public-information"', "tested")}
    assert position("2025-03-01", last)[1] == "2027-03-06"
    not_tested = records | {"exercises/fourth": module("2025-02-04", '"public-information"', "not-tested")}
    assert position("2025-03-01", not_tested)[1] == "2026-05-12"


def test_a_modular_element_never_exercised_is_unknown() -> None:
    records = {SITE: MODULAR, "exercises/first": module("2025-05-12", SIX.replace('"warning", ', ""))}
    found = AsAt("2025-06-01", records).duty("COMAH-14-TEST")
    assert (found.status.value, day(found.in_date_only_if_since)) == ("unknown", "2022-06-01")
    assert "element warning" in found.reason
    assert found.untested_elements == ("warning",)


def test_overdue_elements_come_before_unknown_ones() -> None:
    records = {SITE: MODULAR, "exercises/first": module("2022-05-12", '"warning"')}
    found = AsAt("2025-06-01", records).duty("COMAH-14-TEST")
    assert (found.status.value, day(found.due_on)) == ("overdue", "2025-05-12")


def test_all_names_every_element_that_applies() -> None:
    records = {SITE: MODULAR, "exercises/first": module("2023-05-12", '"all"')}
    assert position("2025-01-10", records) == ("due", "2026-05-12", "2026-05-12")
    abroad = {SITE: MODULAR + "cross_border = true\n", "exercises/first": module("2023-05-12", '"all"')}
    assert position("2025-01-10", abroad)[0] == "due"
    six = abroad | {"exercises/first": module("2023-05-12", SIX)}
    found = AsAt("2025-01-10", six).duty("COMAH-14-TEST")
    assert (found.status.value, found.untested_elements) == ("unknown", ("cross-border",))


def test_a_modular_plan_may_count_its_first_interval() -> None:
    records = {SITE: MODULAR + "first_prepared_on = 2024-03-14\n", "exercises/first": module("2025-05-12", '"warning"')}
    assert position("2025-06-01", records) == ("due", "2027-03-14", "2027-03-14")


def test_a_whole_plan_tested_in_part_runs_on_unless_elements_are_held_strictly() -> None:
    part = {SITE: COMAH, "exercises/y2024": module("2024-05-12", SIX.replace('"warning", ', ""), "tested")}
    found = AsAt("2025-06-01", part).duty("COMAH-14-TEST")
    assert (found.status.value, day(found.due_on), found.untested_elements) == ("due", "2027-05-12", ("warning",))
    strict = part | {"authority": "[policy]\nstrict_elements = true"}
    assert status("2025-06-01", strict) == "unknown"
    partly = strict | {"exercises/y2025": module("2025-02-04", '"warning"', "partly-tested")}
    assert status("2025-06-01", partly) == "unknown"
    tested = strict | {"exercises/y2025": module("2025-02-04", '"warning"', "tested")}
    assert position("2025-06-01", tested) == ("due", "2027-05-12", "2027-05-12")


def test_elements_not_exercised_over_the_cycle_are_good_practice_and_apart() -> None:
    part = {SITE: COMAH, "exercises/y2024": module("2024-05-12", SIX.replace('"warning", ', ""), "tested")}
    found = AsAt("2025-06-01", part).duty("POL-ELEMENTS")
    assert (found.status.value, found.standing.value) == ("unknown", "practice")
    assert "warning" in found.reason
    assert AsAt("2027-05-13", part).duty("COMAH-14-TEST").untested_elements[:2] == ("activation", "warning")


def test_an_exercise_is_not_said_to_miss_a_safe_date_that_is_not_known() -> None:
    records = {SITE: COMAH, "exercises/next": MEANT + "planned_on = 2027-03-03\n"}
    (found,) = candidates(situations(register(records), date(2026, 11, 21))[0], "northbank", None, None)
    assert found.why_not == "no safe date is known to hold it against"
