"""``comah attendance``: which agencies were asked, replied and came."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import Attendance
from comah_cli import exits
from comah_cli.options import DryRun, Format, On, Output, ReportFormat, Sites, open_book, reference_day

if TYPE_CHECKING:
    from comah.exercises.attendance_writing import PartFacts
    from comah.model.attendance_list import AttendanceList
    from comah.model.book import Book


def attendance(
    exercise: Annotated[
        str | None, typer.Argument(metavar="EXERCISE", show_default=False, help="An exercise by its id.")
    ] = None,
    agency: Annotated[
        str | None,
        typer.Argument(metavar="AGENCY", show_default=False, help="The agency whose part is to be recorded."),
    ] = None,
    *,
    history: Annotated[
        str, typer.Option("--agency", metavar="ID", help="Show this agency's part in every exercise.")
    ] = "",
    asked: Annotated[str, typer.Option("--asked", metavar="DATE", help="Record when it was asked.")] = "",
    is_formal: Annotated[
        bool, typer.Option("--under-14-5", help="It was asked in writing under regulation 14(5) of COMAH 2015.")
    ] = False,
    replied: Annotated[str, typer.Option("--replied", metavar="DATE", help="Record when it replied.")] = "",
    outcome: Annotated[Attendance | None, typer.Option("--outcome", help="Record what became of its part.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="POST", help="The post that records this.")] = "",
    dry_run: DryRun = False,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show the agencies of an exercise, or one agency's history; with AGENCY, record its part."""
    is_told = bool(asked or is_formal or replied or outcome)
    if agency is None and is_told:
        exits.usage("Name the agency after the exercise: comah attendance EXERCISE AGENCY --asked DATE --by POST")
    if exercise is not None and agency is not None and not history:
        if on is not None or output is not None or form is not ReportFormat.TABLE:
            exits.usage(
                "--on, --format and --output are for showing; days are --asked and --replied. Nothing was recorded."
            )
        _record(exercise, agency, sites, by, _facts(asked, replied, outcome, is_formal=is_formal), dry_run=dry_run)
        return
    if (exercise is None) is not bool(history) or agency is not None:
        exits.usage("Name one exercise, or one agency: comah attendance EXERCISE, or comah attendance --agency ID")
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    found = _found(book, exercise, history, day)
    emit_page(found, "attendance", form, output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(found.unreadable)


def _found(book: Book, exercise: str | None, history: str, day: date) -> AttendanceList:
    from comah.exercises.attendance import attendance_of, history_of
    from comah_cli.names import body_named, exercise_of

    if exercise is not None:
        return attendance_of(book, exercise_of(book, exercise), day)
    return history_of(book, body_named(book, history), day)


def _facts(asked: str, replied: str, outcome: Attendance | None, *, is_formal: bool) -> PartFacts:
    from comah.exercises.attendance_writing import PartFacts
    from comah_cli.commands.record_writing import read_date

    return PartFacts(
        asked_on=read_date(asked, "--asked") if asked else None,
        is_under_14_5=is_formal,
        replied_on=read_date(replied, "--replied") if replied else None,
        outcome=outcome,
    )


def _record(exercise: str, agency: str, sites: Path | None, by: str, facts: PartFacts, *, dry_run: bool) -> None:
    from comah.exercises.attendance import category_of
    from comah.exercises.attendance_writing import record_part
    from comah_cli.commands.exercise_writing import exercise_named
    from comah_cli.commands.record_writing import Writing, all_or_none
    from comah_cli.names import body_named

    writing = Writing(sites, by, dry_run=dry_run)
    found, party = exercise_named(writing, exercise), body_named(writing.book, agency)
    category = category_of(writing.book, party)
    writing.write(all_or_none([found], lambda one: record_part(one, party, facts, on=writing.today, category=category)))
