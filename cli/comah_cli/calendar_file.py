"""Where a calendar goes, and the care taken that it replaces nothing but a calendar."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from comah_cli import exits

SCREEN: Final = Path("-")
_FIRST_LINE: Final = b"BEGIN:VCALENDAR"


def refuse_what_is_no_calendar(output: Path, register: Path | None, option: str = "--output") -> None:
    """Leave where the file to write is a record, or anything else but a calendar."""
    if output == SCREEN:
        return
    why = _why_not(output, register)
    if why:
        exits.usage(f"{option} {output}: {why}")


def _why_not(output: Path, register: Path | None) -> str:
    """Say why a file cannot be written; nothing where it can."""
    try:
        target = output.resolve()
        if target.exists() and not target.is_file():
            return "this is no ordinary file; - is standard output"
        if not target.parent.is_dir():
            return f"there is no folder {target.parent}"
        if register is not None and target.is_relative_to(register.resolve()) and target.suffix.lower() != ".ics":
            return "this is inside the register, where only a name that ends in .ics is written"
        if target.exists() and target.stat().st_size and not _is_calendar(target):
            return "this file is no calendar and is not replaced; give another name"
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links that lead to one another
        return f"cannot be written ({error})"
    return ""


def write_calendar(output: Path, data: bytes) -> None:
    """Write the file in one step, after the project's own check of it."""
    _check(data)
    if output == SCREEN:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from comah.records.replace import replace_file

    replace_file(output, data)


def where(output: Path) -> str:
    """Say where a calendar went."""
    return "standard output" if output == SCREEN else str(output)


def _is_calendar(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_FIRST_LINE)).upper() == _FIRST_LINE


def _check(data: bytes) -> None:
    """Refuse to hand on a file that breaks the checklist, whatever made it."""
    from comah.calendar_lint import lint
    from comah.errors import ComahError

    found = lint(data)
    if found:
        first = found[0]
        message = (
            f"no file was written: line {first.line} would break {first.code} ({first.message}). "
            f"{first.explanation} This is a fault of comah: please report it"
        )
        raise ComahError(message)
