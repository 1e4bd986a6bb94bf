"""Entries of what is not law: local duties and targets, and the years of local measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.agenda.deadlines import identity_of, is_owed, plans_of, sites_of, subject_of, working
from comah.agenda.naming import View, lower_first
from comah.model.duty import Duty, MeasureResult
from comah.model.entry import Alarm, Entry, EntryKind
from comah.model.provision import Standing
from comah.model.words import count_words, weekday_words
from comah.workdays.financial_year import FinancialYear
from comah.workdays.working_days import work_calendar

_CATEGORY = "Local (not law)"
_NOT_LAW = {Standing.LOCAL: "Local target, not law", Standing.PRACTICE: "Good practice, not law"}


def local_entries(view: View, duties: tuple[Duty, ...]) -> Iterator[Entry]:
    """Yield local duties on the day they are due; one already late, on the next working day."""
    for duty in duties:
        if duty.standing is Standing.LAW or not is_owed(duty) or duty.due_on is None or view.is_secret(duty.exercise):
            continue
        if duty.due_on < view.on:
            yield _local(view, duty, duty.due_on, _next_working_day(view, duty.authority))
        elif view.covers(duty.due_on):
            yield _local(view, duty, duty.due_on, duty.due_on)


def _next_working_day(view: View, authority: str) -> date:
    return work_calendar(view.book.register, view.records[authority].authority).next_after(view.on)


def _local(view: View, duty: Duty, due_on: date, day: date) -> Entry:
    late = "late, " if day != due_on else ""
    return Entry(
        identity=(*identity_of(duty), EntryKind.LOCAL.value),
        kind=EntryKind.LOCAL,
        first=day,
        last=day,
        title=f"{subject_of(view, duty)}: {late}{lower_first(duty.title)} (not law)",
        lines=(
            f"{_NOT_LAW[duty.standing]}: due {weekday_words(due_on)}",
            *working(view, duty),
            *view.provenance(duty.authority),
        ),
        categories=(_CATEGORY,),
        link=duty.link,
        authority=duty.authority,
        establishments=sites_of(view, duty),
        plans=plans_of(duty),
        exercise=duty.exercise or "",
        alarm=Alarm.DAY_BEFORE,
    )


def measure_entries(view: View, measures: tuple[MeasureResult, ...]) -> Iterator[Entry]:
    """Yield the last day of each measure's financial year."""
    for measure in measures:
        ends_on = FinancialYear(begins_in=int(measure.period.partition("/")[0])).ends_on
        if view.covers(ends_on):
            yield _measure(view, measure, ends_on)


def _measure(view: View, measure: MeasureResult, ends_on: date) -> Entry:
    so_far = f"On record: {measure.count} of {count_words(measure.target, 'exercise')} in {measure.period}"
    return Entry(
        identity=(measure.authority, measure.id, measure.period.replace("/", "-"), EntryKind.MEASURE.value),
        kind=EntryKind.MEASURE,
        first=ends_on,
        last=ends_on,
        title=f"{view.body_name(measure.authority)}: {measure.period} ends, {lower_first(measure.title)} (not law)",
        lines=("Local measure, not law: meeting it meets no legal duty", so_far, *view.provenance(measure.authority)),
        categories=(_CATEGORY,),
        authority=measure.authority,
        alarm=Alarm.DAY_BEFORE,
    )
