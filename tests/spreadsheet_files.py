"""Spreadsheets for tests, as bytes: sound ones, and ones with a part put in, changed or taken out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from comah.model.sheet import Sheet, Workbook
from comah.records.spreadsheets.open_file import open_spreadsheet

ROWS = [["Site", "Tier", "Date of test"], ["Northbank Chemicals", "Upper", "12/05/2023"]]
SHEET = "xl/worksheets/sheet1.xml"


def workbook_bytes(
    rows: Iterable[Sequence[object]] = ROWS, change: Callable[[Worksheet], object] = lambda _: None
) -> bytes:
    """Make a workbook of one sheet, Sites."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sites"
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    return zipped({**parts_of(data), name: part})


def with_words(data: bytes, name: str, old: str, new: str) -> bytes:
    """Change words in a part, which has to hold them."""
    part = parts_of(data)[name]
    assert old.encode() in part, part[:2000]
    return with_part(data, name, part.replace(old.encode(), new.encode()))


def with_cells(cells: str, before: str = "", after: str = "") -> bytes:
    """Make a workbook whose sheet is written out by hand."""
    return with_part(
        workbook_bytes(),
        SHEET,
        (
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
        ).encode(),
    )


def with_shared_texts(items: str, cells: str = "") -> bytes:
    """Make a workbook whose cells refer to texts by number, as Excel's do."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="texts" Type="{kind}" Target="/xl/sharedStrings.xml"/>'
    data = with_words(
        with_cells(cells), "xl/_rels/workbook.xml.rels", "</Relationships>", f"{relation}</Relationships>"
    )
    part = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{items}</sst>'
    return with_part(data, "xl/sharedStrings.xml", part.encode())


def opened(folder: Path, data: bytes, name: str = "sites.xlsx") -> Workbook:
    path = folder / name
    path.write_bytes(data)
    return open_spreadsheet(path)


def sheet_of(folder: Path, data: bytes, name: str = "sites.xlsx") -> Sheet:
    (sheet,) = opened(folder, data, name).sheets
    return sheet


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.rows]
