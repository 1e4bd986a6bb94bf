"""Rules on local measures and local duties: each fires, does not fire, and its boundary day.

A financial year runs from 1 April to 31 March. A live exercise on 31 March 2027 must be started on 30
September 2026, 182 days before; a tabletop on 2 December 2026, 119 days before.
"""

from __future__ import annotations

import pytest
from rule_findings import found_of, kinds, lines

MEASURE = '[[measures]]\nid = "ppt-06"\ntitle = "One exercise a year"\ntarget = 1\n'
BOARD = '[[local_duties]]\nid = "board-report"\ntitle = "Report to the board"\n'
HELD = 'will_test = ["northbank"]\nheld_on = 2025-09-10\nclosed_on = 2026-02-02\n'
CONFIRMED = 'will_test = ["northbank"]\nplanned_on = 2027-03-03\nconfirmed_on = 2026-08-01\n'


def messages(code: str, on: str, **records: str) -> list[str]:
    texts = {"establishments/northbank": "", "authority": MEASURE} | {
        name.replace("__", "/"): text for name, text in records.items()
    }
    return [one.raised.message for one in found_of(code, on, texts)]


def test_what_stands_behind_each_rule() -> None:
    assert kinds("KPI") == {"KPI001": "local warning", "KPI002": "local warning"}
    assert kinds("LOC") == {"LOC001": "local warning", "LOC002": "local note", "LOC003": "local note"}


def test_what_an_authority_set_itself_in_november() -> None:
    duties = (
        BOARD
        + 'every = "1 year"\nlast_on = 2025-02-11\n'
        + '[[local_duties]]\nid = "radio-test"\nevery = "6 months"\nlast_on = "2026-05"\n'
        + '[[local_duties]]\nid = "plan-holders"\nevery = "1 year"\n'
    )
    records = {"authority": MEASURE + duties}
    assert [*lines("2026-11-21", records, "KPI"), *lines("2026-11-21", records, "LOC")] == [
        "warning KPI001 ppt-06: 2025/26 ended with 0 of 1 on record, not law",
        "warning KPI002 ppt-06: 2026/27 at 0 of 1 and 0 confirmed, 130 days left, not law",
        "warning LOC001 board-report: local duty 283 days overdue, not law",
        "note LOC002 radio-test: local duty may be overdue: its day lies between 1 Nov 2026 and 30 Nov 2026, not law",
        "note LOC003 plan-holders: local duty: when it was last done is not on record, not law",
    ]


@pytest.mark.parametrize(
    ("on", "held", "expected"),
    [
        ("2026-03-31", "2024-09-10", []),  # 2024/25 met; 2025/26 is not over
        ("2026-04-01", "2024-09-10", ["2025/26 ended with 0 of 1 on record, not law"]),
        ("2026-04-01", "2025-09-10", []),
        ("2027-03-31", "2025-09-10", []),
        ("2026-04-01", '"2025-03/2025-05"', ["2025/26 ended with 0 of 1 on record, not law"]),  # may lie outside
        ("2026-04-01", "2026-03-31", []),
    ],
)
def test_a_measure_is_missed_once_the_year_is_over(on: str, held: str, expected: list[str]) -> None:
    assert messages("KPI001", on, exercises__e=HELD.replace("2025-09-10", held).replace("2026-02-02", on)) == expected


def test_a_measure_is_at_risk_once_no_exercise_of_the_usual_type_fits_the_year() -> None:
    assert messages("KPI002", "2026-09-30") == []
    assert messages("KPI002", "2026-10-01") == ["2026/27 at 0 of 1 and 0 confirmed, 181 days left, not law"]


def test_the_usual_type_decides_when_a_measure_is_at_risk() -> None:
    tabletop = '[policy]\nnext_test_type = "tabletop"\n' + MEASURE
    assert messages("KPI002", "2026-12-02", authority=tabletop) == []
    assert messages("KPI002", "2026-12-03", authority=tabletop) != []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        (CONFIRMED, False),
        (CONFIRMED.replace("confirmed_on = 2026-08-01\n", ""), True),  # planned only
        (CONFIRMED.replace("2027-03-03", "2027-04-01"), True),  # next year's
        (CONFIRMED.replace("2027-03-03", "2027-03-31"), False),
        (CONFIRMED.replace("2027-03-03", "2026-11-20"), True),  # its day has passed, not recorded as held
        (CONFIRMED.replace("2027-03-03", "2026-11-21"), False),
        (HELD.replace("2025-09-10", "2026-09-10").replace("2026-02-02", "2026-11-01"), False),
    ],
)
def test_an_exercise_held_or_confirmed_in_the_year_meets_the_measure(text: str, fires: bool) -> None:
    assert bool(messages("KPI002", "2026-11-21", exercises__e=text)) is fires


def test_an_authority_without_measures_misses_none() -> None:
    assert messages("KPI001", "2026-11-21", authority="") == messages("KPI002", "2026-11-21", authority="") == []


YEARLY = BOARD + 'every = "1 year"\nlast_on = 2025-11-21\n'


def test_a_local_duty_is_overdue_from_the_day_after_its_own() -> None:
    assert messages("LOC001", "2026-11-21", authority=YEARLY) == []
    assert messages("LOC001", "2026-11-22", authority=YEARLY) == ["local duty 1 day overdue, not law"]


def test_a_local_duty_last_done_in_a_month_may_be_overdue_and_then_is() -> None:
    vague = YEARLY.replace("2025-11-21", '"2025-11"')
    assert messages("LOC002", "2026-11-01", authority=vague) == []
    assert messages("LOC002", "2026-11-02", authority=vague) != []
    assert messages("LOC002", "2026-11-30", authority=vague) != []
    assert messages("LOC002", "2026-12-01", authority=vague) == []
    assert messages("LOC001", "2026-12-01", authority=vague) == ["local duty 1 day overdue, not law"]


def test_a_local_duty_of_which_nothing_can_be_counted() -> None:
    assert messages("LOC003", "2026-11-21", authority=YEARLY) == []
    assert messages("LOC003", "2025-11-20", authority=YEARLY) != []  # not done yet on that day
    assert messages("LOC003", "2026-11-21", authority=BOARD + "last_on = 2025-11-21") == [
        "local duty: last done 21 Nov 2025; how often is not on record, so nothing can be counted, not law"
    ]
