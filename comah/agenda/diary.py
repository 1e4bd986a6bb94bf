"""Entries of the diary: what an authority plans its exercises around."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from comah.agenda.exercises import Placed, placed
from comah.agenda.naming import View
from comah.agenda.telling import LOCAL_CUSTOM, Telling, said
from comah.model.book import Book
from comah.model.diary import DiaryEntry
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS
from comah.workdays.recurrence import RuleNotReadError, days_of_years

_ANY_YEAR = 2000


def diary_entries(view: View) -> Iterator[Entry]:
    """Yield the diary's days in the period; a rule that cannot be read gives none."""
    for records in view.book.authorities:
        for entry in records.diary.entries if records.diary else ():
            if entry.every:
                yield from _recurring(view, records.authority.id, entry)
            else:
                yield from _single(view, records.authority.id, entry)


def rules_not_read(book: Book) -> tuple[str, ...]:
    """Return the diary entries whose recurrence rule cannot be read."""
    entries = (entry for records in book.authorities if records.diary for entry in records.diary.entries)
    return tuple(entry.id for entry in entries if entry.every and _days(entry, _ANY_YEAR, _ANY_YEAR) is None)


def _single(view: View, authority: str, entry: DiaryEntry) -> Iterator[Entry]:
    days = placed(view, entry.on)
    if days is not None:
        yield _entry(view, authority, entry, days)


def _recurring(view: View, authority: str, entry: DiaryEntry) -> Iterator[Entry]:
    """Number the days within each year: a rule that moves a day keeps its identity."""
    before, after = timedelta(days=entry.days_before), timedelta(days=entry.days_after)
    found = _days(entry, (view.first - after).year, (view.last + before).year) or ()
    for year, in_year in groupby(found, key=lambda day: day.year):
        for number, day in enumerate(in_year, start=1):
            if day - before <= view.last and day + after >= view.first:
                days = Placed(first=day - before, last=day + after)
                yield _entry(view, authority, entry, days, f"{year}-{number}")


def _days(entry: DiaryEntry, first: int, last: int) -> tuple[date, ...] | None:
    try:
        return days_of_years(entry.every, first, last, entry.on.earliest if entry.on else None)
    except RuleNotReadError:
        return None


def _entry(view: View, authority: str, entry: DiaryEntry, days: Placed, occurrence: str = "") -> Entry:
    telling = Telling(
        what=("No exercise is planned on these days",) if entry.blocks else (),
        why=(*((entry.note,) if entry.note else ()), *((f"Known from: {entry.source}",) if entry.source else ())),
        basis=LOCAL_CUSTOM,
        do=("keep exercises off these days" if entry.blocks else "weigh it when a day is chosen",),
        records=(entry.place.file.name,),
    )
    return Entry(
        identity=tuple(part for part in (authority, entry.id, occurrence, EntryKind.DIARY.value) if part),
        kind=EntryKind.DIARY,
        first=days.first,
        last=days.last,
        title=(entry.title or entry.id) + days.suffix,
        lines=said(view, authority, EntryKind.DIARY, telling),
        categories=(KINDS[EntryKind.DIARY].category,),
        authority=authority,
        alarm=KINDS[EntryKind.DIARY].alarm,
        is_firm=not days.suffix,
    )
