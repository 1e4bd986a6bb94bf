"""A check as an officer reads it on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.finding import Block, CheckReport, Expiring, Kind
from comah.model.kinds import Severity, WaiverKind
from comah.model.words import count_words, day_words, weekday_words
from comah.render.parts import write_folded
from comah.render.plain import plain
from comah.render.screen import Screen

HEADINGS: Final = {
    Kind.LAW: "Law",
    Kind.LOCAL: "Local targets, not law",
    Kind.PRACTICE: "Good practice, not law",
    Kind.RECORD: "State of the records",
}
_WORDS: Final = {Severity.ERROR: "ERROR", Severity.WARNING: "WARN ", Severity.NOTE: "NOTE "}
_STYLE: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: ""}
_INDENT: Final = "  "
_LABEL: Final = 6  # columns of a label, such as Since


def check_table(report: CheckReport, width: int, *, colour: bool) -> str:
    """Return the check as a page of text, never wider than ``width``; one line where nothing is found."""
    screen = Screen(width, colour=colour)
    if not report.is_clean:
        _page(screen, report)
    for line in report.closing:
        write_folded(screen, line)
    if report.expiring_in is not None:
        screen.line()
        screen.line(expiring_heading(report), "bold")
        for one in report.expiring:
            write_folded(screen, expiring_words(one), _INDENT, _INDENT * 2)
    return screen.text()


def expiring_heading(report: CheckReport) -> str:
    """Say how many answers end soon."""
    within = count_words(report.expiring_in or 0, "day")
    return f"Answers that end within {within}: {len(report.expiring) or 'none'}"


def expiring_words(one: Expiring) -> str:
    """Write an answer that ends soon, with where it stands."""
    done = "waived" if one.kind is WaiverKind.WAIVER else "acknowledged"
    reference = f", {one.reference}" if one.reference else ""
    of = one.establishment or one.authority
    where = f"{one.place.file.name}:{one.place.line}"
    return f"{day_words(one.expires_on)}  {one.code} {of}: {done} by {one.approver}{reference}   {where}"


def _page(screen: Screen, report: CheckReport) -> None:
    for line in report.marking:
        screen.line(line, "bold")
    screen.split(f"comah check: {report.title}", f"as at {weekday_words(report.on)}", "bold")
    for line in report.notices:
        screen.line(line)
    write_folded(screen, report.headline)
    for kind in Kind:
        blocks = [block for block in report.blocks if block.kind is kind]
        if blocks:
            screen.line()
            screen.line(HEADINGS[kind].upper() if kind is Kind.LAW else HEADINGS[kind], "bold")
        for block in blocks:
            write_block(screen, block)
    screen.line()


def write_block(screen: Screen, block: Block) -> None:
    """Write one finding: its heading, its labelled lines and its answer."""
    start = f"{_WORDS[block.severity]} {block.code} "
    write_folded(screen, start + block.heading, "", _INDENT, _STYLE[block.severity])
    for label, text in block.lines:
        head = f"{_INDENT}{plain(label):<{_LABEL}}"
        head = head if head.endswith(" ") else f"{head} "
        write_folded(screen, head + text, "", " " * len(head))
    if block.answer:
        write_folded(screen, block.answer, _INDENT, _INDENT * 2)
