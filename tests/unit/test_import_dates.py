from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comah.model.sheet import Cell, CellValue
from comah.records.spreadsheets.date_read import DateKind, DateRead
from comah.records.spreadsheets.date_words import Standing
from comah.records.spreadsheets.import_dates import read_import_date

ON = date(2026, 11, 21)


def read(value: CellValue, number_format: str = "", *, is_1904: bool = False) -> DateRead:
    return read_import_date(Cell(value=value, number_format=number_format), on=ON, has_serials_from_1904=is_1904)


@pytest.mark.parametrize(
    ("typed", "text", "remark"),
    [
        ("12/05/2023", "2023-05-12", "read day first"),
        ("13/05/2023", "2023-05-13", ""),
        ("12 May 2023", "2023-05-12", ""),
        ("Fri 12th May 2023", "2023-05-12", ""),
        ("2023-05-12", "2023-05-12", ""),
        ("2023-05-12 00:00:00", "2023-05-12", ""),
        ("13/05/2023 09:30", "2023-05-13", "the time of day"),
        ("20230512", "2023-05-12", "year, month, day"),
        ("12/5/23", "2023-05-12", "the year of two digits as 2023"),
        ("12 May 23", "2023-05-12", "the year of two digits as 2023"),
        ("May-23", "2023-05", "not as a day of May"),
        ("May 23", "2023-05", "not as a day of May"),
        ("Sep '23", "2023-09", "not as a day of September"),
        ("May 2023", "2023-05", ""),
        ("2023-05", "2023-05", ""),
        ("2021", "2021", ""),
        ("Q1 2024", "2024-01/2024-03", "a financial quarter would be Apr-Jun 2024"),
        ("2024 Q4", "2024-10/2024-12", "a financial quarter would be Jan-Mar 2025"),
        ("Q1 2024/25", "2024-04/2024-06", "a quarter of the financial year"),
        ("H1 2024", "2024-01/2024-06", "half of the calendar year"),
        ("FY 2023/24", "2023-04/2024-03", "the financial year"),
        ("2023/24", "2023-04/2024-03", "the financial year"),
        ("2023/2024", "2023/2024", "a financial year would be closer"),
        ("spring 2024", "2024-03/2024-06", "the widest months"),
        ("Summer 2024", "2024-06/2024-09", "the widest months"),
        ("autumn 2024", "2024-09/2024-12", "the widest months"),
        ("winter 2023/24", "2023-12/2024-03", "the widest months"),
        ("late 2024", "2024", '"late" has no first or last day'),
        ("early May 2023", "2023-05", '"early" has no first or last day'),
        ("wk 12 2024", "2024-W12", "councils may count weeks otherwise"),
        ("week 10, 2024", "2024-W10", "councils may count weeks otherwise"),
        ("W10 2024", "2024-W10", "councils may count weeks otherwise"),
        ("2024 W10", "2024-W10", "councils may count weeks otherwise"),
        ("Spring 23", "2023-03/2023-06", "the year of two digits as 2023"),
        ("W/C 4 March 2024", "2024-W10", ""),
        ("2024-W10", "2024-W10", ""),
        ("c. 2018", "2017/2019", "a year wider"),
        ("circa May 2018", "2018-04/2018-06", "a month wider"),
        ("12 May 2023*", "2023-05-12", "the mark * after the date"),
        ("12 May 2023 (1)", "2023-05-12", "the mark (1) after the date"),
        ("12 May 2023\N{SUPERSCRIPT TWO}", "2023-05-12", "the mark \N{SUPERSCRIPT TWO}"),
        ("held 12 May 2023", "2023-05-12", '"held" beside the date'),
        ("22-23 Nov 2016", "2016-11-22/2016-11-23", ""),
        ("45058", "2023-05-12", "count of days from 1900"),
    ],
)
def test_a_text_is_read_and_every_convention_is_said(typed: str, text: str, remark: str) -> None:
    found = read(typed)
    assert (found.kind, [when.text for when in found.whens]) == (DateKind.DATE, [text])
    assert remark in found.remark
    assert bool(remark) == bool(found.remark)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("05/13/2023", "is not turned round"),
        ("31/02/2023", "no such day"),
        ("23-May", "has no year"),
        ("1 May", "has no year"),
        ("2011-12", "a financial year or a month"),
        ("2023/05", "a financial year or a month"),
        ("winter 2024", "two winters"),
        ("12/5/99", "2099 lies far ahead"),
        ("2018?", "in doubt"),
        ("Mon 12/05/2023", "was a Friday, not a Monday"),
        ("w/c 5 March 2024", "a week is given by its Monday"),
        ("before 2015", "without guessing"),
        ("Exercise Vulcan 12 May 2023", "without guessing"),
        ("12, 13 May 2023", "without guessing"),
        ("May 2023, 12 May 2023", "may be one and the same"),
        ("#REF!", "an error of the sheet's own formula"),
        ("1066", "outside the years"),
        ("1 May 1975", "before 1980"),
        ("1 May 2096", "more than 20 years ahead"),
        ("x" * 5000, "too long for a date"),
    ],
)
def test_what_could_mean_two_things_or_nothing_is_reported(typed: str, why: str) -> None:
    found = read(typed)
    assert (found.kind, found.whens) == (DateKind.UNREAD, ())
    assert why in found.remark


@pytest.mark.parametrize("typed", ["TBC", "tba", "N/A", "-", "none", "Never", "pending", "not yet tested"])
def test_a_word_for_no_date_is_none(typed: str) -> None:
    assert read(typed).kind is DateKind.NO_DATE


@pytest.mark.parametrize("typed", ["unknown", "Not known", "?", "not recorded"])
def test_a_word_for_not_knowing_is_no_fact(typed: str) -> None:
    assert read(typed).kind is DateKind.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "text", "standing"),
    [
        ("2021 (postponed)", "2021", Standing.OFF),
        ("12/05/2023 cancelled", "2023-05-12", Standing.OFF),
        ("Cancelled - 12 May 2023", "2023-05-12", Standing.OFF),
        ("12/05/2023 draft", "2023-05-12", Standing.OFF),
        ("due May 2024", "2024-05", Standing.OWED),
        ("planned 3/4/25", "2025-04-03", Standing.AHEAD),
        ("May 2027 (provisional)", "2027-05", Standing.AHEAD),
        ("12 May 2023 TBC", "2023-05-12", Standing.AHEAD),
    ],
)
def test_a_date_that_nothing_happened_on_is_no_event(typed: str, text: str, standing: Standing) -> None:
    found = read(typed)
    assert found.kind is DateKind.NOT_AN_EVENT
    assert ([when.text for when in found.whens], found.standing) == ([text], standing)


@pytest.mark.parametrize("typed", ["deferred", "cancelled", "overdue", "in progress"])
def test_a_word_alone_that_nothing_happened_is_no_event(typed: str) -> None:
    assert (read(typed).kind, read(typed).whens) == (DateKind.NOT_AN_EVENT, ())


@pytest.mark.parametrize("typed", ["12/05/2020, 14/06/2023", "12/05/2020\n14/06/2023", "14/06/2023 and 12 May 2020"])
def test_two_dates_in_one_cell_are_both_read_in_order(typed: str) -> None:
    assert [when.text for when in read(typed).whens] == ["2020-05-12", "2023-06-14"]
    assert "holds 2 dates" in read(typed).remark


@pytest.mark.parametrize(("typed", "kind"), [("12/05/2023 (TTX)", "TTX"), ("Live 12/05/2023", "Live")])
def test_a_type_of_exercise_beside_the_date_is_kept(typed: str, kind: str) -> None:
    assert (read(typed).words, read(typed).type) == ("12 May 2023", kind)


@pytest.mark.parametrize(
    ("value", "number_format", "text", "remark"),
    [
        (date(2023, 5, 12), "dd/mm/yyyy", "2023-05-12", ""),
        (datetime.fromisoformat("2023-05-12T00:00"), "[$-809]dd mmmm yyyy;@", "2023-05-12", ""),
        (datetime.fromisoformat("2023-05-12T09:30"), "dd/mm/yyyy h:mm", "2023-05-12", "09:30, is left out"),
        (
            datetime.fromisoformat("2023-05-01T00:00"),
            "mmm-yy",
            "2023-05",
            "1 May 2023, is not taken",
        ),
        (datetime.fromisoformat("2023-05-17T00:00"), "mmmm yyyy", "2023-05", "its day in the file"),
        (datetime.fromisoformat("2023-05-01T00:00"), "yyyy", "2023", "its day in the file"),
        (date(2023, 5, 12), "m/d/yyyy", "2023-05-12", "shows the month first"),
        (2021, "General", "2021", ""),
        (2021.0, "General", "2021", ""),
        (45058, "General", "2023-05-12", "count of days from 1900"),
        (45058.75, "General", "2023-05-12", "count of days from 1900"),
    ],
)
def test_a_real_date_is_read_no_more_exactly_than_it_is_shown(
    value: CellValue, number_format: str, text: str, remark: str
) -> None:
    found = read(value, number_format)
    assert ([when.text for when in found.whens], bool(found.remark)) == ([text], bool(remark))
    assert remark in found.remark


def test_a_serial_counts_from_1904_where_the_workbook_does() -> None:
    found = read(43596, is_1904=True)
    assert [when.text for when in found.whens] == ["2023-05-12"]
    assert "1904, as this workbook counts" in found.remark


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (Cell(value=date(2023, 5, 23), number_format="d-mmm"), "without its year"),
        (Cell(value=date(1905, 7, 14), number_format="yyyy"), "what Excel makes of a year alone"),
        (Cell(value=date(1900, 1, 5), number_format="dd/mm/yyyy"), "taken for a slip"),
        (Cell(value=12.05), "without guessing"),
        (Cell(value=float("nan")), "without guessing"),
        (Cell(value=10**30), "without guessing"),
        (Cell(value=True), "is no date"),
        (Cell(value=time(9, 0)), "is no date"),
        (Cell(value=None, is_formula=True), "a formula whose result is not in the file"),
        (Cell(value=date(2023, 5, 12), is_struck=True), "struck through"),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_reported(cell: Cell, why: str) -> None:
    found = read_import_date(cell, on=ON)
    assert found.kind is DateKind.UNREAD
    assert why in found.remark


def test_a_blank_cell_says_nothing() -> None:
    assert read_import_date(Cell(), on=ON).kind is DateKind.NOTHING


@given(st.one_of(st.text(max_size=150), st.floats(), st.integers(), st.dates(), st.datetimes()))
def test_any_cell_is_read_or_reported(value: CellValue) -> None:
    found = read(value or None)
    assert (found.kind in {DateKind.DATE, DateKind.NOT_AN_EVENT}) or (not found.whens)
    assert found.kind is not DateKind.UNREAD or found.remark
