"""What an import understood, row by row, and what would become of it: as an officer reads it on a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from comah.model.import_report import Fate, ImportReport, Remark, RowResult, SheetRead, Verdict
from comah.model.words import count_words, weekday_words
from comah.render.screen import Screen

_STYLES: Final = {Fate.ASKED: "yellow", Fate.CONFLICT: "yellow", Fate.PARTLY: "yellow", Fate.NOT_TAKEN: "red"}
_QUIET: Final = frozenset({Fate.ON_RECORD, Fate.PASSED})  # runs of them are told in one line
_RUN: Final = 3
_FEW: Final = 12  # files of a folder that are named one by one
_VERDICTS: Final = {
    Verdict.LATER: "DUE DATES LATER THAN THE LAW ALLOWS, not stored",
    Verdict.EARLIER: "DUE DATES EARLIER THAN THE LAW ASKS, not stored",
    Verdict.NOT_COMPARED: "DUE DATES THAT CANNOT BE COMPARED, not stored",
}


def import_table(report: ImportReport, width: int, *, colour: bool) -> str:
    """Return the report as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    screen.split(f"comah import: {report.file}", f"as at {weekday_words(report.on)}", "bold")
    for note in report.notes:
        screen.line(note)
    rows = {title: list(found) for title, found in groupby(report.results, key=lambda result: result.read.at.sheet)}
    for sheet in report.sheets:
        _write_sheet(screen, sheet, rows.get(sheet.sheet.title, []))
    _write_lists(screen, report)
    _write_files(screen, report)
    screen.line()
    screen.line(_summary(report), "bold")
    return screen.text()


def _write_sheet(screen: Screen, read: SheetRead, results: Sequence[RowResult]) -> None:
    """Write how a sheet was read, then its rows; one line for a sheet of which nothing was read."""
    remarks = (*read.sheet.notes, *read.remarks)
    if not read.heading_row and not results:
        screen.line(f"Sheet {read.sheet.title}: {'; '.join(remarks) or 'nothing was read'}")
        return
    screen.line()
    screen.line(f"Sheet {read.sheet.title}, headings in row {read.heading_row}", "bold")
    known = [f"{heading} = {meaning}" for heading, meaning in read.columns if meaning]
    unknown = [heading for heading, meaning in read.columns if not meaning]
    for label, words in (("Read as", known), ("Not read", unknown)):
        if words:
            screen.line(f"  {label}: {'; '.join(words)}")
    for remark in remarks:
        screen.line(f"  {remark}")
    for alike, of_it in groupby(results, key=_alike):
        same = list(of_it)
        if alike and len(same) >= _RUN:
            screen.line(f"  Rows {same[0].read.at.row} to {same[-1].read.at.row}: {alike}")
        else:
            for result in same:
                _write_row(screen, result)


def _alike(result: RowResult) -> str:
    """Return what is said of a row that changes nothing, so that a run of them is told in one line."""
    if result.fate not in _QUIET:
        return ""
    return "; ".join((result.fate.value, *map(_remark_words, result.read.remarks)))


def _write_row(screen: Screen, result: RowResult) -> None:
    read = result.read
    named = read.site or read.establishment
    if read.establishment not in {"", named}:
        named = f"{read.site} -> {read.establishment}"
    screen.line(
        f"  Row {read.at.row}: {f'{named}: ' if named else ''}{result.fate.value}", _STYLES.get(result.fate, "")
    )
    if read.understood:
        screen.line(f"      {'; '.join(read.understood)}")
    for remark in read.remarks:
        screen.line(f"      {'! ' if remark.is_blocking else '~ '}{_remark_words(remark)}")


def _remark_words(remark: Remark) -> str:
    return f"{remark.heading}: {remark.text}" if remark.heading else remark.text


def _write_lists(screen: Screen, report: ImportReport) -> None:
    """Write what an officer has to decide, gathered from the rows, and the due dates that the file states."""
    by_row: tuple[tuple[str, Callable[[RowResult], Iterable[str]]], ...] = (
        ("CONFLICTS WITH THE RECORDS, listed and left", lambda result: result.conflicts),
        ("QUESTIONS, to be answered before the row can be taken", lambda result: [result.read.question]),
        ("NOT TAKEN", _why_not),
    )
    for heading, words_of in by_row:
        _write_list(
            screen, heading, [f"{one.read.at}: {text}" for one in report.results for text in words_of(one) if text]
        )
    for verdict, heading in _VERDICTS.items():
        _write_list(screen, heading, [claim.words for claim in report.claims if claim.verdict is verdict])


def _why_not(result: RowResult) -> Iterator[str]:
    if result.fate in {Fate.NOT_TAKEN, Fate.PARTLY}:
        yield from (_remark_words(remark) for remark in result.read.remarks if remark.is_blocking)


def _write_list(screen: Screen, heading: str, lines: Sequence[str]) -> None:
    if lines:
        screen.line()
        screen.line(f"{heading} ({len(lines):,})", "bold")
        for line in lines:
            screen.line(f"  {line}")


def _write_files(screen: Screen, report: ImportReport) -> None:
    for heading, files in (("NEW FILES", report.new_files), ("EDITED FILES", report.edited_files)):
        if not files:
            continue
        screen.line()
        screen.line(f"{heading} ({len(files):,})", "bold")
        for folder, of_it in groupby(sorted(files), key=lambda file: file.rpartition("/")[0]):
            names = [file.rpartition("/")[2] for file in of_it]
            listed = ", ".join(names) if len(names) <= _FEW else count_words(len(names), "file")
            screen.line(f"  {folder}/: {listed}" if folder else f"  {listed}")


def _summary(report: ImportReport) -> str:
    counts = report.counts
    rows = f"{sum(counts.values()):,} {'row' if sum(counts.values()) == 1 else 'rows'}"
    listed = ", ".join(f"{number:,} {fate.value}" for fate, number in counts.items())
    return f"{rows}: {listed}." if listed else "No row was read."
