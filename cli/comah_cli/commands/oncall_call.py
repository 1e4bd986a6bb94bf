"""``comah oncall call``: test calls and call-outs."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli import exits
from comah_cli.commands.oncall_writing import THEN, Note, OncallWriting, read_time, tell
from comah_cli.options import Authority, By, DryRun, Format, On, Output, ReportFormat, Sites, reference_day

call = typer.Typer(
    help="Test calls and call-outs: who was rung, who answered, how soon.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
_KINDS = ("test", "call-out")


@call.command("log")
def log(
    role: Annotated[str, typer.Argument(metavar="ROLE", show_default=False, help="The role that was rung.")],
    *,
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="When the first was rung: '18/11/2026 19:05'.")],
    by: By,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="test or call-out.")] = "test",
    answered_by: Annotated[
        str, typer.Option("--answered-by", metavar="PERSON", help="Who answered. Left out: nobody did.")
    ] = "",
    after: Annotated[
        int | None, typer.Option("--after", metavar="MINUTES", min=0, max=1440, help="After how many minutes.")
    ] = None,
    rung: Annotated[
        list[str] | None,
        typer.Option("--rung", metavar="PERSON", help="Who was rung before and did not answer. Else by the rota."),
    ] = None,
    note: Note = "",
    authority: Authority = None,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Put a test call or a call-out on record. A late answer, and none, is said."""
    from comah.model.rota import CallKind
    from comah.oncall.call_log import CallFacts, log_call
    from comah_cli.oncall_names import person_named, role_named

    if kind not in _KINDS:
        exits.usage(f"--kind {kind}: one of {' or '.join(_KINDS)}. {THEN}")
    writing = OncallWriting(sites, by, authority=authority, dry_run=dry_run)
    facts = CallFacts(
        role=role_named(writing.oncall, role, then=THEN),
        at=read_time(at, "--at"),
        kind=CallKind(kind),
        answered_by=person_named(writing.oncall, answered_by, then=THEN).id if answered_by else "",
        after_minutes=after,
        unanswered=tuple(person_named(writing.oncall, name, then=THEN).id for name in rung or ()),
        note=note.strip(),
    )
    draft = log_call(writing.serving, facts, files=writing.digests, now=writing.now)
    writing.refuse_faulty([draft.change.file])
    writing.write([draft.change])
    tell("! ", draft.notices)


@call.command("list")
def list_(
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="Only those of this role.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="PERSON", help="Only those that this post had.")] = "",
    authority: Authority = None,
    on: On = None,
    form: Format = ReportFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """List test calls and call-outs, the newest first, and when the next test of each role is due."""
    from comah.oncall.calls import calls_page
    from comah_cli.commands.oncall_gaps import AskedOn
    from comah_cli.oncall_names import person_named, role_named
    from comah_cli.output import emit_page

    day = reference_day(on)
    asked = AskedOn(sites, authority, day)
    page = calls_page(
        asked.oncall,
        asked.head,
        day,
        role=role_named(asked.oncall, role).id if role else "",
        person=person_named(asked.oncall, person).id if person else "",
    )
    emit_page(page, "oncall_calls", form, output)
