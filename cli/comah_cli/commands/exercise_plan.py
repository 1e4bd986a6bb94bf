"""``comah exercise plan``: a back-plan before an exercise is on record, or on another day than its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from comah.model.kinds import ExerciseType, Regime
from comah_cli import exits
from comah_cli.options import On, Output, PageFormat, Sites, one_day, open_book, reference_day

if TYPE_CHECKING:
    from comah.agenda.back_plan_page import Subject
    from comah.model.book import Book
    from comah.model.establishment import Plan


def plan(
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="A site, a group, or an exercise by its id.")
    ],
    *,
    exercise_on: Annotated[
        str | None, typer.Option("--exercise-on", metavar="DATE", help="Back from this day, not from the safe date.")
    ] = None,
    first_meeting: Annotated[
        str | None,
        typer.Option("--first-meeting", metavar="DATE", help="Forward from a first planning meeting on this day."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="Forward from this day, on which work on it starts.")
    ] = None,
    kind: Annotated[
        ExerciseType | None, typer.Option("--type", help="How it is played. Left out: as the site's next test.")
    ] = None,
    regime: Annotated[Regime | None, typer.Option("--regime", help="Which plan, where a site has several.")] = None,
    on: On = None,
    form: Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")] = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Plan an exercise back from its plan's safe date, or from a day: latest start, longest chain, slack."""
    from comah.agenda.back_plan_day import FromDay
    from comah.agenda.back_plan_page import back_plan_page
    from comah.law.load import load_law
    from comah_cli.output import emit_page

    if sum(given is not None for given in (exercise_on, first_meeting, start)) > 1:
        exits.usage("Only one of --exercise-on, --first-meeting and --start can be counted from.")
    day = reference_day(on)
    wanted = FromDay(
        exercise_on=one_day(exercise_on, "--exercise-on") if exercise_on is not None else None,
        first_meeting=one_day(first_meeting, "--first-meeting") if first_meeting is not None else None,
        start=one_day(start, "--start") if start is not None else None,
    )
    _, book = open_book(sites)
    page = back_plan_page(book, load_law(), _subject(book, name, regime, kind), wanted, on=day)
    emit_page(page, "back_plan", form, output)


def _subject(book: Book, name: str, regime: Regime | None, kind: ExerciseType | None) -> Subject:
    """Return what a name stands for: a site or its named plan, else a group, else an exercise."""
    from comah.agenda.back_plan_page import Subject
    from comah_cli.names import sites_named

    wanted, _, own = name.strip().lower().partition("/")
    exercises = {one.id: one for records in book.authorities for one in records.exercises}
    plans = {site.id: site.plans for records in book.authorities for site in records.establishments}
    groups = {site.group for records in book.authorities for site in records.establishments if site.group}
    if wanted in exercises and wanted not in plans and wanted not in groups:
        if regime is not None:
            exits.usage(f"{name} is an exercise: its record names the plans that it is to test. Leave out --regime.")
        return Subject(name=wanted, exercise=exercises[wanted], kind=kind)
    if wanted not in plans and wanted not in groups:
        _refuse(book, name, {*exercises, *plans, *groups})
    regimes = {one.value for one in Regime}
    if own and (own not in regimes or (regime is not None and regime.value != own)):
        exits.usage(f"{name}: a plan is named SITE/REGIME, one of {', '.join(sorted(regimes))}, or by --regime.")
    asked = Regime(own) if own else regime
    refs = tuple(_ref(site, plans[site], asked) for site in sorted(sites_named(book, [wanted])))
    return Subject(name=name.strip().lower(), refs=refs, kind=kind)


def _ref(site: str, plans: tuple[Plan, ...], asked: Regime | None) -> str:
    """Name the plan meant: the one asked for, else the COMAH plan; of a site without one, the one it has."""
    from comah.model.establishment import plan_ref

    own = [one.regime for one in plans]
    if asked is None and own and Regime.COMAH not in own:
        return plan_ref(site, own[0])
    return plan_ref(site, asked or Regime.COMAH)


def _refuse(book: Book, name: str, known: set[str]) -> NoReturn:
    """Say that a name is not known, or that its file cannot be read."""
    from comah.errors import UnknownNameError
    from comah_cli.names import unknown

    files = [file for file in book.faulty_files if file.endswith(f"/{name.strip().lower()}.toml")]
    if files:
        exits.usage(f"{name}: {files[0]} cannot be read. See: comah validate")
    raise UnknownNameError(unknown("site, group or exercise", name, known))
