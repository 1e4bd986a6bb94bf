"""Public exercises and plans, written as records: what is known of each, and what that is worth.

The day of a report is no day of a test, a day announced is no day held, and an issue of a plan is no
review. As at 21 November 2026, unless a test says otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from register_text import AsAt, day, register

from comah.exercises.state import planned_day, state_of
from comah.model.exercise import Exercise
from comah.records.consistency import check_book

ON = "2026-11-21"
COMAH = '[[plans]]\nregime = "comah"\n'
REPPIR = '[[plans]]\nregime = "reppir"\n'
NOT_SHOWN = ("unknown", "", "")
NO_DAY = ("0001-01-01", "9999-12-31", False)


class Case(NamedTuple):
    """An exercise as a public source gives it."""

    name: str
    text: str
    state: str
    when: tuple[str, str, bool]  # the earliest and the latest day it can mean, and whether it is exact
    source: str
    plans: dict[str, str] = {}  # noqa: RUF012 -- read only
    if_credited: tuple[str, ...] = ()  # the last lawful day that a credit to each plan would give


SPPB = "Halton Safer PPB report, 10 September 2024, paragraph 3.12"
CASES = [
    Case(
        "runcorn-2024",
        'type = "unknown"\nheld_on = "2024-04/2024-06"\ntakes_part = ["runcorn"]\n'
        'phases = [{ id = "report-published", done_on = "2024-07" }]',
        "held",
        ("2024-04-01", "2024-06-30", False),
        SPPB,
        {"runcorn": COMAH},
        ("2027-04-01",),
    ),
    Case(
        "widnes-2024",  # operator not named; delivery not confirmed
        'type = "live"\nplanning_from = "2024-06"\nplanned_on = "2024-09/2024-11"',
        "planned",
        ("2024-09-01", "2024-11-30", False),
        SPPB,
    ),
    Case(
        "iconichem",
        'type = "unknown"\nheld_on = "unknown"\ntakes_part = ["iconichem-widnes"]',
        "held",
        NO_DAY,
        "https://www.runcornandwidnesworld.co.uk/news/17006991.iconichems-emergency-response-plans-tested-by-halton-borough-council/",
        {"iconichem-widnes": COMAH},
    ),
    Case(
        "runcorn-virtual",
        'type = "tabletop"\nformat = "virtual"\nheld_on = "unknown"\ntakes_part = ["inovyn", "packed-chlorine"]',
        "held",
        NO_DAY,
        "https://hbcnewsroom.co.uk/an-emergency-exercise-for-these-covid-times/",
        {"inovyn": COMAH, "packed-chlorine": COMAH},
    ),
    Case(
        "runcorn-tabletop",
        'type = "tabletop"\nheld_on = "unknown"\ntakes_part = ["ineos-chlorvinyls", "ineos-enterprises", "mexichem"]',
        "held",
        NO_DAY,
        "http://www.runcornandwidnesworld.co.uk/news/11055075.Emergency_planners_practice_response_to_major_chemical_alert_in_Runcorn/?ref=rss",
        {"ineos-chlorvinyls": COMAH, "ineos-enterprises": COMAH, "mexichem": COMAH},
    ),
    Case(
        "silver-jubilee-bridge",
        'type = "tabletop"\nheld_on = "Fri 2010-09-30"',
        "held",
        ("2010-09-30", "2010-09-30", True),
        "http://cheshireresilience.org.uk/emergency-planning-exercises/",
    ),
    Case(
        "grangemouth-2018",  # announced the same day as a statutory test; no source says that it was held
        'type = "live"\nplanned_on = 2018-10-11\nwill_test = ["petroineos"]',
        "planned",
        ("2018-10-11", "2018-10-11", True),
        "https://www.falkirkherald.co.uk/our-region/falkirk-district/grangemouth/emergency-services-exercise-in-grangemouth-tonight-1-4813481",
        {"petroineos": COMAH},
    ),
    Case(
        "mossmorran-2018",  # not stated to be the external-plan test
        'type = "live"\nplanned_on = 2018-11-13\ntakes_part = ["exxonmobil-mossmorran", "shell-mossmorran"]',
        "planned",
        ("2018-11-13", "2018-11-13", True),
        "https://www.fifetoday.co.uk/news/environment/large-scale-emergency-exercise-at-mossmorran-plant-1-4828874",
        {"exxonmobil-mossmorran": COMAH, "shell-mossmorran": COMAH},
    ),
    Case(
        "purbeck",
        'name = "Exercise Purbeck"\ntype = "live"\nplanned_on = 2009-11-04\ntakes_part = ["wytch-farm"]',
        "planned",
        ("2009-11-04", "2009-11-04", True),
        "https://swanagecoastguard.blogspot.com/2009/11/exercise-purbeck.html",
        {"wytch-farm": COMAH},
    ),
    Case(
        "port-talbot-2014",  # deferred, then re-arranged; the original day is not known
        'type = "unknown"\nplanned_on = 2014-12-05\nwill_test = ["tata-port-talbot"]\n'
        'postponements = [{ to = 2014-12-05, reference = "minute of 7 November 2014" }]',
        "planned",
        ("2014-12-05", "2014-12-05", True),
        "https://democracy.npt.gov.uk/ieListDocuments.aspx?CId=135&MId=127&Ver=4",
        {"tata-port-talbot": COMAH},
    ),
    Case(
        "pembroke-2024",
        'type = "live"\nplanned_on = 2024-05-16\nstarts_at = "14:00"\nwill_test = ["valero-pembroke"]',
        "planned",
        ("2024-05-16", "2024-05-16", True),
        "https://www.westerntelegraph.co.uk/news/24321365.valero-pembroke-refinery-emergency-exercise-takes-place-today-may-16/?ref=rss",
        {"valero-pembroke": COMAH},
    ),
    Case(
        "capenhurst-2021",  # on site only: no external plan was exercised
        'name = "Exercise Bougainvillea"\ntype = "unknown"\nheld_on = "2021-09"',
        "held",
        ("2021-09-01", "2021-09-30", False),
        "https://onr.org.uk/publications/regulatory-reports/site-specific-reports/inspection-records/2021/09/"
        "exercise-bougainvillea-lc11-emergency-exercise-demonstration-and-other-site-interventions",
        {"urenco-capenhurst": COMAH + REPPIR},
    ),
    Case(
        "grey-seal",
        'name = "Exercise Grey Seal"\ntype = "unknown"\nheld_on = "2016-11-22/2016-11-23"\n'
        'phases = [{ id = "draft-report", done_on = 2017-02-27 }, { id = "report-agreed", done_on = 2017-06-05 }]',
        "held",
        ("2016-11-22", "2016-11-23", True),
        "https://hmcoastguard.blogspot.com/2016/11/response-to-major-pollution-incident-to.html",
    ),
    Case(
        "wakefield-2016",
        'type = "live"\nplanning_from = "2015-06"\nplanned_on = 2016-03-16',
        "planned",
        ("2016-03-16", "2016-03-16", True),
        "https://www.westyorksfire.gov.uk/news/emergency-services-training-exercise/",
    ),
    Case(
        "deva-flame",
        'name = "Exercise Deva Flame"\ntype = "unknown"\nheld_on = "2022-05"',
        "held",
        ("2022-05-01", "2022-05-31", False),
        "https://www.cheshirefire.gov.uk/your-service/gdpr-data-protection/freedom-of-information/disclosure-log/"
        "2025---foi-requests/foi-request-2163---multi-agency-emergency-preparedness",
    ),
    Case(
        "triton",  # the month of the report is not that of the exercise
        'name = "Exercise TRITON"\ntype = "unknown"\nheld_on = "unknown"\n'
        'phases = [{ id = "report-published", done_on = "2013-10" }]',
        "held",
        NO_DAY,
        "https://doczz.net/doc/2741984/exercise-triton---staffordshire-prepared",
    ),
    Case(
        "watermark",
        'name = "Exercise Watermark"\ntype = "unknown"\nheld_on = "2011-03"\n'
        'phases = [{ id = "report-published", done_on = "2011-09" }]',
        "held",
        ("2011-03-01", "2011-03-31", False),
        "http://docplayer.net/4406198-Exercise-watermark-exercise-planning-delivery-and-review-report-september-2011.html",
    ),
]
NAMES = [case.name for case in CASES]


def records(case: Case) -> dict[str, str]:
    text = f'source = "{case.source}"\n{case.text}'
    return {f"exercises/{case.name}": text} | {f"establishments/{name}": plan for name, plan in case.plans.items()}


def exercise(case: Case) -> Exercise:
    ((found,),) = (one.exercises for one in register(records(case)).authorities)
    return found


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_is_known_of_the_day(case: Case) -> None:
    found, on = exercise(case), AsAt(ON, {}).assessment.on
    when = found.held_on or planned_day(found, on)
    assert when is not None
    assert (state_of(found, on).value, found.source) == (case.state, case.source)
    assert (str(when.earliest), str(when.latest), when.is_exact) == case.when


@pytest.mark.parametrize("case", [case for case in CASES if case.plans], ids=[c.name for c in CASES if c.plans])
def test_no_public_record_shows_a_plan_in_date(case: Case) -> None:
    found = AsAt(ON, records(case))
    for site in case.plans:
        duty = found.duty("COMAH-14-TEST", site)
        assert found.position("COMAH-14-TEST", site) == NOT_SHOWN
        assert day(duty.in_date_only_if_since) == "2023-11-21"
        assert tuple(str(one.due_on) for one in duty.if_credited) == case.if_credited


@pytest.mark.parametrize("case", [case for case in CASES if not case.plans], ids=[c.name for c in CASES if not c.plans])
def test_an_exercise_that_names_no_plan_counts_for_none(case: Case) -> None:
    with_site = records(case) | {"establishments/northbank": COMAH}
    duty = AsAt(ON, with_site).duty("COMAH-14-TEST")
    assert (duty.status.value, duty.if_credited, duty.arranged) == ("unknown", (), None)


def test_runcorn_once_credited_runs_from_both_ends_of_the_quarter() -> None:
    credit = 'credits = [{ plan = "runcorn", conclusion = "tested" }]\n'
    credited = {name: text.replace("takes_part", f"{credit}takes_part") for name, text in records(CASES[0]).items()}
    assert AsAt(ON, credited).position("COMAH-14-TEST", "runcorn") == ("at-risk", "2027-04-01", "2027-06-30")
    assert day(AsAt(ON, credited).duty("COMAH-14-TEST", "runcorn").latest_start) == "2026-09-30"
    assert AsAt("2027-05-01", credited).status("COMAH-14-TEST", "runcorn") == "may-be-overdue"
    assert AsAt(ON, credited).status("POL-REPORT", "", exercise="runcorn-2024") == "met"


def test_the_widnes_exercise_planned_for_autumn_2024_is_not_counted() -> None:
    measure = {"authority": '[[measures]]\nid = "exercises-a-year"\ntarget = 1'}
    (found,) = AsAt("2025-03-31", records(CASES[1]) | measure).assessment.measures
    assert (found.period, found.count, found.status.value) == ("2024/25", 0, "open")


def test_a_weekday_that_contradicts_its_date_is_taken_in_and_reported() -> None:
    bridge = next(case for case in CASES if case.name == "silver-jubilee-bridge")
    book = register(records(bridge))
    (problem,) = check_book(book, None)
    assert book.problems == ()
    assert problem.severity.value == "warning"
    assert "30 September 2010 was a Thursday, not a Friday" in problem.message


def test_a_lower_tier_site_has_no_test_to_miss() -> None:
    bushmills = {
        "establishments/bushmills": f'tier = "lower"\n{COMAH}',
        "exercises/cheesecake": 'name = "Exercise Cheesecake"\ntype = "other"\nheld_on = 2011-02-20\n'
        'takes_part = ["bushmills"]\n'
        'source = "https://www.ballymoneytimes.co.uk/news/hazard-control-event-at-bushmills-1-2572645"',
    }
    found = AsAt(ON, bushmills).duty("COMAH-14-TEST", "bushmills")
    assert (found.status.value, found.due_on, found.if_credited) == ("not-applicable", None, ())


def test_an_exercise_on_site_shows_neither_plan_of_the_site_tested() -> None:
    found = AsAt(ON, records(next(case for case in CASES if case.name == "capenhurst-2021")))
    for duty in ("COMAH-14-TEST", "REPPIR-12-TEST"):
        assert found.position(duty, "urenco-capenhurst") == NOT_SHOWN
        assert found.duty(duty, "urenco-capenhurst").if_credited == ()


AWE = {
    "establishments/awe": f"{REPPIR}modular = true\n",
    "exercises/displaced-people-2": 'name = "AWE Displaced People Workshop 2"\ntype = "seminar"\nheld_on = 2021-11-03\n'
    'takes_part = ["awe/reppir"]\n'
    'source = "https://onr.org.uk/publications/corporate-publications/foi-releases/2023/07/modular-exercise"\n',
}


def test_a_module_of_a_rolling_test_is_no_test_of_the_whole() -> None:
    found = AsAt(ON, AWE).duty("REPPIR-12-TEST", "awe")
    assert (found.status.value, len(found.untested_elements)) == ("unknown", 6)
    assert [str(one.due_on) for one in found.if_credited] == ["2024-11-03"]
    credit = 'credits = [{ plan = "awe/reppir", conclusion = "partly-tested", elements = ["off-site-action"] }]'
    credited = {name: text + credit if name.startswith("exercises") else text for name, text in AWE.items()}
    assert AsAt("2022-03-01", credited).position("REPPIR-12-TEST", "awe") == NOT_SHOWN
    assert AsAt(ON, credited).position("REPPIR-12-TEST", "awe") == ("overdue", "2024-11-03", "2024-11-03")


def test_a_two_day_national_exercise_was_reported_in_its_own_time() -> None:
    grey_seal = next(case for case in CASES if case.name == "grey-seal")
    # 112 days from 23 November 2016, the second day; the report agreed on 5 June 2017 is not known to be published
    found = AsAt(ON, records(grey_seal)).position("POL-REPORT", "", exercise="grey-seal")
    assert found == ("overdue", "2017-03-15", "2017-03-15")


# --- plans: an issue is no review, and what a plan says of its next review is a claim ---------------


class Issued(NamedTuple):
    """A plan as its public version dates itself."""

    site: str
    regime: str
    version: str
    issued: str
    claim: str  # when it says that its next review is due
    source: str


ISSUED = [
    Issued("calor-gas-saxham", "comah", "5", '"2018-06"', "2021-06", "https://docslib.org/doc/3219400/public-version"),
    Issued(
        "treatt-bury-st-edmunds",
        "comah",
        "2.1",
        '"2019-05"',
        "2022-05",
        "https://docslib.org/doc/10248512/treatt-bury-st-edmunds-external-emergency-plan",
    ),
    Issued(
        "sizewell",
        "reppir",
        "3.6",
        "2018-10-31",
        "",
        "https://docslib.org/doc/3377613/sizewell-off-site-emergency-plan-issue-3-6-dated-oct-18",
    ),
    Issued(
        "awe",
        "reppir",
        "1.2",
        '"2017-03"',
        "2019-01",
        "https://docslib.org/doc/9971947/awe-off-site-emergency-plan-public-version",
    ),
]


def plan_of(row: Issued) -> dict[str, str]:
    plan = f'[[plans]]\nregime = "{row.regime}"\nissues = [{{ version = "{row.version}", on = {row.issued} }}]\n'
    return {f"establishments/{row.site}": f'source = "{row.source}"\n{plan}'}


@pytest.mark.parametrize("row", ISSUED, ids=[row.site for row in ISSUED])
def test_an_issue_starts_no_clock(row: Issued) -> None:
    body = {"comah": ("COMAH-14-REVIEW", "COMAH-14-TEST"), "reppir": ("REPPIR-12-REVIEW", "REPPIR-12-TEST")}
    for duty in body[row.regime]:
        assert AsAt(ON, plan_of(row)).position(duty, row.site) == NOT_SHOWN
        assert day(AsAt(ON, plan_of(row)).duty(duty, row.site).in_date_only_if_since) == "2023-11-21"


@pytest.mark.parametrize("row", [row for row in ISSUED if row.claim], ids=[row.site for row in ISSUED if row.claim])
def test_a_review_that_the_plan_says_is_due_is_a_claim_and_no_record(row: Issued) -> None:
    claimed = {name: f'{text}review_due = "{row.claim}"\n' for name, text in plan_of(row).items()}
    duty = "COMAH-14-REVIEW" if row.regime == "comah" else "REPPIR-12-REVIEW"
    found = AsAt(ON, claimed, is_faulty=True)
    assert [problem.key for problem in found.problems] == ["plans[0].review_due"]
    assert found.position(duty, row.site) == NOT_SHOWN


def test_a_plan_reviewed_in_a_month_is_due_by_law_and_not_by_its_own_claim() -> None:
    # Rev 5.3, reviewed February 2021; the plan says that its next review is due in May 2023.
    hunterston = {
        "establishments/hunterston-b": 'source = "https://pdfslide.net/documents/'
        'hunterston-b-nuclear-power-station-north-ayrshire.html"\n'
        f'{REPPIR}issues = [{{ version = "5.3", on = "2021-02" }}]\nreviews = [{{ on = "2021-02" }}]\n',
    }
    assert AsAt("2023-06-01", hunterston).position("REPPIR-12-REVIEW", "hunterston-b") == (
        "due",
        "2024-02-01",
        "2024-02-28",
    )
    assert AsAt("2024-02-28", hunterston).status("REPPIR-12-REVIEW", "hunterston-b") == "may-be-overdue"
    late = AsAt("2024-02-29", hunterston).duty("REPPIR-12-REVIEW", "hunterston-b")
    assert (late.status.value, late.days_overdue) == ("overdue", 1)
