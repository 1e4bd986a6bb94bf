"""``comah import``: a spreadsheet into the records, shown row by row before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comah_cli import exits
from comah_cli.options import DryRun, On, PageOrJson, Sites


def import_(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", show_default=False, help="A workbook (.xlsx) or a CSV file.")
    ] = None,
    *,
    by: Annotated[
        str, typer.Option("--by", metavar="POST", help="The post that records this; needed unless --dry-run.")
    ] = "",
    authority: Annotated[
        str, typer.Option("--authority", metavar="ID", help="Whose sites these are, where the sheet does not say.")
    ] = "",
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="A TOML file that says what columns and names mean.")
    ] = None,
    sheet: Annotated[
        list[str] | None, typer.Option("--sheet", metavar="NAME", help="Only this sheet; can be given again.")
    ] = None,
    tier: Annotated[
        str, typer.Option("--tier", metavar="TIER", help="upper or lower, for new sites where the sheet does not say.")
    ] = "",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Write an empty workbook to fill in instead.")
    ] = None,
    left: Annotated[
        Path | None,
        typer.Option("--left", metavar="FILE", help="Where rows not taken go, to mend. Else FILE-left.xlsx."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking first.")] = False,
    dry_run: DryRun = False,
    form: Annotated[PageOrJson, typer.Option("--format", help="How to write the answer.")] = PageOrJson.TABLE,
    sites: Sites = None,
    on: On = None,
) -> None:
    """Take a spreadsheet into the records: what is new is added, nothing is overwritten, nothing is guessed.

    Every row is shown as it was understood. Rows that were not taken go to a workbook to mend and import
    again; the exit status is 0 all the same.
    """
    from comah_cli.commands.import_writing import Importing, write_template

    if template is not None:
        if file is not None:
            exits.usage("--template writes an empty workbook; leave out the file to import")
        write_template(template)
        return
    if file is None:
        exits.usage("comah import needs a file, such as: comah import sites.xlsx --dry-run")
    if tier not in {"", "upper", "lower"}:
        exits.usage(f"--tier {tier}: upper or lower")
    importing = Importing(file, by=by, sites=sites, on=on, is_dry_run=dry_run)
    importing.understand(mapping=mapping, sheets=sheet or [], authority=authority, tier=tier)
    importing.finish(form, left=left, is_agreed=yes)
