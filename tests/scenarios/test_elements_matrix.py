"""The elements of a plan against the exercises of its cycle. As at 21 November 2026 unless a day is named."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.duties.element_matrix import element_matrix
from comah.law.load import load_law
from comah.model.element_matrix import ElementMatrix, PlanElements

JOINT = """\
will_test = ["northbank", "westbank"]
held_on = 2024-06-05
agencies = ["example-police"]
[[credits]]
plan = "northbank"
conclusion = "tested"
elements = ["activation", "warning"]

[[credits]]
plan = "westbank"
conclusion = "partly-tested"
elements = ["resources"]

[[lessons]]
id = "l1"
text = "Keys not found"
owner = "duty officer"
due_on = 2026-11-20
"""
RECORDS = {
    "establishments/northbank": '[[plans]]\nregime = "comah"\n',
    "establishments/westbank": '[[plans]]\nregime = "comah"\ncross_border = true\n',
    "establishments/pipeline": 'tier = "lower"\n[[plans]]\nregime = "pipeline"\n',
    "establishments/depot": 'tier = "lower"\n[[plans]]\nregime = "comah"\n',
    "exercises/2024-joint": JOINT,
    "exercises/2023-notification": """\
held_on = 2023-11-21
credits = [{ plan = "northbank", conclusion = "not-tested", elements = ["resources"] },
           { plan = "westbank", conclusion = "tested", elements = ["all"] }]
lessons = [
    { id = "l1", text = "Keys not found", closed_on = 2024-01-05 },
    { id = "l2", text = "Sirens", due_on = 2027-01-05 },
]
""",
    "exercises/2027-live": 'will_test = ["northbank"]\nplanned_on = 2027-05-19\nconfirmed_on = 2026-10-01',
    "activations/2025-release": """\
site = "northbank"
on = 2025-03-09
lessons = [{ id = "l1", text = "No interpreter" }]
""",
}


def matrix(on: str = "2026-11-21", records: dict[str, str] = RECORDS, **asked: object) -> ElementMatrix:
    return element_matrix(register(records), load_law(), date.fromisoformat(on), **asked)  # type: ignore[arg-type]


def plan(name: str, on: str = "2026-11-21", records: dict[str, str] = RECORDS) -> PlanElements:
    return next(one for one in matrix(on, records).plans if one.plan == name)


def untested(found: PlanElements) -> list[str]:
    return [one.value for one in found.untested]


def test_each_plan_has_its_own_elements_and_conclusion_of_one_exercise() -> None:
    northbank, westbank = plan("northbank"), plan("westbank")
    assert [(one.id, one.conclusion, [mark.value for mark in one.marks]) for one in northbank.exercises] == [
        ("2024-joint", "tested", ["tested", "tested", "not", "not", "not", "not"]),
        ("2023-notification", "not-tested", ["not", "not", "not", "not", "not", "not"]),
    ]
    assert [(one.id, one.conclusion, [mark.value for mark in one.marks]) for one in westbank.exercises] == [
        ("2024-joint", "partly-tested", ["not", "not", "partly", "not", "not", "not", "not"]),
        ("2023-notification", "tested", ["tested"] * 7),
    ]
    assert northbank.exercises[0].takes_part == ("example-police",)
    assert untested(northbank) == ["resources", "on-site-help", "off-site-action", "public-information"]
    assert untested(westbank) == []


def test_the_cycle_reaches_back_to_the_day_that_is_still_in_time() -> None:
    assert plan("westbank").since == date(2023, 11, 21)
    after = plan("westbank", "2026-11-22")
    assert after.since == date(2023, 11, 22)
    assert untested(after) == [
        "activation", "warning", "on-site-help", "off-site-action", "public-information", "cross-border",
    ]  # fmt: skip
    assert [one.in_cycle for one in after.exercises] == [True, False]
    assert [(row.last, row.last_exercise) for row in after.rows][:3] == [
        ("2023-11-21", "2023-notification"),
        ("2023-11-21", "2023-notification"),
        ("2024-06-05", "2024-joint"),
    ]


def test_what_is_not_a_test_yet_is_left_out_as_at_an_earlier_day() -> None:
    found = plan("northbank", "2024-06-04")
    assert [one.id for one in found.exercises] == ["2023-notification"]
    assert len(found.untested) == 6
    assert [row.last for row in found.rows] == [""] * 6


def test_the_next_objectives_come_from_untested_elements_and_open_lessons() -> None:
    found = plan("northbank")
    assert found.next_exercise == "2027-live, 19 May 2027"
    assert [(one.kind, one.subject, one.why) for one in found.suggestions] == [
        ("element", "resources", "element (c) not exercised over the cycle"),
        ("element", "on-site-help", "element (d) not exercised over the cycle"),
        ("element", "off-site-action", "element (e) not exercised over the cycle"),
        ("element", "public-information", "element (f) not exercised over the cycle"),
        (
            "lesson",
            "2024-joint/l1",
            "lesson overdue, duty officer, due 20 Nov 2026, met before in 2023-notification/l1",
        ),
        ("lesson", "2023-notification/l2", "lesson open, no owner, due 5 Jan 2027"),
        ("lesson", "2025-release/l1", "lesson open, no owner, no day"),
    ]
    assert found.suggestions[4].text == "show that this is learnt: Keys not found"
    assert plan("westbank").next_exercise == ""
    assert [one.subject for one in plan("westbank").suggestions] == ["2024-joint/l1", "2023-notification/l2"]


def test_an_exercise_whose_day_has_passed_is_not_the_next() -> None:
    assert plan("northbank", "2027-05-19").next_exercise == "2027-live, 19 May 2027"
    assert plan("northbank", "2027-05-20").next_exercise == ""


def test_a_modular_plan_has_a_lawful_date_for_each_element() -> None:
    records = RECORDS | {"establishments/westbank": '[[plans]]\nregime = "comah"\nmodular = true\n'}
    found = plan("westbank", records=records)
    assert found.has_own_clocks
    assert [(row.element.value, str(row.safe_on), row.days_left) for row in found.rows][1:3] == [
        ("warning", "2026-11-20", -1),
        ("resources", "2027-06-04", 195),
    ]


def test_strict_elements_give_every_plan_such_dates_and_partly_tested_does_not_count() -> None:
    found = plan("westbank", records=RECORDS | {"authority": "[policy]\nstrict_elements = true"})
    assert [str(row.due_on) for row in found.rows] == ["2026-11-21"] * 7
    assert plan("westbank").rows[0].due_on is None


def test_plans_that_owe_no_test_are_left_out_and_said() -> None:
    assert matrix().left_out == (
        "depot: the establishment is of lower tier",
        "pipeline/pipeline: no law asks for a test of it",
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"sites": frozenset({"westbank"})}, ["westbank"]),
        ({"authority": "halton"}, ["northbank", "westbank"]),
        ({"authority": "eastshire"}, []),
    ],
)
def test_the_matrix_is_narrowed(asked: dict[str, object], expected: list[str]) -> None:
    assert [one.plan for one in matrix("2026-11-21", RECORDS, **asked).plans] == expected


def test_an_exercise_held_on_a_day_nobody_knows_covers_nothing() -> None:
    records = {
        "establishments/northbank": '[[plans]]\nregime = "comah"\n',
        "exercises/old": """\
held_on = "unknown"
credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]
""",
    }
    found = plan("northbank", records=records)
    assert (len(found.untested), found.exercises[0].in_cycle, found.exercises[0].held) == (6, False, "unknown")
