"""The answers of a gaps form, in the terms of the records."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.model.gap import GapKind
from comah.model.import_report import RowRead
from comah.model.kinds import Conclusion
from comah.model.said import ExerciseSaid, TableSaid
from comah.model.sheet import Cell, CellValue, Sheet, SheetRow
from comah.records.spreadsheets.gap_answers import is_gaps_form, read_gap_answers

ON = date(2026, 11, 21)
BOOK = register(
    {
        "authority": """
[[local_duties]]
id = "board-report"
every = "1 year"
[[local_duties]]
id = "call-out"
last_on = 2025-02-03
""",
        "establishments/northbank": """
[[plans]]
regime = "comah"
first_prepared_on = "2004"
reviews = [{ on = "2023-11" }]
[[plans]]
regime = "reppir"
""",
        "establishments/eastquay": "",
        "exercises/2023-northbank": """
held_on = "2023-05"
credits = [{ plan = "northbank", conclusion = "tested", decided_by = "officer" }]
""",
        "exercises/2024-joint": 'held_on = "unknown"\nwill_test = ["northbank", "eastquay"]\n',
        "exercises/2025-eastquay": 'planned_on = "2025-09"\nwill_test = ["eastquay"]\n',
        "activations/2022-release": 'site = "northbank"\non = 2022-07-19\n',
    }
)
HEADINGS = ("Key", "Site", "Your answer", "Where it is known from", "Filled in by (post)")


def form(*rows: tuple[CellValue, ...]) -> Sheet:
    """Make a gaps form with rows under its headings."""
    lines = [("comah gaps form",), ("What is missing",), HEADINGS, *rows]
    return Sheet(
        title="Gaps",
        rows=tuple(
            SheetRow(number=number, cells=tuple(Cell(value=value) for value in line))
            for number, line in enumerate(lines, 1)
        ),
    )


def answered(key: str, answer: CellValue, known_from: str = "", post: str = "") -> RowRead:
    """Read one row of a form."""
    sheet = form((key, "Northbank", answer, known_from or None, post or None))
    (row,) = read_gap_answers(sheet, "gaps.xlsx", BOOK, on=ON, by="planning officer").rows
    return row


def said(row: RowRead) -> TableSaid:
    """Return the one statement about a table, notes apart."""
    (found,) = (one for one in row.said if isinstance(one, TableSaid) and ("notes",) not in one.values)
    assert [remark.text for remark in row.remarks if remark.is_blocking] == []
    return found


def why_not(row: RowRead) -> str:
    """Return why nothing was taken."""
    assert row.said == ()
    (remark,) = (one for one in row.remarks if one.is_blocking)
    return remark.text


def test_a_form_is_known_by_its_first_cell() -> None:
    assert is_gaps_form(form())
    assert not is_gaps_form(Sheet(title="Gaps", rows=()))


def test_a_test_is_an_exercise_that_tested_the_plan() -> None:
    row = answered("test|halton|eastquay|comah|", date(2024, 6, 12), "debrief minutes", "site manager")
    assert row.understood == ("eastquay: tested 12 Jun 2024",)
    (found,) = row.said
    assert isinstance(found, ExerciseSaid)
    assert (found.plans, found.when.text, found.conclusion) == (("eastquay",), "2024-06-12", Conclusion.TESTED)
    assert (found.authority, found.note) == ("halton", "debrief minutes; answered by site manager")


def test_a_type_of_exercise_may_stand_beside_the_day() -> None:
    (found,) = answered("test|halton|northbank|reppir|", "12 June 2024, table top").said
    assert isinstance(found, ExerciseSaid)
    assert (found.plans, found.type) == (("northbank/reppir",), "tabletop")


DAY = date(2024, 6, 12)
# the key, then the record, the table and the key that the answer goes into
DAYS = [
    ("review|halton|eastquay|comah|", "establishment eastquay plans.reviews", "on"),
    ("first-prepared|halton|eastquay|comah|", "establishment eastquay plans", "first_prepared_on"),
    ("information-received|halton|eastquay|comah|", "establishment eastquay plans", "information_received_on"),
    (
        "information-received|halton|northbank|reppir|",
        "establishment northbank plans",
        "consequences_report_received_on",
    ),
    ("public-information-reviewed|halton|eastquay||", "establishment eastquay ", "public_information.reviewed_on"),
    ("public-information-sent|halton|eastquay||", "establishment eastquay ", "public_information.sent_on"),
    ("internal-plan-reviewed|halton|eastquay||", "establishment eastquay ", "internal_plan.reviewed_on"),
    ("internal-plan-tested|halton|eastquay||", "establishment eastquay ", "internal_plan.tested_on"),
    ("public-informed|halton|northbank||2022-release", "activation 2022-release ", "public_informed_on"),
    ("not-recorded-as-held|halton|eastquay|comah|2025-eastquay", "exercise 2025-eastquay ", "held_on"),
    ("local-duty|halton|||board-report", "authority authority local_duties", "last_on"),
]


@pytest.mark.parametrize(("key", "table", "name"), DAYS, ids=[key for key, _, _ in DAYS])
def test_a_day_goes_into_the_key_that_was_missing(key: str, table: str, name: str) -> None:
    found = said(answered(key, "12/06/2024"))
    assert f"{found.kind} {found.id} {'.'.join(found.table)}" == table
    assert {".".join(path): value for path, value in found.values.items()}[name] == DAY
    assert not found.refines


def test_a_rough_day_of_a_test_is_made_exact_in_the_exercise_that_it_was() -> None:
    found = said(answered("test-day|halton|northbank|comah|", "12 May 2023"))
    assert (found.id, found.values, found.refines) == ("2023-northbank", {("held_on",): date(2023, 5, 12)}, True)
    named = said(answered("test-day|halton|northbank|comah|2023-northbank", "12 May 2023"))
    assert named.values == found.values


def test_a_day_outside_the_rough_one_is_not_taken() -> None:
    assert why_not(answered("test-day|halton|northbank|comah|", "12 June 2023")) == (
        "12 Jun 2023 is not within the day that is on record roughly; if it is another test, record it anew"
    )


def test_a_rough_day_of_a_review_is_made_exact() -> None:
    found = said(answered("review-day|halton|northbank|comah|", "6 November 2023"))
    assert (found.table, found.regime, found.refines) == (("plans", "reviews"), "comah", True)
    assert found.values == {("on",): date(2023, 11, 6), ("kind",): "full"}


def test_where_the_clock_counts_from_the_preparation_its_day_is_made_exact() -> None:
    found = said(answered("review-day|halton|northbank|comah|", "6 November 2004"))
    assert (found.table, found.refines) == (("plans",), True)
    assert found.values == {("first_prepared_on",): date(2004, 11, 6)}


def test_an_unknown_day_of_an_exercise_is_made_known() -> None:
    found = said(answered("exercise-day|halton|northbank|comah|2024-joint", "May 2024"))
    assert (found.id, found.values, found.refines) == ("2024-joint", {("held_on",): "2024-05"}, True)


@pytest.mark.parametrize(
    ("answer", "plans", "conclusion"),
    [
        ("yes", ["eastquay"], "tested"),
        ("All", ["northbank", "eastquay"], "tested"),
        ("none", ["northbank", "eastquay"], "not-tested"),
        ("no", ["eastquay"], "not-tested"),
        ("partly", ["eastquay"], "partly-tested"),
        ("northbank", ["northbank"], "tested"),
        ("Eastquay and Northbank", ["eastquay", "northbank"], "tested"),
    ],
)
def test_a_credit_is_decided_for_the_plans_that_are_answered(answer: str, plans: list[str], conclusion: str) -> None:
    row = answered("credit|halton|eastquay|comah|2024-joint", answer, "exercise report")
    found = [one.values for one in row.said if isinstance(one, TableSaid)]
    assert [one["plan",] for one in found] == plans
    assert {one["conclusion",] for one in found} == {conclusion}
    assert {(one["decided_by",], one["decided_on",], one["evidence",]) for one in found} == {
        ("planning officer", ON, "exercise report")
    }


def test_plans_that_a_list_leaves_out_stay_undecided_and_that_is_said() -> None:
    row = answered("credit|halton|eastquay|comah|2024-joint", "northbank")
    assert [remark.text for remark in row.remarks] == [
        "eastquay: not decided by this answer; where the plan was not tested, answer none in its row"
    ]


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        ("cancelled", {"cancelled.reason": "reason not on record"}),
        ("cancelled on 3 September 2025", {"cancelled.on": date(2025, 9, 3)}),
        ("Cancelled 3/9/2025, shutdown", {"cancelled.on": date(2025, 9, 3), "cancelled.reason": "shutdown"}),
        ("cancelled: operator's shutdown", {"cancelled.reason": "operator's shutdown"}),
        ("held 24 September 2025", {"held_on": date(2025, 9, 24)}),
        ("postponed to 2 December 2026", {"from": "2025-09", "to": date(2026, 12, 2)}),
        ("postponed", {"from": "2025-09"}),
    ],
)
def test_what_became_of_an_exercise(answer: str, values: dict[str, object]) -> None:
    found = said(answered("not-recorded-as-held|halton|eastquay|comah|2025-eastquay", answer))
    assert found.id == "2025-eastquay"
    assert {".".join(path): value for path, value in found.values.items()} == values


def test_history_is_complete_on_a_yes_alone() -> None:
    found = said(answered("history-complete|halton|northbank|comah|", "Yes"))
    assert (found.table, found.values) == (("plans",), {("history_complete",): True})
    assert answered("history-complete|halton|northbank|comah|", "no").is_passed
    assert why_not(answered("history-complete|halton|northbank|comah|", "mostly")) == (
        '"mostly" is neither yes nor no. Good answer: yes'
    )


def test_a_safety_report_was_sent_or_reviewed_and_the_answer_says_which() -> None:
    found = said(answered("safety-report|halton|northbank||", "reviewed 30 June 2022"))
    assert found.values == {("safety_report", "reviewed_on"): date(2022, 6, 30)}
    assert "does not say whether" in why_not(answered("safety-report|halton|northbank||", "30 June 2022"))


def test_how_often_a_local_duty_is_owed() -> None:
    assert said(answered("local-duty|halton|||call-out", "6 months")).values == {
        ("id",): "call-out",
        ("every",): "6 months",
    }
    assert "Good answers: 1 year" in why_not(answered("local-duty|halton|||call-out", "now and then"))


def test_an_operator_and_an_address_are_taken_as_they_stand() -> None:
    assert said(answered("operator|halton|eastquay||", "Eastquay (UK) Ltd")).values == {
        ("operator",): "Eastquay (UK) Ltd"
    }
    assert said(answered("address|halton|eastquay||", "Quay Road,\nExampleton")).values == {
        ("address",): "Quay Road, Exampleton"
    }


def test_where_a_fact_is_known_from_is_kept_as_a_note() -> None:
    row = answered("first-prepared|halton|eastquay|comah|", "March 2004", "letter to HSE", "site manager")
    notes = [one.values for one in row.said if isinstance(one, TableSaid) and ("notes",) in one.values]
    assert notes == [{("notes",): ["eastquay: first prepared Mar 2004: letter to HSE; answered by site manager"]}]


@pytest.mark.parametrize("answer", [None, "not known", "?", "n/a", "TBC"])
def test_no_answer_changes_nothing(answer: str | None) -> None:
    row = answered("test|halton|eastquay|comah|", answer)
    assert (row.is_passed, row.said) == (True, ())


@pytest.mark.parametrize(
    ("key", "answer", "why"),
    [
        ("test|halton|eastquay|comah|", "last summer", "not one date that can be read without guessing"),
        ("test|halton|eastquay|comah|", "12 May 2031", "is still to come"),
        ("first-prepared|halton|eastquay|comah|", "05/13/2004", "has no month 13"),
        ("test|halton|gone|comah|", "12 May 2023", 'no site "gone" is on record'),
        ("test|westshire|eastquay|comah|", "12 May 2023", 'no authority "westshire"'),
        ("test|halton|eastquay|seveso|", "12 May 2023", '"seveso" is no regime'),
        ("tset|halton|eastquay|comah|", "12 May 2023", "is no key of a gaps form"),
        ("credit|halton|eastquay|comah|2024-joint", "perhaps", "is no site on record"),
        ("exercise-day|halton|eastquay|comah|gone", "12 May 2023", 'no exercise "gone"'),
        ("local-duty|halton|||gone", "12 May 2023", 'no local duty "gone"'),
        ("first-prepared|halton||comah|", "12 May 2023", "names no site"),
    ],
)
def test_an_answer_that_is_not_of_its_form_is_reported(key: str, answer: str, why: str) -> None:
    assert why in why_not(answered(key, answer))


def test_an_answer_without_its_key_is_not_lost() -> None:
    (row,) = read_gap_answers(form((None, "Northbank", "12 May 2023")), "gaps.xlsx", BOOK, on=ON, by="").rows
    assert why_not(row) == "this row has no key, so it is not known which fact it answers"


def test_a_form_without_its_headings_says_so() -> None:
    sheet = form(("test|halton|eastquay|comah|", "x", "12 May 2023"))
    bare = Sheet(title="Gaps", rows=(sheet.rows[0], sheet.rows[3]))
    read = read_gap_answers(bare, "gaps.xlsx", BOOK, on=ON, by="")
    assert (read.rows, len(read.remarks)) == ((), 1)


def test_every_kind_of_gap_has_its_answer() -> None:
    for kind in GapKind:
        row = answered(f"{kind.value}|halton|eastquay|comah|2024-joint", "~")
        assert why_not(row) if not row.said else row.understood
