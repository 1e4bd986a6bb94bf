"""Columns settled among one another: one of a kind where only one can be meant, and what a bare due date is of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from comah.records.spreadsheets.find_headings import Column, Headings
from comah.records.spreadsheets.headings import A_YEAR, What

_ONCE: Final = frozenset(
    (
        What.SITE,
        What.OPERATOR,
        What.TOWN,
        What.POSTCODE,
        What.TIER,
        What.REGIME,
        What.GROUP,
        What.COUNCIL,
        What.PLAN_VERSION,
        What.COMAH_ID,
    )
)
NOT_BESIDE: Final = "It is not read: put it in a sheet of its own."
_TESTS: Final = frozenset((What.TESTED_ON, What.HELD_ON, What.PLANNED_ON, What.TEST_DUE))
_REVIEWS: Final = frozenset((What.REVIEWED_ON, What.REVIEW_DUE))


def settle_columns(headings: Headings) -> tuple[Headings, list[str]]:
    """Settle the columns, and say in words which are left out or taken for something by where they stand."""
    columns: list[Column] = []
    remarks: list[str] = []
    beside = _second_site(headings.columns)
    if beside is not None:
        remarks.append(f"A second table stands beside the first, from its heading {beside.heading} on. {NOT_BESIDE}")
    first = headings.columns if beside is None else tuple(one for one in headings.columns if one.at < beside.at)
    for column in headings.columns:
        if column not in first:
            columns.append(msgspec.structs.replace(column, what=None, unclear=""))
            continue
        settled, remark = _settled(column, columns, first)
        columns.append(settled)
        if remark:
            remarks.append(remark)
    at = None if beside is None else beside.at
    settled_headings = msgspec.structs.replace(headings, columns=tuple(columns), beside_at=at)
    return settled_headings, [*remarks, *_left_out(headings.columns, columns, first)]


def _left_out(before: tuple[Column, ...], columns: list[Column], first: tuple[Column, ...]) -> Iterator[str]:
    """Say what the columns together lack, and which are not read."""
    whats = {column.what for column in columns}
    if What.SITE not in whats and What.OPERATOR in whats:
        yield "No column names the site: the operator is taken for the site's name."
    years = [column.heading for column in columns if column.unclear == A_YEAR]
    if years:
        yield (
            f"{', '.join(years)}: not read, because a column a year does not say what happened in it. Write a row for "
            'each test, with its day, or else the year, under "Date of test".'
        )
    left = [column.heading for column in before if not column.what and not column.unclear and column in first]
    if left:
        kept = f'write in the map file: [columns] "{left[0]}" = "notes"'
        yield f"Columns not read: {', '.join(left)}. To keep one, {kept}"


def _second_site(columns: tuple[Column, ...]) -> Column | None:
    """Return the column of sites with which a second table begins beside the first: behind a gap, or headed alike."""
    for what in (What.SITE, What.OPERATOR):
        sites = [column for column in columns if column.what is what]
        if sites:
            filled = {column.at for column in columns}
            name = sites[0].heading.casefold()
            again = (one for one in sites[1:] if one.at - 1 not in filled or one.heading.casefold() == name)
            return next(again, None)
    return None


def _settled(column: Column, before: list[Column], every: tuple[Column, ...]) -> tuple[Column, str]:
    if column.what is What.NEXT_DUE:
        return _due(column, every)
    if column.what in _ONCE and any(other.what is column.what for other in before):
        first = next(other.heading for other in before if other.what is column.what)
        return msgspec.structs.replace(
            column, what=None
        ), f"{column.heading}: left out, because {first} gives the {column.what.value} already."
    if column.unclear and column.unclear != A_YEAR:
        mapped = f'Write it over the column, or in the map file: [columns] "{column.heading}" = ...'
        return column, f"{column.heading}: not read, because it does not say {column.unclear}. {mapped}"
    return column, ""


def _due(column: Column, every: tuple[Column, ...]) -> tuple[Column, str]:
    """Take a bare due date for that of the test or review whose column stands nearest to its left."""
    kinds = [other for other in every if other.what in _TESTS | _REVIEWS]
    left = [other for other in kinds if other.at < column.at]
    beside = max(left, key=lambda other: other.at) if left else next(iter(kinds), None)
    if beside is None:
        left_out = msgspec.structs.replace(column, what=None, unclear="what is due")
        return (
            left_out,
            f'{column.heading}: not read, because it does not say what is due: "next test due" or "next review due".',
        )
    what = What.TEST_DUE if beside.what in _TESTS else What.REVIEW_DUE
    remark = f"{column.heading}: taken as {what.value}, because it stands beside {beside.heading}."
    return msgspec.structs.replace(column, what=what), remark
