"""The folder ``oncall`` of an authority, read into its book by those commands that need it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from comah.model.book import AuthorityBook, Book
from comah.model.kinds import Severity
from comah.model.oncall_book import Oncall
from comah.model.oncall_kinds import CALLS, FOLDER, ONCALL_STRUCTS, PEOPLE, ROLES, ROTA, oncall_kind
from comah.model.problem import Problem
from comah.records.files import Source, entries_of, is_folder, is_toml
from comah.records.load import Reader
from comah.records.stray_files import misnamed, not_listed, safe_name, stray

_EXPECTED: Final = "roles.toml, people.toml, and a rota and a file of calls for each year"
_EXAMPLE: Final = "halton/oncall/rota-2026.toml"


def with_oncall(root: Path, book: Book) -> Book:
    """Return the book with each authority's on-call records, and with their faults among its problems.

    The register's digest counts their bytes already; the rota has one of its own besides.
    """
    problems: list[Problem] = []
    authorities = tuple(replace(one, oncall=_oncall(root, folder_of(one), problems)) for one in book.authorities)
    return replace(
        book,
        authorities=authorities,
        problems=tuple(sorted((*book.problems, *problems), key=lambda one: (one.file, one.line, one.key, one.message))),
        faulty_files=book.faulty_files | _faulty(problems),
    )


def folder_of(records: AuthorityBook) -> str:
    """Return the authority's folder in the register."""
    return records.authority.place.file.name.partition("/")[0] or records.authority.id


def _oncall(root: Path, authority: str, problems: list[Problem]) -> Oncall | None:
    """Read one authority's on-call records; None where it has none."""
    if not os.path.isdir(root / authority / FOLDER):  # noqa: PTH112 - Path.is_dir raises where it may not look
        return None
    own: list[Problem] = []
    reader = Reader(own, {}, ONCALL_STRUCTS)
    for source in _sources(root, authority, own):
        reader.take_in(source)
    problems.extend(own)
    read: dict[str, list[Any]] = {kind: [] for kind in ONCALL_STRUCTS}
    for one in reader.taken:
        read[one.source.kind].append(one.record)
    return Oncall(
        folder=f"{authority}/{FOLDER}",
        numbers_at=next((record.numbers_at for record in read[ROLES]), ""),
        roles=tuple(role for record in read[ROLES] for role in record.roles),
        people=tuple(person for record in read[PEOPLE] for person in record.people),
        rotas=tuple(read[ROTA]),
        calls=tuple(call for record in read[CALLS] for call in record.calls),
        digest=reader.digest,
        faulty_files=_faulty(own),
    )


def _sources(root: Path, authority: str, problems: list[Problem]) -> list[Source]:
    """List the on-call files by name; what looks like one and is none is a problem."""
    name = f"{authority}/{FOLDER}"
    try:
        inside = entries_of(os.fspath(root / authority / FOLDER))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(not_listed(name, error))
        return []
    sources = []
    for one in inside:
        kind = oncall_kind(one.name)
        if kind and not is_folder(one):
            stem = one.name.removesuffix(".toml")
            sources.append(Source(safe_name(f"{name}/{one.name}"), one.path, kind, authority, stem))
        elif is_toml(one.name):
            problems.append(stray(f"{name}/{one.name}", _EXPECTED, _EXAMPLE))
        elif one.name.lower().endswith(".toml.txt"):
            problems.append(misnamed(f"{name}/{one.name}"))
    return sources


def _faulty(problems: list[Problem]) -> frozenset[str]:
    return frozenset(one.file for one in problems if one.severity is Severity.ERROR)
