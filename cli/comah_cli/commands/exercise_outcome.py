"""``comah exercise``: that it was held, what it did, which steps are done, and its close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import Conclusion
from comah_cli.commands.exercise_writing import (
    DateOf,
    Id,
    date_or_today,
    exercise_named,
    keeper_of,
    write_draft,
    write_with_effects,
)
from comah_cli.commands.record_writing import Writing, read_date
from comah_cli.options import By, DryRun, Sites

if TYPE_CHECKING:
    from comah.model.establishment import Establishment, Plan


def hold(
    name: Id,
    *,
    on: DateOf,
    by: By,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record the day on which an exercise was held. It tests no plan until it is credited."""
    from comah.exercises.lifecycle.hold import hold_exercise

    writing = Writing(sites, by, dry_run=dry_run)
    exercise = exercise_named(writing, name)
    write_with_effects(writing, hold_exercise(exercise, read_date(on), on=writing.today))


def credit(
    name: Id,
    plan: Annotated[
        str,
        typer.Argument(metavar="PLAN", help="A plan: a site's id, or SITE/reppir, SITE/pipeline.", show_default=False),
    ],
    *,
    conclusion: Annotated[
        Conclusion, typer.Option("--conclusion", help="Your decision; only tested restarts the clock.")
    ],
    by: By,
    elements: Annotated[
        str, typer.Option("--elements", metavar="LIST", help="Plan elements exercised: activation,warning or all.")
    ] = "",
    participants: Annotated[
        str, typer.Option("--participants", metavar="LIST", help="Who took part in testing this plan: ids of agencies.")
    ] = "",
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help="What shows it.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When it was decided. Left out: today.")] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Decide what a held exercise did for one plan. Repeat it for each plan, with its own elements and participants."""
    from comah.exercises.lifecycle.credit import Decision, credit_plan
    from comah_cli import exits
    from comah_cli.commands.record_exercise import elements_named
    from comah_cli.names import bodies_named

    writing = Writing(sites, by, dry_run=dry_run)
    exercise = exercise_named(writing, name)
    site, found = _plan_named(writing, plan)
    when = date_or_today(writing, on)
    if not when.is_day:
        exits.usage(f"--on {on}: one exact day is needed, such as 2026-11-21. Nothing was recorded.")
    decision = Decision(
        conclusion=conclusion,
        elements=elements_named(elements),
        participants=bodies_named(writing.book, participants),
        evidence=evidence,
        by=writing.by,
        decided_on=when.earliest,
        is_dated=bool(on),
    )
    write_with_effects(writing, credit_plan(exercise, site, found, decision, on=writing.today))


def done(
    name: Id,
    phase: Annotated[
        str, typer.Argument(metavar="STEP", help="A step of the exercise's template.", show_default=False)
    ],
    *,
    on: DateOf,
    by: By,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that a step of an exercise is done."""
    from comah.exercises.lifecycle.done import done_phase
    from comah.exercises.template import template_of

    writing = Writing(sites, by, dry_run=dry_run)
    exercise = exercise_named(writing, name)
    template = template_of(exercise, keeper_of(writing, exercise))
    step = phase.strip().lower()
    write_draft(writing, done_phase(exercise, step, read_date(on), template=template, on=writing.today))


def close(
    name: Id,
    *,
    on: DateOf,
    by: By,
    no_lessons: Annotated[
        str, typer.Option("--no-lessons", metavar="TEXT", help="The reason, where there are none.")
    ] = "",
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Close an exercise once its lessons, credits and report are on record."""
    from comah.exercises.lifecycle.close import close_exercise
    from comah.exercises.template import template_of

    writing = Writing(sites, by, dry_run=dry_run)
    exercise = exercise_named(writing, name)
    template = template_of(exercise, keeper_of(writing, exercise))
    write_draft(
        writing,
        close_exercise(exercise, read_date(on), template=template, on=writing.today, no_lessons=no_lessons),
    )


def _plan_named(writing: Writing, ref: str) -> tuple[Establishment, Plan]:
    """Return a plan as exercises name it, with its site."""
    from comah.model.kinds import Regime
    from comah.plans.recording import plan_of
    from comah_cli import exits
    from comah_cli.commands.record_sites import site_named

    name, _, regime = ref.strip().lower().partition("/")
    if regime and regime not in {one.value for one in Regime}:
        exits.usage(f"{ref}: {regime} is no regime. There are: comah, reppir, pipeline. Nothing was recorded.")
    site = site_named(writing, name)
    return site, plan_of(site, Regime(regime or Regime.COMAH.value))
