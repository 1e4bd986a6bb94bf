"""A spreadsheet opened safely: each file that is none, or cannot be read in full, is refused in its own words."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from comah.errors import SpreadsheetRefusedError
from comah.model.sheet import Workbook
from comah.records.shown import printable
from comah.records.spreadsheets.file_kind import LOCKED, TEXT, WORKBOOK, kind_of
from comah.records.spreadsheets.limits import MAX_FILE_BYTES, MEGABYTE
from comah.records.spreadsheets.package import macros
from comah.records.spreadsheets.refusals import ANY_FILE, refusal

_WORKBOOKS: Final = (".xlsx", ".xltx")
_TEXTS: Final = (".csv", ".txt", ".tsv")
_MACROS: Final = (".xlsm", ".xltm", ".xlam")
_OWNER: Final = "~$"
_SAVE_AS: Final = "Open it, and save the table as an Excel workbook (*.xlsx)"


def open_spreadsheet(path: Path) -> Workbook:
    """Read an .xlsx workbook or a CSV file, unless it is not safe to be read or not whole.

    Nothing in the file is executed, nothing is fetched, and nothing is written.

    Raises:
        SpreadsheetRefusedError: says what was found, what to do about it, and gives an example.
    """
    name, suffix = path.name, path.suffix.lower()
    if suffix in _MACROS:
        raise macros(name)
    data = _bytes_of(path)
    kind = kind_of(data)
    if kind == TEXT and suffix in _TEXTS:
        from comah.records.spreadsheets.csv_file import read_csv  # noqa: PLC0415 - one of the two is needed

        return read_csv(name, data)
    if kind == WORKBOOK:
        from comah.records.spreadsheets.workbook_file import read_workbook  # noqa: PLC0415 - the same

        return _read_as_named(path, suffix, read_workbook(name, data))
    raise _other(name, suffix, kind)


def _read_as_named(path: Path, suffix: str, workbook: Workbook) -> Workbook:
    if suffix not in _WORKBOOKS:
        good = f"{path.stem}.xlsx"
        raise refusal(path.name, "is an Excel workbook inside and named as something else", "Rename it", good)
    return workbook


def _bytes_of(path: Path) -> bytes:
    name = path.name
    if name.startswith(_OWNER):
        found = "is the mark that Excel sets beside a workbook that is open"
        raise refusal(name, found, "Give the workbook itself", name[len(_OWNER) :])
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise refusal(name or str(path), "is a folder", "Name the file in it", ANY_FILE[1])
        if not stat.S_ISREG(facts.st_mode):
            raise refusal(name, "is not an ordinary file", "Name a workbook or a CSV file", ANY_FILE[0])
        _refuse_open_one(path)
        _refuse_size(name, facts.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _not_to_be_had(path, error) from error
    _refuse_size(name, len(data))
    return data


def _refuse_open_one(path: Path) -> None:
    """Refuse a workbook that somebody has open: what is not saved yet would be missing."""
    marks = (path.with_name(f"{_OWNER}{path.name}"), path.with_name(f".~lock.{path.name}#"))
    mark = next((one.name for one in marks if one.exists()), "")
    if mark:
        raise refusal(
            path.name,
            f"is open in Excel or another program now ({printable(mark)} stands beside it)",
            f"Save and close it. If nobody has it open, delete {printable(mark)}",
            path.name,
        )


def _refuse_size(name: str, size: int) -> None:
    if not size:
        raise refusal(name, "is empty: it has no bytes at all", "Save it anew, or give the file that has the table")
    if size > MAX_FILE_BYTES:
        raise refusal(
            name,
            f"is {size / MEGABYTE:,.1f} MB, and at most {MAX_FILE_BYTES // MEGABYTE} MB are read",
            "Copy the sheets that are needed, without pictures, to a new workbook",
        )


def _not_to_be_had(path: Path, error: OSError | ValueError) -> SpreadsheetRefusedError:
    name = path.name
    if isinstance(error, FileNotFoundError):
        remedy = f"Looked for it in {printable(str(path.parent), 200)}; check the name"
        return refusal(name, "is not there", remedy, ANY_FILE[name == ANY_FILE[0]])
    if isinstance(error, PermissionError):
        return refusal(
            name,
            "may not be read now",
            "If it is open in Excel: save and close it. Otherwise ask for leave to read it",
        )
    told = error.strerror if isinstance(error, OSError) else "no file can have this name"
    reason = told or type(error).__name__
    return refusal(name, f"cannot be read: {printable(reason)}", "Copy it to a folder of your own, and try again")


def _other(name: str, suffix: str, kind: str) -> SpreadsheetRefusedError:
    if kind == LOCKED:
        return refusal(
            name,
            "is protected by a password",
            "In Excel: File > Info > Protect Workbook > Encrypt with Password, empty the password, and save",
        )
    if kind == TEXT and suffix in _WORKBOOKS:
        good = f"{Path(name).stem}.csv"
        return refusal(name, "is no workbook: it looks like text, such as a CSV file", "Name it so if it is one", good)
    if kind == TEXT:
        return refusal(name, "looks like text and is not named as a CSV file", _SAVE_AS)
    is_misnamed = suffix in (*_WORKBOOKS, *_TEXTS)
    return refusal(name, f"is {kind}, whatever its name" if is_misnamed else f"is {kind}", _SAVE_AS)
