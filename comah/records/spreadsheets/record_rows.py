"""Record sheets of an export, or of a folder of its CSV files, read back row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from comah.model.change import TomlValue
from comah.model.import_report import Remark, RowRead, SheetRead
from comah.model.record_kinds import ESTABLISHMENT, ONE_A_FOLDER
from comah.model.record_sheets import ColumnForm, RecordSheet, SheetColumn, record_sheets
from comah.model.said import RowAt, TableSaid
from comah.model.workbook_page import RECORDS_MARK, WORKED_OUT
from comah.records.faults import nearest_name
from comah.records.shown import printable
from comah.records.spreadsheets.merge_values import shown_value
from comah.records.spreadsheets.record_cells import CellError, read_record_cell

if TYPE_CHECKING:
    from comah.model.sheet import Sheet, SheetRow

_WHOSE: Final = {
    ColumnForm.AUTHORITY: "authority",
    ColumnForm.ID: "id",
    ColumnForm.REGIME: "regime",
    ColumnForm.ITEM: "item",
}
_LAST_HEADING_ROW: Final = 10


class _Headings(NamedTuple):
    """The row of headings, and the column of the record that each column of the sheet holds."""

    row: int
    columns: dict[int, SheetColumn]
    remarks: tuple[str, ...]


def record_sheet_of(sheet: Sheet) -> RecordSheet | None:
    """Return which record sheet a sheet is: by its first cell, or as a CSV file by its name and headings."""
    first = sheet.rows[0].cell(0).text if sheet.rows else ""
    if first.lower().startswith(RECORDS_MARK):
        title = first[len(RECORDS_MARK) :].strip().lower()
        return next((each for each in record_sheets() if each.title.lower() == title), None)
    stem = "-".join(sheet.title.lower().split())
    named = next((each for each in record_sheets() if each.file_stem == stem), None)
    return named if named and sheet.rows and _is_headed(sheet.rows[0], named) else None


def read_record_sheet(sheet: Sheet, records: RecordSheet, file: str, *, authority: str = "") -> SheetRead:
    """Read a record sheet.

    Args:
        sheet: as it was opened.
        records: which sheet it is.
        file: the workbook's name.
        authority: whose a row is that names no council.
    """
    headings = _headings(sheet, records)
    below = [row for row in sheet.rows if row.number > headings.row and not row.is_empty]
    reader = _Reader(records, headings, RowAt(file=file, sheet=sheet.title, row=0), authority)
    return SheetRead(
        sheet=sheet,
        heading_row=headings.row,
        columns=tuple((column.heading, column.description) for column in headings.columns.values()),
        rows=tuple(reader.row(row) for row in below),
        remarks=headings.remarks,
    )


class _Reader(NamedTuple):
    """What every row of a sheet is read with."""

    records: RecordSheet
    headings: _Headings
    at: RowAt
    authority: str

    def row(self, row: SheetRow) -> RowRead:
        """Read one row."""
        at = RowAt(file=self.at.file, sheet=self.at.sheet, row=row.number)
        whose: dict[str, str] = {"authority": self.authority}
        values: dict[tuple[str, ...], TomlValue] = {}
        remarks: list[Remark] = []
        for number, column in self.headings.columns.items():
            try:
                value, remark = read_record_cell(row.cell(number), column)
            except CellError as error:
                remarks.append(Remark(text=str(error), heading=column.heading, is_blocking=True))
                continue
            if remark:
                remarks.append(Remark(text=remark, heading=column.heading))
            if value is not None and column.form in _WHOSE:
                whose[_WHOSE[column.form]] = str(value)
            elif value is not None:
                values[column.path] = value
        if not values and not (whose.keys() - {"authority"}) and not remarks:
            text = "nothing but worked-out columns"
            return RowRead(at=at, remarks=(Remark(text=text),), is_passed=True)
        return self._read(at, whose, values, remarks)

    def _read(
        self, at: RowAt, whose: dict[str, str], values: dict[tuple[str, ...], TomlValue], remarks: list[Remark]
    ) -> RowRead:
        for column in self._needed():
            if _WHOSE[column.form] not in whose and not any(one.heading == column.heading for one in remarks):
                text = f"nothing here says which {column.heading.lower()} this is. A good example: {column.example}"
                remarks.append(Remark(text=text, heading=column.heading, is_blocking=True))
        identifier = self.records.kind if self.records.kind in ONE_A_FOLDER else whose.get("id", "")
        is_named = not any(one.is_blocking and self._is_needed(one.heading) for one in remarks)
        said = TableSaid(
            kind=self.records.kind,
            authority=whose["authority"],
            id=identifier,
            table=self.records.table,
            regime=whose.get("regime", whose.get("item", "")),
            values=values,
            at=at,
            is_own=True,
        )
        words = tuple(f"{column.heading}: {shown_value(values[column.path])}" for column in self._given(values))
        return RowRead(
            at=at,
            establishment=identifier if self.records.kind == ESTABLISHMENT else "",
            site=identifier,
            understood=words,
            said=(said,) if is_named else (),
            remarks=tuple(remarks),
        )

    def _given(self, values: dict[tuple[str, ...], TomlValue]) -> list[SheetColumn]:
        return [column for column in self.records.columns if column.path in values]

    def _needed(self) -> list[SheetColumn]:
        """Return the columns that say whose a row is; a record on file tells its own council."""
        return [each for each in self.records.columns if each.form in _WHOSE and each.form is not ColumnForm.AUTHORITY]

    def _is_needed(self, heading: str) -> bool:
        """Whether a row without this cell would be put in a wrong place, or be taken for another."""
        once = next((each.heading for each in self.records.columns if self.records.table and each.path == ("id",)), "")
        return heading in {*(each.heading for each in self.records.columns if each.form in _WHOSE), once} - {""}


def _is_headed(row: SheetRow, records: RecordSheet) -> bool:
    """Whether a row has the headings of a sheet: all that say whose a row is, and no strange ones."""
    found = {_plain(cell.text) for cell in row.cells if cell.text and not cell.text.endswith(WORKED_OUT)}
    known = {_plain(column.heading) for column in records.columns}
    whose = {_plain(column.heading) for column in records.columns if column.form in _WHOSE}
    return bool(found) and found >= whose and len(found & known) * 2 > len(found)


def _headings(sheet: Sheet, records: RecordSheet) -> _Headings:
    """Find the row of headings, and say which of them are strange, twice there, or gone."""
    by_name = {_plain(column.heading): column for column in records.columns}
    row = max(
        (row for row in sheet.rows if row.number <= _LAST_HEADING_ROW),
        key=lambda row: (sum(_plain(cell.text) in by_name for cell in row.cells), -row.number),
    )
    columns: dict[int, SheetColumn] = {}
    remarks = []
    for number, cell in enumerate(row.cells):
        column = by_name.get(_plain(cell.text))
        if column is None:
            remarks.extend(_strange(cell.text, tuple(by_name)))
        elif column in columns.values():
            remarks.append(f'two columns are headed "{column.heading}"; only the first was read')
        else:
            columns[number] = column
    missing = tuple(column for column in records.columns if column not in columns.values())
    remarks.extend(f'there is no column "{column.heading}"; nothing was read for it' for column in missing)
    return _Headings(row.number, columns, tuple(remarks))


def _strange(heading: str, known: tuple[str, ...]) -> list[str]:
    if not heading or heading.endswith(WORKED_OUT.strip()):
        return []
    nearest = nearest_name(_plain(heading), known)
    hint = f', perhaps renamed from "{nearest}"' if nearest else ""
    return [f'"{printable(heading)}" is no column of this sheet{hint}; it was not read']


def _plain(heading: str) -> str:
    return " ".join(heading.split()).lower()
