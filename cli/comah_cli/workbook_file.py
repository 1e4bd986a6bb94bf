"""Where a workbook or a folder of sheets goes, and the care taken that nobody's work is replaced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from comah_cli import exits

SUFFIX: Final = ".xlsx"
_CORE: Final = "docProps/core.xml"
_OURS: Final = re.compile(
    rb"<dc:creator>comah</dc:creator>.*<dcterms:created[^>]*>(?P<made>[^<]+)<.*<dcterms:modified[^>]*>(?P=made)<",
    re.DOTALL,
)
_CORE_LIMIT: Final = 100_000  # bytes of the part that says who wrote a workbook


def refuse_workbook(output: Path) -> None:
    """Leave where a workbook cannot be written, or would replace what comah did not write as it stands."""
    why = _why_no_workbook(output)
    if why:
        exits.usage(f"{output}: {why}")


def refuse_folder(folder: Path, heads: dict[str, bytes]) -> None:
    """Leave where sheets cannot be written to a folder, or would replace other files.

    ``heads`` are the first lines of the sheets by the names of their files.
    """
    why = _why_no_folder(folder, heads)
    if why:
        exits.usage(f"{folder}: {why}")


def _why_no_workbook(output: Path) -> str:
    """Say why a workbook cannot be written; nothing where it can."""
    try:
        target = output.resolve()
        if target.is_dir():
            return f"this is a folder; give a file in it, such as {output / 'comah.xlsx'}"
        if not target.parent.is_dir():
            return f"there is no folder {target.parent}"
        return _why_not_replaced(target) if target.exists() else ""
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links that lead to one another
        return f"cannot be written ({error})"


def _why_not_replaced(target: Path) -> str:
    if not target.is_file():
        return "this is no ordinary file; give another name"
    if target.with_name(f"~${target.name}").exists():
        return "it is open in Excel: close it there and try again"
    if target.stat().st_size and not is_untouched(target):
        return (
            "comah did not write this file, or somebody has saved it since: it is not replaced. "
            "Take in what was filled in (comah import), or give another name"
        )
    return ""


def _why_no_folder(folder: Path, heads: dict[str, bytes]) -> str:
    try:
        if folder.exists() and not folder.is_dir():
            return "this is a file; --format csv writes a folder of files"
        if not folder.resolve().parent.is_dir():
            return f"there is no folder {folder.resolve().parent}"
        other = [name for name, head in heads.items() if not _begins(folder / name, head)]
    except (OSError, RuntimeError, ValueError) as error:
        return f"cannot be written ({error})"
    named = ", ".join(other)
    return (
        f"{named}: not written by comah, or by another version of it, and not replaced; give another folder"
        if other
        else ""
    )


def _begins(path: Path, head: bytes) -> bool:
    """Whether a file is free to be written: it is not there, or is a sheet of this kind."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        return file.read(len(head)) == head


def is_untouched(path: Path) -> bool:
    """Whether a workbook is as comah wrote it: whoever saves one sets when it was last changed."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as parts, parts.open(_CORE) as core:
            return _OURS.search(core.read(_CORE_LIMIT)) is not None
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        return False  # no workbook, or one that zipfile cannot read: not as comah wrote it
