"""What a cell says to a reader of the sheet, and what else is said of a sheet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet
from spreadsheet_files import (
    SHEET,
    opened,
    saved,
    sheet_of,
    texts,
    with_cells,
    with_part,
    with_shared_texts,
    with_words,
    workbook_bytes,
)

from comah.errors import SpreadsheetRefusedError
from comah.model.sheet import Cell, CellValue, Sheet
from comah.records.spreadsheets.colours import colour_code, in_words
from comah.render.cells import csv_text


def cell_of(folder: Path, value: object, number_format: str = "General", *, is_1904: bool = False) -> Cell:
    """Write one value with openpyxl, and read it back."""
    book = openpyxl.Workbook()
    if is_1904:
        book.epoch = MAC_EPOCH
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    cell = sheet["A1"]
    cell.value = value
    if number_format != "General":
        cell.number_format = number_format
    return sheet_of(folder, saved(book)).rows[0].cells[0]


def raw_cell(folder: Path, written: str) -> Cell:
    return sheet_of(folder, with_cells(f'<row r="1">{written}<c r="B1"><v>1</v></c></row>')).rows[0].cells[0]


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        ("Northbank", "General", "Northbank"),
        ("  Northbank\u00a0\n", "General", "Northbank"),
        ("a\nb", "General", "a\nb"),
        (5, "General", 5),
        (5.25, "0.00", 5.25),
        (True, "General", True),
        (date(2023, 5, 12), "dd/mm/yyyy", date(2023, 5, 12)),
        (date(2023, 5, 1), "mmm-yy", date(2023, 5, 1)),
        (datetime(2023, 5, 12, 10, 30), "dd/mm/yyyy hh:mm", datetime(2023, 5, 12, 10, 30)),  # noqa: DTZ001
        (time(10, 30), "hh:mm", time(10, 30)),
        (timedelta(hours=26), "[h]:mm", "1 day, 2:00:00"),
        (45058, "General", 45058),
        (45058, "dd/mm/yyyy", date(2023, 5, 12)),
        (45058, '0 "days"', 45058),
        (45058.99999999999, "dd/mm/yyyy", date(2023, 5, 13)),
        (61, "dd/mm/yyyy", date(1900, 3, 1)),
        (60, "dd/mm/yyyy", date(1900, 2, 28)),
        (1, "dd/mm/yyyy", date(1900, 1, 1)),
        (-3, "dd/mm/yyyy", -3),
        (9_999_999, "dd/mm/yyyy", "#VALUE!"),
    ],
)
def test_values_as_they_were_typed(tmp_path: Path, value: object, number_format: str, read: CellValue) -> None:
    cell = cell_of(tmp_path, value, number_format)
    assert (cell.value, type(cell.value)) == (read, type(read))
    assert cell.number_format == ("" if isinstance(read, str) else number_format)


def test_days_counted_from_1904(tmp_path: Path) -> None:
    cell = cell_of(tmp_path, date(2023, 5, 12), "dd/mm/yyyy", is_1904=True)
    assert cell.value == date(2023, 5, 12)
    assert cell_of(tmp_path, 60, "dd/mm/yyyy", is_1904=True).value == date(1904, 3, 1)
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    assert sheet_of(tmp_path, saved(book)).has_serials_from_1904
    assert not sheet_of(tmp_path, workbook_bytes()).has_serials_from_1904


@pytest.mark.parametrize(
    ("written", "value", "is_formula"),
    [
        ('<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb", False),
        ('<c t="inlineStr"><is><t>_x005F_x000D_</t></is></c>', "_x000D_", False),
        ('<c t="inlineStr"><is><t xml:space="preserve"> _x0020_a </t></is></c>', " a", False),
        ('<c t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', "\U0001f600", False),
        ('<c t="inlineStr"><is><t>_xD83D_</t></is></c>', "\ufffd", False),
        (
            '<c t="inlineStr"><is><r><t>North</t></r><r><t>bank</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></is></c>',
            "Northbank",
            False,
        ),
        ('<c t="str"><v>=1+1</v></c>', "=1+1", False),
        ('<c t="e"><v>#REF!</v></c>', "#REF!", False),
        ('<c t="e"><f>Other!A1</f><v>#N/A</v></c>', "#N/A", True),
        ("<c><f>1+1</f><v>2</v></c>", 2, True),
        ('<c><f t="shared" si="0"/><v>2</v></c>', 2, True),
        ("<c><f>1+1</f></c>", None, True),
        ('<c t="str"><f>IF(B1=1,"","x")</f><v></v></c>', None, False),
        ('<c t="d"><v>2023-05-12T00:00:00Z</v></c>', date(2023, 5, 12), False),
        ('<c t="b"><v>0</v></c>', False, False),
        ('<c t="wrong"><v>x</v></c>', "x", False),
        ("<c><v>1e999</v></c>", "inf", False),
        ('<c t="str"><v>_x005F_x000D_ x005F_</v></c>', "_x000D_ x005F_", False),
        ('<c t="inlineStr"><is><t>x005F_</t></is></c>', "x005F_", False),
    ],
)
def test_cells_as_workbooks_write_them(tmp_path: Path, written: str, value: CellValue, is_formula: bool) -> None:
    cell = raw_cell(tmp_path, written)
    assert (cell.value, type(cell.value), cell.is_formula) == (value, type(value), is_formula)


def test_texts_that_cells_refer_to_by_number(tmp_path: Path) -> None:
    items = (
        "<si><t> Site </t></si><si/>"
        "<si><r><rPr><strike/></rPr><t>12/05/2020</t></r><r><t> 12/05/2023</t></r></si>"
        '<si><r><rPr><strike val="0"/></rPr><t>a_x000A_b</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></si>'
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in (0, 1, 2, 3, 0))
    sheet = sheet_of(tmp_path, with_shared_texts(items, f"<row>{cells}</row>"))
    assert [(cell.text, cell.is_struck) for cell in sheet.rows[0].cells] == [
        ("Site", False),
        ("", False),
        ("12/05/2020 12/05/2023", True),
        ("a\nb", False),
        ("Site", False),
    ]


def test_one_number_as_a_day_and_as_a_length_of_time(tmp_path: Path) -> None:
    def formats(sheet: Worksheet) -> None:
        for cell, number_format in zip(sheet[1], ("[h]:mm", "dd/mm/yyyy", "[h]:mm"), strict=True):
            cell.number_format = number_format

    sheet = sheet_of(tmp_path, workbook_bytes([[45058, 45058, 45058]], formats))
    assert texts(sheet) == [["45058 days, 0:00:00", "2023-05-12", "45058 days, 0:00:00"]]


def test_a_look_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = '<cellXfs count="1"><xf numFmtId="0" fontId="0"', '<cellXfs count="1"><xf numFmtId="0" fontId="7"'
    data = with_words(workbook_bytes(), "xl/styles.xml", old, new)
    with pytest.raises(SpreadsheetRefusedError, match="a cell refers to a look that is not there"):
        sheet_of(tmp_path, data)
    cell_style = '<cellStyle name="Normal" xfId="0" builtinId="0"'
    data = with_words(workbook_bytes(), "xl/styles.xml", cell_style, cell_style.replace('xfId="0"', 'xfId="9"'))
    with pytest.raises(SpreadsheetRefusedError, match="stopped and said"):
        sheet_of(tmp_path, data)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "cell",
    [
        '<c s="999"><v>4</v></c>',
        '<c t="d"><v>soon</v></c>',
        "<c><v>nan</v></c>",
        "<c><v> </v></c>",
        f"<c><v>{'9' * 5000}</v></c>",
        '<c r="1A"><v>4</v></c>',
    ],
)
def test_cells_that_say_what_no_cell_can(tmp_path: Path, cell: str) -> None:
    with pytest.raises(SpreadsheetRefusedError, match=r"^sites.xlsx is damaged: "):
        raw_cell(tmp_path, cell)


def test_a_text_in_a_cell_that_is_not_for_one_does_not_spill_into_the_next(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, with_cells('<row><c><is><t>x</t></is></c><c t="inlineStr"><is><t>y</t></is></c></row>'))
    assert texts(sheet) == [["", "y"]]


def test_rows_and_cells_without_numbers_and_out_of_order(tmp_path: Path) -> None:
    data = with_cells(
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        '<row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row r="3"><c r="B3"><v>5</v></c></row>'
    )
    assert texts(sheet_of(tmp_path, data)) == [["1", "2"], [], ["", "5"], ["", "", "3", "4"]]


def test_empty_rows_behind_the_last_are_left_out_and_those_between_are_kept(tmp_path: Path) -> None:
    def paint(sheet: Worksheet) -> None:
        sheet["A5"] = "Westbank"
        for row in range(1, 40):
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFFF0000")

    sheet = sheet_of(tmp_path, workbook_bytes([["Site"]], paint))
    assert [(row.number, row.is_empty) for row in sheet.rows] == [
        (1, False),
        (2, True),
        (3, True),
        (4, True),
        (5, False),
    ]
    assert sheet.rows[2].cells[1].fill == "red"


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ({"rgb": "FFFF0000"}, "red"),
        ({"rgb": "00FFC000"}, "orange"),
        ({"rgb": "92D050"}, "light green"),
        ({"rgb": "FFC7CE"}, "light red"),
        ({"rgb": "33AA44"}, "green, colour 33AA44"),
        ({"rgb": "D9D9D9"}, "grey, colour D9D9D9"),
        ({"rgb": "FFFFFF"}, ""),
        ({"rgb": "wrong"}, ""),
        ({"indexed": "10"}, "red"),
        ({"indexed": "64"}, ""),
        ({"indexed": "99999"}, ""),
        ({"theme": "0"}, ""),
        ({"theme": "1"}, "black"),
        ({"theme": "2"}, "dark blue"),
        ({"theme": "4"}, "yellow"),
        ({"theme": "4", "tint": "0.6"}, "yellow, colour FFFF99"),
        ({"theme": "4", "tint": "-1"}, "black"),
        ({"theme": "4", "tint": "none"}, "yellow"),
        ({"theme": "99"}, ""),
        ({"auto": "1"}, ""),
    ],
)
def test_colours_in_words(colour: dict[str, str], words: str) -> None:
    theme = ["000000", "FFFFFF", "333333", "002060", "FFFF00"]
    assert in_words(colour_code(colour, theme)) == words


def test_fills_as_excel_writes_them(tmp_path: Path) -> None:
    def paint(sheet: Worksheet) -> None:
        sheet["A1"].fill = PatternFill("solid", fgColor="FFFFFF00")
        sheet["B1"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.4))
        sheet["C1"].fill = GradientFill(stop=("FF0000", "00FF00"))
        sheet["A2"].fill = PatternFill("solid", fgColor="FFFFFFFF")

    sheet = sheet_of(tmp_path, workbook_bytes(change=paint))
    assert [cell.fill for cell in sheet.rows[0].cells] == ["yellow", "blue, colour 95B3D7", "graded colours"]
    assert [cell.fill for cell in sheet.rows[1].cells] == ["", "", ""]
    assert sheet.notes == (
        "coloured cells (1 blue, colour 95B3D7, 1 graded colours, 1 yellow): colours are not read as meaning",
    )


def test_struck_through_in_whole_and_in_part(tmp_path: Path) -> None:
    def strike(sheet: Worksheet) -> None:
        sheet["A2"].font = Font(strike=True)
        sheet["D2"].font = Font(strike=True)
        sheet["C2"] = CellRichText(TextBlock(InlineFont(strike=True), "12/05/2020"), " 12/05/2023")

    sheet = sheet_of(tmp_path, workbook_bytes(change=strike))
    assert [cell.is_struck for cell in sheet.rows[1].cells] == [True, False, True]
    assert sheet.rows[1].cells[2].value == "12/05/2020 12/05/2023"
    assert sheet.notes == ("2 cells struck through, in whole or in part: A2, C2",)


def test_merged_cells_say_what_the_first_one_says(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.append(["", "", "01/06/2020"])
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("A4:C4")
        sheet["A4"] = "Lower tier sites"

    sheet = sheet_of(tmp_path, workbook_bytes(change=merge))
    assert [(cell.text, cell.merged_from) for cell in sheet.rows[2].cells] == [
        ("Northbank Chemicals", "A2:A3"),
        ("", ""),
        ("01/06/2020", ""),
    ]
    assert sheet.rows[1].cells[0].merged_from == "A2:A3"
    assert [(cell.text, cell.merged_from) for cell in sheet.rows[3].cells] == [
        ("Lower tier sites", "A4:C4"),
        ("Lower tier sites", "A4:C4"),
        ("Lower tier sites", "A4:C4"),
    ]
    assert sheet.notes == ("2 merged ranges: what the first cell says was read for each cell of it",)


def test_a_value_under_merged_cells_is_kept_and_said(tmp_path: Path) -> None:
    data = with_cells(
        '<row><c r="A1"><v>1</v></c></row><row><c r="A2"><v>2</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A9:B9"/><mergeCell ref="all"/></mergeCells>',
    )
    sheet = sheet_of(tmp_path, data)
    assert texts(sheet) == [["1"], ["2"]]
    assert "merged cells hide values of their own, which were read: A2" in sheet.notes


def test_a_merged_range_over_the_whole_sheet_does_no_harm(tmp_path: Path) -> None:
    rows = '<row><c t="str"><v>x</v></c></row><row><c r="B2"><v>1</v></c></row>'
    data = with_cells(rows, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert [len(row.cells) for row in sheet_of(tmp_path, data).rows] == [300, 300]


def test_hidden_rows_columns_and_sheets_and_a_filter(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_written(tmp_path))
    sheet = book["Sites"]
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[9].hidden = True  # empty
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["Z"].hidden = True  # empty
    sheet.auto_filter.ref = "A1:C2"
    sheet.auto_filter.add_filter_column(0, ["Westbank"])
    book.create_sheet("Old").sheet_state = "veryHidden"
    sites, old = opened(tmp_path, saved(book)).sheets
    assert [row.is_hidden for row in sites.rows] == [False, True]
    assert sites.notes == (
        "1 hidden row, read as the others: 2",
        "1 hidden column, read as the others: C",
        "a filter is on: the rows that it leaves out of sight were read",
    )
    assert (sites.is_hidden, old.is_hidden) == (False, True)


def test_a_filter_that_leaves_nothing_out_is_not_worth_a_word(tmp_path: Path) -> None:
    data = workbook_bytes(change=lambda sheet: setattr(sheet.auto_filter, "ref", "A1:C2"))
    assert sheet_of(tmp_path, data).notes == ()


def test_comments_hang_on_their_cells(tmp_path: Path) -> None:
    def comment(sheet: Worksheet) -> None:
        sheet["A2"].comment = Comment("closed in 2016?", "An officer")
        sheet["C2"].comment = Comment("[Threaded comment]\n\nYour version...\n\nComment:\n    see file", "x")

    sheet = sheet_of(tmp_path, workbook_bytes(change=comment))
    assert [cell.note for cell in sheet.rows[1].cells] == ["closed in 2016?", "", "see file"]
    assert sheet.notes == ("2 comments on cells",)


def test_formulas_are_never_worked_out(tmp_path: Path) -> None:
    def formulas(sheet: Worksheet) -> None:
        sheet["D2"] = "=1+1"
        sheet["E2"] = '=HYPERLINK("http://example.invalid")'
        sheet.merge_cells("E2:F2")

    sheet = sheet_of(tmp_path, workbook_bytes(change=formulas))
    assert [(cell.value, cell.is_formula) for cell in sheet.rows[1].cells[3:]] == [(None, True)] * 3
    assert sheet.notes == (
        "1 merged range: what the first cell says was read for each cell of it",
        "2 formulas: the value last worked out was read, and nothing is worked out anew",
        "2 formulas without a value: D2, E2; open the workbook in Excel, save it, and import it again",
    )


def test_colours_by_rule_cannot_be_read(tmp_path: Path) -> None:
    red = PatternFill("solid", bgColor="FFFF0000")
    data = workbook_bytes(
        change=lambda sheet: sheet.conditional_formatting.add(
            "C2", Rule("cellIs", operator="lessThan", formula=["1"], dxf=DifferentialStyle(fill=red))
        )
    )
    assert sheet_of(tmp_path, data).notes == ("colours set by rules (conditional formatting) cannot be read",)


@pytest.mark.parametrize(
    "element", ['<drawing xmlns:r="r" r:id="rId1"/>', "<picture/>", "<oleObjects/>", "<controls/>"]
)
def test_pictures_are_said_and_a_sheet_of_pictures_alone_more_so(tmp_path: Path, element: str) -> None:
    beside = sheet_of(tmp_path, with_cells("<row><c><v>1</v></c></row>", after=element))
    assert beside.notes == ("pictures, charts or text boxes: what they show is not read",)
    alone = sheet_of(tmp_path, with_cells("", after=element))
    assert alone.rows == ()
    assert alone.notes == (
        "no cell says anything: there are pictures, charts or text boxes alone; type what they show into cells",
    )
    assert sheet_of(tmp_path, with_cells("")).notes == ("no cell says anything",)


def test_links_and_connections_are_said_and_not_followed(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = (
        f'<Relationship Id="x1" Type="{kind}/externalLink" Target="externalLinks/externalLink1.xml"/>'
        f'<Relationship Id="x2" Type="{kind}/connections" Target="http://example.invalid/" TargetMode="External"/>'
    )
    name = "xl/_rels/workbook.xml.rels"
    data = with_words(workbook_bytes(), name, "</Relationships>", f"{more}</Relationships>")
    assert opened(tmp_path, data).notes == (
        "links to other workbooks: the values last saved were read, and nothing was fetched",
        "connections to outside data: the values last saved were read, and nothing was fetched",
    )


def test_a_chart_sheet_beside_others_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart1")
    assert opened(tmp_path, saved(book)).notes == (
        'the sheet "Chart1" is a chart or a dialogue and has no cells to read',
    )


def test_names_with_a_prefix_and_foreign_elements(tmp_path: Path) -> None:
    part = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:e="urn:e">'
        b"<x:sheetData><x:row><x:c><x:v>1</x:v><e:v>2</e:v></x:c><e:c><e:v>3</e:v></e:c></x:row></x:sheetData></x:worksheet>"
    )
    assert texts(sheet_of(tmp_path, with_part(workbook_bytes(), SHEET, part))) == [["1"]]


def csv(folder: Path, data: bytes | str) -> Sheet:
    return sheet_of(folder, data.encode() if isinstance(data, str) else data, "sites.csv")


SITES = [["Site", "Test"], ["Café Works", "12/05/2023"]]


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        ("Site,Test\nCafé Works,12/05/2023\n".encode(), ()),
        ("\ufeffSite,Test\r\nCafé Works,12/05/2023\r\n".encode(), ()),
        ("Site,Test\rCafé Works,12/05/2023".encode(), ()),
        ("Site;Test\nCafé Works;12/05/2023\n".encode(), ("its columns are set apart by semicolons",)),
        ("sep=;\nSite;Test\nCafé Works;12/05/2023\n".encode(), ("its columns are set apart by semicolons",)),
        ("\ufeffSite\tTest\r\nCafé Works\t12/05/2023\r\n".encode("utf-16-le"), ("its columns are set apart by tabs",)),
        ("\ufeffSite\tTest\r\nCafé Works\t12/05/2023\r\n".encode("utf-16-be"), ("its columns are set apart by tabs",)),
        (
            "Site,Test\nCafé Works,12/05/2023\n".encode("cp1252"),
            ("read as Windows-1252, for it is not UTF-8: see that accents, dashes and signs came out right",),
        ),
    ],
)
def test_csv_files_of_every_kind(tmp_path: Path, data: bytes, notes: tuple[str, ...]) -> None:
    book = opened(tmp_path, data, "sites.csv")
    assert (book.sheets[0].title, texts(book.sheets[0]), book.notes) == ("sites", SITES, notes)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Sites, as known; 2024\nSite;Town;Tier\nA, B;X;upper\nC;Y, Z;lower\n", ["Site", "Town", "Tier"]),
        ("Site,Notes,Tier\nA,one; two; three,upper\nB,four; five,lower\n", ["Site", "Notes", "Tier"]),
        ('Site,Notes\nA,"a;b;c\nd;e;f"\nB,"g;h;i"\n', ["Site", "Notes"]),
        ("Site\tNotes\nA\tone, two, three\nB\tfour, five, six\n", ["Site", "Notes"]),
        ("Site\nNorthbank\nWestbank\n", ["Site"]),
    ],
)
def test_the_separator_is_the_one_that_makes_even_rows(tmp_path: Path, text: str, rows: list[str]) -> None:
    assert rows in texts(csv(tmp_path, text))


def test_quoted_line_breaks_count_as_one_row_and_empty_lines_as_one_each(tmp_path: Path) -> None:
    sheet = csv(tmp_path, 'Site,Notes\n\n"North\nbank","said ""yes""",\n,,\n')
    assert [(row.number, [cell.text for cell in row.cells]) for row in sheet.rows] == [
        (1, ["Site", "Notes"]),
        (2, []),
        (3, ["North\nbank", 'said "yes"']),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'=1+1", "=1+1"),
        ("'+44", "+44"),
        ("'-", "-"),
        ("'@a", "@a"),
        ("''=1", "'=1"),
        ("'tis", "'tis"),
        ("=1+1", "=1+1"),
        ("_x000D_", "\r"),
    ],
)
def test_the_apostrophe_before_what_looks_like_a_formula_is_taken_off(tmp_path: Path, written: str, read: str) -> None:
    assert texts(csv(tmp_path, f"Site,x\n{written},y\n"))[1][0] == read


@pytest.mark.parametrize("text", ["=1", "'=1", "''-", "'@x", "'tis", "'", "-", "a'=b"])
def test_our_own_csv_file_gives_a_text_back(tmp_path: Path, text: str) -> None:
    sheet = csv(tmp_path, csv_text(["Site", "Note"], [[text, "x"]]))
    assert texts(sheet)[1] == [text, "x"]


def _written(folder: Path) -> Path:
    path = folder / "before.xlsx"
    path.write_bytes(workbook_bytes())
    return path
