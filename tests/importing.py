"""A spreadsheet taken into a register in a folder, as ``comah import`` does it, without the command line."""

from __future__ import annotations

from collections.abc import Mapping as Texts
from datetime import date
from pathlib import Path

from register_text import write_register

from comah.assess import compare_claims
from comah.law.load import load_law
from comah.model.book import AuthorityBook, Book
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.import_report import ClaimResult, Fate, RowResult
from comah.records.load import load_book
from comah.records.spreadsheets.foresee import book_before
from comah.records.spreadsheets.import_plan import Asked, ImportPlan, plan_import
from comah.records.spreadsheets.mapping import Mapping, read_mapping
from comah.records.spreadsheets.open_file import open_spreadsheet
from comah.records.write import apply_changes, file_digests
from comah.render.workbook_xlsx import workbook_bytes

ON = date(2026, 11, 21)
BY = "emergency planning officer"
AT = "2026-11-21T09:00:00+00:00"


class Imported:
    """What an import came to, and the register after it."""

    def __init__(self, plan: ImportPlan, root: Path) -> None:
        """Hold the plan and read the register again."""
        self.plan = plan
        self.book: Book = load_book(root)
        self.claims: tuple[ClaimResult, ...] = compare_claims(plan.claims, self.book, load_law(), ON)

    @property
    def records(self) -> AuthorityBook:
        """The records of the one authority."""
        return self.book.authorities[0]

    @property
    def sites(self) -> dict[str, Establishment]:
        """Establishments by name."""
        return {site.name: site for site in self.records.establishments}

    def tests(self, site: str) -> list[str]:
        """Return the days on which a site's plan was tested, as recorded, in order."""
        return sorted(
            one.held_on.text
            for one in self.records.exercises
            for credit in one.credits
            if one.held_on and credit.plan == self.sites[site].id and credit.conclusion.value == "tested"
        )

    def exercise(self, identifier: str) -> Exercise:
        """Return an exercise by its id."""
        return next(one for one in self.records.exercises if one.id == identifier)

    def row(self, number: int, sheet: str = "Sites") -> RowResult:
        """Return what became of a row."""
        return next(one for one in self.plan.results if (one.read.at.sheet, one.read.at.row) == (sheet, number))

    def fates(self, sheet: str = "Sites") -> dict[int, Fate]:
        """Return the fate of each row of a sheet."""
        return {one.read.at.row: one.fate for one in self.plan.results if one.read.at.sheet == sheet}

    def words(self, number: int, sheet: str = "Sites") -> str:
        """Return everything that is said of a row."""
        result = self.row(number, sheet)
        remarks = (f"{one.heading}: {one.text}" for one in result.read.remarks)
        return "\n".join((*result.read.understood, *remarks, *result.conflicts, result.read.question))

    def sheet_words(self, sheet: str = "Sites") -> str:
        """Return everything that is said of a sheet as a whole."""
        read = next(one for one in self.plan.reads if one.sheet.title == sheet)
        return "\n".join((*read.remarks, *read.sheet.notes))


def take_in(  # noqa: PLR0913 - all but two are named
    root: Path, file: Path, *, authority: str = "", tier: str = "", by: str = BY, mapping: Path | None = None
) -> Imported:
    """Import a file into the register of a folder, and write what it comes to."""
    digests = file_digests(root) if root.is_dir() else {}
    asked = Asked(
        mapping=read_mapping(mapping) if mapping else Mapping(),
        sheets=(),
        authority=authority,
        tier=tier,
        by=by,
        on=ON,
    )
    plan = plan_import(root, book_before(root), open_spreadsheet(file), asked)
    apply_changes(root, plan.changes, by=by, at=AT, digests=digests)
    return Imported(plan, root)


def take_in_anew(folder: Path, file: Path, records: Texts[str, str]) -> Imported:
    """Import a file into a register of the given records; a second time to see that it adds nothing."""
    root = folder / "sites"
    root.mkdir()
    write_register(root, records)
    first = take_in(root, file)
    again = take_in(root, file)
    assert again.plan.changes == ()
    assert {fate for fate in again.fates().values() if fate is Fate.TAKEN} == set()
    return first


def write_left(plan: ImportPlan, path: Path) -> Path:
    """Write the rows that were not taken into a workbook."""
    path.write_bytes(workbook_bytes(plan.left()))
    return path
