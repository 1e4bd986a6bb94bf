"""Local measures over two financial years, and what is confirmed for the rest of this one."""

from __future__ import annotations

from datetime import timedelta

from comah.duties.local import measure_result
from comah.duties.situation import Situation, plans_named, situations
from comah.exercises.state import State, planned_day, state_of
from comah.model.authority import Measure
from comah.model.book import Book
from comah.model.duty import Assessment
from comah.model.exercise import Exercise
from comah.model.measure import MeasureReport, MeasureRow
from comah.workdays.financial_year import FinancialYear, financial_year_of


def measure_rows(book: Book, assessment: Assessment) -> tuple[MeasureRow, ...]:
    """Return every measure of every authority with last year's count, this year's and its forecast."""
    return tuple(
        measure_row(sit, measure) for sit in situations(book, assessment.on) for measure in sit.authority.measures
    )


def measure_report(book: Book, assessment: Assessment, authority: str | None = None) -> MeasureReport:
    """Put the measures of a register, or of one authority, into what members are shown."""
    of = [one.authority for one in book.authorities if authority in {None, one.authority.id}]
    names = {one.id for one in of}
    return MeasureReport(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        title=of[0].name if len(of) == 1 else book.name or "Register",
        marking=tuple(dict.fromkeys(one.marking for one in of if one.marking)),
        notices=tuple(dict.fromkeys(f"Source: {one.source_note}" for one in of if one.source_note)),
        rows=tuple(row for row in measure_rows(book, assessment) if row.authority in names),
    )


def measure_row(sit: Situation, measure: Measure) -> MeasureRow:
    """Return one measure in the financial year that the day lies in, and in the one before."""
    year = financial_year_of(sit.on)
    now, before = measure_result(sit, measure, year), measure_result(sit, measure, year_before(year))
    return MeasureRow(
        authority=now.authority,
        id=now.id,
        title=now.title,
        last_period=before.period,
        last_actual=before.count,
        last_status=before.status,
        period=now.period,
        target=now.target,
        actual=now.count,
        forecast=now.count + sum(is_confirmed_in(one, year, sit) for one in sit.records.exercises),
        days_left=now.days_left,
        status=now.status,
        place=measure.place,
    )


def is_confirmed_in(exercise: Exercise, year: FinancialYear, sit: Situation) -> bool:
    """Whether an exercise of a COMAH plan is confirmed for a day still to come that lies in the year for certain."""
    when = planned_day(exercise, sit.on)
    if state_of(exercise, sit.on) is not State.CONFIRMED or when is None or when.earliest < sit.on:
        return False
    names_comah = any("/" not in plan for plan in plans_named(exercise))
    return names_comah and when.earliest in year and when.latest in year


def year_before(year: FinancialYear) -> FinancialYear:
    """Return the financial year before.

    >>> year_before(FinancialYear(begins_in=2026)).name
    '2025/26'
    """
    return financial_year_of(year.starts_on - timedelta(days=1))
