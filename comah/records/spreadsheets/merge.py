"""What the rows of a spreadsheet say, held against the book: what would be added, and what is left.

Nothing is deleted and nothing overwritten. A value where the record has none is added, an equal one is on
record already, a different one is a conflict: said and left.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from comah.model.book import Book
from comah.model.change import Change
from comah.model.import_report import Fate, RowRead, RowResult
from comah.model.record_kinds import AUTHORITY, REGISTER
from comah.model.record_lines import folder_of
from comah.model.said import ExerciseSaid, TableSaid
from comah.records.spreadsheets.changes import change_of
from comah.records.spreadsheets.draft import Draft, Drafts, LeftError
from comah.records.spreadsheets.known_exercises import KnownExercises
from comah.records.spreadsheets.merge_exercise import AskedError, ExerciseMerge
from comah.records.spreadsheets.merge_items import merge_own_items, merge_table
from comah.records.spreadsheets.merge_values import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NOTHING: Final[dict[int, tuple[str, ...]]] = {}


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """What an import comes to."""

    changes: tuple[Change, ...]  # one a file at most, in the order of the files' names
    results: tuple[RowResult, ...]  # one a row, in the order of the rows
    rows: dict[str, frozenset[int]]  # by file, the positions of the rows that add to it


class _Merge:
    """The rows of one import, and what becomes of each."""

    def __init__(self, book: Book, rows: Sequence[RowRead], refused: Mapping[int, tuple[str, ...]]) -> None:
        self.book = book
        self.rows = rows
        self.refused = refused
        self.drafts = Drafts(book)
        self.outcomes = [Outcome() for _ in rows]
        self.questions: dict[int, str] = {}
        self.lost: dict[str, list[str]] = defaultdict(list)  # by file, why its draft came to nothing

    def tables(self) -> None:
        """Hold the tables against the book: records first, then the lists in them, then the lists in those."""
        said = [(one, row) for row, one in self._said() if isinstance(one, TableSaid)]
        own: dict[tuple[str, ...], list[tuple[TableSaid, Outcome, int]]] = defaultdict(list)
        for one, row in sorted(said, key=lambda pair: len(pair[0].table)):
            if one.is_own and one.table and one.table != ("plans",):
                name = (one.kind, one.authority, one.id, one.regime, *one.table)
                own[name].append((one, self.outcomes[row], row))
            else:
                self._table(one, row)
        for group in own.values():
            self._items(group)

    def exercises(self, *, by: str, on: date) -> None:
        """Hold the exercises that no row names against those on record."""
        said = [(one, row) for row, one in self._said() if isinstance(one, ExerciseSaid)]
        if not said:
            return
        merge = ExerciseMerge(self.drafts, KnownExercises(self.book, self.drafts), by=by, on=on)
        for one, row in said:
            try:
                merge.merge(one, self.outcomes[row], row)
            except AskedError as question:
                self.questions[row] = str(question)
            except LeftError as reason:
                self.outcomes[row].conflicts.append(str(reason))

    def councils(self) -> None:
        """Begin the file of each council that the register lists and that has its first records now."""
        listed = self.drafts.look(REGISTER, "").get("authorities", []) if self.drafts.is_known(REGISTER, "") else []
        entries = {each["id"]: each["name"] for each in listed if "id" in each and "name" in each}
        known = {folder_of(one.authority) for one in self.book.authorities}
        for draft in self.drafts:
            folder = draft.folder
            if draft.fact is not None or not draft.rows or folder in known or draft.kind in {REGISTER, AUTHORITY}:
                continue
            if folder not in entries and not self.drafts.is_known(AUTHORITY, folder):
                self.lost[draft.file].append(f"{folder} is no council of this register: list it in register.toml")
                continue
            self._begin_council(folder, entries.get(folder, ""), draft)

    def _begin_council(self, folder: str, name: str, draft: Draft) -> None:
        try:
            council = self.drafts.find(AUTHORITY, folder, AUTHORITY)
        except LeftError as reason:
            self.lost[draft.file].append(str(reason))
            return
        if name:
            council.after.setdefault("name", name)
        council.rows |= draft.rows

    def changes(self) -> Iterator[Change]:
        """Give the change of each draft that adds something and lacks nothing."""
        for draft in self.drafts:
            if not draft.rows or draft.file in self.lost:
                continue
            try:
                change = change_of(draft, self._source(draft))
            except LeftError as reason:
                self.lost[draft.file].append(str(reason))
                continue
            if change is not None:
                yield change

    def result(self, row: int) -> RowResult:
        """Say what became of a row."""
        read, outcome = self.rows[row], self.outcomes[row]
        if row in self.refused:
            return RowResult(read=read, fate=Fate.NOT_TAKEN, conflicts=self.refused[row])
        lost = [reason for draft in outcome.added for reason in self.lost.get(draft.file, ())]
        taken = [draft for draft in outcome.added if draft.file not in self.lost]
        conflicts = tuple(dict.fromkeys([*outcome.conflicts, *lost]))
        question = self.questions.get(row, read.question)
        if question and not read.question:
            read = msgspec.structs.replace(read, question=question)
        return RowResult(
            read=read, fate=_fate(read, outcome, taken=bool(taken), conflicts=conflicts), conflicts=conflicts
        )

    def _said(self) -> Iterator[tuple[int, TableSaid | ExerciseSaid]]:
        for row, read in enumerate(self.rows):
            if not (read.is_passed or read.question or row in self.refused):
                for one in read.said:
                    yield row, one

    def _table(self, said: TableSaid, row: int) -> None:
        try:
            draft = self.drafts.find(said.kind, said.authority, said.id)
            is_new = draft.fact is None and not draft.rows
            merge_table(draft, said, self.outcomes[row], row)
            if is_new and not said.table:
                self.outcomes[row].add(draft, row)
        except LeftError as reason:
            self.outcomes[row].conflicts.append(str(reason))

    def _items(self, group: Sequence[tuple[TableSaid, Outcome, int]]) -> None:
        first = group[0][0]
        try:
            draft = self.drafts.find(first.kind, first.authority, first.id)
            merge_own_items(draft, group)
        except LeftError as reason:
            for _, outcome, _ in group:
                outcome.conflicts.append(str(reason))

    def _source(self, draft: Draft) -> str:
        """Say from which rows a draft was added to; many are counted."""
        rows = sorted(draft.rows)
        first = self.rows[rows[0]].at
        more = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        return f"{first.file}, {first}{more}"


def merge(
    book: Book,
    rows: Sequence[RowRead],
    *,
    by: str,
    on: date,
    refused: Mapping[int, tuple[str, ...]] = _NOTHING,
) -> Merged:
    """Hold rows against the book, and against each other: what two rows say alike is added once.

    Args:
        book: the register as it is.
        rows: as they were understood, of all sheets.
        by: the post that imports, which decides what an exercise is credited with.
        on: the day of the import.
        refused: rows, by position, that are left out, with the reasons.
    """
    work = _Merge(book, rows, refused)
    work.tables()
    work.exercises(by=by, on=on)
    work.councils()
    changes = sorted(work.changes(), key=lambda change: change.file)
    files = {change.file for change in changes}
    return Merged(
        changes=tuple(changes),
        results=tuple(work.result(row) for row in range(len(rows))),
        rows={draft.file: frozenset(draft.rows) for draft in work.drafts if draft.file in files},
    )


def _fate(read: RowRead, outcome: Outcome, *, taken: bool, conflicts: tuple[str, ...]) -> Fate:
    if read.is_passed:
        return Fate.PASSED
    is_blocked = any(remark.is_blocking for remark in read.remarks)
    if taken:
        return Fate.PARTLY if conflicts or is_blocked or read.question else Fate.TAKEN
    if read.question:
        return Fate.ASKED
    if conflicts:
        return Fate.CONFLICT
    if is_blocked and not outcome.held:
        return Fate.NOT_TAKEN
    return Fate.PARTLY if is_blocked else Fate.ON_RECORD
