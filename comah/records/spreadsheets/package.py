"""What a workbook is made of: its sheets in order, and the parts that say how they are to be read."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final

import msgspec

from comah.errors import SpreadsheetRefusedError
from comah.records.shown import printable
from comah.records.spreadsheets.container import Container
from comah.records.spreadsheets.guarded_xml import bare, tree
from comah.records.spreadsheets.limits import MAX_SHEETS
from comah.records.spreadsheets.refusals import damaged, refusal

_ROOT: Final = "_rels/.rels"
_TYPES: Final = "[Content_Types].xml"
_MACRO_TYPES: Final = ("macroenabled", "vbaproject", "macrosheet")
_MACRO_NAMES: Final = ("vbaproject.bin", "/macrosheets/")
_OTHERS: Final = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("index/document.iwa", "a Numbers, Pages or Keynote file of a Mac"),
    ("index.zip", "a Numbers, Pages or Keynote file of a Mac"),
    ("visio/document.xml", "a Visio drawing"),
)
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."
_LONGEST_TYPE: Final = 100
_ON: Final = ("1", "true", "on")


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """One part's pointer to another."""

    kind: str  # the last word of its type: "worksheet", "comments", "externalLink"
    target: str  # the other part's name; "" where it lies outside the file, and is not looked at


class SheetEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet as the workbook lists it."""

    title: str
    relation: str  # identifier of the relation that leads to its part
    is_hidden: bool


class SheetPart(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of the workbook and where it lies."""

    title: str
    name: str
    is_hidden: bool
    comments: tuple[str, ...]  # parts


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A workbook's parts."""

    sheets: tuple[SheetPart, ...]
    not_tables: tuple[str, ...]  # titles of sheets that are charts or dialogues
    has_serials_from_1904: bool
    shared_texts: str  # part names; "" where there is none
    styles: str
    theme: str
    has_external_links: bool
    has_connections: bool


def read_package(container: Container) -> Package:
    """Find the sheets of a workbook.

    Raises:
        SpreadsheetRefusedError: where it is another kind of document, holds macros, or has no sheet of cells.
    """
    _refuse_others(container)
    _refuse_macros(container)
    main = next((one.target for one in relations(container, "").values() if one.kind == "officeDocument"), "")
    if not container.has(main or "xl/workbook.xml"):
        raise refusal(container.file, "is a zip archive without a workbook in it", "Give the workbook itself")
    main = main or "xl/workbook.xml"
    around = relations(container, main)
    entries, is_1904 = _listed(container, main)
    if len(entries) > MAX_SHEETS:
        raise refusal(container.file, f"has more than {MAX_SHEETS} sheets", "Copy those that are needed to a new one")
    found = [(entry, around.get(entry.relation)) for entry in entries]
    sheets = tuple(_sheet(container, entry, relation) for entry, relation in found if _is_table(relation))
    others = tuple(entry.title for entry, relation in found if not _is_table(relation))
    if not sheets:
        raise refusal(
            container.file,
            "has no sheet of cells" + (": it has charts alone" if others else ""),
            "Give the workbook that has the table",
        )
    return Package(
        sheets=sheets,
        not_tables=others,
        has_serials_from_1904=is_1904,
        shared_texts=_part(container, around, "sharedStrings"),
        styles=_part(container, around, "styles"),
        theme=_part(container, around, "theme"),
        has_external_links=any(one.kind in {"externalLink", "externalLinkPath"} for one in around.values()),
        has_connections=any(one.kind == "connections" for one in around.values()),
    )


def relations(container: Container, part: str) -> dict[str, Relation]:
    """Read what a part points to, by the identifier that it uses; "" is the archive as a whole."""
    folder, stem = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{stem}.rels") if part else _ROOT
    if not container.has(name):
        return {}
    return {
        one.get("Id", ""): Relation(kind=one.get("Type", "").rpartition("/")[2], target=_target(folder, one.attrib))
        for one in tree(container, name).iter()
        if bare(one.tag) == "Relationship"
    }


def _target(folder: str, attributes: Mapping[str, str]) -> str:
    target = attributes.get("Target", "").replace("\\", "/")
    if attributes.get("TargetMode") == "External":
        return ""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _listed(container: Container, main: str) -> tuple[list[SheetEntry], bool]:
    """Return the sheets in their order, and whether days are counted from 1904."""
    sheets = []
    is_1904 = False
    for one in tree(container, main).iter():
        if bare(one.tag) == "workbookPr":
            is_1904 = one.get("date1904") in _ON
        elif bare(one.tag) == "sheet":
            relation = next((value for key, value in one.items() if key.endswith("}id")), "")
            is_hidden = one.get("state", "visible") != "visible"
            sheets.append(SheetEntry(title=printable(one.get("name", "")), relation=relation, is_hidden=is_hidden))
    return sheets, is_1904


def _is_table(relation: Relation | None) -> bool:
    return relation is None or relation.kind == "worksheet"


def _sheet(container: Container, entry: SheetEntry, relation: Relation | None) -> SheetPart:
    if relation is None or not container.has(relation.target):
        raise damaged(container.file, f'its sheet "{entry.title}" is missing')
    around = relations(container, relation.target).values()
    comments = tuple(one.target for one in around if one.kind == "comments" and container.has(one.target))
    return SheetPart(title=entry.title, name=relation.target, is_hidden=entry.is_hidden, comments=comments)


def _part(container: Container, around: dict[str, Relation], kind: str) -> str:
    found = (one.target for one in around.values() if one.kind == kind)
    return next((target for target in found if container.has(target)), "")


def _refuse_others(container: Container) -> None:
    kind = next((words for name, words in _OTHERS if container.has(name)), "")
    if not kind and container.has("mimetype"):
        start = next(iter(container.chunks("mimetype")), b"")[:_LONGEST_TYPE].decode("ascii", "replace")
        kind = "an OpenDocument file (.ods or alike)" if start.startswith(_OPEN_DOCUMENT) else ""
    if kind:
        raise refusal(container.file, f"is {kind}", "Open it, and save the table as an Excel workbook (*.xlsx)")


def _refuse_macros(container: Container) -> None:
    types = tree(container, _TYPES).iter() if container.has(_TYPES) else ()
    by_type = any(word in one.get("ContentType", "").lower() for one in types for word in _MACRO_TYPES)
    if by_type or any(name in f"/{one}" for name in _MACRO_NAMES for one in container.names):
        raise macros(container.file)


def macros(file: str) -> SpreadsheetRefusedError:
    """Refuse a workbook that holds macros, or is named as one that may."""
    return refusal(
        file,
        "is a workbook with macros, and none of those is opened",
        "Save it without them: in Excel, File > Save As > Excel Workbook (*.xlsx)",
    )
