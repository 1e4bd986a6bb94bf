"""The due report as Markdown, for a note or a wiki."""

from __future__ import annotations

from comah.model.due_report import AuthorityDue, DueReport, Section
from comah.model.words import weekday_words
from comah.render.markdown import md


def due_md(report: DueReport) -> str:
    """Return one heading an authority, a table a provision, and the notes below."""
    lines: list[str] = []
    for problem in report.unreadable:
        lines += [f"**Not read as written:** {md(problem.where)}: {md(problem.message)}", ""]
    if report.notice:
        lines += [f"**{md(report.notice)}**", ""]
    for page in report.authorities:
        lines += _page(report, page)
    lines += [f"Law: {md(report.law)}. Register: {md(report.register_name)}, {report.register_digest}.", ""]
    if report.scope:
        lines += [md(report.scope), ""]
    return "\n".join(lines)


def _page(report: DueReport, page: AuthorityDue) -> list[str]:
    lines = [f"# {md(page.name)}: external plans due", "", f"As at {weekday_words(report.on)}.", ""]
    if page.marking:
        lines = [f"**{md(page.marking)}**", "", *lines]
    if page.source_note:
        lines += [f"Source: {md(page.source_note)}", ""]
    for line in page.headline:
        lines += [f"**{md(line)}**", ""]
    for section in page.sections:
        lines += _section(section)
    lines += [item for note in page.notes for item in (md(note), "")]
    if page.local:
        lines += ["## Local, not law", "", *(f"- {md(line)}" for line in page.local), ""]
    if page.next_step:
        lines += [f"Next: `{page.next_step}`", ""]
    return lines


def _section(section: Section) -> list[str]:
    heading = [f"## {md(section.heading.capitalize())}: {md(section.provision)}", ""]
    if section.is_all_unknown:
        table = ["| Plan | On record | In date only if | Start by |", "|---|---|---|---|"]
        table += [_cells(row.plan, row.on_record, row.in_date_only_if, row.start_by) for row in section.rows]
    else:
        table = [
            f"| Plan | {section.record_head} | Safe date | Left | Start by | Position |",
            "|---|---|---|---|---|---|",
        ]
        for row in section.rows:
            position = f"{row.position}; only if {row.in_date_only_if}" if row.in_date_only_if else row.position
            table.append(_cells(row.plan, row.on_record, row.safe, row.left, row.start_by, position))
    return [*heading, *table, ""]


def _cells(*values: str) -> str:
    return f"| {' | '.join(md(value) for value in values)} |"
