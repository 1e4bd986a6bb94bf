"""``comah oncall handover``: the note at a change of duty."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli.commands.oncall_showing import Asked, Form, this_instant
from comah_cli.options import Authority, On, Output, PageFormat, Sites, reference_day


def handover(
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="One role only.")] = "",
    authority: Authority = None,
    on: On = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Write the note at a change of duty: who hands to whom, what is open, at risk, away and not covered."""
    from comah.agenda.handover import handover_note
    from comah.assess import assess
    from comah.law.load import load_law
    from comah.oncall.civil_time import midnight
    from comah_cli.oncall_names import role_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    asked = Asked(sites, authority, midnight(day) if on else this_instant())
    name = role_named(asked.oncall, role).id if role else ""
    assessment = assess(asked.book, load_law(), day)
    note = handover_note(asked.book, asked.records, assessment, asked.watch, asked.head, role=name)
    emit_page(note, "oncall_handover", form, output)
