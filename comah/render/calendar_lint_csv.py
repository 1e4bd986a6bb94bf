"""What the lint found, as CSV: one finding a line."""

from __future__ import annotations

from typing import Final

from comah.model.lint_page import LintPage
from comah.render.cells import csv_text

COLUMNS: Final = ("file", "line", "severity", "code", "message", "rule", "source")


def calendar_lint_csv(page: LintPage) -> str:
    """Return a heading and one line a finding; line ends are CRLF as RFC 4180 has them."""
    rules = {rule.code: rule for rule in page.rules}
    rows = (
        (
            file.name,
            row.line or None,
            row.severity.value,
            row.code,
            row.message,
            rules[row.code].rule,
            rules[row.code].source,
        )
        for file in page.files
        for row in file.rows
    )
    return csv_text(COLUMNS, rows)
