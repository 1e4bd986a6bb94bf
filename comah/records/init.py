"""A new register in an empty folder: an empty one to fill in, or the invented example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from comah.errors import RefusedError
from comah.records.schema import write_schemas

_BLANK: Final = "blank"
_EXAMPLE: Final = "example"


def init_empty(folder: Path) -> tuple[Path, ...]:
    """Write an empty register with commented examples, and return the files written.

    Raises:
        RefusedError: where the folder is not empty or cannot be written to.
    """
    return _init(_BLANK, folder)


def init_example(folder: Path) -> tuple[Path, ...]:
    """Write the invented example register, byte for byte as packaged, and return the files written.

    Raises:
        RefusedError: where the folder is not empty or cannot be written to.
    """
    return _init(_EXAMPLE, folder)


def _init(packaged: str, folder: Path) -> tuple[Path, ...]:
    try:
        _refuse_unless_empty(folder)
        copied = tuple(_copy(Path(__file__).with_name(packaged), folder))
        return (*copied, *write_schemas(folder))
    except OSError as error:
        message = f"{folder}: a register cannot be written here ({error.strerror or error})."
        raise RefusedError(message) from error


def _refuse_unless_empty(folder: Path) -> None:
    """Refuse anything but a new or empty folder: nobody's file is ever overwritten."""
    if not folder.exists():
        return
    first = min((entry.name for entry in folder.iterdir()), default=None)
    if first is not None:
        message = (
            f"{folder} is not empty (it holds {first}): a register is started in a new or empty folder. "
            "Give another name, or go to another folder first."
        )
        raise RefusedError(message)


def _copy(source: Path, folder: Path) -> Iterator[Path]:
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        target = folder / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as new:  # never over a file that came meanwhile
            new.write(file.read_bytes())
        yield target
