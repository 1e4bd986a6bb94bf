"""``comah exercise``: its day set, agreed, put off, or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli.commands.exercise_writing import (
    DateOf,
    DespiteDiary,
    Id,
    Reason,
    date_or_today,
    exercise_named,
    optional_date,
    write_change_of_day,
    write_draft,
)
from comah_cli.commands.record_writing import Writing, read_date
from comah_cli.options import By, DryRun, Sites

if TYPE_CHECKING:
    from comah.exercises.lifecycle.draft import Draft


def move(
    name: Id,
    *,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="The new day, or the first and last of several.")],
    by: By,
    reason: Reason = "",
    despite_diary: DespiteDiary = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Give an exercise another day, or its first. What is not done follows; no statutory date does."""
    from comah.exercises.lifecycle.move import move_exercise

    writing = Writing(sites, by, dry_run=dry_run)
    exercise, day = exercise_named(writing, name), read_date(to, "--to")

    def make() -> Draft:
        return move_exercise(exercise, day, on=writing.today, reason=reason)

    write_change_of_day(writing, exercise, make, day, despite_diary=despite_diary)


def confirm(
    name: Id,
    *,
    on: DateOf,
    by: By,
    debrief: Annotated[
        str, typer.Option("--debrief", metavar="DATE", help="The day booked for the multi-agency debrief.")
    ] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that operator and agencies agreed the day, and book the debrief."""
    from comah.agenda.day_change import calendar_of
    from comah.exercises.lifecycle.confirm import confirm_exercise
    from comah_cli.commands.exercise_writing import keeper_of

    writing = Writing(sites, by, dry_run=dry_run)
    exercise = exercise_named(writing, name)
    draft = confirm_exercise(
        exercise,
        read_date(on),
        on=writing.today,
        calendar=calendar_of(writing.book, exercise),
        authority=keeper_of(writing, exercise),
        debrief=optional_date(debrief, "--debrief"),
    )
    write_draft(writing, draft)


def postpone(
    name: Id,
    *,
    reason: Reason,
    by: By,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="The new day. Left out: none yet.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When it was decided. Left out: today.")] = "",
    asked_by: Annotated[str, typer.Option("--asked-by", metavar="WHO", help="Who asked for it.")] = "",
    ca_position: Annotated[
        str, typer.Option("--ca-position", metavar="TEXT", help="What the competent authority said.")
    ] = "",
    reference: Annotated[str, typer.Option("--reference", metavar="TEXT", help="Its letter.")] = "",
    interim_check: Annotated[
        str, typer.Option("--interim-check", metavar="TEXT", help="What was checked meanwhile.")
    ] = "",
    checked_by: Annotated[
        str, typer.Option("--interim-check-by", metavar="POST", help="The post that checked it.")
    ] = "",
    checked_on: Annotated[str, typer.Option("--interim-check-on", metavar="DATE", help="When it was checked.")] = "",
    despite_diary: DespiteDiary = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Put an exercise off. The duty to test stays where the law puts it."""
    from comah.exercises.lifecycle.postpone import postpone_exercise
    from comah.model.exercise import Postponement

    writing = Writing(sites, by, dry_run=dry_run)
    exercise, day = exercise_named(writing, name), optional_date(to, "--to")
    stated = Postponement(
        on=date_or_today(writing, on),
        to=day,
        reason=reason,
        asked_by=asked_by,
        ca_position=ca_position,
        reference=reference,
        interim_check=interim_check,
        interim_check_by=checked_by,
        interim_check_on=optional_date(checked_on, "--interim-check-on"),
    )

    def make() -> Draft:
        return postpone_exercise(exercise, stated, on=writing.today)

    write_change_of_day(writing, exercise, make, day, despite_diary=despite_diary)


def cancel(
    name: Id,
    *,
    reason: Reason,
    on: DateOf,
    by: By,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that an exercise was cancelled. The duty to test stays where the law puts it."""
    from comah.exercises.lifecycle.cancel import cancel_exercise

    writing = Writing(sites, by, dry_run=dry_run)
    exercise, when = exercise_named(writing, name), read_date(on)

    def make() -> Draft:
        return cancel_exercise(exercise, when, reason, on=writing.today)

    write_change_of_day(writing, exercise, make, None)
