"""``comah oncall show``, ``history`` and ``sheet``: the rota, who held what, and the page that is handed out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import clock, exits
from comah_cli.commands.oncall_showing import Asked, Form, Private, this_instant
from comah_cli.options import Authority, Format, Output, PageFormat, ReportFormat, Sites, one_day

if TYPE_CHECKING:
    from comah.model.oncall_grid import HistoryPage

_LONGEST = 104  # weeks
_SPAN = timedelta(days=366)


class SheetFormat(StrEnum):
    """How the sheet is written."""

    TEXT = "text"
    HTML = "html"
    MD = "md"


def show(
    *,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day. Left out: this Monday.")] = "",
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=_LONGEST, help="For how many weeks.")] = 8,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="One role only.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="PERSON", help="Only turns that this post has.")] = "",
    authority: Authority = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show the rota of some weeks: each turn, who has it, and what is swapped, covered or nobody's."""
    from comah.oncall.grid import GridScope, grid_page
    from comah_cli.oncall_names import person_named, role_named
    from comah_cli.output import emit_page

    first = one_day(from_, "--from") if from_ else _monday(clock.today())
    asked = Asked(sites, authority, this_instant())
    scope = GridScope(
        first=first,
        weeks=weeks,
        role=role_named(asked.oncall, role).id if role else "",
        person=person_named(asked.oncall, person).id if person else "",
    )
    emit_page(grid_page(asked.watch, asked.head, scope), "oncall_show", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(asked.head.unreadable)


def history(
    subject: Annotated[
        str, typer.Argument(metavar="PERSON|SHIFT", show_default=False, help="A post, or a turn by its id.")
    ],
    *,
    from_: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Of a post: the first day. Left out: a year ago.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="Of a post: the last day. Left out: today.")] = "",
    authority: Authority = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show who held what: of a post, or of a turn, with what the journal says of it."""
    from comah_cli.output import emit_page

    last = one_day(to, "--to") if to else clock.today()
    first = one_day(from_, "--from") if from_ else last - _SPAN
    if first > last:
        exits.usage(f"--from {first} is after --to {last}")
    asked = Asked(sites, authority, this_instant())
    emit_page(_history(asked, subject, first, last), "oncall_history", form, output, of=_module(form))


def sheet(
    *,
    week: Annotated[
        str, typer.Option("--week", metavar="WEEK", help="2026-W47, or any day of it. Left out: this week.")
    ] = "",
    private: Private = False,
    authority: Authority = None,
    form: Annotated[SheetFormat, typer.Option("--format", help="How to write the sheet.")] = SheetFormat.TEXT,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Write one page for the control room and the gatehouses: who is on call in one week."""
    from comah.oncall.sheet import sheet_page
    from comah_cli.output import emit_page

    monday = _week(week) if week else _monday(clock.today())
    asked = Asked(sites, authority, this_instant(), private=private)
    emit_page(sheet_page(asked.watch, asked.head, monday), "oncall_sheet", form, output)


def _history(asked: Asked, subject: str, first: date, last: date) -> HistoryPage:
    from comah.oncall.history import days_between, person_history, turn_history
    from comah.records.oncall_journal import oncall_lines
    from comah_cli.oncall_names import person_named, turn_named

    lines = oncall_lines(asked.root, asked.oncall)
    if any(shift.id == subject.strip().lower() for shift in asked.oncall.shifts):
        return turn_history(asked.watch, asked.head, turn_named(asked.oncall, subject.strip()), lines)
    person = person_named(asked.oncall, subject).id
    return person_history(asked.watch, asked.head, person, lines, days_between(first, last))


def _module(form: PageFormat) -> str:
    return "oncall_show" if form is PageFormat.JSON else ""


def _week(text: str) -> date:
    """Read a week, or any day of it."""
    from comah.model.officer_dates import read_officer_date
    from comah.model.when import NotADateError, When

    when = None
    for read, typed in ((When.read, text.strip().upper()), (read_officer_date, text)):
        with suppress(NotADateError):
            when = when or read(typed)
    if when is None or (when.latest - when.earliest).days not in {0, 6}:  # a day, or from a Monday to its Sunday
        exits.usage(f"--week {text}: one week is needed, such as 2026-W47, or a day of it")
    return _monday(when.earliest)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
