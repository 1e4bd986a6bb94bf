"""The journal as JSON, schema ``comah.journal/1``."""

from __future__ import annotations

from typing import Final

from comah.model.journal import JournalLine, JournalReport
from comah.render.json_text import json_text

SCHEMA: Final = "comah.journal/1"


def journal_json(report: JournalReport) -> str:
    """Return every line that was asked for, and those that cannot be read."""
    return json_text(
        {
            "schema": SCHEMA,
            "marking": list(report.marking),
            "register": report.register_name,
            "asked": report.asked,
            "total": report.total,
            "changes": [_row(row) for row in report.rows],
            "not_read": [{"file": one.file, "line": one.line, "message": one.message} for one in report.faults],
        }
    )


def _row(row: JournalLine) -> dict[str, object]:
    return {
        "when": row.when,
        "by": row.by,
        "what": row.what,
        "file": row.file,
        "summary": row.summary,
        "before": row.before,
        "after": row.after,
        "journal": row.journal,
        "line": row.line,
    }
