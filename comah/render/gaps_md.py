"""What is missing, as Markdown, for a note or a wiki."""

from __future__ import annotations

from comah.model.gap import AuthorityGaps, GapReport
from comah.model.words import weekday_words
from comah.render.gaps_table import gap_parts
from comah.render.markdown import md
from comah.render.parts import parts_md
from comah.render.unread import unread_md


def gaps_md(report: GapReport) -> str:
    """Return one heading an authority and a list a kind of gap."""
    lines = unread_md(report.unreadable)
    if report.notice:
        lines += [f"**{md(report.notice)}**", ""]
    for page in report.authorities:
        lines += _page(report, page)
    lines += [f"Law: {md(report.law)}. Register: {md(report.register_name)}, {report.register_digest}.", ""]
    return "\n".join(lines)


def _page(report: GapReport, page: AuthorityGaps) -> list[str]:
    lines = [f"**{md(page.marking)}**", ""] if page.marking else []
    lines += [f"# {md(page.name)}: what is missing", "", f"As at {weekday_words(report.on)}.", ""]
    if page.source_note:
        lines += [f"Source: {md(page.source_note)}", ""]
    return [*lines, f"**{md(page.headline)}**", "", *parts_md(gap_parts(page.sections))]
