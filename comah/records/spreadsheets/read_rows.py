"""The rows of one sheet, each as it is understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import msgspec

from comah.model.establishment import plan_ref
from comah.model.import_report import RowRead
from comah.model.kinds import Regime, Tier
from comah.model.said import RowAt
from comah.model.sheet import Sheet, SheetRow
from comah.records.spreadsheets.asked_site import Asked, Found
from comah.records.spreadsheets.exercise_words import exercise_words
from comah.records.spreadsheets.find_headings import Column, Headings
from comah.records.spreadsheets.frame import Frame
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.row_cells import RowCells, says_something
from comah.records.spreadsheets.row_exercises import RowExercises
from comah.records.spreadsheets.row_facts import PLAN_FACTS, SITE_FACTS, RowFacts
from comah.records.spreadsheets.row_kinds import HEADINGS_AGAIN, lone_name, other_headings, why_passed, why_struck
from comah.records.spreadsheets.row_reads import asked, passed
from comah.records.spreadsheets.row_words import has_any, notes_of, row_regime, row_tier
from comah.records.spreadsheets.settle_columns import NOT_BESIDE
from comah.records.spreadsheets.several_names import names_several
from comah.records.spreadsheets.site_names import name_key

_OWN_SHEET: Final = "a table of its own: in the workbook of the rows to mend it has its own sheet, to be imported"
_SEVERAL: Final = (
    "names several sites: write a row for each, with the same date, type and exercise name, which make one joint "
    'exercise. If it is the name of one site, write its id, or "new", under "comah id".'
)


class RowsReader:
    """Reads the rows below one heading row."""

    def __init__(self, frame: Frame, sheet: Sheet, headings: Headings) -> None:
        """Hold the sheet and its columns."""
        self._frame = frame
        self._sheet = sheet
        self._headings = headings
        self._columns: dict[What, list[Column]] = defaultdict(list)
        for column in headings.columns:
            if column.what:
                self._columns[column.what].append(column)
        sites = self._columns.get(What.SITE) or self._columns.get(What.OPERATOR) or []
        self._site_at = sites[0].at if sites else None
        self._above: tuple[str, int] | None = None  # the site last named, and its row
        self._awaited: dict[int, SheetRow] = {}  # rows whose answer names a site that no row has made yet
        self._other_table = 0  # the row of another table's headings
        self._towns = self._known_towns()

    def read(self, row: SheetRow) -> RowRead:
        """Understand one row."""
        at = RowAt(file=self._frame.file, sheet=self._sheet.title, row=row.number)
        why = why_passed(row, self._headings, self._site_at) or self._why_town(row)
        if not why and other_headings(row, self._site_at):
            self._other_table = row.number
            why = "the headings of another table"
        elif why == HEADINGS_AGAIN:
            self._other_table = 0
        if why:
            return passed(at, why)
        if self._other_table:
            said = f"stands below other headings (row {self._other_table}), {_OWN_SHEET}"
            return msgspec.structs.replace(asked(at, "", said, []), heading_row=self._other_table)
        return self._read_record(row, at)

    def read_awaited(self, reads: Sequence[RowRead]) -> tuple[RowRead, ...]:
        """Read once more those whose answer names a site that a row further down, or on a later sheet, made."""
        awaited, self._awaited = self._awaited, {}
        return tuple(
            self._read_record(awaited[read.at.row], read.at) if read.at.row in awaited else read for read in reads
        )

    def _read_record(self, row: SheetRow, at: RowAt) -> RowRead:
        cells = RowCells(self._sheet, row, self._columns, self._frame.on)
        if row.is_hidden:
            cells.remark("the row is hidden in the sheet; it was read all the same")
        is_beside = self._is_beside(row)
        if is_beside:
            cells.remark(f"a second table stands beside this one. {NOT_BESIDE}", is_blocking=True)
        self._say_unclear(cells)
        struck = why_struck(row, self._site_at)
        if struck:
            cells.remark(struck, is_blocking=True)
            return RowRead(at=at, site=self._name(row), remarks=tuple(cells.remarks))
        name, answer = self._site_text(cells), cells.text(What.COMAH_ID)
        if not name and not answer:
            return self._nameless(at, cells, is_beside=is_beside)
        if name:
            self._above = (name, row.number)
        if not answer and self._names_several(cells):
            return asked(at, name, f"{name!r} {_SEVERAL}", cells.remarks)
        if lone_name(row) and not self._frame.sites.is_known(name):
            question = (
                f"{name!r} stands alone in its row: a site without facts, or a sub-heading? For a site, fill in "
                'its tier or town, or write "new" under "comah id"; else clear the row.'
            )
            return asked(at, name, question, cells.remarks)
        return self._of_site(cells, at, name, answer)

    def _of_site(self, cells: RowCells, at: RowAt, name: str, answer: str) -> RowRead:
        """Find the site, and take what the row says of it."""
        council, named_council = self._council(cells), cells.text(What.COUNCIL)
        if named_council and not council:
            question = f"{named_council!r} is no council of this register; known are {', '.join(self._councils())}."
            return asked(at, name, question, cells.remarks)
        named_tier, law = row_tier(cells), row_regime(cells, self._frame.mapping.regime)
        has_unread_tier = bool(cells.text(What.TIER)) and named_tier is None
        found = self._frame.sites.find(
            Asked(
                name=name,
                operator=cells.text(What.OPERATOR),
                town=cells.text(What.TOWN),
                tier=named_tier or (None if has_unread_tier else self._frame.tier),
                regime=law,
                authority=council or self._frame.authority,
                answer=answer,
                at=at,
            )
        )
        if found.is_awaited:
            self._awaited[at.row] = cells.row
        if found.site and named_council and found.site.authority != council:
            question = f"{found.site.shown} is on record with {found.site.authority}, not with {named_council}."
            return asked(at, name, question, cells.remarks)
        return self._taken(cells, at, name, found, named_tier, law)

    def _taken(  # noqa: PLR0913, PLR0917 - the parts of one row
        self, cells: RowCells, at: RowAt, name: str, found: Found, named_tier: Tier | None, law: Regime | None
    ) -> RowRead:
        site = found.site
        if site is None:
            return asked(at, name, found.question, cells.remarks)
        if found.remark:
            cells.remark(found.remark)
        facts = RowFacts(cells, site, law or Regime.COMAH, at)
        exercises = RowExercises(cells, self._frame.mapping, self._frame.exercises)
        note = notes_of(cells)
        exercises.heed(note)
        is_of_exercises = not SITE_FACTS & self._columns.keys() and has_any(cells, PLAN_FACTS)
        facts.take_site(named_tier, "" if is_of_exercises else note, is_new=found.is_first)
        if self._has_plan(cells, facts, found, law):
            facts.take_plan(note)
            plan = plan_ref(site.id, law or Regime.COMAH)
            for said in exercises.said(plan, site.authority, note if is_of_exercises else "", at):
                facts.said.append(said)
                facts.understood.append(exercise_words(said))
        return RowRead(
            at=at,
            site=name,
            establishment=site.id,
            understood=tuple(facts.understood),
            said=tuple(facts.said),
            claims=tuple(facts.claims()),
            remarks=tuple(cells.remarks),
        )

    def _has_plan(self, cells: RowCells, facts: RowFacts, found: Found, law: Regime | None) -> bool:
        """Whether the site has the plan that the row speaks of; a plan under a law that is named is begun."""
        if found.site is None or (cells.text(What.REGIME) and law is None):
            return False
        site = self._frame.sites.known(found.site)
        wanted = law or Regime.COMAH
        is_begun = law is not None and (law is not Regime.COMAH or site.tier is Tier.UPPER)
        if is_begun and (wanted not in site.regimes or found.is_first) and wanted is not Regime.COMAH:
            for each in sorted(site.regimes - {wanted}, key=lambda one: one.value):
                facts.begin_plan(each)  # one that went without saying must be said once another is
            facts.begin_plan(wanted)
            self._frame.sites.add_regime(site, wanted)
            return True
        if wanted in site.regimes:
            return True
        if is_begun:
            facts.begin_plan(wanted)
            self._frame.sites.add_regime(site, wanted)
            return True
        if has_any(cells, PLAN_FACTS):
            why = "is of lower tier and" if site.tier is Tier.LOWER else "has other plans and"
            cells.remark(
                f"{site.id} {why} has no {wanted.value} plan: the dates of a plan are not taken", is_blocking=True
            )
        return False

    def _say_unclear(self, cells: RowCells) -> None:
        """Say of each filled cell under an unclear heading that it was not read: the row is to be mended."""
        for column in self._headings.columns:
            if column.what is None and column.unclear and cells.says_something(column):
                cells.remark(f"not read: the heading does not say {column.unclear}", column, is_blocking=True)

    def _is_beside(self, row: SheetRow) -> bool:
        """Whether a second table beside the first has something in this row."""
        at = self._headings.beside_at
        return at is not None and any(says_something(cell) for cell in row.cells[at:])

    def _nameless(self, at: RowAt, cells: RowCells, *, is_beside: bool) -> RowRead:
        """Ask for the site of a row that names none: a blank is never taken for the name above it."""
        if not any(cells.cell(column).value is not None for columns in self._columns.values() for column in columns):
            why = f"Only a second table, beside the first, has something here. {NOT_BESIDE}"
            return (
                asked(at, "", why, cells.remarks)
                if is_beside
                else passed(at, "nothing under a heading that was recognised")
            )
        question = "The row names no site."
        if self._above:
            name, number = self._above
            question += f" If it belongs to {name!r} (row {number}), write that name in it."
        return asked(at, "", question, cells.remarks)

    def _why_town(self, row: SheetRow) -> str:
        """Say that a town alone in its row is a sub-heading, unless it is a site's name too."""
        if not lone_name(row):
            return ""
        text = next(cell.text for cell in row.cells if cell.value is not None)
        is_town = name_key(text) in self._towns and not self._frame.sites.is_known(text)
        return f"a sub-heading, {text!r}; nothing of it is applied to the rows below it" if is_town else ""

    def _known_towns(self) -> frozenset[str]:
        cells = (row.cell(column.at) for column in self._columns.get(What.TOWN, ()) for row in self._sheet.rows)
        return self._frame.sites.towns | {name_key(cell.text) for cell in cells if cell.value is not None}

    def _name(self, row: SheetRow) -> str:
        return row.cell(self._site_at).text if self._site_at is not None else ""

    def _site_text(self, cells: RowCells) -> str:
        name = " ".join(cells.text(self._site_what).split())
        return name if any(map(str.isalnum, name)) else ""

    def _names_several(self, cells: RowCells) -> bool:
        text = cells.text(self._site_what)
        sites = self._frame.sites
        heading = self._columns[self._site_what][0].heading
        return not sites.is_known(text) and names_several(text, heading, sites.is_known, self._towns)

    @property
    def _site_what(self) -> What:
        return What.SITE if self._columns.get(What.SITE) else What.OPERATOR

    def _council(self, cells: RowCells) -> str:
        return self._frame.authorities.get(name_key(cells.text(What.COUNCIL)), "")

    def _councils(self) -> list[str]:
        return sorted(set(self._frame.authorities.values()))
