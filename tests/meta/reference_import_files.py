"""Which files an import opens: the limits, and real refusals of files made for it."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from reference_words import code, text

from comah.errors import SpreadsheetRefusedError
from comah.records.spreadsheets import limits
from comah.records.spreadsheets.open_file import open_spreadsheet

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CAPS: Final = (
    ("the file", f"{limits.MAX_FILE_BYTES // limits.MEGABYTE} MB"),
    ("what it unpacks to", f"{limits.MAX_UNPACKED_BYTES // limits.MEGABYTE} MB"),
    (
        f"how far a part larger than {limits.RATIO_MATTERS_FROM // limits.MEGABYTE} MB is packed",
        f"{limits.MAX_RATIO} to 1",
    ),
    ("parts in the file", f"{limits.MAX_PARTS:,}"),
    ("sheets", f"{limits.MAX_SHEETS:,}"),
    ("rows, of all sheets together, each counted to its last row that says something", f"{limits.MAX_ROWS:,}"),
    ("columns", f"{limits.MAX_COLUMNS:,}"),
    ("cells with something in them, or with a colour, of all sheets together", f"{limits.MAX_CELLS:,}"),
)


def cap_rows() -> Iterator[tuple[str, str]]:
    """Give each limit."""
    for of, most in _CAPS:
        yield text(of), text(most)


def refusal_rows() -> Iterator[tuple[str, str]]:
    """Give each sort of file that is refused, with the words of a real refusal.

    Raises:
        ValueError: where one is not refused.
    """
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, make) in enumerate(_REFUSED):
            path = Path(folder) / str(number) / name
            path.parent.mkdir()
            make(path)
            yield code(name), text(_refusal(path))


def _refusal(path: Path) -> str:
    try:
        open_spreadsheet(path)
    except SpreadsheetRefusedError as refused:
        return str(refused)
    message = f"{path.name} is opened, and the reference says that it is not"
    raise ValueError(message)


def _holding(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _archive(**parts: bytes) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)

    return make


def _open_elsewhere(path: Path) -> None:
    _workbook(path)
    path.with_name(f"~${path.name}").write_bytes(b"owner")


def _cut(path: Path) -> None:
    _workbook(path)
    path.write_bytes(path.read_bytes()[:2_000])


def _workbook(path: Path) -> None:
    book = Workbook()
    book.save(path)
    book.close()


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(21 * limits.MEGABYTE)


_REFUSED: Final[tuple[tuple[str, Callable[[Path], object]], ...]] = (
    ("locked.xlsx", _holding(_COMPOUND + "EncryptedPackage".encode("utf-16-le"))),
    ("open-in-excel.xlsx", _open_elsewhere),
    ("~$sites.xlsx", _holding(b"owner")),
    ("with-macros.xlsm", _workbook),
    ("old-excel.xls", _holding(_COMPOUND + "Workbook".encode("utf-16-le"))),
    ("libreoffice.ods", _archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
    ("printed.pdf", _holding(b"%PDF-1.7")),
    ("web-page.xlsx", _holding(b"<html><table><tr><td>Site</td></tr></table></html>")),
    ("a-csv-file.xlsx", _holding(b"Site,Tier\nNorthbank,upper\n")),
    ("a-workbook.csv", _workbook),
    ("empty.xlsx", _holding(b"")),
    ("cut-short.xlsx", _cut),
    ("a-zip-bomb.xlsx", _archive(**{"xl/worksheets/sheet1.xml": bytes(90 * limits.MEGABYTE)})),
    ("21-megabytes.xlsx", _large),
    ("100000-rows.csv", _holding(b"Site,Tier\n" + b"Northbank,upper\n" * 100_000)),
    ("sites", lambda path: path.mkdir()),
)
