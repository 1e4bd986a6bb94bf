"""The due report as an officer reads it on a screen."""

from __future__ import annotations

from comah.model.due_report import AuthorityDue, DueReport, Row, Section
from comah.model.duty import Status
from comah.model.words import weekday_words
from comah.render.screen import Screen

_STYLE = {
    Status.OVERDUE: "bold red",
    Status.MAY_BE_OVERDUE: "red",
    Status.UNKNOWN: "magenta",
    Status.AT_RISK: "yellow",
}


def due_table(report: DueReport, width: int, *, colour: bool) -> str:
    """Return the report as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    _unreadable(screen, report)
    if report.notice:
        screen.line(report.notice, "bold")
    for number, page in enumerate(report.authorities):
        if number:
            screen.line()
        _page(screen, report, page)
    if report.scope:
        screen.line(f"Not shown: {report.scope}.")
    return screen.text()


def _unreadable(screen: Screen, report: DueReport) -> None:
    if not report.unreadable:
        return
    files = sorted({problem.file for problem in report.unreadable})
    screen.line(f"NOT READ AS WRITTEN: {', '.join(files)}", "bold red")
    for problem in report.unreadable:
        what = " (nothing of this file is counted)" if problem.hides_file else ""
        screen.line(f"  {problem.where} {problem.message}{what}")
    screen.line("Dates below may be wrong until these are mended: comah validate")
    screen.line()


def _page(screen: Screen, report: DueReport, page: AuthorityDue) -> None:
    if page.marking:
        screen.line(page.marking, "bold")
    screen.split(f"{page.name}: external plans due", f"as at {weekday_words(report.on)}", "bold")
    if page.source_note:
        screen.line(f"Source: {page.source_note}")
    for line in page.headline:
        screen.line(line, "bold" if line.isupper() or "CANNOT" in line else "")
    for section in page.sections:
        screen.line()
        _section(screen, section)
    if page.notes:
        screen.line()
    for note in page.notes:
        screen.line(note)
    if page.local:
        screen.line()
        screen.line("LOCAL, not law")
        for line in page.local:
            screen.line(line)
    if page.next_step:
        screen.line(f"Next: {page.next_step}")


def _section(screen: Screen, section: Section) -> None:
    screen.line(f"{section.heading}  {section.provision}", "bold")
    if section.is_all_unknown:
        heads = ("Plan", "On record", "In date only if", "Start by")
        screen.table(heads, [((r.plan, r.on_record, r.in_date_only_if, r.start_by), _style(r)) for r in section.rows])
        return
    dated_heads = ("Plan", section.record_head, "Safe date", "Left", "Start by", "Position")
    screen.table(dated_heads, [(_cells(row), _style(row)) for row in section.rows])


def _cells(row: Row) -> tuple[str, ...]:
    position = f"{row.position}; only if {row.in_date_only_if}" if row.in_date_only_if else row.position
    return row.plan, row.on_record, row.safe, row.left, row.start_by, position


def _style(row: Row) -> str:
    return _STYLE.get(row.status, "")
