"""Rules on tests of external plans: each fires, does not fire, and its boundary day.

Most plans were tested on 12 May 2023: last lawful day 12 May 2026, safe date 11 May 2026, latest start
of a live exercise 10 November 2025.
"""

from __future__ import annotations

import pytest
from rule_findings import codes, found_of, kinds, lines

SITE = "establishments/northbank"
COMAH = '[[plans]]\nregime = "comah"\n'
PREPARED = COMAH + "first_prepared_on = 2022-03-14\n"
TESTED = 'held_on = 2023-05-12\ncredits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]\n'
IN_DATE = {SITE: COMAH, "exercises/y2023": TESTED}
MEANT = 'will_test = ["northbank"]\n'


def credited(day: str, elements: str = '"all"') -> str:
    return TESTED.replace("2023-05-12", day).replace('"all"', elements)


def with_next(text: str, **more: str) -> dict[str, str]:
    return IN_DATE | {"exercises/next": MEANT + text} | {f"exercises/{name}": one for name, one in more.items()}


def with_plan(text: str) -> dict[str, str]:
    return IN_DATE | {SITE: COMAH + text}


def test_what_stands_behind_each_rule() -> None:
    assert kinds("TST") == {
        "TST001": "law error",
        "TST002": "law error",
        "TST003": "law error",
        "TST004": "law warning",
        "TST005": "law warning",
        "TST006": "record warning",
        "TST007": "practice warning",
        "TST008": "law warning",
        "TST009": "practice warning",
        "TST010": "practice warning",
    }


def test_an_authority_on_a_monday_in_november() -> None:
    records = {
        SITE: COMAH + 'ca_told = [{ on = 2026-04-20, duty = "test", reference = "CA/114" }]',
        "exercises/y2023": TESTED,
        "establishments/eastquay": COMAH,
        "exercises/2023-eastquay": credited('"2023-11"').replace("northbank", "eastquay"),
        "establishments/dockside": COMAH,
        "establishments/westbank": COMAH,
        "exercises/2024-westbank": credited("2024-02-14", '"activation"').replace("northbank", "westbank"),
        "exercises/2027-westbank-live": 'will_test = ["westbank"]\nplanned_on = 2027-03-03',
        "exercises/2026-tabletop": 'type = "tabletop"\nwill_test = ["dockside"]\nplanned_on = 2026-06-10',
        "activations/2025-release": 'site = "dockside"\non = 2025-03-09\ncounts_as_test = { decided_by = "officer" }',
    }
    assert lines("2026-11-21", records, "TST") == [
        "error TST003 dockside: no test on record",
        "warning TST008 dockside: activation 2025-release counted as a test by officer, without the CA's letter",
        "warning TST006 dockside: planned for 10 Jun 2026, and not recorded as held, postponed or cancelled",
        "error TST002 eastquay: external plan test may be overdue: last lawful day between 1 Nov 2026 and 30 Nov 2026",
        "error TST001 northbank: external plan test 193 days overdue",
        "warning TST004 westbank: external plan test at risk: safe date 13 Feb 2027",
        ("warning TST005 westbank: planned for 3 Mar 2027, 17 days after the last lawful day of westbank"),
        (
            "warning TST007 westbank: not exercised over the cycle: "
            "warning, resources, on-site-help, off-site-action, public-information"
        ),
    ]


def test_an_overdue_test_as_the_page_shows_it() -> None:
    told = 'ca_told = [{ on = 2026-04-20, duty = "test", reference = "CA/114" }]'
    records = IN_DATE | {SITE: COMAH + told, "exercises/next": f"{MEANT}planned_on = 2027-01-27"}
    (found,) = found_of("TST001", "2026-11-21", records)
    assert (found.raised.days, str(found.raised.since), found.raised.provision) == (
        193,
        "2026-05-13",
        "COMAH 2015 reg 14(1)(b)",
    )
    assert found.raised.details == (
        ("Law", "COMAH 2015 reg 14(1)(b): intervals not exceeding 3 years"),
        ("From", "live exercise y2023, 12 May 2023, exact   halton/exercises/y2023.toml:5"),
        ("Due", "12 May 2026. COMAH has no power to extend."),
        ("CA", "told 20 Apr 2026, ref CA/114: recorded; the date stands"),
        ("Next", "live, Wed 27 Jan 2027, not confirmed: 260 days late if held and credited"),
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2025-11-10", []),  # the latest start
        ("2025-11-11", ["TST004"]),
        ("2026-05-12", ["TST004"]),  # the last lawful day
        ("2026-05-13", ["TST001", "TST010"]),
    ],
)
def test_a_plan_with_nothing_arranged(on: str, expected: list[str]) -> None:
    assert codes(on, IN_DATE, "TST") == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-01", ["TST004"]),
        ("2026-11-02", ["TST002"]),
        ("2026-11-30", ["TST002"]),
        ("2026-12-01", ["TST001", "TST010"]),
    ],
)
def test_a_plan_tested_in_some_november(on: str, expected: list[str]) -> None:
    records = {SITE: COMAH, "exercises/y2023": credited('"2023-11"')}
    assert codes(on, records, "TST") == expected
    for found in found_of("TST002", on, records):
        assert (str(found.raised.since), found.raised.days) == ("2026-11-02", None)


@pytest.mark.parametrize(("on", "expected"), [("2025-03-14", ["TST004"]), ("2025-03-15", ["TST003"])])
def test_a_plan_that_was_prepared_and_never_tested(on: str, expected: list[str]) -> None:
    assert codes(on, {SITE: PREPARED}, "TST") == expected


@pytest.mark.parametrize(
    "text",
    [
        'tier = "lower"',
        'exemptions = [{ from = 2016-06-01, reference = "CA/1" }]',
        "information_received_on = 2026-10-01",
    ],
)
def test_a_plan_of_which_no_test_is_owed(text: str) -> None:
    records = {SITE: text + COMAH if text.startswith("tier") else COMAH + text}
    assert codes("2026-11-21", {SITE: records[SITE].replace('"lower"[[', '"lower"\n[[')}, "TST") == []


def test_no_test_on_record_says_what_would_do() -> None:
    (found,) = found_of("TST003", "2026-11-21", {SITE: COMAH, "exercises/e": f"held_on = 2025-06-11\n{MEANT}"})
    assert found.raised.message == "no test on record"
    assert ("Could be", "e, 2025-06-11: if credited as a test, due 11 Jun 2028") in found.raised.details
    assert (found.raised.place.file.name, found.raised.place.line) == ("halton/establishments/northbank.toml", 5)


def test_a_test_on_an_unknown_day_shows_nothing() -> None:
    (found,) = found_of("TST003", "2026-11-21", {SITE: COMAH, "exercises/e": credited('"unknown"')})
    assert found.raised.message == "no test on record that shows it in date"


@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [
        ("2026-05-11", []),  # the safe date
        ("2026-05-12", ["the last lawful day of northbank"]),
        ("2026-05-13", ["1 day after the last lawful day of northbank"]),
        ('"2026-05"', ["19 days after the last lawful day of northbank"]),  # its latest day
    ],
)
def test_an_exercise_planned_after_the_safe_date(planned_on: str, expected: list[str]) -> None:
    records = with_next(f"planned_on = {planned_on}")
    found = found_of("TST005", "2025-09-01", records)
    assert [one.raised.message.partition(", ")[2] for one in found] == expected
    assert codes("2025-09-01", records, "TST") == (["TST004", "TST005"] if expected else [])
    for one in found:
        assert (one.raised.exercise, one.raised.place.file.name) == ("next", "halton/exercises/next.toml")


@pytest.mark.parametrize(
    "records",
    [
        with_next("planned_on = 2026-06-10", sooner=f"{MEANT}planned_on = 2026-03-10"),
        with_next("planned_on = 2026-06-10\ncancelled = { on = 2025-08-01 }"),
        with_next(""),
    ],
    ids=["another is in time", "cancelled", "no day yet"],
)
def test_an_exercise_that_is_not_too_late(records: dict[str, str]) -> None:
    assert found_of("TST005", "2025-09-01", records) == []


def test_an_exercise_on_the_safe_date_that_there_is_no_time_for_is_not_too_late() -> None:
    assert codes("2026-05-08", with_next("planned_on = 2026-05-11"), "TST") == ["TST004"]


@pytest.mark.parametrize(
    ("on", "by"), [("2026-05-11", "11 May 2026"), ("2026-05-12", "12 May 2026, the last lawful day")]
)
def test_no_day_that_has_passed_is_asked_for(on: str, by: str) -> None:
    records = with_next("planned_on = 2026-06-10")
    assert [one.raised.do for one in found_of("TST004", on, records)] == [f"arrange a test on or before {by}"]
    assert [one.raised.do for one in found_of("TST005", on, records)] == [
        f"move it to {by} or before, or arrange a sooner test"
    ]


def test_an_exercise_of_a_plan_already_late_is_told_with_the_lateness() -> None:
    assert codes("2026-05-13", with_next("planned_on = 2026-06-10"), "TST") == ["TST001", "TST010"]


def test_a_day_that_has_passed_is_not_a_day_planned_too_late() -> None:
    held = "held_on = 2026-05-12\nplanned_on = 2026-05-12"
    assert codes("2026-05-12", with_next(held), "TST") == ["TST004"]
    assert found_of("TST005", "2026-05-12", with_next("planned_on = 2026-05-11")) == []


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("planned_on = 2025-06-10", "2025-06-10", []),
        ("planned_on = 2025-06-10", "2025-06-11", ["2025-06-11"]),
        ('planned_on = "2025-06"', "2025-06-30", []),
        ('planned_on = "2025-06"', "2025-07-01", ["2025-07-01"]),
        ("planned_on = 2025-06-10\nconfirmed_on = 2025-02-03", "2025-06-11", ["2025-06-11"]),
        ("planned_on = 2025-06-10\nheld_on = 2025-06-10", "2025-06-11", []),
        ("planned_on = 2025-06-10\ncancelled = { on = 2025-06-01 }", "2025-06-11", []),
        ("planned_on = 2025-06-10\npostponements = [{ on = 2025-05-01, from = 2025-06-10 }]", "2025-06-11", []),
        ("postponements = [{ on = 2025-05-01, from = 2025-06-10, to = 2025-09-10 }]", "2025-06-11", []),
        ("", "2025-06-11", []),
    ],
)
def test_an_exercise_whose_day_has_passed(text: str, on: str, expected: list[str]) -> None:
    assert [str(one.raised.since) for one in found_of("TST006", on, with_next(text))] == expected


def test_elements_are_looked_for_over_three_years() -> None:
    records = IN_DATE | {"exercises/y2025": credited("2025-06-11", '"activation"')}
    assert codes("2026-05-12", records, "TST") == []
    assert lines("2026-05-13", records, "TST") == [
        (
            "warning TST007 northbank: not exercised over the cycle: "
            "warning, resources, on-site-help, off-site-action, public-information"
        )
    ]


def test_a_test_that_names_no_element_shows_none() -> None:
    records = IN_DATE | {"exercises/y2023": TESTED.replace(', elements = ["all"]', "")}
    assert codes("2025-06-01", records, "TST") == ["TST007"]
    # once the test itself is owed, its own finding stands for this
    assert codes("2026-05-13", records, "TST") == ["TST001", "TST010"]
    vague = {name: text.replace("2023-05-12", '"2023-05"') for name, text in records.items()}
    assert codes("2026-05-13", vague, "TST") == ["TST002"]


@pytest.mark.parametrize(
    "records",
    [
        {SITE: PREPARED, "exercises/e": credited("2023-05-12").replace('"tested"', '"partly-tested"')},
        IN_DATE | {"authority": "[policy]\nstrict_elements = true"},
        IN_DATE | {SITE: COMAH + "modular = true"},
    ],
    ids=["first interval", "strict", "modular"],
)
def test_elements_that_are_no_matter_of_practice(records: dict[str, str]) -> None:
    few = {name: text.replace('["all"]', '["activation"]') for name, text in records.items()}
    assert found_of("TST007", "2024-06-01", few) == []


LEAK = 'site = "northbank"\non = 2025-03-09\n'


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("", 0),
        ('counts_as_test = { decided_by = "head of service", decided_on = 2025-06-02 }', 1),
        ('counts_as_test = { decided_by = "head of service" }', 1),
        ("counts_as_test = { decided_on = 2025-12-01 }", 1),
        ("counts_as_test = { decided_on = 2025-12-02 }", 0),  # the day after
        ('counts_as_test = { decided_by = "head of service", ca_letter = "CA/14" }', 0),
    ],
)
def test_an_activation_counted_as_a_test(decision: str, expected: int) -> None:
    found = found_of("TST008", "2025-12-01", IN_DATE | {"activations/leak": LEAK + decision})
    assert [one.raised.establishment for one in found] == ["northbank"] * expected
    assert [one.raised.provision for one in found] == ["COMAH 2015 reg 14(1)(b)"] * expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (f"held_on = 2025-06-11\n{MEANT}", "2025-09-09", []),
        (f"held_on = 2025-06-11\n{MEANT}", "2025-09-10", [("2025-09-10", 1)]),
        (f'held_on = "2025-06"\n{MEANT}', "2025-09-28", []),
        (f'held_on = "2025-06"\n{MEANT}', "2025-09-29", [("2025-09-29", 1)]),
        (f"held_on = 2025-06-11\nclosed_on = 2025-07-01\n{MEANT}", "2025-09-12", [("2025-09-10", 3)]),
        (f'held_on = "unknown"\n{MEANT}', "2025-09-10", []),
        (f"planned_on = 2025-06-11\n{MEANT}", "2025-09-10", []),
        (f"held_on = 2025-06-11\n{MEANT}cancelled = {{ on = 2025-06-01 }}", "2025-09-10", []),
        (
            f'held_on = 2025-06-11\n{MEANT}credits = [{{ plan = "northbank", conclusion = "not-tested" }}]',
            "2025-09-10",
            [],
        ),
        ('held_on = 2025-06-11\ntakes_part = ["northbank"]', "2025-09-10", []),  # its test is in date
        ('held_on = 2025-06-11\ntakes_part = ["dockside"]', "2025-09-10", [("2025-09-10", 1)]),  # this one's is not
        (
            (
                'held_on = 2025-06-11\ntakes_part = ["northbank", "dockside"]\n'
                'credits = [{ plan = "northbank", conclusion = "not-tested" }]'
            ),
            "2025-09-10",
            [],
        ),
        (f'held_on = 2025-06-11\n{MEANT}takes_part = ["dockside"]', "2025-09-10", [("2025-09-10", 1)]),
    ],
)
def test_a_held_exercise_and_no_decision(text: str, on: str, expected: list[tuple[str, int]]) -> None:
    records = IN_DATE | {"exercises/drill": text, "establishments/dockside": COMAH}
    found = found_of("TST009", on, records)
    assert [(str(one.raised.since), one.raised.days) for one in found] == expected


def test_the_authority_says_how_soon_it_decides() -> None:
    records = IN_DATE | {"exercises/drill": f"held_on = 2025-06-11\n{MEANT}"}
    sooner = records | {"authority": "[policy]\ncredit_within_days = 30"}
    assert found_of("TST009", "2025-07-11", sooner) == []
    (found,) = found_of("TST009", "2025-07-12", sooner)
    assert found.raised.message == "held 11 Jun 2025, and not decided after 30 days for northbank"


def test_a_decision_for_one_plan_is_none_for_another() -> None:
    both = 'held_on = 2025-06-11\nwill_test = ["northbank", "dockside"]\n'
    decided = 'credits = [{ plan = "northbank", conclusion = "tested", elements = ["all"] }]'
    (found,) = found_of(
        "TST009", "2025-09-10", IN_DATE | {"establishments/dockside": COMAH, "exercises/b": both + decided}
    )
    assert found.raised.message.endswith("for dockside")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", 1),
        ('ca_told = [{ on = 2026-04-20, duty = "test" }]', 0),
        ('ca_told = [{ duty = "test" }]', 0),
        ('ca_told = [{ on = 2026-04-20, duty = "review" }]', 1),
        ('ca_told = [{ on = 2026-05-14, duty = "test" }]', 1),  # not by this day
        ('ca_told = [{ on = 2023-05-12, duty = "test" }]', 1),  # of an earlier lateness
        ('ca_told = [{ on = 2023-05-13, duty = "test" }]', 0),
    ],
)
def test_the_competent_authority_is_told_of_an_overdue_test(told: str, expected: int) -> None:
    found = found_of("TST010", "2026-05-13", with_plan(told))
    assert [(str(one.raised.since), one.raised.days) for one in found] == [("2026-05-13", 1)] * expected


def test_a_reppir_plan_is_tested_under_its_own_regulation() -> None:
    reppir = credited("2023-05-12").replace('"northbank"', '"northbank/reppir"')
    records = {SITE: '[[plans]]\nregime = "reppir"\n', "exercises/y2023": reppir}
    found = found_of("TST001", "2026-05-13", records)
    assert [(one.raised.plan, one.raised.provision) for one in found] == [("reppir", "REPPIR 2019 reg 12(1)")]
    assert ("Due", "12 May 2026.") in found[0].raised.details
