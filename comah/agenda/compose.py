"""The agenda: the parts asked for, merged and ordered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, time
from typing import Final

from comah.agenda.activations import activation_entries
from comah.agenda.deadlines import deadline_entries
from comah.agenda.diary import diary_entries
from comah.agenda.exercises import exercise_entries
from comah.agenda.local import local_entries, measure_entries
from comah.agenda.meetings import meeting_entries
from comah.agenda.naming import Part, View, Wanted, view_of
from comah.agenda.not_shown import not_shown_entries, unreadable_entries, unreadable_oncall_entries
from comah.agenda.steps import step_entries
from comah.agenda.telling import with_warning
from comah.model.book import Book
from comah.model.duty import Assessment
from comah.model.entry import Entry, EntryKind

PART_OF: Final = {
    EntryKind.DEADLINE: Part.DEADLINES,
    EntryKind.LATEST_START: Part.DEADLINES,
    EntryKind.START_BY: Part.DEADLINES,
    EntryKind.NINETY_DAYS: Part.DEADLINES,
    EntryKind.NOT_SHOWN: Part.DEADLINES,
    EntryKind.EXERCISE: Part.EXERCISES,
    EntryKind.DEBRIEF: Part.EXERCISES,
    EntryKind.MEETING: Part.MEETINGS,
    EntryKind.STEP: Part.STEPS,
    EntryKind.REPLY: Part.STEPS,
    EntryKind.LESSON: Part.STEPS,
    EntryKind.ONCALL: Part.ONCALL,
    EntryKind.LOCAL: Part.LOCAL,
    EntryKind.MEASURE: Part.LOCAL,
    EntryKind.DIARY: Part.DIARY,
}
_ORDER: Final = {kind: number for number, kind in enumerate(EntryKind)}


def agenda(book: Book, assessment: Assessment, wanted: Wanted) -> tuple[Entry, ...]:
    """Return what happens in the period that is wanted, in order.

    Plans whose date is not known or already past are on the working day after the assessment's
    day, whatever the period; so are records that cannot be read, whatever the parts. A no-notice
    exercise is left out unless it is named.
    """
    view = view_of(book, assessment.on, wanted)
    found = [entry for part in Part if part in wanted.parts for entry in _PARTS[part](view, assessment)]
    every = (*unreadable_entries(view), *found)
    return tuple(sorted((with_warning(view, entry) for entry in every), key=in_order))


def concerning(
    entries: tuple[Entry, ...], *, sites: Collection[str] = (), authority: str | None = None
) -> tuple[Entry, ...]:
    """Return the entries of some sites or of one authority; those of the whole register are of every one."""
    wanted = frozenset(sites)
    return tuple(
        entry
        for entry in entries
        if not entry.authority
        or ((not wanted or wanted & frozenset(entry.establishments)) and authority in {None, entry.authority})
    )


def in_order(entry: Entry) -> tuple[date, time, int, tuple[str, ...]]:
    """Return what entries are ordered by: the day, the time, the kind, the record."""
    return entry.first, entry.starts_at or time.min, _ORDER[entry.kind], entry.identity


def _deadlines(view: View, assessment: Assessment) -> Iterator[Entry]:
    yield from not_shown_entries(view, assessment.duties)
    yield from deadline_entries(view, assessment.duties)


def _exercises(view: View, _assessment: Assessment) -> Iterator[Entry]:
    yield from exercise_entries(view)
    yield from activation_entries(view)


def _meetings(view: View, _assessment: Assessment) -> Iterator[Entry]:
    yield from meeting_entries(view)


def _steps(view: View, _assessment: Assessment) -> Iterator[Entry]:
    yield from step_entries(view)


def _oncall(view: View, _assessment: Assessment) -> Iterator[Entry]:
    from comah.agenda.oncall import oncall_entries  # noqa: PLC0415 - other calendars and pages have no use for a rota

    yield from unreadable_oncall_entries(view)
    yield from oncall_entries(view)


def _local(view: View, assessment: Assessment) -> Iterator[Entry]:
    yield from local_entries(view, assessment.duties)
    yield from measure_entries(view, assessment.measures)


def _diary(view: View, _assessment: Assessment) -> Iterator[Entry]:
    yield from diary_entries(view)


_PARTS: Final[dict[Part, Callable[[View, Assessment], Iterator[Entry]]]] = {
    Part.DEADLINES: _deadlines,
    Part.EXERCISES: _exercises,
    Part.MEETINGS: _meetings,
    Part.STEPS: _steps,
    Part.ONCALL: _oncall,
    Part.LOCAL: _local,
    Part.DIARY: _diary,
}
