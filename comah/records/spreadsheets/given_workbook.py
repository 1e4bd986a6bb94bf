"""What openpyxl is given of a workbook: cells, looks, texts and comments, in a workbook that holds nothing else.

openpyxl stops at many a thing that a register does not need (charts, pivot tables, filters, names, properties), and
builds what nobody asks for. None of it is handed on.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from openpyxl.xml.constants import (
    ARC_CONTENT_TYPES,
    ARC_SHARED_STRINGS,
    ARC_STYLE,
    ARC_WORKBOOK,
    ARC_WORKBOOK_RELS,
    COMMENTS_NS,
    CONTYPES_NS,
    PKG_REL_NS,
    REL_NS,
    SHARED_STRINGS,
    SHEET_MAIN_NS,
    XLSX,
)

from comah.records.spreadsheets.container import Container
from comah.records.spreadsheets.guarded_xml import Attributes, bare, follow
from comah.records.spreadsheets.limits import MAX_CELLS, MAX_COMMENTS, MAX_RUNS, MAX_STYLES
from comah.records.spreadsheets.package import Package, SheetPart
from comah.records.spreadsheets.refusals import damaged, too_many_cells

_PACKED: Final = 1  # lightly: it is read once, and at once
_IN_RUN: Final = 10  # elements that one piece of text is made of
_CELL: Final = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
# openpyxl takes this piece of an escaped underscore out of texts, wherever it stands: it is led past in disguise.
_ESCAPED, _DISGUISED = "x005F_", "x00x005F_5F_"


class _Counted:
    """Counts the elements of a part."""

    def __init__(self) -> None:
        self.place: Callable[[], int] = int
        self.every = self.texts = self.runs = 0
        self.is_each_on_a_cell = True  # of comments

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear of an element's beginning."""
        self.every += 1
        word = bare(name)
        if word == "si":
            self.texts += 1
        elif word == "r":
            self.runs += 1
        elif word == "comment" and not _CELL.fullmatch(attributes.get("ref", "")):
            self.is_each_on_a_cell = False

    def end(self, name: str) -> None:
        """Hear of an element's end."""


class GivenWorkbook:
    """Put together part by part, then handed to openpyxl."""

    def __init__(self, container: Container, package: Package) -> None:
        """Begin with what all sheets share."""
        self._container = container
        self._file = container.file
        self._is_1904 = package.has_serials_from_1904
        self._parts: dict[str, bytes | str] = {}
        self._sheets = 0
        if package.styles:
            self._parts[ARC_STYLE] = self._styles(package.styles)
        if package.shared_texts:
            self._parts[ARC_SHARED_STRINGS] = self._texts(package.shared_texts)

    def add_sheet(self, part: SheetPart, cells: bytes) -> None:
        """Add a sheet: its cells, as they were left by the scan, and its comments."""
        self._sheets += 1
        name = f"xl/worksheets/{self._sheets}.xml"
        self._parts[name] = _disguised(cells)
        comments = [f"xl/comments/{self._sheets}-{number}.xml" for number in range(1, len(part.comments) + 1)]
        for own, theirs in zip(comments, part.comments, strict=True):
            self._parts[own] = self._comments(theirs)
        if comments:
            relations = _relations((COMMENTS_NS, own) for own in comments)
            self._parts[f"xl/worksheets/_rels/{self._sheets}.xml.rels"] = relations

    def finished(self) -> io.BytesIO:
        """Return the whole as a file."""
        numbers = range(1, self._sheets + 1)
        sheets = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
        epoch = '<workbookPr date1904="1"/>' if self._is_1904 else "<workbookPr/>"
        spaces = f"xmlns={quoteattr(SHEET_MAIN_NS)} xmlns:r={quoteattr(REL_NS)}"
        book = f"<workbook {spaces}>{epoch}<sheets>{sheets}</sheets></workbook>"
        self._parts[ARC_WORKBOOK] = book
        parts = ((f"{REL_NS}/worksheet", f"xl/worksheets/{number}.xml") for number in numbers)
        self._parts[ARC_WORKBOOK_RELS] = _relations(parts)
        types = {ARC_WORKBOOK: XLSX}
        if ARC_SHARED_STRINGS in self._parts:
            types[ARC_SHARED_STRINGS] = SHARED_STRINGS
        self._parts[ARC_CONTENT_TYPES] = _types(types)
        return self._packed()

    def _packed(self) -> io.BytesIO:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_PACKED) as archive:
            while self._parts:
                archive.writestr(*self._parts.popitem())
        out.seek(0)
        return out

    def _styles(self, part: str) -> bytes:
        xml, counted = self._counted(part)
        if counted.every > MAX_STYLES:
            raise damaged(self._file, f"it has more than {MAX_STYLES:,} styles")
        return xml

    def _texts(self, part: str) -> bytes:
        xml, counted = self._counted(part)
        if counted.texts > MAX_CELLS:
            raise too_many_cells(self._file)
        if counted.runs > MAX_RUNS or counted.every > MAX_CELLS * 2 + MAX_RUNS * _IN_RUN:
            raise damaged(self._file, f"it has more than {MAX_RUNS:,} pieces of text with looks of their own")
        return _disguised(xml)

    def _comments(self, part: str) -> bytes:
        xml, counted = self._counted(part)
        if counted.every > MAX_COMMENTS:
            raise damaged(self._file, f"its part {part} has far too many comments")
        if not counted.is_each_on_a_cell:
            raise damaged(self._file, f"its part {part} has a comment that hangs on no cell")
        return xml

    def _counted(self, part: str) -> tuple[bytes, _Counted]:
        xml = self._container.whole(part)
        counted = _Counted()
        follow(self._container, part, xml, counted)
        return xml, counted


def undisguised(text: str) -> str:
    """Return a text as the workbook has it, whether openpyxl took the disguise off or not."""
    return text.replace(_DISGUISED, _ESCAPED)


def _disguised(xml: bytes) -> bytes:
    return xml.replace(_ESCAPED.encode(), _DISGUISED.encode())


def _relations(parts: Iterable[tuple[str, str]]) -> str:
    each = (
        f'<Relationship Id="r{number}" Type={quoteattr(kind)} Target={quoteattr(f"/{name}")}/>'
        for number, (kind, name) in enumerate(parts, start=1)
    )
    return f"<Relationships xmlns={quoteattr(PKG_REL_NS)}>{''.join(each)}</Relationships>"


def _types(types: Mapping[str, str]) -> str:
    each = (
        f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>" for name, kind in types.items()
    )
    return f"<Types xmlns={quoteattr(CONTYPES_NS)}>{''.join(each)}</Types>"
