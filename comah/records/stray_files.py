"""Files of a register folder that look like records and are read by nobody, in words."""

from __future__ import annotations

from typing import Final

from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.records.shown import printable

_TOML: Final = ".toml"
_LONGEST_NAME: Final = 200
_PLACES: Final = "records in the folders establishments, exercises and activations of an authority"
_RECORD: Final = "halton/establishments/northbank.toml"


def safe_name(name: str) -> str:
    """Write a file's name so that it can be printed; names that are not UTF-8 have no characters for some bytes."""
    return name if name.isascii() and name.isprintable() else printable(name, _LONGEST_NAME)


def stray(name: str, expected: str = _PLACES, example: str = _RECORD) -> Problem:
    """Report a file that looks like a record and is none."""
    message = "is not read: no record is expected here"
    return Problem(severity=Severity.WARNING, file=safe_name(name), message=message, expected=expected, example=example)


def stray_folder(name: str) -> Problem:
    """Report a folder with records where none are looked for."""
    return Problem(
        severity=Severity.ERROR,
        file=safe_name(name),
        message="the records in this folder are not read",
        expected="records directly in the folder above it",
        example=_RECORD,
        hides_file=True,
    )


def misnamed(name: str) -> Problem:
    """Report a file that an editor named for itself: north.toml.txt is read by nobody."""
    return Problem(
        severity=Severity.ERROR,
        file=safe_name(name),
        message="this file is not read: its name does not end in .toml",
        expected="a name that ends in .toml",
        example=safe_name(f"{name.lower().partition(_TOML)[0]}{_TOML}"),
        hides_file=True,
    )


def not_listed(name: str, error: OSError) -> Problem:
    """Report a folder that this user may not look into."""
    reason = "may not be looked into by this user" if isinstance(error, PermissionError) else "cannot be looked into"
    return Problem(
        severity=Severity.ERROR,
        file=safe_name(name),
        message=f"the folder {reason}; nothing in it was read",
        expected="leave to read the folder",
        hides_file=True,
    )


def no_authority(name: str) -> Problem:
    """Report a folder that looks like an authority's, of which the register knows nothing."""
    return Problem(
        severity=Severity.WARNING,
        file=safe_name(name),
        message="the folder has no authority.toml, and register.toml knows no such authority; nothing in it was read",
        expected="a file authority.toml in the folder of each authority",
        example=_example(name),
        hides_file=True,
    )


def authority_missing(name: str) -> Problem:
    """Report a listed authority's folder without the file that says what it is."""
    return Problem(
        severity=Severity.ERROR,
        file=f"{safe_name(name)}/authority.toml",
        message="is missing; the other records of the folder were read",
        expected="a file authority.toml in the folder of each authority",
        example=_example(name),
        hides_file=True,
    )


def _example(name: str) -> str:
    return f'schema = 1, id = "{safe_name(name)}", name = "Exampleshire Council", each on its own line'
