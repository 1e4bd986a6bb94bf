"""How much there is in a workbook, counted before anything is built of it."""

from __future__ import annotations

from comah.records.spreadsheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_LISTED_ROWS, MAX_ROWS
from comah.records.spreadsheets.refusals import too_many_cells, too_many_columns, too_many_listed_rows, too_many_rows


class Tally:
    """Counts the rows and cells of a whole workbook, and refuses it as soon as there are too many."""

    def __init__(self, file: str) -> None:
        """Begin at nothing."""
        self.file = file
        self._cells = 0
        self._listed_rows = 0
        self._rows_before = 0
        self._last_row = 0

    def count_cells(self, number: int) -> None:
        """Count cells in, whether they say something or not."""
        self._cells += number
        if self._cells > MAX_CELLS:
            raise too_many_cells(self.file)

    def count_row(self) -> None:
        """Count a row in, whether it holds a cell or not."""
        self._listed_rows += 1
        if self._listed_rows > MAX_LISTED_ROWS:
            raise too_many_listed_rows(self.file)

    def count_content(self, sheet: str, row: int, column: int) -> None:
        """Take in where something is said."""
        if row > self._last_row:
            self._last_row = row
            if self._rows_before + row > MAX_ROWS:
                raise too_many_rows(self.file, sheet)
        if column > MAX_COLUMNS:
            raise too_many_columns(self.file, sheet)

    def end_sheet(self) -> None:
        """Take what was counted as done."""
        self._rows_before += self._last_row
        self._last_row = 0
