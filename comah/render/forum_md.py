"""The forum's view as Markdown, for a paper or a wiki."""

from __future__ import annotations

from comah.model.forum import ForumReport
from comah.model.words import weekday_words
from comah.render.check_md import block_md
from comah.render.forum_table import HEADS, LEGEND, ahead_words, cells, rows_ahead
from comah.render.markdown import md


def forum_md(report: ForumReport) -> str:
    """Return the headline, one table of the authorities, and what only the forum can see."""
    lines = [item for marking in report.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# {md(report.register_name)}: external plans", "", f"As at {weekday_words(report.on)}.", ""]
    lines += [item for notice in report.notices for item in (md(notice), "")]
    lines += [f"**{md(report.headline)}**", ""]
    lines += [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
    lines += [f"| {' | '.join(md(cell) for cell in cells(row, report.on))} |" for row in report.rows]
    lines += ["", *(item for line in LEGEND for item in (md(line), ""))]
    if report.not_counted:
        lines += ["## Returns not counted", ""]
        lines += [*(f"- {md(f'{one.file} {one.message}')}" for one in report.not_counted), ""]
    lines += _ahead(report)
    if report.blocks:
        lines += ["## What only the forum can see", "", *(item for block in report.blocks for item in block_md(block))]
    lines += [md(report.closing), ""]
    lines += [f"Law: {md(report.law)}. Register: {md(report.register_name)}, {report.register_digest}.", ""]
    return "\n".join(lines)


def _ahead(report: ForumReport) -> list[str]:
    lines: list[str] = []
    for row, ahead in rows_ahead(report):
        lines += [] if lines else ["## Next 90 days", ""]
        lines += [f"### {md(row.name)}", "", *(f"- {md(ahead_words(one))}" for one in ahead), ""]
    return lines
