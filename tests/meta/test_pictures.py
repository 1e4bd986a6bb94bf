"""The pictures of the documentation are those of what the commands do now, and load nothing from elsewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from console_blocks import ROOT
from make_pictures import PICTURES, pictures
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from picture_screen import screen_picture
from picture_sheet import sheet_picture

AGAIN = "python tests/meta/make_pictures.py"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pictures as the code draws them now; it takes some seconds, so it is done once."""
    return pictures()


def test_the_committed_pictures_are_what_is_drawn_now(made: dict[str, str]) -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in PICTURES.iterdir()}
    assert sorted(committed) == sorted(made), AGAIN
    different = [name for name, text in made.items() if committed[name] != text]
    assert not different, f"{', '.join(different)}: {AGAIN}"


def test_every_picture_is_shown_and_says_in_words_what_it_shows(made: dict[str, str]) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").rglob("*.md")))
    shown = re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", pages)
    assert sorted(shown) == sorted(made)
    for text in made.values():
        root = ET.fromstring(text)  # noqa: S314 - drawn a moment ago
        assert root.get("role") == "img"
        assert root.get("aria-label") == root.findtext("{http://www.w3.org/2000/svg}title")


def test_no_picture_loads_anything(made: dict[str, str]) -> None:
    for name, text in made.items():
        assert set(re.findall(r"https?://([^/\"]+)", text)) <= {"www.w3.org", "www.legislation.gov.uk"}, name
        assert not re.search(r"<(?:script|style|image|use|foreignObject)\b|href=|url\(|@import| id=", text), name


def test_the_screen_keeps_its_columns_colours_and_signs() -> None:
    drawn = screen_picture("\x1b[33ma < b\x1b[0m  c\n", "two words")
    assert '<text x="16" y="29" textLength="40" lengthAdjust="spacingAndGlyphs" fill="#f2cc60"' in drawn
    assert ">a &lt; b</text>" in drawn
    assert '<text x="72" y="29" textLength="8"' in drawn


def test_a_line_that_is_too_long_goes_on_below() -> None:
    drawn = screen_picture("x" * 81, "long")
    assert re.findall(r">(x+)<", drawn) == ["x" * 80, "x"]


def test_a_sheet_shows_what_its_cells_hold() -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Title over all"])
    sheet.append(["<Site>", 4])
    sheet.merge_cells("A1:B1")
    drawn = sheet_picture(sheet, "AB", range(1, 3), "a sheet")
    assert re.findall(r">([^<]+)</text>", drawn) == ["A", "B", "1", "2", "Title over all", "&lt;Site&gt;", "4", "Sheet"]
    assert drawn.count('fill="none"') == 3  # the merged cell is one
