"""``comah exercise new``: an exercise from a site, a group, a due duty or the last exercise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import ExerciseType
from comah_cli import exits
from comah_cli.commands.exercise_writing import DespiteDiary
from comah_cli.options import By, DryRun, Sites

if TYPE_CHECKING:
    from comah.model.book import Book


def new(
    site: Annotated[
        str | None,
        typer.Argument(
            metavar="SITE",
            show_default=False,
            help="The site whose plan it is to test; SITE/reppir names another plan.",
        ),
    ] = None,
    *,
    by: By,
    group: Annotated[str, typer.Option("--group", metavar="G", help="Every site of this group instead.")] = "",
    duty: Annotated[
        str, typer.Option("--for", metavar="DUTY", help="The duty to test that it is for, such as COMAH-14-TEST.")
    ] = "",
    like: Annotated[
        str, typer.Option("--like", metavar="ID", help="As this exercise was, carrying its open lessons.")
    ] = "",
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="Its day. Left out: the latest sensible one is proposed.")
    ] = "",
    kind: Annotated[
        ExerciseType | None, typer.Option("--type", help="How it is played. Left out: as the site's next test.")
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What it is called.")] = "",
    no_notice: Annotated[bool, typer.Option("--no-notice", help="Keep it out of shared calendars.")] = False,
    despite_diary: DespiteDiary = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Put a new exercise on record, planned back from its day: step by step, with what the law wants."""
    from comah.agenda.new_exercise import Asked, new_exercise
    from comah.law.load import load_law
    from comah.render.new_exercise_table import new_exercise_table
    from comah_cli.commands.exercise_writing import exercise_named, optional_date
    from comah_cli.commands.record_writing import Writing
    from comah_cli.output import has_colour, width

    if sum(map(bool, (site, group, like))) != 1 or (duty and not site):
        exits.usage(
            "Say what it is to test: comah exercise new SITE, --group G, --for DUTY SITE or --like EXERCISE. "
            "Nothing was recorded."
        )
    writing = Writing(sites, by, dry_run=dry_run)
    last = exercise_named(writing, like) if like else None
    refs = last.will_test if last else _refs(writing.book, site or "", group, duty)
    asked = Asked(
        refs=refs,
        on=optional_date(on, "--on"),
        kind=kind,
        name=name,
        no_notice=no_notice,
        like=last,
        despite_diary=despite_diary,
    )
    made = new_exercise(writing.book, load_law(), asked, on=writing.today, taken=writing.taken)
    writing.refuse_faulty(_files(writing.book, made.exercise.will_test))
    typer.echo(new_exercise_table(made.page, width(), colour=has_colour()))
    writing.write([made.change])


def _refs(book: Book, site: str, group: str, duty: str) -> tuple[str, ...]:
    """Return the plans meant: of a site, of a site by a duty, or of every site of a group."""
    from comah_cli.names import sites_named, unknown

    if group:
        groups = {one.group for records in book.authorities for one in records.establishments if one.group}
        if group.strip().lower() not in groups:
            exits.usage(f"{unknown('group', group, groups)} Nothing was recorded.")
        return tuple(sorted(sites_named(book, [group.strip()])))
    name, _, regime = site.strip().lower().partition("/")
    known = {one.id: one for records in book.authorities for one in records.establishments}
    if name not in known:
        exits.usage(f"{unknown('site', site, known)} Nothing was recorded.")
    if duty:
        regime = _regime_of(duty, regime)
    found = {plan.regime.value for plan in known[name].plans}
    if not regime and "comah" not in found and len(found) == 1:
        regime = found.pop()  # a site without a COMAH plan has the one it has
    return (f"{name}/{regime}" if regime and regime != "comah" else name,)


def _regime_of(duty: str, regime: str) -> str:
    """Return the regime of a duty to test; refuse any other duty."""
    from comah.law.load import load_law
    from comah.model.provision import Body, Reads

    tests = {row.id: row for row in load_law().provisions if row.reads is Reads.TESTS}
    wanted = duty.strip().upper()
    if wanted not in tests:
        exits.usage(f"{duty}: an exercise meets a duty to test: {', '.join(sorted(tests))}. Nothing was recorded.")
    own = {Body.COMAH: "comah", Body.REPPIR: "reppir"}.get(tests[wanted].body, "")
    if regime and regime != own:
        exits.usage(f"{wanted} is not a duty of the {regime} plan. Nothing was recorded.")
    return own


def _files(book: Book, refs: tuple[str, ...]) -> list[str]:
    """Return the record files of the sites of some plans."""
    names = {ref.partition("/")[0] for ref in refs}
    return [one.place.file.name for records in book.authorities for one in records.establishments if one.id in names]
