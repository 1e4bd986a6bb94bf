"""``comah export``: the register as a workbook, or as a folder of CSV files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.options import Authority, On, Sites, open_book, reference_day

if TYPE_CHECKING:
    from comah.model.workbook_page import WorkbookPage


class ExportFormat(StrEnum):
    """What is written."""

    XLSX = "xlsx"
    CSV = "csv"


def export(
    target: Annotated[
        Path,
        typer.Argument(metavar="FILE.xlsx|DIR", help="The workbook; with --format csv a folder.", show_default=False),
    ],
    *,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="One workbook, or a folder with one CSV file a sheet.")
    ] = ExportFormat.XLSX,
    authority: Authority = None,
    on: On = None,
    sites: Sites = None,
) -> None:
    """Write the register to a workbook: every record, and what is worked out from them as at the day."""
    from comah.assess import assess
    from comah.duties.export.compose import export_page
    from comah.law.load import load_law
    from comah.model.kinds import Severity
    from comah_cli.names import authority_named

    _check_name(target, form)
    day = reference_day(on)
    _, book = open_book(sites)
    law = load_law()
    council = authority_named(book, authority)
    page = export_page(book, law, assess(book, law, day), council, in_cells=form is ExportFormat.XLSX)
    if form is ExportFormat.CSV:
        _write_folder(target, page)
    else:
        _write_workbook(target, page)
    _say(page)
    exits.say_unread([one for one in book.problems if one.severity is Severity.ERROR])


def _check_name(target: Path, form: ExportFormat) -> None:
    from comah_cli.workbook_file import SUFFIX, refuse_workbook

    if form is ExportFormat.XLSX:
        if target.suffix.lower() != SUFFIX:
            exits.usage(f"{target}: a workbook's name ends in {SUFFIX}; for a folder of CSV files add --format csv")
        refuse_workbook(target)
    elif target.suffix.lower() == SUFFIX:
        exits.usage(f"{target}: --format csv writes a folder, whose name does not end in {SUFFIX}")


def _write_workbook(target: Path, page: WorkbookPage) -> None:
    from comah.render.workbook_xlsx import workbook_bytes
    from comah_cli.output import emit_bytes

    emit_bytes(workbook_bytes(page), target)


def _write_folder(folder: Path, page: WorkbookPage) -> None:
    from comah.records.replace import replace_file
    from comah.render.workbook_csv import heading_line, stem, workbook_csv
    from comah_cli.workbook_file import refuse_folder

    refuse_folder(folder, {f"{stem(sheet.title)}.csv": heading_line(sheet) for sheet in page.sheets})
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        exits.usage(f"{folder}: cannot be made ({error.strerror or error})")
    for name, data in workbook_csv(page).items():
        replace_file(folder / name, data)
    exits.say(f"Wrote {folder}")


def _say(page: WorkbookPage) -> None:
    from comah.model.words import count_words, day_words

    sheets, rows = count_words(len(page.sheets), "sheet"), count_words(page.records, "row")
    exits.say(f"  {sheets}, {rows} of records; what is worked out is as at {day_words(page.on)}")
    for line in page.not_held:
        exits.say(f"  NOT IN IT: {line}")
