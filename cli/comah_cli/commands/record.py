"""``comah record``: facts put on record without TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import ActivationKind, Conclusion, ExerciseType, Regime, ReviewKind
from comah_cli.commands.record_sites import site_named, sites_chosen
from comah_cli.commands.record_writing import Writing, all_or_none, read_date
from comah_cli.options import By, DryRun, Sites

if TYPE_CHECKING:
    from comah.model.change import Change
    from comah.model.establishment import Establishment

record = typer.Typer(
    help="Put a fact on record: what was done, and when.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

SiteOrGroup = Annotated[str, typer.Argument(metavar="SITE|GROUP", show_default=False)]
Site = Annotated[str, typer.Argument(metavar="SITE", show_default=False)]
When = Annotated[
    str,
    typer.Option(
        "--on", metavar="DATE", help="When: 12/05/2023, '12 May 2023', 'May 2023', 'Q2 2024' or 2023-05-12. Day first."
    ),
]
RegimeOf = Annotated[Regime, typer.Option("--regime", help="Which plan, where a site has several.")]
All = Annotated[bool, typer.Option("--all", help="Every site of the group, without asking for each.")]


@record.command("review")
def review(
    name: SiteOrGroup,
    *,
    on: When,
    by: By,
    kind: Annotated[
        ReviewKind, typer.Option("--kind", help="Only a full review counts; contacts is a check of names and numbers.")
    ] = ReviewKind.FULL,
    approved_by: Annotated[
        str, typer.Option("--approved-by", metavar="POST", help="The post that signed it off.")
    ] = "",
    regime: RegimeOf = Regime.COMAH,
    is_all: All = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that a plan was reviewed."""
    from comah.plans.recording import plan_of, record_review

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)

    def make(site: Establishment) -> Change:
        plan = plan_of(site, regime)
        return record_review(site, plan, when, on=writing.today, kind=kind, approved_by=approved_by)

    chosen = sites_chosen(writing, name, f"record a review of its {regime.value} plan", is_all=is_all)
    writing.write(all_or_none(chosen, make))


@record.command("test")
def credit(
    name: SiteOrGroup,
    *,
    on: When,
    by: By,
    exercise: Annotated[str, typer.Option("--exercise", metavar="ID", help="An exercise that is on record.")] = "",
    kind: Annotated[ExerciseType | None, typer.Option("--type", help="How it was played, for a new exercise.")] = None,
    title: Annotated[str, typer.Option("--name", metavar="NAME", help="What it was called, for a new exercise.")] = "",
    elements: Annotated[
        str, typer.Option("--elements", metavar="LIST", help="Plan elements exercised: activation,warning or all.")
    ] = "",
    conclusion: Annotated[
        Conclusion, typer.Option("--conclusion", help="Your decision; only tested restarts the clock.")
    ] = Conclusion.TESTED,
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help="What shows it.")] = "",
    regime: RegimeOf = Regime.COMAH,
    is_all: All = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that a plan was tested: credit it with an exercise on record, or with a new one."""
    from comah_cli.commands.record_exercise import Tested, change_of_test

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    stated = Tested(
        when=when,
        exercise=exercise,
        kind=kind,
        title=title,
        elements=elements,
        conclusion=conclusion,
        evidence=evidence,
    )
    words = conclusion.value.replace("-", " ")
    chosen = sites_chosen(writing, name, f"record its {regime.value} plan as {words}", is_all=is_all)
    writing.write(all_or_none([chosen], lambda group: change_of_test(writing, stated, group, regime)))


@record.command("prepared")
def prepared(
    name: SiteOrGroup,
    *,
    on: When,
    by: By,
    regime: RegimeOf = Regime.COMAH,
    is_all: All = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record when a plan was first prepared. A reissue is not this."""
    from comah.plans.recording import plan_of, record_prepared

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)
    exercises = [one for records in writing.book.authorities for one in records.exercises]

    def make(site: Establishment) -> Change:
        return record_prepared(site, plan_of(site, regime), when, on=writing.today, exercises=exercises)

    chosen = sites_chosen(writing, name, f"record when its {regime.value} plan was first prepared", is_all=is_all)
    writing.write(all_or_none(chosen, make))


@record.command("info-received")
def info_received(
    name: SiteOrGroup,
    *,
    on: When,
    by: By,
    regime: RegimeOf = Regime.COMAH,
    is_all: All = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record when the operator's information was received, from which six months run."""
    from comah.plans.recording import plan_of, record_information_received

    writing = Writing(sites, by, dry_run=dry_run)
    when = read_date(on)

    def make(site: Establishment) -> Change:
        return record_information_received(site, plan_of(site, regime), when, on=writing.today)

    chosen = sites_chosen(writing, name, "record when its operator's information was received", is_all=is_all)
    writing.write(all_or_none(chosen, make))


@record.command("complete")
def complete(
    name: SiteOrGroup,
    *,
    by: By,
    regime: RegimeOf = Regime.COMAH,
    is_all: All = False,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that every test and full review since the plan was first prepared is on record."""
    from comah.plans.recording import plan_of, record_history_complete

    writing = Writing(sites, by, dry_run=dry_run)

    def make(site: Establishment) -> Change:
        return record_history_complete(site, plan_of(site, regime))

    chosen = sites_chosen(writing, name, f"record the history of its {regime.value} plan as complete", is_all=is_all)
    writing.write(all_or_none(chosen, make))


@record.command("activation")
def activation(
    name: Site,
    *,
    on: When,
    by: By,
    kind: Annotated[ActivationKind, typer.Option("--kind", help="What was declared.")] = ActivationKind.MAJOR_INCIDENT,
    title: Annotated[str, typer.Option("--name", metavar="NAME", help="What it is called.")] = "",
    summary: Annotated[str, typer.Option("--summary", metavar="TEXT", help="What happened.")] = "",
    public_informed: Annotated[
        str, typer.Option("--public-informed", metavar="DATE", help="When people likely to be affected were informed.")
    ] = "",
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where this is known from.")] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that a plan was put into effect for real. It is never by itself a test."""
    from comah.plans.activation_recording import ActivationFacts, record_activation

    writing = Writing(sites, by, dry_run=dry_run)
    facts = ActivationFacts(
        when=read_date(on),
        kind=kind,
        name=title,
        summary=summary,
        public_informed_on=read_date(public_informed, "--public-informed") if public_informed else None,
        source=source,
    )
    known = [one for records in writing.book.authorities for one in records.activations]

    def make(site: Establishment) -> Change:
        return record_activation(site, facts, on=writing.today, activations=known, taken=writing.taken)

    writing.write(all_or_none([site_named(writing, name)], make))
