"""Options that several commands share, and what they are read into."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import clock, exits

if TYPE_CHECKING:
    from comah.model.book import Book
    from comah.model.problem import Problem


class ReportFormat(StrEnum):
    """How a report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class PageFormat(StrEnum):
    """How a page that also stands as a note is written."""

    TABLE = "table"
    JSON = "json"
    MD = "md"


class PageOrJson(StrEnum):
    """How a page without rows for a spreadsheet is written."""

    TABLE = "table"
    JSON = "json"


Sites = Annotated[
    Path | None,
    typer.Option("--sites", metavar="DIR", help="The register's folder. Else COMAH_SITES, else ./sites."),
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="As at this day, not today: 2026-11-21 or 21/11/2026.")
]
Authority = Annotated[str | None, typer.Option("--authority", metavar="ID", help="One authority only.")]
Format = Annotated[ReportFormat, typer.Option("--format", help="How to write the answer.")]
Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write to this file, not the screen.")]
By = Annotated[str, typer.Option("--by", metavar="POST", help="The post that records this, never a person's name.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change and write nothing.")]


def reference_day(text: str | None) -> date:
    """Read ``--on``; today where it was not given."""
    return clock.today() if text is None else one_day(text, "--on")


def one_day(text: str, option: str) -> date:
    """Read one exact day, as an option gives it."""
    from comah.model.officer_dates import read_officer_date
    from comah.model.when import NotADateError

    try:
        when = read_officer_date(text)
    except NotADateError as error:
        exits.usage(f"{option} {text}: {error}")
    if not when.is_day:
        exits.usage(f"{option} {text}: one exact day is needed, such as 2026-11-21")
    return when.earliest


def open_book(sites: Path | None) -> tuple[Path, Book]:
    """Find and read the register."""
    from comah.records.find import find_register
    from comah.records.load import load_book

    root = find_register(sites, os.environ.get("COMAH_SITES"), Path.cwd())
    return root, load_book(root)


def open_book_with_oncall(sites: Path | None) -> tuple[Path, Book]:
    """Find and read the register, with its on-call records where there are any."""
    root, book = open_book(sites)
    if any(root.glob("*/oncall")):  # most commands, and many registers, have nothing to do with them
        from comah.records.oncall_load import with_oncall

        book = with_oncall(root, book)
    return root, book


def faults_between(book: Book, on: date | None) -> tuple[Problem, ...]:
    """Return what is wrong between records, and with the times of turns where on-call records were read.

    Facts dated after ``on`` are faults; None, where the day is not today's, leaves that out.
    """
    from comah.records.consistency import check_book

    if all(one.oncall is None for one in book.authorities):
        return check_book(book, on)
    from comah.oncall.turn_faults import turn_faults

    return (*check_book(book, on), *turn_faults(book))
