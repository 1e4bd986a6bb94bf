"""What ``comah import`` does: open, understand, show, ask, write, and put what was left where it can be mended."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import typer

from comah_cli import clock, exits
from comah_cli.options import PageOrJson, reference_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comah.model.book import Book
    from comah.model.import_report import ImportReport
    from comah.model.sheet import Workbook
    from comah.model.workbook_page import WorkbookPage
    from comah.records.spreadsheets.import_plan import ImportPlan


class Importing:
    """One file on its way into a register."""

    def __init__(self, file: Path, *, by: str, sites: Path | None, on: str | None, is_dry_run: bool) -> None:
        """Open the file and the register; neither is changed by that."""
        from comah.records.spreadsheets.foresee import book_before
        from comah.records.spreadsheets.open_file import open_spreadsheet
        from comah.records.write import file_digests

        if not (by.strip() or is_dry_run):
            exits.usage(
                '--by needs the post that imports this, such as --by "emergency planning officer"; '
                "or look first with --dry-run"
            )
        self.file = file
        self.by = by.strip()
        self.is_dry_run = is_dry_run
        self._named: list[tuple[str, str | Path]] = []  # options given, for the command that follows a dry run
        self.on: date = reference_day(on)
        self.workbook: Workbook = open_spreadsheet(file)
        self.root = _root(sites)
        self.digests = file_digests(self.root) if self.root.is_dir() else {}  # before the book
        self.book: Book = book_before(self.root)

    def understand(self, *, mapping: Path | None, sheets: Sequence[str], authority: str, tier: str) -> None:
        """Read every sheet and hold what it says against the records."""
        from comah.assess import compare_claims
        from comah.law.load import load_law
        from comah.records.spreadsheets.import_plan import Asked, plan_import
        from comah.records.spreadsheets.mapping import Mapping, read_mapping

        asked = Asked(
            mapping=read_mapping(mapping) if mapping else Mapping(),
            sheets=tuple(sheets),
            authority=authority,
            tier=tier,
            by=self.by,
            on=self.on,
        )
        self._named = [
            ("--map", mapping or ""),
            *(("--sheet", sheet) for sheet in sheets),
            ("--authority", authority),
            ("--tier", tier),
        ]
        self.plan: ImportPlan = plan_import(self.root, self.book, self.workbook, asked)
        claims = compare_claims(self.plan.claims, self.plan.book_after, load_law(), self.on)
        self.report: ImportReport = self.plan.report(claims)

    def finish(self, form: PageOrJson, *, left: Path | None, is_agreed: bool) -> None:
        """Show what was understood, write it once that is agreed, and say what comes next."""
        from comah_cli.left_file import left_path
        from comah_cli.output import emit

        page = self.plan.left()
        path = left_path(self.file, left) if page.sheets else None
        if path is not None:
            self.report = msgspec.structs.replace(self.report, left_file=str(path))
        is_asked = not (self.is_dry_run or is_agreed) and _is_terminal() and bool(self.plan.changes)
        if form is PageOrJson.JSON:
            if is_asked:
                exits.usage("--format json at a terminal shows nothing first: add --yes, or --dry-run")
            self._write(path, page)
            emit(_json(self.report), None)
            return
        emit(_table(self.report), None)
        if is_asked and not typer.confirm("\nWrite this into the records?", err=True):
            exits.say("Nothing was written.")
            return
        self._write(path, page)
        emit(self._after(path), None)

    def _write(self, path: Path | None, page: WorkbookPage) -> None:
        """Write the records in one go, then the workbook of the rows to mend; in a dry run neither."""
        from comah.records.write import apply_changes
        from comah.render.workbook_xlsx import workbook_bytes
        from comah_cli.output import emit_bytes

        if self.is_dry_run:
            return
        plan = self.plan
        apply_changes(self.root, plan.changes, by=self.by, at=clock.now_text(), digests=self.digests, sound=plan.sound)
        self.report = msgspec.structs.replace(self.report, is_written=bool(plan.changes))
        if path is not None:
            emit_bytes(workbook_bytes(page), path)

    def _after(self, path: Path | None) -> str:
        lines = [""]
        if self.is_dry_run:
            lines.append("Dry run: nothing was written.")
        elif self.report.is_written:
            lines.append(f"Written, and entered in the journal as by: {self.by}")
        else:
            lines.append("Nothing was written: there is nothing to add.")
        if path is not None:
            verb = "would go" if self.is_dry_run else "are"
            lines.append(f"The rows to mend {verb} in {path}: mend or answer them, then import that file.")
        sites = f" --sites {_quoted(self.root)}"
        if self.is_dry_run and self.plan.changes:
            return "\n".join([*lines, "Next:", f"  {self._command()}{sites}"]) + "\n"
        lines += ["Next:", f"  comah due{sites}", f"  comah gaps{sites}"]
        return "\n".join(lines) + "\n"

    def _command(self) -> str:
        """Return the command that writes what a dry run showed."""
        named = [*self._named, ("--by", self.by or "emergency planning officer")]
        options = (f" {option} {_quoted(value)}" for option, value in named if value)
        return f"comah import {_quoted(self.file)}{''.join(options)}"


def write_template(path: Path) -> None:
    """Write the empty workbook to fill in; a file that is there is never replaced."""
    from comah.records.spreadsheets.template import import_template
    from comah.render.workbook_xlsx import workbook_bytes
    from comah_cli.output import emit_bytes

    if path.suffix.lower() != ".xlsx":
        exits.usage(f"--template {path}: it is a workbook; give a name that ends in .xlsx")
    if path.exists():
        exits.usage(f"--template {path}: there is such a file, and it is not replaced; give another name")
    emit_bytes(workbook_bytes(import_template(clock.today())), path)
    typer.echo(f"Fill it in, then look at what comah makes of it:\n  comah import {_quoted(path)} --dry-run")


def _root(sites: Path | None) -> Path:
    """Find the register; an empty or missing folder that was named can take a whole one in."""
    from comah.errors import RegisterNotFoundError
    from comah.records.find import find_register
    from comah.records.spreadsheets.foresee import is_begun

    try:
        return find_register(sites, os.environ.get("COMAH_SITES"), Path.cwd())
    except RegisterNotFoundError:
        if sites is None or sites.is_file() or is_begun(sites):
            raise
        return sites


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _quoted(path: str | Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _json(report: ImportReport) -> str:
    from comah.render.import_json import import_json

    return import_json(report)


def _table(report: ImportReport) -> str:
    from comah.render.import_table import import_table
    from comah_cli.output import has_colour, width

    return import_table(report, width(), colour=has_colour())
