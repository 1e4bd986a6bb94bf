"""The working of a date: what it counts from, each step, and what is left out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from command_line import EXAMPLE, SHIPPED
from register_text import register

from comah.assess import assess
from comah.explain.ask import read_local, read_pair
from comah.explain.date import explain_date
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.explanation import Explanation, Working
from comah.records.load import load_book
from comah.render.explain_table import explain_table

ON = "2026-11-21"
TESTED = """
held_on = {held}
will_test = ["northbank"]
credits = [{{ plan = "northbank", conclusion = "tested", elements = ["all"], decided_by = "planning officer" }}]
"""
PLAN = '[[plans]]\nregime = "comah"\n'
REPPIR = '[[plans]]\nregime = "reppir"\n'


def explained(records: Mapping[str, str] | Book, place: str, duty: str, on: str = ON) -> Explanation:
    book = records if isinstance(records, Book) else register(records)
    assert book.problems == ()
    law, day = load_law(), date.fromisoformat(on)
    return explain_date(book, law, assess(book, law, day), read_pair(book, law, place, duty))


def only(page: Explanation) -> Working:
    (working,) = page.workings
    return working


def said(working: Working, part: str) -> list[str]:
    """Return the lines of a part, each with its label and its file and line."""
    found = [one for one in working.parts if one.id == part]
    return [
        (f"{line.label}: " if line.label else "") + line.text + (f" [{line.source}]" if line.source else "")
        for one in found
        for line in one.lines
    ]


def test_a_test_on_a_known_day() -> None:
    working = only(
        explained(
            {"establishments/northbank": PLAN, "exercises/e1": TESTED.format(held="2024-02-29")},
            "northbank",
            "COMAH-14-TEST",
        )
    )
    assert working.position == "AT RISK"
    assert said(working, "duty") == [
        "Duty: Test the external plan",
        "Owed by: local authority; COMAH 2015 reg 14(1)(b) (law)",
        "Safe date: 27 Feb 2027",
        "Last lawful day: 28 Feb 2027",
        "Left: 98 days to the safe date",
    ]
    assert said(working, "counted-from") == [
        "live exercise e1: 29 Feb 2024 [halton/exercises/e1.toml:6]",
        "As written: 2024-02-29",
        "Credited: tested (all), decided by planning officer; no evidence on record [halton/exercises/e1.toml:8]",
    ]
    assert said(working, "steps") == [
        "3 years from 29 Feb 2024 end on 28 Feb 2027: that month has no day 29, so its last",
        "Last lawful day: 28 Feb 2027",
        "Safe date: 27 Feb 2027, the day before",
    ]


def test_a_latest_start_at_a_weekend_says_from_which_day_it_moved() -> None:
    working = only(
        explained(
            {
                "authority": "[policy]\nmargin_days = 10\n",
                "establishments/northbank": 'next_test_type = "tabletop"\n' + PLAN,
                "exercises/e1": TESTED.format(held="2024-02-29"),
            },
            "northbank",
            "COMAH-14-TEST",
        )
    )
    assert said(working, "start") == [
        (
            "Type: tabletop, 119 days from first step to exercise (the site's next_test_type)"
            " [halton/establishments/northbank.toml:5]"
        ),
        "Latest start: Fri 30 Oct 2026, passed 22 days ago: Sat 31 Oct 2026 is at a weekend, so the working day before",
        "Start by: Tue 20 Oct 2026, passed 32 days ago: a margin of 10 days before that (local advice, not law)",
    ]


def test_a_latest_start_on_a_bank_holiday_says_so() -> None:
    # safe date 2 July 2027, less 182 days: New Year's Day
    working = only(
        explained(
            {"establishments/northbank": PLAN, "exercises/e1": TESTED.format(held="2024-07-03")},
            "northbank",
            "COMAH-14-TEST",
        )
    )
    latest = said(working, "start")[1]
    assert latest == "Latest start: Thu 31 Dec 2026: Fri 1 Jan 2027 is a bank holiday, so the working day before"


def test_a_month_counts_from_its_first_and_from_its_last_day() -> None:
    working = only(
        explained(
            {"establishments/northbank": PLAN, "exercises/e1": TESTED.format(held='"2023-11"')},
            "northbank",
            "COMAH-14-TEST",
        )
    )
    assert working.position == "MAY BE OVERDUE"
    assert said(working, "counted-from")[:3] == [
        "live exercise e1: Nov 2023 [halton/exercises/e1.toml:6]",
        "As written: 2023-11",
        "The day is not known: earliest 1 Nov 2023, latest 30 Nov 2023. Both are counted.",
    ]
    assert said(working, "steps") == [
        "3 years from 1 Nov 2023, the earliest day, end on 1 Nov 2026",
        "3 years from 30 Nov 2023, the latest day, end on 30 Nov 2026",
        "Last lawful day: 1 Nov 2026, or up to 30 Nov 2026 on the latest reading",
        "Safe date: 31 Oct 2026, the day before",
    ]


def test_two_vague_tests_are_both_shown() -> None:
    working = only(
        explained(
            {
                "establishments/northbank": PLAN,
                "exercises/e1": TESTED.format(held='"2024"'),
                "exercises/e2": TESTED.format(held='"2024-03/2024-05"'),
            },
            "northbank",
            "COMAH-14-TEST",
        )
    )
    assert said(working, "counted-from")[:4] == [
        "live exercise e2: Mar-May 2024 [halton/exercises/e2.toml:6]",
        "As written: 2024-03/2024-05",
        "Earliest: this fact. Latest: the next. Neither can be told to be the last.",
        "live exercise e1: 2024 [halton/exercises/e1.toml:6]",
    ]
    assert "Last lawful day: 1 Mar 2027, or up to 31 Dec 2027 on the latest reading" in said(working, "steps")


def test_two_vague_safety_reports_are_both_shown() -> None:
    site = '[safety_report]\nsent_on = "2024"\nreviewed_on = "2024-03"\n'
    working = only(explained({"establishments/northbank": site}, "northbank", "COMAH-10-SR"))
    assert said(working, "counted-from")[0] == (
        "safety report reviewed: Mar 2024 [halton/establishments/northbank.toml:7]"
    )
    assert said(working, "counted-from")[3] == "safety report sent: 2024 [halton/establishments/northbank.toml:6]"


def test_a_test_of_two_days_counts_from_the_first_and_its_report_from_the_last() -> None:
    records = {
        "establishments/northbank": REPPIR,
        "exercises/e1": """
held_on = "2026-09-01/2026-09-02"
will_test = ["northbank/reppir"]
credits = [{ plan = "northbank/reppir", conclusion = "tested" }]
""",
    }
    test = only(explained(records, "northbank/reppir", "REPPIR-12-TEST"))
    assert "It lasted several days: the period counts from the first of them." in said(test, "counted-from")
    assert said(test, "steps")[0] == "3 years from 1 Sep 2026 end on 1 Sep 2029"
    report = only(explained(records, "northbank", "REPPIR-12-REPORT"))
    assert "It lasted several days: the period counts from the last of them." in said(report, "counted-from")
    assert said(report, "steps")[0] == "3 months from 2 Sep 2026 end on 2 Dec 2026"


def test_no_test_on_record_says_what_would_do_and_what_is_not_counted() -> None:
    working = only(
        explained(
            {
                "establishments/northbank": PLAN + 'issues = [{ version = "4", on = 2024-01-01 }]\n',
                "exercises/e1": 'held_on = "2024-04/2024-06"\ntakes_part = ["northbank"]\n',
                "exercises/e2": 'held_on = "unknown"\ntype = "tabletop"\ntakes_part = ["northbank"]\n',
                "activations/a1": 'site = "northbank"\non = 2025-03-09\n'
                '[counts_as_test]\ndecided_by = "head of service"\ndecided_on = 2025-06-02\nca_letter = "CA/1"\n',
            },
            "northbank",
            "COMAH-14-TEST",
        )
    )
    assert working.position == "CANNOT BE SHOWN"
    assert said(working, "counted-from") == [
        "No day on record to count from.",
        "In date only if since 21 Nov 2023 (that day counts).",
    ]
    assert said(working, "if-credited") == [
        "e1, held Apr-Jun 2024: last lawful day 1 Apr 2027, safe date 31 Mar 2027 [halton/exercises/e1.toml:5]"
    ]
    assert said(working, "left-out") == [
        (
            "tabletop exercise e2, day not on record: it names the plan and is not credited to it"
            " [halton/exercises/e2.toml:4]"
        ),
        (
            "major incident a1, 9 Mar 2025: a real event is never by itself a test. A decision that it counts is on"
            " record; a credit of an exercise alone restarts the clock [halton/activations/a1.toml:4]"
        ),
        "issue 4, 1 Jan 2024: an issue never starts a clock [halton/establishments/northbank.toml:7]",
    ]
    assert said(working, "steps") == []


EXERCISES_LEFT_OUT = {
    "cancelled": ('planned_on = 2026-03-01\nwill_test = ["northbank"]\ncancelled = { reason = "strike" }', "cancelled"),
    "later": (
        'held_on = 2026-12-01\ntakes_part = ["northbank"]',
        "dated after 21 Nov 2026",
    ),
    "decided later": (
        'held_on = 2026-11-01\ncredits = [{ plan = "northbank", conclusion = "tested", decided_on = 2026-12-01 }]',
        "credited after 21 Nov 2026",
    ),
    "in part": (
        'held_on = 2026-11-01\ncredits = [{ plan = "northbank", conclusion = "partly-tested" }]',
        "partly tested, which restarts no clock",
    ),
    "not tested": (
        'held_on = 2026-11-01\ncredits = [{ plan = "northbank", conclusion = "not-tested" }]',
        "the decision is that it did not test the plan",
    ),
    "day unknown": (
        'held_on = "unknown"\ncredits = [{ plan = "northbank", conclusion = "tested" }]',
        "tested, and its day is not on record",
    ),
    "earlier": (
        'held_on = 2020-11-01\ncredits = [{ plan = "northbank", conclusion = "tested" }]',
        "tested; the date counts from another",
    ),
    "only planned": ('planned_on = 2027-03-01\ntakes_part = ["northbank"]', "not recorded as held"),
}


@pytest.mark.parametrize("case", sorted(EXERCISES_LEFT_OUT))
def test_an_exercise_that_does_not_count_says_why(case: str) -> None:
    text, why = EXERCISES_LEFT_OUT[case]
    page = explained(
        {
            "establishments/northbank": PLAN,
            "exercises/e1": TESTED.format(held="2024-06-01"),
            "exercises/e9": text,
        },
        "northbank",
        "COMAH-14-TEST",
    )
    (line,) = (line for line in said(only(page), "left-out") if "e9" in line)
    assert f": {why} [halton/exercises/e9.toml:" in line


def test_a_test_before_the_exemption_ended_does_not_count() -> None:
    plan = (
        PLAN + 'exemptions = [{ from = 2016-06-01, until = 2025-03-31, plan_by_on = 2025-12-31, reference = "CA/7" }]'
    )
    records = {"establishments/northbank": plan, "exercises/e1": TESTED.format(held="2015-06-03")}
    (line,) = (one for one in said(only(explained(records, "northbank", "COMAH-14-TEST")), "left-out") if "e1" in one)
    assert ": before the exemption ended [" in line
    prep = only(explained(records, "northbank", "COMAH-13-PREP"))
    assert said(prep, "steps") == [
        (
            "Set by letter: 31 Dec 2025, the day that the letter withdrawing the exemption set (CA/7)"
            " [halton/establishments/northbank.toml:7]"
        ),
        "Last lawful day: 31 Dec 2025",
        "Safe date: 30 Dec 2025, the day before",
    ]


def test_the_days_before_an_exercise_of_two_days_are_counted_to_its_first() -> None:
    records = {
        "establishments/northbank": PLAN,
        "exercises/e1": TESTED.format(held="2024-06-01"),
        "exercises/next": 'planned_on = "2027-04-07/2027-04-08"\nwill_test = ["northbank"]\n',
    }
    working = only(explained(records, "northbank", "COMAH-14-TEST"))
    assert said(working, "arranged") == [
        (
            "live exercise next, 7-8 Apr 2027: qualifies, not confirmed, so planned only; on or before the safe date;"
            " undone steps need 35 working days at least, 92 are left [halton/exercises/next.toml:5]"
        )
    ]


def test_exercises_meant_to_test_the_plan_say_why_they_qualify_or_not() -> None:
    working = only(
        explained(
            {
                "establishments/northbank": PLAN,
                "exercises/e1": TESTED.format(held="2024-06-01"),
                "exercises/good": """
planned_on = 2027-05-12
confirmed_on = 2026-11-01
will_test = ["northbank"]
postponements = [{ on = 2026-10-01, from = 2027-03-03, to = 2027-05-12, ca_position = "no objection" }]
""",
                "exercises/late": 'planned_on = 2027-06-30\nwill_test = ["northbank"]\n',
                "exercises/loose": 'planned_on = 2027-04-07\nwill_test = ["northbank"]\n',
                "exercises/played": 'held_on = 2026-11-02\nwill_test = ["northbank"]\n',
                "exercises/undated": 'will_test = ["northbank"]\n',
            },
            "northbank",
            "COMAH-14-TEST",
        )
    )
    arranged = said(working, "arranged")
    assert arranged == [
        (
            "live exercise played on 2 Nov 2026: held by the safe date and not credited yet;"
            " it tests nothing until it is [halton/exercises/played.toml:5]"
        ),
        (
            "live exercise loose on 7 Apr 2027: qualifies, not confirmed, so planned only; on or before the safe date;"
            " undone steps need 35 working days at least, 92 are left [halton/exercises/loose.toml:5]"
        ),
        (
            "live exercise good on 12 May 2027: qualifies, confirmed; on or before the safe date;"
            " undone steps need 35 working days at least, 116 are left [halton/exercises/good.toml:6]"
        ),
        (
            "Put off from 3 Mar 2027 to 12 May 2027; competent authority: no objection. It moves no statutory date."
            " [halton/exercises/good.toml:9]"
        ),
        (
            "live exercise late on 30 Jun 2027: does not qualify: its day, 30 Jun 2027, is after the safe date,"
            " and good stands before it [halton/exercises/late.toml:5]"
        ),
        "live exercise undated: does not qualify: it has no day yet [halton/exercises/undated.toml:1]",
    ]


def test_the_first_interval_says_why_it_is_used() -> None:
    runs = only(
        explained({"establishments/northbank": PLAN + "first_prepared_on = 2025-05-01\n"}, "northbank", "COMAH-14-TEST")
    )
    assert said(runs, "counted-from")[2] == (
        "No credited test is on record: the first interval (inferred)."
        " Used because that interval still runs: a missing record could only lengthen the time."
    )
    complete = only(
        explained(
            {"establishments/northbank": PLAN + "first_prepared_on = 2020-05-01\nhistory_complete = true\n"},
            "northbank",
            "COMAH-14-REVIEW",
        )
    )
    assert complete.position == "OVERDUE"
    assert said(complete, "counted-from")[2] == (
        "No full review is on record: the first interval (inferred)."
        " Used because the record declares its history complete. [halton/establishments/northbank.toml:8]"
    )


def test_an_old_first_preparation_is_left_out_and_says_why() -> None:
    records = {
        "establishments/northbank": PLAN
        + "first_prepared_on = 2016-05-01\n[internal_plan]\nfirst_prepared_on = 2016-05-01\n"
    }
    assert said(only(explained(records, "northbank", "COMAH-14-TEST")), "left-out") == [
        (
            "plan first prepared, 1 May 2016: its first interval is over and the history is not said to be complete"
            " [halton/establishments/northbank.toml:7]"
        )
    ]
    assert said(only(explained(records, "northbank", "COMAH-12-TEST")), "left-out") == [
        (
            "first prepared, 1 May 2016: its first interval is over, and nothing later is on record"
            " [halton/establishments/northbank.toml:9]"
        )
    ]


def test_reviews_that_do_not_count() -> None:
    plan = PLAN + (
        "first_prepared_on = 2016-05-01\n"
        "reviews = [\n"
        "  { on = 2021-11-17 },\n"
        "  { on = 2024-11-06 },\n"
        '  { on = 2025-11-06, kind = "contacts" },\n'
        "  { on = 2026-12-01 },\n"
        "]\n"
        'ca_told = [{ on = 2026-04-20, duty = "review", reference = "CA/114" }]\n'
        'extensions = [{ duty = "review", until_on = 2028-01-01 }]\n'
    )
    working = only(explained({"establishments/northbank": plan}, "northbank", "COMAH-14-REVIEW"))
    assert said(working, "left-out") == [
        "full review, 17 Nov 2021: the date counts from another [halton/establishments/northbank.toml:9]",
        "contacts review, 6 Nov 2025: a check of contacts is no full review [halton/establishments/northbank.toml:11]",
        "full review, 1 Dec 2026: dated after 21 Nov 2026 [halton/establishments/northbank.toml:12]",
        "plan first prepared, 1 May 2016: a later event decides the date [halton/establishments/northbank.toml:7]",
        "Extension to 1 Jan 2028: COMAH and PSR give no power to extend. [halton/establishments/northbank.toml:15]",
    ]
    assert said(working, "status")[-1] == (
        "CA told: 20 Apr 2026 (CA/114); it moves no date [halton/establishments/northbank.toml:14]"
    )
    assert said(working, "start") == [
        "Lead: 90 days before the safe date (local advice, not law)",
        "Start by: Fri 6 Aug 2027: Sat 7 Aug 2027 is at a weekend, so the working day before",
    ]


@pytest.mark.parametrize(
    ("until", "words", "last"),
    [
        ("2027-06-30", "to 30 Jun 2027 by the regulator (ONR/12)", "30 Jun 2027"),
        ("2026-01-31", "to 31 Jan 2026 by the regulator (ONR/12), which is no later and changes nothing", "1 Mar 2026"),
    ],
)
def test_an_extension_lengthens_a_reppir_interval(until: str, words: str, last: str) -> None:
    plan = f'{REPPIR}extensions = [{{ duty = "test", until_on = {until}, reference = "ONR/12" }}]\n'
    exercise = 'held_on = 2023-03-01\ncredits = [{ plan = "northbank/reppir", conclusion = "tested" }]\n'
    records = {"establishments/northbank": plan, "exercises/e1": exercise}
    working = only(explained(records, "northbank", "REPPIR-12-TEST"))
    assert said(working, "steps")[:3] == [
        "3 years from 1 Mar 2023 end on 1 Mar 2026",
        f"Extended: {words} [halton/establishments/northbank.toml:7]",
        f"Last lawful day: {last}",
    ]


def test_an_extension_alone_is_a_date_by_itself() -> None:
    plan = f'{REPPIR}extensions = [{{ duty = "test", until_on = 2027-06-30 }}]\n'
    working = only(explained({"establishments/northbank": plan}, "northbank", "REPPIR-12-TEST"))
    assert said(working, "steps") == [
        "Extended: to 30 Jun 2027 by the regulator (no reference on record) [halton/establishments/northbank.toml:7]",
        "Last lawful day: 30 Jun 2027",
        "Safe date: 29 Jun 2027, the day before",
    ]


@pytest.mark.parametrize(
    ("agreed", "last"),
    [("2027-01-10", "10 Jan 2027"), ("2027-06-30", "10 Jan 2027"), ("2026-12-01", "1 Dec 2026")],
)
def test_an_agreement_lengthens_preparation_to_nine_months_at_most(agreed: str, last: str) -> None:
    plan = f"{PLAN}information_received_on = 2026-04-10\nagreed_until_on = {agreed}\n"
    working = only(explained({"establishments/northbank": plan}, "northbank", "COMAH-13-PREP"))
    steps = said(working, "steps")
    assert steps[0] == "6 months from 10 Apr 2026 end on 10 Oct 2026"
    assert "(no reference on record; it counts all the same)" in steps[1]
    assert steps[2:4] == ["At most: 9 months in all, which end on 10 Jan 2027", f"Last lawful day: {last}"]


def test_reppir_preparation_is_the_earlier_and_pipeline_preparation_the_later_of_two_days() -> None:
    reppir = f"{REPPIR}consequences_report_received_on = 2026-06-03\nwork_starts_on = 2026-12-01\n"
    steps = said(only(explained({"establishments/northbank": reppir}, "northbank", "REPPIR-11-PREP")), "steps")
    assert steps == [
        (
            "8 months from the consequences report of 3 Jun 2026 end on 3 Feb 2027"
            " [halton/establishments/northbank.toml:7]"
        ),
        "Work starts: 1 Dec 2026; the earlier of the two counts [halton/establishments/northbank.toml:8]",
        "Last lawful day: 1 Dec 2026",
        "Safe date: 30 Nov 2026, the day before",
    ]
    pipeline = '[[plans]]\nregime = "pipeline"\nnotified_on = 2026-02-02\nfirst_use_on = 2026-12-01\n'
    steps = said(only(explained({"establishments/northbank": pipeline}, "northbank", "PSR-25-PREP")), "steps")
    assert steps == [
        "9 months from 2 Feb 2026 end on 2 Nov 2026",
        "First use: 1 Dec 2026; the later of the two counts [halton/establishments/northbank.toml:8]",
        "Last lawful day: 1 Dec 2026",
        "Safe date: 30 Nov 2026, the day before",
    ]


def test_facts_after_the_reference_day_are_named() -> None:
    records = {
        "establishments/northbank": PLAN
        + "information_received_on = 2026-12-01\nfirst_prepared_on = 2026-12-24\n"
        + "[public_information]\nsent_on = 2026-12-02\n"
    }
    prep = only(explained(records, "northbank", "COMAH-13-PREP"))
    assert prep.position == "NOT APPLICABLE"
    test = only(explained(records, "northbank", "COMAH-14-TEST"))
    assert said(test, "left-out") == [
        "plan first prepared, 24 Dec 2026: dated after 21 Nov 2026 [halton/establishments/northbank.toml:8]"
    ]
    sent = only(explained(records, "northbank", "COMAH-18-SEND"))
    assert said(sent, "left-out") == [
        "sent, 2 Dec 2026: dated after 21 Nov 2026 [halton/establishments/northbank.toml:10]"
    ]


def test_element_by_element() -> None:
    records = {
        "establishments/northbank": PLAN + "modular = true\n",
        "exercises/e1": """
held_on = 2025-06-17
credits = [{ plan = "northbank", conclusion = "partly-tested", elements = ["activation", "warning"] }]
""",
    }
    working = only(explained(records, "northbank", "COMAH-14-TEST"))
    assert said(working, "elements") == [
        (
            "Tested element by element: each element has its own clock, and the earliest decides (inferred)."
            " [halton/establishments/northbank.toml:7]"
        ),
        (
            "Not exercised in the last 3 years: resources, on-site-help, off-site-action, public-information."
            " Good practice, not law."
        ),
    ]
    assert said(working, "left-out") == [
        (
            "live exercise e1, 17 Jun 2025: partly tested: it restarts the clocks of these elements alone:"
            " activation, warning [halton/exercises/e1.toml:6]"
        )
    ]


def test_what_rests_on_events_shows_the_records() -> None:
    records = {
        "establishments/northbank": PLAN
        + 'reviews = [{ on = 2025-01-01 }]\n[[history]]\non = 2026-02-01\nevent = "modified"\nnote = "new store"\n',
        "exercises/e1": """
planned_on = 2027-03-03
will_test = ["northbank"]
attendance = [
  { agency = "example-police", asked_on = 2026-08-01, asked_under_14_5 = true, replied_on = 2026-08-09 },
]
""",
        "activations/a1": 'site = "northbank"\non = 2025-03-09\n',
    }
    assert said(only(explained(records, "northbank", "COMAH-14-FACTORS")), "basis") == [
        "modified: 1 Feb 2026: new store [halton/establishments/northbank.toml:10]"
    ]
    assert said(only(explained(records, "northbank", "COMAH-14-COOP")), "basis") == [
        "Asked: example-police, 1 Aug 2026, in writing under regulation 14(5) [halton/exercises/e1.toml:9]",
        "Replied: 9 Aug 2026",
    ]
    assert said(only(explained(records, "northbank", "COMAH-26-INFORM")), "basis") == [
        "major-incident, 9 Mar 2025 [halton/activations/a1.toml:4]",
        "Public informed: day not on record",
    ]


def test_a_lower_tier_and_a_closed_site_show_the_record_that_says_so() -> None:
    lower = only(explained({"establishments/northbank": f'tier = "lower"\n{PLAN}'}, "northbank", "COMAH-14-TEST"))
    assert said(lower, "basis") == ["Tier: lower [halton/establishments/northbank.toml:4]"]
    closed = PLAN + '[[history]]\non = 2020-05-01\nevent = "closed"\n'
    assert said(only(explained({"establishments/northbank": closed}, "northbank", "COMAH-14-TEST")), "basis") == [
        "closed: 1 May 2020 [halton/establishments/northbank.toml:8]"
    ]


def test_an_exemption_shows_its_letter() -> None:
    plan = PLAN + 'exemptions = [{ from = 2016-06-01, reference = "CA/2016/7" }]\n'
    for duty in ("COMAH-14-TEST", "COMAH-15-EXEMPT"):
        assert said(only(explained({"establishments/northbank": plan}, "northbank", duty)), "basis") == [
            "exempt from 1 Jun 2016 until withdrawn (CA/2016/7) [halton/establishments/northbank.toml:7]"
        ]


def test_all_exercises_of_a_site_are_shown_with_each_status_explained_once() -> None:
    records = {
        "establishments/northbank": PLAN,
        "exercises/e1": """
held_on = 2026-05-04
takes_part = ["northbank"]
phases = [{ id = "report-published", done_on = 2026-07-01 }]
""",
        "exercises/e2": 'held_on = 2026-06-01\ntakes_part = ["northbank"]\n',
        "exercises/e3": 'held_on = 2026-06-01\ntakes_part = ["westbank"]\n',
        "establishments/westbank": PLAN,
    }
    page = explained(records, "northbank", "POL-REPORT")
    assert [(one.title, one.position) for one in page.workings] == [("Halton, e1", "MET"), ("Halton, e2", "OVERDUE")]
    assert said(page.workings[0], "basis") == ["report-published: done 1 Jul 2026 [halton/exercises/e1.toml:8]"]
    assert "Last day, local: 21 Sep 2026" in said(page.workings[1], "steps")
    assert [part.heading for part in page.parts if part.id == "status"] == ["STATUS overdue", "STATUS met"]


def test_local_duties_and_measures() -> None:
    records = {
        "authority": """
[[measures]]
id = "ppt-06"
title = "One exercise a year"
target = 1
[[local_duties]]
id = "board-report"
title = "Report to the board"
every = "1 year"
last_on = "2026-02"
[[local_duties]]
id = "radio-test"
every = "FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE"
last_on = 2026-06-03
""",
        "establishments/northbank": PLAN,
        "exercises/e1": 'held_on = 2026-05-04\ntakes_part = ["northbank"]\n',
    }
    board = only(explained(records, "northbank", "board-report"))
    assert said(board, "rule")[0] == "Every: 1 year [halton/authority.toml:12]"
    assert said(board, "steps")[:2] == [
        "1 year from 1 Feb 2026, the earliest day, end on 1 Feb 2027",
        "1 year from 28 Feb 2026, the latest day, end on 28 Feb 2027",
    ]
    radio = only(explained(records, "halton", "radio-test"))
    assert said(radio, "steps")[0] == "The next day of FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE is 2 Dec 2026"
    for name in ("ppt-06", "POL-KPI"):
        measure = only(explained(records, "halton", name))
        assert measure.position == "MET"
        assert said(measure, "counted") == ["e1, held 4 May 2026 [halton/exercises/e1.toml:5]"]
    none = only(explained(records, "halton", "ppt-06", on="2025-11-21"))
    assert said(none, "counted") == ["No exercise on record was held for certain in 2025/26."]
    book = register(records)
    asked = read_local(book, "BOARD-REPORT")
    assert asked is not None
    assert asked.duty == "board-report"


def test_a_duty_that_no_record_gives_rise_to_says_so() -> None:
    page = explained({"establishments/northbank": PLAN}, "northbank", "REPPIR-12-TEST")
    assert page.workings == ()
    assert [line.text for line in page.parts[0].lines] == [
        "REPPIR-12-TEST does not arise from any record of northbank.",
        "Plans of northbank on record: COMAH.",
    ]


@pytest.mark.parametrize(
    ("folder", "on", "least"),
    [
        (SHIPPED, ON, 12),  # the debrief and the report of 2024, for six sites
        (EXAMPLE, "2019-06-01", 100),
        (EXAMPLE, ON, 200),
        (EXAMPLE, "2030-01-01", 200),
    ],
)
def test_the_steps_of_every_duty_lead_to_its_date(folder: Path, on: str, least: int) -> None:
    book, law = load_book(folder), load_law()
    assessment = assess(book, law, date.fromisoformat(on))
    sites = [site.id for records in book.authorities for site in records.establishments]
    dated = 0
    for site, row in product(sites, law.provisions):
        page = explain_date(book, law, assessment, read_pair(book, law, site, row.id))
        assert all(len(line) <= 80 for line in explain_table(page, 80, colour=False).splitlines())
        for working in page.workings:
            duty = working.duty
            if duty is None or duty.due_on is None:
                continue
            dated += 1
            (steps,) = (part for part in working.parts if part.id == "steps")
            reached = [line.on for line in steps.lines[:-2]]
            assert duty.due_on in reached, (site, row.id)
            assert duty.due_latest_on is None or duty.due_latest_on in reached, (site, row.id)
    assert dated >= least
