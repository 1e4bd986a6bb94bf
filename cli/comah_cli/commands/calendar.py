"""``comah calendar``: deadlines and exercises as one calendar file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from comah_cli import exits, options
from comah_cli.calendar_file import refuse_what_is_no_calendar, where, write_calendar

if TYPE_CHECKING:
    from datetime import date

    from comah.agenda import Wanted
    from comah.model.book import Book
    from comah.model.entry import Entry

_MONTHS: Final = 18


class Kind(StrEnum):
    """A part of the calendar."""

    DEADLINES = "deadlines"
    EXERCISES = "exercises"
    MEETINGS = "meetings"
    LOCAL = "local"
    DIARY = "diary"
    ALL = "all"


def calendar(
    *,
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="The .ics file to write; - is the screen.")],
    site: Annotated[
        list[str] | None, typer.Option("--site", metavar="ID", help="One site or group only; may be repeated.")
    ] = None,
    authority: options.Authority = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day; left out: today.")] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day; left out: 18 months after the first.")
    ] = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="deadlines, exercises, meetings, local, diary or all; may be repeated. Left out: the first three.",
        ),
    ] = None,
    no_notice: Annotated[
        list[str] | None,
        typer.Option("--no-notice", metavar="ID", help="A no-notice exercise to show; never shown unless named here."),
    ] = None,
    on: options.On = None,
    sites: options.Sites = None,
) -> None:
    """Write deadlines and exercises to a calendar file that Outlook takes."""
    from comah.agenda import agenda, concerning
    from comah.assess import assess
    from comah.law.load import load_law
    from comah.render.calendar_ics import calendar_bytes
    from comah_cli.names import authority_named, sites_named

    day = options.reference_day(on)
    root, book = options.open_book(sites)
    refuse_what_is_no_calendar(output, root)
    wanted = _wanted(day, first, last, kind or [], _known_exercises(book, no_notice or []))
    chosen, council = sites_named(book, site or []), authority_named(book, authority)
    entries = concerning(agenda(book, assess(book, load_law(), day), wanted), sites=chosen, authority=council)
    name = _name(book, council, site or [], kind or [])
    data = calendar_bytes(entries, name=name, on=day, timezone=book.register.timezone, forum=book.name)
    write_calendar(output, data)
    for line in _summary(book, day, wanted, entries, output):
        exits.say(line)


def _wanted(on: date, first: str | None, last: str | None, kinds: list[Kind], named: frozenset[str]) -> Wanted:
    from comah.agenda import DEFAULT_PARTS, Part, Wanted
    from comah.law.counting import last_lawful_day
    from comah.model.provision import Counting, Period

    starts = _day("--from", first) or on
    ends = _day("--to", last) or last_lawful_day(starts, Period(months=_MONTHS), Counting.EXCLUSIVE)
    if ends < starts:
        exits.usage(f"the period ends before it starts: {starts} to {ends}")
    parts = frozenset(Part) if Kind.ALL in kinds else frozenset(Part(one.value) for one in kinds)
    return Wanted(first=starts, last=ends, parts=parts or DEFAULT_PARTS, named=named)


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    from comah.model.officer_dates import read_officer_date
    from comah.model.when import NotADateError

    try:
        when = read_officer_date(text)
    except NotADateError as error:
        exits.usage(f"{option} {text}: {error}")
    if not when.is_day:
        exits.usage(f"{option} {text}: one exact day is needed, such as 2026-11-21")
    return when.earliest


def _known_exercises(book: Book, names: list[str]) -> frozenset[str]:
    from comah_cli.names import unknown

    known = {one.id for records in book.authorities for one in records.exercises if one.no_notice}
    for name in names:
        if name not in known:
            exits.usage(unknown("no-notice exercise", name, known))
    return frozenset(names)


def _name(book: Book, authority: str | None, sites: list[str], kinds: list[Kind]) -> str:
    """Name the calendar by what it holds, so that a rebuild replaces it and no other."""
    names = {records.authority.id: records.authority.name for records in book.authorities}
    of = ", ".join(sorted(sites)) or (names[authority] if authority else book.name)
    held = ", ".join(sorted({kind.value for kind in kinds}))
    return f"External plans: {of}" + (f" ({held})" if held else "")


def _summary(book: Book, on: date, wanted: Wanted, entries: tuple[Entry, ...], output: Path) -> list[str]:
    from comah.agenda import left_out_words
    from comah.model.entry import EntryKind
    from comah.model.words import count_words, day_words

    counts = {kind: sum(entry.kind is kind for entry in entries) for kind in EntryKind}
    lines = [
        f"Wrote {count_words(len(entries), 'entry', 'entries')} to {where(output)}",
        f"  {day_words(wanted.first)} to {day_words(wanted.last)}, as at {day_words(on)}",
        "  " + ", ".join(f"{kind.value.replace('-', ' ')} {number}" for kind, number in counts.items() if number),
    ]
    if counts[EntryKind.NOT_SHOWN]:
        shown = next(entry for entry in entries if entry.kind is EntryKind.NOT_SHOWN)
        lines.append(f"  NOT IN DATE, or not known: {counts[EntryKind.NOT_SHOWN]}, entered on {day_words(shown.first)}")
    lines.extend(f"  Left out: {words}" for words in left_out_words(book, on, wanted))
    return lines
