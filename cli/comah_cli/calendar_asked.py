"""What ``comah calendar`` was asked for, read and held against the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from comah_cli import exits, options
from comah_cli.calendar_file import SCREEN

if TYPE_CHECKING:
    from comah.agenda.calendars import WholeAgenda
    from comah.agenda.naming import Wanted
    from comah.model.book import Book
    from comah.model.calendar_issue import Selection

_MONTHS: Final = 18


class Asked(NamedTuple):
    """The options, as they were given."""

    output: Path | None
    split: Path | None
    kinds: list[str]
    sites: list[str]
    authority: str | None
    is_forum: bool
    agency: str | None
    person: str | None
    role: str | None
    first: str | None
    last: str | None
    no_notice: list[str]
    only_changes: bool
    list_to: Path | None
    is_issue: bool
    by: str
    dry_run: bool
    on: date
    register: Path | None


def refuse_what_does_not_go_together(asked: Asked) -> None:
    """Leave where options contradict one another, or one lacks another."""
    if (asked.output is None) == (asked.split is None):
        exits.usage("One of --output FILE.ics (- is the screen) and --split DIR is needed, such as --output plans.ics")
    if asked.is_forum and asked.authority is not None:
        exits.usage("--forum is for all authorities; leave out --authority")
    if asked.is_issue and not asked.by.strip():
        exits.usage('--issue needs --by, the post that issues, such as --by "emergency planning officer"')
    if asked.by and not asked.is_issue:
        exits.usage("--by goes with --issue: without it nothing is recorded")
    if asked.dry_run and not asked.is_issue:
        exits.usage("--dry-run goes with --issue; without --issue, --output - shows the calendar and writes no file")
    if asked.list_to is not None and asked.output is not None and asked.list_to.resolve() == asked.output.resolve():
        exits.usage("--list and --output name the same file")
    if asked.dry_run and asked.output == SCREEN:
        exits.usage("--dry-run writes nothing, so there is nothing for the screen: name the file that would be written")


def wanted_of(asked: Asked, book: Book) -> Wanted:
    """Read the period, the parts and the no-notice exercises that were named."""
    from comah.agenda.naming import Wanted
    from comah.agenda.selecting import parts_of
    from comah.law.counting import last_lawful_day
    from comah.model.provision import Counting, Period

    starts = options.one_day(asked.first, "--from") if asked.first is not None else asked.on
    ends = last_lawful_day(starts, Period(months=_MONTHS), Counting.EXCLUSIVE)
    if asked.last is not None:
        ends = options.one_day(asked.last, "--to")
    if ends < starts:
        exits.usage(f"the period ends before it starts: {starts} to {ends}")
    named = frozenset(_exercises(book, asked.no_notice))
    return Wanted(first=starts, last=ends, parts=parts_of(kinds_of(asked)), named=named)


def selection_of(asked: Asked, book: Book) -> Selection:
    """Read what the calendar holds; a name that the register does not have is refused."""
    from comah.model.calendar_issue import Selection
    from comah_cli.names import authority_named, body_named, sites_named

    sites_named(book, asked.sites)
    return Selection(
        kinds=kinds_of(asked),
        sites=tuple(sorted({name.lower() for name in asked.sites})),
        authority=authority_named(book, asked.authority) or "",
        agency=body_named(book, asked.agency.strip().lower()) if asked.agency is not None else "",
        person=(asked.person or "").strip(),
        role=(asked.role or "").strip(),
        no_notice=_exercises(book, asked.no_notice),
    )


def refuse_unknown_posts(asked: Asked, whole: WholeAgenda) -> None:
    """Leave where nothing in the whole agenda names the post or the role that was asked for."""
    from comah_cli.names import unknown

    for kind, name, known in (("post", asked.person, whole.posts), ("role", asked.role, whole.roles)):
        if name is not None and name.strip().casefold() not in {one.casefold() for one in known}:
            exits.usage(f"{unknown(kind, name, known)} No entry of these kinds names it: comah calendar --kind all")


def kinds_of(asked: Asked) -> tuple[str, ...]:
    """Read the kinds of entries; a word that is none is refused."""
    from comah.agenda.naming import Part
    from comah.agenda.selecting import ALL
    from comah_cli.names import unknown

    known = {ALL, *(part.value for part in Part)}
    for kind in asked.kinds:
        if kind.lower() not in known:
            exits.usage(f"{unknown('kind of entry', kind, known)} There are: {', '.join(sorted(known))}")
    named = tuple(sorted({kind.lower() for kind in asked.kinds}))
    return (ALL,) if ALL in named else named


def _exercises(book: Book, names: list[str]) -> tuple[str, ...]:
    from comah_cli.names import unknown

    known = {one.id for records in book.authorities for one in records.exercises if one.no_notice}
    for name in names:
        if name not in known:
            exits.usage(unknown("no-notice exercise", name, known))
    return tuple(sorted(set(names)))
