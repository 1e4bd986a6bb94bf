"""Calendars of a register: what falls in a period, numbered by the ledger, with what changed since they were issued."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from comah.agenda.calendar_uid import calendar_identifier, with_own_identities
from comah.agenda.compose import agenda
from comah.agenda.issued_changes import changes_of
from comah.agenda.issued_history import History
from comah.agenda.issued_lines import line_of
from comah.agenda.issuing import Around, Issuing
from comah.agenda.naming import Part, Wanted, hidden_exercises
from comah.agenda.selecting import calendar_name, holder
from comah.model.book import Book
from comah.model.calendar_issue import CalendarIssue, Issue, Selection
from comah.model.duty import Assessment
from comah.model.entry import Entry
from comah.model.issued import Issued, Ledger, Outgoing

# Entries that repeat are looked for no further than this from the period; all others wherever they are.
_REPEATING = frozenset({Part.DIARY})
_FAR = timedelta(days=3653)
_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)


class WholeAgenda(msgspec.Struct, frozen=True, kw_only=True):
    """The agenda of a period, and besides it what stands outside: an entry that moved there is not gone."""

    on: date
    wanted: Wanted
    entries: tuple[Entry, ...]  # of the period
    everywhere: tuple[Entry, ...]
    hidden: frozenset[str]
    unsure: frozenset[str]

    @property
    def posts(self) -> frozenset[str]:
        """Every post that an entry names."""
        return frozenset(post for entry in self.everywhere for post in entry.posts)

    @property
    def roles(self) -> frozenset[str]:
        """Every role that an entry names."""
        return frozenset(role for entry in self.everywhere for role in entry.roles)


def whole_agenda(book: Book, assessment: Assessment, wanted: Wanted) -> WholeAgenda:
    """Return the agenda of a period and what stands outside it."""
    near = replace(wanted, first=_moved(wanted.first, -_FAR), last=_moved(wanted.last, _FAR))
    far = replace(wanted, first=min(_EARLIEST, wanted.first), last=max(_LATEST, wanted.last))
    outside = [
        entry
        for part in Part
        if part in wanted.parts
        for entry in agenda(book, assessment, replace(near if part in _REPEATING else far, parts=frozenset({part})))
    ]
    return WholeAgenda(
        on=assessment.on,
        wanted=wanted,
        entries=tuple(with_own_identities(agenda(book, assessment, wanted))),
        everywhere=tuple(with_own_identities(outside)),
        hidden=frozenset(one.id for one in hidden_exercises(book, wanted.named)),
        unsure=_unsure(book),
    )


def issue_calendars(  # noqa: PLR0913 - all but four are named
    whole: WholeAgenda,
    book: Book,
    selections: Sequence[Selection],
    ledger: Ledger,
    *,
    is_counted: bool,
    only_changes: bool = False,
) -> Issue:
    """Return calendars with their numbers, and the lines that the ledger gains if they are issued.

    Args:
        whole: the agenda.
        book: the register that it was made from.
        selections: what each calendar holds.
        ledger: what was issued before.
        is_counted: false where there is no ledger and none will be: then every SEQUENCE is 0.
        only_changes: leave out what each calendar was given already, as it still stands.
    """
    history = History(ledger)
    issuing = Issuing(history, on=whole.on, forum=book.name, is_counted=is_counted)
    known = history.calendars()
    made, lines, undecided = [], _Lines(history), set[str]()
    for selection in selections:
        is_first = selection.key not in known
        around = _compared(whole, holder(selection, book), has_past=not is_first)
        outgoing, unsaid = issuing.calendar(selection.key, *around)
        changes = changes_of(outgoing, selection.key, history)
        sent = tuple(change.after for change in changes) if only_changes else outgoing
        lines.add(sent, selection.key)
        undecided.update(unsaid)
        made.append(
            CalendarIssue(
                selection=selection,
                name=calendar_name(selection, book) + (", changes" if only_changes else ""),
                identifier=calendar_identifier(
                    f"{selection.key}; changes" if only_changes else selection.key, issuing.domain
                ),
                outgoing=sent,
                changes=changes,
                is_first=is_first,
            )
        )
    return Issue(on=whole.on, calendars=tuple(made), lines=lines.made(), undecided=tuple(sorted(undecided)))


class _Lines:
    """The lines that the ledger gains: what several calendars are given alike is one line."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._made: dict[Issued, list[str]] = {}

    def add(self, outgoing: Sequence[Outgoing], key: str) -> None:
        for out in outgoing:
            past = self._history.of(out.entry.identity)
            held = past.held_by(key) if past is not None else None
            line = replace(line_of(out, key), calendars=())
            if held is None or replace(held, calendars=()) != line:
                self._made.setdefault(line, []).append(key)

    def made(self) -> tuple[Issued, ...]:
        return tuple(replace(line, calendars=tuple(sorted(keys))) for line, keys in self._made.items())


def _compared(
    whole: WholeAgenda, holds: Callable[[Entry], bool], *, has_past: bool
) -> tuple[tuple[Entry, ...], Around]:
    around = Around(
        on=whole.on,
        first=whole.wanted.first,
        last=whole.wanted.last,
        everywhere=tuple(filter(holds, whole.everywhere)) if has_past else (),
        standing=frozenset(entry.identity for entry in whole.everywhere) if has_past else frozenset(),
        hidden=whole.hidden,
        unsure=whole.unsure,
    )
    return tuple(filter(holds, whole.entries)), around


def _unsure(book: Book) -> frozenset[str]:
    """Return the authorities of which not everything could be read; "" where that may be any."""
    files = {*book.faulty_files, *(problem.file for problem in book.problems if problem.hides_file)}
    return frozenset(file.partition("/")[0] if "/" in file else "" for file in files)


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, _EARLIEST.toordinal()), _LATEST.toordinal()))
