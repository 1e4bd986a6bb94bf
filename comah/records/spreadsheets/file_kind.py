"""What a file really is, by its first bytes and not by its name."""

from __future__ import annotations

import re
from typing import Final

WORKBOOK: Final = "a zip archive"  # an .xlsx workbook, if it holds one
TEXT: Final = "text"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED: Final = "protected by a password"
OLD_EXCEL: Final = "a workbook of an old Excel (.xls)"
_MARKS: Final = (
    (b"PK\x03\x04", WORKBOOK),
    (b"PK\x05\x06", WORKBOOK),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
)
# The names in the directory of a compound file, in UTF-16 as they stand there.
_COMPOUND_KINDS: Final = (
    ("EncryptedPackage", LOCKED),
    ("Workbook", OLD_EXCEL),
    ("Book", OLD_EXCEL),
    ("WordDocument", "a Word document (.doc)"),
    ("PowerPoint Document", "a PowerPoint presentation (.ppt)"),
    ("__properties_version1.0", "an Outlook message"),
)
_WEB_PAGE: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL
)
_XML: Final = re.compile(rb"\s*<\?xml\b")
_LOOKED_AT: Final = 4_000


def kind_of(data: bytes) -> str:
    """Say what a file is, in words that stand after "is"; ``WORKBOOK`` or ``TEXT`` where it may be read.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"Site,Tier")
    ('a PDF document', 'text')
    """
    if data.startswith(_COMPOUND):
        return _compound_kind(data)
    mark = next((kind for mark, kind in _MARKS if data.startswith(mark)), "")
    return mark or _text_kind(_as_ascii(data[:_LOOKED_AT]))


def _compound_kind(data: bytes) -> str:
    found = (kind for name, kind in _COMPOUND_KINDS if name.encode("utf-16-le") in data)
    return next(found, "an old Office document")


def _as_ascii(start: bytes) -> bytes:
    """Return the beginning as single bytes, whether it is UTF-8 or UTF-16, without its byte-order mark."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[2:].replace(b"\0", b"")
    return start.removeprefix(b"\xef\xbb\xbf")


def _text_kind(start: bytes) -> str:
    if _WEB_PAGE.match(start):
        return "a web page (HTML)"
    if _XML.match(start):
        is_sheet = b"urn:schemas-microsoft-com:office:spreadsheet" in start
        return "an XML Spreadsheet 2003" if is_sheet else "an XML file"
    return TEXT
