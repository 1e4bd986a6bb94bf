"""A folder of calendars with its index: what goes in, and what an earlier one left there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from comah_cli import exits
from comah_cli.calendar_file import refuse_what_is_no_calendar, write_calendar

if TYPE_CHECKING:
    from comah.agenda.calendar_groups import Group
    from comah.model.calendar_index import CalendarIndex, IndexRow
    from comah.model.calendar_issue import CalendarIssue, Issue

_OWN: Final = re.compile(r"(site|agency|person|kind)/[a-z0-9-]+\.ics")
_MAKER: Final = b"PRODID:-//comah//"


class Folder:
    """A folder that calendars are written to."""

    def __init__(self, path: Path, register: Path, *, only_changes: bool) -> None:
        """Refuse a place where nothing can be written, or where records are."""
        self.path = path
        self._end = "-changes" if only_changes else ""
        self._indexes = (path / f"index{self._end}.csv", path / f"index{self._end}.md")
        if path.exists() and not path.is_dir():
            exits.usage(f"--split {path}: this is a file; name a folder")
        if not path.resolve().parent.is_dir():
            exits.usage(f"--split {path}: there is no folder {path.resolve().parent}")
        if path.resolve().is_relative_to(register.resolve()):
            exits.usage(f"--split {path}: this is inside the register; name a folder outside it")
        for index in self._indexes:
            if index.exists() and not (index.is_file() and _is_own_index(index)):
                exits.usage(f"--split {path}: {index.name} there is not comah's; name another folder")

    def files(
        self, groups: Sequence[Group], issue: Issue, timezone: str
    ) -> tuple[dict[str, bytes], tuple[IndexRow, ...]]:
        """Return every file by its name in the folder, and the rows of the index. Each could be written."""
        from comah.model.file_names import file_stems

        files: dict[str, bytes] = {}
        rows: list[IndexRow] = []
        pairs = zip(groups, issue.calendars, strict=True)
        for sort, found in groupby(pairs, key=lambda pair: pair[0].sort):
            own = list(found)
            stems = file_stems(group.member for group, _ in own)
            for group, calendar in own:
                for suffix, part, data in _parts(calendar, timezone):
                    name = f"{sort}/{stems[group.member]}{suffix}{self._end}.ics"
                    self._refuse(name)
                    if name in files:
                        exits.usage(f"--split {self.path}: two calendars would be {name}; ask for a shorter period")
                    files[name] = data
                    rows.append(_row(name, group, part))
        return files, tuple(rows)

    def left_over(self, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """Return the calendars that the last index names, and that hold nothing now."""
        try:
            with self._indexes[0].open(encoding="utf-8", newline="") as file:
                named = [row.get("file") or "" for row in csv.DictReader(file)]
        except (OSError, UnicodeDecodeError, csv.Error):
            return ()
        old = sorted({name for name in named if _OWN.fullmatch(name)} - set(files))
        return tuple(name for name in old if self._is_own_calendar(name))

    def write(self, files: Mapping[str, bytes], index: CalendarIndex, left_over: Sequence[str]) -> None:
        """Write every calendar, take away those that hold nothing any more, then write the index.

        The index comes last, so that what could not be taken away is still named for the next time.
        """
        from comah.records.replace import replace_file
        from comah.render.calendar_index import index_csv, index_md

        for name in sorted({name.partition("/")[0] for name in files}):
            with _in_words(self.path / name, "cannot be made"):
                (self.path / name).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_calendar(self.path / name, data)
        for name in left_over:
            with _in_words(self.path / name, "holds nothing any more, and cannot be taken away"):
                (self.path / name).unlink(missing_ok=True)
        replace_file(self._indexes[1], index_md(index).encode("utf-8"))
        replace_file(self._indexes[0], index_csv(index).encode("utf-8"))

    def _refuse(self, name: str) -> None:
        """Refuse a name that leads out of the folder, or to a file that is no calendar."""
        path = self.path / name
        if not path.resolve().is_relative_to(self.path.resolve()):
            exits.usage(f"--split {self.path}: {name} leads out of the folder")
        if path.parent.exists():
            refuse_what_is_no_calendar(path, None, "--split")

    def _is_own_calendar(self, name: str) -> bool:
        path = self.path / name
        if not path.is_file() or path.is_symlink() or not path.resolve().is_relative_to(self.path.resolve()):
            return False
        with _in_words(path, "cannot be read"), path.open("rb") as file:
            return _MAKER in file.read(300)


def _parts(calendar: CalendarIssue, timezone: str) -> list[tuple[str, CalendarIssue, bytes]]:
    """Return a calendar as one file, or where it is too large as one a year; none where it holds nothing."""
    from comah.agenda.calendar_groups import by_year
    from comah.errors import CalendarTooLargeError

    if not calendar.outgoing:
        return []
    try:
        return [("", calendar, _bytes(calendar, timezone))]
    except CalendarTooLargeError:
        return [(f"-{year}", part, _bytes(part, timezone)) for year, part in by_year(calendar)]


def _bytes(calendar: CalendarIssue, timezone: str) -> bytes:
    from comah.render.calendar_ics import calendar_bytes

    return calendar_bytes(calendar.outgoing, name=calendar.name, identifier=calendar.identifier, timezone=timezone)


def _row(name: str, group: Group, calendar: CalendarIssue) -> IndexRow:
    from comah.model.calendar_index import IndexRow

    entries = [out.entry for out in calendar.outgoing]
    return IndexRow(
        file=name,
        sort=group.sort,
        of=group.name,
        calendar=calendar.name,
        entries=len(entries),
        cancelled=sum(entry.is_cancelled for entry in entries),
        first=min(entry.first for entry in entries),
        last=max(entry.last for entry in entries),
    )


@contextmanager
def _in_words(path: Path, what: str) -> Iterator[None]:
    from comah.errors import RefusedError

    try:
        yield
    except OSError as error:
        message = f"{path} {what} ({error.strerror or error}). Mend that and run the command again"
        raise RefusedError(message) from error


def _is_own_index(path: Path) -> bool:
    from comah.render.calendar_index import COLUMNS, TITLE

    with _in_words(path, "cannot be read"), path.open("rb") as file:
        start = file.read(300)
    return start.startswith((",".join(COLUMNS).encode(), f"# {TITLE}".encode()))
