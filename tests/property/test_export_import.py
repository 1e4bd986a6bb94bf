"""A register exported to a workbook, or to CSV files, and imported again is the same register."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from importing import ON, take_in
from record_strategies import registers, write

from comah.assess import assess
from comah.duties.export.compose import export_page
from comah.duties.report import due_report
from comah.duties.selection import Selection
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.workbook_page import WorkbookPage
from comah.records.load import load_book
from comah.render.due_json import due_json
from comah.render.workbook_csv import workbook_csv
from comah.render.workbook_xlsx import workbook_bytes

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a register takes long to make smaller
)


def page_of(book: Book, *, in_cells: bool = True) -> WorkbookPage:
    """Return what ``comah export`` writes of a register."""
    law = load_law()
    return export_page(book, law, assess(book, law, ON), in_cells=in_cells)


def due(book: Book) -> str:
    """Return what ``comah due --format json --all --operator`` says of a register."""
    law = load_law()
    selection = Selection(show_all=True, with_operator=True)
    return due_json(due_report(book, law, assess(book, law, ON), selection, with_pages=False))


def contents(folder: Path) -> dict[str, bytes]:
    """Read every record below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


@given(registers())
@slow
def test_a_workbook_imported_into_an_empty_folder_gives_the_same_answer(register: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        write(old, register)
        book = load_book(old)
        file = Path(folder) / "all.xlsx"
        file.write_bytes(workbook_bytes(page_of(book)))
        done = take_in(new, file)
        assert contents(new) == contents(old)
        assert due(done.book) == due(book)


@given(registers())
@slow
def test_a_workbook_imported_where_it_came_from_changes_nothing(register: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old"
        write(old, register)
        file = Path(folder) / "all.xlsx"
        file.write_bytes(workbook_bytes(page_of(load_book(old))))
        assert take_in(old, file).plan.changes == ()


@given(registers())
@slow
def test_csv_files_imported_one_by_one_change_nothing(register: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old"
        write(old, register)
        for name, data in workbook_csv(page_of(load_book(old), in_cells=False)).items():
            file = Path(folder) / name
            file.write_bytes(data)
            assert take_in(old, file).plan.changes == (), name
