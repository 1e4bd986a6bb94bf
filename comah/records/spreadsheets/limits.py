"""How large a spreadsheet may be: stated here once, and said wherever one is refused."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 20_000_000
MAX_UNPACKED_BYTES: Final = 60_000_000  # of all parts of the workbook together
MAX_RATIO: Final = 250  # unpacked to packed, of a part large enough to matter
RATIO_MATTERS_FROM: Final = 5_000_000  # bytes
MAX_SMALL_PART: Final = 5_000_000  # bytes of one that holds no cells: lists of parts and of sheets
MAX_PARTS: Final = 2_000
MAX_SHEETS: Final = 200
MAX_ROWS: Final = 20_000  # of all sheets together, each counted to its last row that says something
MAX_COLUMNS: Final = 300
MAX_CELLS: Final = 250_000  # of all sheets together, those too that have nothing but a border or a colour
MAX_LISTED_ROWS: Final = 60_000  # of all sheets together, those too that have nothing but a height
MAX_IN_ROW: Final = 20_000  # elements of XML
MAX_STYLES: Final = 50_000  # elements of XML in the list of styles
MAX_RUNS: Final = 30_000  # pieces of text that look otherwise than the rest of their cell
MAX_COMMENTS: Final = 100_000  # elements of XML in the comments of a sheet
MEGABYTE: Final = 1_000_000
