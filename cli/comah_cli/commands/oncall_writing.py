"""What every writing ``comah oncall`` command does: read the on-call records too, draft, show, write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.commands.oncall_showing import this_instant
from comah_cli.commands.record_writing import Writing, safe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from comah.model.book import Book
    from comah.model.moment import Moment
    from comah.oncall.agreement import Agreement, RotaDraft
    from comah.oncall.can_serve import Serving

THEN = "Nothing was recorded."
Shift = Annotated[
    str, typer.Argument(metavar="SHIFT", show_default=False, help="A turn by its id, such as 2026-w47-duty-officer-1.")
]
Post = Annotated[
    str, typer.Argument(metavar="PERSON", show_default=False, help="A post of people.toml, by its id or its words.")
]
AgreedBy = Annotated[
    str, typer.Option("--agreed-by", metavar="POST", help="The post that agreed. Left out: the one of --by.")
]
AgreedAt = Annotated[
    str, typer.Option("--agreed-at", metavar="TIME", help="When it was agreed: '20/11/2026 16:40'. Left out: now.")
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything to be known.")]


class OncallWriting(Writing):
    """A register opened to be written, with the on-call records of one authority."""

    def __init__(self, sites: Path | None, by: str, *, authority: str | None, dry_run: bool) -> None:
        """Read the register with its on-call records."""
        from comah_cli.oncall_names import authority_on_call

        super().__init__(sites, by, dry_run=dry_run)
        self.records, self.oncall = authority_on_call(self.book, authority)
        self.now = this_instant()

    def read(self) -> Book:
        """Read the register with its on-call records."""
        from comah.records.load import load_book
        from comah.records.oncall_load import with_oncall

        return with_oncall(self.root, load_book(self.root))

    @property
    def serving(self) -> Serving:
        """The records for questions of who could serve."""
        from comah.agenda.oncall_watch import watch_of

        return watch_of(self.book, self.records, self.oncall, self.now).serving

    def agreement(self, agreed_by: str, agreed_at: str, note: str) -> Agreement:
        """Read who agreed and when; by whom it is recorded, and now, where it is not said."""
        from comah.oncall.agreement import Agreement
        from comah.oncall.time_words import typed_time

        at = read_time(agreed_at or typed_time(self.now.replace(second=0)), "--agreed-at", is_quiet=not agreed_at)
        return Agreement(by=agreed_by.strip() or self.by, at=at, note=note.strip())

    def write_draft(self, draft: RotaDraft) -> None:
        """Write a change of the rota; say who holds the turns after it and which rules that breaks."""
        self.refuse_faulty([change.file for change in draft.changes])
        self.write(draft.changes)
        tell("On call: ", draft.holds)
        tell("! ", draft.notices)


def read_time(text: str, option: str, *, is_quiet: bool = False) -> Moment:
    """Read a day with a time of day as an officer typed it, and say how it was read."""
    from comah.model.date_echo import date_echo
    from comah.model.officer_times import read_officer_time
    from comah.model.when import NotADateError, When

    try:
        moment = read_officer_time(text)
    except NotADateError as error:
        exits.usage(f"{option}: {error}. {THEN}")
    if not is_quiet:
        day = date_echo(When.on_day(moment.civil.date()))
        typer.echo(f"Read as {day} {moment.text.partition(' ')[2]}")
    return moment


def tell(lead: str, lines: Iterable[str]) -> None:
    """Say lines, each with what it is."""
    for line in lines:
        typer.echo(safe(f"{lead}{line}"))
