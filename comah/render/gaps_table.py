"""What is missing, as an officer reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.gap import GapReport, GapRow, GapSection
from comah.model.page import Line, Part
from comah.model.words import weekday_words
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import write_unread

_LEGEND = "SITE is one of the sites, DATE the day, POST the post that records it. What to credit is for you to decide."


def gaps_table(report: GapReport, width: int, *, colour: bool) -> str:
    """Return the report as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, report.unreadable)
    if report.notice:
        screen.line(report.notice, "bold")
    for number, page in enumerate(report.authorities):
        if number:
            screen.line()
        if page.marking:
            write_folded(screen, page.marking, style="bold")
        screen.split(f"{page.name}: what is missing", f"as at {weekday_words(report.on)}", "bold")
        if page.source_note:
            write_folded(screen, f"Source: {page.source_note}")
        screen.line(page.headline, "bold")
        write_parts(screen, gap_parts(page.sections))
        if page.sections:
            screen.line()
            write_folded(screen, _LEGEND)
    return screen.text()


def gap_parts(sections: tuple[GapSection, ...]) -> Iterator[Part]:
    """Yield one part a section: the rows, then where to look."""
    for section in sections:
        heading = section.words.heading + (f"  {section.provision}" if section.provision else "")
        lines = [line for row in section.rows for line in _row(row)]
        lines.append(Line(label="Look in", text="; ".join(section.words.look)))
        yield Part(id=section.kind.value, heading=heading, lines=tuple(lines))


def _row(row: GapRow) -> Iterator[Line]:
    gap = row.first
    yield Line(text=f"{row.subject}: {gap.what}")
    yield Line(label="Enough", text=gap.enough)
    yield Line(label="Write", text=write_words(row))


def write_words(row: GapRow) -> str:
    """Say what records the fact: a command, or the key and the file to write by hand."""
    if row.command:
        return row.command
    files = sorted({gap.file.file for gap in row.gaps if gap.file})
    folders = {file.rpartition("/")[0] for file in files}
    where = files[0] if len(files) == 1 else ", ".join(f"{folder}/*.toml" for folder in sorted(folders))
    return f"by hand, {row.first.key} in {where}"
