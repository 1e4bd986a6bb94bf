"""The forum's view as JSON, schema ``comah.forum/1``, and a return, schema ``comah.return/1``."""

from __future__ import annotations

from datetime import date
from typing import Final

from comah.model.forum import AuthorityReturn, ForumReport, ForumRow
from comah.render.check_json import finding_fields
from comah.render.due_json import iso
from comah.render.json_text import json_text

SCHEMA: Final = "comah.forum/1"


def forum_json(report: ForumReport) -> str:
    """Return every authority's row, and the findings that only the forum can see."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": report.on.isoformat(),
            "law": report.law,
            "register": {"name": report.register_name, "digest": report.register_digest},
            "authorities": [_row(row, report.on) for row in report.rows],
            "findings": [finding_fields(one) for one in report.findings],
            "not_counted": [{"file": one.file, "message": one.message} for one in report.not_counted],
        }
    )


def return_json(content: AuthorityReturn) -> str:
    """Return one authority's return as the file that it sends."""
    return json_text(content)


def _row(row: ForumRow, on: date) -> dict[str, object]:
    content = row.content
    head: dict[str, object] = {
        "authority": row.authority,
        "name": row.name,
        "basis": row.basis.value,
        "file": row.file or None,
        "as_at": iso(content.on) if content else None,
        "days_old": row.age_days if content else None,
        "safe_dates_passed_since": row.passed if content else None,
    }
    names = ("plans", "year", "exercises", "lessons", "reports_outstanding", "unreadable", "ahead")
    if content is None:  # null, never nought: nobody knows
        return head | dict.fromkeys(names)
    return head | {
        "plans": content.positions,
        "year": content.year,
        "exercises": {"held": content.exercises_held, "confirmed": content.exercises_confirmed},
        "lessons": {"open": content.lessons_open, "overdue": content.lessons_overdue},
        "reports_outstanding": content.reports_outstanding,
        "unreadable": content.unreadable,
        "ahead": row.ahead_on(on),
    }
