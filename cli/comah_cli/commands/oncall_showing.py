"""``comah oncall now``, ``next`` and ``at``: who is on call."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import clock, exits
from comah_cli.options import Authority, Output, PageFormat, Sites, open_book

if TYPE_CHECKING:
    from pathlib import Path

    from comah.model.book import AuthorityBook
    from comah.model.oncall_book import Oncall
    from comah.model.oncall_page import PageHead
    from comah.oncall.watch import Watch

Private = Annotated[
    bool, typer.Option("--private", help="Telephone numbers too, from the file that COMAH_PRIVATE names.")
]
Form = Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")]


class Asked:
    """The rota of one authority, opened to be looked at on an instant."""

    def __init__(self, sites: Path | None, authority: str | None, instant: datetime, *, private: bool = False) -> None:
        """Read the register with its on-call records, and what the journal knows of them."""
        from comah.agenda.oncall_watch import head_of, watch_of
        from comah.records.oncall_journal import rota_change
        from comah.records.oncall_load import with_oncall
        from comah.records.private_file import read_telephones
        from comah_cli.oncall_names import authority_on_call

        self.root, bare = open_book(sites)
        self.book = with_oncall(self.root, bare)
        self.records: AuthorityBook
        self.oncall: Oncall
        self.records, self.oncall = authority_on_call(self.book, authority)
        telephones = read_telephones(os.environ.get("COMAH_PRIVATE"), self.root) if private else None
        self.watch: Watch = watch_of(self.book, self.records, self.oncall, instant, telephones)
        self.head: PageHead = head_of(
            self.book, self.records, self.oncall, rota_change(self.root, self.oncall), instant
        )


def now(
    *,
    private: Private = False,
    authority: Authority = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show who is on call now, until when, what has to be known of it, and who comes next."""
    from comah.oncall.pages import now_page
    from comah_cli.output import emit_page

    asked = Asked(sites, authority, this_instant(), private=private)
    emit_page(now_page(asked.watch, asked.head), "oncall", form, output)


def at(
    time: Annotated[
        str, typer.Argument(metavar="TIME", show_default=False, help="'20/11/2026 18:00'; BST or GMT may follow.")
    ],
    *,
    private: Private = False,
    authority: Authority = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show who is, was or will be on call at a time. A time that the clocks show twice is answered twice."""
    from comah.model.officer_times import read_officer_time
    from comah.model.when import NotADateError
    from comah.oncall.civil_time import moment_instant
    from comah.oncall.pages import at_page
    from comah_cli.output import emit_page

    try:
        moment = read_officer_time(time)
    except NotADateError as error:
        exits.usage(str(error))
    asked = Asked(sites, authority, moment_instant(moment), private=private)
    emit_page(at_page(asked.watch, asked.head, moment), "oncall", form, output)


def next_(
    *,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="One role only.")] = "",
    most: Annotated[int, typer.Option("--changes", metavar="N", min=1, max=60, help="So many changes a place.")] = 3,
    authority: Authority = None,
    form: Form = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show the next changes of each role: when, and to whom."""
    from comah.oncall.pages import next_page
    from comah_cli.oncall_names import role_named
    from comah_cli.output import emit_page

    asked = Asked(sites, authority, this_instant())
    name = role_named(asked.oncall, role).id if role else ""
    page = next_page(asked.watch, asked.head, role=name, most=most)
    emit_page(page, "oncall_next", form, output, of="oncall")


def this_instant() -> datetime:
    """Return this computer's time, in UTC."""
    return datetime.fromisoformat(clock.now_text()).astimezone(UTC)
