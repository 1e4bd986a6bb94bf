"""Calendars made and written: read, number by the ledger, refuse what cannot be, write, enter what was issued."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from comah_cli import calendar_summary as summary
from comah_cli import clock, exits, options
from comah_cli.calendar_asked import Asked, kinds_of, refuse_unknown_posts, selection_of, wanted_of
from comah_cli.calendar_file import SCREEN, refuse_what_is_no_calendar, where, write_calendar
from comah_cli.calendar_folder import Folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comah.agenda.calendars import WholeAgenda
    from comah.model.book import Book
    from comah.model.calendar_issue import Issue, Selection
    from comah.model.issued import Ledger


class Making:
    """A register read, so that calendars can be made of it."""

    def __init__(self, asked: Asked) -> None:
        """Read the register and the ledger, and work out the agenda."""
        from comah.agenda.calendars import whole_agenda
        from comah.assess import assess
        from comah.law.load import load_law
        from comah.model.kinds import Severity
        from comah.records.calendar_ledger import read_ledger

        self.asked = asked
        self.digests = _digests(asked)
        self.root, self.book = _opened(asked)
        self.ledger: Ledger = read_ledger(self.root)
        if asked.output is not None:
            refuse_what_is_no_calendar(asked.output, self.root)
        exits.say_unread([one for one in self.book.problems if one.severity is Severity.ERROR])
        summary.say_faults(self.ledger)
        self.wanted = wanted_of(asked, self.book)
        self.selection: Selection = selection_of(asked, self.book)
        assessment = assess(self.book, load_law(), asked.on)
        self.whole: WholeAgenda = whole_agenda(self.book, assessment, self.wanted)
        refuse_unknown_posts(asked, self.whole)

    def issue(self, selections: list[Selection]) -> Issue:
        """Return the calendars with their numbers."""
        from comah.agenda.calendars import issue_calendars

        asked = self.asked
        is_counted = asked.is_issue or self.ledger.digest is not None
        return issue_calendars(
            self.whole, self.book, selections, self.ledger, is_counted=is_counted, only_changes=asked.only_changes
        )

    def entering(self, issue: Issue, words: str) -> AbstractContextManager[None]:
        """Return what enters an issue in the ledger once everything in it was written."""
        from comah.records.calendar_ledger import Gained, issuing

        if not self.asked.is_issue:
            return nullcontext()
        gained = Gained(lines=issue.lines, read=self.ledger.digest, records=self.digests, summary=words)
        return issuing(self.root, gained, by=self.asked.by.strip(), at=clock.now_text())

    @property
    def marking(self) -> tuple[str, ...]:
        """The markings of the authorities whose records these are."""
        return tuple(dict.fromkeys(one.authority.marking for one in self.book.authorities if one.authority.marking))


def _digests(asked: Asked) -> Mapping[str, str]:
    """Return what the records are before they are read, so that no change in between goes unseen."""
    from comah.records.find import find_register
    from comah.records.write import file_digests

    if not asked.is_issue:
        return {}
    return file_digests(find_register(asked.register, os.environ.get("COMAH_SITES"), Path.cwd()))


def _opened(asked: Asked) -> tuple[Path, Book]:
    """Read the register; the rota too where turns on call are asked for."""
    from comah.agenda.naming import Part
    from comah.agenda.selecting import parts_of

    has_oncall = Part.ONCALL in parts_of(kinds_of(asked))
    return options.open_book_with_oncall(asked.register) if has_oncall else options.open_book(asked.register)


def write_one(asked: Asked, output: Path) -> None:
    """Write one calendar to a file or to the screen."""
    from comah.render.calendar_ics import calendar_bytes

    making = Making(asked)
    issue = making.issue([making.selection])
    (calendar,) = issue.calendars
    if _is_unchanged(making, issue, output):
        return
    data = calendar_bytes(
        calendar.outgoing,
        name=calendar.name,
        identifier=calendar.identifier,
        timezone=making.book.register.timezone,
    )
    if not asked.dry_run:
        with making.entering(issue, f"{calendar.name}, to {output.name}"):
            write_calendar(output, data)
            _list_to_file(making, issue)
    summary.say_where(issue.calendars, where(output), 1, dry_run=asked.dry_run)
    _say_the_rest(making, issue)


def write_several(asked: Asked, path: Path) -> None:
    """Write a calendar for each site, agency, post and kind, and an index of them."""
    from comah.agenda.calendar_groups import groups
    from comah.model.calendar_index import CalendarIndex

    making = Making(asked)
    folder = Folder(path, making.root, only_changes=asked.only_changes)
    found = groups(making.whole, making.book, making.selection, making.ledger)
    issue = making.issue([group.selection for group in found])
    if _is_unchanged(making, issue, path):
        return
    files, rows = folder.files(found, issue, making.book.register.timezone)
    if not files:
        exits.usage("Nothing falls in that period, so no calendar was written: ask for a longer one with --to")
    index = CalendarIndex(title=making.book.name, on=asked.on, marking=making.marking, rows=rows)
    left_over = folder.left_over(files)
    if not asked.dry_run:
        with making.entering(issue, f"calendars of {making.book.name}, to {path.name}"):
            folder.write(files, index, left_over)
            _list_to_file(making, issue)
        summary.say_left_over(left_over, path)
    summary.say_where(issue.calendars, str(path), len(files), dry_run=asked.dry_run)
    _say_the_rest(making, issue)


def _is_unchanged(making: Making, issue: Issue, output: Path) -> bool:
    """Say so where only changes were asked for and there are none; then no calendar is written.

    A list that was asked for says it too, so that nobody sends the last one again.
    """
    asked = making.asked
    if not asked.only_changes or any(calendar.outgoing for calendar in issue.calendars):
        return False
    exits.say("Nothing has changed since the last issue, so no calendar was written.")
    if output != SCREEN and output.exists():
        exits.say(f"{output} is there from before: do not send it again.")
    if not asked.dry_run:
        _list_to_file(making, issue)
    summary.say_cautions(issue, asked)
    return True


def _say_the_rest(making: Making, issue: Issue) -> None:
    from comah.records.calendar_ledger import join_by_union

    asked = making.asked
    summary.say_what(making.book, making.wanted, issue, only_changes=asked.only_changes)
    summary.say_changes(issue)
    summary.say_cautions(issue, asked)
    if asked.is_issue:
        is_new = making.ledger.digest is None and not asked.dry_run
        summary.say_issued(issue, asked, join_by_union(making.root) if is_new else "")
    if asked.list_to == SCREEN or (asked.only_changes and asked.list_to is None):
        _show_list(making, issue)


def _list_to_file(making: Making, issue: Issue) -> None:
    """Write the list of changes to its file, before anything is entered: it can be made only once."""
    from comah_cli.output import emit

    path = making.asked.list_to
    if path is not None and path != SCREEN:
        emit(_list(making, issue), path)


def _show_list(making: Making, issue: Issue) -> None:
    """Show the list of changes for the e-mail; beside a calendar on the screen, where messages go."""
    from comah_cli.output import emit

    if making.asked.output == SCREEN:
        exits.say(_list(making, issue).rstrip("\n"))
    else:
        emit(_list(making, issue), None)


def _list(making: Making, issue: Issue) -> str:
    from comah.render.calendar_changes import changes_text

    return changes_text(issue.calendars, issue.on, making.marking)
