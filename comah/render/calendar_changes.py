"""What changed in calendars since they were last issued, as text for an e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time

from comah.model.calendar_issue import CalendarIssue, ChangeOf, EntryChange
from comah.model.entry import Entry
from comah.model.issued import Issued
from comah.model.words import count_words, weekday_words
from comah.render.plain import plain


def changes_text(calendars: Sequence[CalendarIssue], on: date, marking: Sequence[str] = ()) -> str:
    """Return the list of every calendar that changed: what moved first, then what is cancelled and what is new."""
    lines = [*map(plain, marking), f"Calendar changes since the last issue, as at {weekday_words(on)}"]
    for calendar in calendars:
        if calendar.changes:
            lines += ["", plain(calendar.name), *(f"  {line}" for line in _calendar(calendar))]
    if not any(calendar.changes for calendar in calendars):
        lines += ["", "nothing changed"]
    return "\n".join([*lines, ""])


def _calendar(calendar: CalendarIssue) -> Iterator[str]:
    if calendar.is_first:
        yield f"not issued before: all of its {count_words(len(calendar.changes), 'entry', 'entries')} are new"
        return
    for sort in ChangeOf:
        found = [change for change in calendar.changes if change.change is sort]
        if sort is ChangeOf.REMINDED:
            yield from _reminded(found)
        else:
            yield from map(_change, found)


def _change(found: EntryChange) -> str:
    entry, before = found.after.entry, found.before
    said = f"{found.change.value}: {plain(entry.title)}"
    is_renamed = before is not None and before.title != entry.title and not entry.is_cancelled
    was = f" (was: {plain(before.title)})" if before is not None and is_renamed else ""
    if found.change is ChangeOf.MOVED and before is not None:
        return f"{said}{was}, from {span_words(before)} to {span_words(entry)}"
    return f"{said}{was}, {span_words(entry)}"


def _reminded(found: Sequence[EntryChange]) -> Iterator[str]:
    """Yield one line a day: these move at every issue."""
    days = sorted({change.after.entry.first for change in found})
    for day in days:
        number = sum(change.after.entry.first == day for change in found)
        what = count_words(number, "entry that is late or not known", "entries that are late or not known")
        yield f"{ChangeOf.REMINDED.value}: {what}, on {weekday_words(day)}"


def span_words(when: Entry | Issued) -> str:
    """Write when an entry is, with its times where it has them."""
    starts, ends = _time(when.starts_at), _time(when.ends_at)
    if when.first == when.last:
        return f"{weekday_words(when.first)}{f' {starts}-{ends}' if starts and ends else ''}"
    return f"{weekday_words(when.first)}{starts and f' {starts}'} to {weekday_words(when.last)}{ends and f' {ends}'}"


def _time(at: time | None) -> str:
    return f"{at:%H:%M}" if at is not None else ""
