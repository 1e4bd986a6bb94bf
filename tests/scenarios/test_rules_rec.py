"""Rules on the records themselves: each fires, does not fire, and its boundary day."""

from __future__ import annotations

import pytest
from rule_findings import codes, found_in, found_of, kinds, lines

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
TESTED = 'held_on = 2023-05-12\ncredits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]\n'
VAGUE = {SITE: COMAH, "exercises/y2023": TESTED.replace("2023-05-12", '"2023"')}
UNKNOWN = {SITE: COMAH, "exercises/some": 'held_on = "unknown"\ntakes_part = ["northbank"]'}


def test_what_stands_behind_each_rule() -> None:
    assert kinds("REC") == {
        "REC001": "record warning",
        "REC002": "record warning",
        "REC003": "record warning",
        "REC004": "record warning",
        "REC005": "record warning",
        "REC006": "record note",
        "REC007": "record warning",
        "REC008": "record error",
        "REC009": "record error",
    }


def test_a_folder_as_it_was_handed_over() -> None:
    records = {
        SITE: 'twon = "Exampleton"\n' + COMAH,
        "establishments/dockside": "name = Dockside",
        "exercises/y2023": TESTED.replace("2023-05-12", '"2023"'),
        "exercises/some": 'held_on = "unknown"\ntakes_part = ["northbank"]',
        "exercises/other": 'held_on = "Mon 2025-06-11"\nclosed_on = 2025-05-02',
        "waivers": '[[waivers]]\ncode = "REC002"\napprover = "head of service"\nexpires_on = 2026-01-31',
    }
    assert lines("2026-02-02", records, "REC") == [
        "error REC003 other: closed before the exercise was held; expected a day not before held_on",
        "warning REC004 other: held_on: 11 June 2025 was a Wednesday, not a Monday; the date counts",
        "warning REC005 REC002: waiver of REC002 by head of service expired 31 Jan 2026",
        "error REC008 dockside: halton/establishments/dockside.toml: the value cannot be read: name = Dockside",
        (
            'error REC009 northbank: halton/establishments/northbank.toml: "twon" is no key of this table; '
            "it was passed over"
        ),
        (
            "warning REC001 northbank: test the external plan: overdue if its inexact date means the first day, "
            "due if it means the last"
        ),
        "warning REC002 northbank: held, and the day is not on record; it names northbank",
    ]


# --- inexact dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # tested on 1 January 2023: latest start 3 July 2025 for a live exercise; on 31 December: 1 July 2026
        ("2025-07-01", []),
        ("2025-07-03", ["at risk|due"]),
        ("2026-01-01", ["at risk|due"]),
        ("2026-01-02", ["overdue|due"]),
        ("2026-12-31", ["overdue|at risk"]),
        ("2027-01-01", []),  # overdue on every reading
    ],
)
def test_a_test_of_some_day_in_2023(on: str, expected: list[str]) -> None:
    message = "test the external plan: {} if its inexact date means the first day, {} if it means the last"
    found = found_of("REC001", on, VAGUE)
    assert [one.raised.message for one in found] == [message.format(*words.split("|")) for words in expected]


def test_a_date_that_is_exact_decides_nothing_wrongly() -> None:
    for when in ("2023-05-12", '"2023-05-12/2023-05-13"'):
        assert found_of("REC001", "2026-05-13", {SITE: COMAH, "exercises/e": TESTED.replace("2023-05-12", when)}) == []


def test_a_fact_on_record_has_happened_however_vague_its_date() -> None:
    records = {SITE: COMAH + 'reviews = [{ on = "2026" }]'}
    assert found_of("REC001", "2026-09-07", records) == []


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ('reviews = [{ on = "2023" }]', "2026-09-07", "review the external plan"),
        ('information_received_on = "2025-08"', "2026-02-14", "prepare the external emergency plan"),
    ],
)
def test_other_duties_of_a_plan_hang_on_a_date_too(text: str, on: str, expected: str) -> None:
    (found,) = found_of("REC001", on, {SITE: COMAH + text})
    assert found.raised.message.startswith(expected)


@pytest.mark.parametrize(
    ("on", "expected"), [("2025-01-01", 0), ("2025-01-02", 2), ("2025-12-31", 2), ("2026-01-01", 0)]
)
def test_whether_the_first_interval_runs_can_hang_on_a_date(on: str, expected: int) -> None:
    found = found_of("REC001", on, {SITE: COMAH + 'first_prepared_on = "2022"'})
    assert (
        sum("cannot be shown if its inexact date means the first day" in one.raised.message for one in found)
        == expected
    )


def test_a_plan_prepared_on_an_exact_day_hangs_on_none() -> None:
    assert found_of("REC001", "2025-06-01", {SITE: COMAH + "first_prepared_on = 2022-01-01"}) == []


@pytest.mark.parametrize(
    ("on", "expected"), [("2025-05-01", 0), ("2025-05-02", 1), ("2025-05-31", 1), ("2025-06-01", 0)]
)
def test_an_operators_duty_hangs_on_a_date(on: str, expected: int) -> None:
    records = {SITE: '[public_information]\nreviewed_on = "2022-05"\nsent_on = 2024-03-01\n'}
    assert len(found_of("REC001", on, records)) == expected


@pytest.mark.parametrize(("on", "expected"), [("2026-05-01", 0), ("2026-05-02", 1)])
def test_a_task_the_authority_set_itself_hangs_on_a_date(on: str, expected: int) -> None:
    records = {"authority": '[[local_duties]]\nid = "report"\nevery = "1 year"\nlast_on = "2025-05"'}
    assert len(found_of("REC001", on, records)) == expected


# --- unknown days, contradictions, faults --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('held_on = "unknown"\ntakes_part = ["northbank"]', ["northbank"]),
        ('held_on = "unknown"\nwill_test = ["northbank", "dockside"]', ["None"]),
        ('held_on = "unknown"', []),
        ('held_on = "2023"\nwill_test = ["northbank"]', []),
        ('will_test = ["northbank"]', []),
        ('held_on = "unknown"\ntakes_part = ["northbank"]\ncancelled = { on = 2026-01-05 }', []),
    ],
)
def test_an_exercise_held_nobody_knows_when(text: str, expected: list[str]) -> None:
    records = {SITE: COMAH, "establishments/dockside": COMAH, "exercises/some": text}
    assert [str(one.raised.establishment) for one in found_of("REC002", "2026-02-02", records)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("held_on = 2025-06-11\nclosed_on = 2025-06-11", []),
        ("held_on = 2025-06-11\nclosed_on = 2025-06-10", ["error"]),
        ("held_on = 2025-06-11\ncancelled = { on = 2025-06-01 }", ["error"]),
        ("planned_on = 2025-06-11\nplanning_from = 2025-07-01", ["warning"]),
    ],
)
def test_facts_that_cannot_all_be_true(text: str, expected: list[str]) -> None:
    found = found_in("2026-02-02", {SITE: COMAH, "exercises/e": text})
    assert [one.severity.value for one in found if one.rule.code == "REC003"] == expected
    assert [one for one in found if one.rule.code in {"REC004", "REC008", "REC009"}] == []
    for one in (one for one in found if one.rule.code == "REC003"):
        assert (one.raised.place.file.name, one.raised.place.line > 0) == ("halton/exercises/e.toml", True)


@pytest.mark.parametrize(("when", "expected"), [("Fri 2023-05-12", []), ("Mon 2023-05-12", ["warning"])])
def test_a_weekday_is_held_against_its_date(when: str, expected: list[str]) -> None:
    found = found_in("2026-02-02", {SITE: COMAH, "exercises/e": f'held_on = "{when}"'})
    assert [one.severity.value for one in found if one.rule.code == "REC004"] == expected
    assert [one for one in found if one.rule.code in {"REC003", "REC008", "REC009"}] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "Northbank"', []),
        ("name = ", ["error REC008"]),
        ('twon = "Exampleton"', ["error REC009"]),
        ('twon = "Exampleton"\ntear = "upper"', ["error REC009"]),  # one a file
        (COMAH + "notified_on = 2025-05-31", ["warning REC009"]),
        (f'twon = "Exampleton"\n{COMAH}notified_on = 2025-05-31', ["error REC009", "warning REC009"]),
        ('[[plans]]\nregime = "pipeline"', ["note REC009"]),
    ],
)
def test_a_file_with_faults(text: str, expected: list[str]) -> None:
    records = {SITE: text, "establishments/dockside": COMAH}
    found = found_in("2026-02-02", records)
    of_files = [one for one in found if one.rule.code in {"REC003", "REC004", "REC008", "REC009"}]
    assert [f"{one.severity.value} {one.rule.code}" for one in of_files] == expected
    assert {one.raised.establishment for one in of_files} <= {"northbank"}


def test_every_fault_of_a_file_is_named() -> None:
    (found,) = found_of("REC009", "2026-02-02", {SITE: 'twon = "Exampleton"\ntear = "upper"'})
    assert found.raised.message.endswith("(and 1 more)")
    assert [label for label, _ in found.raised.details] == ["Line 5", "Line 6"]
    assert all("is no key of this table" in text for _, text in found.raised.details)


# --- answers -----------------------------------------------------------------------------------------


def answer(**keys: str) -> dict[str, str]:
    """The exercise of an unknown day, and an answer for it; a key without a value is left out."""
    given = {
        "code": '"REC002"',
        "establishment": '"northbank"',
        "approver": '"head of service"',
        "expires_on": "2027-01-31",
    } | keys
    text = "\n".join(f"{key} = {value}" for key, value in given.items() if value)
    return UNKNOWN | {"waivers": f"[[waivers]]\n{text}\n"}


ANSWERS = ("REC005", "REC006", "REC007")


def answers_found(on: str, records: dict[str, str]) -> list[str]:
    return [code for code in codes(on, records, "REC") if code in ANSWERS]


@pytest.mark.parametrize(
    ("on", "records", "expected"),
    [
        ("2026-11-21", answer(), []),
        ("2026-11-21", answer(kind='"acknowledged"'), []),
        ("2027-01-31", answer(), []),  # its last day
        ("2027-02-01", answer(), ["REC005"]),
        ("2026-12-31", answer(expires_on='"2027-01"'), []),
        ("2027-01-01", answer(expires_on='"2027-01"'), []),
        ("2027-01-02", answer(expires_on='"2027-01"'), ["REC005"]),  # the earliest reading counts
        ("2026-11-21", answer(establishment=""), ["REC006"]),  # names no site, and the finding is of one
        ("2026-11-21", answer(establishment='"all"'), []),
        ("2026-11-21", answer(code='"REC001"'), ["REC006"]),
        ("2027-02-01", answer(code='"REC001"'), ["REC005"]),
        ("2026-11-21", answer(code='"REC001"', approved_on="2026-11-22"), []),  # not given yet
        ("2026-11-21", answer(approved_on="2027-02-01"), ["REC007"]),  # it ends before it is given
        ("2026-11-21", answer(approved_on="2027-01-31"), []),
        ("2026-11-21", answer(approver='"  "'), ["REC007"]),
        ("2026-11-21", answer(code='"TST003"', kind='"acknowledged"'), []),
        ("2026-11-21", answer(code='"TST001"', kind='"acknowledged"'), ["REC006"]),
        ("2026-11-21", answer(code='"TST003"'), ["REC007"]),
        ("2026-11-21", answer(code='"TST999"'), ["REC007"]),
        ("2026-11-21", answer(approver=""), ["REC007"]),
        ("2026-11-21", answer(expires_on=""), ["REC007"]),
        ("2027-02-01", answer(approver=""), ["REC005", "REC007"]),
    ],
)  # fmt: skip
def test_an_answer_for_a_finding(on: str, records: dict[str, str], expected: list[str]) -> None:
    assert answers_found(on, records) == expected


def test_an_answer_without_effect_says_every_reason() -> None:
    (found,) = found_of("REC007", "2026-11-21", answer(code='"TST003"', approver="", expires_on=""))
    assert found.raised.message == (
        "waiver of TST003 has no effect: a finding of the law can be acknowledged, not waived; "
        "nobody is named who gives it; it has no last day"
    )
    (unknown,) = found_of("REC007", "2026-11-21", answer(code='"TST999"'))
    assert unknown.raised.message == "waiver of TST999 has no effect: no rule bears this code"


def test_one_of_two_answers_is_used() -> None:
    text = answer()["waivers"] + answer(code='"REC001"')["waivers"]
    (found,) = found_of("REC006", "2026-11-21", UNKNOWN | {"waivers": text})
    assert found.raised.message == "waiver of REC001 at northbank answers no finding"


def test_a_site_without_a_name_is_every_site() -> None:
    (found,) = found_of("REC006", "2026-11-21", answer(code='"REC001"', establishment=""))
    assert found.raised.message == "waiver of REC001 answers no finding"
