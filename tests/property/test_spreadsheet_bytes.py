"""Whatever a file's bytes: it is read, or refused in words; nothing else ever comes of it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet_files import SHEET, parts_of, saved, texts, with_cells, with_part, workbook_bytes, zipped

from comah.errors import SpreadsheetRefusedError
from comah.model.sheet import Workbook
from comah.records.spreadsheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from comah.records.spreadsheets.open_file import open_spreadsheet


def full_workbook() -> bytes:
    """Make a workbook with something of everything that is read."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Site", "Tested", "Next", "Share", "Closed"])
    sheet.append(["Northbank", date(2023, 5, 12), "=B2+1095", 0.5, True])
    sheet.append(["", "TBC", "#N/A", 1e9, None])
    sheet["A2"].fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.2))
    sheet["B3"].font = Font(strike=True)
    sheet["A2"].comment = Comment("ask", "post")
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A1:E3"
    book.create_sheet("Old").sheet_state = "hidden"
    return saved(book)


FULL = full_workbook()
PARTS = parts_of(FULL)
XML = sorted(name for name in PARTS if name.endswith((".xml", ".rels")))
CSV = b'Site;Tested\r\n"North ""bank""";12/05/2023\r\n\'=1;"a\nb"\r\n'


def judged(data: bytes, name: str = "sites.xlsx") -> Workbook | None:
    """Open a file, and hold the answer to what was promised."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            book = open_spreadsheet(path)
        except SpreadsheetRefusedError as error:
            refused = str(error)
        else:
            hold_to_promises(book)
            return book
    assert refused.startswith("sites.")
    assert refused.isprintable()
    assert ". Example: " in refused
    return None


def hold_to_promises(book: Workbook) -> None:
    rows = [row for sheet in book.sheets for row in sheet.rows]
    cells = [cell for row in rows for cell in row.cells]
    assert len(rows) <= MAX_ROWS
    assert len(cells) <= MAX_CELLS + MAX_ROWS * MAX_COLUMNS
    assert all(len(row.cells) <= MAX_COLUMNS for row in rows)
    assert all([row.number for row in sheet.rows] == list(range(1, len(sheet.rows) + 1)) for sheet in book.sheets)
    assert not any(
        sheet.rows[-1].is_empty and not any(c.is_formula for c in sheet.rows[-1].cells)
        for sheet in book.sheets
        if sheet.rows
    )
    assert "" not in [cell.value for cell in cells]
    for cell in cells:
        cell.text.encode("utf-8")  # no half letters


@given(st.data())
@settings(deadline=None, max_examples=150)
def test_flipped_bytes_of_a_file(data: st.DataObject) -> None:
    mangled = bytearray(FULL)
    for _ in range(data.draw(st.integers(1, 6))):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(st.integers(0, 255))
    judged(bytes(mangled))


@given(st.sampled_from(XML), st.data())
@settings(deadline=None, max_examples=250)
def test_flipped_bytes_of_a_part(name: str, data: st.DataObject) -> None:
    mangled = bytearray(PARTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(
            st.one_of(st.sampled_from(list(b"<>/\"'&0123456789-ABs ")), st.integers(0, 255))
        )
    judged(zipped({**PARTS, name: bytes(mangled)}))


VALUES = st.one_of(
    st.text(st.sampled_from("0123456789-+.eE:ABZ$_xD "), max_size=12),
    st.sampled_from(
        ["0", "-1", "99999999999999999999", "A1:XFD1048576", "A1048576", "1e400", "true", "inlineStr", "s"]
    ),
)


@given(st.sampled_from(XML), st.data())
@settings(deadline=None, max_examples=250)
def test_any_value_in_any_attribute(name: str, data: st.DataObject) -> None:
    pieces = PARTS[name].decode().split('"')
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
        pieces[at] = data.draw(VALUES)
    judged(zipped({**PARTS, name: '"'.join(pieces).encode()}))


@given(st.sampled_from(XML), st.data())
@settings(deadline=None, max_examples=100)
def test_parts_cut_off_taken_out_and_exchanged(name: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(XML))
    cut = PARTS[name][: data.draw(st.integers(0, len(PARTS[name])))]
    judged(zipped({**PARTS, name: data.draw(st.sampled_from([cut, b"", PARTS[other]]))}))
    judged(zipped({one: part for one, part in PARTS.items() if one not in {name, other}}))
    judged(FULL[: data.draw(st.integers(0, len(FULL)))])


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
@settings(deadline=None, max_examples=100)
def test_anything_at_all(data: bytes, start: bytes) -> None:
    judged(start + data)
    judged(start + data, "sites.csv")


@given(
    st.dictionaries(
        st.one_of(st.sampled_from(XML), st.text(min_size=1, max_size=8)), st.binary(max_size=60), max_size=6
    )
)
@settings(deadline=None, max_examples=60)
def test_any_zip(parts: dict[str, bytes]) -> None:
    try:
        data = zipped(parts)
    except (ValueError, IndexError):  # a name that a zip cannot hold
        return
    judged(data)


@given(
    st.sampled_from(["c", "row", "v", "f", "is", "t", "r", "mergeCell", "col"]).flatmap(
        lambda name: st.tuples(
            st.just(name),
            VALUES,
            VALUES,
            st.text(st.characters(codec="utf-8", exclude_characters="<&", exclude_categories=("Cc", "Cs")), max_size=8),
        )
    ),
    st.data(),
)
@settings(deadline=None, max_examples=100)
def test_any_elements_in_any_order(first: tuple[str, str, str, str], data: st.DataObject) -> None:
    names = st.sampled_from(["c", "row", "v", "f", "is", "t", "r", "rPh", "strike", "mergeCell", "col", "sheetData"])
    written = f'<{first[0]} r="{first[1]}" t="{first[2]}" ref="{first[1]}">{first[3]}</{first[0]}>'
    for _ in range(data.draw(st.integers(0, 8))):
        name, value, kind = data.draw(names), data.draw(VALUES), data.draw(VALUES)
        inside = data.draw(st.booleans())
        one = f'<{name} r="{value}" t="{kind}" s="{value}" ref="{value}" hidden="1" min="1" max="{value}">'
        written = f"{one}{written}</{name}>" if inside else f"{written}{one}{value}</{name}>"
    judged(with_cells(written))


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=1, max_size=4), max_size=5))
@settings(deadline=None, max_examples=100)
def test_any_text_of_a_csv_file(rows: list[list[str]]) -> None:
    for separator in (",", ";", "\t"):
        judged("\n".join(separator.join(row) for row in rows).encode(), "sites.csv")


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_flipped_bytes_of_a_csv_file(data: st.DataObject) -> None:
    mangled = bytearray(CSV)
    for _ in range(data.draw(st.integers(1, 4))):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(st.integers(0, 255))
    judged(bytes(mangled), "sites.csv")


PRINTED = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


@given(st.lists(st.lists(PRINTED, min_size=2, max_size=3), min_size=1, max_size=5))
@example([["=1+1", "_x0041_"], ["+a", "'b"]])
@settings(deadline=None, max_examples=100)
def test_texts_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    escaped = [[text.replace("_x", "_x005F_x") for text in row] for row in rows]

    def as_text(sheet: Worksheet) -> None:
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.data_type = "s"

    book = judged(workbook_bytes(escaped, as_text))
    assert book is not None
    read = [row for row in texts(book.sheets[0]) if any(row)]
    wanted = [[text.strip() for text in row] for row in rows]
    assert [_bare(row) for row in read] == [bare for row in wanted if (bare := _bare(row))]


def _bare(row: list[str]) -> list[str]:
    """Take off the empty cells behind the last that says something."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def test_the_sound_workbook_of_these_tests_is_read_in_full() -> None:
    book = judged(FULL)
    assert book is not None
    assert texts(book.sheets[0]) == [
        ["Site", "Tested", "Next", "Share", "Closed"],
        ["Northbank", "2023-05-12", "", "0.5", "yes"],
        ["Northbank", "TBC", "#N/A", "1000000000"],
    ]
    assert judged(with_part(FULL, SHEET, PARTS[SHEET] + b" ")) == book
