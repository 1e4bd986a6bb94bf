"""``comah review``: a plan's review from its start to its sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import Regime
from comah_cli.commands.record_sites import site_named
from comah_cli.commands.record_writing import Writing, all_or_none, read_date
from comah_cli.options import By, DryRun, On, Output, PageFormat, Sites, open_book, reference_day

if TYPE_CHECKING:
    from datetime import date

    from comah.model.book import Book
    from comah.model.establishment import Establishment, Plan

review = typer.Typer(
    help="A plan's review from start to sign-off, step by step.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

Site = Annotated[str, typer.Argument(metavar="SITE", show_default=False)]
When = Annotated[str, typer.Option("--on", metavar="DATE", help="When, day first: 14/09/2026 or 2026-09-14.")]
RegimeOf = Annotated[Regime, typer.Option("--regime", help="Which plan, where a site has several.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What was found or said.")]
Form = Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")]


@review.command("start")
def start(
    name: Site, *, on: When, by: By, regime: RegimeOf = Regime.COMAH, dry_run: DryRun = False, sites: Sites = None
) -> None:
    """Record that a review was started. The review's date stands until it is done."""
    from comah.plans.plan_edits import typed
    from comah.plans.review_writing import start_review

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    site, plan = _plan(writing, name, regime)
    writing.write(all_or_none([plan], lambda one: start_review(site, one, when, on=writing.today)))
    typer.echo(f"Next: comah review show {typed(site, regime)}")


@review.command("show")
def show(
    name: Site,
    *,
    regime: RegimeOf = Regime.COMAH,
    on: On = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show the steps, what regulation 14(3) has the review take account of, who is asked, and what is missing."""
    from comah.duties.review_walk import review_walk
    from comah.law.load import load_law
    from comah_cli import exits
    from comah_cli.names import sites_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    _, book = open_book(sites)
    named = sorted(sites_named(book, [name]))
    if len(named) > 1:
        exits.usage(f"{name} is a group; name one of its sites: {', '.join(named)}")
    walk = review_walk(book, load_law(), day, named[0], regime)
    emit_page(walk, "review", form, output)


@review.command("step")
def step(
    name: Site,
    step_id: Annotated[
        str, typer.Argument(metavar="STEP", show_default=False, help="A step as comah review show names it.")
    ],
    *,
    on: When,
    by: By,
    note: Note = "",
    substantial: Annotated[
        bool | None,
        typer.Option(
            "--substantial/--not-substantial", help="With draft: whether a substantial revision is necessary."
        ),
    ] = None,
    regime: RegimeOf = Regime.COMAH,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that a step of the review was done."""
    from comah.plans.review_steps import StepFacts, record_step

    writing = Writing(sites, by, dry_run=dry_run)
    facts = StepFacts(step=step_id, when=read_date(on), by=writing.by, note=note, substantial=substantial)
    site, plan = _plan(writing, name, regime)
    writing.write(all_or_none([plan], lambda one: record_step(site, one, facts, on=writing.today)))


@review.command("consult")
def consult(
    name: Site,
    body: Annotated[
        str,
        typer.Argument(
            metavar="BODY", show_default=False, help="A place in the list of regulation 13(7), or an agency."
        ),
    ],
    *,
    by: By,
    asked: Annotated[str, typer.Option("--asked", metavar="DATE", help="When it was asked.")] = "",
    replied: Annotated[str, typer.Option("--replied", metavar="DATE", help="When it replied.")] = "",
    note: Note = "",
    regime: RegimeOf = Regime.COMAH,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record who was consulted in the review, and that they replied."""
    from comah.errors import UnknownNameError
    from comah.plans.review_asking import record_consulted
    from comah_cli.names import unknown

    writing = Writing(sites, by, dry_run=dry_run)
    asked_on = read_date(asked, "--asked") if asked else None
    replied_on = read_date(replied, "--replied") if replied else None
    site, plan = _plan(writing, name, regime)
    known = _bodies(writing.book, site, writing.today)
    if body not in known:
        message = f"{unknown('body to consult', body, known)} There are: {', '.join(known)}. Nothing was recorded."
        raise UnknownNameError(message)
    writing.write(
        all_or_none(
            [plan],
            lambda one: record_consulted(
                site, one, body, asked=asked_on, replied=replied_on, note=note, on=writing.today
            ),
        )
    )


@review.command("distribute")
def distribute(
    name: Site,
    *,
    to: Annotated[str, typer.Option("--to", metavar="HOLDER", help="An agency's id, or a post.")],
    version: Annotated[str, typer.Option("--version", metavar="VERSION", help="The version as printed.")],
    on: When,
    by: By,
    regime: RegimeOf = Regime.COMAH,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record who was given which version of the plan."""
    from comah.plans.review_asking import record_distributed

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    site, plan = _plan(writing, name, regime)
    writing.write(
        all_or_none([plan], lambda one: record_distributed(site, one, when, to=to, version=version, on=writing.today))
    )


@review.command("done")
def done(
    name: Site,
    *,
    on: When,
    by: By,
    approved_by: Annotated[
        str, typer.Option("--approved-by", metavar="POST", help="The post that signed it off.")
    ] = "",
    version: Annotated[
        str, typer.Option("--version", metavar="VERSION", help="The issue of the plan that came of it.")
    ] = "",
    regime: RegimeOf = Regime.COMAH,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record the full review and show the next date. Refused while a step is missing, saying which."""
    from comah.duties.review_walk import after_review, review_walk
    from comah.law.load import load_law
    from comah.plans.review_writing import complete_review

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    site, plan = _plan(writing, name, regime)
    law = load_law()
    missing = review_walk(writing.book, law, writing.today, site.id, regime).missing
    writing.write(
        all_or_none(
            [plan],
            lambda one: complete_review(
                site, one, when, approved_by=approved_by, version=version, missing=missing, on=writing.today
            ),
        )
    )
    typer.echo(after_review(writing.book, law, writing.today, (site, plan), when))


def _plan(writing: Writing, name: str, regime: Regime) -> tuple[Establishment, Plan]:
    """Return one site and its plan under a regime."""
    from comah.plans.recording import plan_of

    site = site_named(writing, name)
    return site, plan_of(site, regime)


def _bodies(book: Book, site: Establishment, day: date) -> dict[str, str]:
    """Return whom a review may ask: the list of regulation 13(7), then the register's agencies and authorities."""
    from comah.plans.review_template import consultees

    authorities = [one.authority for one in book.authorities if site in one.establishments]
    nation = next((one.nation for one in authorities if one.nation), book.register.nation)
    listed = {one.id: one.role for one in consultees(nation, day)}
    listed |= {entry.id: entry.name for entry in book.register.agencies}
    return listed | {entry.id: entry.name for entry in book.register.authorities}
