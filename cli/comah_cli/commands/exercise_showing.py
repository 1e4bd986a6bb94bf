"""``comah exercise``: the exercises of a register, and one exercise whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah.exercises.state import State
from comah_cli import exits
from comah_cli.options import (
    Authority,
    Format,
    On,
    Output,
    PageFormat,
    ReportFormat,
    Sites,
    open_book,
    reference_day,
)

if TYPE_CHECKING:
    from pathlib import Path

    from comah.model.exercise_view import ExerciseList


def list_(
    *,
    authority: Authority = None,
    state: Annotated[State | None, typer.Option("--state", help="Only those in this state.")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Only those of this year.")] = None,
    is_all: Annotated[bool, typer.Option("--all", help="Closed and cancelled ones too.")] = False,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """List exercises by day, with their state and the steps that are late."""
    from comah.agenda.exercise_list import ExerciseScope, exercise_list
    from comah_cli.names import authority_named
    from comah_cli.output import emit

    day = reference_day(on)
    _, book = open_book(sites)
    scope = ExerciseScope(authority=authority_named(book, authority), state=state, year=year, is_all=is_all)
    found = exercise_list(book, day, scope)
    emit(_list_text(found, form, output), output)
    if form is ReportFormat.CSV:  # the one form that has no place for it
        exits.say_unread(found.unreadable)


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="An exercise by its id.", show_default=False)],
    *,
    is_all: Annotated[bool, typer.Option("--all", help="Every step with its slack, and every fact on record.")] = False,
    on: On = None,
    form: Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")] = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show one exercise: its steps, what is late, what the law wants, and what to do now."""
    from comah.agenda.exercise_view import exercise_view
    from comah.law.load import load_law
    from comah_cli.names import exercise_of
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    view = exercise_view(book, load_law(), exercise_of(book, name), day, is_all=is_all)
    emit_page(view, "exercise", form, output)


def _list_text(found: ExerciseList, form: ReportFormat, output: Path | None) -> str:
    if form is ReportFormat.JSON:
        from comah.render.exercise_json import exercise_list_json

        return exercise_list_json(found)
    if form is ReportFormat.CSV:
        from comah.render.exercise_csv import exercise_list_csv

        return exercise_list_csv(found)
    if form is ReportFormat.MD:
        from comah.render.exercise_md import exercise_list_md

        return exercise_list_md(found)
    from comah.render.exercise_list_table import exercise_list_table
    from comah_cli.output import has_colour, width

    return exercise_list_table(found, width(output), colour=has_colour(output))
