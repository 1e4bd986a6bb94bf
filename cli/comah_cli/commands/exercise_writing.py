"""What every writing ``comah exercise`` command does: find the exercise, draft, show, write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli.commands.record_writing import Writing, read_date, safe
from comah_cli.output import has_colour, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from comah.exercises.lifecycle.draft import Draft
    from comah.model.authority import Authority
    from comah.model.exercise import Exercise
    from comah.model.when import When

Id = Annotated[str, typer.Argument(metavar="ID", help="An exercise by its id.", show_default=False)]
DateOf = Annotated[
    str, typer.Option("--on", metavar="DATE", help="When: 12/05/2026, '12 May 2026' or 2026-05-12. Day first.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
DespiteDiary = Annotated[bool, typer.Option("--despite-diary", help="Take a day that the diary blocks all the same.")]


def exercise_named(writing: Writing, name: str) -> Exercise:
    """Return an exercise that is on record and was read whole."""
    from comah_cli.names import exercise_of

    found = exercise_of(writing.book, name, then="Nothing was recorded.")
    writing.refuse_faulty([found.place.file.name])
    return found


def keeper_of(writing: Writing, exercise: Exercise) -> Authority:
    """Return the authority that keeps an exercise."""
    return next(one.authority for one in writing.book.authorities if exercise in one.exercises)


def optional_date(text: str, option: str) -> When | None:
    """Read a date that may be left out."""
    return read_date(text, option) if text else None


def date_or_today(writing: Writing, text: str) -> When:
    """Read the day on which something was decided; today where none is given."""
    from comah.model.when import When

    return read_date(text) if text else When.on_day(writing.today)


def write_draft(writing: Writing, draft: Draft) -> None:
    """Say what the officer should know, then write the change and say what became of it."""
    for notice in draft.notices:
        typer.echo(safe(f"! {notice}"))
    writing.write([draft.change])


def write_with_effects(writing: Writing, draft: Draft) -> None:
    """Write a change that leaves its day alone, and show what it means for the tests of its plans."""
    from comah.agenda.day_change import effects_of
    from comah.law.load import load_law
    from comah.render.day_change_table import effects_table

    shown = () if draft.change.is_empty else effects_of(writing.book, load_law(), draft, on=writing.today)
    typer.echo(effects_table(shown, width(), colour=has_colour()), nl=False)
    write_draft(writing, draft)


def write_change_of_day(
    writing: Writing,
    exercise: Exercise,
    make: Callable[[], Draft],
    wanted: When | None,
    *,
    despite_diary: bool = False,
) -> None:
    """Write a change of an exercise's day, and show all that it brings before saying that it is written."""
    from comah.agenda.day_change import change_of_day
    from comah.law.load import load_law
    from comah.render.day_change_table import day_change_table

    draft, change = change_of_day(
        writing.book, load_law(), exercise, make, on=writing.today, wanted=wanted, despite_diary=despite_diary
    )
    if not draft.change.is_empty:
        typer.echo(day_change_table(change, width(), colour=has_colour()))
    writing.write([draft.change])
