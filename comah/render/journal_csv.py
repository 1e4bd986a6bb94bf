"""The journal as CSV: one change a line."""

from __future__ import annotations

from comah.model.journal import JournalReport
from comah.render.cells import csv_text

COLUMNS = ("when", "by", "what", "file", "summary", "before", "after", "journal", "line")


def journal_csv(report: JournalReport) -> str:
    """Return a heading and one line a change; line ends are CRLF as RFC 4180 has them."""
    rows = (
        (row.when, row.by, row.what, row.file, row.summary, row.before, row.after, row.journal, row.line)
        for row in report.rows
    )
    return csv_text(COLUMNS, rows)
