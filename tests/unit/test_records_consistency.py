"""What shows only when facts are held against each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.records.consistency import check_book
from comah.records.load import load_book

TODAY = date(2026, 11, 21)
REGISTER = """schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "west", name = "West Council" }, { id = "east", name = "East Council" }]
agencies = [{ id = "example-police", name = "Example Constabulary" }]
"""
SITES = {
    "northbank": """first_prepared_on = 2017-03-14
""",
    "westbank": """modular = true
[[plans]]
regime = "reppir"
""",
}
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "register.toml", REGISTER)
    write(tmp_path, "west/authority.toml", 'schema = 1\nid = "west"\nname = "West Council"\n')
    for site, text in SITES.items():
        establishment(tmp_path, site, f'[[plans]]\nregime = "comah"\n{text}')
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def establishment(root: Path, site: str, text: str) -> None:
    head = f'schema = 1\nid = "{site}"\nname = "Site"\ntier = "upper"\n'
    write(root, f"west/establishments/{site}.toml", head + text)


def exercise(root: Path, text: str, on: date | None = TODAY) -> list[Problem]:
    """Check the register with one exercise of these lines; its own head takes four lines."""
    write(root, "west/exercises/x.toml", 'schema = 1\nid = "x"\nname = "X"\ntype = "live"\n' + text)
    return check(root, on)


def check(root: Path, on: date | None = TODAY) -> list[Problem]:
    book = load_book(root)
    assert book.problems == ()
    return list(check_book(book, on))


def said(problems: list[Problem]) -> list[tuple[Severity, int, str, str]]:
    return [(fault.severity, fault.line, fault.key, fault.message) for fault in problems]


def test_a_sound_register_has_nothing_to_report(root: Path) -> None:
    text = 'will_test = ["northbank", "westbank/reppir"]\ntakes_part = ["westbank"]\nlead = "example-police"\n'
    held = 'held_on = 2025-06-04\ncredits = [{ plan = "northbank", conclusion = "tested", decided_on = 2025-07-01 }]\n'
    assert exercise(root, text + held + 'agencies = ["example-police", "east"]\n') == []


def test_a_credit_to_a_plan_that_does_not_exist_names_the_nearest(root: Path) -> None:
    text = 'held_on = 2025-06-04\ncredits = [\n  { plan = "northbnk", conclusion = "tested" },\n]\n'
    found = exercise(root, text)
    assert said(found) == [(ERROR, 7, "credits[0].plan", "northbnk is no plan on record")]
    assert found[0].nearest == "northbank"


def test_plans_and_sites_that_do_not_exist(root: Path) -> None:
    text = 'will_test = [\n  "northbank",\n  "northbank/reppir",\n]\ntakes_part = ["eastbank"]\n'
    assert said(exercise(root, text)) == [
        (ERROR, 7, "will_test[1]", "northbank/reppir is no plan on record"),
        (ERROR, 9, "takes_part[0]", "eastbank is no establishment on record"),
    ]


def test_a_site_whose_own_file_is_hidden_is_not_blamed_on_the_exercise(root: Path) -> None:
    write(root, "west/establishments/eastbank.toml", "[[[")
    write(root, "west/exercises/x.toml", 'schema = 1\nid = "x"\nname = "X"\ntype = "live"\nwill_test = ["eastbank"]\n')
    book = load_book(root)
    assert [fault.file for fault in book.problems] == ["west/establishments/eastbank.toml"]
    assert check_book(book, TODAY) == ()


def test_unknown_agencies_and_leads(root: Path) -> None:
    text = 'lead = "wst"\nagencies = ["example-polce"]\nattendance = [{ agency = "fire" }]\n'
    assert [(fault.key, fault.nearest) for fault in exercise(root, text)] == [
        ("lead", "west"),
        ("agencies[0]", "example-police"),
        ("attendance[0].agency", ""),
    ]


def test_activations_and_waivers_of_unknown_sites(root: Path) -> None:
    write(root, "west/activations/a.toml", 'schema = 1\nid = "a"\nsite = "nrthbank"\n')
    write(root, "west/waivers.toml", 'schema = 1\n[[waivers]]\ncode = "EXR004"\nestablishment = "eastbank"\n')
    assert [(fault.file, fault.line, fault.nearest) for fault in check(root)] == [
        ("west/activations/a.toml", 3, "northbank"),
        ("west/waivers.toml", 4, "westbank"),
    ]


@pytest.mark.parametrize(
    ("held", "is_too_early"),
    [("2017-03-13", True), ("2017-03-14", False), ('"2017-03"', False), ('"2017-02"', True), ('"unknown"', False)],
)
def test_a_test_before_the_plan_existed(root: Path, held: str, is_too_early: bool) -> None:
    text = f'held_on = {held}\ncredits = [{{ plan = "northbank", conclusion = "not-tested" }}]\n'
    found = [fault for fault in exercise(root, text) if fault.severity is ERROR]
    assert bool(found) is is_too_early
    assert all("before the plan was first prepared (14 Mar 2017)" in fault.message for fault in found)


@pytest.mark.parametrize(
    ("day", "start", "end", "is_wrong"),
    [
        ("planned_on = 2026-12-02", "14:00", "10:00", True),
        ("planned_on = 2026-12-02", "10:00", "10:00", True),
        ("planned_on = 2026-12-02", "10:00", "14:00", False),
        ('planned_on = "2026-12-02/2026-12-03"', "22:00", "02:00", False),
        ('planned_on = "2026-12"', "22:00", "02:00", True),
        ("", "22:00", "02:00", True),
    ],
)
def test_an_end_before_its_start(root: Path, day: str, start: str, end: str, is_wrong: bool) -> None:
    found = exercise(root, f'{day}\nstarts_at = "{start}"\nends_at = "{end}"\n')
    expected = [(ERROR, 7, "ends_at", f"the exercise ends at {end}, and starts at {start}")]
    assert said(found) == (expected if is_wrong else [])


def test_an_exemption_that_ends_before_it_starts(root: Path) -> None:
    text = '[[plans]]\nregime = "comah"\nexemptions = [{ from = 2016-06-01, until = 2015-05-31 }]\n'
    establishment(root, "northbank", text)
    key = "plans[0].exemptions[0].until"
    assert said(check(root)) == [(ERROR, 7, key, "the exemption ends before it starts")]


def test_a_future_date_marked_as_held_is_an_error_only_where_today_is_told(root: Path) -> None:
    assert said(exercise(root, "held_on = 2026-11-22\n")) == [
        (ERROR, 5, "held_on", "marked as held, and 22 Nov 2026 is after 21 Nov 2026")
    ]
    assert exercise(root, "held_on = 2026-11-22\n", on=None) == []
    assert exercise(root, "held_on = 2026-11-21\n") == []
    assert exercise(root, 'held_on = "2026-11"\n') == []


def test_other_facts_in_the_future_are_warned_of_and_plans_are_not(root: Path) -> None:
    text = 'planned_on = 2027-03-03\ndebrief_on = 2027-04-01\nconfirmed_on = 2027-01-01\n[[lessons]]\nid = "l1"\n'
    found = exercise(root, text + "due_on = 2027-06-01\n")
    message = "1 Jan 2027 is after 21 Nov 2026; it does not count before that day"
    assert said(found) == [(WARNING, 7, "confirmed_on", message)]


def test_a_weekday_that_contradicts_its_date_is_reported_wherever_it_stands(root: Path) -> None:
    plan = '[[plans]]\nregime = "comah"\nreviews = [{ on = "Fri 2010-09-30" }]\n'
    establishment(root, "northbank", plan)
    write(root, "register.toml", REGISTER + 'bank_holidays = { add = ["Tue 2027-05-10"] }\n')
    message = "30 September 2010 was a Thursday, not a Friday; the date counts"
    assert said(check(root, None)) == [
        (WARNING, 5, "bank_holidays.add[0]", "10 May 2027 was a Monday, not a Tuesday; the date counts"),
        (WARNING, 7, "plans[0].reviews[0].on", message),
    ]
    reviewed = load_book(root).authorities[0].establishments[0].plans[0].reviews[0].on
    assert reviewed is not None
    assert reviewed.earliest == date(2010, 9, 30)


def test_what_came_before_its_cause(root: Path) -> None:
    text = (
        'held_on = 2025-06-04\nclosed_on = 2025-05-01\nplanned_on = 2025-06-04\nplanning_from = "2025-07"\n'
        'phases = [\n{ id = "report-published", done_on = 2025-06-10 },\n'
        '{ id = "multi-agency-debrief", done_on = 2025-07-01 },\n]\n'
        'lessons = [{ id = "l1", closed_on = 2025-06-03 }]\n'
        'credits = [{ plan = "northbank", conclusion = "tested", decided_on = 2025-06-03 }]\n'
    )
    assert said(exercise(root, text)) == [
        (ERROR, 6, "closed_on", "closed before the exercise was held"),
        (WARNING, 8, "planning_from", "planning starts after the exercise"),
        (WARNING, 10, "phases[0].done_on", "report-published is done before multi-agency-debrief"),
        (WARNING, 13, "lessons[0].closed_on", "closed before the exercise was held"),
        (WARNING, 14, "credits[0].decided_on", "decided before the exercise was held"),
    ]


def test_vague_dates_that_may_be_in_order_are_not_blamed(root: Path) -> None:
    text = 'held_on = "2025-06"\nclosed_on = 2025-06-01\nlessons = [{ id = "l1", closed_on = "2025" }]\n'
    assert exercise(root, text) == []


def test_held_and_cancelled(root: Path) -> None:
    found = exercise(root, 'held_on = 2025-06-04\ncancelled = { on = 2025-06-01, reason = "storm" }\n')
    assert said(found) == [(ERROR, 5, "held_on", "the exercise is both held and cancelled")]


def test_credits_that_start_no_clock(root: Path) -> None:
    credit = 'credits = [{ plan = "northbank", conclusion = "tested" }]\n'
    assert [fault.severity for fault in exercise(root, credit)] == [ERROR]
    assert [fault.severity for fault in exercise(root, 'held_on = "unknown"\n' + credit)] == [WARNING]


def test_facts_without_effect_under_another_regime(root: Path) -> None:
    establishment(
        root,
        "northbank",
        '[[plans]]\nregime = "comah"\nextensions = [{ duty = "test", until_on = 2027-06-30 }]\n'
        "notified_on = 2026-02-02\nagreed_until_on = 2026-05-31\n"
        '[[plans]]\nregime = "reppir"\nexemptions = [{ from = 2016-06-01 }]\n',
    )
    assert said(check(root)) == [
        (WARNING, 7, "plans[0].extensions", "extensions has no effect on a COMAH plan"),
        (WARNING, 8, "plans[0].notified_on", "notified_on has no effect on a COMAH plan"),
        (
            WARNING,
            9,
            "plans[0].agreed_until_on",
            "a longer period without the letter that agreed it; the date still counts",
        ),
        (WARNING, 12, "plans[1].exemptions", "exemptions has no effect on a REPPIR plan"),
    ]


def test_an_upper_tier_site_with_other_plans_only_is_noted(root: Path) -> None:
    establishment(root, "northbank", '[[plans]]\nregime = "pipeline"\nnotified_on = 2026-02-02\n')
    message = "an upper-tier establishment with no COMAH plan among its plans"
    assert said(check(root)) == [(NOTE, 5, "plans", message)]


def test_a_modular_plan_needs_the_elements_named(root: Path) -> None:
    text = 'held_on = 2025-06-04\ncredits = [{ plan = "westbank", conclusion = "partly-tested" }]\n'
    message = "westbank is tested element by element, and no element is named"
    assert said(exercise(root, text)) == [(WARNING, 6, "credits[0].elements", message)]


def test_other_countries_where_they_do_not_matter(root: Path) -> None:
    credit = '{ plan = "northbank", conclusion = "tested", elements = ["all", "cross-border"] }'
    text = f"held_on = 2025-06-04\ncredits = [{credit}]\n"
    message = "cross-border is credited, and does not apply to northbank"
    assert said(exercise(root, text)) == [(NOTE, 6, "credits[0].elements", message)]


def test_what_one_record_states_twice(root: Path) -> None:
    text = (
        'held_on = 2025-06-04\nphases = [{ id = "a" }, { id = "a" }]\nlessons = [\n{ id = "l1" },\n{ id = "l1" },\n]\n'
        'credits = [{ plan = "northbank", conclusion = "tested" }, { plan = "northbank", conclusion = "not-tested" }]\n'
    )
    assert said(exercise(root, text)) == [
        (ERROR, 6, "phases[1].id", "a second phase a; the first is on line 6"),
        (ERROR, 9, "lessons[1].id", "a second lesson l1; the first is on line 8"),
        (ERROR, 11, "credits[1].plan", "a second credit for plan northbank; the first is on line 11"),
    ]


def test_measures_duties_diary_and_agencies_stated_twice(root: Path) -> None:
    write(
        root, "register.toml", REGISTER.replace("agencies = [", 'agencies = [{ id = "example-police", name = "P" }, ')
    )
    write(
        root,
        "west/authority.toml",
        'schema = 1\nid = "west"\nname = "West Council"\nmeasures = [{ id = "m" }, { id = "m" }]\n'
        'local_duties = [{ id = "d" }, { id = "d" }]\n',
    )
    write(root, "west/diary.toml", 'schema = 1\nentries = [{ id = "e" }, { id = "e" }]\n')
    assert [(fault.file, fault.key) for fault in check(root)] == [
        ("register.toml", "agencies[1].id"),
        ("west/authority.toml", "measures[1].id"),
        ("west/authority.toml", "local_duties[1].id"),
        ("west/diary.toml", "entries[1].id"),
    ]


@pytest.mark.parametrize("zone", ["Europe/Londn", "Europe", "../etc/passwd", "/etc/passwd", "\\u0000", "x" * 5000])
def test_a_time_zone_that_there_is_none_of(root: Path, zone: str) -> None:
    write(root, "register.toml", REGISTER + f'timezone = "{zone}"\n')
    found = check(root)
    assert [(fault.line, fault.key, fault.example) for fault in found] == [
        (5, "timezone", 'timezone = "Europe/London"')
    ]
    assert len(found[0].message) < 100
    assert found[0].message.isprintable()


def test_the_nearest_time_zone_is_named(root: Path) -> None:
    write(root, "register.toml", REGISTER + 'timezone = "europe/londn"\n')
    assert check(root)[0].nearest == "Europe/London"


def test_a_site_that_is_not_on_record_is_asked_for_in_good_english(root: Path) -> None:
    problems = exercise(root, 'takes_part = ["nowhere"]')
    assert [one.expected for one in problems] == ["the id of an establishment in this register"]


def test_a_participant_of_a_credit_is_an_agency_or_an_authority_on_record(root: Path) -> None:
    [fault] = exercise(
        root,
        'held_on = 2026-05-12\ncredits = [{ plan = "northbank", conclusion = "tested", '
        'participants = ["example-police", "east", "exampel-police"] }]\n',
    )
    assert (fault.severity, fault.line) == (ERROR, 6)
    assert "exampel-police" in fault.message
    assert fault.nearest == "example-police"
