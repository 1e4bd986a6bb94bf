"""``comah calendar lint``: calendar files, ours or anyone's, held against the rules octet by octet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah.model.kinds import Severity
from comah_cli import clock, exits
from comah_cli.options import Output, ReportFormat

if TYPE_CHECKING:
    from comah.calendar_lint.page import CalendarFile

_WHOLE = frozenset({ReportFormat.JSON, ReportFormat.CSV})  # for programs: nothing is left out


def lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="The calendar files to look at, ours or anyone's.", show_default=False),
    ] = None,
    *,
    is_all: Annotated[bool, typer.Option("--all", help="Every finding, not the first few of each code.")] = False,
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="Exit 1 for a finding as bad as this, or worse.")
    ] = Severity.ERROR,
    every_rule: Annotated[bool, typer.Option("--list", help="Every rule of the lint.")] = False,
    form: Annotated[ReportFormat, typer.Option("--format", help="How to write the answer.")] = ReportFormat.TABLE,
    output: Output = None,
) -> None:
    """Hold calendar files against the standard, and against what Outlook is known to stumble over.

    An error breaks the standard or programs. A warning is read by programs in different ways. A note is a rule of
    comah's own files, and no fault in anyone else's.
    """
    from comah_cli.output import emit_page

    if every_rule:
        _list_rules(files or [], form, output)
        return
    if not files:
        exits.usage("Name a calendar file, such as comah calendar lint plans.ics; or --list for every rule")
    from comah.calendar_lint.page import lint_page

    page = lint_page([_read(path) for path in files], fail_on=fail_on, is_all=is_all or form in _WHOLE)
    emit_page(page, "calendar_lint", form, output)
    if page.fails:
        raise typer.Exit(exits.FINDINGS)


def _read(path: Path) -> CalendarFile:
    """Read a file, unless it is too large to be one that any program takes."""
    from comah.calendar_lint.page import MOST_OCTETS, CalendarFile

    try:
        with path.open("rb") as file:
            data = file.read(MOST_OCTETS + 1)
            octets = path.stat().st_size
    except OSError as error:
        exits.usage(f"{path}: cannot be read ({error.strerror or error})")
    is_whole = len(data) <= MOST_OCTETS
    return CalendarFile(name=str(path), octets=max(octets, len(data)), data=data if is_whole else None)


def _list_rules(files: list[Path], form: ReportFormat, output: Path | None) -> None:
    from comah.explain.calendar_code import explain_calendar_codes
    from comah.law.load import load_law
    from comah_cli.output import emit_page

    if files:
        exits.usage("--list shows every rule and takes no file")
    if form is ReportFormat.CSV:
        exits.usage("--list is written as table, md or json only")
    emit_page(explain_calendar_codes(load_law(), clock.today()), "explain", form, output)
