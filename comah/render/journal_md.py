"""The journal as Markdown, for a note or an inspector's pack."""

from __future__ import annotations

from comah.model.journal import JournalReport
from comah.render.journal_table import HEADS, cells, closing, fault_lines, title
from comah.render.markdown import md


def journal_md(report: JournalReport) -> str:
    """Return one table of the changes."""
    lines = [item for marking in report.marking for item in (f"**{md(marking)}**", "")]
    lines += [item for fault in fault_lines(report) for item in (f"**{md(fault)}**", "")]
    lines += [f"# {md(title(report))}", ""]
    if report.rows:
        lines += [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
        lines += [f"| {' | '.join(md(cell) for cell in cells(row))} |" for row in report.rows]
        lines += [""]
    return "\n".join([*lines, md(closing(report)), ""])
