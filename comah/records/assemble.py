"""Records to a book, in the order that every output keeps."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from comah.model.authority import Authority
from comah.model.book import AuthorityBook, Book
from comah.model.kinds import Severity
from comah.model.place import NOWHERE
from comah.model.problem import Problem
from comah.model.record_kinds import ACTIVATION, AUTHORITY, DIARY, ESTABLISHMENT, EXERCISE, REGISTER, WAIVERS
from comah.model.register import Register
from comah.records.identity import Taken
from comah.records.shown import printable


def make_book(taken: list[Taken], folders: list[str], problems: list[Problem], digest: str) -> Book:
    """Put records in order: authorities as the register lists them, then others; each kind by id."""
    register = next((one.record for one in taken if one.source.kind == REGISTER), None)
    by_folder: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in taken:
        by_folder[one.source.folder][one.source.kind].append(one.record)
    books = [_authority_book(folder, by_folder[folder], register) for folder in folders]
    if register is not None:
        problems.extend(_unlisted(books, register))
    listed = {entry.id: number for number, entry in enumerate(register.authorities)} if register else {}
    books.sort(key=lambda one: (listed.get(one.authority.id, len(listed)), one.authority.id))
    return Book(
        register=register or Register(schema=1),
        authorities=tuple(books),
        problems=tuple(sorted(problems, key=lambda fault: (fault.file, fault.line, fault.key, fault.message))),
        digest=digest,
        faulty_files=frozenset(fault.file for fault in problems if fault.severity is Severity.ERROR),
    )


def _authority_book(folder: str, records: dict[str, list[Any]], register: Register | None) -> AuthorityBook:
    authority = next(iter(records[AUTHORITY]), None)
    return AuthorityBook(
        authority=authority or _in_its_stead(folder, register),
        establishments=_by_id(records[ESTABLISHMENT]),
        exercises=_by_id(records[EXERCISE]),
        activations=_by_id(records[ACTIVATION]),
        diary=next(iter(records[DIARY]), None),
        waivers=next(iter(records[WAIVERS]), None),
    )


def _in_its_stead(folder: str, register: Register | None) -> Authority:
    """Stand in for an authority whose own file cannot be read, so that its sites stay in sight."""
    names = {entry.id: entry.name for entry in register.authorities} if register else {}
    name = printable(folder)
    return Authority(schema=1, id=name, name=names.get(folder, name))


def _by_id(records: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: record.id))


def _unlisted(books: list[AuthorityBook], register: Register) -> list[Problem]:
    listed = {entry.id for entry in register.authorities}
    return [_not_in_register(one.authority) for one in books if one.authority.id not in listed]


def _not_in_register(authority: Authority) -> Problem:
    is_read = authority.place is not NOWHERE
    name = printable(authority.id)
    return Problem(
        severity=Severity.ERROR,
        file=authority.place.file.name if is_read else f"{name}/authority.toml",
        line=authority.place.line_of("id") if is_read else 0,
        key="id",
        message=f"{name} is not among the authorities of register.toml; its records were read all the same",
        expected="every authority listed in register.toml",
        example=f'authorities = [{{ id = "{name}", name = "Exampleshire Council" }}]',
    )
