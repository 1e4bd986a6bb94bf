"""``comah oncall swap``, ``cover`` and ``away``: what became of turns, recorded as it happened."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli import exits
from comah_cli.commands.oncall_writing import (
    THEN,
    AgreedAt,
    AgreedBy,
    Note,
    OncallWriting,
    Post,
    Shift,
    read_time,
    tell,
)
from comah_cli.commands.record_writing import read_date
from comah_cli.options import Authority, By, DryRun, Sites


def swap(
    shift: Shift,
    *,
    by: By,
    to: Annotated[
        str, typer.Option("--to", metavar="PERSON", help="Who takes the whole turn; 'nobody' where no one does.")
    ] = "",
    with_: Annotated[str, typer.Option("--with", metavar="SHIFT", help="The turn that is exchanged for it.")] = "",
    agreed_by: AgreedBy = "",
    agreed_at: AgreedAt = "",
    note: Note = "",
    authority: Authority = None,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Give a whole turn to somebody else, or exchange two. What breaks a rule is recorded, and said."""
    from comah.oncall.swaps import exchange_turns, give_turn
    from comah_cli.oncall_names import person_or_nobody, turn_named

    if bool(to) == bool(with_):
        exits.usage(f"swap needs either --to PERSON or --with SHIFT. {THEN}")
    writing = OncallWriting(sites, by, authority=authority, dry_run=dry_run)
    turn = turn_named(writing.oncall, shift, then=THEN)
    agreement = writing.agreement(agreed_by, agreed_at, note)
    if with_:
        other = turn_named(writing.oncall, with_, then=THEN)
        draft = exchange_turns(writing.serving, turn, other, agreement, now=writing.now)
    else:
        person = person_or_nobody(writing.oncall, to, then=THEN)
        draft = give_turn(writing.serving, turn, person, agreement, now=writing.now)
    writing.write_draft(draft)


def cover(
    shift: Shift,
    person: Post,
    *,
    by: By,
    from_: Annotated[
        str, typer.Option("--from", metavar="TIME", help="From when. Left out: from the turn's beginning.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="TIME", help="Until when. Left out: to the turn's end.")] = "",
    agreed_by: AgreedBy = "",
    agreed_at: AgreedAt = "",
    note: Note = "",
    authority: Authority = None,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that somebody has a part of a turn. What breaks a rule is recorded, and said."""
    from comah.oncall.covering import cover_turn
    from comah_cli.oncall_names import person_or_nobody, turn_named

    writing = OncallWriting(sites, by, authority=authority, dry_run=dry_run)
    draft = cover_turn(
        writing.serving,
        turn_named(writing.oncall, shift, then=THEN),
        person_or_nobody(writing.oncall, person, then=THEN),
        writing.agreement(agreed_by, agreed_at, note),
        starts=read_time(from_, "--from") if from_ else None,
        ends=read_time(to, "--to") if to else None,
        now=writing.now,
    )
    writing.write_draft(draft)


def away(
    person: Post,
    *,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    by: By,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day. Left out: not known yet.")] = "",
    authority: Authority = None,
    dry_run: DryRun = False,
    sites: Sites = None,
) -> None:
    """Record that somebody is away, and show which turns that hits and who could take them. No reason is kept."""
    from comah.oncall.away import add_away
    from comah.render.oncall_away_table import oncall_away_table
    from comah_cli.oncall_names import person_named
    from comah_cli.output import has_colour, width

    writing = OncallWriting(sites, by, authority=authority, dry_run=dry_run)
    found = person_named(writing.oncall, person, then=THEN)
    first, last = read_date(from_, "--from"), read_date(to, "--to") if to else None
    draft = add_away(writing.serving, found, first, last)
    writing.refuse_faulty([draft.change.file])
    writing.write([draft.change])
    tell("! ", draft.notices)
    typer.echo(oncall_away_table(draft.hits, width(), colour=has_colour()), nl=False)
