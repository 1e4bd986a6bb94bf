"""``comah exercise meeting``: a planning meeting's agenda, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.options import DryRun, On, Output, PageFormat, Sites, open_book, reference_day

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from comah.exercises.meeting_writing import MeetingAction, MeetingFacts
    from comah.model.book import Book
    from comah.model.meeting_page import MeetingPage


def meeting(
    name: Annotated[str, typer.Argument(metavar="ID", help="An exercise by its id.", show_default=False)],
    number: Annotated[
        int | None, typer.Argument(metavar="N", help="Which of its planning meetings. Left out: the next.")
    ] = None,
    *,
    held: Annotated[str, typer.Option("--held", metavar="DATE", help="Record when it was held.")] = "",
    called: Annotated[str, typer.Option("--called", metavar="DATE", help="Record the day it is called for.")] = "",
    attended: Annotated[str, typer.Option("--attended", metavar="LIST", help="Who came: agencies by their ids.")] = "",
    apologised: Annotated[str, typer.Option("--apologised", metavar="LIST", help="Who sent apologies.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What was settled.")] = "",
    action: Annotated[
        list[str] | None,
        typer.Option("--action", metavar="TEXT", help="What is to be done; becomes a lesson. May be repeated."),
    ] = None,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", metavar="POST", help="Who does it; one for all, or one an action.")
    ] = None,
    due: Annotated[
        list[str] | None, typer.Option("--due", metavar="DATE", help="By when; one for all, or one an action.")
    ] = None,
    is_all: Annotated[bool, typer.Option("--all", help="List every planning meeting.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="POST", help="The post that records this.")] = "",
    dry_run: DryRun = False,
    on: On = None,
    form: Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")] = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show a planning meeting's agenda: what is late, due and open. With --held, record what came of it."""
    if held or called or attended or apologised or note or action or owner or due:
        if number is None:
            exits.usage("Say which meeting: comah exercise meeting ID N --held DATE --by POST. Nothing was recorded.")
        days = {"held": held, "called": called}
        bodies = {"attended": attended, "apologised": apologised}
        _record(name, number, days, bodies, note, (action or [], owner or [], due or []), sites, by, dry_run=dry_run)
        return
    day = reference_day(on)
    _, book = open_book(sites)
    _show(_page(book, name, number, day, is_all=is_all), form, output)


def _page(book: Book, name: str, number: int | None, day: date, *, is_all: bool) -> MeetingPage:
    from comah.agenda.meeting_page import meeting_page, meetings_page
    from comah.law.load import load_law
    from comah_cli.names import exercise_of

    exercise = exercise_of(book, name)
    if is_all:
        return meetings_page(book, exercise, day)
    return meeting_page(book, load_law(), exercise, number, day)


def _record(
    name: str,
    number: int,
    days: dict[str, str],
    bodies: dict[str, str],
    note: str,
    actions: tuple[list[str], list[str], list[str]],
    sites: Path | None,
    by: str,
    *,
    dry_run: bool,
) -> None:
    from comah.agenda.meetings import against_meeting, meetings_on
    from comah.agenda.naming import Wanted, view_of
    from comah.exercises.lesson_list import every_lesson
    from comah.exercises.meeting_writing import MeetingFacts, record_meeting
    from comah_cli.commands.exercise_writing import exercise_named, optional_date
    from comah_cli.commands.record_writing import Writing, all_or_none
    from comah_cli.names import bodies_named

    writing = Writing(sites, by, dry_run=dry_run)
    exercise = exercise_named(writing, name)
    facts: MeetingFacts = MeetingFacts(
        planned_on=optional_date(days["called"], "--called"),
        held_on=optional_date(days["held"], "--held"),
        attended=bodies_named(writing.book, bodies["attended"]),
        apologies=bodies_named(writing.book, bodies["apologised"]),
        note=note,
        actions=_actions(*actions),
    )
    records = next(one for one in writing.book.authorities if exercise in one.exercises)
    view = view_of(writing.book, writing.today, Wanted(first=writing.today, last=writing.today))
    series, known = meetings_on(view, records, exercise), tuple(every_lesson(writing.book))
    changes = all_or_none(
        [exercise], lambda one: record_meeting(one, number, facts, on=writing.today, series=series, known=known)
    )
    for against in against_meeting(writing.book, exercise, facts.planned_on, writing.today) if facts.planned_on else ():
        exits.say(f"! {against}")
    writing.write(changes)


def _actions(texts: list[str], owners: list[str], dues: list[str]) -> tuple[MeetingAction, ...]:
    """Join each action with its owner and day; one owner, or one day, is everybody's."""
    from comah.exercises.meeting_writing import MeetingAction
    from comah_cli.commands.exercise_writing import optional_date

    for option, given in (("--owner", owners), ("--due", dues)):
        if len(given) not in {0, 1, len(texts)} or (given and not texts):
            exits.usage(f"{option} is given {len(given)} times for {len(texts)} actions. Nothing was recorded.")
    days = [optional_date(text, "--due") for text in dues]
    return tuple(
        MeetingAction(
            text=text,
            owner=owners[min(number, len(owners) - 1)] if owners else "",
            due_on=days[min(number, len(days) - 1)] if days else None,
        )
        for number, text in enumerate(texts)
    )


def _show(page: MeetingPage, form: PageFormat, output: Path | None) -> None:
    from comah.render.meeting_pages import meeting_json, meeting_md, meeting_table
    from comah_cli.output import emit, has_colour, width

    if form is PageFormat.JSON:
        emit(meeting_json(page), output)
    elif form is PageFormat.MD:
        emit(meeting_md(page), output)
    else:
        emit(meeting_table(page, width(output), colour=has_colour(output)), output)
