"""A CSV file as one sheet: its letters, its separator and its rows found out, and said where it matters."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from comah.model.sheet import EMPTY, Cell, Sheet, SheetRow, Workbook
from comah.records.shown import printable
from comah.records.spreadsheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from comah.records.spreadsheets.refusals import refusal, too_many_cells, too_many_columns, too_many_rows
from comah.records.spreadsheets.texts import cleaned

_SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs"}
_BYTE_ORDER: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WINDOWS: Final = "cp1252"
_SAID: Final = re.compile(r'"?sep=([,;\t])"?\r?\n', re.IGNORECASE)  # Excel's own first line for the separator
_LOOKED_AT: Final = 200  # rows
# Our own files lead a text that a spreadsheet would take for a formula by an apostrophe.
_SHIELDED: Final = re.compile(r"'(?='*[=+\-@\t\r])")
_SAVE_AS: Final = "In Excel: File > Save As > CSV UTF-8 (Comma delimited)"


def read_csv(file: str, data: bytes) -> Workbook:
    """Read a CSV file from its bytes.

    Raises:
        SpreadsheetRefusedError: where it is no text, not whole, or too large.
    """
    text, notes = _decoded(file, data)
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    separator = said.group(1) if said else _separator(text)
    rows = list(_rows(file, text, separator))
    while rows and rows[-1].is_empty:
        rows.pop()
    if not rows:
        raise refusal(file, "holds nothing but empty rows", "Give the file that has the table", _good(file))
    if separator != ",":
        notes.append(f"its columns are set apart by {_SEPARATORS[separator]}")
    title = printable(Path(file).stem)
    return Workbook(file=file, sheets=(Sheet(title=title, rows=tuple(rows)),), notes=tuple(notes))


def _decoded(file: str, data: bytes) -> tuple[str, list[str]]:
    """Return the text, and which letters it was read with where that may be wrong."""
    mark, name = next(((mark, name) for mark, name in _BYTE_ORDER if data.startswith(mark)), (b"", "utf-8"))
    bare = data[len(mark) :]
    if b"\0" in bare and not name.startswith("utf-16"):
        raise refusal(file, "holds bytes that no text has (NUL)", _SAVE_AS, _good(file))
    notes = []
    try:
        text = bare.decode(name)
    except UnicodeDecodeError as error:
        if mark:
            raise refusal(file, f"is not the {name} text that it begins as", _SAVE_AS, _good(file)) from error
        text = _windows(file, bare)
        notes.append("read as Windows-1252, for it is not UTF-8: see that accents, dashes and signs came out right")
    if "\0" in text:
        raise refusal(file, "holds characters that no text has (NUL)", _SAVE_AS, _good(file))
    return text, notes


def _windows(file: str, data: bytes) -> str:
    try:
        return data.decode(_WINDOWS)
    except UnicodeDecodeError as error:
        raise refusal(
            file, f"is neither UTF-8 nor Windows-1252 text (byte {error.start + 1:,})", _SAVE_AS, _good(file)
        ) from error


def _separator(text: str) -> str:
    """Choose the separator with which most rows have one and the same number of cells.

    Of two that do equally well it is the one that makes more cells, then the comma.
    """
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    widths = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)):
            if number == _LOOKED_AT:
                break
            if any(row):
                widths.append(len(row))
    except csv.Error:
        pass  # what was read before shows the separator; the fault is reported when the rows are read
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0, 0
    width, number = max(wide.items(), key=lambda each: (each[1], each[0]))
    return number / len(widths), width


def _rows(file: str, text: str, separator: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    cells = 0
    started = 1
    try:
        for number, row in enumerate(reader, start=1):
            made = _trimmed([_cell(text) for text in row])
            cells += len(made)
            if made and number > MAX_ROWS:
                raise too_many_rows(file, "")
            if len(made) > MAX_COLUMNS:
                raise too_many_columns(file, "")
            if cells > MAX_CELLS:
                raise too_many_cells(file)
            yield SheetRow(number=number, cells=tuple(made))
            started = reader.line_num + 1
    except csv.Error as error:
        raise refusal(
            file,
            f"cannot be read from line {started:,} on: {_why(str(error))}",
            "A quotation mark within a quoted text is written twice, and a text that begins with one ends with one",
            line='Northbank,"known as ""the works"""',
        ) from error


def _why(error: str) -> str:
    if "unexpected end" in error:
        return "a text begins there with a quotation mark and never ends"
    return "a text is far too long" if "field larger" in error else "its quotation marks do not pair"


def _cell(text: str) -> Cell:
    bare = text.strip()
    shielded = _SHIELDED.match(bare)
    value = cleaned(bare[1:] if shielded else bare)
    return Cell(value=value) if value else EMPTY


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Leave out the empty cells behind the last that says something."""
    while cells and cells[-1].value is None:
        cells.pop()
    return cells


def _good(file: str) -> str:
    return f"{Path(file).stem}.csv"
