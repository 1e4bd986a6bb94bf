"""Local measures as Markdown, for a board's paper."""

from __future__ import annotations

from comah.model.measure import MeasureReport
from comah.model.words import weekday_words
from comah.render.markdown import md
from comah.render.measures_table import LEGEND, NONE, NOT_LAW, cells, heads


def measures_md(report: MeasureReport) -> str:
    """Return one table of the measures."""
    lines = [item for marking in report.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# {md(report.title)}: local measures", "", f"As at {weekday_words(report.on)}.", ""]
    lines += [item for notice in report.notices for item in (md(notice), "")]
    lines += [md(NOT_LAW), ""]
    if report.rows:
        names = heads(report)
        lines += [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
        lines += [f"| {' | '.join(md(cell) for cell in cells(report, row))} |" for row in report.rows]
    else:
        lines += [NONE]
    lines += ["", LEGEND, ""]
    lines += [f"Law: {md(report.law)}. Register: {md(report.register_name)}, {report.register_digest}.", ""]
    return "\n".join(lines)
