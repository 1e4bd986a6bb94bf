"""What an authority, or one exercise, changes in the template; and what follows for days, starts and statuses."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import AsAt, day, register

from comah.duties.situation import situations
from comah.exercises.phases import phase_days
from comah.exercises.template import Template, regimes_of, template_for, template_of
from comah.model.authority import Authority
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseType, Nation, Regime
from comah.rules.evidence import Evidence
from comah.workdays.planning_days import planning_calendar
from comah.workdays.working_days import nation_calendar

ENGLAND = nation_calendar(Nation.ENGLAND)
ON = date(2026, 10, 28)
SITE = 'name = "Northbank"\n\n[[plans]]\nregime = "comah"\n\n[[plans]]\nregime = "reppir"\n'


def read(exercise: str = "planned_on = 2026-12-02", phases: str = "") -> tuple[Exercise, Authority]:
    book = register({"exercises/next": exercise, "authority": phases, "establishments/northbank": SITE})
    return book.authorities[0].exercises[0], book.authorities[0].authority


def template(exercise: str = "planned_on = 2026-12-02", phases: str = "") -> Template:
    return template_of(*read(exercise, phases))


def days(exercise: str, phases: str = "") -> dict[str, str]:
    found, authority = read(exercise, phases)
    return {one.phase.id: str(one.due_on) for one in phase_days(found, ON, ENGLAND, authority)}


def own(*rows: str) -> str:
    return "planned_on = 2026-12-02\nphases = [" + ", ".join(f"{{ {row} }}" for row in rows) + "]\n"


def test_without_changes_the_template_is_the_packaged_one() -> None:
    assert template() is template_for(ExerciseType.LIVE)
    assert template(own('id = "events-list", due_on = 2026-10-21')) is template_for(ExerciseType.LIVE)
    assert template(phases='[[phases]]\nid = "venue"\nfirst_offset = -9\ntypes = ["tabletop"]') is template_for(
        ExerciseType.LIVE
    )


def test_an_authority_moves_a_phase_and_every_exercise_follows() -> None:
    phases = '[[phases]]\nid = "initiation"\nfirst_offset = -210\nwho = "head of service"\n'
    found = template(phases=phases)
    first = found.find("initiation")
    assert first is not None
    assert (found.length_days, first.first_offset, first.last_offset, first.who) == (210, -210, -210, "head of service")
    assert (first.title[:10], first.least_days, first.evidence[:6]) == ("Commission", 5, "Halton")
    assert days("planned_on = 2026-12-02", phases)["initiation"] == "2026-05-06"


def test_the_exercise_has_the_last_word() -> None:
    phases = '[[phases]]\nid = "events-list"\nfirst_offset = -49\n'
    assert days("planned_on = 2026-12-02", phases)["events-list"] == "2026-10-14"
    assert days(own('id = "events-list", last_offset = -35'), phases)["events-list"] == "2026-10-28"


def test_a_span_keeps_the_end_that_is_not_changed() -> None:
    phase = template(own('id = "player-briefing", first_offset = -21')).find("player-briefing")
    assert phase is not None
    assert (phase.first_offset, phase.last_offset) == (-21, -1)
    turned = template(own('id = "player-briefing", first_offset = 3')).find("player-briefing")
    assert turned is not None
    assert (turned.first_offset, turned.last_offset) == (-30, -1)


def test_an_added_phase_stands_where_its_day_puts_it() -> None:
    phases = (
        '[[phases]]\nid = "venue"\ntitle = "Venue booked"\nfirst_offset = -60\nneeds = ["scenario"]\nleast_days = 3\n'
    )
    found = template(phases=phases)
    names = [phase.id for phase in found.phases]
    assert names.index("debrief-booked") < names.index("venue") < names.index("events-list")
    venue = found.find("venue")
    assert venue is not None
    assert (venue.title, venue.least_days, venue.needs, venue.who) == ("Venue booked", 3, ("scenario",), "lead")
    assert days("planned_on = 2026-12-02", phases)["venue"] == "2026-10-02"  # 60 days before is a Saturday
    assert "venue" not in found.before


def test_an_added_phase_that_the_exercise_needs_lengthens_the_chain() -> None:
    row = 'id = "venue", first_offset = -60, least_days = 30, needs = ["initiation"]'
    found = template(own(row, 'id = "exercise", needs = ["player-briefing", "safety", "venue"]'))
    assert "venue" in found.before


def test_what_needed_a_dropped_phase_needs_what_that_needed() -> None:
    found = template(own('id = "scenario", dropped = true'))
    assert found.find("scenario") is None
    events, booked = found.find("events-list"), found.find("debrief-booked")
    assert events is not None
    assert booked is not None
    assert (events.needs, booked.needs) == (("invite-agencies",), ("invite-agencies",))


@pytest.mark.parametrize(
    "row",
    [
        'id = "exercise", dropped = true',
        'id = "exercise", first_offset = 7',
        'id = "venue", title = "Venue booked"',
        'id = "no-such-phase", dropped = true',
        'id = "events-list", done_on = 2026-10-21',
    ],
)
def test_what_cannot_be_applied_changes_no_day(row: str) -> None:
    assert days(own(row)) == days("planned_on = 2026-12-02")


def test_a_circle_and_an_unknown_need_fall_away() -> None:
    found = template(own('id = "scenario", needs = ["events-list", "nobody"]'))
    scenario, events = found.find("scenario"), found.find("events-list")
    assert scenario is not None
    assert events is not None
    assert (scenario.needs, events.needs) == ((), ("scenario",))


def test_a_phase_fixed_in_the_record_stays_on_its_day() -> None:
    assert days(own('id = "events-list", first_offset = -38'))["events-list"] == "2026-10-23"  # from a Sunday
    assert days(own('id = "events-list", first_offset = -38, fixed = true'))["events-list"] == "2026-10-25"
    # the Saturday hot debrief of a Saturday exercise may be moved where the record frees it
    freed = own('id = "hot-debrief", fixed = false').replace("2026-12-02", "2026-12-05")
    assert days(freed)["hot-debrief"] == "2026-12-07"


def test_a_step_never_passes_the_limit_of_what_needs_it() -> None:
    rows = ('id = "draft-report", first_offset = 60', 'id = "report-agreed", first_offset = 60, limit = 60')
    found = days(own(*rows).replace("2026-12-02", "2026-12-01"))
    assert (found["draft-report"], found["report-agreed"]) == ("2027-01-29", "2027-01-29")  # D+60 is a Saturday


def test_a_step_with_no_working_day_left_stays_on_its_own() -> None:
    text = own('id = "photographs", first_offset = 1, limit = 1, needs = ["exercise"]')
    assert days(text.replace("2026-12-02", "2026-12-05"))["photographs"] == "2026-12-06"  # both at a weekend
    before = own('id = "rig", first_offset = -1, needs = ["set-up"]', 'id = "set-up", first_offset = -1, fixed = true')
    assert days(before.replace("2026-12-02", "2026-12-06"))["rig"] == "2026-12-05"
    assert days(before.replace("2026-12-02", "2026-12-08"))["rig"] == "2026-12-07"


# --- regimes -------------------------------------------------------------------------------------------


def test_the_regimes_are_those_of_the_plans_to_be_tested_or_credited() -> None:
    assert regimes_of(read()[0]) == {Regime.COMAH}
    assert regimes_of(read('will_test = ["northbank", "northbank/reppir"]')[0]) == {Regime.COMAH, Regime.REPPIR}
    assert regimes_of(read('will_test = ["northbank/pipeline"]')[0]) == {Regime.PIPELINE}
    credit = 'held_on = 2026-08-20\ncredits = [{{ plan = "northbank/reppir", conclusion = "{}" }}]'
    assert regimes_of(read(credit.format("tested"))[0]) == {Regime.REPPIR}
    assert regimes_of(read(credit.format("not-tested"))[0]) == {Regime.COMAH}


def test_a_reppir_report_is_limited_by_law_and_sooner_than_a_comah_one() -> None:
    comah, reppir = days("held_on = 2026-08-20"), days('held_on = 2026-08-20\nwill_test = ["northbank/reppir"]')
    assert (comah["report-agreed"], comah["report-published"]) == ("2026-11-26", "2026-12-10")
    assert (reppir["report-agreed"], reppir["report-published"]) == ("2026-11-12", "2026-11-26")


def test_an_override_never_takes_a_reppir_report_past_its_lawful_day() -> None:
    text = 'held_on = 2026-08-20\nwill_test = ["northbank/reppir"]\nphases = [{ id = "report-agreed", OWN }]'
    assert days(text.replace("OWN", "first_offset = 120"))["report-agreed"] == "2026-11-20"
    assert days(text.replace("OWN", "first_offset = 120, fixed = true"))["report-agreed"] == "2026-11-20"
    assert days(text.replace("OWN", "limit = 200"))["report-agreed"] == "2026-11-12"
    assert days(text.replace("OWN", "dropped = true"))["report-agreed"] == "2026-11-12"
    late_draft = text.replace("report-agreed", "draft-report").replace("OWN", "first_offset = 100")
    assert days(late_draft)["draft-report"] == "2026-11-20"


def test_the_period_of_several_days_counts_from_the_last() -> None:
    text = 'held_on = "2026-08-20/2026-08-21"\nwill_test = ["northbank/reppir"]\nphases = [{ id = "report-agreed", '
    assert days(text + "first_offset = 120 }]")["report-agreed"] == "2026-11-20"  # the 21st is a Saturday
    assert days(text.replace("21", "24") + "first_offset = 120 }]")["report-agreed"] == "2026-11-24"


def test_sending_counts_from_the_day_the_report_was_completed() -> None:
    text = 'held_on = 2026-08-20\nwill_test = ["northbank/reppir"]\nphases = [{ id = "report-agreed", OWN }]'
    assert days(text.replace("OWN", "done_on = 2026-10-01"))["report-published"] == "2026-10-29"
    assert days(text.replace("OWN", "due_on = 2026-10-05"))["report-published"] == "2026-11-02"
    assert days(text.replace("OWN", 'done_on = "unknown"'))["report-published"] == "2026-11-26"


def test_before_the_law_was_in_force_it_limits_nothing() -> None:
    own_day = 'phases = [{ id = "report-agreed", first_offset = 120 }]'
    text = f'held_on = 2018-08-20\nwill_test = ["northbank/reppir"]\n{own_day}'
    assert days(text)["report-agreed"] == "2018-12-18"


def test_a_pipeline_exercise_owes_no_charge() -> None:
    found = template('will_test = ["northbank/pipeline"]')
    assert found.find("invoice") is None
    asked = found.find("invite-agencies")
    assert asked is not None
    assert asked.title == "Agencies asked in writing"
    both = template('will_test = ["northbank", "northbank/pipeline"]')
    assert both.find("invoice") is not None


# --- the diary -----------------------------------------------------------------------------------------


def blocked(entries: str, text: str) -> dict[str, str]:
    book = register({"exercises/next": text, "diary": entries})
    records = book.authorities[0]
    calendar = planning_calendar(ENGLAND, records.diary, date(2026, 1, 1), date(2027, 12, 31))
    return {one.phase.id: str(one.due_on) for one in phase_days(records.exercises[0], ON, calendar)}


ENTRY = '[[entries]]\nid = "festival"\nblocks = true\non = "{}"\n'


def test_a_step_avoids_the_days_that_the_diary_blocks_where_there_is_room() -> None:
    text = "planned_on = 2026-12-02"
    # before the exercise: the working day before; a single day of the diary is a date
    assert blocked(ENTRY.format("2026-10-20/2026-10-22"), text)["events-list"] == "2026-10-19"
    # after it: the working day after
    assert blocked(ENTRY.format("2026-12-14/2026-12-18"), text)["urgent-corrections"] == "2026-12-21"
    # the debrief, due 30 December with its limit on 13 January: room until then, and none beyond
    assert blocked(ENTRY.format("2026-12-29/2027-01-12"), text)["multi-agency-debrief"] == "2027-01-13"
    assert blocked(ENTRY.format("2026-12-29/2027-01-13"), text)["multi-agency-debrief"] == "2026-12-30"
    # what does not block moves nothing, and the exercise never moves
    assert blocked(ENTRY.format("2026-10-20/2026-10-22").replace("true", "false"), text)["events-list"] == "2026-10-21"
    assert blocked(ENTRY.format("2026-12-01/2026-12-03"), text)["exercise"] == "2026-12-02"
    # a span that cannot be got around is left as it is
    assert blocked(ENTRY.format("2026-01-01/2027-12-31"), text)["events-list"] == "2026-10-21"


# --- what duties make of it ----------------------------------------------------------------------------

TESTED = 'held_on = 2024-02-14\ncredits = [{ plan = "northbank", conclusion = "tested" }]\nwill_test = ["northbank"]'


def test_the_latest_start_follows_the_authoritys_own_phases() -> None:
    records = {"establishments/northbank": 'name = "Northbank"', "exercises/last": TESTED}
    assert day(AsAt("2026-05-01", records).duty("COMAH-14-TEST").latest_start) == "2026-08-14"
    own_phases = {"authority": '[[phases]]\nid = "initiation"\nfirst_offset = -210\n'}
    found = AsAt("2026-05-01", records | own_phases).duty("COMAH-14-TEST")
    assert (day(found.latest_start), found.start_by_basis[:14]) == ("2026-07-17", "live, 210 days")


def test_whether_undone_steps_fit_follows_the_template_of_whoever_keeps_the_exercise() -> None:
    records = {
        "establishments/northbank": 'name = "Northbank"',
        "exercises/last": TESTED,
        "exercises/next": 'planned_on = 2026-12-02\nwill_test = ["northbank"]',
    }
    assert AsAt("2026-10-14", records).status("COMAH-14-TEST") == "planned"
    longer = {"authority": '[[phases]]\nid = "scenario"\nleast_days = 11\n'}
    assert AsAt("2026-10-14", records | longer).status("COMAH-14-TEST") == "at-risk"
    shorter = {"exercises/next": records["exercises/next"] + '\nphases = [{ id = "scenario", least_days = 10 }]'}
    assert AsAt("2026-10-14", records | longer | shorter).status("COMAH-14-TEST") == "planned"


def test_the_check_plans_around_the_diary() -> None:
    text = {"exercises/next": "planned_on = 2026-12-02", "diary": ENTRY.format("2026-10-20/2026-10-22")}
    book = register(text)
    (sit,) = situations(book, date(2026, 10, 20))
    from comah.law.load import load_law

    evidence = Evidence(sit=sit, law=load_law(), book=book, duties=(), measures=(), problems=())
    late = {one.phase.id: one.days_late(evidence.on) for one in evidence.late_phases(book.authorities[0].exercises[0])}
    assert late["events-list"] == 1


@pytest.mark.parametrize(
    ("row", "title", "short"),
    [
        ('id = "events-list", title = "Injects written"', "Injects written", "Injects written"),
        ('id = "events-list", title = "Injects written out", short = "Injects"', "Injects written out", "Injects"),
        ('id = "events-list", short = "Events"', "Main events list and exercise instruction issued", "Events"),
        ('id = "safety", last_offset = -35', "Safety and risk assessment for live play signed", "Live-play safety"),
        ('id = "venue", title = "Venue booked", first_offset = -60', "Venue booked", "Venue booked"),
        ('id = "venue", first_offset = -60, short = "Venue"', "venue", "Venue"),
        ('id = "venue", first_offset = -60', "venue", "venue"),
    ],
)  # fmt: skip
def test_a_phase_has_the_short_title_that_goes_with_its_title(row: str, title: str, short: str) -> None:
    phase = template(own(row)).find(row.split('"')[1])
    assert phase is not None
    assert (phase.title, phase.short) == (title, short)
