"""What the lint found, as JSON, schema ``comah.calendar-lint/1``."""

from __future__ import annotations

from typing import Final

from comah.model.lint_page import LintedFile, LintPage
from comah.render.json_text import json_text

SCHEMA: Final = "comah.calendar-lint/1"


def calendar_lint_json(page: LintPage) -> str:
    """Return every file with what was found in it, and the rules that are broken."""
    return json_text(
        {
            "schema": SCHEMA,
            "fail_on": page.fail_on.value,
            "fails": page.fails,
            "files": [_fields(file) for file in page.files],
            "rules": [
                {
                    "code": rule.code,
                    "title": rule.title,
                    "source": rule.source,
                    "rule": rule.rule,
                    "effect": rule.effect,
                    "right": rule.right.strip("\n"),
                }
                for rule in page.rules
            ],
        }
    )


def _fields(file: LintedFile) -> dict[str, object]:
    return {
        "file": file.name,
        "octets": file.octets,
        "events": file.events,
        "counts": {"error": file.errors, "warning": file.warnings, "note": file.notes},
        "findings": [
            {"code": row.code, "severity": row.severity.value, "line": row.line or None, "message": row.message}
            for row in file.rows
        ],
    }
