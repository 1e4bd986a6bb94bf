"""Entries of what is not law: local duties and targets, and the years of local measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.agenda.day_shown import day_shown
from comah.agenda.deadlines import identity_of, is_owed, plans_of, sites_of, subject_of, telling_of
from comah.agenda.naming import View, lower_first
from comah.agenda.telling import LOCAL_CUSTOM, Telling, said
from comah.model.duty import Duty, MeasureResult
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS
from comah.model.provision import Standing
from comah.model.words import count_words, weekday_words
from comah.workdays.financial_year import FinancialYear


def local_entries(view: View, duties: tuple[Duty, ...]) -> Iterator[Entry]:
    """Yield local duties on the day they are due; one already late, on the next working day."""
    for duty in duties:
        if duty.standing is Standing.LAW or not is_owed(duty) or duty.due_on is None or view.is_secret(duty.exercise):
            continue
        day = day_shown(view, duty.authority, duty.due_on)
        if day is not None:
            yield _local(view, duty, duty.due_on, day)


def _local(view: View, duty: Duty, due_on: date, day: date) -> Entry:
    late = "late, " if day != due_on else ""
    return Entry(
        identity=(*identity_of(duty), EntryKind.LOCAL.value),
        kind=EntryKind.LOCAL,
        first=day,
        last=day,
        title=f"{subject_of(view, duty)}: {late}{lower_first(duty.title)} (not law)",
        lines=said(
            view,
            duty.authority,
            EntryKind.LOCAL,
            telling_of(view, duty, EntryKind.LOCAL, (f"Due: {weekday_words(due_on)}",)),
        ),
        categories=(KINDS[EntryKind.LOCAL].category,),
        link=duty.link,
        authority=duty.authority,
        establishments=sites_of(view, duty),
        plans=plans_of(duty),
        exercise=duty.exercise or "",
        alarm=KINDS[EntryKind.LOCAL].alarm,
        is_reminder=day != due_on,
    )


def measure_entries(view: View, measures: tuple[MeasureResult, ...]) -> Iterator[Entry]:
    """Yield the last day of each measure's financial year."""
    for measure in measures:
        ends_on = FinancialYear(begins_in=int(measure.period.partition("/")[0])).ends_on
        if view.covers(ends_on):
            yield _measure(view, measure, ends_on)


def _measure(view: View, measure: MeasureResult, ends_on: date) -> Entry:
    so_far = f"On record: {measure.count} of {count_words(measure.target, 'exercise')} in {measure.period}"
    telling = Telling(
        why=(so_far,),
        basis=f"{LOCAL_CUSTOM}: meeting it meets no legal duty",
        do=("see which exercises count: comah check --measures",),
        records=(view.records[measure.authority].authority.place.file.name,),
    )
    return Entry(
        identity=(measure.authority, measure.id, measure.period.replace("/", "-"), EntryKind.MEASURE.value),
        kind=EntryKind.MEASURE,
        first=ends_on,
        last=ends_on,
        title=f"{view.body_name(measure.authority)}: {measure.period} ends, {lower_first(measure.title)} (not law)",
        lines=said(view, measure.authority, EntryKind.MEASURE, telling),
        categories=(KINDS[EntryKind.MEASURE].category,),
        authority=measure.authority,
        alarm=KINDS[EntryKind.MEASURE].alarm,
    )
