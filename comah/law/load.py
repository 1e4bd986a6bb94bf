"""Reading the packaged provisions: one TOML file each under ``comah/law/gb``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import tomli

from comah.errors import ComahError
from comah.model.provision import Body, Law, Provision, Who

FOLDER: Final = Path(__file__).parent / "gb"
SET_FILE: Final = "set.toml"

_Form = TypeVar("_Form")
_BODIES: Final = tuple(Body)
_WHO: Final = tuple(Who)
_NUMBER_OR_LETTER: Final = re.compile(r"\d+|(?<=\()[a-z](?=\))")


class _Set(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that name the version of the set."""

    version: str
    text_as_at: str


@cache
def load_law() -> Law:
    """Return the packaged law, read once.

    Raises:
        ComahError: where a packaged file is broken; it names the file.
    """
    return read_law(FOLDER)


def read_law(folder: Path) -> Law:
    """Read every provision of a folder: by body, then by who owes it, then by place in the instrument.

    Raises:
        ComahError: where a file cannot be read or is no provision; it names the file.
    """
    names = _read(folder / SET_FILE, _Set)
    files = sorted(path for path in folder.glob("*.toml") if path.name != SET_FILE)
    provisions = sorted((_read(path, Provision) for path in files), key=_order)
    return Law(version=f"GB {names.version} ({names.text_as_at})", provisions=tuple(provisions))


def _read(path: Path, form: type[_Form]) -> _Form:
    try:
        return msgspec.convert(tomli.loads(path.read_bytes().decode("utf-8")), form)
    except (OSError, ValueError) as error:  # not UTF-8, no TOML, not of the form: all are ValueErrors
        message = f"the packaged law is broken: {path.name}: {error}"
        raise ComahError(message) from error


def _order(row: Provision) -> tuple[int, int, list[str], str]:
    place = [part.zfill(3) for part in _NUMBER_OR_LETTER.findall(row.provision)]
    return _BODIES.index(row.body), _WHO.index(row.who), place, row.id
