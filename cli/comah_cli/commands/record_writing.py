"""What every ``comah record`` command does: read, check all, write, say what changed."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import typer

from comah_cli import clock, exits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from comah.model.book import Book
    from comah.model.change import Change
    from comah.model.when import When
    from comah.records.applied import Applied

Subject = TypeVar("Subject")

_LONGEST = 10_000  # characters of a line shown; records have no longer ones to speak of


class Writing:
    """A register opened to be written: the book, and what its files were when it was read."""

    def __init__(self, sites: Path | None, by: str, *, dry_run: bool) -> None:
        """Find and read the register, and fix the day and the post."""
        from comah.records.find import find_register
        from comah.records.write import file_digests

        if not by.strip():
            exits.usage('--by needs the post that records this, such as --by "emergency planning officer"')
        self.by = by.strip()
        self.is_dry_run = dry_run
        self.today: date = clock.today()
        self.root = find_register(sites, os.environ.get("COMAH_SITES"), Path.cwd())
        self.digests = file_digests(self.root)  # before the book, so that no change in between goes unseen
        self.book: Book = self.read()

    def read(self) -> Book:
        """Read the register as it is now."""
        from comah.records.load import load_book

        return load_book(self.root)

    @property
    def taken(self) -> frozenset[str]:
        """Every identifier in use, of readable files and of others."""
        return frozenset(PurePosixPath(name).stem for name in (*self.digests, *self.book.faulty_files))

    def refuse_faulty(self, files: Sequence[str]) -> None:
        """Refuse to write into records that were not read whole: what is hidden could contradict it."""
        faults = [fault for fault in self.book.problems if fault.file in files and fault.file in self.book.faulty_files]
        if faults:
            lines = "\n".join(f"  {fault.where}: {fault.message}" for fault in faults)
            exits.usage(f"Mend this first; nothing was recorded:\n{lines}\nSee: comah validate")

    def write(self, changes: Sequence[Change]) -> None:
        """Write changes that have all passed their checks, and say what became of each."""
        from comah.errors import ConcurrentChangeError
        from comah.records.write import apply_changes

        try:
            made = apply_changes(
                self.root, changes, by=self.by, at=clock.now_text(), digests=self.digests, dry_run=self.is_dry_run
            )
        except ConcurrentChangeError as error:
            exits.usage("\n".join((str(error), *self._changed_meanwhile(changes))))
        for each in made:
            _show(each)
        if self.is_dry_run:
            typer.echo("Dry run: nothing was written.")
        elif any(each.is_written for each in made):
            typer.echo(f"Entered in the journal as by: {safe(self.by)}")
            self._read_again()

    def _changed_meanwhile(self, changes: Sequence[Change]) -> tuple[str, ...]:
        """Say how the records that were to be written differ from what was read."""
        from comah.records.differing import what_changed
        from comah.records.write import file_digests

        now = file_digests(self.root)
        names = {change.file for change in changes if now.get(change.file) != self.digests.get(change.file)}
        return what_changed(self.root, self.book, frozenset(names))

    def _read_again(self) -> None:
        """Read the register as it now is; a fault that was not there before is said at once."""
        from comah.model.kinds import Severity

        before = {(fault.file, fault.key, fault.message) for fault in self.book.problems}
        for fault in self.read().problems:
            if fault.severity is Severity.ERROR and (fault.file, fault.key, fault.message) not in before:
                exits.say(f"Now at fault: {fault.where}: {fault.message}. See: comah validate")


def read_date(text: str, option: str = "--on", *, is_quiet: bool = False) -> When:
    """Read a date as an officer typed it, and say how it was read."""
    from comah.model.officer_dates import read_officer_date, reading_words
    from comah.model.when import NotADateError

    try:
        when = read_officer_date(text)
    except NotADateError as error:
        exits.usage(f"{option}: {error}. Nothing was recorded.")
    if not is_quiet:
        typer.echo(reading_words(text, when))
    return when


def all_or_none(subjects: Sequence[Subject], make: Callable[[Subject], Change]) -> list[Change]:
    """Make the change of each subject; where any is refused, say every refusal and write none."""
    from comah.errors import RefusedError

    changes, refusals = [], []
    for subject in subjects:
        try:
            changes.append(make(subject))
        except RefusedError as error:
            refusals.append(str(error))
    if refusals and len(subjects) > 1:
        refusals.append(f"{len(refusals)} of {len(subjects)} plans were refused, so nothing was recorded for any.")
    if refusals:
        exits.usage("\n".join(map(_safe_lines, refusals)))
    return changes


def _show(made: Applied) -> None:
    typer.echo(safe(made.summary))
    if not made.is_change:
        return
    typer.echo(f"  in {made.file}" if made.before else f"  in the new file {made.file}")
    if not made.is_written:
        typer.echo("\n".join(safe(line) for line in made.diff))


def safe(text: str) -> str:
    """Write a record's text so that a terminal takes it for text."""
    from comah.records.shown import printable

    return printable(text.replace("\t", "    "), _LONGEST)


def _safe_lines(text: str) -> str:
    return "\n".join(map(safe, text.split("\n")))
