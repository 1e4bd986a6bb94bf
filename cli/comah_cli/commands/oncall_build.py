"""``comah oncall build`` and ``fairness``: a rota chosen, and how the burden lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah.solver import HOW_TO_INSTALL, solver_fault
from comah_cli import exits
from comah_cli.options import Authority, By, DryRun, Format, On, Output, ReportFormat, Sites, one_day, reference_day

if TYPE_CHECKING:
    from comah.oncall.build.problem import Aim


def build(
    *,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="Turns that begin on this day or later.")],
    weeks: Annotated[int, typer.Option("--weeks", metavar="N", min=1, max=520, help="For so many weeks.")],
    by: By,
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar="ROLE", help="One role only; may be given again. Else all.")
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, max=2_147_483_647, help="The same gives the same rota.")
    ] = 1,
    keep_published: Annotated[
        bool, typer.Option("--keep-published", help="Change as few as can be of the turns that people were told.")
    ] = False,
    authority: Authority = None,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Choose who has which turn: covered first, then fair. Says what is proved. Needs the extra solver."""
    if fault := solver_fault():
        exits.usage(f"{fault}, and comah oncall build needs it. {HOW_TO_INSTALL}\nNothing was written.")
    from comah.oncall.build.build_rota import build_rota
    from comah.oncall.build.opening import Asked
    from comah.oncall.ledgers import LedgerDays
    from comah.render.oncall_build_table import oncall_build_table
    from comah.workdays.working_days import work_calendar
    from comah_cli.commands.oncall_writing import OncallWriting
    from comah_cli.oncall_names import role_named
    from comah_cli.output import has_colour, width

    first = one_day(from_, "--from")
    writing = OncallWriting(sites, by, authority=authority, dry_run=dry_run)
    writing.refuse_faulty(sorted(writing.oncall.faulty_files))
    asked = Asked(
        first=first,
        weeks=weeks,
        now=writing.now,
        roles=tuple(role_named(writing.oncall, name).id for name in role or ()),
        seed=seed,
        keep_published=keep_published,
    )
    days = LedgerDays(calendar=work_calendar(writing.book.register, writing.records.authority))
    name = f"{writing.records.authority.name} rota"
    draft = build_rota(writing.serving, days, asked, on=writing.today, name=name, say=_say)
    typer.echo(oncall_build_table(draft.page, width(), colour=has_colour()))
    writing.write(draft.changes)


def fairness(
    *,
    from_: Annotated[
        str, typer.Option("--from", metavar="DATE", help="From this day. Left out: from the first turn on record.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="To this day. Left out: to the last turn.")] = "",
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="One role only.")] = "",
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show who had how much of weeks, weekends, bank holidays and Christmas, against the fair share of each."""
    from comah.oncall.fairness import Asked, fairness_page
    from comah.oncall.ledgers import LedgerDays
    from comah_cli.commands.oncall_gaps import AskedOn
    from comah_cli.oncall_names import role_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    asked = AskedOn(sites, authority, day)
    wanted = Asked(
        first=one_day(from_, "--from") if from_ else None,
        last=one_day(to, "--to") if to else None,
        role=role_named(asked.oncall, role).id if role else "",
    )
    days = LedgerDays(calendar=asked.watch.calendar)
    emit_page(fairness_page(asked.serving, asked.head, days, day, wanted), "oncall_fairness", form, output)


def _say(aim: Aim) -> None:
    """Say what is being worked on; it can take a minute."""
    exits.say(f"Working on {aim.shown} ...")
