"""Every file that is no spreadsheet, or no safe one, is refused in its own words, and nothing is executed."""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet_files import (
    ROWS,
    SHEET,
    opened,
    parts_of,
    saved,
    sheet_of,
    texts,
    with_cells,
    with_part,
    with_shared_texts,
    with_words,
    workbook_bytes,
    zipped,
)

from comah.errors import SpreadsheetRefusedError
from comah.records.spreadsheets.open_file import open_spreadsheet

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(folder: Path, data: bytes, name: str = "sites.xlsx") -> str:
    """Open a file that must be refused, and return the words; each has a remedy and an example."""
    (folder / name).write_bytes(data)
    return refused_path(folder / name)


def refused_path(path: Path) -> str:
    with pytest.raises(SpreadsheetRefusedError) as caught:
        open_spreadsheet(path)
    words = str(caught.value)
    assert words.count("\n") == 0
    assert re.search(r"\. [A-Z].*\. Example: \S", words), words
    return words


def test_a_sound_workbook_is_read(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, workbook_bytes())
    assert (sheet.title, texts(sheet)) == ("Sites", ROWS)


def test_no_such_file(tmp_path: Path) -> None:
    assert "sites.xlsx is not there" in refused_path(tmp_path / "sites.xlsx")


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert "cannot be read" in refused_path(tmp_path / "a\0b.xlsx")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "old.xlsx").mkdir()
    assert "old.xlsx is a folder" in refused_path(tmp_path / "old.xlsx")


def test_an_empty_file(tmp_path: Path) -> None:
    assert "is empty" in refused(tmp_path, b"")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    (tmp_path / "sites.xlsx").write_bytes(workbook_bytes())
    monkeypatch.setattr(Path, "open", locked)
    words = refused_path(tmp_path / "sites.xlsx")
    assert "may not be read now" in words
    assert "If it is open in Excel: save and close it" in words


if sys.platform != "win32":

    def test_a_pipe(tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "sites.xlsx")
        assert "is not an ordinary file" in refused_path(tmp_path / "sites.xlsx")


@pytest.mark.parametrize("mark", ["~$sites.xlsx", ".~lock.sites.xlsx#"])
def test_a_workbook_that_is_open(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).write_bytes(b"\x05Officer")
    words = refused(tmp_path, workbook_bytes())
    assert f"is open in Excel or another program now ({mark} stands beside it)" in words
    assert "Save and close it" in words


def test_the_mark_of_an_open_workbook_itself(tmp_path: Path) -> None:
    words = refused(tmp_path, b"\x05Officer", "~$sites.xlsx")
    assert "Give the workbook itself. Example: comah import sites.xlsx" in words


@pytest.mark.parametrize("name", ["sites.xlsm", "SITES.XLTM", "tools.xlam"])
def test_a_workbook_named_as_one_with_macros(tmp_path: Path, name: str) -> None:
    assert "is a workbook with macros, and none of those is opened" in refused(tmp_path, workbook_bytes(), name)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros_under_another_name(tmp_path: Path, part: str) -> None:
    assert "with macros" in refused(tmp_path, with_part(workbook_bytes(), part, b"Sub Auto_Open()"))


def test_macros_by_the_type_of_the_workbook(tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    data = with_words(
        workbook_bytes(), "[Content_Types].xml", kind, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    assert "with macros" in refused(tmp_path, data)


def directory(*names: str) -> bytes:
    return COMPOUND + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


@pytest.mark.parametrize("name", ["sites.xlsx", "sites.csv"])
def test_a_password(tmp_path: Path, name: str) -> None:
    words = refused(tmp_path, directory("Root Entry", "EncryptionInfo", "EncryptedPackage"), name)
    assert "is protected by a password" in words
    assert "Encrypt with Password" in words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (directory("Root Entry", "Workbook"), "is a workbook of an old Excel (.xls)"),
        (directory("Root Entry", "Book"), "is a workbook of an old Excel (.xls)"),
        (directory("Root Entry", "WordDocument"), "is a Word document (.doc)"),
        (directory("Root Entry"), "is an old Office document"),
        (b"%PDF-1.7\n", "is a PDF document, whatever its name"),
        (b"{\\rtf1", "is a Rich Text document"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"MZ\x90\0", "is a program"),
        (b"<html><table><tr><td>Site", "is a web page (HTML), whatever its name"),
        ("\ufeff<!DOCTYPE html>".encode("utf-16-le"), "is a web page (HTML)"),
        (b"\n <!-- a --> <TABLE>", "is a web page (HTML)"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "is an XML Spr"),
        (b"<?xml version='1.0'?><a/>", "is an XML file"),
        (b"Site,Tier\n", "is no workbook: it looks like text, such as a CSV file"),
        (zipped({"word/document.xml": b"<w/>"}), "is a Word document"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "is an OpenDocument file (.ods"),
        (zipped({"Index/Document.iwa": b"x"}), "is a Numbers, Pages or Keynote file"),
        (zipped({"xl/workbook.bin": b"x"}), "is a binary workbook (.xlsb)"),
        (zipped({"photo.jpg": b"x"}), "is a zip archive without a workbook in it"),
        (zipped({}), "is a zip archive without a workbook in it"),
        (b"PK\x03\x04 and no more", "is damaged: it is a zip archive that cannot be opened"),
        (workbook_bytes()[:-40], "is damaged"),
        (workbook_bytes()[:600], "is damaged"),
    ],
)
def test_what_it_really_is(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in refused(tmp_path, data)


def test_a_workbook_named_as_text_or_as_an_old_one(tmp_path: Path) -> None:
    for name in ("sites.csv", "sites.xls"):
        assert "is an Excel workbook inside and named as something else. Rename it" in refused(
            tmp_path, workbook_bytes(), name
        )


def test_text_that_is_not_named_as_a_csv_file(tmp_path: Path) -> None:
    assert "looks like text and is not named as a CSV file" in refused(tmp_path, b"Site,Tier\n", "sites.doc")


def test_a_broken_part(tmp_path: Path) -> None:
    data = bytearray(workbook_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        at = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 20
    data[at : at + 8] = b"\0" * 8
    assert f"is damaged: its part {SHEET} cannot be" in refused(tmp_path, bytes(data))


@pytest.mark.parametrize("part", [b"", b"<worksheet>", b"<worksheet/><worksheet/>", b"\xff\xfe\x00", b"text"])
def test_a_sheet_that_is_no_xml(tmp_path: Path, part: bytes) -> None:
    assert "is damaged" in refused(tmp_path, with_part(workbook_bytes(), SHEET, part))


def test_a_sheet_that_is_missing(tmp_path: Path) -> None:
    parts = parts_of(workbook_bytes())
    del parts[SHEET]
    assert 'is damaged: its sheet "Sites" is missing' in refused(tmp_path, zipped(parts))


def test_a_workbook_in_the_strict_dialect(tmp_path: Path) -> None:
    part = b'<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    words = refused(tmp_path, with_part(workbook_bytes(), SHEET, part))
    assert "is saved as a Strict Open XML Spreadsheet, which cannot be read. In Excel: File > Save As" in words


def test_a_sheet_that_is_something_else(tmp_path: Path) -> None:
    assert 'its sheet "Sites" is no sheet of cells' in refused(tmp_path, with_part(workbook_bytes(), SHEET, b"<a/>"))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="0"><c><v>1</v></c></row>', 'a row has no number on its sheet "Sites"'),
        ('<row><c r="A0"><v>1</v></c></row>', 'a cell has no place on its sheet "Sites"'),
        ("<row><c>" + "<v/>" * 20_001 + "</c></row>", 'a row has no end on its sheet "Sites"'),
        ("<row/>" * 60_001, "lists more than 60,000 rows"),
        (
            '<row><c t="inlineStr"><is>'
            + "<r/>" * 15_001
            + "</is></c></row>"
            + "<row><c><is>"
            + "<r/>" * 15_000
            + "</is></c></row>",
            "it has more than 30,000 pieces",
        ),
    ],
)
def test_rows_that_no_workbook_has(tmp_path: Path, rows: str, words: str) -> None:
    assert words in refused(tmp_path, with_cells(rows))


def test_a_comment_on_a_whole_sheet(tmp_path: Path) -> None:
    name = "xl/comments/comment1.xml"
    data = workbook_bytes(change=lambda sheet: setattr(sheet["A1"], "comment", Comment("ask", "post")))
    words = refused(tmp_path, with_words(data, name, 'ref="A1"', 'ref="A1:XFD1048576"'))
    assert "has a comment that hangs on no cell" in words


def test_parts_that_are_not_read_are_not_stopped_at(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert type(sheet) is Worksheet
    sheet.append(["Site"])
    sheet.add_chart(BarChart(), "D4")
    sheet["A1"].hyperlink = "http://example.invalid/"
    data = with_part(saved(book), "xl/charts/chart1.xml", b"no chart")
    data = with_part(data, "docProps/core.xml", b"no properties")
    assert texts(sheet_of(tmp_path, data)) == [["Site"]]


def test_a_cell_that_refers_to_no_text(tmp_path: Path) -> None:
    data = with_cells('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')
    assert "stopped and said: list index out of range" in refused(tmp_path, data)


def test_a_cell_that_stands_twice(tmp_path: Path) -> None:
    data = with_cells('<row r="1"><c r="A1"><v>7</v></c><c r="A1"><v>8</v></c></row>')
    assert 'a cell stands twice on its sheet "Sites"' in refused(tmp_path, data)


@pytest.mark.parametrize("inside", ["<row/>", '<c r="A2"/>'])
def test_a_cell_that_does_not_end(tmp_path: Path, inside: str) -> None:
    data = with_cells(f'<row r="1"><c r="A1">{inside}<v>7</v></c></row>')
    assert 'a cell does not end on its sheet "Sites"' in refused(tmp_path, data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (SHEET, SHEET):
            archive.writestr(name, b"<worksheet/>")
    assert "it holds the same part twice" in refused(tmp_path, out.getvalue())


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"a": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "is a zip archive with a password" in refused(tmp_path, bytes(data))


def test_a_zip_packed_otherwise(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", b"x")
    assert "is packed in a way that Excel does not use" in refused(tmp_path, out.getvalue())


def test_a_zip_bomb_by_what_it_declares(tmp_path: Path) -> None:
    data = with_part(workbook_bytes(), "xl/media/image1.png", bytes(80_000_000))
    assert len(data) < 200_000
    words = refused(tmp_path, data)
    assert "would unpack to 80 MB" in words
    assert "A workbook may unpack to at most 60 MB" in words


def test_a_zip_bomb_below_the_limit_that_is_packed_too_tightly(tmp_path: Path) -> None:
    data = with_part(workbook_bytes(), "xl/media/image1.png", bytes(10_000_000))
    assert "packed more than 250 to 1" in refused(tmp_path, data)


def test_a_zip_bomb_that_declares_less_than_it_holds(tmp_path: Path) -> None:
    data = bytearray(with_part(workbook_bytes(), SHEET, b"<worksheet>" + b" " * 70_000_000 + b"</worksheet>"))
    at = data.rindex(SHEET.encode()) - 22  # the unpacked size in the directory
    assert int.from_bytes(data[at : at + 4], "little") == 70_000_023
    data[at : at + 4] = (5_000).to_bytes(4, "little")
    assert "is damaged" in refused(tmp_path, bytes(data))


def test_one_sheet_listed_many_times_is_unpacked_up_to_the_limit(tmp_path: Path) -> None:
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 15))
    namespaces = (
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    data = with_part(
        with_cells("", before=" " * 4_900_000),
        "xl/workbook.xml",
        f"<workbook {namespaces}><sheets>{sheets}</sheets></workbook>".encode(),
    )
    assert "unpacks to more than 60 MB" in refused(tmp_path, data)


def test_too_many_styles(tmp_path: Path) -> None:
    fills = "<fill/>" * 50_001
    data = with_words(workbook_bytes(), "xl/styles.xml", "</fills>", f"{fills}</fills>")
    assert "it has more than 50,000 styles" in refused(tmp_path, data)


def test_too_many_texts(tmp_path: Path) -> None:
    assert "has more than 250,000 cells" in refused(tmp_path, with_shared_texts("<si/>" * 250_001))


def test_a_zip_of_too_many_parts(tmp_path: Path) -> None:
    parts = {f"xl/media/{number}.png": b"" for number in range(2_001)}
    assert "is made of more than 2,000 parts" in refused(tmp_path, zipped(parts))


def test_a_list_of_sheets_larger_than_any(tmp_path: Path) -> None:
    name = "xl/_rels/workbook.xml.rels"
    part = parts_of(workbook_bytes())[name]
    filler = " ".join(str(number) for number in range(900_000)).encode()
    data = with_part(workbook_bytes(), name, part.replace(b"</Relationships>", filler + b"</Relationships>"))
    assert f"holds a part ({name}) larger than any of its kind" in refused(tmp_path, data)


def test_too_many_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for _ in range(200):
        book.create_sheet()
    assert "has more than 200 sheets" in refused(tmp_path, saved(book))


def test_a_large_file(tmp_path: Path) -> None:
    with (tmp_path / "sites.xlsx").open("wb") as file:
        file.truncate(20_000_001)
    assert "is 20.0 MB, and at most 20 MB are read" in refused_path(tmp_path / "sites.xlsx")


@pytest.mark.parametrize(
    "name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]
)
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY x "boom">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_a_document_type(tmp_path: Path, name: str, declared: str, encoding: str) -> None:
    part = parts_of(workbook_bytes())[name].decode()
    bare = part.partition("?>")[2] if part.startswith("<?xml") else part
    data = with_part(workbook_bytes(), name, (declared + bare).encode(encoding))
    words = refused(tmp_path, data)
    assert f"declares a document type or entities in its part {name}" in words
    assert "boom" not in words


def test_xml_nested_without_end(tmp_path: Path) -> None:
    data = with_cells("<row>" * 100_000 + "</row>" * 100_000)
    assert "is damaged" in refused(tmp_path, data)


def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row * 7919}</v></c></row>' for row in range(1, 100_001))
    words = refused(tmp_path, with_cells(rows))
    assert 'has more than 20,000 rows (they pass that number on the sheet "Sites")' in words


def test_a_hundred_thousand_rows_of_a_csv_file(tmp_path: Path) -> None:
    assert "has more than 20,000 rows" in refused(tmp_path, b"Northbank,upper\n" * 100_000, "sites.csv")


def test_rows_of_several_sheets_count_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, row in (("A", 15_000), ("B", 5_001)):
        book.create_sheet(title).cell(row, 1, "Northbank")
    assert 'has more than 20,000 rows (they pass that number on the sheet "B")' in refused(tmp_path, saved(book))


def test_one_cell_far_below_the_table(tmp_path: Path) -> None:
    data = workbook_bytes(change=lambda sheet: sheet.cell(1_048_576, 1, "x"))
    assert "delete what stands by itself far below" in refused(tmp_path, data)


def test_one_cell_far_to_the_right(tmp_path: Path) -> None:
    data = workbook_bytes(change=lambda sheet: sheet.cell(1, 16_384, "x"))
    assert 'has something beyond column 300 on the sheet "Sites"' in refused(tmp_path, data)
    assert "beyond column 300" in refused(tmp_path, b"," * 300 + b"x", "sites.csv")


@pytest.mark.parametrize("after", ["", '<mergeCells><mergeCell ref="A1:KN20000"/></mergeCells>'])
def test_too_many_cells(tmp_path: Path, after: str) -> None:
    cells = "".join(f"<c><v>{number * 31}</v></c>" for number in range(299))
    rows = f'<row r="1">{cells}</row><row r="20000"><c r="A20000"><v>1</v></c></row>'
    many = rows if after else f"<row>{cells}</row>" * 2_000
    assert "has more than 250,000 cells" in refused(tmp_path, with_cells(many, after=after))
    assert "has more than 250,000 cells" in refused(tmp_path, (b"a," * 250 + b"\n") * 2_010, "sites.csv")


def test_a_workbook_of_charts_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_chartsheet("Chart")
    sheet.add_chart(BarChart())
    del book["Sheet"]
    assert "has no sheet of cells: it has charts alone" in refused(tmp_path, saved(book))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Site,Tier\nNorth\0bank,upper\n", "holds bytes that no text has (NUL)"),
        ("\ufeffSite\0".encode("utf-16-le"), "holds characters that no text has (NUL)"),
        (b"\xff\xfeS\0i", "is not the utf-16-le text that it begins as"),
        (b"\xef\xbb\xbfSite\xe9,a", "is not the utf-8 text that it begins as"),
        (b"Site\x81,a", "is neither UTF-8 nor Windows-1252 text (byte 5)"),
        (b"\n ,\n\n", "holds nothing but empty rows"),
        (b'Site,Tier\na,b\n"Northbank,upper\nx,y\n', "from line 3 on: a text begins there with a quotation mark and"),
        (b'Site,Tier\n"the "works"",b\n', "from line 2 on: its quotation marks do not pair"),
        (b"Site," + b"a" * 200_000, "a text is far too long"),
    ],
)
def test_a_csv_file_that_cannot_be_read_in_full(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in refused(tmp_path, data, "sites.csv")


def test_a_name_with_escape_codes_is_said_harmlessly(tmp_path: Path) -> None:
    words = refused_path(tmp_path / "si\x1b[31mtes.xlsx")
    assert "\x1b" not in words
    assert opened(tmp_path, workbook_bytes()).file == "sites.xlsx"
