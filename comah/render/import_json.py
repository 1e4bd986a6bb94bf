"""What an import understood and what became of it, as JSON, schema ``comah.import/1``."""

from __future__ import annotations

from typing import Final

from comah.model.import_report import ClaimResult, ImportReport, RowResult, SheetRead
from comah.render.due_json import iso
from comah.render.json_text import json_text

SCHEMA: Final = "comah.import/1"


def import_json(report: ImportReport) -> str:
    """Return every sheet, row and stated due date, in the order of the file."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": report.on.isoformat(),
            "file": report.file,
            "register": {"name": report.register_name},
            "written": report.is_written,
            "notes": list(report.notes),
            "sheets": [_sheet(sheet) for sheet in report.sheets],
            "rows": [_row(result) for result in report.results],
            "claims": [_claim(claim) for claim in report.claims],
            "counts": {fate.value: number for fate, number in report.counts.items()},
            "new_files": list(report.new_files),
            "edited_files": list(report.edited_files),
            "left_file": report.left_file or None,
        }
    )


def _sheet(read: SheetRead) -> dict[str, object]:
    return {
        "sheet": read.sheet.title,
        "heading_row": read.heading_row or None,
        "columns": [{"heading": heading, "read_as": meaning or None} for heading, meaning in read.columns],
        "remarks": list(read.remarks),
        "notes": list(read.sheet.notes),
    }


def _row(result: RowResult) -> dict[str, object]:
    read = result.read
    return {
        "sheet": read.at.sheet,
        "row": read.at.row,
        "site": read.site or None,
        "establishment": read.establishment or None,
        "fate": result.fate.value,
        "understood": list(read.understood),
        "remarks": [
            {"heading": remark.heading or None, "text": remark.text, "blocking": remark.is_blocking}
            for remark in read.remarks
        ],
        "conflicts": list(result.conflicts),
        "question": read.question or None,
    }


def _claim(result: ClaimResult) -> dict[str, object]:
    claim = result.claim
    return {
        "sheet": claim.at.sheet,
        "row": claim.at.row,
        "heading": claim.heading,
        "establishment": claim.establishment or None,
        "plan": claim.regime.value,
        "duty": claim.duty.value,
        "says": claim.said.text,
        "due_on": iso(result.due_on),
        "verdict": result.verdict.value,
        "words": result.words,
    }
