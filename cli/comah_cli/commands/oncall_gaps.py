"""``comah oncall gaps`` and ``training``: what is missing on the rota, and who can still serve."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli.commands.oncall_showing import Asked, this_instant
from comah_cli.options import Authority, Format, On, Output, ReportFormat, Sites, reference_day

if TYPE_CHECKING:
    from comah.oncall.can_serve import Serving

Days = Annotated[int, typer.Option("--days", metavar="N", min=1, max=732, help="So many days ahead.")]


class AskedOn(Asked):
    """The rota of one authority, looked at on a day: what was agreed, passed or rung after it is left out."""

    def __init__(self, sites: Path | None, authority: str | None, on: date) -> None:
        """Read the register, and leave out what is dated after the day."""
        from comah.oncall.as_at import oncall_as_at
        from comah.oncall.can_serve import Serving
        from comah.oncall.civil_time import midnight

        super().__init__(sites, authority, midnight(on))
        self.oncall = oncall_as_at(self.oncall, on)
        self.serving: Serving = Serving(oncall=self.oncall, played=self.watch.serving.played)


def gaps(
    *,
    days: Days = 90,
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show turns that nobody has, or somebody who cannot serve, and who could take them."""
    from comah.oncall.gap_page import gaps_page
    from comah_cli.output import emit_page

    day = reference_day(on)
    asked = AskedOn(sites, authority, day)
    start = None if on else this_instant().replace(second=0)
    emit_page(gaps_page(asked.serving, asked.head, day, days, start=start), "oncall_gaps", form, output)


def training(
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="One role only.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="PERSON", help="One post only.")] = "",
    days: Days = 90,
    is_all: Annotated[bool, typer.Option("--all", help="Courses that stay valid too.")] = False,
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show which courses lapse, have lapsed or were never taken, and who can still serve in each role."""
    from comah.oncall.training_page import TrainingScope, training_page
    from comah_cli.oncall_names import person_named, role_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    asked = AskedOn(sites, authority, day)
    scope = TrainingScope(
        role=role_named(asked.oncall, role).id if role else "",
        person=person_named(asked.oncall, person).id if person else "",
        days=days,
        is_all=is_all,
    )
    emit_page(training_page(asked.serving, asked.head, day, scope), "oncall_training", form, output)
