"""The file of private details that ``COMAH_PRIVATE`` names. It lies outside every register, and is never written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from comah.errors import RefusedError
from comah.records.decode import decode, read_bytes

_TABLE: Final = "telephone"
_EXAMPLE: Final = '[telephone]\nduty-officer-a = "01632 960001"'


def read_telephones(named: str | None, root: Path) -> dict[str, str]:
    """Return telephone numbers by the ids of people.toml.

    Args:
        named: what ``COMAH_PRIVATE`` says; None or "" where it is not set.
        root: the register, in which such a file has no place.

    Raises:
        RefusedError: where no file is named, it lies in the register, or it cannot be read as it should be.
    """
    if not named:
        message = f"--private needs COMAH_PRIVATE to name a file of telephone numbers, such as\n{_EXAMPLE}"
        raise RefusedError(message)
    path = Path(named)
    if path.resolve().is_relative_to(root.resolve()):
        message = f"{path} lies in the register, which everybody may read: keep private details elsewhere"
        raise RefusedError(message)
    numbers = _raw(path).get(_TABLE)
    if not isinstance(numbers, dict) or not all(isinstance(number, str) for number in numbers.values()):
        message = f"{path}: a table [telephone] of numbers in quotation marks is expected, such as\n{_EXAMPLE}"
        raise RefusedError(message)
    return {str(person): number for person, number in numbers.items()}


def _raw(path: Path) -> dict[str, object]:
    data = read_bytes(str(path), str(path))
    decoded = decode(data, str(path)) if isinstance(data, bytes) else [data]
    faults = decoded if isinstance(decoded, list) else decoded.problems
    if isinstance(decoded, list) or faults:
        message = "\n".join(f"{fault.where}: {fault.message}" for fault in faults)
        raise RefusedError(message)
    return decoded.raw
