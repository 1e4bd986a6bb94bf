"""Records as they would be after an import: drafts of the files that its rows speak of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from comah.model.keys import ID_PATTERN
from comah.model.kinds import Regime, Tier
from comah.model.record_kinds import ACTIVATION, AUTHORITY, ESTABLISHMENT, EXERCISE, ONE_A_FOLDER, REGISTER, record_file
from comah.model.record_lines import folder_of
from comah.records.record_text import raw_of
from comah.records.shown import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comah.model.book import AuthorityBook, Book
    from comah.model.place import Fact, KeyPath
    from comah.model.said import RowAt

Raw = dict[str, Any]


class LeftError(Exception):
    """What a row says cannot be put into a record; the words say why, and what to do."""


class Draft:
    """One record file: what it holds, what it would hold, and which rows added to it."""

    def __init__(self, kind: str, folder: str, identifier: str, fact: Fact | None) -> None:
        """Begin with what is on record; with nothing but its name where there is no such record."""
        self.kind = kind
        self.folder = folder
        self.id = identifier
        self.fact = fact
        self.before: Raw = raw_of(fact) if fact else {}
        self.after: Raw = raw_of(fact) if fact else {"schema": 1}
        if fact is None and kind not in ONE_A_FOLDER:
            self.after["id"] = identifier
        self.file = fact.place.file.name if fact else record_file(kind, folder, identifier)
        self.rows: set[int] = set()
        self.origins: dict[KeyPath, RowAt] = {}  # what this import put in, by path

    def plans(self, *, is_own: bool) -> list[Raw]:
        """Return the plans, with the empty COMAH plan that an upper-tier establishment has unsaid.

        A sheet that comah wrote has a row for each plan, so a new record takes from it those and no others.
        """
        if not self.after.get("plans"):
            has_unsaid = self.after.get("tier") == Tier.UPPER.value and not (is_own and self.fact is None)
            self.after["plans"] = [{"regime": Regime.COMAH.value}] if has_unsaid else []
        plans: list[Raw] = self.after["plans"]
        return plans

    def is_unsaid_plan_alone(self) -> bool:
        """Whether a new record has no plan but the empty one that goes unsaid, which no row has spoken of."""
        is_alone = self.after.get("plans") == [{"regime": Regime.COMAH.value}]
        return self.fact is None and is_alone and ("plans", 0) not in self.origins

    def settled(self) -> Raw:
        """Return what the file would hold, without a plan that goes unsaid."""
        is_upper = self.after.get("tier") == Tier.UPPER.value
        if self.after.get("plans") in ([], [{"regime": Regime.COMAH.value}] if is_upper else []):
            return {name: value for name, value in self.after.items() if name != "plans"}
        return self.after

    def where(self, path: KeyPath) -> str:
        """Say in which file and line a key stands."""
        return f"{self.file}:{self.fact.place.file.line_of(path)}" if self.fact else self.file


class Drafts:
    """Every record that the rows of an import speak of, begun when the first of them does."""

    def __init__(self, book: Book) -> None:
        """Hold the book, and every identifier that is in use."""
        self.book = book
        self._facts = dict(_records(book))
        self._drafts: dict[tuple[str, str], Draft] = {}
        hidden = {fault.file.rpartition("/")[2].removesuffix(".toml") for fault in book.problems if fault.hides_file}
        self.taken = hidden | {name for kind, name in self._facts if kind not in ONE_A_FOLDER}
        self._kinds = {name: kind for kind, name in self._facts if kind not in ONE_A_FOLDER}

    def __iter__(self) -> Iterator[Draft]:
        """Go through the drafts in the order in which they were begun."""
        return iter(tuple(self._drafts.values()))

    def is_known(self, kind: str, identifier: str) -> bool:
        """Whether there is such a record, or a draft of one."""
        return (kind, identifier) in self._facts or (kind, identifier) in self._drafts

    def look(self, kind: str, identifier: str) -> Raw:
        """Return what a record of an own name holds so far, without beginning a draft of it."""
        draft = self._drafts.get((kind, identifier))
        return draft.after if draft else raw_of(self._facts[(kind, identifier)])

    def find(self, kind: str, folder: str, identifier: str) -> Draft:
        """Return the draft of a record; a new one where there is no such record.

        Raises:
            LeftError: where the record cannot be added to, or none can be made.
        """
        name = (kind, folder if kind in ONE_A_FOLDER else identifier)
        draft = self._drafts.get(name)
        if draft is None:
            fact = self._facts.get(name)
            draft = self._begun(kind, folder, identifier, fact) if fact else self._new(kind, folder, identifier)
            self._drafts[name] = draft
        if folder not in {"", draft.folder} and kind != REGISTER:
            message = (
                f"{printable(identifier)} is a record of {draft.folder} ({draft.file}), not of {printable(folder)}"
            )
            raise LeftError(message)
        return draft

    def _begun(self, kind: str, folder: str, identifier: str, fact: Fact) -> Draft:
        name = fact.place.file.name
        if name in self.book.faulty_files:
            message = f"{name} has faults and was left as it is. Mend it first: comah validate"
            raise LeftError(message)
        return Draft(kind, folder_of(fact, folder), identifier, fact)

    def _new(self, kind: str, folder: str, identifier: str) -> Draft:
        if kind == REGISTER:
            return Draft(kind, "", identifier, None)
        if not re.search(ID_PATTERN, folder):
            message = f"no council named for {printable(identifier)}: write its folder, such as halton"
            raise LeftError(message)
        if kind in ONE_A_FOLDER:
            return self._new_single(kind, folder, identifier)
        if not re.search(ID_PATTERN, identifier):
            message = (
                f"{printable(identifier)!r} is no identifier: lower-case words joined by hyphens, such as northbank"
            )
            raise LeftError(message)
        if identifier in self.taken:
            what = self._kinds.get(identifier, "record that cannot be read")
            message = f"{identifier} is in use already, for a {what}; write another id"
            raise LeftError(message)
        self.taken.add(identifier)
        self._kinds[identifier] = kind
        return Draft(kind, folder, identifier, None)

    def _new_single(self, kind: str, folder: str, identifier: str) -> Draft:
        file = record_file(kind, folder, identifier)
        if any(fault.file == file and fault.hides_file and fault.line for fault in self.book.problems):
            message = f"{file} cannot be read. Mend it first: comah validate"
            raise LeftError(message)
        draft = Draft(kind, folder, identifier, None)
        if kind == AUTHORITY:
            draft.after["id"] = folder
        return draft


def _records(book: Book) -> Iterator[tuple[tuple[str, str], Fact]]:
    """Give every record that was read from a file, by kind and name."""
    if book.register.place.file.name:
        yield (REGISTER, ""), book.register
    for one in book.authorities:
        yield from _singles(one)
        for kind, records in (
            (ESTABLISHMENT, one.establishments),
            (EXERCISE, one.exercises),
            (ACTIVATION, one.activations),
        ):
            for record in records:
                yield (kind, record.id), record


def _singles(one: AuthorityBook) -> Iterator[tuple[tuple[str, str], Fact]]:
    for kind, record in ((AUTHORITY, one.authority), ("diary", one.diary), ("waivers", one.waivers)):
        if record is not None and record.place.file.name:
            yield (kind, folder_of(record)), record
