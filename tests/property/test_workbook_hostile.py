"""Any text at all, in any cell: never a formula, always the same text again."""

from __future__ import annotations

import csv
import io
import re
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_pages import opened, page_of

from comah.model.cell_text import fits_cell, items_of_text, list_text, text_of_cell
from comah.render.workbook_csv import workbook_csv
from comah.render.workbook_xlsx import workbook_bytes

LED = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "#N/A",
    "_x0041_",
    "_x005F_x0041_",
    "'=1",
    "''=1",
    "</t><f>1</f>",
    "]]>",
    "&#0;",
]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(max_codepoint=0xFF), max_size=20),
    st.builds("{}{}".format, st.sampled_from(LED), st.text(max_size=8)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=12))
def test_any_text_is_a_text_cell_and_comes_back(texts: list[str]) -> None:
    page = page_of(*(("a", text) for text in texts))
    sheet = opened(page).worksheets[0]
    cells = [sheet.cell(row, 2) for row in range(4, 4 + len(texts))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [text_of_cell(cell.value) for cell in cells] == texts


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, max_size=6), TEXTS)
def test_no_part_of_the_file_holds_a_formula_or_a_link(texts: list[str], marking: str) -> None:
    data = workbook_bytes(page_of(*((text, text) for text in texts), marking=marking))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [
            name for name in parts.namelist() if re.search("external|vba|macro|activeX|embed", name, re.IGNORECASE)
        ]
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name and name.endswith(".xml")]
    assert not [sheet for sheet in sheets if re.search(rb"<f[ >/]", sheet)]


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=12))
def test_any_text_comes_back_from_a_csv_file(texts: list[str]) -> None:
    data = workbook_csv(page_of(*(("a", text) for text in texts)))["plans-and-duties.csv"]
    cells = [row[1] for row in csv.reader(io.StringIO(data.decode("utf-8-sig", "surrogatepass"), newline=""))][1:]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [text_of_cell(re.sub(r"^'(?=[=+\-@])", "", cell)) for cell in cells] == texts


@given(st.lists(TEXTS, max_size=5).filter(lambda items: items != []))
def test_any_list_comes_back(items: list[str]) -> None:
    assert items_of_text(list_text(items)) == tuple(items)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_a_short_text_always_fits(text: str) -> None:
    assert fits_cell(text)
