"""The kinds of on-call files. They stand apart from the other records, which are read far more often."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from comah.model.oncall import People, Roles
from comah.model.place import Fact
from comah.model.record_kinds import STRUCTS, kind_of
from comah.model.rota import Calls, Rota

ROLES: Final = "roles"
PEOPLE: Final = "people"
ROTA: Final = "rota"
CALLS: Final = "calls"
FOLDER: Final = "oncall"

ONCALL_STRUCTS: Final[dict[str, type[Fact]]] = {ROLES: Roles, PEOPLE: People, ROTA: Rota, CALLS: Calls}
ALL_STRUCTS: Final[dict[str, type[Fact]]] = {**STRUCTS, **ONCALL_STRUCTS}
_NAME: Final = re.compile(r"^(?:(roles|people)|(rota|calls)-(\d{4}))\.toml$")


def oncall_kind(name: str) -> str:
    """Return the kind of a file of the folder ``oncall``; "" for one that is none.

    >>> oncall_kind("rota-2026.toml"), oncall_kind("roles.toml"), oncall_kind("rota.toml")
    ('rota', 'roles', '')
    """
    found = _NAME.match(name)
    return (found.group(1) or found.group(2)) if found else ""


def year_of(file: str) -> int | None:
    """Return the year that a rota or a file of calls is of.

    >>> year_of("exampleshire/oncall/rota-2026.toml"), year_of("exampleshire/oncall/roles.toml")
    (2026, None)
    """
    found = _NAME.match(file.rpartition("/")[2])
    return int(found.group(3)) if found and found.group(3) else None


def struct_of(file: str) -> type[Fact]:
    """Return the struct that declares what a record file holds, on call or not."""
    folder, _, name = file.rpartition("/")
    is_oncall = folder.rpartition("/")[2] == FOLDER
    return ONCALL_STRUCTS[oncall_kind(name)] if is_oncall else STRUCTS[kind_of(file)]


def oncall_file(authority: str, kind: str, begins_on: date | None = None) -> str:
    """Return where an on-call record lies; turns and calls lie in the file of the year in which they begin.

    >>> oncall_file("exampleshire", ROTA, date(2026, 12, 28)), oncall_file("exampleshire", PEOPLE)
    ('exampleshire/oncall/rota-2026.toml', 'exampleshire/oncall/people.toml')
    """
    year = f"-{begins_on.year:04}" if begins_on is not None else ""
    return f"{authority}/{FOLDER}/{kind}{year}.toml"
